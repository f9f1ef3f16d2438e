"""What a page's edge cuts in a PDF is put together again: numbers at a line's end, rows of tables."""

from __future__ import annotations

import pytest

from corpus.readers.pdf import _goes_on
from corpus.readers.pdf_lines import joined, lines_of
from corpus.readers.pdf_page import Glyph

ROWS = [["TT", "Nhiệm vụ"], ["1", "Rà soát"], ["2", "Kết nối dữ liệu với"]]


@pytest.mark.parametrize(
    "above, row, goes_on",
    [
        (ROWS, ["", "Cơ sở dữ liệu quốc gia"], True),
        (ROWS, ["3", "Cơ sở dữ liệu quốc gia"], False),
        (ROWS, ["", ""], False),
        ([*ROWS, ["", "việc thứ hai của mục 2"]], ["", "việc thứ ba"], False),  # rows without a number are usual here
        ([*ROWS, ["II", "Dữ liệu"]], ["", "Rà soát"], False),
    ],
)
def test_a_row_that_a_page_cuts_goes_on_above_the_next(above: list[list[str]], row: list[str], goes_on: bool) -> None:
    assert _goes_on(above, row) is goes_on


def test_a_number_parted_at_its_hyphen_is_whole_again() -> None:
    def line(text: str, base: float) -> list[Glyph]:
        return [
            Glyph(word, 20.0 * i, base - 10, 20.0 * i + 15, base, base, 12, begins=True)
            for i, word in enumerate(text.split())
        ]

    glyphs = [*line("Báo cáo số 915-", 20), *line("BC/ĐU của tỉnh -", 40), *line("Kết thúc", 60)]
    assert joined(lines_of(glyphs)) == "Báo cáo số 915-BC/ĐU của tỉnh - Kết thúc"
