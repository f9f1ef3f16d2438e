"""The user's guide says what holds: every question in it is answered, every picture and link is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "huong-dan-su-dung.md").read_text("utf-8")
ALONE = re.findall(r"^- “([^”]+)”$", GUIDE, re.MULTILINE)
FOLLOWED = re.findall(r"^- “([^”]+)”, rồi “([^”]+)”$", GUIDE, re.MULTILINE)
EXAMPLES = [*((question,) for question in ALONE), *FOLLOWED]


def test_there_are_examples() -> None:
    assert len(ALONE) >= 18 and len(FOLLOWED) >= 2


@pytest.mark.parametrize("questions", EXAMPLES, ids=lambda each: each[-1])
def test_every_example_is_answered(client: TestClient, questions: tuple[str, ...]) -> None:
    asked = {"question": questions[-1], "history": list(questions[:-1]), "today": "2026-04-01"}
    answer = client.post("/api/v1/ask", json=asked).json()
    assert answer["status"] == "answered" and answer["citations"]


def test_the_guide_is_a_page_with_its_pictures(client: TestClient) -> None:
    page = client.get("/guide").text
    pictures = re.findall(r'src="(/guide/screenshots/[^"]+)"', page)
    assert len(pictures) == GUIDE.count("](screenshots/") >= 6
    for each in pictures:
        assert client.get(each).headers["content-type"] == "image/png"
    anchors = re.findall(r'<li><a href="#([^"]+)">', page)
    assert len(anchors) == GUIDE.count("\n## ") and all(f'<h2 id="{each}">' in page for each in anchors)
    assert all('alt=""' not in tag for tag in re.findall("<img[^>]+guide[^>]+>", page))


def test_every_page_and_the_chats_help_lead_to_it(client: TestClient) -> None:
    for path in ("/documents", "/register", "/conversations", "/docs"):
        assert 'href="/guide"' in client.get(path).text
    help_text = (DOCS.parent / "assistant" / "chainlit" / "chainlit_vi.md").read_text("utf-8")
    assert "](/guide)" in help_text and "](/conversations)" in help_text


@pytest.mark.parametrize("name", ["..%2Fwidget.md", "none.png", "chat.png%00", "%2e%2e/huong-dan-su-dung.md"])
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/guide/screenshots/{name}").status_code == 404
