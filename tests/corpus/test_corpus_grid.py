"""Cells that take several columns, told by where they end."""

from __future__ import annotations

import pytest

from corpus.readers.content import ContentBuilder
from corpus.readers.grid import Cell, by_edges, spread

BODY = ([Cell("1"), Cell("Một"), Cell("Sở Y tế"), Cell("Sở Nội vụ")], [500, 3000, 6000, 9000])


@pytest.mark.parametrize(
    "cells, edges, expected",
    [
        (["TT", "Nhiệm vụ", "Cơ quan"], [500, 3000, 9000], ["TT", "Nhiệm vụ", "Cơ quan", ""]),
        (["I", "Dữ liệu"], [480, 9010], ["I", "Dữ liệu", "", ""]),
        (["A", "B", "C", "D"], [900, 2000, 5000, 9000], ["A", "B", "C", "D"]),  # as many cells: in their order
        (["A", "B"], [9000, 9000], ["A", "B"]),  # edges that make no sense
        (["A", "B"], [], ["A", "B"]),
    ],
)
def test_wide_cells(cells: list[str], edges: list[int], expected: list[str]) -> None:
    assert spread(by_edges([(list(map(Cell, cells)), edges), BODY]))[0] == expected


def test_each_row_knows_where_it_stands() -> None:
    builder = ContentBuilder()
    builder.place(page=2, paragraph=7)
    builder.line("Bảng")
    builder.table([["TT", "Nhiệm vụ"], ["1", "Một"], ["2", "Hai"]], pages=[2, 2, 3])
    content = builder.build()
    rows = {content.text[slice(*row.cells[1])]: row.cells[0][0] for row in content.rows}
    places = {place.start: (place.page, place.row) for place in content.places}
    assert [places[rows[name]] for name in ("Nhiệm vụ", "Một", "Hai")] == [(2, 1), (2, 2), (3, 3)]
