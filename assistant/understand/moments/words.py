"""The vocabulary of time (``data/calendar.toml``) and the spans of the calendar that it counts in."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from corpus.dates import month_span, quarter_span

WORDS: dict[str, Any] = tomllib.loads(
    files("assistant").joinpath("understand/data/calendar.toml").read_text(encoding="utf-8")
)
NUMBERS: dict[str, int] = WORDS["numbers"]
WEEKDAYS: dict[str, int] = WORDS["weekdays"]
MONTHS: dict[str, int] = WORDS["months"]
MONTHS_EN: dict[str, int] = WORDS["months_en"]
UNIT_OF = {word: unit for unit, words in WORDS["units"].items() for word in words}
HOLIDAYS: dict[str, list[int]] = WORDS["holidays"]
PART_OF = {word: part for part, words in WORDS["parts"].items() for word in words}
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def week_of(today: date, shift: int) -> tuple[date, date]:
    """Return Monday and Sunday of the week so many on from a day's."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6)


def month_of(today: date, shift: int) -> tuple[date, date]:
    """Return the ends of the month so many on from a day's."""
    index = today.year * 12 + today.month - 1 + shift
    return month_span(index // 12, index % 12 + 1)


def quarter_of(today: date, shift: int) -> tuple[date, date]:
    """Return the ends of the quarter so many on from a day's."""
    index = today.year * 4 + (today.month - 1) // 3 + shift
    return quarter_span(index // 4, index % 4 + 1)


def year_of(today: date, shift: int) -> tuple[date, date]:
    """Return the ends of the year so many on from a day's."""
    return date(today.year + shift, 1, 1), date(today.year + shift, 12, 31)


SPAN_OF: dict[str, Callable[[date, int], tuple[date, date]]] = {
    "week": week_of, "month": month_of, "quarter": quarter_of, "year": year_of,
}  # fmt: skip


def shifted(today: date, unit: str, count: int) -> date:
    """Return the day a number of units away: a month on from 31 January is 28 February."""
    if unit in {"day", "week", "fortnight"}:
        return today + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    index = today.year * 12 + today.month - 1 + count * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def number_of(word: str) -> int:
    """Return the number that digits or a word stand for."""
    return NUMBERS[word] if word in NUMBERS else int(word)


def day_of(year: int, month: int, day: int) -> tuple[date | None, date | None]:
    """Return a day as a span; (None, None) where no calendar has it."""
    try:
        return (date(year, month, day),) * 2
    except ValueError:
        return None, None
