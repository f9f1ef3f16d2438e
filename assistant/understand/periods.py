"""Dates and ranges in questions, Vietnamese and English, explicit and relative to a given day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.model import DateRange
from corpus.dates import find_calendar_spans, month_span, months_span, quarter_span

SOON_DAYS = 14
"""How far "sắp đến hạn" looks ahead."""


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The range of days that a question asks about, and where its words stand."""

    due: DateRange
    spans: tuple[tuple[int, int], ...]
    relative: bool = False
    """True where the range was counted from ``today``."""
    overdue: bool = False
    year_assumed: bool = False
    impossible: str | None = None
    """The words of a date that no calendar has."""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    first: date | None
    last: date | None
    year_given: bool = True
    relative: bool = False


def find_period(folded: str, today: date, english: bool) -> PeriodReading | None:
    """Return the range that a question names, or None.

    Args:
        folded: the question, folded (``corpus.text.fold``); names and document numbers blanked out.
        today: what "tháng này" and a missing year refer to.
        english: also read English month names ("may" is a word of both languages).
    """
    pieces = sorted(_pieces(folded, today, english), key=lambda p: (p.start, -p.end))
    pieces = _joined_years(folded, _without_overlaps(pieces), today)
    if match := _OVERDUE.search(folded):
        return _overdue(folded, match.span(), pieces, today)
    if not pieces:
        return None
    impossible = next((folded[p.start : p.end] for p in pieces if p.first is None and p.last is None), None)
    if impossible is not None:
        return PeriodReading(DateRange(None, None), tuple((p.start, p.end) for p in pieces), impossible=impossible)
    return _combine(folded, pieces)


# Relative expressions, Vietnamese and English; each with the days it means.
_OVERDUE = re.compile(
    r"\b(?:qua (?:thoi )?han|tre han|da (?:het|qua) (?:thoi )?han|het han roi|cham han|cham tien do|overdue|past due"
    r"|past (?:the |its |their )?deadlines?|late)\b"
)
_AS_OF = re.compile(r"\b(?:tinh (?:den|toi)|as of|by|on)\s+(?:ngay\s+)?$")
_Rule = Callable[[re.Match[str], date], tuple[date | None, date | None]]


def _week(today: date, shift: int) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6)


