"""What a page's edge cuts in a PDF is put together again: numbers at a line's end, rows of tables."""

from __future__ import annotations

import pytest

from corpus.readers.grid import Cell
from corpus.readers.pdf_continued import continued, goes_on
from corpus.readers.pdf_lines import joined, lines_of
from corpus.readers.pdf_page import Glyph

ROWS = [["TT", "Nhiệm vụ"], ["1", "Rà soát"], ["2", "Kết nối dữ liệu với"]]


@pytest.mark.parametrize(
    "above, row, expected",
    [
        (ROWS, ["", "Cơ sở dữ liệu quốc gia"], True),
        (ROWS, ["3", "Cơ sở dữ liệu quốc gia"], False),
        (ROWS, ["", ""], False),
        ([*ROWS, ["", "việc thứ hai của mục 2"]], ["", "việc thứ ba"], False),  # rows without a number are usual here
        ([*ROWS, ["II", "Dữ liệu"]], ["", "Rà soát"], False),
    ],
)
def test_a_row_that_a_page_cuts_goes_on_above_the_next(above: list[list[str]], row: list[str], expected: bool) -> None:
    assert goes_on(above, row) is expected


def test_a_number_parted_at_its_hyphen_is_whole_again() -> None:
    def line(text: str, base: float) -> list[Glyph]:
        return [
            Glyph(word, 20.0 * i, base - 10, 20.0 * i + 15, base, base, 12, begins=True)
            for i, word in enumerate(text.split())
        ]

    glyphs = [*line("Báo cáo số 915-", 20), *line("BC/ĐU của tỉnh -", 40), *line("Kết thúc", 60)]
    assert joined(lines_of(glyphs)) == "Báo cáo số 915-BC/ĐU của tỉnh - Kết thúc"


def test_headers_come_once_and_what_the_edge_cuts_is_whole() -> None:
    above = [["Tiến độ", "STT", "Nhiệm vụ"], ["A", "", "NHÀ Ở"], ["Quý I", "1", "Một"], ["Quý II", "2", "Kết nối dữ"]]
    cells = [
        [Cell("Tiến độ"), Cell("STT"), Cell("Nhiệm vụ")],
        [Cell("", rows=2), Cell(""), Cell("liệu dân cư")],
        [Cell("3"), Cell("Ba")],
        [Cell("Quý III"), Cell("4"), Cell("Bốn")],
    ]
    assert continued(above, cells) == [
        *above[:3],
        ["Quý II", "2", "Kết nối dữ liệu dân cư"],
        ["Quý II", "3", "Ba"],  # merged with the row that the edge cut
        ["Quý III", "4", "Bốn"],
    ]


@pytest.mark.parametrize(
    "above, below, expected",
    [
        ("30/01/20", "26", "30/01/2026"),
        ("Trước ngày 15/3/202", "6", "Trước ngày 15/3/2026"),
        ("30/01", "/2026", "30/01/2026"),
        ("Tháng 5/", "2026", "Tháng 5/2026"),
        ("30/01/2026", "26 hồ sơ", "30/01/2026 26 hồ sơ"),
        ("ngày 30/6", "20 hồ sơ", "ngày 30/6 20 hồ sơ"),
    ],
)
def test_a_date_that_a_narrow_cell_parts_is_whole_again(above: str, below: str, expected: str) -> None:
    glyphs = [
        Glyph(letter, 6.0 * i, base - 10, 6.0 * i + 6, base, base, 12, begins=i > 0 and text[i - 1] == " ")
        for text, base in ((above, 20.0), (below, 40.0))
        for i, letter in enumerate(text)
        if letter != " "
    ]
    assert joined(lines_of(glyphs)) == expected
