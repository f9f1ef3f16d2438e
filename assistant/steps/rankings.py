"""What comes first: the nearest or the last deadlines, and who, which month or which document has the most tasks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta

from assistant.compose import Draft, Side, compose_ranking, compose_tasks
from assistant.compose.list_words import range_words
from assistant.labels import capital, month_of
from assistant.model import DateRange, Interpretation, Match, MatchedTask, Ranked
from assistant.search.results import filters_of, selection_of
from assistant.selection.bodies import kinds_of_body
from assistant.selection.select import Selection, TaskFilters
from assistant.steps.desk import Desk
from corpus.model import Role, Task


def next_deadline(desk: Desk, draft: Draft) -> None:
    """List what is due on the nearest day on which anything is, or on the last one; of several, as many as asked for.

    From today on, or of what is overdue the longest past.
    """
    meaning = draft.interpretation
    within = _within(meaning, draft.question.today)
    filters, days = _days_in(desk, draft, within)
    past = DateRange(None, draft.question.today - timedelta(days=1))
    passed = _days_in(desk, draft, past)[1] if not days and not meaning.due else []
    if meaning.latest and passed:  # the last of all there are
        within, (filters, days) = past, _days_in(desk, draft, past)
    meaning = replace(meaning, due=within)
    days = days[::-1] if meaning.latest and not meaning.overdue else days
    desk.clock.lap("select")
    last = days[: meaning.limit or 1][-1] if days else None
    day = DateRange(min(days[0], last), max(days[0], last)) if last else within
    draft.interpretation = replace(meaning, due=day, overdue=False)
    selection = selection_of(desk.view, replace(filters, due=day, overdue=False))
    due = tuple(m for m in selection.named if m.match is Match.DUE)
    group = tuple(m for m in selection.group if m.match is Match.DUE)
    compose_tasks(draft, Selection(due, group), {})
    if passed and not days:
        draft.note(draft.message("note.passed", day=draft.day(passed[-1]), count=passed.count(passed[-1])))
    if meaning.limit and last and len(due) + len(group) > meaning.limit:
        same = sum(any(d.last == last for d in m.task.deadlines) for m in (*due, *group))
        draft.note(draft.message("note.few", count=same, day=draft.day(last), total=len(due) + len(group)))
    if meaning.overdue and last:
        draft.note(draft.message("note.overdue"))


def _days_in(desk: Desk, draft: Draft, within: DateRange) -> tuple[TaskFilters, list[date]]:
    """Return the filters of what is asked for in a range, and the last days that lie in it, soonest first."""
    meaning = replace(draft.interpretation, due=within)
    filters = filters_of(desk.view, desk.embedder, meaning, draft.question)
    tasks = [m.task for m in selection_of(desk.view, filters).all]
    return filters, sorted(day for task in tasks for day in _last_days(task, within))


def _within(meaning: Interpretation, today: date) -> DateRange:
    """Return the days in which the nearest or the last deadline is looked for."""
    if meaning.overdue:
        return meaning.due or DateRange(None, today - timedelta(days=1))
    if meaning.due and meaning.due.last and meaning.due.last >= today:
        return DateRange(max(today, meaning.due.first or today), meaning.due.last)
    return DateRange(today, None)


def _lies(day: date | None, within: DateRange) -> bool:
    return day is not None and (within.first or date.min) <= day <= (within.last or date.max)


def rank(desk: Desk, draft: Draft) -> None:
    """Count the tasks of every agency that leads some by name, of every month, or of every document."""
    meaning = draft.interpretation
    filters = filters_of(desk.view, desk.embedder, meaning, draft.question)
    counted: dict[str, list[MatchedTask]] = {}
    rest = 0
    for matched in selection_of(desk.view, filters).all:
        names = list(dict.fromkeys(_of(draft, matched, meaning)))
        rest += not names
        for name in names:
            counted.setdefault(name, []).append(matched)
    desk.clock.lap("select")
    sides = [Side(name, tuple(tasks)) for name, tasks in counted.items()]
    if meaning.idle:
        _say_idle(desk, draft, counted.keys())
    sign = 1 if meaning.least else -1
    compose_ranking(draft, sorted(sides, key=lambda side: (sign * len(side.tasks), side.name)), rest)


def _of(draft: Draft, matched: MatchedTask, meaning: Interpretation) -> Iterator[str]:
    """Yield the names under which a task counts."""
    if meaning.ranked is Ranked.DOCUMENT:
        yield draft.document_name(matched.document)
    elif meaning.ranked is Ranked.MONTH:
        for day in _last_days(matched.task, meaning.due):
            yield capital(month_of(day, draft.language))
    else:
        parties = matched.task.coordinators if meaning.roles == (Role.COORDINATOR,) else matched.task.leads
        for party in parties:
            if not party.is_group:
                yield draft.parties((party,))


def _last_days(task: Task, due: DateRange | None) -> Iterator[date]:
    for deadline in task.deadlines:
        if deadline.last and _lies(deadline.last, due or DateRange(None, None)):
            yield deadline.last


def _say_idle(desk: Desk, draft: Draft, busy: Collection[str]) -> None:
    """Say which bodies of the kinds asked about have no task by name; of a kind that no registry lists, those named."""
    kinds, registry = draft.interpretation.bodies, draft.view.registry
    bodies = [draft.agency(key) for key, agency in registry.by_id.items() if agency.kind in kinds[:1]]
    key = "idle"
    if not bodies:
        parties = desk.view.context(draft.question.audiences).find_parties()
        bodies = sorted(name for party, name in parties.items() if set(kinds[:1]) & set(kinds_of_body(party, registry)))
        key = "idle_named"
    names = [name for name in bodies if name.removeprefix("the ") not in busy]
    if key == "idle_named" and not names:
        key = "none_idle"
    when = range_words(draft, draft.interpretation.due, draft.interpretation.overdue)
    draft.note(draft.message(f"compare.{key}", count=len(names), total=len(bodies), names=", ".join(names), when=when))
