"""What kind of duty a task is, whether it has ended, and whose it is beyond its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.model import TaskKind
from corpus.agencies import Registry
from corpus.groups import group_kinds, shares_members, words_of_group
from corpus.model import DeadlineKind, Purpose, Task
from corpus.text import fold


def of_kinds(task: Task, kinds: tuple[TaskKind, ...]) -> Task:
    """Return the task with the deadlines that a question narrows to: of a report, of a start, of taking effect."""
    deadlines = task.deadlines
    if TaskKind.REPORT in kinds:
        deadlines = tuple(d for d in deadlines if d.purpose is Purpose.REPORT)
    if TaskKind.START in kinds:
        deadlines = tuple(d for d in deadlines if d.kind is DeadlineKind.START)
    if TaskKind.EFFECT in kinds:
        deadlines = tuple(d for d in deadlines if d.purpose is Purpose.EFFECT)
    return replace(task, deadlines=deadlines)


_ACTIONS = {
    TaskKind.ISSUE: re.compile(r"\bban hanh\b"),
    # "trình cấp có thẩm quyền", "tham mưu cấp có thẩm quyền"; no "quy trình", "chương trình"
    TaskKind.SUBMIT: re.compile(
        r"(?<!quy )(?<!chuong )(?<!tien )(?<!qua )(?<!cong )(?<!giao )(?<!lo )\btrinh\b|\btham muu\b"
    ),
}


def is_kind(task: Task, kind: TaskKind) -> bool:
    """Tell whether a task is of a kind."""
    if kind is TaskKind.RECURRING:
        return any(d.kind is DeadlineKind.RECURRING for d in task.deadlines)
    if kind is TaskKind.ONGOING:
        return any(d.kind is DeadlineKind.ONGOING for d in task.deadlines)
    if kind is TaskKind.EFFECT:
        return any(d.purpose is Purpose.EFFECT for d in task.deadlines)
    if kind is TaskKind.START:
        return any(d.kind is DeadlineKind.START for d in task.deadlines)
    if kind is TaskKind.UNDATED:
        return not task.deadlines
    if kind is TaskKind.JOINT:
        return bool(task.coordinators)
    if kind is TaskKind.ALONE:
        return not task.coordinators
    if kind is TaskKind.REPORT:
        return task.report_to is not None or any(d.purpose is Purpose.REPORT for d in task.deadlines)
    return _ACTIONS[kind].search(fold(task.action)) is not None


def ended(task: Task, day: date) -> bool:
    """Tell whether a task's deadlines all lie before a day, and none recurs."""
    last_days = [d.last for d in task.deadlines if d.last]
    recurring = any(d.kind is DeadlineKind.RECURRING for d in task.deadlines)
    return bool(last_days) and not recurring and max(last_days) < day


def led_within(group: str, task: Task, registry: Registry) -> bool:
    """Tell whether all who lead a task are of a group: its members by name, or groups of no other members."""
    kinds = set(group_kinds(words_of_group(group)))

    def is_of(key: str, members: tuple[str, ...]) -> bool:
        if key in registry.by_id:
            return registry.by_id[key].kind in kinds
        return bool(members) and set(members) <= kinds

    by_words = any(shares_members(group, party) for party in task.leads) and not kinds
    return bool(task.leads) and (by_words or all(is_of(party.key, party.members) for party in task.leads))


def goes_to(task: Task, names: Sequence[str]) -> bool:
    """Tell whether a task, or a deadline of it, says that something is reported or submitted to one of the names."""
    said = fold("; ".join((task.action, *(d.text for d in task.deadlines))))
    held = f"bao cao {fold(task.report_to)}; {said}" if task.report_to else said
    return any(re.search(rf"{_SENT}[^.;]{{0,60}}?\b{re.escape(fold(name))}\b", held) for name in names)


_SENT = r"\b(?:bao cao|trinh|gui|tham muu)\b"