def _month(today: date, shift: int) -> tuple[date, date]:
    index = today.year * 12 + today.month - 1 + shift
    return month_span(index // 12, index % 12 + 1)


def _quarter(today: date, shift: int) -> tuple[date, date]:
    index = today.year * 4 + (today.month - 1) // 3 + shift
    return quarter_span(index // 4, index % 4 + 1)


def _year(today: date, shift: int) -> tuple[date, date]:
    return date(today.year + shift, 1, 1), date(today.year + shift, 12, 31)


def _ahead(match: re.Match[str], today: date) -> tuple[date, date]:
    unit = next(u for u, names in _UNITS.items() if match["u"] in names)
    count = _NUMBERS.get(match["n"]) or int(match["n"])
    if unit == "month":
        index = today.year * 12 + today.month - 1 + count
        last_day = monthrange(index // 12, index % 12 + 1)[1]
        return today, date(index // 12, index % 12 + 1, min(today.day, last_day))
    return today, today + timedelta(days=count * (7 if unit == "week" else 1))


_UNITS = {"day": ("ngay", "day", "days"), "week": ("tuan", "week", "weeks"), "month": ("thang", "month", "months")}
_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "fourteen": 14,
}  # fmt: skip
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})"

_RELATIVE: tuple[tuple[str, _Rule], ...] = (
    (r"hom nay|today", lambda m, t: (t, t)),
    (r"ngay mai|tomorrow", lambda m, t: (t + timedelta(days=1),) * 2),
    (r"hom qua|yesterday", lambda m, t: (t - timedelta(days=1),) * 2),
    (rf"(?:trong (?:vong )?)?{_N} (?P<u>ngay|tuan|thang) (?:toi|nua|tiep theo|sap toi)", _ahead),
    (rf"(?:within|in) (?:the next )?{_N} (?P<u>days?|weeks?|months?)"
     r"|(?:the )?(?:next|coming) (?P<n2>\d{1,3}) (?P<u2>days?|weeks?)",
     lambda m, t: _ahead_en(m, t)),
    (r"(?:cuoi|het) tuan nay|end of (?:this|the) week", lambda m, t: (t, _week(t, 0)[1])),
    (r"(?:cuoi|het) thang nay|end of (?:this|the) month", lambda m, t: (t, _month(t, 0)[1])),
    (r"(?:cuoi|het) quy nay|end of (?:this|the) quarter", lambda m, t: (t, _quarter(t, 0)[1])),
    (r"(?:cuoi|het) nam nay|end of (?:this|the) year", lambda m, t: (t, date(t.year, 12, 31))),
    (r"tuan nay|this week", lambda m, t: _week(t, 0)),
    (r"tuan (?:toi|sau|ke tiep|tiep theo)|next week", lambda m, t: _week(t, 1)),
    (r"tuan (?:truoc|qua|vua qua)|last week", lambda m, t: _week(t, -1)),
    (r"thang nay|this month", lambda m, t: _month(t, 0)),
    (r"thang (?:toi|sau(?! thang)|ke tiep|tiep theo)|next month", lambda m, t: _month(t, 1)),
    (r"thang (?:truoc|qua|vua qua)|last month", lambda m, t: _month(t, -1)),
    (r"quy nay|this quarter", lambda m, t: _quarter(t, 0)),
    (r"quy (?:toi|sau|ke tiep|tiep theo)|next quarter", lambda m, t: _quarter(t, 1)),
    (r"quy (?:truoc|qua|vua qua)|last quarter", lambda m, t: _quarter(t, -1)),
    (r"nam nay|this year", lambda m, t: _year(t, 0)),
    (r"nam (?:toi|sau)(?! thang)|sang nam|next year", lambda m, t: _year(t, 1)),
    (r"nam (?:ngoai|truoc)|last year", lambda m, t: _year(t, -1)),
    (r"dau nam(?! \d)", lambda m, t: months_span(t.year, 1, 6)),
    (r"cuoi nam(?! \d)", lambda m, t: months_span(t.year, 7, 12)),
    (r"sap (?:den|toi) han|sap het han|due soon|upcoming", lambda m, t: (t, t + timedelta(days=SOON_DAYS))),
)  # fmt: skip
_RELATIVE_RULES = tuple((re.compile(rf"\b(?:{pattern})\b"), rule) for pattern, rule in _RELATIVE)

_MONTHS_EN = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
_NAMES_EN = "|".join(_MONTHS_EN)
_ENGLISH_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m1>{_NAMES_EN})"
    rf"|(?P<m2>{_NAMES_EN}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<m3>{_NAMES_EN}))(?:,? (?P<y>20\d\d))?\b"
)
_ENGLISH_QUARTER = re.compile(
    r"\bq(?P<q>[1-4])(?: (?:of )?(?P<y>20\d\d))?\b|\b(?P<w>first|second|third|fourth) quarter(?: of (?P<y2>20\d\d))?\b"
)
_ENGLISH_YEAR = re.compile(r"\b(?:in|of|during|by|before|until|through) (?P<y>20\d\d)\b")
_ENGLISH_HALF = re.compile(r"\b(?P<h>first|second) half(?: of (?:the year|(?P<y>20\d\d)))?\b")
_ISO = re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _ahead_en(match: re.Match[str], today: date) -> tuple[date, date]:
    number, unit = match["n"] or match["n2"], match["u"] or match["u2"]
    count = _NUMBERS.get(number) or int(number)
    if unit.startswith("month"):
        return today, _month(today, count)[1] if count > 1 else _month(today, 1)[1]
    return today, today + timedelta(days=count * (7 if unit.startswith("week") else 1))


def _pieces(folded: str, today: date, english: bool) -> list[_Piece]:
    found = [
        _Piece(m.start(), m.end(), *rule(m, today), relative=True)
        for p, rule in _RELATIVE_RULES
        for m in p.finditer(folded)
    ]
    found += [_iso(m) for m in _ISO.finditer(folded)]
    found += [_Piece(s.start, s.end, s.first, s.last, s.year_given) for s in find_calendar_spans(folded, today.year)]
    if english:
        found += _english_pieces(folded, today)
    return found


def _overdue(folded: str, span: tuple[int, int], pieces: list[_Piece], today: date) -> PeriodReading:
    """Read "quá hạn", as of another day ("tính đến 01/4/2026") or within a period ("quá hạn từ tháng 3")."""
    spans = (span, *((p.start, p.end) for p in pieces))
    yesterday = today - timedelta(days=1)
    if not pieces or pieces[0].first is None or pieces[0].last is None:
        return PeriodReading(DateRange(None, yesterday), spans, relative=True, overdue=True)
    if pieces[0].first == pieces[0].last and _AS_OF.search(folded[: pieces[0].start]):
        day = pieces[0].first - timedelta(days=1)
        return PeriodReading(DateRange(None, day), spans, overdue=True)
    return PeriodReading(DateRange(pieces[0].first, min(pieces[0].last, yesterday)), spans, relative=True, overdue=True)


