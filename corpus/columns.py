"""Two columns side by side in hard-wrapped text, as letterheads and signatures stand: the left is read first.

BỘ Y TẾ                  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/BYT-VP            Hà Nội, ngày 18 tháng 3 năm 2026
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus import doctypes
from corpus.lines import Line
from corpus.numbering import match_label
from corpus.text import fold

_MOST_LINES = 20
_SLACK = 6
"""A line of the right column may begin so many columns before its neighbours: it is centred."""
_HEAD_END = re.compile(r"\s*Kính gửi")
_BLANK_FORM = re.compile(r"(?:Số|V/v)\s*:?\s*")
_CLOSING = re.compile(r"Nơi nhận\s*:?(?:\s|$)")


def unfold_letterhead(lines: Sequence[Line]) -> list[Line]:
    """Read the lines above the document's title or addressees column by column."""
    end = next((i for i, line in enumerate(lines[:_MOST_LINES]) if _ends_head(line)), min(len(lines), _MOST_LINES))
    last = max((i for i, line in enumerate(lines[:end]) if _gap(line)), default=-1)
    # the left column may be longer: it goes on until a blank line
    end = next((i for i in range(last + 1, end) if lines[i].blank_before), end)
    return [*_unfold(lines[:end]), *lines[end:]] if last >= 0 else list(lines)


def unfold_closing(lines: Sequence[Line], opens_annex: Callable[[int], bool]) -> list[Line]:
    """Read recipients and signature, side by side, column by column."""
    for start in range(len(lines) - 1, -1, -1):
        if _CLOSING.match(lines[start].text):
            end = next((i for i in range(start + 1, len(lines)) if opens_annex(i)), len(lines))
            if any(map(_gap, lines[start:end])):
                return [*lines[:start], *_unfold(lines[start:end]), *lines[end:]]
    return list(lines)


def _gap(line: Line) -> tuple[int, int] | None:
    """Return a line's gap between columns; "Số:      /KH-UBND" is one column."""
    return line.gap if line.gap and not _BLANK_FORM.fullmatch(line.text[: line.gap[0]]) else None


def _ends_head(line: Line) -> bool:
    label = match_label(line.text)
    return bool(
        _HEAD_END.match(line.text) or (label and label.element != "annex") or fold(line.text) in doctypes.TITLES
    )


def _unfold(lines: Sequence[Line]) -> list[Line]:
    """Part each line at its gap; a line without one is of the column it begins in."""
    edge = min(gap[1] for gap in map(_gap, lines) if gap) - _SLACK
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if gap := _gap(line):
            left.append(line.cut(0, gap[0]))
            right.append(line.cut(gap[0], len(line.text)))
        else:
            (right if line.indent >= max(edge, _SLACK) else left).append(line)
    return [*left, *right]
