"""A portal on another origin, in a real browser: ask, read, follow a citation, be refused, outlive a restart."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from faces_kit import Server, chidao, stop
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

QUESTION = "Bộ KH&CN có việc gì đến hạn trong tháng 4?"
SECONDS = 1_000.0


@contextmanager
def site(html: Callable[[], str], policy: Callable[[], str]) -> Iterator[str]:
    """A static site on a port of its own; yields its origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = html().encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy())
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}"
    finally:
        listening.shutdown()
        listening.server_close()


class Portal:
    """A portal that embeds the assistant, and the assistant's server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.key = ""
        self.attributes = 'lang="vi" today="2026-04-01"'

    def html(self) -> str:
        return (
            '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin</title>'
            '<meta name="viewport" content="width=device-width"></head><body><main><h1>Cổng thông tin</h1>'
            '<p>Trang của cổng. <a href="#a">Liên kết</a></p></main>'
            f'<script src="{self.server.url}/widget.js" defer></script>'
            f'<directive-assistant site-key="{self.key}" {self.attributes}></directive-assistant></body></html>'
        )

    def policy(self) -> str:
        return f"default-src 'self'; script-src {self.server.url}; connect-src {self.server.url}"


@pytest.fixture(scope="module")
def portal(start_server: Callable[[], Server]) -> Iterator[tuple[Portal, str]]:
    made = Portal(start_server())
    with site(made.html, made.policy) as origin:
        made.key = _command(made.server.folder, "key", "create", "--origin", origin).split("\t")[0]
        yield made, origin


def _command(folder: Path, *arguments: str) -> str:
    process = chidao(*arguments, folder=folder)
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return out


@pytest.fixture
def page(browser: Browser, portal: tuple[Portal, str]) -> Iterator[Page]:
    """The portal's page; it may ask the portal and the assistant, and nobody else, and nothing may be blocked."""
    made, origin = portal
    context = browser.new_context(locale="vi-VN")
    hosts: set[str] = set()
    blocked: list[str] = []
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    opened = context.new_page()
    opened.on("console", lambda m: blocked.append(m.text) if "Content Security Policy" in m.text else None)
    opened.goto(origin)
    yield opened
    cookies = context.cookies()
    context.close()
    assert hosts <= {urlsplit(origin).netloc, urlsplit(made.server.url).netloc}
    assert (blocked, cookies) == ([], [])


def ask(page: Page, question: str) -> None:
    launcher = page.get_by_role("button", name="Hỏi Trợ lý Chỉ đạo")
    if launcher.is_visible():
        launcher.click()
    field = page.get_by_label("Câu hỏi")
    expect(field).to_be_focused()
    field.fill(question)
    field.press("Enter")


def axe(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(each["id"], node["html"]) for each in found for node in each["nodes"]]


def test_a_reader_asks_and_opens_a_citation(page: Page, portal: tuple[Portal, str]) -> None:
    page.evaluate("addEventListener('directive-answer', e => { window.told = e.detail })")
    ask(page, QUESTION)
    expect(page.get_by_role("row")).to_have_count(4)
    expect(page.get_by_role("status")).to_contain_text("Đã có câu trả lời. Bộ Khoa học và Công nghệ chủ trì 3 nhiệm vụ")
    assert page.evaluate("window.told.status") == "answered"
    page.get_by_role("button", name="Trích dẫn 1:").first.click()
    entry = page.get_by_role("listitem").filter(has_text="ban hành hướng dẫn về tiêu chí").last
    expect(entry).to_be_focused()
    with page.context.expect_page() as opened:
        entry.get_by_role("link", name="Mở văn bản tại điều khoản này").click()
    clause = opened.value
    expect(clause.locator("mark").first).to_be_visible()
    assert clause.url.startswith(portal[0].server.url + "/documents/20-tb-cqttbcd")


def test_a_follow_up_and_feedback(page: Page) -> None:
    ask(page, "Bộ KH&CN có việc gì?")
    expect(page.get_by_role("button", name="Có ích")).to_be_visible()
    ask(page, "thế còn Bộ Tư pháp?")
    expect(page.get_by_role("article")).to_have_count(2)
    latest = page.get_by_role("article").last
    expect(latest).to_contain_text("Bộ Tư pháp")
    latest.get_by_role("button", name="Chưa đạt").click()
    latest.get_by_role("button", name="Thiếu").click()
    expect(latest.get_by_text("Cảm ơn góp ý")).to_be_focused()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Hỏi Trợ lý Chỉ đạo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Câu hỏi")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Hỏi Trợ lý Chỉ đạo")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):  # out of the panel and round again: nothing holds the focus
        page.keyboard.press("Tab")
    page.evaluate("document.querySelector('a').focus()")
    expect(page.get_by_role("link", name="Liên kết")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_is_accessible(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 740})
    assert axe(page) == []
    ask(page, QUESTION)
    expect(page.get_by_role("button", name="Có ích")).to_be_visible()
    page.get_by_role("button", name="Trích dẫn 1:").first.click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_another_origin_is_refused(browser: Browser, portal: tuple[Portal, str]) -> None:
    made, _ = portal
    with site(made.html, made.policy) as stranger:
        context = browser.new_context(locale="vi-VN")
        page = context.new_page()
        page.goto(stranger)
        ask(page, QUESTION)
        expect(page.get_by_role("status")).to_contain_text("Chưa kết nối được với trợ lý")
        expect(page.get_by_role("row")).to_have_count(0)
        context.close()


def test_it_outlives_a_restart_of_the_server(page: Page, portal: tuple[Portal, str]) -> None:
    made, _ = portal
    ask(page, "Bộ KH&CN có việc gì?")
    expect(page.get_by_role("button", name="Có ích")).to_be_visible()
    stop(made.server.process)
    ask(page, "thế còn Bộ Tư pháp?")
    latest = page.get_by_role("article").last
    expect(latest).to_contain_text("Chưa kết nối được với trợ lý")
    port = str(urlsplit(made.server.url).port)
    process = chidao("serve", "--port", port, folder=made.server.folder)
    try:
        assert process.stdout is not None
        assert any(line.startswith("http://") for line in process.stdout)
        latest.get_by_role("button", name="Thử lại").click()
        expect(page.get_by_role("article").last).to_contain_text("Bộ Tư pháp chủ trì", timeout=20 * SECONDS)
    finally:
        stop(process)


def test_the_demonstration_and_the_frame(browser: Browser, server: Server) -> None:
    key = _command(server.folder, "key", "create", "--origin", "https://portal.example").split("\t")[0]
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    for path in (f"/widget/demo?key={key}", f"/widget/frame?key={key}"):
        page.goto(server.url + path)
        ask(page, "Bộ Tư pháp có việc gì?") if "demo" in path else page.get_by_label("Câu hỏi").fill("Ai ký 693?")
        if "frame" in path:
            page.get_by_role("button", name="Gửi").click()
        expect(page.get_by_role("button", name="Có ích")).to_be_visible()
        assert axe(page) == []
    context.close()
