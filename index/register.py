"""The task register: tasks by filters, whole. Nothing here ranks or cuts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from corpus.model import Audience, DeadlineKind, Role, Task
from index.filters import Condition, Filter, Match, Nested, Range
from index.points import read_task
from index.schema import Kind, day_number
from index.store import Reader

_NAMED_ROLES = (Role.LEAD, Role.COORDINATOR, Role.DIRECTOR)


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """Which tasks to list. Empty parts do not narrow, except ``audiences``: nobody sees anything by default.

    ``agencies`` are registry keys. ``agency_kinds`` are the kinds of those agencies
    ("ministry"), by which tasks for a group ("các bộ, cơ quan ngang bộ") are found too.
    ``roles`` holds for both: ``{LEAD}`` gives tasks led by name or as a member of a leading
    group; ``GROUP`` alone gives only what is reached through groups, in any role.
    ``due`` is a range of days, both included.
    """

    audiences: Collection[Audience]
    agencies: tuple[str, ...] = ()
    agency_kinds: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset()
    documents: tuple[str, ...] = ()
    due: tuple[date, date] | None = None


def select_tasks(store: Reader, query: TaskQuery) -> list[Task]:
    """Return every task that matches, by its document's date and number, then in reading order.

    With ``due`` these are the tasks that could meet the range: due in it, spanning it,
    started by its end, or recurring. Undated tasks are not among them (``count_undated``).
    """
    parts = [_base(query)]
    if query.due:
        parts.append(_could_meet(*query.due))
    records = store.scroll(Filter(must=tuple(parts)), ["data", "date", "document", "order"])
    ordered = sorted(records, key=lambda r: (r.payload["date"], r.payload["document"], r.payload["order"]))
    return [read_task(record.payload) for record in ordered]


def count_undated(store: Reader, query: TaskQuery) -> int:
    """Return how many tasks match but for ``due`` and have neither a resolved day nor a recurring duty."""
    undated = Filter(must=(Match("dated", (0,)), Match("recurring", (0,))))
    return store.count(_base(query) & undated)


def audience_filter(audiences: Collection[Audience]) -> Match:
    """Return the condition that every read carries: no audience, no points."""
    return Match("audience", tuple(sorted(audience.value for audience in audiences)))


def _base(query: TaskQuery) -> Filter:
    must: list[Condition] = [Match("kind", (Kind.TASK.value,)), audience_filter(query.audiences)]
    if query.documents:
        must.append(Match("document", query.documents))
    if query.agencies or query.agency_kinds:
        must.append(_concerns(query))
    return Filter(must=tuple(must))


def _concerns(query: TaskQuery) -> Filter:
    """The agencies by name, or by membership of a group, in one of the roles."""
    named = [role for role in _NAMED_ROLES if role in query.roles] or list(_NAMED_ROLES)
    by_group: list[Condition] = [Match(f"{role.value}_groups", query.agency_kinds) for role in named]
    by_name: list[Condition] = [Match(role.value, query.agencies) for role in named]
    if query.roles == {Role.GROUP}:
        return Filter(should=tuple(by_group))
    return Filter(should=tuple(by_name + by_group))


def _could_meet(first: date, last: date) -> Filter:
    """Some deadline could meet the range [first, last] (DESIGN section 5)."""
    begin, end = day_number(first), day_number(last)
    due = Filter(must=(Range("to", gte=begin, lte=end),))
    spans = Filter(must=(Range("from", lte=end), Range("to", gte=begin)))
    # From a day on, with no last day: "từ ngày 01/5/2026".
    started = Filter(must=(Range("from", lte=end),), must_not=(Range("to", gte=0),))
    # A recurring duty counts while it lasts; most have no bounds at all.
    recurs = Filter(
        must=(Match("kind", (DeadlineKind.RECURRING.value,)),),
        must_not=(Range("from", gte=end + 1), Range("to", lte=begin - 1)),
    )
    return Filter(should=tuple(Nested("deadlines", part) for part in (due, spans, started, recurs)))
