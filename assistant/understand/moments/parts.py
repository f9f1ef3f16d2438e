"""What stands around a moment and changes it: a year after it, "đầu", "giữa", "cuối" before it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from assistant.understand.moments.model import Moment
from assistant.understand.moments.words import NUMBERS, PART_OF, SPAN_OF, number_of, one_of, week_of
from corpus.dates import month_span, months_span


def with_years(folded: str, moments: list[Moment]) -> list[Moment]:
    """Let "năm nay", "năm tới" give its year to the month, quarter or half before it ("tháng 3 năm tới")."""
    joined: list[Moment] = []
    for moment in moments:
        before = joined[-1] if joined else None
        if (
            before
            and before.first
            and before.last
            and not before.year_given
            and (moment.unit, moment.relative) == ("year", True)
            and moment.first
            and folded[before.end : moment.start].strip() in {"", "cua", "of", "trong"}
        ):
            shift = moment.first.year - before.first.year
            first, last = in_year(before.first, shift), in_year(before.last, shift)
            joined[-1] = replace(before, end=moment.end, first=first, last=last, year_given=True)
            continue
        joined.append(moment)
    return joined


def in_year(day: date, shift: int) -> date:
    """Return a day so many years on; the last day of a month stays the last."""
    last = monthrange(day.year + shift, day.month)[1]
    ends_month = day.day == monthrange(day.year, day.month)[1]
    return date(day.year + shift, day.month, last if ends_month else min(day.day, last))


# "tuần có ngày 15/4"
_WEEK_OF = re.compile(r"\b(?:tuan(?: le)? (?:co|ch[uứ]a|gom|cua|bao gom)(?: ngay)?|week of(?: the)?) ?\Z")
# "từ đầu đến cuối tháng 4"
_THROUGHOUT = re.compile(r"\btu dau (?:cho )?(?:den|toi) (?:cuoi|het)(?: cua)? ?\Z")
_PART = re.compile(rf"\b(?P<part>{one_of(PART_OF)})(?: in|-)? ?$")
_PART_REACH = 24
"""How many characters before a moment its part is looked for in."""


def part_of(folded: str, moment: Moment) -> Moment:
    """Take in the word before a week, month, quarter or year that narrows it to a part ("đầu quý III")."""
    if moment.unit == "day" and moment.first and (whole := _WEEK_OF.search(folded, 0, moment.start)):
        first, last = week_of(moment.first, 0)
        return replace(moment, start=whole.start(), first=first, last=last, unit="week")
    if moment.unit in SPAN_OF and (whole := _THROUGHOUT.search(folded, 0, moment.start)):
        return replace(moment, start=whole.start())
    match = _PART.search(folded[max(0, moment.start - _PART_REACH) : moment.start])
    if match is None or moment.first is None or moment.last is None:
        return moment
    part = PART_OF[match["part"]]
    start = moment.start - (min(_PART_REACH, moment.start) - match.start())
    if part == "close":
        return replace(moment, start=start, part=part)
    if moment.unit not in SPAN_OF:
        return moment
    first, last = _narrowed(moment.unit, moment.first, moment.last, part)
    days = _DAYS.search(folded[max(0, start - _PART_REACH) : start])
    if days and part in {"start", "end"} and 0 < number_of(days["n"]) <= (moment.last - moment.first).days:
        shift = timedelta(days=number_of(days["n"]) - 1)
        start -= len(days.group())
        first, last = (moment.first, moment.first + shift) if part == "start" else (moment.last - shift, moment.last)
    return replace(moment, start=start, first=first, last=last, part=part)


_DAYS = re.compile(rf"\b(?P<n>\d{{1,2}}|{one_of(NUMBERS)}) ngay $")
"""Before a part: "ba ngày cuối tháng 4"."""


def _narrowed(unit: str, first: date, last: date, part: str) -> tuple[date, date]:
    """Return the days of a part: a month in thirds of ten days, a quarter in months, a year in halves."""
    if unit == "week":
        days = {"start": (0, 1), "middle": (2, 3), "end": (5, 6), "first_half": (0, 2), "second_half": (3, 6)}[part]
        return first + timedelta(days=days[0]), first + timedelta(days=days[1])
    if unit == "month":
        begins, ends = {"start": (1, 10), "middle": (11, 20), "end": (21, last.day), "first_half": (1, 15),
                        "second_half": (16, last.day)}[part]  # fmt: skip
        return first.replace(day=begins), first.replace(day=ends)
    if unit == "quarter":
        offset = {"start": 0, "middle": 1, "end": 2}.get(part)
        if offset is not None:
            return month_span(first.year, first.month + offset)
        middle = date(first.year, first.month + 1, 15)
        return (first, middle) if part == "first_half" else (middle + timedelta(days=1), last)
    months = {"middle": (5, 8), "start": (1, 6), "first_half": (1, 6)}.get(part, (7, 12))
    return months_span(first.year, *months)
