"""Word a comparison: the parts side by side, then what they share."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.common import compose_common_leads, compose_common_references
from assistant.compose.draft import Draft, cell, markers
from assistant.compose.ends import Side, compose_ends
from assistant.compose.tasks import agency_count, cite_task, task_table
from assistant.labels import capital
from assistant.model import Ranked, Statement, Status
from corpus.model import Role

_MOST_RANKED = 10


def compose_comparison(draft: Draft, sides: Sequence[Side], wording: str) -> None:
    """Compare sides.

    Args:
        draft: receives the statements.
        sides: two or more.
        wording: "agencies", "documents" or "periods": what the sides are.
    """
    union = {m.task.id: m for side in sides for m in side.tasks}
    draft.tasks = tuple(union.values())
    rows = {m.task.id: cite_task(draft, m.task) for m in draft.tasks}
    if not union:
        draft.status = Status.NO_MATCH
        draft.note(draft.message("compare.none", names=", ".join(side.name for side in sides)))
        return
    if draft.interpretation.by_deadline:
        compose_ends(draft, sides, rows)
    else:
        _most(draft, sides, rows)
        if wording == "agencies" and any(m.role is Role.GROUP for m in draft.tasks):
            draft.note(draft.message("compare.groups_counted"))
    for side in sides:
        numbers = [rows[m.task.id][0] for m in side.tasks]
        if wording == "agencies":
            words = agency_count(draft, side.name, side.tasks)
        else:
            words = draft.message(f"compare.{wording}", name=side.name, count=len(side.tasks))
        draft.say(capital(words) + "." + markers(numbers), *numbers, claim=bool(numbers))
    shared = [m for m in union.values() if all(any(m.task.id == o.task.id for o in side.tasks) for side in sides)]
    draft.note(draft.message("compare.shared", count=len(shared)))
    for side in sides:
        if side.tasks:
            draft.note(f"**{side.name}**")
            task_table(draft, side.tasks, rows, iter(range(1, len(side.tasks) + 1)))


def compose_common(draft: Draft, numbers: Sequence[str], sides: Sequence[Side]) -> None:
    """Say what whole documents have in common, above their tasks: who acts in each of them, what each refers to."""
    at = next((i for i, block in enumerate(draft.blocks) if block[0].text.startswith("**") and not block[0].claim), 0)
    tables = draft.blocks[at:]
    del draft.blocks[at:]
    compose_common_leads(draft, sides, {m.task.id: cite_task(draft, m.task) for m in draft.tasks})
    compose_common_references(draft, numbers)
    draft.blocks += tables


_REST = {
    Ranked.AGENCY: ("more", "groups"),
    Ranked.MONTH: ("more_month", "undated"),
    Ranked.DOCUMENT: ("more_document", ""),
}
"""What is counted by -> how what is not shown, and what is not counted, is called."""


def compose_ranking(draft: Draft, sides: Sequence[Side], rest: int) -> None:
    """Say how many tasks each agency, month or document has, in the order given.

    Args:
        draft: receives the statements.
        sides: the agencies, months or documents, the one asked for first.
        rest: tasks that count under none: given to groups of agencies, or without a last day.
    """
    more, left = _REST[draft.interpretation.ranked]
    shown = sides[: draft.interpretation.limit or _MOST_RANKED]
    draft.tasks = tuple({m.task.id: m for side in shown for m in side.tasks}.values())
    rows = {m.task.id: cite_task(draft, m.task) for m in draft.tasks}
    if not shown:
        draft.status = Status.NO_MATCH
        draft.note(draft.message("compare.nobody"))
        return
    _most(draft, shown, rows, least=draft.interpretation.least)
    block = []
    for side in shown:
        numbers = tuple(rows[m.task.id][0] for m in side.tasks)
        words = draft.message("compare.rank", name=cell(side.name), count=len(side.tasks))
        block.append(Statement(f"- {words}{markers(numbers)}", numbers))
    draft.blocks.append(block)
    if len(sides) > len(shown):
        draft.note(draft.message(f"compare.{more}", count=len(sides) - len(shown)))
    if draft.interpretation.least and draft.interpretation.ranked is Ranked.AGENCY:
        draft.note(draft.message("compare.least_scope"))
    if rest and left:
        draft.note(draft.message(f"compare.{left}", count=rest))


def _most(draft: Draft, sides: Sequence[Side], rows: dict[str, tuple[int, ...]], least: bool = False) -> None:
    """Say which side has more, or fewer, or that none has."""
    ranked = sorted(sides, key=lambda side: len(side.tasks) if least else -len(side.tasks))
    first, second = len(ranked[0].tasks), len(ranked[1].tasks) if len(ranked) > 1 else 0
    if first == second:
        draft.note(draft.message("compare.equal_ends" if len(sides) > 2 else "compare.equal", count=first))
        return
    numbers = [rows[m.task.id][0] for m in ranked[0].tasks]
    words = draft.message("compare.least" if least else "compare.most", name=ranked[0].name, count=first, other=second)
    draft.say(capital(words) + "." + markers(numbers), *numbers)
