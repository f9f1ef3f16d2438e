"""Letters to lines of a page, and lines to paragraphs, by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from corpus.numbering import match_label
from corpus.readers.fonts import to_unicode
from corpus.readers.pdf_page import Glyph

_SPACE = 0.17
"""A gap of so much of the letters' size parts words, a smaller one only where the file itself puts a blank there,"""
_BLANK = 0.06
_GAP = 2.2
"""and one of so much parts columns."""
_LEVEL = 0.45
"""Letters whose feet are no further apart than so much of their size stand on one line,"""
_STEP = 0.4
"""and each no further below the one before."""
_RAISED = 0.8
_SHORT = 0.3
"""A line that leaves so much of the width ends a paragraph, even before a small letter: a title."""
_PARTED = re.compile(r"\w[-/]$")  # "Báo cáo số 915-" above "BC/ĐU"
# "30/01/20" above "26", "30/01" above "/2026": a date that a narrow cell parts
_DAY = re.compile(r"(?:^|\D)\d{1,2}/(?P<year>\d{0,3})$")
_YEAR = re.compile(r"(?P<rest>\d{1,4})(?!\d)")
_RULE = re.compile(r"[-_=*.~—–\s]{3,}")  # drawn with letters
_ENDS = re.compile(r"[.;:!?…][\"”)]*$")


@dataclass(frozen=True)
class PageLine:
    """A line: its letters from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def size(self) -> float:
        return median(glyph.size or glyph.bottom - glyph.top for glyph in self.glyphs) or 1.0

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def top(self) -> float:
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.glyphs)

    @cached_property
    def words(self) -> list[tuple[Glyph, ...]]:
        """The letters parted into words."""
        found: list[list[Glyph]] = []
        for glyph in self.glyphs:
            least = (_BLANK if glyph.begins else _SPACE) * self.size
            if found and glyph.x0 - found[-1][-1].x1 < least:
                found[-1].append(glyph)
            else:
                found.append([glyph])
        return [tuple(word) for word in found]

    @cached_property
    def text(self) -> str:
        """The words with single blanks."""
        pieces: list[tuple[str, str | None]] = []
        for word in self.words:
            if pieces:
                pieces.append((" ", word[0].font))
            pieces.extend((glyph.text, glyph.font) for glyph in word)
        return to_unicode(pieces)

    @property
    def columns(self) -> list[PageLine]:
        """The parts of the line that wide gaps part; rules drawn with letters are none."""
        found: list[list[Glyph]] = []
        for word in self.words:
            if found and word[0].x0 - found[-1][-1].x1 < _GAP * self.size:
                found[-1].extend(word)
            else:
                found.append(list(word))
        columns = [PageLine(tuple(column)) for column in found]
        return [column for column in columns if not _RULE.fullmatch(column.text)] or columns[:1]

    @cached_property
    def first_word(self) -> float:
        """The width of its first word."""
        word = self.words[0]
        return word[-1].x1 - word[0].x0


def lines_of(glyphs: Iterable[Glyph]) -> list[PageLine]:
    """Return the lines of letters, from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if rows and _level(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [PageLine(tuple(sorted(row, key=lambda glyph: glyph.x0))) for row in rows]


def _level(row: Sequence[Glyph], glyph: Glyph) -> bool:
    last = row[-1]
    size = max(last.size, glyph.size) or glyph.bottom - glyph.top
    return glyph.base - last.base < _STEP * size and glyph.base - row[0].base < _LEVEL * size


def raised_markers(line: PageLine) -> list[tuple[Glyph, ...]]:
    """Return the words, or ends of words, that are small digits raised above the line: footnote markers."""
    found: list[tuple[Glyph, ...]] = []
    run: list[Glyph] = []
    for glyph in (*line.glyphs, None):
        small = glyph is not None and glyph.size < _RAISED * line.size and glyph.text.isdigit()
        if glyph is not None and small:
            run.append(glyph)
        elif run:
            found.append(tuple(run))
            run = []
    return found


def paragraphs(lines: Sequence[PageLine], left: float, right: float) -> list[list[PageLine]]:
    """Part the lines of a column into paragraphs.

    A paragraph ends where the next line begins with a label, where its own last line leaves room for the next word,
    or, after a full stop, where the next line is indented.

    Args:
        lines: in reading order.
        left: where the column's lines begin.
        right: where they may end.
    """
    found: list[list[PageLine]] = []
    for line in lines:
        if found and not _begins(found[-1], line, left, right):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _begins(above: Sequence[PageLine], line: PageLine, left: float, right: float) -> bool:
    last = above[-1]
    label = match_label(line.text)
    ended = bool(_ENDS.search(last.text))
    if label is not None and label.element != "item":
        runs_on = (
            label.element != "indent"
            and not ended
            and (last.text.endswith(",") or line.text[label.end :][:1].islower())
        )
        if not runs_on:
            return True
    room = right - last.x1 - 0.25 * line.size - line.first_word
    if room > _SHORT * (right - left) or (room > 0.5 * line.size and not line.text[:1].islower()):
        return True
    if ended and (room > 4 * line.size or line.top - last.bottom > 0.9 * line.size):
        return True
    further = line.x0 > last.x0 + 0.8 * line.size
    alike = len(above) == 1 and abs(line.x0 - last.x0) < 0.3 * line.size  # two first lines, equally indented
    return ended and line.x0 > left + line.size and (further or alike)


def joined(lines: Sequence[PageLine]) -> str:
    """Return the words of a paragraph's lines; a soft hyphen at a line's end joins what it parted."""
    text = ""
    for line in lines:
        if text.endswith(("\u00ad", "\u2010")):
            text = text[:-1] + line.text
        elif _PARTED.search(text) or _parts_date(text, line.text):
            text += line.text
        else:
            text += (" " if text else "") + line.text
    return text


def _parts_date(above: str, below: str) -> bool:
    """Tell whether two lines part a year, or a date before its year."""
    day, rest = _DAY.search(above), _YEAR.match(below)
    if day and rest:
        return re.fullmatch(r"(?:19|20)\d\d", day["year"] + rest["rest"]) is not None
    return bool(re.match(r"/\d", below)) and above[-1:].isdigit()
