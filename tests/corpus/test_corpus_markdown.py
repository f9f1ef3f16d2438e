"""Markdown: emphasis goes, labels stay, tables keep their cells."""

from __future__ import annotations

import unicodedata

import pytest

from corpus.clean import clean_lines
from corpus.readers import ContentBuilder, read_bytes
from corpus.source_map import compose

TEXTS = {
    "emphasis": ("**Bộ** *Y* _tế_ `rà` ~soát~", ["Bộ Y tế rà ~soát~"]),
    "headings": ("# KẾ HOẠCH\n\n## I. MỤC TIÊU", ["KẾ HOẠCH", "I. MỤC TIÊU"]),
    "an underlined heading": ("Mục tiêu\n---\nMột", ["Mục tiêu", "Một"]),
    "numbers stay": ("1. Một\n2. Hai", ["1. Một", "2. Hai"]),
    "numbers with a bracket": ("1) Một\n2) Hai", ["1) Một", "2) Hai"]),
    "letters": ("a) Một\n\nđ) Hai", ["a) Một", "đ) Hai"]),
    "dashes and dashes below": ("- Một\n  - Hai\n- Ba", ["- Một", "+ Hai", "- Ba"]),
    "stars are dashes": ("* Một\n* Hai", ["- Một", "- Hai"]),
    "plus signs": ("+ Một", ["+ Một"]),
    "a dash under a number": ("1. Một\n   - Hai", ["1. Một", "- Hai"]),
    "an escaped star": ("\\*", ["*"]),
    "lines of a paragraph": ("ỦY BAN\nXÃ A\\\nB  \nC", ["ỦY BAN", "XÃ A", "B", "C"]),
    "breaks and tags": ("Một<br>Hai <u>Ba</u>", ["Một", "Hai Ba"]),
    "an indented line is no code": ("1. Một\n\n        Hai", ["1. Một", "Hai"]),
    "a link": ("[Nghị quyết](https://example.vn)", ["Nghị quyết"]),
    "a row": ("| A | **B** |\n|---|---|\n| 1 | Hai<br>Ba |\n| | |\n| 2 | |", ["A | B", "1 | Hai; Ba", "2"]),
}


@pytest.mark.parametrize("markdown, lines", TEXTS.values(), ids=TEXTS.keys())
def test_lines(markdown: str, lines: list[str]) -> None:
    source = read_bytes("a.md", markdown.encode())
    assert [line for line in source.text.split("\n") if line] == lines


def test_cells_know_their_place_through_every_step() -> None:
    markdown = "Trước\u200b bảng\n\n| TT | Việc |\n|---|---|\n| 1 | Rà\u200b  soát |\n|  | A \\| B |\n| 2 |  |\n"
    for form in ("NFC", "NFD"):
        source = read_bytes("a.md", unicodedata.normalize(form, markdown).encode())
        lines, _ = clean_lines(compose(source.text), source.rows)
        cells = [[line.text[a:b] for a, b in line.cells] for line in lines]
        assert cells == [[], ["TT", "Việc"], ["1", "Rà soát"], ["", "A | B"], ["2", ""]]


CELLS = {
    "paragraphs": (["Sở Y tế\nSở Nội vụ"], "Sở Y tế; Sở Nội vụ"),
    "paragraphs with marks": (["Sở Y tế;\nSở Nội vụ."], "Sở Y tế; Sở Nội vụ."),
    "dashes": (["- Một\n- Hai"], "- Một - Hai"),
    "a line that goes on": (["Sở Khoa học\nvà Công nghệ"], "Sở Khoa học và Công nghệ"),
    "empty cells are left out": (["1", "", "Một", " "], "1 | Một"),
}


@pytest.mark.parametrize("cells, line", CELLS.values(), ids=CELLS.keys())
def test_a_row_becomes_a_line(cells: list[str], line: str) -> None:
    builder = ContentBuilder()
    builder.table([["Việc", "2"], cells])
    assert builder.build().text == f"Việc | 2\n{line}\n"


def test_a_table_of_one_column_frames_running_text() -> None:
    builder = ContentBuilder()
    builder.table([["1. Sở Y tế rà soát.\n2. Sở Nội vụ báo cáo."], ["3. Sở Tài chính theo dõi."]])
    content = builder.build()
    assert (content.text, content.rows) == (
        "1. Sở Y tế rà soát.\n2. Sở Nội vụ báo cáo.\n3. Sở Tài chính theo dõi.\n",
        (),
    )


def test_a_table_that_lays_out_the_letterhead_is_read_column_by_column() -> None:
    builder = ContentBuilder()
    builder.table([["BỘ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập"], ["Số: 5/BYT-VP", "Hà Nội, ngày ..."]])
    content = builder.build()
    assert content.rows == ()
    assert content.text.split("\n")[:4] == ["BỘ Y TẾ", "Số: 5/BYT-VP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập"]
