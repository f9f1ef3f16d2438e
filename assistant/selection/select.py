"""From an interpretation to tasks: whole lists through the store's filters, each task with its role and match."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.lexical.relevance import covers
from assistant.model import ALL_AUDIENCES, DateRange, Match, MatchedTask, TaskKind
from assistant.selection.bodies import led_by_kinds
from assistant.selection.kinds import ended, goes_to, is_kind, led_within, of_kinds
from assistant.selection.status import Standing
from corpus.agencies import Registry
from corpus.force import NOTHING, NotInForce
from corpus.groups import group_kinds, is_group, shares_members, words_of_group
from corpus.model import AgencyRef, Audience, Deadline, DeadlineKind, Period, Role, Task
from index.register import TaskQuery, count_undated, select_tasks
from index.store import Reader

WordsOf = Callable[[Task], str]

NAMED_ROLES = (Role.LEAD, Role.DIRECTOR, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """Which tasks to list. Empty parts do not narrow."""

    agencies: tuple[str, ...] = ()
    """Registry ids."""
    roles: tuple[Role, ...] = ()
    """Empty: every role."""
    documents: tuple[str, ...] = ()
    due: DateRange | None = None
    overdue: bool = False
    """Only what is dated and past: recurring duties and windows that are still open do not count."""
    topic: str = ""
    partners: tuple[str, ...] = ()
    """Registry ids of agencies that must take part by name: as co-ordinators where only that role is asked."""
    bodies: tuple[str, ...] = ()
    """Kinds of agencies: only tasks that one of them has, by name or in a group."""
    givers: tuple[str, ...] = ()
    """Keys of agencies that must direct the task."""
    without: tuple[str, ...] = ()
    """Registry ids of agencies: tasks that they lead by name are left out."""
    recipients: tuple[str, ...] = ()
    """Names: only tasks that report or submit to one of them."""
    absent: tuple[str, ...] = ()
    """Registry ids of agencies: tasks in which they take part by name are left out."""
    without_documents: tuple[str, ...] = ()
    without_past: date | None = None
    """Tasks whose last day is before this one are left out."""
    kinds: tuple[TaskKind, ...] = ()
    without_kinds: tuple[TaskKind, ...] = ()
    periods: tuple[Period, ...] = ()
    only: frozenset[str] | None = None
    """Ids of the tasks to choose from; None for all."""
    under: tuple[str, ...] = ()
    """Ids of clauses: only tasks in them or below."""
    by_deadline: bool = False
    by_name: bool = False
    """Tasks that only a group's membership gives are left out."""
    standing: Standing | None = None
    over: NotInForce = NOTHING
    """What was replaced or annulled: its tasks are counted, not listed."""
    audiences: frozenset[Audience] = ALL_AUDIENCES


@dataclass(frozen=True, slots=True)
class Selection:
    """The tasks found, and how many are left out for which reason."""

    named: tuple[MatchedTask, ...]
    """Given to the agency by name (or, where no agency was asked about, to anyone)."""
    group: tuple[MatchedTask, ...]
    """Given to a group that the agency belongs to."""
    excluded: dict[str, int] = field(default_factory=dict)

    @property
    def all(self) -> tuple[MatchedTask, ...]:
        return (*self.named, *self.group)


def select(store: Reader, filters: TaskFilters, registry: Registry, words_of: WordsOf | None = None) -> Selection:
    """Return every task that meets the filters, in the order: due, recurring, spanning; by last day, then by place.

    ``words_of`` gives the words in which a task's topic is looked for (its action by default).
    """
    everything = register_view(store, replace(filters, over=NOTHING), registry, words_of)
    found = [m for m in everything if m.task.clause not in filters.over]
    named = tuple(m for m in found if m.role is not Role.GROUP)
    group = tuple(m for m in found if m.role is Role.GROUP)
    excluded = _excluded(store, filters, registry)
    if filters.by_name:
        excluded, group = {key: n for key, n in excluded.items() if key != "undated_group"}, ()
    if len(found) < len(everything):
        excluded["not_in_force"] = len(everything) - len(found)
    return Selection(named, group, excluded)


def register_view(
    store: Reader, filters: TaskFilters, registry: Registry, words_of: WordsOf | None = None
) -> list[MatchedTask]:
    """Return the tasks that meet the filters, each with the role of the agencies asked about and its match."""
    keys = concerned_keys(filters.agencies, registry)
    kinds = kinds_of(filters.agencies, registry)
    found = []
    for task in select_tasks(store, _query(filters, tuple(keys), tuple(kinds))):
        role = role_of(task, keys, kinds, filters.roles) if filters.agencies else None
        match = match_range(of_kinds(task, filters.kinds), filters.due, filters.overdue) if filters.due else None
        if filters.agencies and role is None or filters.due and match is None:
            continue
        if task.clause in filters.over or not _meets(task, filters, registry):
            continue
        if filters.topic and not covers(filters.topic, words_of(task) if words_of else task.action):
            continue
        found.append(MatchedTask(task, task.clause.partition("#")[0], role, match))
    return sorted(found, key=_order) if filters.due or filters.by_deadline else found


