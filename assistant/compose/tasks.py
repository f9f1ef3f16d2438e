"""Word a list of tasks: the sentence that answers, the table, what is left out and why, what may be asked next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from assistant.compose.draft import Draft, cell, markers, shorten
from assistant.compose.suggest import suggest_after_tasks
from assistant.labels import capital
from assistant.model import DateRange, Match, MatchedTask, Statement, Status, TaskKind
from assistant.select import Selection
from corpus.groups import is_group
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


def range_words(draft: Draft, due: DateRange | None, overdue: bool, wording: str = "when") -> str:
    """Word the range that a question asks about; empty where it asks about none.

    ``wording`` is "when" (due in it) or "period" (due in it, recurring, or under way).
    """
    if overdue:
        return _overdue_words(draft, due)
    if due is None:
        return ""
    if due.parts:
        parts = [range_words(draft, part, False, "period_name") for part in due.parts]
        joined = draft.message("join.and", left=", ".join(parts[:-1]), right=parts[-1])
        return draft.message(f"{wording}.parts", parts=joined)
    key = "range"
    if due.first is None:
        key = "until"
    elif due.last is None:
        key = "from"
    elif due.first == due.last:
        key = "day"
    return draft.message(f"{wording}.{key}", first=draft.day(due.first), last=draft.day(due.last))


def _overdue_words(draft: Draft, due: DateRange | None) -> str:
    """Word what is overdue: as of the day after the last of the range, which need not be today, or within a period."""
    today = draft.question.today
    if due is None or due.last is None:
        return draft.message("when.overdue", today=draft.day(today))
    if due.first:
        days = {"first": draft.day(due.first), "last": draft.day(due.last)}
        return draft.message("when.overdue_within", today=draft.day(today), **days)
    return draft.message("when.overdue", today=draft.day(due.last + timedelta(days=1)))


def period_name(draft: Draft, due: DateRange) -> str:
    """Name a period: "Từ 01/4/2026 đến 30/4/2026"."""
    return capital(range_words(draft, due, False, "period_name").strip())


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
        words = draft.message(f"list.{_role_key(draft)}", count=len(named), when=when, **_subject(draft))
    else:
        words = draft.message("list.group_only", count=len(group), when=when, **_subject(draft))
    words += _kind_words(draft) + _topic_words(draft) + _parties_words(draft)
    words += _document_words(draft) + _without_words(draft)
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
        words += "; " + draft.message("list.group", count=len(group), **_subject(draft))
    draft.say(capital(words) + "." + markers(numbers), *numbers)
    if TaskKind.JOINT in meaning.kinds:
        _helpers(draft, selection, rows)


def agency_count(draft: Draft, name: str, tasks: Sequence[MatchedTask]) -> str:
    """Say how many tasks one agency has by name in the role asked about, and how many through groups; so do lists."""
    meaning = draft.interpretation
    group = sum(m.role is Role.GROUP for m in tasks)
    named = len(tasks) - group
    when = range_words(draft, meaning.due, meaning.overdue, "when" if meaning.only_due else "period")
    subject = {"agency": name, **_verbs(draft, 1)}
    if group and not named:
        return draft.message("list.group_only", count=group, when=when, **subject)
    words = draft.message(f"list.{_role_key(draft)}", count=named, when=when, **subject)
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
    agency = _agencies(draft)
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
        role = draft.message(f"role.{_role_key(draft)}")
        who = draft.message("list.none_who", agency=_agencies(draft), role=role)
    when = range_words(draft, meaning.due, meaning.overdue)
    where = _parties_words(draft) + _document_words(draft) + _without_words(draft) + _kind_words(draft)
    return draft.message("list.none", who=who, when=when, about=_topic_words(draft), documents=where)


def _role_key(draft: Draft) -> str:
    roles = draft.interpretation.roles
    return roles[0].value if len(roles) == 1 and roles[0] is not Role.GROUP else "any"


def _subject(draft: Draft) -> dict[str, str]:
    """Return the agencies asked about and the verbs that agree with them in number."""
    keys = draft.interpretation.agencies
    number = 2 if len(keys) > 1 or any(is_group(key) for key in keys) else 1
    return {"agency": _agencies(draft), **_verbs(draft, number)}


def _verbs(draft: Draft, number: int) -> dict[str, str]:
    does, involved, belongs = (draft.message(f"verb.{v}", count=number) for v in (_role_key(draft), "any", "belong"))
    return {"does": does, "is": involved, "belongs": belongs}


def _agencies(draft: Draft) -> str:
    return ", ".join(draft.agency(key) for key in draft.interpretation.agencies)


def _kind_words(draft: Draft) -> str:
    """Say which kinds alone are listed: "(chỉ tính việc báo cáo)"."""
    kinds = ", ".join(draft.message(f"kind.{kind}") for kind in draft.interpretation.kinds)
    return draft.message("list.of_kinds", kinds=kinds) if kinds else ""


def _topic_words(draft: Draft) -> str:
    topic = draft.interpretation.topic
    return draft.message("list.about", topic=cell(topic)) if topic else ""


def _parties_words(draft: Draft) -> str:
    """Say who must take part beside the agency asked about, and who gave the task."""
    meaning = draft.interpretation
    found = (("partners", meaning.partners), ("absent", meaning.absent), ("givers", meaning.givers))
    words = draft.message("list.bodies", bodies=cell(meaning.bodies_name)) if meaning.bodies else ""
    if meaning.recipients:
        official = {agency.name: agency.id for agency in draft.view.registry.by_id.values()}
        name = meaning.recipients[-1]
        words += draft.message(
            "list.recipients", names=draft.agency(official[name]) if name in official else cell(name)
        )
    for key, agencies in found:
        if agencies:
            words += draft.message(f"list.{key}", agencies=", ".join(draft.agency(each) for each in agencies))
    return words


def _document_words(draft: Draft) -> str:
    names = ", ".join(draft.document_name(number) for number in draft.interpretation.documents)
    return draft.message("list.in_documents", documents=names) if names else ""


def _without_words(draft: Draft) -> str:
    """Say what the question leaves out: "không kể Bộ Công an"."""
    meaning = draft.interpretation
    names = [draft.agency(key) for key in meaning.without]
    names += [draft.document_name(number) for number in meaning.without_documents]
    names += [draft.message(f"kind.{kind}") for kind in meaning.without_kinds]
    names += [draft.message("kind.common")] if meaning.by_name else []
    names += [draft.message("kind.overdue")] if meaning.without_overdue else []
    return draft.message("list.without", what=", ".join(names)) if names else ""
