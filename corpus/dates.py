"""Calendar expressions of Vietnamese official language: days, months, quarters, halves, years, ranges of years.

Used for deadlines in directives and for dates in questions. Everything matches on folded text
(``corpus.text.fold``), so that a question typed without diacritics reads the same.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTH_WORDS = {
    "muoi hai": 12, "muoi mot": 11, "muoi": 10, "chin": 9, "tam": 8, "bay": 7, "sau": 6,
    "nam": 5, "tu": 4, "ba": 3, "hai": 2, "mot": 1, "gieng": 1, "chap": 12,
}  # fmt: skip
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "mot": 1, "hai": 2, "ba": 3, "tu": 4}

_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_OF_YEAR = r"(?:\s*(?:/|-|\.|,?\s*nam)\s*" + _YEAR + r"(?!\d))?"
# "10/3/2026", "ngay 10/3", "ngay 05 thang 4 nam 2026", "ngay 5-4-2026"
_DAY = (
    r"(?:(?:ngay\s+)?(?P<d1>\d{1,2})\s*(?P<s>[/.-])\s*(?P<m1>\d{1,2})\s*(?P=s)\s*" + _YEAR.format("y1") + r"(?!\d)"
    r"|(?:ngay\s+|(?<=truoc )|(?<=den )|(?<=tu ))(?P<d2>\d{1,2})\s*[/-]\s*(?P<m2>\d{1,2})(?![\d/-])"
    r"|(?:ngay\s+)?(?P<d3>\d{1,2})\s+thang\s+(?P<m3>\d{1,2})(?!\d)" + _OF_YEAR.format("y3") + r")"
)
# "thang 9 va 10/2026", "thang 9, 10 nam 2026": the year holds for both
_TO_MONTH = r"(?:\s*(?:,|-|–|va|den)\s*(?P<mb>\d{1,2})(?=\s*(?:/|nam)\s*20\d\d))?"
# "thang 4/2026", "thang 4 nam 2026", "thang tu"
_ONE_MONTH = r"thang\s+(?P<m>\d{1,2}(?!\d)(?!\s*/\s*\d{1,2}\s*/)|" + "|".join(_MONTH_WORDS) + r")\b"
_MONTH = _ONE_MONTH + _TO_MONTH + _OF_YEAR.format("ym")
_QUARTER = r"(?:quy\s+|q(?=[1-4]))(?P<q>iv|iii|ii|i|[1-4]|mot|hai|ba|tu)\b" + _OF_YEAR.format("yq")
# "6 thang dau nam 2026", "nua dau nam", "nua cuoi nam 2026"
_HALF = r"(?:(?:6|sau)\s+thang|nua)\s+(?P<h>dau|cuoi)\s+nam(?:\s+" + _YEAR.format("yh") + r"(?!\d))?"
_YEARS = r"(?:giai\s+doan\s+|(?:nam\s+)?)(?P<ya>20\d\d)\s*[-–]\s*(?P<yb>20\d\d)(?!\d)"
_ONE_YEAR = r"nam\s+" + _YEAR.format("yy") + r"(?!\d)"

_PERIOD = re.compile(r"\b(?=[\dgnqst])(?:" + "|".join(rf"(?P<{n}_>{p})" for n, p in (
    ("half", _HALF), ("day", _DAY), ("month", _MONTH), ("quarter", _QUARTER), ("years", _YEARS), ("year", _ONE_YEAR),
)) + ")")  # fmt: skip


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """A calendar expression in a text: which days it names, or that it names none."""

    unit: str
    """day, month, quarter, half, year or years."""
    start: int
    end: int
    first: date | None
    last: date | None
    year_given: bool

    @property
    def impossible(self) -> bool:
        """True for a date that no calendar has (30/02)."""
        return self.first is None


def month_span(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_span(year: int, first_month: int, last_month: int) -> tuple[date, date]:
    """Return the first day of one month and the last day of a later month of the same year."""
    return date(year, first_month, 1), month_span(year, last_month)[1]


def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """Return the first and the last day of a quarter (1 to 4)."""
    return months_span(year, 3 * quarter - 2, 3 * quarter)


def find_calendar_spans(folded: str, default_year: int) -> list[CalendarSpan]:
    """Return every calendar expression of folded text, in order and without overlap.

    A year that is not written is ``default_year``.
    """
    return [_read(match, default_year) for match in _PERIOD.finditer(folded)]


def _read(match: re.Match[str], default_year: int) -> CalendarSpan:
    unit = next(name[:-1] for name, value in match.groupdict().items() if name.endswith("_") and value is not None)
    written = next((int(match[y]) for y in ("y1", "y3", "ym", "yq", "yh", "yy", "ya") if match[y]), None)
    year = written or default_year
    try:
        first, last = _resolve(unit, match, year)
    except ValueError:
        return CalendarSpan(unit, match.start(), match.end(), None, None, written is not None)
    return CalendarSpan(unit, match.start(), match.end(), first, last, written is not None)


def _resolve(unit: str, match: re.Match[str], year: int) -> tuple[date, date]:
    if unit == "day":
        day = next(int(match[g]) for g in ("d1", "d2", "d3") if match[g])
        month = next(int(match[g]) for g in ("m1", "m2", "m3") if match[g])
        return (date(year, month, day),) * 2
    if unit == "month":
        word = match["m"]
        number = _MONTH_WORDS[word] if word in _MONTH_WORDS else int(word)
        if not 1 <= number <= 12:
            raise ValueError(number)
        last = int(match["mb"] or number)
        if not number <= last <= 12:
            raise ValueError(last)
        return months_span(year, number, last)
    if unit == "quarter":
        return quarter_span(year, _QUARTERS[match["q"]])
    if unit == "half":
        return months_span(year, 1, 6) if match["h"] == "dau" else months_span(year, 7, 12)
    last_year = int(match["yb"]) if unit == "years" else year
    if last_year < year:
        raise ValueError(last_year)
    return date(year, 1, 1), date(last_year, 12, 31)
