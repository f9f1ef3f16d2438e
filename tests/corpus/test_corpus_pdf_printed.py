"""PDFs as a browser prints them: close letterheads, landscape annexes, rows that a page cuts, its header and footer."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import sync_playwright

from corpus.model import Directive
from corpus.parse import parse_source
from corpus.readers import read_bytes

_HEAD = """<table class=head><tr><td width=40%>BỘ KHOA HỌC VÀ CÔNG NGHỆ<br>Số: 15/TB-BKHCN</td>
<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br>Độc lập - Tự do - Hạnh phúc<br>
<i>Hà Nội, ngày 16 tháng 3 năm 2026</i></td></tr></table>
<p class=c><b>THÔNG BÁO</b></p><p class=c><b>Kết luận của Bộ trưởng về chuyển đổi số</b></p>
<p>Ngày 12/3/2026, Bộ trưởng chủ trì họp. Bộ trưởng kết luận như sau:</p>
<p>1. Cục Viễn thông hoàn thi&shy;ện kế hoạch, xác định rõ hiệu quả; official workflow; trình trước ngày 30/4/2026.</p>
<p>2. Văn phòng Bộ:</p><p>a) Đôn đốc các đơn vị, báo cáo Bộ trưởng định kỳ hằng tháng;</p>
<p>b) Công bố thủ tục hành chính trong quý II/2026.</p>
<table width=100%><tr><td width=50% valign=top><b><i>Nơi nhận:</i></b><br>- Như trên;<br>- Lưu: VT.</td>
<td align=center valign=top><b>KT. BỘ TRƯỞNG<br>THỨ TRƯỞNG</b><br><br><b>Nguyễn Văn A</b></td></tr></table>"""
_LEADS = ("Vụ Pháp chế", "Cục Viễn thông", "Văn phòng Bộ")
_TASK = "Xây dựng đề án số {} về phát triển hạ tầng số và dịch vụ công trực tuyến phục vụ người dân, doanh nghiệp; " * 2
_ROWS = "".join(
    f"<tr><td>{n}</td><td>{_TASK.format(n, n)}</td><td>{_LEADS[n % 3]}</td><td>Vụ Kế hoạch - Tài chính; "
    f"Thanh tra Bộ</td><td>Tháng {n % 9 + 4}/2026</td></tr>"
    for n in range(1, 19)
)
_PAGE = f"""<!DOCTYPE html><html lang=vi><meta charset=utf-8><style>@page{{size:A4;margin:2cm}}
@page wide{{size:A4 landscape;margin:2cm}} body{{font:14pt "Liberation Serif",serif;text-align:justify}}
.annex{{page:wide;break-before:page}} .c{{text-align:center}}
p{{margin:4pt 0}} .head td{{vertical-align:top;text-align:center}}
.t{{border-collapse:collapse}} .t td,.t th{{border:1px solid;padding:3pt}}</style><body>{_HEAD}
<div class=annex><p class=c><b>PHỤ LỤC</b></p><p class=c><b>PHÂN CÔNG NHIỆM VỤ</b></p>
<p class=c>(Kèm theo Thông báo số 15/TB-BKHCN ngày 16/3/2026)</p><table class=t><thead>
<tr><th>TT<th>Nhiệm vụ<th>Cơ quan chủ trì
<th>Cơ quan phối hợp<th>Thời hạn</tr></thead>{_ROWS}</table></div></body></html>"""
_FOOTER = (
    "<div style='font-size:8px;width:100%'>file:///D:/van-ban/cong-van.html "
    "<span style='float:right'><span class=pageNumber></span>/<span class=totalPages></span></span></div>"
)
_HEADER = "<div style='font-size:8px'>22/11/2026, 07:33 <span class=title></span></div>"


def printed(html: str) -> Directive:
    """Return what is read of a page that a browser printed with its header and footer."""
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        page = browser.new_page()
        page.set_content(html)
        data = page.pdf(
            prefer_css_page_size=True, display_header_footer=True, header_template=_HEADER, footer_template=_FOOTER
        )
        browser.close()
    return parse_source(read_bytes("in.pdf", data))


@pytest.fixture(scope="module")
def directive() -> Directive:
    return printed(_PAGE)


@pytest.mark.browser
def test_a_letterhead_that_is_set_close(directive: Directive) -> None:
    assert (directive.issuer, str(directive.date)) == ("Bộ Khoa học và Công nghệ", "2026-03-16")
    assert directive.subject == "Kết luận của Bộ trưởng về chuyển đổi số"
    assert directive.signer is not None and directive.signer.name == "Nguyễn Văn A"


@pytest.mark.browser
def test_a_short_documents_closing_is_no_part_of_its_letterhead(directive: Directive) -> None:
    paths = [clause.path for top in directive.clauses for clause in top.walk()]
    assert paths[:5] == ["p_1", "sec_1", "sec_2", "sec_2__point_a", "sec_2__point_b"]
    first = directive.clauses[1]
    assert directive.clause_text(first) == (
        "1. Cục Viễn thông hoàn thiện kế hoạch, xác định rõ hiệu quả; official workflow; trình trước ngày 30/4/2026."
    )


@pytest.mark.browser
def test_every_row_of_a_landscape_annex_is_a_task(directive: Directive) -> None:
    """Also those that a page cuts: a browser leaves them open at its edge."""
    rows = [task for task in directive.tasks if "row" in task.id]
    assert [task.id.rpartition("row_")[2] for task in rows] == [str(n) for n in range(1, 19)]
    assert [task.leads[0].name for task in rows] == [_LEADS[n % 3] for n in range(1, 19)]
    assert all(len(task.coordinators) == 2 and task.deadlines for task in rows)
    pages = [place.page for task in rows if (place := directive.place_at(task.start))]
    assert pages == sorted(pages, key=lambda page: page or 0) and len({*pages}) > 2


@pytest.mark.browser
def test_what_a_browser_prints_at_the_edges_is_left_out(directive: Directive) -> None:
    assert "file://" not in directive.text and "22/11/2026" not in directive.text


@pytest.mark.browser
def test_lines_of_an_annexs_title_stay_apart(directive: Directive) -> None:
    assert "PHÂN CÔNG NHIỆM VỤ\n(Kèm theo Thông báo" in directive.text


@pytest.mark.browser
def test_a_task_table_without_lines_is_told(directive: Directive) -> None:
    assert not any(each.startswith("table_unruled") for each in directive.warnings)
    bare = printed(_PAGE.replace("border:1px solid", "border:0"))
    assert [each.partition(" ")[0] for each in bare.warnings if each.startswith("table_unruled")] == [
        "table_unruled:TT"
    ]
