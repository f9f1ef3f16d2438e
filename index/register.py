"""The task register: tasks by filters, whole. Nothing here ranks or cuts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from corpus.model import Audience, Deadline, DeadlineKind, Role, Task
from index.filters import Condition, Filter, Match, Payload
from index.points import read_task
from index.schema import Kind
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
    entries = store.read(_base(query), _entry)
    if query.due:
        entries = [entry for entry in entries if any(_could_meet(each, *query.due) for each in entry.task.deadlines)]
    return [entry.task for entry in sorted(entries, key=_place)]


@dataclass(frozen=True, slots=True)
class _Entry:
    task: Task
    place: tuple[int, str, int]
    """The document's date and number, and the task's place in it."""


def _entry(payload: Payload) -> _Entry:
    return _Entry(read_task(payload), (payload["date"], payload["document"], payload["order"]))


def _place(entry: _Entry) -> tuple[int, str, int]:
    return entry.place


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


def _could_meet(deadline: Deadline, begin: date, end: date) -> bool:
    """Tell whether a deadline could meet the range [begin, end] (DESIGN section 5).

    Asked here and not of the engine, which reads the payload of every task to look into its deadlines.
    """
    first, last = deadline.first, deadline.last
    if deadline.kind is DeadlineKind.RECURRING:  # it counts while it lasts; most have no bounds at all
        return not (first and first > end) and not (last and last < begin)
    if last and begin <= last <= end:
        return True
    return first is not None and first <= end and (last is None or last >= begin)
