"""A month of deadlines: weeks from Monday to Sunday, each day with what falls on it."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.model import MatchedTask, QuestionError
from assistant.selection.status import TaskStatus, day_of, standings
from corpus.model import Deadline


@dataclass(frozen=True, slots=True)
class Entry:
    """A task on the day of one of its deadlines."""

    matched: MatchedTask
    deadline: Deadline
    day: date
    status: TaskStatus
    """The narrowest that holds; LATER for a start that has begun, which is never overdue."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the table; days of the neighbouring months are blank."""

    day: date
    inside: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month, its weeks, and the months beside it, each by its first day."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    previous: date | None
    following: date | None
    count: int


def entries_of(tasks: Sequence[MatchedTask], today: date) -> list[Entry]:
    """Return the tasks by day; one with several dated deadlines stands on the day of each."""
    found = [
        Entry(matched, deadline, day, next(iter(standings(deadline, today)), TaskStatus.LATER))
        for matched in tasks
        for deadline in matched.task.deadlines
        if (day := day_of(deadline))
    ]
    return sorted(found, key=lambda entry: entry.day)


def month_table(entries: Sequence[Entry], first: date) -> MonthTable:
    """Return the table of the month that begins on ``first``."""
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    weeks = tuple(
        tuple(_day(day, first, by_day) for day in week)
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    )
    count = sum(len(day.entries) for week in weeks for day in week)
    return MonthTable(first, weeks, _moved(first, -1), _moved(first, 1), count)


def read_month(text: str | None, today: date) -> date:
    """Return the first day of a month written as 2026-04; of today's for nothing.

    Raises:
        QuestionError: it is no month.
    """
    text = text or today.isoformat()[: len("2026-04")]
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise QuestionError("error.bad_month", value=text[:40]) from None
    # The weeks of the first and of the last year's outer months reach beyond the calendar
    if len(text) != len("2026-04") or not 2 <= first.year <= date.max.year - 1:
        raise QuestionError("error.bad_month", value=text[:40])
    return first


def _day(day: date, first: date, by_day: dict[date, list[Entry]]) -> Day:
    inside = day.month == first.month
    return Day(day, inside, tuple(by_day.get(day, ())) if inside else ())


def _moved(first: date, months: int) -> date | None:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1) if 24 <= number < date.max.year * 12 else None
