"""How a task meets a range of days (DESIGN section 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.model import DateRange, Match
from assistant.selection.bodies import led_by_kinds
from assistant.selection.select import match_range
from corpus.agencies import registry
from corpus.model import AgencyRef, Deadline, DeadlineKind, Period, Purpose, Task

BY, BEFORE, START = DeadlineKind.BY, DeadlineKind.BEFORE, DeadlineKind.START
RECURRING, ONGOING = DeadlineKind.RECURRING, DeadlineKind.ONGOING
APRIL = DateRange(date(2026, 4, 1), date(2026, 4, 30))


def deadline(kind: DeadlineKind, first: str | None = None, last: str | None = None) -> Deadline:
    period = Period.MONTHLY if kind is RECURRING else None
    days = (date.fromisoformat(day) if day else None for day in (first, last))
    return Deadline("x", 0, 1, kind, Purpose.COMPLETION, *days, period=period)


def task(*deadlines: Deadline) -> Task:
    return Task("D#sec_1", "D#sec_1", "x", 0, 1, deadlines=deadlines)


@pytest.mark.parametrize(
    ("deadlines", "expected"),
    [
        ([deadline(BY, "2026-04-01", "2026-04-30")], Match.DUE),  # in April
        ([deadline(BY, "2026-03-15", "2026-04-01")], Match.DUE),  # its last day is the range's first
        ([deadline(BEFORE, None, "2026-04-30")], Match.DUE),  # before 1 May: the last day is 30 April
        ([deadline(BEFORE, None, "2026-05-01")], None),  # no first day, no window
        ([deadline(BY, "2026-04-01", "2026-06-30")], Match.SPANS),  # second quarter
        ([deadline(BY, "2026-01-01", "2026-12-31")], Match.SPANS),
        ([deadline(BY, "2026-05-01", "2026-05-31")], None),  # not yet begun
        ([deadline(BY, "2026-03-01", "2026-03-31")], None),  # past
        ([deadline(START, "2026-04-15")], Match.SPANS),  # starts in it
        ([deadline(START, "2026-05-01")], None),
        ([deadline(START, "2026-03-01")], None),  # started before
        ([deadline(RECURRING)], Match.RECURRING),
        ([deadline(ONGOING)], None),
        ([], None),
        # several: due first, then recurring, then spanning
        ([deadline(RECURRING), deadline(BY, "2026-04-01", "2026-06-30"), deadline(BY, None, "2026-04-05")], Match.DUE),
        ([deadline(RECURRING), deadline(BY, "2026-04-01", "2026-06-30")], Match.RECURRING),
    ],
)
def test_match(deadlines: list[Deadline], expected: Match | None) -> None:
    assert match_range(task(*deadlines), APRIL) is expected


@pytest.mark.parametrize(
    ("deadlines", "expected"),
    [
        ([deadline(BY, None, "2026-03-31")], Match.DUE),
        ([deadline(BY, None, "2026-04-01")], None),  # due today is not overdue
        ([deadline(RECURRING)], None),
        ([deadline(BY, "2026-01-01", "2026-06-30")], None),
    ],
)
def test_overdue_on_1_april(deadlines: list[Deadline], expected: Match | None) -> None:
    assert match_range(task(*deadlines), DateRange(None, date(2026, 3, 31)), overdue=True) is expected


@pytest.mark.parametrize(
    ("deadlines", "expected"),
    [
        ([deadline(BEFORE, None, "2026-04-15")], Match.DUE),
        ([deadline(BEFORE, None, "2026-04-30")], Match.DUE),
        ([deadline(BEFORE, None, "2026-04-20")], None),  # between the two days
        ([deadline(BY, "2026-04-16", "2026-05-31")], Match.SPANS),  # under way on the second
        ([deadline(RECURRING)], Match.RECURRING),
    ],
)
def test_match_on_15_and_30_april(deadlines: list[Deadline], expected: Match | None) -> None:
    days = [date(2026, 4, 15), date(2026, 4, 30)]
    assert match_range(task(*deadlines), DateRange(*days, tuple(DateRange(day, day) for day in days))) is expected


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("text:so khoa hoc va cong nghe", "provincial_department"),
        ("text:uy ban nhan dan xa kim lien", "commune"),
        ("text:cuc hang hai", "department"),
        ("text:truong dai hoc vinh", "institution"),
        ("text:song da", ""),
    ],
)
def test_bodies_outside_the_registry_are_of_a_kind_by_their_names(key: str, kind: str) -> None:
    led = replace(task(), leads=(AgencyRef(key, key, key, 0, 1),))
    kinds = {"provincial_department", "commune", "department", "institution", "state_enterprise"}
    assert {each for each in kinds if led_by_kinds(led, (each,), (), registry())} == {kind} - {""}