def _meets(task: Task, filters: TaskFilters, registry: Registry) -> bool:
    """Tell whether a task meets the conditions that the store's filters do not carry."""
    if filters.only is not None and task.id not in filters.only:
        return False
    if filters.standing and not filters.standing.holds(task, filters.due):
        return False
    if filters.under and not any(task.clause == c or task.clause.startswith(c + "__") for c in filters.under):
        return False
    if _left_out(task, filters, registry):
        return False
    # who co-ordinates beside another co-ordinates too; else any role is meant
    beside = (
        task.coordinators
        if filters.roles == (Role.COORDINATOR,)
        else (*task.leads, *task.coordinators, *task.directors)
    )
    if any(not _takes_part(concerned_keys((partner,), registry), beside) for partner in filters.partners):
        return False
    if filters.recipients and not goes_to(task, filters.recipients):
        return False
    if filters.bodies and not led_by_kinds(task, filters.bodies, filters.roles, registry):
        return False
    directing = {party.key for party in task.directors}
    if any(not directing & concerned_keys((giver,), registry) for giver in filters.givers):
        return False
    if filters.periods and not any(d.period in filters.periods for d in task.deadlines):
        return False
    return all(is_kind(task, kind) for kind in filters.kinds)


def _of_left_kinds(task: Task, kinds: tuple[TaskKind, ...]) -> bool:
    """Tell whether a task is of a kind left out; "báo cáo định kỳ" is one kind of two words."""
    joined = set(kinds) == {TaskKind.RECURRING, TaskKind.REPORT}
    return (all if joined else any)(is_kind(task, kind) for kind in kinds)


def _left_out(task: Task, filters: TaskFilters, registry: Registry) -> bool:
    """Tell whether a task is of those that the question leaves out."""
    leads = {party.key for party in task.leads}
    everyone = (*task.leads, *task.coordinators, *task.directors)
    groups = [key for key in filters.without if is_group(key)]
    return (
        bool(leads & concerned_keys(filters.without, registry))
        or any(_takes_part(concerned_keys((key,), registry), everyone) for key in filters.absent)
        or any(led_within(key, task, registry) for key in groups)
        or task.clause.partition("#")[0] in filters.without_documents
        or (bool(filters.without_kinds) and _of_left_kinds(task, filters.without_kinds))
        or (filters.without_past is not None and ended(task, filters.without_past))
    )


def concerned_keys(agencies: tuple[str, ...], registry: Registry) -> frozenset[str]:
    """Return the keys through which tasks reach the agencies (a province and its people's committee are one)."""
    keys = {key for agency in agencies for key in registry.concerning(agency)}
    return frozenset(keys | {f"group:{key.removeprefix('text:')}{_EVERYWHERE}" for key in keys if _is_local(key)})


_EVERYWHERE = " cac tinh, thanh pho truc thuoc trung uong"
"""Behind a department's name: that of every province."""


def _is_local(key: str) -> bool:
    return key.startswith("text:so ")


def role_of(task: Task, keys: frozenset[str], kinds: frozenset[str], wanted: tuple[Role, ...]) -> Role | None:
    """Return the agencies' foremost role in a task among those wanted; GROUP if only a group's membership gives it.

    A group that co-ordinates as "các cơ quan liên quan" takes nobody in by itself. GROUP wanted alone: whatever no
    name gives.
    """
    if set(wanted) == {Role.GROUP}:
        return Role.GROUP if role_of(task, keys, kinds, ()) is Role.GROUP else None
    parties = {Role.LEAD: task.leads, Role.DIRECTOR: task.directors, Role.COORDINATOR: task.coordinators}
    by_name = frozenset(key for key in keys if not key.endswith(_EVERYWHERE))
    for role in NAMED_ROLES:
        if (not wanted or role in wanted) and _takes_part(by_name, parties[role]):
            return role
    for role in NAMED_ROLES:
        if wanted and role not in wanted:
            continue
        groups = [p for p in parties[role] if p.is_group and (role is Role.LEAD or p.qualifier is None)]
        if any(party.key in keys or not kinds.isdisjoint(party.members) for party in groups):
            return Role.GROUP
    return None


def _takes_part(keys: frozenset[str], parties: Iterable[AgencyRef]) -> bool:
    """Tell whether one of the agencies is among the parties; a group asked about is, in groups that share members."""
    groups = [key for key in keys if is_group(key)]
    return any(party.key in keys or any(shares_members(key, party) for key in groups) for party in parties)


