"""Dates as English writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.understand.cues.pattern import Cue
from assistant.understand.moments.model import Moment
from assistant.understand.moments.words import MONTHS_EN, QUARTERS, day_of, one_of, year_of
from assistant.understand.moments.written import SPLIT, range_of
from corpus.dates import month_span, months_span, quarter_span

_NAMES_EN = one_of(MONTHS_EN)
_ST = r"(?:st|nd|rd|th)?"
_ENGLISH_DATE = Cue(
    rf"\b(?:(?P<d1>\d{{1,2}}){_ST} (?:of )?(?P<m1>{_NAMES_EN})"
    rf"|(?P<m2>{_NAMES_EN}) (?:the )?(?P<d2>\d{{1,2}}){_ST}(?!\d)"
    rf"|(?P<m3>{_NAMES_EN}))(?:,? (?P<y>20\d\d))?\b"
)
_ENGLISH_DAYS = Cue(
    rf"\b(?:(?P<a1>\d{{1,2}}){_ST}{SPLIT}(?:the )?(?P<b1>\d{{1,2}}){_ST} (?:of )?(?P<m1>{_NAMES_EN})"
    rf"|(?P<m2>{_NAMES_EN}) (?P<a2>\d{{1,2}}){_ST}{SPLIT}(?:the )?(?P<b2>\d{{1,2}}){_ST}"
    rf"(?!\d| (?:of )?(?:{_NAMES_EN})\b))"
    r"(?:,? (?P<y>20\d\d))?\b"
)
_ENGLISH_QUARTER = Cue(
    r"\bq(?P<q>[1-4])(?:(?: of)?[ /](?P<y>20\d\d))?\b"
    r"|\b(?P<w>first|second|third|fourth) quarter(?: of (?:the year|(?P<y2>20\d\d)))?\b"
)
_ENGLISH_YEAR = Cue(r"\b(?:in|of|during|by|before|until|through|after|since|from|to) (?P<y>20\d\d)\b(?!-)")
_ENGLISH_HALF = Cue(
    r"\b(?P<h>first|second) half(?: of (?:the year|this year|(?P<y>20\d\d)))?\b"
    r"|\bh(?P<n>[12])(?: (?:of )?(?P<y2>20\d\d))?\b"
)
# "on the 15th": of this month
_LONE_DAY = Cue(
    r"(?:(?<=on )|(?<=by )|(?<=before )|(?<=until )|(?<=after )|(?<=from )|(?<=due ))"
    r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)\b"
    rf"(?! (?:of )?(?:{_NAMES_EN}|quarter|half|clause|task|item|one)\b)"
)
# American order, in English only and only where no other reading is possible
_MONTH_FIRST = Cue(r"\b(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>20\d\d)\b")
# "may" is a verb too: the month only where a date is looked for
_MONTH_BEFORE = Cue(
    r"\b(?:in|by|of|until|from|to|before|after|during|between|due|and|or|through|about|early|late|mid|this|next|last"
    r"|since)[ -]$"
)


def english_moments(folded: str, today: date) -> Iterator[Moment]:
    """Yield days, months, quarters, halves and years in English words."""
    for m in _ENGLISH_DATE.finditer(folded):
        year, given = int(m["y"] or today.year), bool(m["y"])
        month, number = MONTHS_EN[m["m1"] or m["m2"] or m["m3"]], m["d1"] or m["d2"]
        if number:
            yield Moment(m.start(), m.end(), *day_of(year, month, int(number)), "day", given)
        elif m["m3"] not in {"may", "mar"} or given or _MONTH_BEFORE.search(folded[max(0, m.start() - 12) : m.start()]):
            yield Moment(m.start(), m.end(), *month_span(year, month), "month", given)
    for m in _ENGLISH_DAYS.finditer(folded):
        year, month = int(m["y"] or today.year), MONTHS_EN[m["m1"] or m["m2"]]
        first, last = (day_of(year, month, int(m[a] or m[b]))[0] for a, b in (("a1", "a2"), ("b1", "b2")))
        yield range_of(m, first, last, bool(m["y"]))
    for m in _ENGLISH_QUARTER.finditer(folded):
        written, quarter = m["y"] or m["y2"], QUARTERS.get(m["w"] or "") or int(m["q"])
        yield Moment(m.start(), m.end(), *quarter_span(int(written or today.year), quarter), "quarter", bool(written))
    for m in _ENGLISH_HALF.finditer(folded):
        months = (1, 6) if m["h"] == "first" or m["n"] == "1" else (7, 12)
        written = m["y"] or m["y2"]
        yield Moment(m.start(), m.end(), *months_span(int(written or today.year), *months), "half", bool(written))
    for m in _ENGLISH_YEAR.finditer(folded):
        yield Moment(m.start("y"), m.end("y"), *year_of(date(int(m["y"]), 1, 1), 0), "year")
    for m in _LONE_DAY.finditer(folded):
        yield Moment(m.start(), m.end(), *day_of(today.year, today.month, int(m["d"])), "day", relative=True)
    for m in _MONTH_FIRST.finditer(folded):
        yield Moment(m.start(), m.end(), *day_of(int(m["y"]), int(m["m"]), int(m["d"])), "day")
