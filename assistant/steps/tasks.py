"""Lists of tasks: by filters, by the next deadline, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.compose import Draft, Side, cell, compose_comparison, compose_tasks
from assistant.model import DateRange, Match
from assistant.results import filters_of, selection_of
from assistant.select import Selection, TaskFilters
from assistant.steps.clauses import search_clauses
from assistant.steps.desk import Desk


def list_tasks(desk: Desk, draft: Draft) -> None:
    """List every task that the question asks for."""
    filters = filters_of(desk.view, desk.embedder, draft.interpretation, draft.question)
    selection = selection_of(desk.view, filters)
    desk.clock.lap("select")
    slots = filters.agencies or filters.documents or filters.due
    if not selection.all and filters.topic and slots and not draft.interpretation.firm_topic:
        # words that no task holds and nothing introduces as a topic: a way of speaking; say that they are left out
        ignored, filters = draft.interpretation.topic, replace(filters, topic="")
        draft.interpretation = replace(draft.interpretation, topic="", terms="")
        selection = selection_of(desk.view, filters)
        if selection.all:
            draft.note(draft.message("note.topic_ignored", topic=cell(ignored)))
    if not selection.all and filters.topic and not filters.due:
        search_clauses(desk, draft)  # the words may stand in a clause that orders nothing by themselves
        return
    compose_tasks(draft, selection, _other_years(desk, draft, filters, [m.match for m in selection.all]))


def _other_years(desk: Desk, draft: Draft, filters: TaskFilters, matches: Sequence[Match | None]) -> dict[int, int]:
    """Where the year was not written and nothing is due in this one: count the same period of its neighbours."""
    assumed = any(code == "year_assumed" for code, _ in draft.interpretation.notes)
    if not assumed or not filters.due or {Match.DUE, Match.SPANS} & set(matches):
        return {}
    year = draft.question.today.year
    counts = {}
    for other in (year - 1, year + 1):
        found = selection_of(desk.view, replace(filters, due=_in_year(filters.due, other - year))).all
        if count := sum(m.match in {Match.DUE, Match.SPANS} for m in found):
            counts[other] = count
    return counts


def next_deadline(desk: Desk, draft: Draft) -> None:
    """List what is due on the first day, from today on, on which anything is."""
    meaning = replace(draft.interpretation, due=DateRange(draft.question.today, None))
    filters = filters_of(desk.view, desk.embedder, meaning, draft.question)
    days = [
        d.last
        for m in selection_of(desk.view, filters).all
        for d in m.task.deadlines
        if d.last and d.last >= draft.question.today
    ]
    desk.clock.lap("select")
    day = DateRange(min(days), min(days)) if days else filters.due
    draft.interpretation = replace(meaning, due=day)
    selection = selection_of(desk.view, replace(filters, due=day))
    due = [m for m in selection.named if m.match is Match.DUE]
    group = [m for m in selection.group if m.match is Match.DUE]
    compose_tasks(draft, Selection(tuple(due), tuple(group)), {})


def compare(desk: Desk, draft: Draft) -> None:
    """Set the tasks of agencies or documents side by side."""
    meaning = draft.interpretation
    agencies = len(meaning.agencies) > 1
    sides = []
    for each in meaning.agencies if agencies else meaning.documents:
        alone = replace(meaning, agencies=(each,)) if agencies else replace(meaning, documents=(each,))
        filters = filters_of(desk.view, desk.embedder, replace(alone, topic=""), draft.question)
        name = draft.agency(each) if agencies else draft.document_name(each)
        sides.append(Side(name, selection_of(desk.view, filters).all))
    desk.clock.lap("select")
    compose_comparison(draft, sides, "agencies" if agencies else "documents")


def _in_year(due: DateRange, shift: int) -> DateRange:
    return DateRange(_shifted(due.first, shift), _shifted(due.last, shift))


def _shifted(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
