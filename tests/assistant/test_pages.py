"""The pages: nothing of a document lost, every clause to be found, everything escaped."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from faces_kit import DIRECTIVES
from starlette.testclient import TestClient

from assistant.web.rendering import due_text
from corpus.model import Audience, Directive
from corpus.parse import parse_file

NAMES = ["20-TB-CQTTBCD", "693-CV-VPTW"]
VOID = {"meta", "link", "img", "br", "input", "path", "rect"}


@pytest.fixture(params=NAMES)
def directive(request: pytest.FixtureRequest) -> Directive:
    return parse_file(DIRECTIVES / f"{request.param}.txt", Audience.PUBLIC)


class Reading(HTMLParser):
    """The words within an element, and all ids; what is apparatus is left out."""

    def __init__(self, within: str) -> None:
        super().__init__()
        self.within = within
        self.text: list[str] = []
        self.marked: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        inside, apparatus, marked = self._open[-1][1:] if self._open else (False, False, False)
        if "id" in values:
            self.ids.append(values["id"])
        self.links += [values[name] for name in ("href", "src") if name in values]
        if tag not in VOID:
            classes = values.get("class", "").split()
            self._open.append(
                (
                    tag,
                    inside or values.get("id") == self.within,
                    apparatus or "apparatus" in classes,
                    marked or tag == "mark",
                )
            )

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop()[0] == tag, "elements nest"

    def handle_data(self, data: str) -> None:
        _, inside, apparatus, marked = self._open[-1] if self._open else ("", False, False, False)
        if inside and not apparatus:
            self.text.append(data)
            if marked:
                self.marked.append(data)


def read(page: str, within: str) -> Reading:
    reading = Reading(within)
    reading.feed(page)
    return reading


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_nothing_of_the_text_is_lost_or_added(client: TestClient, directive: Directive) -> None:
    page = read(client.get(f"/documents/{directive.slug}").text, "page-text")
    assert squeezed("".join(page.text)) == squeezed(directive.text)


def test_every_clause_has_its_words_at_its_anchor(client: TestClient, directive: Directive) -> None:
    page = client.get(f"/documents/{directive.slug}").text
    ids = read(page, "page-text").ids
    assert len(ids) == len(set(ids))
    for clause in directive.walk():
        assert squeezed("".join(read(page, clause.path).text)) == squeezed(directive.clause_text(clause))


def test_every_quotation_can_be_marked(client: TestClient, directive: Directive) -> None:
    for task in directive.tasks[::3]:
        query = urlencode({"from": task.start, "to": task.end})
        page = read(client.get(f"/documents/{directive.slug}?{query}").text, "page-text")
        assert squeezed("".join(page.marked)) == squeezed(directive.text[task.start : task.end])


@pytest.mark.parametrize("query", ["from=9&to=3", "from=0&to=99999999", "from=5", ""])
def test_odd_offsets_show_the_page(client: TestClient, query: str) -> None:
    assert client.get(f"/documents/693-cv-vptw?{query}").status_code == 200


def test_the_page_says_who_signed_when_and_to_whom(client: TestClient) -> None:
    page = client.get("/documents/693-cv-vptw").text
    for words in ("Võ Thành Hưng, Phó Chánh Văn phòng", "02/3/2026", "Văn phòng Trung ương Đảng", "noteref-1"):
        assert words in page


def test_tasks_stand_beside_their_clauses(client: TestClient) -> None:
    page = client.get("/documents/20-tb-cqttbcd").text
    dash = page[page.index('id="sec_3__point_c__indent_6"') : page.index('id="sec_3__point_d"')]
    for words in ("Bộ Khoa học và Công nghệ", "Bộ Tài chính; Bộ Công Thương; Bộ Xây dựng", "chậm nhất 30/4/2026"):
        assert words in dash


def test_every_deadline_has_words(directive: Directive) -> None:
    assert all(due_text(deadline) for task in directive.tasks for deadline in task.deadlines)


def test_list_of_documents(client: TestClient) -> None:
    page = client.get("/documents").text
    assert page.index("20-TB/CQTTBCĐ") < page.index("693-CV/VPTW")
    assert 'href="/documents/693-cv-vptw"' in page


@pytest.mark.parametrize("path", ["/documents", "/documents/20-tb-cqttbcd", "/documents/693-cv-vptw", "/docs"])
def test_pages_ask_no_other_host_and_their_own_links_hold(client: TestClient, path: str) -> None:
    page = read(client.get(path).text, "page-main")
    for link in page.links:
        assert link.startswith(("/", "#")), link
        if link.startswith("/") and not link.startswith("/chat"):
            assert client.get(link).status_code == 200, link
        if link.startswith("#") and "%" not in link:
            assert link[1:] in page.ids


def test_a_document_stays_text(internal_client: TestClient) -> None:
    page = internal_client.get("/documents/77-kh-vptw").text
    assert "<script" not in page
    assert "&lt;script&gt;alert(" in page


def test_unknown_pages_are_pages(client: TestClient) -> None:
    for path in ("/documents/none", "/nowhere", "/documents/%3Cscript%3E", "/static/../pages.py"):
        response = client.get(path, headers={"Accept": "text/html"})
        assert response.status_code == 404
        assert response.headers["content-type"].startswith("text/html")
        assert "Không tìm thấy" in response.text


def test_home_leads_to_the_chat_and_the_day_is_kept_for_it(client: TestClient) -> None:
    assert client.get("/").headers["location"] == "/chat"
    opened = client.get("/chat?today=2026-04-01")
    assert opened.headers["location"] == "/chat/"
    assert "chidao_today=2026-04-01" in opened.headers["set-cookie"]
    assert "HttpOnly" in opened.headers["set-cookie"]
    assert client.get("/chat?today=tomorrow").status_code == 422


def test_static_files_stay_in_their_folder(client: TestClient) -> None:
    assert client.get("/static/chidao.css").status_code == 200
    assert client.get("/static/..%2Fpages.py").status_code == 404


def test_style_names_no_other_host() -> None:
    style = (Path(__file__).parents[2] / "assistant" / "static" / "chidao.css").read_text()
    assert "http" not in style and "@import" not in style
