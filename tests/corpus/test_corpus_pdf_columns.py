"""Letterhead and closing of a PDF: columns whose lines need not stand level, and where they end."""

from __future__ import annotations

import pytest

from corpus.readers.pdf_columns import columns_of, ends_closing, head_length
from corpus.readers.pdf_lines import PageLine, lines_of
from corpus.readers.pdf_page import Glyph

LEFT, RIGHT = 85.0, 553.0


def line(*parts: tuple[str, float], base: float = 100.0) -> PageLine:
    """Return a line of parts, each centred where it says."""
    glyphs = []
    for text, centre in parts:
        x = centre - 3.5 * len(text)
        for i, letter in enumerate(text):
            if letter != " ":
                glyphs.append(Glyph(letter, x + 7 * i, base - 12, x + 7 * i + 7, base, base, 14))
    return lines_of(glyphs)[0]


def test_a_letterhead_whose_columns_are_set_differently() -> None:
    head = [
        line(("ỦY BAN NHÂN DÂN", 180), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 420)),
        line(("VIỆT NAM", 420)),
        line(("TỈNH LÂM ĐỒNG", 180)),
        line(("Độc lập - Tự do - Hạnh phúc", 420)),
        line(("Số: 512/QĐ-UBND", 180)),
        line(("Lâm Đồng, ngày 09/3/2026", 420)),
        line(("QUYẾT ĐỊNH", 319)),
        line(("Về việc ban hành quy chế", 319)),
    ]
    assert head_length(head, LEFT, RIGHT) == 6
    left, right = columns_of(head[:6], (LEFT + RIGHT) / 2)
    assert [each.text for each in left] == ["ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG", "Số: 512/QĐ-UBND"]
    assert [each.text for each in right][-1] == "Lâm Đồng, ngày 09/3/2026"


def test_a_title_in_the_middle_is_not_the_letterheads() -> None:
    head = [line(("BỘ Y TẾ", 180), ("CỘNG HÒA XÃ HỘI", 420)), line(("Hướng dẫn thực hiện Nghị định", 319))]
    assert head_length(head, LEFT, RIGHT) == 1


def test_a_page_without_columns_has_no_letterhead() -> None:
    assert head_length([line(("QUYẾT ĐỊNH", 319))], LEFT, RIGHT) == 0


@pytest.mark.parametrize(
    "text, centre, expected",
    [
        ("QUY CHẾ", 319, True),
        ("PHỤ LỤC II", 319, True),
        ("Chương I", 319, True),
        ("Một dòng chữ chạy dài hết cả bề ngang của trang giấy này", 319, True),
        ("- Văn phòng Chính phủ;", 150, False),
        ("KT. CHỦ TỊCH", 420, False),
        ("Phạm Thị Thử", 420, False),
    ],
)
def test_what_ends_a_closing(text: str, centre: float, expected: bool) -> None:
    assert ends_closing(line((text, centre)), LEFT, RIGHT) is expected
