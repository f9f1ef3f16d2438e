"""Word a list of tasks: the sentence that answers, the table, what is left out and why, what may be asked next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.compose.draft import Draft, cell, markers, shorten
from assistant.compose.list_words import (
    agency_names,
    document_words,
    kind_words,
    parties_words,
    range_words,
    role_key,
    subject,
    topic_words,
    verbs,
    without_words,
)
from assistant.compose.suggest import suggest_after_tasks
from assistant.labels import capital
from assistant.model import Match, MatchedTask, Statement, Status, TaskKind
from assistant.selection.select import Selection
from corpus.model import Clause, Deadline, DeadlineKind, Role, Scope, Task

_COLUMNS = ("no", "task", "lead", "coordinators", "deadline", "clause")


def compose_tasks(draft: Draft, selection: Selection, other_years: dict[int, int]) -> None:
    """Word a selection.

    Args:
        draft: receives the statements.
        selection: the tasks, whole.
        other_years: where nothing is due and the year was not written: year -> tasks in the same period of it.
    """
    draft.tasks = selection.all
    draft.excluded = dict(selection.excluded)
    rows = {matched.task.id: _cite(draft, matched) for matched in selection.all}
    if not selection.all:
        draft.status = Status.NO_MATCH
        draft.note(_nothing(draft))
    else:
        _summary(draft, selection, rows)
        numbered = iter(range(1, len(selection.all) + 1))
        task_table(draft, selection.named, rows, numbered)
        task_table(draft, selection.group, rows, numbered, "heading.group")
    _left_out(draft, selection, other_years)
    draft.suggestions = suggest_after_tasks(draft, selection)


def deadline_words(draft: Draft, deadline: Deadline) -> str:
    """Word a deadline: as written, with the last day it resolves to."""
    key = "plain"
    if deadline.kind is DeadlineKind.RECURRING and deadline.period:
        return draft.message(
            "deadline.recurring", text=deadline.text, period=draft.message(f"frequency.{deadline.period}")
        )
    if deadline.kind is DeadlineKind.START:
        return draft.message("deadline.start", text=deadline.text, first=draft.day(deadline.first))
    if deadline.last:
        key = "day_before" if deadline.kind is DeadlineKind.BEFORE else "resolved"
    words = draft.message(f"deadline.{key}", text=deadline.text, last=draft.day(deadline.last))
    return draft.message("deadline.shared", text=words) if deadline.scope is Scope.SHARED else words


def cite_task(draft: Draft, task: Task) -> tuple[int, ...]:
    """Cite a task's words and, where its deadline closes the whole list, the words that say so."""
    numbers = [draft.cite(task.clause, task.start, task.end)]
    for deadline in task.deadlines:
        if not task.start <= deadline.start < task.end:
            holder = _smallest(draft, task.clause.partition("#")[0], deadline)
            numbers.append(draft.cite(holder.id, deadline.start, deadline.end))
    return tuple(numbers)


def _cite(draft: Draft, matched: MatchedTask) -> tuple[int, ...]:
    return cite_task(draft, matched.task)


def _smallest(draft: Draft, number: str, deadline: Deadline) -> Clause:
    """Return the list that a shared deadline closes: the smallest clause around it that is no item."""
    around = [c for c in draft.directive(number).walk() if c.start <= deadline.start and deadline.end <= c.end]
    lists = [c for c in around if c.element != "item"] or around
    return min(lists, key=lambda c: c.end - c.start)


def _summary(draft: Draft, selection: Selection, rows: dict[str, tuple[int, ...]]) -> None:
    """Say how many of what kind; every count is the length of a list that is shown."""
    meaning = draft.interpretation
    named, group = selection.named, selection.group
    all_due = all(m.match is Match.DUE for m in named)
    when = range_words(draft, meaning.due, meaning.overdue, "when" if all_due and named else "period")
    numbers = [rows[m.task.id][0] for m in selection.all]
    if not meaning.agencies:
        words = draft.message("list.nobody", count=len(named), when=when)
    elif named:
        words = draft.message(f"list.{role_key(draft)}", count=len(named), when=when, **subject(draft))
    else:
        words = draft.message("list.group_only", count=len(group), when=when, **subject(draft))
    words += kind_words(draft) + topic_words(draft) + parties_words(draft)
    words += document_words(draft) + without_words(draft)
    parts = [
        draft.message(f"list.{match}", count=count)
        for match in Match
        if (count := sum(m.match is match for m in named)) and count < len(named) + (match is not Match.DUE)
    ]
    if not parts and len(meaning.roles) > 1:
        by_role = ((role, sum(m.role is role for m in named)) for role in meaning.roles)
        parts = [draft.message(f"list.as_{role}", count=count) for role, count in by_role if count]
        parts = parts if len(parts) > 1 else []
    if parts:
        words += ", " + draft.message("list.breakdown", parts=", ".join(parts))
    if named and group:
        words += "; " + draft.message("list.group", count=len(group), **subject(draft))
    draft.say(capital(words) + "." + markers(numbers), *numbers)
    if TaskKind.JOINT in meaning.kinds:
        _helpers(draft, selection, rows)