def _joined_years(folded: str, pieces: list[_Piece], today: date) -> list[_Piece]:
    """Let "năm nay", "năm tới" give its year to the month, quarter or half before it ("tháng 3 năm tới")."""
    joined: list[_Piece] = []
    for piece in pieces:
        year = piece.relative and piece.first and piece.last and (piece.first.month, piece.last.month) == (1, 12)
        before = joined[-1] if joined else None
        if (
            year
            and piece.first
            and before
            and not before.year_given
            and folded[before.end : piece.start].strip() in {"", "cua", "of"}
        ):
            spans = find_calendar_spans(folded[before.start : before.end], piece.first.year)
            if len(spans) == 1:
                joined[-1] = _Piece(before.start, piece.end, spans[0].first, spans[0].last)
                continue
        joined.append(piece)
    return joined


def _iso(match: re.Match[str]) -> _Piece:
    day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return _Piece(match.start(), match.end(), day, day)


def _english_pieces(folded: str, today: date) -> list[_Piece]:
    found = []
    for m in _ENGLISH_DATE.finditer(folded):
        year = int(m["y"]) if m["y"] else today.year
        month = _MONTHS_EN[m["m1"] or m["m2"] or m["m3"]]
        number = m["d1"] or m["d2"]
        if number:
            day = _day(year, month, int(number))
            found.append(_Piece(m.start(), m.end(), day, day, bool(m["y"])))
        elif (
            m["m3"] != "may"
            or re.search(
                r"\b(?:in|by|of|until|from|to|before|after|during|due|and|or|through|about)\s+$", folded[: m.start()]
            )
            or m["y"]
        ):
            found.append(_Piece(m.start(), m.end(), *month_span(year, month), bool(m["y"])))
    for m in _ENGLISH_QUARTER.finditer(folded):
        written = m["y"] or m["y2"]
        quarter = int(m["q"]) if m["q"] else _ORDINALS[m["w"]]
        found.append(_Piece(m.start(), m.end(), *quarter_span(int(written or today.year), quarter), bool(written)))
    for m in _ENGLISH_HALF.finditer(folded):
        months = (1, 6) if m["h"] == "first" else (7, 12)
        found.append(_Piece(m.start(), m.end(), *months_span(int(m["y"] or today.year), *months), bool(m["y"])))
    for m in _ENGLISH_YEAR.finditer(folded):
        found.append(_Piece(m.start("y"), m.end("y"), *_year(date(int(m["y"]), 1, 1), 0)))
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_overlaps(pieces: list[_Piece]) -> list[_Piece]:
    """Keep the longest of overlapping pieces; they come sorted by start, the longest first."""
    kept: list[_Piece] = []
    for piece in pieces:
        if kept and piece.start < kept[-1].end:
            if piece.end - piece.start > kept[-1].end - kept[-1].start:
                kept[-1] = piece
        else:
            kept.append(piece)
    return kept


_BEFORE = re.compile(r"\b(?:truoc|before|prior to|earlier than)(?: the)?\s+(?:ngay\s+)?(?:end of )?$")
_UNTIL = re.compile(
    r"\b(?:den het|toi het|cho den|muon nhat|cham nhat(?: la)?|by(?: the)? end of|until(?: the end of)?|through|by"
    r"|no later than)(?: the)?\s+(?:ngay\s+)?$"
)
_AFTER = re.compile(r"\b(?:sau|after|later than)\s+(?:ngay\s+)?$")
_FROM = re.compile(r"\b(?:tu|ke tu|from|since|starting)\s+(?:ngay\s+)?$")
_RANGE_LINK = re.compile(
    r"\s*,?\s*(?:den(?: het)?|toi(?: het)?|-|–|to|and|va|through|until)\s*(?:ngay\s+)?(?:the end of )?$"
)


def _combine(folded: str, pieces: list[_Piece]) -> PeriodReading:
    """Read the words before each piece: "từ ... đến ...", "trước", "đến hết", "sau"."""
    spans = tuple((p.start, p.end) for p in pieces)
    first, rest = pieces[0], pieces[1:]
    assumed = not any(p.year_given for p in pieces)
    relative = any(p.relative for p in pieces)
    before = folded[: first.start]
    if rest and _RANGE_LINK.fullmatch(folded[first.end : rest[0].start]):
        due = DateRange(first.first, rest[0].last)
        if due.first and due.last and due.first > due.last:
            due = DateRange(rest[0].first, first.last)
    elif _BEFORE.search(before) and not re.search(r"\bend of (?:the )?$", before):
        due = DateRange(None, first.first - timedelta(days=1) if first.first else None)
    elif _UNTIL.search(before) or re.search(r"\bend of (?:the )?$", before):
        due = DateRange(None, first.last)
    elif _AFTER.search(before):
        due = DateRange(first.last + timedelta(days=1) if first.last else None, None)
    elif _FROM.search(before):
        due = DateRange(first.first, None)
    else:
        due = DateRange(min(p.first for p in pieces if p.first), max(p.last for p in pieces if p.last))
    return PeriodReading(due, spans, relative=relative, year_assumed=assumed and not relative)
