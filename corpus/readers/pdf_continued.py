"""Tables that go on over a page's edge: headers printed again, rows and merged cells that the edge cuts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.readers.grid import Cell, spread

_ROW_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3}){0,2}\)?[.)]?")
_MOST_HEADERS = 3
_FEW = 2
_LETTER = 5
"""A row of two cells, the first no longer than "XVIII", titles a section: it needs no number."""


def continued(above: Sequence[Sequence[str]], cells: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Return the rows of a table together with those that the next page adds.

    Args:
        above: the rows so far.
        cells: the next page's.
    """
    rows, so_far = spread(cells), [list(row) for row in above]
    first = _headers_again(above, rows)
    if first < len(rows) and goes_on(above, rows[first]):
        so_far[-1] = [f"{words} {rest}".strip() for words, rest in zip(so_far[-1], rows[first], strict=True)]
        for column, below in _cut(cells[first]):
            for row in rows[first + 1 : first + below]:
                row[column] = row[column] or above[-1][column]
        first += 1
    return so_far + rows[first:]


def goes_on(above: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Tell whether a page's first row is the rest of the last one above: it alone has no number."""
    column = _numbered(above)
    if column is None or len(row) != len(above[-1]) or row[column].strip() or not any(map(str.strip, row)):
        return False
    return _ROW_NUMBER.fullmatch(above[-1][column].strip()) is not None


def _numbered(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the column that numbers the rows, where each row but titles of sections has its number."""
    for column in range(min(map(len, rows), default=0)):
        numbers = [row[column].strip() for row in rows]
        counted = sum(bool(_ROW_NUMBER.fullmatch(number)) for number in numbers)
        if counted > 1:
            others = [row for row, number in zip(rows, numbers, strict=True) if not number]
            return column if all(_is_section(row) for row in others) else None
    return None


def _is_section(row: Sequence[str]) -> bool:
    words = [cell.strip() for cell in row if cell.strip()]
    return len(words) == _FEW and len(words[0]) <= _LETTER


def _headers_again(above: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> int:
    """Return how many of a page's first rows are the table's first rows again."""
    count = 0
    while count < min(len(above), len(rows), _MOST_HEADERS) and list(above[count]) == list(rows[count]):
        count += 1
    return count


def _cut(row: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the columns in which an empty cell reaches down over further rows, and over how many."""
    column = 0
    for cell in row:
        if cell.rows > 1 and not cell.text.strip():
            yield column, cell.rows
        column += cell.columns
