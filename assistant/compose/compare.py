"""Word a comparison: the parts side by side, then what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.draft import Draft, markers
from assistant.compose.tasks import cite_task, task_table
from assistant.model import MatchedTask, Status


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared, and its tasks."""

    name: str
    tasks: tuple[MatchedTask, ...]


def compose_comparison(draft: Draft, sides: Sequence[Side], wording: str) -> None:
    """Compare sides.

    Args:
        draft: receives the statements.
        sides: two or more.
        wording: "agencies" or "documents": what the sides are.
    """
    union = {m.task.id: m for side in sides for m in side.tasks}
    draft.tasks = tuple(union.values())
    rows = {m.task.id: cite_task(draft, m.task) for m in draft.tasks}
    if not union:
        draft.status = Status.NO_MATCH
        draft.note(draft.message("compare.none", names=", ".join(side.name for side in sides)))
        return
    for side in sides:
        numbers = [rows[m.task.id][0] for m in side.tasks]
        words = draft.message(f"compare.{wording}", name=side.name, count=len(side.tasks))
        draft.say(words + "." + markers(numbers), *numbers, claim=bool(numbers))
    shared = [m for m in union.values() if all(any(m.task.id == o.task.id for o in side.tasks) for side in sides)]
    draft.note(draft.message("compare.shared", count=len(shared)))
    for side in sides:
        if side.tasks:
            draft.note(f"**{side.name}**")
            task_table(draft, side.tasks, rows, iter(range(1, len(side.tasks) + 1)))
