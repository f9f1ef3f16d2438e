"""HTML as Word saves it and as portals publish it: what surrounds a document is left out, nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Directive
from corpus.parse import parse_source
from corpus.readers import read_bytes

PAGES = Path(__file__).parent / "pages"
ANNEX = """<div class="related"><p>PHỤ LỤC</p><p>DANH MỤC</p><table border=1>
<tr><th>TT</th><th>Nhiệm vụ</th><th>Chủ trì</th></tr>
<tr><td>1</td><td>Sửa quy chế</td><td>Sở Tài chính</td></tr></table></div>"""


def portal(annex: str = "") -> Directive:
    page = (PAGES / "portal.html").read_text(encoding="utf-8")
    return parse_source(read_bytes("a.html", page.replace("<!-- annex -->", annex).encode()))


@pytest.mark.parametrize("charset", ["utf-8", "windows-1258"])
def test_word(charset: str) -> None:
    page = (PAGES / "saved-by-word.htm").read_text(encoding="utf-8").replace("charset=utf-8", f"charset={charset}")
    data = page.encode("utf-8") if charset == "utf-8" else page.encode("cp1258", "xmlcharrefreplace")
    directive = parse_source(read_bytes("a.htm", data))
    assert [(c.path, directive.clause_text(c)) for top in directive.clauses for c in top.walk()] == [
        ("sec_1", directive.clause_text(directive.clauses[0])),
        (
            "sec_1__point_a",
            "a) Cục Viễn thông hoàn thiện kế hoạch, xong trước ngày 30/4/2026.\n- Vụ Pháp chế thẩm định.",
        ),
        ("sec_1__point_a__indent_1", "- Vụ Pháp chế thẩm định."),
    ]
    assert directive.clause_text(directive.clauses[0]).startswith("1. Về hạ tầng số\n")
    assert [(n.marker, n.text) for n in directive.footnotes] == [("1", "Theo Kế hoạch số 3/KH-BKHCN.")]
    assert directive.text[: directive.footnotes[0].anchor].endswith("hoàn thiện kế hoạch")
    assert "An1" not in directive.text and "Tần số" not in directive.text and "ẩn đi" not in directive.text
    assert directive.signer is not None and directive.signer.name == "Nguyễn Văn A"


def test_a_portals_page_is_its_document() -> None:
    directive = portal()
    assert (directive.number, directive.issuer) == ("22/KH-UBND", "Ủy ban nhân dân tỉnh Quảng Ninh")
    assert directive.signer is not None and directive.signer.name == "Trần Văn B"
    assert directive.text.startswith("ỦY BAN NHÂN DÂN") and directive.text.endswith("Trần Văn B")
    assert [
        (task.id.partition("#")[2], task.leads[0].name, str(task.deadlines[0].last)) for task in directive.tasks
    ] == [
        ("sec_I__sec_1", "Sở Nội vụ", "2026-06-29"),
        ("sec_I__sec_2__indent_1", "Sở Khoa học và Công nghệ", "2026-06-30"),
        ("sec_II__row_1", "Sở Tư pháp", "2026-04-30"),
    ]


def test_names_of_classes_take_no_clause_away() -> None:
    """A part inside the document, and an annex behind its closing, stay whatever a portal calls them."""
    directive = portal(ANNEX)
    assert "II. TỔ CHỨC THỰC HIỆN" in directive.text
    assert directive.tasks[-1].id.endswith("#annex__row_1") and directive.tasks[-1].leads[0].name == "Sở Tài chính"
    assert "Văn bản cùng chủ đề" not in directive.text


def test_fonts_of_a_style_sheet() -> None:
    page = "<html><head><style>p.MsoNormal{font-family:.VnTime}</style></head><body><p class=MsoNormal>Bé Y tÕ</p>"
    assert read_bytes("a.html", page.encode()).text == "Bộ Y tế\n"


def test_a_frame_around_running_text_is_no_table() -> None:
    page = "<table border=1><tr><td><p>1. Sở Y tế rà soát.</p><p>2. Sở Nội vụ báo cáo.</p></td></tr></table>"
    source = read_bytes("a.html", page.encode())
    assert (source.text, source.rows) == ("1. Sở Y tế rà soát.\n2. Sở Nội vụ báo cáo.\n", ())
