"""From the text of a file to clean paragraphs: what a word processor and a PDF leave behind."""

from __future__ import annotations

import pytest

from corpus.clean import clean_lines
from corpus.source_map import compose
from corpus.wrapping import is_wrapped, join_paragraphs


def cleaned(text: str) -> list[str]:
    return [line.text for line in clean_lines(compose(text))[0]]


def paragraphs(text: str) -> list[str]:
    return [line.text for line in join_paragraphs(clean_lines(compose(text))[0])]


LINES = {
    "bookmarks": ("[bookmark: _a1][bookmark: _b2]1. Kiện toàn", ["1. Kiện toàn"]),
    "a bookmark inside": ("1. Kiện [bookmark: _a1]toàn", ["1. Kiện toàn"]),
    "a bookmark that never ends is text": ("[bookmark: a\nb", ["[bookmark: a", "b"]),
    "invisible characters": ("Ki\u00adện\u200b to\ufeffàn", ["Kiện toàn"]),
    "controls": ("Kiện\x07 toàn\x1f", ["Kiện toàn"]),
    "white space of all kinds": ("\t Kiện \u00a0\u2003 toàn \t", ["Kiện toàn"]),
    "decomposed": ("Kie\u0323\u0302n toa\u0300n", ["Kiện toàn"]),
    "decomposed in the other order": ("Kie\u0302\u0323n", ["Kiện"]),
    "a mark between a letter and its tone": ("toa\u200b\u0300n", ["toàn"]),
    "rules": ("Một\n-----\n____\n* * *\n=====\nHai", ["Một", "* * *", "Hai"]),
    "a rule behind a title": ("ĐẢNG CỘNG SẢN VIỆT NAM ______", ["ĐẢNG CỘNG SẢN VIỆT NAM"]),
    "two underscores are text": ("a__", ["a__"]),
    "line ends of all systems": ("a\r\nb\rc\x0bd\x0ce\u2028f\x85g", ["a", "b", "c", "d", "e", "f", "g"]),
    "blank lines": ("a\n\n \n\t\nb", ["a", "b"]),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize("text, expected", LINES.values(), ids=LINES.keys())
def test_lines(text: str, expected: list[str]) -> None:
    assert cleaned(text) == expected


# A page of a PDF: lines cut at the column's edge.
PAGE = """a) Bộ Khoa học và Công nghệ chủ trì, phối hợp với các bộ rà soát, đánh
giá hiệu quả việc triển khai các công nghệ chiến lược; nghiên cứu, đề xuất
giải pháp phù hợp để đáp ứng yêu cầu chỉ đạo của đồng chí Tổng Bí thư tại
Thông báo số 17-TB/CQTTBCĐ theo nhiệm vụ được giao tại Điểm d, Mục 7,
Phần II Chương trình công tác.
Báo cáo trước ngày 10/3/2026.
b) Các bộ, cơ quan ngang bộ phối hợp với các doanh nghiệp phần mềm1 chấn
chỉnh việc thiết kế, xây dựng hệ thống thông tin và phải đáp ứng nguyên tắc
Admincv693.doc 3
lấy người dùng làm trung tâm, phù hợp với việc phân cấp, bảo đảm liên thông
1
Doanh nghiệp xây dựng hệ thống
của các bộ.
được với nhau.
"""
PARAGRAPHS = [
    "a) Bộ Khoa học và Công nghệ chủ trì, phối hợp với các bộ rà soát, đánh giá hiệu quả việc triển khai các công nghệ "
    "chiến lược; nghiên cứu, đề xuất giải pháp phù hợp để đáp ứng yêu cầu chỉ đạo của đồng chí Tổng Bí thư tại "
    "Thông báo số 17-TB/CQTTBCĐ theo nhiệm vụ được giao tại Điểm d, Mục 7, Phần II Chương trình công tác.",
    "Báo cáo trước ngày 10/3/2026.",
    "b) Các bộ, cơ quan ngang bộ phối hợp với các doanh nghiệp phần mềm chấn chỉnh việc thiết kế, xây dựng hệ thống "
    "thông tin và phải đáp ứng nguyên tắc lấy người dùng làm trung tâm, phù hợp với việc phân cấp, bảo đảm liên thông "
    "được với nhau.",
]


def test_a_page_becomes_its_paragraphs() -> None:
    assert is_wrapped(clean_lines(compose(PAGE))[0])
    assert paragraphs(PAGE) == PARAGRAPHS


def test_its_footnote_is_taken_out() -> None:
    text = compose(PAGE).text
    (note,) = clean_lines(compose(PAGE))[1]
    assert (note.marker, note.text) == ("1", "Doanh nghiệp xây dựng hệ thống của các bộ.")
    assert text[: note.source_anchor].endswith("phần mềm")


def test_the_same_page_with_a_blank_line_after_each_line() -> None:
    assert paragraphs(PAGE.replace("\n", "\n\n").replace("hệ thống\n\ncủa", "hệ thống\ncủa")) == PARAGRAPHS


@pytest.mark.parametrize("furniture", ["Admincv693.doc 3", "3", "- 3 -", "Trang 3", "trang 3/5", "vanban.pdf 12"])
def test_page_furniture_of_a_pdf(furniture: str) -> None:
    assert paragraphs(PAGE.replace("Admincv693.doc 3", furniture)) == PARAGRAPHS


def test_a_word_processors_lines_are_paragraphs() -> None:
    text = "1. Kiện toàn\nVăn phòng tham mưu cấp có thẩm quyền.\n- Một.\n- Hai.\nBáo cáo trước ngày 10/3/2026.\n3\n" * 3
    lines, notes = clean_lines(compose(text))
    assert not is_wrapped(lines)
    assert len(lines) == 18 and notes == []


def test_offsets_point_into_the_composed_source() -> None:
    composed = compose("[bookmark: x] Kiện   toàn\n\n Ban Chỉ đạo")
    for line in clean_lines(composed)[0]:
        assert "".join(composed.text[i] for i in line.offsets) == line.text
