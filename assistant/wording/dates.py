"""Dates and frequencies in a sentence, with the word that says how a date binds ("trước", "by")."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.model import Language
from corpus.dates import find_calendar_spans, month_span, quarter_span
from corpus.model import Period
from corpus.text import fold


class Cue(StrEnum):
    """How a date binds."""

    NONE = "none"
    IN = "in"
    BY = "by"
    BEFORE = "before"
    FROM = "from"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Dated:
    """The days that an expression names, and how they bind."""

    first: date
    last: date
    cue: Cue


@dataclass(frozen=True, slots=True)
class DateReading:
    """The dates of a text, where they stand, and whether one is no day of the calendar."""

    dates: tuple[Dated, ...]
    spans: tuple[tuple[int, int], ...]
    impossible: bool


_REACH = 40
_CUES_VI = (
    (Cue.BEFORE, r"truoc"),
    (Cue.BY, r"cham nhat|muon nhat|den het|den|han|thoi han|khong qua|toi"),
    (Cue.AFTER, r"sau"),
    (Cue.FROM, r"ke tu|tu"),
    (Cue.IN, r"trong|vao"),
)
_SMALL_VI = r"(?:\s+(?:ngay|la|trong|vao|den|cuoi|dau|het|thoi gian|khoang))*\s*$"
_CUES_EN = (
    (Cue.BEFORE, r"before|prior to|earlier than"),
    (Cue.BY, r"by|no later than|not later than|until|to|up to|deadline|due|and|through"),
    (Cue.AFTER, r"after|later than|following"),
    (Cue.FROM, r"from|since|starting|between|as of"),
    (Cue.IN, r"in|during|for"),
)
_SMALL_EN = r"(?:\s+(?:on|is|the|in|period|of|end|month|for|date|at))*\s*$"
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_MONTH = "|".join(_MONTHS)
_DATE_EN = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH})(?:,? (?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<y2>\d{{4}}))?"
    rf"|(?P<m3>{_MONTH})(?: (?P<y3>\d{{4}}))?"
    r"|(?:q(?P<q1>[1-4])|(?:the )?(?P<q2>first|second|third|fourth) quarter(?: of)?),? (?P<y4>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))\b"
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PERIODS = {
    "tuan": Period.WEEKLY, "thang": Period.MONTHLY, "quy": Period.QUARTERLY, "nam": Period.YEARLY,
    "week": Period.WEEKLY, "month": Period.MONTHLY, "quarter": Period.QUARTERLY, "year": Period.YEARLY,
    "weekly": Period.WEEKLY, "monthly": Period.MONTHLY, "quarterly": Period.QUARTERLY, "yearly": Period.YEARLY,
    "annually": Period.YEARLY, "annual": Period.YEARLY, "half-yearly": Period.HALF_YEARLY, "daily": Period.DAILY,
    "ngay": Period.DAILY, "day": Period.DAILY,
}  # fmt: skip
_FREQUENCY_VI = re.compile(r"\b(?:hang|moi|tung|theo|dinh ky)\s+(?P<p>tuan|thang|quy|nam|ngay)\b(?!\s*[\divx])")
_FREQUENCY_EN = re.compile(
    r"\b(?:(?:every|each|per|once a) (?P<p>week|month|quarter|year|day)"
    r"|(?P<q>half-yearly|weekly|monthly|quarterly|yearly|annually|annual|daily))\b"
)


def read_dates(text: str, language: Language, year: int) -> DateReading:
    """Return every date of a text; ``year`` stands in where none is written. Both languages' dates are read."""
    folded = fold(text)
    found: list[tuple[int, int, date | None, date | None]] = []
    if language is Language.EN:
        found = [(m.start(), m.end(), *_english(m, year)) for m in _DATE_EN.finditer(folded)]
    for span in find_calendar_spans(folded, year):
        if not any(a < span.end and span.start < b for a, b, *_ in found):
            found.append((span.start, span.end, span.first, span.last))
    found.sort()
    dates = [
        Dated(first, last, cue_before(folded[max(0, start - _REACH) : start], language))
        for start, _, first, last in found
        if first and last
    ]
    return DateReading(tuple(dates), tuple(f[:2] for f in found), any(f[2] is None for f in found))


def cue_before(before: str, language: Language) -> Cue:
    """Return how a date binds, from the folded words before it."""
    cues, small = (_CUES_EN, _SMALL_EN) if language is Language.EN else (_CUES_VI, _SMALL_VI)
    best, at = Cue.NONE, -1
    for cue, words in cues:
        match = re.search(rf"\b(?:{words}){small}", before)
        if match and (at < 0 or match.start() < at):
            best, at = cue, match.start()
    return best


def read_periods(text: str) -> set[Period]:
    """Return how often something is said to recur."""
    folded = fold(text)
    found = {_PERIODS[m["p"]] for m in _FREQUENCY_VI.finditer(folded)}
    return found | {_PERIODS[m["p"] or m["q"]] for m in _FREQUENCY_EN.finditer(folded)}


def agrees(said: Dated, known: Dated) -> bool:
    """Tell whether a date said is one that is known, and binds no other way."""
    if (said.first, said.last) != (known.first, known.last):
        return False
    allowed = {
        Cue.NONE: {Cue.NONE, Cue.IN},
        Cue.IN: {Cue.NONE, Cue.IN, Cue.BY},
        Cue.BY: {Cue.BY, Cue.NONE, Cue.IN},
    }.get(known.cue, {known.cue})
    return said.cue in allowed


def _english(match: re.Match[str], year: int) -> tuple[date | None, date | None]:
    try:
        if match["iso"]:
            return (date.fromisoformat(match["iso"]),) * 2
        if match["y4"]:
            quarter = int(match["q1"]) if match["q1"] else _QUARTERS[match["q2"]]
            return quarter_span(int(match["y4"]), quarter)
        if match["m3"]:
            return month_span(int(match["y3"] or year), _MONTHS[match["m3"]])
        n = "1" if match["d1"] else "2"
        return (date(int(match[f"y{n}"] or year), _MONTHS[match[f"m{n}"]], int(match[f"d{n}"])),) * 2
    except ValueError:
        return None, None
