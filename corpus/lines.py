"""Lines of clean text that know where each character came from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.readers.content import Row
from corpus.source_map import NOWHERE, Composed
from corpus.text import trim

_WORD = re.compile(r"\S+")
_UNEVEN = re.compile(r"\s\s|[^\S ]")
_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_TAB = 8
_WIDE = 3
"""So many spaces (or a tab) part columns, not words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of clean text; ``offsets[i]`` is where ``text[i]`` stood in the composed source, or ``NOWHERE``."""

    text: str
    offsets: tuple[int, ...]
    blank_before: int = 0
    """How many blank lines stood above it."""
    table: int | None = None
    """For a row of a table: which table."""
    cells: tuple[tuple[int, int], ...] = ()
    """For a row of a table: the half-open span of each cell in ``text``."""
    indent: int = 0
    """In which column of the page it begins."""
    gap: tuple[int, int] | None = None
    """The widest gap between words, if it is wide: where in ``text`` the words after it begin, and in which column."""

    def cut(self, start: int, end: int) -> Line:
        """Return a part of the line, without outer spaces."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Line(self.text[start:end], self.offsets[start:end], self.blank_before, indent=self.indent)


def join(lines: Sequence[Line], separator: str = " ") -> Line:
    """Join lines into one; the separator stands nowhere in the source."""
    if len(lines) == 1:
        return lines[0]
    offsets = list(lines[0].offsets)
    for line in lines[1:]:
        offsets.extend([NOWHERE] * len(separator))
        offsets.extend(line.offsets)
    return Line(
        separator.join(line.text for line in lines), tuple(offsets), lines[0].blank_before, indent=lines[0].indent
    )


def split_lines(composed: Composed, rows: Sequence[Row] = ()) -> list[Line]:
    """Return the lines that are not blank, in order; ``rows`` are those of tables, as spans of the source."""
    return _mark_rows(_number_blank(_split(composed.text)), composed, rows)


def _split(text: str) -> list[Line]:
    lines, position = [], 0
    for match in [*_NEWLINE.finditer(text), None]:
        end = match.start() if match else len(text)
        lines.append(_line(text, position, end))
        position = match.end() if match else end
    return lines


def _line(text: str, start: int, end: int) -> Line:
    """Read one line, each white space as a single space."""
    stripped = text[start:end].strip()
    first = text.index(stripped, start)
    indent = len(text[start:first].expandtabs(_TAB))
    if not _UNEVEN.search(stripped):
        return _without_rule(Line(stripped, tuple(range(first, first + len(stripped))), indent=indent))
    words: list[str] = []
    offsets: list[int] = []
    widest, gap = _WIDE - 1, None
    for match in _WORD.finditer(text, start, end):
        if words:
            blank = text[offsets[-1] + 1 : match.start()]
            if (width := len(blank.expandtabs(_TAB))) > widest:
                widest, gap = width, (len(offsets) + 1, match.start())
            offsets.append(offsets[-1] + 1)
        words.append(match.group())
        offsets.extend(range(match.start(), match.end()))
    if gap:
        gap = (gap[0], len(text[start : gap[1]].expandtabs(_TAB)))
    return _without_rule(Line(" ".join(words), tuple(offsets), indent=indent, gap=gap))


def _without_rule(line: Line) -> Line:
    """Cut the rule that ends a line ("ĐẢNG CỘNG SẢN VIỆT NAM ______")."""
    bare = line.text.rstrip("_")
    return line.cut(0, len(bare)) if bare and len(line.text) - len(bare) >= 3 else line


def _number_blank(lines: Sequence[Line]) -> list[Line]:
    """Drop blank lines, noting in each kept line how many stood above it."""
    kept, blank = [], 0
    for line in lines:
        if line.text:
            kept.append(replace(line, blank_before=blank))
            blank = 0
        else:
            blank += 1
    return kept


def _mark_rows(lines: list[Line], composed: Composed, rows: Sequence[Row]) -> list[Line]:
    """Note in each line that is a row of a table where its cells are."""
    starts = [line.offsets[0] for line in lines] if rows else []
    for row in rows:
        spans = [(composed.locate(start), composed.locate(end)) for start, end in row.cells]
        i = bisect_right(starts, max(end for _, end in spans) - 1) - 1
        if i >= 0:
            offsets = lines[i].offsets
            cells = ((bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in spans)
            lines[i] = replace(lines[i], table=row.table, cells=tuple(trim(lines[i].text, *cell) for cell in cells))
    return lines
