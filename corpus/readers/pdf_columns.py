"""The two columns of a letterhead and of a closing on a PDF's page: which lines they take, and which column each is of.

The columns' lines need not stand level: the left may be set closer than the right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import mean, median

from corpus.doctypes import TITLES
from corpus.numbering import match_label
from corpus.readers.pdf_lines import PageLine
from corpus.text import fold

_HEAD_LINES = 20
_ADDRESSEES = re.compile(r"Kính gửi\b")
_CLOSING = re.compile(r"Nơi (?:nhận|gửi)\s*:?(?:\s|$)")
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập [-–] Tự")
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)\b[^a-zà-ỹ]{0,20}$")
_WIDE = 0.75
"""A line that takes so much of the width stands in no column."""


def head_length(lines: Sequence[PageLine], left: float, right: float) -> int:
    """Return how many of a page's lines are the letterhead's: the last with two columns, and those of one behind it.

    Args:
        lines: of the first page, from top to bottom.
        left: where the page's text begins.
        right: where it ends.
    """
    lines = lines[: next((i for i, line in enumerate(lines[:_HEAD_LINES]) if _ends_head(line)), _HEAD_LINES)]
    parted = [_columns(line) for line in lines]
    pairs = [columns for columns in parted if len(columns) == 2]
    if not pairs:
        return 0
    end = 1 + max(i for i, columns in enumerate(parted) if len(columns) == 2)
    between = _between(pairs)
    centres = [mean((column.x0 + column.x1) / 2 for column in side) for side in zip(*pairs, strict=True)]
    while end < len(lines) and _in_column(lines[end], between, centres, (left + right) / 2):
        end += 1
    return end


def _ends_head(line: PageLine) -> bool:
    """Tell whether a line surely stands below the letterhead, and all that is side by side further down."""
    below = match_label(line.text) or _ADDRESSEES.match(line.text) or opens_closing(line)
    return bool(below) or fold(line.text) in TITLES


def _in_column(line: PageLine, between: float, centres: Sequence[float], middle: float) -> bool:
    """Tell a line of one column, centred in it, from a title in the page's middle and from running text."""
    centre = (line.x0 + line.x1) / 2
    if line.x0 < between < line.x1:
        return False
    return line.x1 < middle or min(abs(centre - each) for each in centres) < abs(centre - middle)


def opens_closing(line: PageLine) -> bool:
    """Tell whether a line begins the recipients."""
    return bool(_CLOSING.match(line.text))


def ends_closing(line: PageLine, left: float, right: float) -> bool:
    """Tell whether a line behind the recipients is neither theirs nor the signature's: it opens an annex or runs on."""
    label = match_label(line.text)
    if label is not None:
        return label.element in {"annex", "part", "chp", "sec_named", "sec_roman", "art"} and len(line.columns) == 1
    wide = len(line.columns) == 1 and line.x1 - line.x0 > _WIDE * (right - left)
    return wide or bool(_ANNEX.match(line.text)) or fold(line.text) in TITLES


def columns_of(lines: Sequence[PageLine], middle: float) -> tuple[list[PageLine], list[PageLine]]:
    """Part lines into those of the left and of the right column."""
    parted = [_columns(line) for line in lines]
    between = _between([columns for columns in parted if len(columns) == 2]) or middle
    columns = [column for line in parted for column in line]
    left = [column for column in columns if column.x0 + column.x1 < 2 * between]
    return left, [column for column in columns if column.x0 + column.x1 >= 2 * between]


def _columns(line: PageLine) -> list[PageLine]:
    """Part a line at its wide gaps; one of a letterhead that is set close also where its motto begins."""
    if len(line.columns) > 1:
        return line.columns
    words = [PageLine(word) for word in line.words]
    for i in range(1, len(words)):
        if _MOTTO.match(" ".join(word.text for word in words[i : i + 4])):
            return [PageLine(sum((word.glyphs for word in part), ())) for part in (words[:i], words[i:])]
    return line.columns


def _between(pairs: Sequence[Sequence[PageLine]]) -> float:
    """Return where the left column ends and the right begins: no line reaches over it."""
    return median((left.x1 + right.x0) / 2 for left, right in pairs) if pairs else 0.0
