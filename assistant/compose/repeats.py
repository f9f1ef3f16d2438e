"""Say of the tasks shown which were given before, and which were given again since (``corpus.repeats``)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.compose.draft import Draft, cell, markers, shorten
from assistant.compose.tasks import cite_task, deadline_words
from assistant.labels import clause_label
from assistant.model import Statement, Status
from corpus.model import Task
from corpus.repeats import asked_before, leads_of

_MOST_TOLD = 3
"""So many pairs are told one by one; of more the number is."""


def tell_repeats(draft: Draft) -> None:
    """Add, behind the answer, what was given twice: people must know of the earlier order and of the later deadline."""
    if draft.status is not Status.ANSWERED or not draft.tasks:
        return
    shown = {matched.task.id: matched.task for matched in draft.tasks}
    pairs = list(_pairs(draft, shown))
    told = [_pair(draft, *pair, shown) for pair in pairs[:_MOST_TOLD]]
    if len(pairs) > _MOST_TOLD:
        told.append(Statement("- " + draft.message("repeats.more", count=len(pairs) - _MOST_TOLD), claim=False))
    if len(shown) == 1 and not pairs:
        told += _asked_elsewhere(draft, next(iter(shown.values())))
    if told:
        draft.blocks.append(told)


def _pairs(draft: Draft, shown: dict[str, Task]) -> Iterator[tuple[Task, Task]]:
    """Yield the pairs (earlier, later) of which one at least is shown; what is no longer in force counts no more."""
    draft.repeats = draft.view.repeats(draft.question.audiences, leads_of(shown.values()))
    for later, earlier in draft.repeats.items():
        if later in shown or earlier in shown:
            pair = _task(draft, earlier), _task(draft, later)
            if not any(task.clause in draft.view.over for task in pair):
                yield pair


def _pair(draft: Draft, earlier: Task, later: Task, shown: dict[str, Task]) -> Statement:
    """Word a pair from the side of the task that is shown; of two that are, from the later one's."""
    mine, other, key = (later, earlier, "before") if later.id in shown else (earlier, later, "again")
    cited = dict.fromkeys((*cite_task(draft, mine), *cite_task(draft, other)))
    words = draft.message(
        f"repeats.{key}",
        action=cell(shorten(mine.action, 90)),
        place=_place(draft, mine),
        other=_place(draft, other),
        when="; ".join(deadline_words(draft, d) for d in other.deadlines) or draft.message("deadline.none"),
    )
    return Statement(f"- {words}{markers(list(cited))}", tuple(cited), fixed=True)


def _asked_elsewhere(draft: Draft, task: Task) -> Iterator[Statement]:
    """Yield where the one task shown was asked for before, in its own words, if that is all that is known."""
    for reference in asked_before(task):
        held = draft.view.directive(reference.document or "", draft.question.audiences)
        key = "repeats.told" if held else "repeats.told_unknown"
        cited = cite_task(draft, task)
        words = draft.message(key, document=cell(reference.text))
        yield Statement(f"- {words}{markers(cited)}", cited, fixed=True)


def _place(draft: Draft, task: Task) -> str:
    number = task.clause.partition("#")[0]
    label, day = clause_label(task.clause, draft.language), draft.day(draft.directive(number).date)
    return draft.message("repeats.place", label=label, document=cell(draft.document_name(number)), date=day)


def _task(draft: Draft, task_id: str) -> Task:
    tasks = draft.directive(task_id.partition("#")[0]).tasks
    return next(task for task in tasks if task.id == task_id)
