"""How tasks stand by a day: overdue, due this week, this month or later, recurring, undated."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.model import DateRange
from corpus.model import Deadline, DeadlineKind, Task


class TaskStatus(StrEnum):
    """How a task stands. One with several deadlines, or due this week and so this month, stands in several ways."""

    OVERDUE = "overdue"
    """A last day has passed; whether the task was done is not in the corpus."""
    THIS_WEEK = "this_week"
    """From today to Sunday."""
    THIS_MONTH = "this_month"
    """From today to the end of the month."""
    LATER = "later"
    """After both this week and this month."""
    RECURRING = "recurring"
    UNDATED = "undated"
    """No last day, no recurring duty, no start still to come."""


DATED = (TaskStatus.OVERDUE, TaskStatus.THIS_WEEK, TaskStatus.THIS_MONTH, TaskStatus.LATER)


@dataclass(frozen=True, slots=True)
class Standing:
    """A status to keep, as of a day."""

    status: TaskStatus
    today: date

    def holds(self, task: Task, due: DateRange | None = None) -> bool:
        """Tell whether the task stands so."""
        return self.status in statuses_of(task, self.today, due)


def statuses_of(task: Task, today: date, due: DateRange | None = None) -> frozenset[TaskStatus]:
    """Return how the task stands; with ``due``, only deadlines that lie in this range count as dated."""
    found = {status for deadline in task.deadlines for status in _statuses(deadline, today, due)}
    undated = not any(_recurs(d) or (day_of(d) and standings(d, today)) for d in task.deadlines)
    return frozenset(found | {TaskStatus.UNDATED} if undated else found)


def day_of(deadline: Deadline) -> date | None:
    """Return the day that a calendar shows a deadline on: its last day, or the day of a start; None if it recurs."""
    return None if _recurs(deadline) else deadline.last or deadline.first


def standings(deadline: Deadline, today: date) -> tuple[TaskStatus, ...]:
    """Return the dated statuses of a deadline, the narrowest first; none for a start that has begun."""
    day = day_of(deadline)
    if day is None:
        return ()
    if day < today:
        return (TaskStatus.OVERDUE,) if deadline.last else ()
    sunday = date.fromordinal(min(today.toordinal() + 6 - today.weekday(), date.max.toordinal()))
    month_end = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    near = ((TaskStatus.THIS_WEEK, sunday), (TaskStatus.THIS_MONTH, month_end))
    return tuple(status for status, end in near if day <= end) or (TaskStatus.LATER,)


def _statuses(deadline: Deadline, today: date, due: DateRange | None) -> tuple[TaskStatus, ...]:
    if _recurs(deadline):
        return (TaskStatus.RECURRING,)
    day = day_of(deadline)
    if day is None or due and not (due.first or date.min) <= day <= (due.last or date.max):
        return ()
    return standings(deadline, today)


def _recurs(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.RECURRING
