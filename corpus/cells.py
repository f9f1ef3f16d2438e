"""Deadlines in a table's cell, where a bare period is one: "Tháng 4/2026", "30/6/2026", "Quý II", "Hằng quý"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from corpus.dates import CalendarSpan, find_calendar_spans, months_span
from corpus.deadlines import DeadlineReading, find_deadlines
from corpus.model import Deadline, DeadlineKind, Period, Purpose
from corpus.numbering import roman_value
from corpus.recurring import PERIODS, TIMES_A_YEAR, find_recurring
from corpus.text import fold, trim

# "Tháng 5/2026; cập nhật hằng quý"
_PART = re.compile(r"\s*;\s*|(?<=\S)\.\s+(?=\S)")
# "Hằng quý", "cập nhật hàng tháng", "Trước ngày 20 hằng tháng", "Định kỳ 6 tháng"
_RECURS = re.compile(
    r"\b(?:hang|moi|dinh ky(?: hang| moi)?)\s+(?P<p>(?:0?2|hai) tuan|tuan|thang|quy|(?:0?[36]|sau|ba) thang|nam)\b"
    r"|\b(?P<per>(?:0?2|hai) tuan|(?:0?[36]|sau|ba) thang|tuan|thang|quy|nam)/(?:1 |mot )?lan\b"
    r"|\blan/(?P<each>ngay|tuan|thang|quy|nam)\b|\bhang\s+(?P<day>ngay)\b"
)
_TIMES_A_YEAR = re.compile(r"\b(?P<n>\d{1,2})\s+lan\s*(?:/|trong|moi|mot)\s*(?:mot\s+)?nam\b")
_ONGOING = re.compile(r"\b(?:thuong xuyen|lien tuc)\b")
# "4/2026", "2026", "30/6"; "Tháng 3 - 5/2026", "Từ quý II đến quý IV/2026", "Quý I, II"
_BARE_MONTH = re.compile(r"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])\s*/\s*(?P<y>20\d\d)(?![\d/])")
_BARE_YEAR = re.compile(r"\s*(?P<y>20\d\d)\s*$")
_BARE_DAY = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})\s*/\s*(?P<mo>\d{1,2})(?![\d/])")
_ISO_DAY = re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<mo>\d\d)-(?P<d>\d\d)(?!\d)")
_RANGE = re.compile(
    r"(?:tu\s+)?(?P<unit>thang|quy)\s+(?P<a>\d{1,2}|[iv]{1,3})\s*(?P<sep>-|–|den|,|va)\s*(?:(?P=unit)\s+)?"
    r"(?P<b>\d{1,2}|[iv]{1,3})\b(?:\s*(?:/|nam)\s*(?P<y>20\d\d))?(?![\d/])"
)
_SAYS_SOMETHING = re.compile(r"[a-z]{3}|\d")
_BARE = re.compile(
    r"(?:ngay\s+)?\d[\d/.\s-]*(?:thang \d+)?(?:\s*nam\s*\d+)?|(?:thang|quy|nam)\s+[\divx]+\s*(?:[/-]|nam)?\s*\d*"
)
_ONE_DAY = timedelta(days=1)
_NOTHING = re.compile(r"(?:khong|chua xac dinh|nt|nhu tren)\b")


def cell_deadlines(
    text: str,
    start: int,
    end: int,
    document_date: date | None,
    purpose: Purpose = Purpose.COMPLETION,
    before: bool = False,
) -> DeadlineReading:
    """Read the deadlines of a cell.

    Args:
        text: the document's text; ``text[start:end]`` is the cell.
        document_date: gives the year where none is written.
        purpose: what the row's work is done by the deadline (a report, in a row that orders one).
        before: the column's header says "trước": a bare day is the first on which it is too late.
    """
    deadlines: list[Deadline] = []
    warnings: list[str] = []
    for a, b in _parts(text, start, end):
        reading = _part(text, a, b, document_date)
        found = [_day_before(deadline) for deadline in reading.deadlines] if before else reading.deadlines
        deadlines.extend(_for(deadline, purpose) for deadline in found)
        warnings.extend(reading.warnings)
    return DeadlineReading(tuple(deadlines), tuple(warnings))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in _PART.finditer(text, start, end):
        yield trim(text, position, match.start())
        position = match.end()
    yield trim(text, position, end)


def _day_before(deadline: Deadline) -> Deadline:
    """Read a bare date or period below "Hoàn thành trước"; what the cell itself words ("chậm nhất ...") stays."""
    limit = deadline.first or deadline.last
    if deadline.kind is not DeadlineKind.BY or limit is None or not _BARE.fullmatch(fold(deadline.text)):
        return deadline
    return replace(deadline, kind=DeadlineKind.BEFORE, first=None, last=limit - _ONE_DAY, rule="day_before")


def _for(deadline: Deadline, purpose: Purpose) -> Deadline:
    return replace(deadline, purpose=purpose) if deadline.purpose is Purpose.COMPLETION else deadline


def _part(text: str, start: int, end: int, document_date: date | None) -> DeadlineReading:
    folded = fold(text[start:end]).rstrip(" .,")
    end = start + len(folded)
    if period := _period(folded):
        whole = Deadline(text[start:end], start, end, DeadlineKind.RECURRING, Purpose.COMPLETION)
        return DeadlineReading((replace(whole, period=period),), ())
    if _ONGOING.search(folded):
        return DeadlineReading((Deadline(text[start:end], start, end, DeadlineKind.ONGOING, Purpose.COMPLETION),), ())
    year = document_date.year if document_date else None
    if ranges := _ranges(folded, year):
        return _bare(text, start, ranges, document_date)
    reading = find_deadlines(text, start, end, document_date)
    if reading.deadlines:
        return reading
    spans = find_calendar_spans(folded, year or 1) or _bare_spans(folded, year)
    if not spans:
        return DeadlineReading(tuple(_unread(text, start, end, folded)), ())
    return _bare(text, start, spans, document_date)


def _period(folded: str) -> Period | None:
    if times := _TIMES_A_YEAR.search(folded):
        return TIMES_A_YEAR.get(int(times["n"]))
    if recurs := _RECURS.search(folded):
        unit = next(word for word in recurs.groups() if word)
        return PERIODS[unit.removeprefix("0")]
    return next((period for _, _, period in find_recurring(folded)), None)


def _bare(text: str, start: int, spans: Sequence[CalendarSpan], document_date: date | None) -> DeadlineReading:
    deadlines, warnings = [], []
    for span in spans:
        a, b = start + span.start, start + span.end
        found = Deadline(text[a:b], a, b, DeadlineKind.BY, Purpose.COMPLETION)
        if span.impossible:
            warnings.append(f"impossible_date:{found.text}")
            deadlines.append(replace(found, rule="impossible_date"))
        elif not span.year_given and document_date is None:
            warnings.append(f"no_year:{found.text}")
            deadlines.append(replace(found, rule="no_year"))
        else:
            first = None if span.unit == "day" else span.first
            rule = None if span.year_given else "year_of_document"
            deadlines.append(replace(found, first=first, last=span.last, rule=rule))
    return DeadlineReading(tuple(deadlines), tuple(warnings))


def _ranges(folded: str, year: int | None) -> list[CalendarSpan]:
    """Read "Tháng 3 - 5/2026", "Từ quý II đến quý III/2026", "Quý I, II"."""
    match = _RANGE.search(folded)
    if not match:
        return []
    first, last = (int(part) if part.isdecimal() else roman_value(part) for part in (match["a"], match["b"]))
    if match["sep"] in {",", "va"} and last != first + 1:
        return []
    months = (first, last) if match["unit"] == "thang" else (3 * first - 2, 3 * last)
    return [_calendar(match, bool(match["y"]), int(match["y"] or year or 1), *months)]


def _bare_spans(folded: str, year: int | None) -> list[CalendarSpan]:
    """Read what is a date in a cell only: "4/2026", "30/6", "2026", "2026-06-30"."""
    if match := _ISO_DAY.search(folded):
        day = _day(int(match["y"]), int(match["mo"]), int(match["d"]))
        return [CalendarSpan("day", match.start(), match.end(), day, day, True)]
    if match := _BARE_MONTH.search(folded):
        month = int(match["m"])
        return [_calendar(match, True, int(match["y"]), month, month)]
    if match := _BARE_DAY.search(folded):
        day = _day(year or 1, int(match["mo"]), int(match["d"]))
        return [CalendarSpan("day", match.start(), match.end(), day, day, False)]
    if match := _BARE_YEAR.match(folded):
        return [_calendar(match, True, int(match["y"]), 1, 12)]
    return []


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _calendar(match: re.Match[str], year_given: bool, year: int, first: int, last: int) -> CalendarSpan:
    days = months_span(year, first, last) if 1 <= first <= last <= 12 else (None, None)
    return CalendarSpan("month", match.start(), match.end(), days[0], days[1], year_given)


def _unread(text: str, start: int, end: int, folded: str) -> list[Deadline]:
    """Keep what names no day as the condition it is: "Theo tiến độ của Bộ Nội vụ", "Sau khi Nghị định ban hành"."""
    if not _SAYS_SOMETHING.search(folded) or _NOTHING.match(folded):
        return []
    return [Deadline(text[start:end], start, end, DeadlineKind.CONDITIONAL, Purpose.COMPLETION)]
