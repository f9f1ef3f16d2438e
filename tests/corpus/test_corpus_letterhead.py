"""Letterheads and closings of Party and state bodies, and what is no directive."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import CorpusError, Directive, Signer
from corpus.parse import parse_source
from corpus.readers import SourceText


def parse(text: str) -> Directive:
    return parse_source(SourceText("file.txt", "0" * 64, "txt", text))


RESOLUTION = """CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 66/2026/NQ-CP
Hà Nội, ngày 05 tháng 3 năm 2026
NGHỊ QUYẾT
Về cắt giảm thủ tục hành chính
Căn cứ Luật Tổ chức Chính phủ;
Điều 1. Trách nhiệm
1. Bộ Tư pháp rà soát.
Nơi nhận:
- Ban Bí thư;
- Lưu: VT, KSTT.
TM. CHÍNH PHỦ
THỦ TƯỚNG
Phạm Minh Chính
"""

DECISION = """THỦ TƯỚNG CHÍNH PHỦ
Số: 45/QĐ-TTg
Hà Nội, ngày 28 tháng 02 năm 2026
QUYẾT ĐỊNH
Phê duyệt Đề án phát triển
THỦ TƯỚNG CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ;
Điều 1. Giao Bộ Y tế chủ trì thực hiện.
THỦ TƯỚNG
Phạm Minh Chính
Nơi nhận:
- Như trên;
- Lưu VT.
"""

DISPATCH = """VĂN PHÒNG CHÍNH PHỦ
Số: 693/VPCP-KSTT
V/v đôn đốc cải cách
thủ tục hành chính
Hà Nội, ngày 02 tháng 3 năm 2026
Kính gửi:
- Bộ Y tế,
- Bộ Nội vụ.
Đề nghị Bộ Y tế báo cáo trước ngày 5/4.
KT. BỘ TRƯỞNG, CHỦ NHIỆM
PHÓ CHỦ NHIỆM
Nguyễn Văn A
"""


def test_resolution_of_the_government() -> None:
    directive = parse(RESOLUTION)
    assert (directive.number, directive.type_code, directive.type_name) == ("66/2026/NQ-CP", "NQ", "Nghị quyết")
    assert (directive.issuer, directive.date, directive.place) == ("Chính phủ", date(2026, 3, 5), "Hà Nội")
    assert directive.subject == "Về cắt giảm thủ tục hành chính"
    assert directive.recipients == ("Ban Bí thư", "Lưu: VT, KSTT")
    assert directive.signer == Signer("Phạm Minh Chính", "Thủ tướng", "TM. CHÍNH PHỦ")
    assert [clause.path for clause in directive.clauses] == ["p_1", "art_1"]


def test_decision_signed_before_its_recipients_are_named() -> None:
    directive = parse(DECISION)
    assert (directive.number, directive.type_code, directive.issuer) == ("45/QĐ-TTg", "QĐ", "Thủ tướng Chính phủ")
    assert directive.subject == "Phê duyệt Đề án phát triển"
    assert directive.recipients == ("Như trên", "Lưu VT")
    assert directive.signer == Signer("Phạm Minh Chính", "Thủ tướng", None)
    assert [task.id for task in directive.tasks] == ["45/QĐ-TTg#art_1"]


def test_dispatch_of_a_state_body() -> None:
    directive = parse(DISPATCH)
    assert (directive.number, directive.type_code) == ("693/VPCP-KSTT", "CV")
    assert directive.issuer == "Văn phòng Chính phủ"
    assert directive.subject == "đôn đốc cải cách thủ tục hành chính"
    assert directive.addressees == ("Bộ Y tế", "Bộ Nội vụ")
    assert directive.recipients == ()
    assert directive.signer is not None
    assert (directive.signer.name, directive.signer.title) == ("Nguyễn Văn A", "Phó Chủ nhiệm")
    assert [clause.path for clause in directive.clauses] == ["p_1"]
    (task,) = directive.tasks
    assert [str(d.last) for d in task.deadlines] == ["2026-04-04"]


def test_annex_alone_takes_its_number_from_the_line_that_attaches_it() -> None:
    directive = parse(
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Quyết định số 45/QĐ-TTg ngày 28 tháng 02 năm 2026 "
        "của Thủ tướng Chính phủ)\n1. Bộ Y tế rà soát.\n"
    )
    assert (directive.number, directive.type_name, directive.date) == ("45/QĐ-TTg", "Quyết định", date(2026, 2, 28))
    assert (directive.issuer, directive.subject) == ("Thủ tướng Chính phủ", "Danh mục nhiệm vụ")
    assert [clause.path for clause in directive.clauses] == ["sec_1"]


@pytest.mark.parametrize(
    "line",
    ["Số 5-TB/VPTW", "Số: 5-TB/VPTW", "Số:5-TB/VPTW", "Số : 5-TB/VPTW", "  Số   5-TB/VPTW  ", "Số 5-TB/VPTW  Mật"],
)
def test_number_lines(line: str) -> None:
    assert parse(f"VĂN PHÒNG\n{line}\n1. Bộ Y tế rà soát.\n").number == "5-TB/VPTW"


def test_a_decomposed_letterhead_is_read_alike() -> None:
    import unicodedata

    composed, decomposed = parse(RESOLUTION), parse(unicodedata.normalize("NFD", RESOLUTION))
    assert unicodedata.normalize("NFD", RESOLUTION) != RESOLUTION
    assert (decomposed.text, decomposed.signer, decomposed.clauses) == (
        composed.text,
        composed.signer,
        composed.clauses,
    )


@pytest.mark.parametrize("day", ["31 tháng 02 năm 2026", "00 tháng 3 năm 2026", "5 tháng 13 năm 2026"])
def test_an_impossible_date_is_reported(day: str) -> None:
    directive = parse(f"VĂN PHÒNG\nSố 5-TB/VPTW\nHà Nội, ngày {day}\n1. Bộ Y tế rà soát.\n")
    assert directive.date is None
    assert "no_document_date" in directive.warnings


NO_DIRECTIVES = {
    "an article": "Xin chào. Đây là một bài báo về khoa học và công nghệ.",
    "a number in running text only": "Bài này nói về nghị quyết của Đảng.",
    "a table": "a;b;c\n1;2;3\n",
    "one letter": "x",
}


@pytest.mark.parametrize("text", NO_DIRECTIVES.values(), ids=NO_DIRECTIVES.keys())
def test_no_directive(text: str) -> None:
    with pytest.raises(CorpusError, match="số, ký hiệu"):
        parse(text)


def test_a_letterhead_without_a_body() -> None:
    with pytest.raises(CorpusError, match="5-TB/VPTW không có nội dung"):
        parse("VĂN PHÒNG\nSố 5-TB/VPTW\nHà Nội, ngày 16 tháng 3 năm 2026\n")
