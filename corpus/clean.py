"""From a file's text to clean lines: page furniture and footnotes are taken out.

The steps before and after: marks removed and letters composed (``source_map``) -> lines (``lines``) -> here -> lines of
one paragraph joined (``wrapping``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.lines import Line, join, split_lines
from corpus.readers.content import Row
from corpus.source_map import Composed
from corpus.wrapping import is_wrapped


@dataclass(frozen=True, slots=True)
class RawFootnote:
    """A footnote taken out of the lines; ``source_anchor`` is its marker's offset in the composed source."""

    marker: str
    text: str
    source_anchor: int


_RULE = re.compile(r"(?=.*[-_=*.~—–]{3})[-_=*.~—–\s]+$")  # "-----", "_____   _______" alone on a line
# "Admincv693.doc 3", "3", "- 3 -", "Trang 3/5"
_PAGE_FURNITURE = re.compile(
    r"(?:\S+\.(?:docx?|odt|rtf|pdf)\s+\d{1,4}|[-–]?\s*\d{1,4}\s*[-–]?|[Tt]rang\s+\d+(?:\s*/\s*\d+)?)$"
)
_FOOTNOTE_END = re.compile(r"[.!?…]$")


def clean_lines(
    composed: Composed, rows: Sequence[Row] = (), wrapped: bool | None = None
) -> tuple[list[Line], list[RawFootnote]]:
    """Return the non-blank lines of the text in reading order, and the footnotes found among them.

    Args:
        composed: the source without marks.
        rows: the rows of its tables, as spans of the source.
        wrapped: whether the page's width cut the lines; None tells it from the lines.
    """
    lines = split_lines(composed, rows)
    if wrapped is None:
        wrapped = is_wrapped(lines)
    kept, notes = _take_footnotes(lines) if wrapped else (lines, [])
    return [line for line in kept if not _is_noise(line, wrapped)], notes


def _is_noise(line: Line, wrapped: bool) -> bool:
    """Tell rules, and in a wrapped text page headers and numbers, from words."""
    return line.table is None and bool(_RULE.match(line.text) or (wrapped and _PAGE_FURNITURE.match(line.text)))


def _take_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[RawFootnote]]:
    """Take out footnotes: a number alone on its line, whose text follows, and whose marker is glued to a word above."""
    kept: list[Line] = []
    notes: list[RawFootnote] = []
    i = 0
    while i < len(lines):
        anchor = _find_marker(kept, lines[i].text) if re.fullmatch(r"\d{1,2}", lines[i].text) else None
        if anchor is None or i + 1 == len(lines):
            kept.append(lines[i])
            i += 1
            continue
        row, start, end = anchor
        last = _footnote_end(lines, i + 1)
        notes.append(RawFootnote(lines[i].text, join(lines[i + 1 : last]).text, kept[row].offsets[start]))
        kept[row] = _without(kept[row], start, end)
        i = last
    return kept, notes


def _footnote_end(lines: Sequence[Line], first: int) -> int:
    """Return the index after a footnote's last line: its sentence ends, or a blank line follows."""
    last = first + 1
    while last < len(lines) and not _FOOTNOTE_END.search(lines[last - 1].text) and not lines[last].blank_before:
        last += 1
    return last


def _find_marker(lines: Sequence[Line], marker: str) -> tuple[int, int, int] | None:
    """Find a footnote marker glued to a word ("mềm1 chấn chỉnh") on the page above, nearest first."""
    pattern = re.compile(rf"(?<=[^\W\d_]){marker}(?![\w/])")
    for row in range(len(lines) - 1, max(-1, len(lines) - 60), -1):
        if lines[row].table is None and (match := pattern.search(lines[row].text)):
            return row, match.start(), match.end()
    return None


def _without(line: Line, start: int, end: int) -> Line:
    return replace(line, text=line.text[:start] + line.text[end:], offsets=line.offsets[:start] + line.offsets[end:])
