"""Conversations in a real browser: signed in, found, renamed, gone on with, saved, deleted; accessible throughout."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from faces_kit import Server
from playwright.sync_api import Locator, Page, expect

from assistant.database import open_database
from assistant.people.accounts import Accounts, Rank

pytestmark = pytest.mark.browser

PASSWORD = "một mật khẩu đủ dài"
QUESTION = "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4/2026?"
OTHER = "Ai ký Công văn số 693-CV/VPTW?"
FEED = "/agencies/bo-tai-chinh"


@pytest.fixture(scope="module")
def server(start_server: Callable[[], Server]) -> Server:
    """A server with two officials."""
    started = start_server()
    engine = open_database(f"sqlite:///{started.folder / 'chidao.db'}")
    for name in ("lan", "mai"):
        Accounts(engine).add(name, Rank.OFFICIAL, PASSWORD)
    engine.dispose()
    return started


def sign_in(page: Page, server: Server, wanted: str, name: str = "lan", password: str = PASSWORD) -> None:
    """Ask for a page, and sign in on the way."""
    page.goto(server.url + wanted)
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()


def ask(page: Page, question: str) -> Locator:
    page.locator("#chat-input").click()
    page.keyboard.insert_text(question)
    page.locator("#chat-submit").click()
    return told(page)


def told(page: Page) -> Locator:
    """Return the last answer, told to its end."""
    answer = page.locator("[id^='step-answer-']").last
    expect(answer.get_by_role("group", name=re.compile("Công cụ|tools"))).to_be_visible()
    return answer


def test_a_conversation_from_its_first_question_to_its_end(page: Page, server: Server) -> None:
    sign_in(page, server, "/chat?today=2026-04-01")
    expect(ask(page, QUESTION)).to_contain_text("tiêu chí và quy trình")
    told(page).get_by_role("button", name="Đúng và đủ").click()
    expect(page.get_by_text("Đã ghi nhận ý kiến")).to_be_visible()
    page.get_by_role("link", name="Lịch sử").click()
    expect(page.get_by_role("heading", name="Lịch sử trò chuyện")).to_be_visible()

    page.get_by_role("searchbox").fill("hop phan khoa hoc cong nghe")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name=QUESTION, exact=True).click()
    expect(page.get_by_role("heading", name=QUESTION, level=2)).to_be_visible()

    page.get_by_text("Ý kiến của anh/chị: Đúng và đủ").click()
    page.get_by_label("Chưa đúng", exact=True).check()
    page.get_by_label("Nếu chưa đúng, vì sao?").select_option("Khó hiểu")
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_text("Ý kiến của anh/chị: Chưa đúng: Khó hiểu")).to_be_visible()

    page.get_by_text("Đổi tên").click()
    page.get_by_label("Tên mới").fill("Việc tháng 4 của Bộ KH&CN")
    page.get_by_role("button", name="Lưu tên mới").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc tháng 4 của Bộ KH&CN")

    page.get_by_role("link", name="Tiếp tục trò chuyện").click()
    resumed = told(page)
    expect(resumed).to_contain_text("tiêu chí và quy trình")
    expect(resumed.get_by_role("button", name="Chưa đúng")).to_have_attribute("aria-pressed", "true")
    expect(resumed.get_by_role("button", name="Bộ Khoa học và Công nghệ", exact=True)).to_be_visible()  # to be changed
    resumed.get_by_role("row").nth(1).get_by_role("link", name="[1]").click()
    expect(page.get_by_role("dialog").get_by_role("heading")).to_contain_text("Mục 3, điểm c, gạch đầu dòng thứ 6")
    page.keyboard.press("Escape")
    expect(ask(page, "Còn tháng 3/2026?")).to_contain_text("Bộ Khoa học và Công nghệ chủ trì")

    page.goto(f"{server.url}/conversations")
    page.get_by_role("link", name="Việc tháng 4 của Bộ KH&CN", exact=True).click()
    expect(page.locator(".turn")).to_have_count(2)
    page.locator(".turn").first.get_by_role("link", name="[1]").first.click()
    source = page.locator("[id='1-1']")
    expect(source).to_be_in_viewport()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Tải về Word").click()
    document = Document(io.BytesIO(saving.value.path().read_bytes()))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"1. {QUESTION}" in text and "2. Còn tháng 3/2026?" in text and len(document.tables) >= 2
    source.get_by_role("link").click()
    expect(page.locator("[id='sec_3__point_c__indent_6'] mark")).to_contain_text("tiêu chí và quy trình")

    page.go_back()
    page.get_by_text("Xóa", exact=True).click()
    page.get_by_role("button", name="Xóa cuộc trò chuyện").click()
    expect(page.get_by_role("link", name="Việc tháng 4 của Bộ KH&CN")).to_have_count(0)


def test_who_may_not_is_refused(page: Page, server: Server) -> None:
    sign_in(page, server, "/chat", "mai")
    ask(page, OTHER)
    page.goto(f"{server.url}/conversations")
    page.get_by_role("link", name=OTHER, exact=True).click()
    hers = page.url.removeprefix(server.url)
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("link", name="Lịch sử")).to_have_count(0)
    sign_in(page, server, hers, "lan", "sai mật khẩu rồi")
    expect(page.get_by_role("alert")).to_have_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    sign_in(page, server, hers, "lan")
    assert page.url == server.url + hers
    expect(page.get_by_role("main")).to_contain_text("Không có cuộc trò chuyện này")
    page.goto(f"{server.url}/chat?conversation={hers.rpartition('/')[2]}")
    expect(page.locator("#root").get_by_text("Không có cuộc trò chuyện này")).to_be_visible()
    expect(page.get_by_text("Võ Thành Hưng")).to_have_count(0)


def test_an_address_for_a_calendar_is_made_and_revoked(page: Page, server: Server) -> None:
    sign_in(page, server, f"/sign-in?next={FEED}")
    page.get_by_role("button", name="Tạo địa chỉ riêng").click()
    address = page.locator("code.feed").inner_text()
    _accessible(page)
    page.get_by_role("link", name="Về trang của cơ quan").click()
    _accessible(page)
    assert page.request.get(address).ok
    page.get_by_role("button", name="Thu hồi địa chỉ riêng").click()
    expect(page.get_by_role("button", name="Tạo địa chỉ riêng")).to_be_visible()
    assert page.request.get(address).status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])  # 320: 1280 at 400 %
def test_the_pages_are_accessible(page: Page, server: Server, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, server, "/conversations")
    for question in (QUESTION, OTHER):
        asked = {"question": question, "today": "2026-04-01", "session": f"{scheme} {width}"}
        assert page.request.post(f"{server.url}/api/v1/ask", data=asked).ok
    for address in ("/conversations", "/conversations?text=nothing+here", "/guide"):
        page.goto(server.url + address)
        _accessible(page)
    page.goto(f"{server.url}/conversations")
    page.get_by_role("link", name=QUESTION, exact=True).first.click()
    page.get_by_text("Đổi tên").click()
    page.get_by_text("Xóa", exact=True).click()
    _accessible(page)


def _accessible(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(page.url, each["id"], node["html"]) for each in found for node in each["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_the_chats_head_fits_a_phone(page: Page, server: Server) -> None:
    sign_in(page, server, "/chat")
    for width in (420, 320):
        page.set_viewport_size({"width": width, "height": 740})
        expect(page.get_by_role("link", name="Lịch sử")).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Hướng dẫn")).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
