"""The pictures of the main screens for the guide: ``make screenshots`` keeps them in docs/screenshots."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from faces_kit import Server
from PIL import Image
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

QUESTION = "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4/2026?"
COLOURS = 128
MOST_BYTES = 1_500_000
Take = Callable[..., None]


@pytest.fixture(scope="module")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept: Path | None = request.config.getoption("--screenshots")
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
    return kept or tmp_path_factory.mktemp("screenshots")


@pytest.fixture
def take(page: Page, folder: Path) -> Take:
    """Takes a picture of the window, or of a part of the page, in few colours."""
    page.set_viewport_size({"width": 1280, "height": 860})

    def shoot(name: str, part: Locator | None = None) -> None:
        path = folder / f"{name}.png"
        (part or page).screenshot(path=path, animations="disabled", caret="hide")
        picture = Image.open(path).convert("RGB")
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)

    return shoot


def ask(page: Page, question: str) -> Locator:
    page.locator("#chat-input").click()
    page.keyboard.insert_text(question)
    page.locator("#chat-submit").click()
    answer = page.locator("[id^='step-answer-']").last
    expect(answer.get_by_role("group", name=re.compile("Công cụ|tools"))).to_be_visible()
    return answer


def test_the_register(page: Page, server: Server, take: Take) -> None:
    page.goto(f"{server.url}/register?today=2026-04-01&agency=bo-khoa-hoc-va-cong-nghe")
    take("register")
    page.goto(f"{server.url}/register?today=2026-04-01&view=calendar&month=2026-04")
    take("calendar", page.locator(".month-view"))


def test_a_clause_with_its_quotation(page: Page, server: Server, take: Take) -> None:
    asked = {"question": QUESTION, "today": "2026-04-01"}
    source = httpx.post(f"{server.url}/api/v1/ask", json=asked, timeout=60).json()["citations"][0]
    place, _, path = source["url"].partition("#")
    page.goto(f"{server.url}{place}?from={source['start']}&to={source['end']}#{path}")
    expect(page.locator("mark").first).to_be_in_viewport()
    take("document")


def test_the_chat_and_a_conversation(page: Page, server: Server, take: Take) -> None:
    page.goto(f"{server.url}/chat?today=2026-04-01")
    expect(ask(page, QUESTION)).to_contain_text("tiêu chí và quy trình")
    page.evaluate("document.activeElement.blur()")
    take("chat")
    ask(page, "Còn tháng 3?")
    page.goto(f"{server.url}/conversations")
    page.get_by_role("link", name=QUESTION, exact=True).first.click()
    expect(page.get_by_role("heading", name="Còn tháng 3?")).to_be_attached()
    take("conversation")


def test_on_a_phone(page: Page, server: Server, take: Take) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(f"{server.url}/register?today=2026-04-01&agency=bo-khoa-hoc-va-cong-nghe")
    page.get_by_role("table").scroll_into_view_if_needed()
    page.evaluate("window.scrollTo(0, document.querySelector('table.tasks').offsetTop - 60)")
    take("phone")


def test_the_pictures_are_small(folder: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in folder.glob("*.png")}
    assert sizes.keys() >= {
        f"{name}.png" for name in ("register", "calendar", "document", "chat", "conversation", "phone")
    }
    assert sum(sizes.values()) < MOST_BYTES, sizes
