"""What an official does: ask, read the list, follow a citation to the clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from faces_kit import CHROMIUM, CHROMIUM_FLAGS, Server
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

QUESTION = "which tasks does the Ministry of Science and Technology own due in April"
QUOTE = "ban hành hướng dẫn về tiêu chí và quy trình xác định hợp phần khoa học công nghệ"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A fresh window; whatever it asks for must come from the server."""
    context = browser.new_context(locale="vi-VN")
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    opened = context.new_page()
    opened.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).netloc))
    yield opened
    context.close()
    assert hosts - {""} == {urlsplit(server.url).netloc}


def ask(page: Page, server: Server, question: str) -> None:
    page.goto(f"{server.url}/chat?today=2026-04-01")
    box = page.locator("#chat-input")
    box.click()
    page.keyboard.insert_text(question)
    page.locator("#chat-submit").click()  # enabled once the connection stands


def test_a_question_leads_to_the_highlighted_clause(page: Page, server: Server) -> None:
    ask(page, server, QUESTION)
    row = page.get_by_role("row").filter(has_text="tháng 4/2026")
    expect(row).to_contain_text("tiêu chí và quy trình xác định hợp phần khoa học công nghệ")
    expect(row).to_contain_text("20-TB/CQTTBCĐ")
    with page.context.expect_page() as opening:
        row.get_by_role("link", name="[1]").click()
    document = opening.value
    assert document.url.endswith("#sec_3__point_c__indent_6")
    clause = document.locator("[id='sec_3__point_c__indent_6']")
    expect(clause).to_be_in_viewport()
    expect(clause).to_contain_text(QUOTE)
    expect(clause.locator("mark")).to_contain_text(QUOTE)
    neighbour = document.locator("[id='sec_3__point_c__indent_5']")
    assert _background(clause) != _background(neighbour)
    assert _background(neighbour) == "rgba(0, 0, 0, 0)"


def _background(locator: object) -> str:
    return str(locator.evaluate("element => getComputedStyle(element).backgroundColor"))  # type: ignore[attr-defined]


def test_the_side_panel_quotes_every_source(page: Page, server: Server) -> None:
    ask(page, server, "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4?")
    page.get_by_role("button", name=re.compile("trích dẫn nguyên văn")).click()
    panel = page.get_by_text(QUOTE).last
    expect(panel).to_be_visible()
    expect(page.get_by_role("link", name="Mở điều khoản trong văn bản").first).to_be_visible()


def test_the_welcome_offers_questions_that_are_answered(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/chat")
    page.get_by_role("button", name="Ai ký Công văn 693?").click()
    expect(page.get_by_text("Võ Thành Hưng").first).to_be_visible()


def test_what_is_typed_stays_text(page: Page, server: Server) -> None:
    ask(page, server, '<img src=x onerror="document.title=1"> **x** [a](javascript:alert(1)) Ai ký Công văn 693?')
    expect(page.get_by_text("<img src=x").first).to_be_visible()
    assert page.title() != "1"


def test_documents_read_well_on_a_phone(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/documents", "/documents/693-cv-vptw", "/documents/20-tb-cqttbcd", "/docs"):
        page.goto(server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(f"{server.url}/documents")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Chuyển đến nội dung")).to_be_focused()
