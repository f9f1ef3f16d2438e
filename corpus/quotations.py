"""Amendments that quote the provision as it shall read: "sửa đổi Điều 5 như sau: “Điều 5. ...”".

What is quoted is another document's structure, not this one's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.text import fold

OPENING_QUOTES = '“"«'
_CLOSING_QUOTES = "”»"
_MOST_PARAGRAPHS = 200
_QUOTED = re.compile(r"[“«][^“”«»]*(?:[“«][^“”«»]*[”»][^“”«»]*)*[”»]|(?<![^\s(\[])\"[^\"]+\"")
_REACH = 150
"""Characters before a quotation in which it is announced."""
# "... được sửa đổi, bổ sung như sau:"
_ANNOUNCES = re.compile(r"nhu sau\b|sua doi|bo sung|thay the|duoc thay|dinh chinh")


def amendment_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text quotes how a provision of another document shall read, the marks taken in."""
    found: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(text):
        above = text[max(0, match.start() - _REACH) : match.start()]
        if _ANNOUNCES.search(fold(above)) or (found and not text[found[-1][1] : match.start()].strip(" ;.,\n")):
            found.append(match.span())
    return found


def quoted_amendments(paragraphs: Sequence[str]) -> dict[int, int]:
    """Return of each paragraph that a quoted amendment takes in, the first one of its quotation.

    A quotation opens in a paragraph that amends or follows one that does, and runs over at least two paragraphs; one
    that is never closed is none.
    """
    found: dict[int, int] = {}
    i = 0
    while i < len(paragraphs):
        last = _last(paragraphs, i) if _open(paragraphs[i], 0) > 0 and _announced(paragraphs, i) else i
        found.update({j: i for j in range(i, last + 1) if last > i})
        i = last + 1
    return found


def _announced(paragraphs: Sequence[str], i: int) -> bool:
    above = paragraphs[i - 1] if i and paragraphs[i][:1] in OPENING_QUOTES else ""
    return bool(_ANNOUNCES.search(fold(above or paragraphs[i].partition("“")[0])))


def _last(paragraphs: Sequence[str], first: int) -> int:
    """Return the paragraph in which the quotation closes, or ``first`` where none does."""
    depth = 0
    for i, text in enumerate(paragraphs[first : first + _MOST_PARAGRAPHS], first):
        depth = _open(text, depth)
        if depth == 0:
            return i
    return first


def _open(text: str, depth: int) -> int:
    """Return how many quotations are open after a paragraph; a straight mark opens at a word's beginning."""
    for i, char in enumerate(text):
        if char in "“«":
            depth += 1
        elif char in _CLOSING_QUOTES:
            depth = max(0, depth - 1)
        elif char == '"':
            opens = (i == 0 or text[i - 1].isspace() or text[i - 1] in "([") and text[i + 1 : i + 2].strip()
            depth = depth + 1 if opens else max(0, depth - 1)
    return depth
