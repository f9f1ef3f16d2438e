"""What is a label: "3.", "đ)", "- ", "(2)", "Điều 5.", "Chương II", "PHỤ LỤC".

Elements are Akoma Ntoso's; their order of depth follows Nghị định 30/2020/NĐ-CP, annex I, and Hướng dẫn
36-HD/VPTW for Party documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The order of lettered points in Vietnamese documents (no f, j, w, z)."""

DEPTH = {
    "annex": 0, "part": 1, "chp": 2, "sec_named": 2.5, "sec_roman": 3, "sec": 4, "art": 5, "para": 6,
    "point": 7, "indent": 8, "subindent": 9, "item": 10, "row": 10,
}  # fmt: skip
"""Which element may hold which: an element closes all open ones of its own or a greater depth."""

_ROMAN = r"[IVXLC]+"
# "Phần thứ nhất": the Roman number of each ordinal
_ORDINALS = {
    "nhất": "I", "một": "I", "hai": "II", "ba": "III", "tư": "IV", "bốn": "IV", "năm": "V", "sáu": "VI",
    "bảy": "VII", "tám": "VIII", "chín": "IX", "mười": "X",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a line."""

    element: str
    """A key of ``DEPTH``."""
    number: str | None
    """As printed, without punctuation; None for dashes."""
    end: int
    """Where the words begin."""


# Tried in this order; each with an example.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "annex",
        re.compile(rf"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?P<n>{_ROMAN}|\d{{1,2}}))?\s*(?:[.:]\s*|$)"),
    ),  # PHỤ LỤC II
    ("part", re.compile(rf"(?:PHẦN|Phần)\s+(?:thứ\s+)?(?P<n>{_ROMAN}|\d{{1,2}})\b\s*[.:]?\s*")),  # Phần I
    (
        "part",
        re.compile(rf"PHẦN\s+THỨ\s+(?P<n>{'|'.join(_ORDINALS)})\b\s*(?:[.:]\s*|$)", re.IGNORECASE),
    ),  # Phần thứ nhất
    ("chp", re.compile(rf"(?:CHƯƠNG|Chương)\s+(?P<n>{_ROMAN}|\d{{1,2}})\b\s*[.:]?\s*")),  # Chương II
    ("sec_named", re.compile(rf"(?:MỤC|Mục)\s+(?P<n>{_ROMAN}|\d{{1,2}})\s*(?:[.:]\s*|$)")),  # Mục 1.
    ("art", re.compile(r"(?:ĐIỀU|Điều)\s+(?P<n>\d{1,3}[a-zđ]?)\s*(?:[.:]\s*|$)")),  # Điều 5.
    ("sec_roman", re.compile(rf"(?P<n>{_ROMAN})\s*[.\-–]\s+(?=\S)")),  # II. / II -
    ("sec", re.compile(r"(?P<n>\d{1,3}(?:\.\d{1,2}){0,2})\s*[.)]\s+(?=\S)")),  # 3. / 3.1.
    ("sec", re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){0,2})[/-]\s+(?=\S)")),  # 3/, 3- or 2.1-: older and Party documents
    ("point", re.compile(rf"(?P<n>[{LETTERS}])\s*[.)/]\s+(?=\S)", re.IGNORECASE)),  # đ)
    ("item", re.compile(r"\((?P<n>\d{1,2}|[ivx]{1,4})\)\s*(?=\S)")),  # (2)
    ("item", re.compile(r"(?P<n>ii|iii|iv|vi|vii|viii|ix)\)\s+(?=\S)")),  # ii)
    ("indent", re.compile(r"[-–—−]\s+(?=\S)")),  # -
    ("subindent", re.compile(r"[+•*]\s+(?=\S)")),  # +
)


def match_label(line: str) -> Label | None:
    """Return the label at the beginning of a line, or None."""
    for element, pattern in _PATTERNS:
        if match := pattern.match(line):
            number = match.groupdict().get("n")
            if number and element == "part":
                number = _ORDINALS.get(number.lower(), number)
            return Label(element, number.lower() if number and element == "point" else number, match.end())
    return None


_INLINE_ITEM = re.compile(r"(?:(?<=[\s:;.,])|^)\((\d{1,2})\)\s+")


def inline_items(text: str) -> list[tuple[str, int, int]]:
    """Find a list "(1) ... (2) ..." that runs inside a paragraph.

    Returns:
        For each item its number, the offset of its label and the offset of its words; empty unless the
        numbers run from 1 and there are at least two.
    """
    found: list[tuple[str, int, int]] = []
    for match in _INLINE_ITEM.finditer(text):
        if int(match[1]) == len(found) + 1:
            found.append((match[1], match.start(), match.end()))
    return found if len(found) > 1 else []


def follows(element: str, number: str, previous: str | None) -> bool:
    """Tell whether ``number`` is the one expected after ``previous`` (or a first one) among labels of an element."""
    if element == "point":
        order = LETTERS.index(number) if number in LETTERS else -1
        return order == (LETTERS.index(previous) + 1 if previous and previous in LETTERS else 0)
    if element == "sec_roman" or roman_value(number):
        return roman_value(number) == (roman_value(previous) if previous else 0) + 1
    tail = number.rpartition(".")[2]
    before = previous.rpartition(".")[2] if previous else "0"
    return tail.isdecimal() and before.isdecimal() and int(tail) == int(before) + 1


def roman_value(number: str) -> int:
    """Return the value of a Roman numeral; 0 for what is none."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    digits = [values.get(c, 0) for c in number.upper()]
    return sum(-d if d < following else d for d, following in zip(digits, [*digits[1:], 0], strict=True))