def match_range(task: Task, due: DateRange, overdue: bool = False) -> Match | None:
    """Return how a task meets a range of days, both included (DESIGN section 5).

    ``due``: the last day of a deadline lies in it. ``recurring``: a periodic duty. ``spans``: a window or start
    overlaps it, with its last day later. A deadline without a first day has no window.
    """
    if due.parts:
        met = {match_range(task, part, overdue) for part in due.parts}
        return next((m for m in Match if m in met), None)
    first, last = due.first or date.min, due.last or date.max
    matches = [m for d in task.deadlines if (m := _match_deadline(d, first, last))]
    if overdue:
        return Match.DUE if Match.DUE in matches else None
    return next((m for m in Match if m in matches), None)


def _match_deadline(deadline: Deadline, first: date, last: date) -> Match | None:
    if deadline.kind is DeadlineKind.RECURRING:
        return Match.RECURRING
    if deadline.last is not None and first <= deadline.last <= last:
        return Match.DUE
    if deadline.first is None:
        return None
    if deadline.last is None:
        return Match.SPANS if first <= deadline.first <= last else None
    return Match.SPANS if deadline.first <= last and deadline.last > last else None


def _query(filters: TaskFilters, keys: tuple[str, ...], kinds: tuple[str, ...]) -> TaskQuery:
    due = (filters.due.first or date.min, filters.due.last or date.max) if filters.due else None
    roles = frozenset(filters.roles)
    if any(is_group(key) and not group_kinds(words_of_group(key)) for key in keys):
        keys, kinds = (), ()  # a province's own groups have no kind that the store could tell them by
    return TaskQuery(filters.audiences, tuple(sorted(keys)), tuple(sorted(kinds)), roles, filters.documents, due)


def _excluded(store: Reader, filters: TaskFilters, registry: Registry) -> dict[str, int]:
    """Count what the list leaves out: undated tasks, and those in which the agency only co-ordinates."""
    excluded: dict[str, int] = {}
    narrowed = (
        filters.topic
        or filters.kinds
        or filters.recipients
        or filters.partners
        or filters.givers
        or filters.bodies
        or filters.under
        or _leaves_out(filters)
        or filters.only is not None
    )
    if filters.due and not filters.overdue and not narrowed:
        keys, kinds = tuple(concerned_keys(filters.agencies, registry)), tuple(kinds_of(filters.agencies, registry))
        everything = replace(filters, due=None)
        if filters.over or any(map(is_group, keys)):  # the store counts neither force nor groups asked about
            by_name = register_view(store, everything, registry)
            named = sum(_undated(t.task) for t in by_name if t.role is not Role.GROUP)
        else:
            named = count_undated(store, _query(everything, keys, ()))
        excluded["undated"] = named
        if kinds:
            undated = [
                t for t in register_view(store, everything, registry) if t.role is Role.GROUP and _undated(t.task)
            ]
            excluded["undated_group"] = len(undated)
    if filters.agencies and filters.roles == (Role.LEAD,) and not narrowed:
        others = register_view(store, replace(filters, roles=(Role.COORDINATOR,)), registry)
        excluded["coordinator"] = sum(m.role is Role.COORDINATOR for m in others)
    if any(is_group(key) for key in filters.agencies) and not narrowed:
        excluded["members"] = _given_to_members(store, filters, registry)
    return {reason: count for reason, count in excluded.items() if count or reason == "undated"}


def _given_to_members(store: Reader, filters: TaskFilters, registry: Registry) -> int:
    """Count the tasks that single members of a group asked about lead by name."""
    kinds = kinds_of(filters.agencies, registry)
    members = frozenset(key for key, agency in registry.by_id.items() if agency.kind in kinds)
    keys = concerned_keys(filters.agencies, registry)
    found = register_view(store, replace(filters, agencies=(), roles=()), registry)
    return sum(
        any(party.key in members for party in m.task.leads) and not _takes_part(keys, m.task.leads) for m in found
    )


def _leaves_out(filters: TaskFilters) -> bool:
    left_out = (filters.without, filters.absent, filters.without_documents, filters.without_kinds, filters.without_past)
    return any(left_out)


def _undated(task: Task) -> bool:
    return not any(d.first or d.last or d.kind is DeadlineKind.RECURRING for d in task.deadlines)


def kinds_of(agencies: tuple[str, ...], registry: Registry) -> frozenset[str]:
    """Return the kinds of the agencies, by which tasks given to groups reach them."""
    groups = (kind for key in agencies if is_group(key) for kind in group_kinds(words_of_group(key)))
    return frozenset(registry.by_id[key].kind for key in agencies if key in registry.by_id) | frozenset(groups)


_MATCH_ORDER = {match: place for place, match in enumerate((*Match, None))}


def _order(matched: MatchedTask) -> tuple[int, date]:
    """Sort key: how it meets the range, then its last day; sorting is stable, so place in the corpus comes next."""
    last_days = [d.last for d in matched.task.deadlines if d.last]
    return _MATCH_ORDER[matched.match], max(last_days, default=date.max)