def agency_count(draft: Draft, name: str, tasks: Sequence[MatchedTask]) -> str:
    """Say how many tasks one agency has by name in the role asked about, and how many through groups; so do lists."""
    meaning = draft.interpretation
    group = sum(m.role is Role.GROUP for m in tasks)
    named = len(tasks) - group
    when = range_words(draft, meaning.due, meaning.overdue, "when" if meaning.only_due else "period")
    subject = {"agency": name, **verbs(draft, 1)}
    if group and not named:
        return draft.message("list.group_only", count=group, when=when, **subject)
    words = draft.message(f"list.{role_key(draft)}", count=named, when=when, **subject)
    return words + ("; " + draft.message("list.group", count=group, **subject) if group else "")


def _helpers(draft: Draft, selection: Selection, rows: dict[str, tuple[int, ...]]) -> None:
    """Say who co-ordinates, most often first, and in which of the tasks listed."""
    helped: dict[str, list[int]] = {}
    for matched in selection.all:
        for party in matched.task.coordinators:
            helped.setdefault(draft.parties((party,)), []).append(rows[matched.task.id][0])
    most_first = sorted(helped.items(), key=lambda each: -len(each[1]))
    named = (
        draft.message("list.helper", agency=name, count=len(numbers)) + markers(numbers) for name, numbers in most_first
    )
    cited = sorted({n for numbers in helped.values() for n in numbers})
    draft.say(draft.message("list.helpers", agencies="; ".join(named)), *cited)


def task_table(
    draft: Draft,
    tasks: Sequence[MatchedTask],
    rows: dict[str, tuple[int, ...]],
    numbered: Iterator[int],
    heading: str | None = None,
) -> None:
    """Add a table of tasks.

    Args:
        draft: receives the table.
        tasks: its rows.
        rows: task id -> citation numbers.
        numbered: gives each row its number.
        heading: catalogue key of a title above it.
    """
    if not tasks:
        return
    if heading:
        draft.note(f"**{draft.message(heading)}**")
    header = [draft.message(f"column.{column}") for column in _COLUMNS]
    block = [
        Statement("| " + " | ".join(header) + " |", claim=False),
        Statement("|" + "---|" * len(header), claim=False),
    ]
    for matched in tasks:
        block.append(_row(draft, next(numbered), matched, rows[matched.task.id]))
    draft.blocks.append(block)


def _row(draft: Draft, position: int, matched: MatchedTask, numbers: tuple[int, ...]) -> Statement:
    task = matched.task
    deadlines = "; ".join(deadline_words(draft, d) for d in task.deadlines) or draft.message("deadline.none")
    label = next(c.label for c in draft.citations if c.n == numbers[0])
    leads = draft.parties(task.leads)
    if task.directors:
        leads += f" ({draft.message('who.director', agencies=draft.parties(task.directors))})"
    cells = [
        str(position),
        cell(shorten(task.action)),
        cell(leads),
        cell(draft.parties(task.coordinators)) or "–",
        cell(deadlines),
        f"{cell(label)}, {cell(matched.document)}{markers(numbers)}",
    ]
    return Statement("| " + " | ".join(cells) + " |", numbers)


def _left_out(draft: Draft, selection: Selection, other_years: dict[int, int]) -> None:
    meaning, excluded = draft.interpretation, selection.excluded
    notes = []
    agency = agency_names(draft)
    if count := excluded.get("undated"):
        question = draft.message("suggest.undated", agency=agency) if meaning.agencies else draft.message("suggest.all")
        notes.append(draft.message("note.undated", count=count, question=capital(question)))
    if count := excluded.get("undated_group"):
        notes.append(draft.message("note.undated_group", count=count))
    if count := excluded.get("coordinator"):
        question = draft.message("suggest.coordinating", agency=agency)
        notes.append(draft.message("note.coordinator", count=count, agency=agency, question=capital(question)))
    if count := excluded.get("members"):
        notes.append(draft.message("note.members", count=count))
    if meaning.place and not meaning.agencies:
        name = draft.agency(meaning.place)
        notes.append(draft.message("note.place", agency=name, question=draft.message("suggest.tasks_of", agency=name)))
    if count := excluded.get("not_in_force"):
        notes.append(draft.message("note.not_in_force", count=count))
    if any(d.scope is Scope.SHARED for m in selection.all for d in m.task.deadlines):
        notes.append(draft.message("note.shared"))
    if meaning.overdue:
        notes.append(draft.message("note.overdue"))
    for year, count in other_years.items():
        question = draft.message("suggest.same_period", year=year)
        notes.append(draft.message("note.other_year", year=year, count=count, question=question))
    if any(code == "relative" for code, _ in meaning.notes):
        notes.append(draft.message("note.today", today=draft.day(draft.question.today)))
    if notes:
        draft.blocks.append([Statement(f"- {note}", claim=False) for note in notes])


def _nothing(draft: Draft) -> str:
    meaning = draft.interpretation
    who = ""
    if meaning.agencies:
        role = draft.message(f"role.{role_key(draft)}")
        who = draft.message("list.none_who", agency=agency_names(draft), role=role)
    when = range_words(draft, meaning.due, meaning.overdue)
    where = parties_words(draft) + document_words(draft) + without_words(draft) + kind_words(draft)
    return draft.message("list.none", who=who, when=when, about=topic_words(draft), documents=where)
