"""Ruled tables on a page: from the lines to cells, merged ones too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.grid import Cell
from corpus.readers.pdf_lines import PageLine, joined, lines_of
from corpus.readers.pdf_page import Glyph, Rule

_SLACK = 3.0
"""Lines no further apart are one, or meet."""
_LEAST_ROW = 8.0
"""A row is no lower."""
_COVERED = 0.6
"""A side of which so much is ruled is closed."""
_MOST_LINES = 3_000


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: the lines between its columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a letter stands in the table."""
        x = (glyph.x0 + glyph.x1) / 2
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= glyph.middle <= self.ys[-1] + 1


def tables_of(rules: Sequence[Rule]) -> list[Table]:
    """Return the tables that ruled lines draw, from top to bottom; a frame around one cell is none."""
    found = []
    for group in _meeting(rules[:_MOST_LINES]):
        xs = _merged(rule.x0 for rule in group if rule.x0 == rule.x1)
        ys = _merged(rule.y0 for rule in group if rule.y0 == rule.y1)
        if len(xs) > 2 and len(ys) > 1:
            ys = _with_cut_rows(group, xs, ys)
            found.append(Table(tuple(xs), tuple(ys), tuple(group)))
    return sorted(found, key=lambda table: table.ys[0])


def _with_cut_rows(rules: Sequence[Rule], xs: Sequence[float], ys: list[float]) -> list[float]:
    """Add the edges of rows that a page cuts: a browser draws their sides and leaves them open to the page's end."""
    upright = [rule for rule in rules if rule.x0 == rule.x1]
    first, last = min(rule.y0 for rule in upright), max(rule.y1 for rule in upright)
    above = {round(rule.x0) for rule in upright if rule.y0 < ys[0] - _LEAST_ROW}
    below = {round(rule.x0) for rule in upright if rule.y1 > ys[-1] + _LEAST_ROW}
    return [first] * (len(above) >= len(xs)) + ys + [last] * (len(below) >= len(xs))


def rows_of(table: Table, glyphs: Sequence[Glyph]) -> list[list[Cell]]:
    """Return the cells of a table, row by row, with the letters that stand in them."""
    owner = _owners(table)
    letters: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        x = (glyph.x0 + glyph.x1) / 2
        place = (_between(table.ys, glyph.middle), _between(table.xs, x))
        letters.setdefault(owner[place], []).append(glyph)
    rows = []
    for i in range(len(table.ys) - 1):
        row = []
        for j in range(len(table.xs) - 1):
            if owner[i, j] == (i, j):
                below = sum(owner.get((k, j)) == (i, j) for k in range(i, len(table.ys) - 1))
                beside = sum(owner.get((i, k)) == (i, j) for k in range(j, len(table.xs) - 1))
                text = _words(letters.get((i, j), []), table.xs[j + beside])
                row.append(Cell(text, beside, below))
        rows.append(row)
    return rows


def _words(glyphs: Sequence[Glyph], right: float) -> str:
    """Return a cell's paragraphs: one ends where the next line's first word would have fitted."""
    paragraphs: list[list[PageLine]] = []
    for line in lines_of(glyphs):
        # half a letter for the cell's margin, as much again in doubt
        room = right - paragraphs[-1][-1].x1 - line.first_word - 1.8 * line.size if paragraphs else 1.0
        if room > 0:
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return "\n".join(map(joined, paragraphs))


def _owners(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Return of each place in the grid the first place of its cell: places without a line between them are one."""
    height, width = len(table.ys) - 1, len(table.xs) - 1
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(height):
        for j in range(width):
            if (i, j) in owner:
                continue
            right = j + 1
            while right < width and (i, right) not in owner and not _ruled(table, i, right, upright=True):
                right += 1
            below = i + 1
            while below < height and not any(_ruled(table, below, k, upright=False) for k in range(j, right)):
                below += 1
            owner.update({(a, b): (i, j) for a in range(i, below) for b in range(j, right)})
    return owner


def _ruled(table: Table, i: int, j: int, *, upright: bool) -> bool:
    """Tell whether the left (upright) or upper side of a place is ruled."""
    if upright:
        start, end, at = table.ys[i], table.ys[i + 1], table.xs[j]
        spans = [(r.y0, r.y1) for r in table.rules if r.x0 == r.x1 and abs(r.x0 - at) <= _SLACK]
    else:
        start, end, at = table.xs[j], table.xs[j + 1], table.ys[i]
        spans = [(r.x0, r.x1) for r in table.rules if r.y0 == r.y1 and abs(r.y0 - at) <= _SLACK]
    covered, position = 0.0, start
    for low, high in sorted(spans):
        low, high = max(low, position), min(high, end)
        if high > low:
            covered += high - low
            position = high
    return covered > _COVERED * (end - start)


def _meeting(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Group the lines that touch."""
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    # swept from top to bottom: only lines that still reach down to the next one's top can touch it
    order = sorted(range(len(rules)), key=lambda i: rules[i].y0)
    open_: list[int] = []
    for i in order:
        open_ = [j for j in open_ if rules[j].y1 >= rules[i].y0 - _SLACK]
        for j in open_:
            if rules[j].x0 - _SLACK <= rules[i].x1 and rules[i].x0 - _SLACK <= rules[j].x1:
                parent[root(i)] = root(j)
        open_.append(i)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), []).append(rule)
    yield from groups.values()


def _merged(positions: Iterator[float] | Sequence[float]) -> list[float]:
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > _SLACK:
            found.append(position)
    return found


def _between(edges: Sequence[float], position: float) -> int:
    return max(0, min(sum(edge <= position for edge in edges) - 1, len(edges) - 2))
