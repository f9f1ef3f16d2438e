"""The register in a real browser: filter, look at the pictures, follow a task to its clause; accessible throughout."""

from __future__ import annotations

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from faces_kit import Server
from icalendar import Calendar
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MOST = "bo-khoa-hoc-va-cong-nghe"
PAGES = [
    "/register?today=2026-04-01",
    f"/register?today=2026-04-01&agency={MOST}&status=this_month",
    "/register?today=2026-04-01&view=calendar&month=2026-03",
    "/register?today=2026-04-01&view=timeline",
    f"/agencies/{MOST}?today=2026-04-01",
]


def test_an_official_narrows_the_list_and_opens_a_clause(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/documents")
    page.get_by_role("link", name="Nhiệm vụ", exact=True).click()
    page.get_by_label("Ngày tham chiếu").fill("2026-04-01")
    page.get_by_role("button", name="Lọc").click()
    facets = page.get_by_label("Bộ lọc", exact=True)
    facets.get_by_role("link", name="Bộ Khoa học và Công nghệ").click()
    facets.get_by_role("link", name="Trong tháng này").click()
    assert f"agency={MOST}&status=this_month&today=2026-04-01" in page.url  # a link that can be shared
    row = page.get_by_role("row").filter(has_text="tiêu chí và quy trình xác định hợp phần")
    row.get_by_role("link", name="Mục 3, điểm c, gạch đầu dòng thứ 6").click()
    expect(page.locator("[id='sec_3__point_c__indent_6'] mark")).to_contain_text("tiêu chí và quy trình")


def test_files_open_with_their_own_libraries(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/register?today=2026-04-01&agency={MOST}")
    count = page.locator("table.tasks tbody tr").count()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tải danh sách đang xem: Excel").click()
    assert load_workbook(io.BytesIO(saved.value.path().read_bytes())).active.max_row == count + 1
    page.goto(f"{server.url}/agencies/{MOST}")
    with page.expect_download() as saved:
        page.get_by_role("link", name=f"/agencies/{MOST}.ics").click()
    assert Calendar.from_ical(saved.value.path().read_bytes()).walk("VEVENT")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])  # 320: 1280 at 400 %
def test_the_pages_are_accessible(page: Page, server: Server, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(server.url + path)
        found = Axe().run(page).response["violations"]
        assert [(path, each["id"], node["html"]) for each in found for node in each["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_keyboard_reaches_the_sorting(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/register?today=2026-04-01")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Thời hạn")
    page.get_by_role("columnheader", name="Chủ trì").get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Chủ trì")
