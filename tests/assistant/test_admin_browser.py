"""The maintainer's pages in a browser: by keyboard, on a phone, with and without script, and for axe."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from life_builders import TEXT, flat_services
from playwright.sync_api import Browser, Page, expect

from assistant.service import create_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with flat_services(tmp_path_factory.mktemp("admin")) as services:
        config = uvicorn.Config(create_app(services), port=0, log_config=None, timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            thread.join(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(params=["desk", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    size = {"width": 1280, "height": 900} if request.param == "desk" else {"width": 390, "height": 800}
    context = browser.new_context(locale="vi-VN", viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert errors == []


def bring_in(page: Page, url: str, tmp_path: Path) -> None:
    (tmp_path / "5.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "shopping.txt").write_text("Trứng, sữa", encoding="utf-8")
    page.goto(f"{url}/admin")
    page.get_by_label("Chọn tệp hoặc kéo thả vào đây").set_input_files([tmp_path / "5.txt", tmp_path / "shopping.txt"])
    page.get_by_role("button", name="Nạp văn bản").press("Enter")
    expect(page.get_by_role("heading", name="Kết quả nạp 2 tệp")).to_be_focused()


def clean(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_bring_in_check_and_correct_by_keyboard(page: Page, url: str, tmp_path: Path) -> None:
    bring_in(page, url, tmp_path)
    expect(page.get_by_text("Không nạp được")).to_be_visible()
    clean(page)
    page.locator(".outcomes").get_by_role("link", name="5/QĐ-BTP").press("Enter")
    expect(page.get_by_role("link", name="Đánh số nhảy từ 1 đến 3")).to_be_visible()
    listed = page.locator(".warnings li").filter(has_text="Đánh số nhảy từ 1 đến 3")
    listed.get_by_role("link", name="Mục 3").press("Enter")
    expect(page.locator("#sec_3")).to_be_in_viewport()
    clean(page)

    lead = page.locator(".check").first.get_by_role("link", name="Bộ Tài chính")
    lead.focus()
    lit = page.locator(".source .lit")
    expect(lit).to_have_text("Bộ Tài chính")
    page.get_by_role("link", name="Trợ lý Chỉ đạo").focus()
    expect(lit).to_have_count(0)

    page.locator(".check summary").first.press("Enter")
    clean(page)
    form = page.locator(".fix").first
    form.get_by_label("Chủ trì").fill("Bộ Công an")
    form.get_by_role("button", name="Lưu hiệu chỉnh").press("Enter")
    expect(page.get_by_text("Đã được local hiệu chỉnh").first).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Bỏ hiệu chỉnh Chủ trì").first.press("Enter")
    expect(page.get_by_text("Đã được local hiệu chỉnh")).to_have_count(0)


def test_files_can_be_dropped(page: Page, url: str) -> None:
    page.goto(f"{url}/admin")
    transfer = page.evaluate_handle(
        """text => { const given = new DataTransfer();
        given.items.add(new File([text], "thả.txt", {type: "text/plain"})); return given; }""",
        TEXT.replace("5/QĐ-BTP", "6/QĐ-BTP"),
    )
    page.locator("#drop").dispatch_event("dragover", {"dataTransfer": transfer})
    expect(page.locator("#drop")).to_have_class("drop over")
    page.locator("#drop").dispatch_event("drop", {"dataTransfer": transfer})
    expect(page.locator(".outcomes").get_by_role("link", name="6/QĐ-BTP")).to_be_visible()


def test_without_script_a_link_leads_to_the_words(browser: Browser, url: str, tmp_path: Path) -> None:
    context = browser.new_context(locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    (tmp_path / "7.txt").write_text(TEXT.replace("5/QĐ-BTP", "7/QĐ-BTP"), encoding="utf-8")
    page.goto(f"{url}/admin")
    page.get_by_label("Chọn tệp hoặc kéo thả vào đây").set_input_files(tmp_path / "7.txt")
    page.get_by_role("button", name="Nạp văn bản").click()
    page.locator(".outcomes").get_by_role("link", name="7/QĐ-BTP").click()
    page.locator(".check").first.get_by_role("link", name="Bộ Tài chính").click()
    target = page.locator(".source span:target")
    expect(target).to_have_text("Bộ Tài chính")
    expect(target).to_be_in_viewport()
    context.close()
