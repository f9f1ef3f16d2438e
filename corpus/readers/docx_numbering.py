"""Labels that Word counts itself ("1.", "a)", "Điều 5."), from the list definitions of a file (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.docx_styles import W, value

_LEVELS = 9
_DASHES = "-–—+•*"
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is labelled."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """After which level (counted from 1) it begins anew; 0 never, None after any above it."""
    legal: bool = False
    """Every number in it is printed in digits."""
    style: str | None = None


@dataclass(slots=True)
class ListDefinition:
    """A list, as one w:num of a .docx or one LFO of a .doc names it."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    """Levels that this w:num begins anew, with the number."""


class Numbering:
    """Counts the labels of a file's lists, paragraph by paragraph in reading order."""

    def __init__(self, lists: Mapping[str, ListDefinition]) -> None:
        self._lists = lists
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, list_id: str | None, level: int | None, style: str | None = None) -> str:
        """Count the next paragraph of a list and return its label with a space, or "" where it has none.

        Args:
            list_id: the w:num that the paragraph, or its style, names.
            level: its level from 0; None takes the level that is tied to its style, else 0.
            style: the paragraph's style.
        """
        found = self._lists.get(list_id or "")
        if found is None:
            return ""
        if level is None:
            level = next((i for i, each in found.levels.items() if style and each.style == style), 0)
        level = min(level, _LEVELS - 1)
        if level not in found.levels:
            return ""
        counts = self._count(list_id or "", found, level)
        return _label(found.levels, level, counts)

    def _count(self, list_id: str, found: ListDefinition, level: int) -> list[int | None]:
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for each, number in found.starts.items():
                counts[each] = number - 1
        before = counts[level]
        counts[level] = found.levels[level].start if before is None else before + 1
        for above in range(level):  # a level that nobody counted shows its start
            if counts[above] is None and above in found.levels:
                counts[above] = found.levels[above].start
        for below in range(level + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or (restart and level < restart):
                counts[below] = None
        return counts


def read_lists(root: etree._Element | None) -> dict[str, ListDefinition]:
    """Read the lists of numbering.xml by the ids of their w:num."""
    if root is None:
        return {}
    lists: dict[str, ListDefinition] = {}
    abstracts = {each.get(f"{W}abstractNumId") or "": each for each in root.iterfind(f"{W}abstractNum")}
    styled = {value(each.find(f"{W}styleLink")): key for key, each in abstracts.items()}
    for num in root.iterfind(f"{W}num"):
        abstract = value(num.find(f"{W}abstractNumId")) or ""
        if abstract not in abstracts:
            continue
        link = value(abstracts[abstract].find(f"{W}numStyleLink"))
        abstract = styled.get(link, abstract) if link else abstract
        made = ListDefinition(abstract, dict(_levels(abstracts[abstract])))
        for override in num.iterfind(f"{W}lvlOverride"):
            level = _int(override.get(f"{W}ilvl"), 0)
            made.levels.update(_levels(override))
            start = value(override.find(f"{W}startOverride"))
            if start is not None:
                made.starts[level] = _int(start, 1)
        lists[num.get(f"{W}numId") or ""] = made
    return lists


def _levels(parent: etree._Element) -> list[tuple[int, Level]]:
    found = []
    for each in parent.iterfind(f"{W}lvl"):
        restart = value(each.find(f"{W}lvlRestart"))
        legal = each.find(f"{W}isLgl")
        level = Level(
            _int(value(each.find(f"{W}start")), 0),
            _format(each),
            value(each.find(f"{W}lvlText")) or "",
            None if restart is None else _int(restart, 0),
            legal is not None and value(legal) not in {"0", "false"},
            value(each.find(f"{W}pStyle")),
        )
        found.append((min(_int(each.get(f"{W}ilvl"), 0), _LEVELS - 1), level))
    return found


def _format(level: etree._Element) -> str:
    """Return a level's number format; a newer one may hide in mc:AlternateContent, where the fallback will do."""
    plain = value(level.find(f"{W}numFmt"))
    return plain or next((v for each in level.iter(f"{W}numFmt") if (v := value(each))), "decimal")


def _label(levels: dict[int, Level], level: int, counts: list[int | None]) -> str:
    own = levels[level]
    if own.format == "bullet":
        return bullet(own.text, level)
    if own.format == "none" and "%" not in own.text:
        return own.text + " " if own.text.strip() else ""

    def number(match: re.Match[str]) -> str:
        each = int(match[1]) - 1
        count, format_ = counts[each], levels[each].format if each in levels else "decimal"
        return "" if count is None else print_number(count, "decimal" if own.legal else format_)

    label = _PLACEHOLDER.sub(number, own.text).strip()
    return label + " " if label else ""


def bullet(text: str, level: int) -> str:
    """Return a bullet as directives print it: a dash, one level deeper a plus, whatever symbol font draws."""
    mark = text.strip()
    return f"{mark} " if mark in _DASHES and mark else ("- " if level == 0 else "+ ")


def print_number(number: int, format_: str) -> str:
    """Print a number in a list's format (ECMA-376, 17.18.59); what is not known is printed in digits."""
    if format_ in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if format_ == "lowerLetter" else letter.upper()
    if format_ in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = _roman(number)
        return roman.lower() if format_ == "lowerRoman" else roman
    if format_ == "vietnameseCounting" and 0 < number <= len(_WORDS):
        return _WORDS[number - 1]
    if format_ == "decimalZero":
        return f"{number:02}"
    return "" if format_ == "none" else str(number)


def _roman(number: int) -> str:
    digits = ""
    for worth, letters in _ROMAN:
        while number >= worth:
            digits, number = digits + letters, number - worth
    return digits


def _int(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
