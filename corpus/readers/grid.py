"""Tables with merged cells as plain rows of texts.

A cell merged over rows holds for each of them, so its text is repeated, but for a row's own number ("7", "IV"): a
number stands for one row, and the rows below it that share it have none. A cell merged over columns stands in the
first of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}(?:\.\d{1,3}){0,2}|[IVXLC]{1,6}|[A-Za-zĐđ])\)?[.)]?\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a row of the file holds it."""

    text: str
    columns: int = 1
    rows: int = 1
    """How many rows it is merged over; where a format counts it (HTML, sheets)."""
    continues: bool = False
    """It goes on with the cell above; where a format marks that instead (Word)."""


_MOST_COLUMNS = 200


def by_edges(rows: Sequence[tuple[Sequence[Cell], Sequence[int]]]) -> list[list[Cell]]:
    """Return rows whose wide cells say how many columns they take: those whose edges they span.

    Args:
        rows: of each row its cells, and where each of them ends.
    """
    columns = max((edges for cells, edges in rows if len(edges) == len(cells)), key=len, default=())
    return [_widened(cells, edges, columns) for cells, edges in rows]


def _widened(cells: Sequence[Cell], edges: Sequence[int], columns: Sequence[int]) -> list[Cell]:
    """Give each cell of a row that has fewer than the widest row the columns up to the nearest of that row's edges."""
    if not len(edges) == len(cells) < len(columns):
        return list(cells)
    ends = [min(range(len(columns)), key=lambda i: abs(columns[i] - edge)) for edge in edges]
    spans = [end - before for before, end in zip([-1, *ends], ends, strict=False)]
    return (
        [replace(cell, columns=span) for cell, span in zip(cells, spans, strict=True)]
        if min(spans, default=0) > 0
        else list(cells)
    )


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Return the text of every place in a table's grid."""
    grid: list[list[str]] = []
    held: dict[int, tuple[int, str]] = {}
    """Of a column, how many further rows the cell above takes, and its text."""
    for row in rows:
        line: list[str] = []
        for cell in row:
            _take_held(line, held)
            column = len(line)
            above = grid[-1][column] if grid and column < len(grid[-1]) else ""
            text = _repeated(above) if cell.continues else cell.text
            width = max(1, min(cell.columns, _MOST_COLUMNS - column))
            line += [text, *[""] * (width - 1)]
            if cell.rows > 1:
                held.update({column + i: (cell.rows - 1, text if i == 0 else "") for i in range(width)})
        _take_held(line, held)
        grid.append(line)
        if len(line) >= _MOST_COLUMNS:
            del line[_MOST_COLUMNS:]
    return grid


def _take_held(line: list[str], held: dict[int, tuple[int, str]]) -> None:
    while (column := len(line)) in held:
        left, text = held.pop(column)
        line.append(_repeated(text))
        if left > 1:
            held[column] = (left - 1, text)


def _repeated(text: str) -> str:
    return "" if _NUMBER.fullmatch(text) else text
