"""Word whose deadline comes first, of the sides of a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.compose.draft import Draft, markers
from assistant.labels import capital
from assistant.model import MatchedTask
from corpus.model import Role


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared, and its tasks."""

    name: str
    tasks: tuple[MatchedTask, ...]


@dataclass(frozen=True, slots=True)
class _Ends:
    """The last days of one side's tasks, soonest first, and the tasks that state them."""

    name: str
    days: tuple[tuple[date, MatchedTask], ...]


def compose_ends(draft: Draft, sides: Sequence[Side], rows: Mapping[str, tuple[int, ...]]) -> None:
    """Say which side's deadline comes first, by how much, and which side states none.

    Args:
        draft: receives the statements.
        sides: two or more.
        rows: the citations of each task.
    """
    by_name = all(_ends(draft, side, by_name=True).days for side in sides)
    ends = [_ends(draft, side, by_name=by_name) for side in sides]
    latest = draft.interpretation.latest
    chosen = [(each, each.days[-1 if latest else 0]) for each in ends if each.days]
    if len(chosen) == len(sides):
        _first_and_last(draft, sorted(chosen, key=lambda pair: pair[1][0]), rows)
    for each in ends:
        _one_side(draft, each, rows)
    if by_name and any(_is_of_group(matched) for side in sides for matched in side.tasks):
        draft.note(draft.message("compare.ends_scope"))
    if len(chosen) == len(sides) and any(each.days[0][0] != each.days[-1][0] for each in ends):
        _say_which_end(draft)


def _ends(draft: Draft, side: Side, *, by_name: bool) -> _Ends:
    """Return a side's last days: those to come where the next deadline is asked for."""
    after = draft.question.today if draft.interpretation.upcoming else date.min
    days = [
        (deadline.last, matched)
        for matched in side.tasks
        for deadline in matched.task.deadlines
        if deadline.last and deadline.last >= after and not (by_name and _is_of_group(matched))
    ]
    return _Ends(side.name, tuple(sorted(days, key=lambda pair: pair[0])))


def _is_of_group(matched: MatchedTask) -> bool:
    return matched.role is Role.GROUP


def _first_and_last(
    draft: Draft, chosen: Sequence[tuple[_Ends, tuple[date, MatchedTask]]], rows: Mapping[str, tuple[int, ...]]
) -> None:
    (soonest, (first, _)), (other, (last, _)) = chosen[0], chosen[-1]
    numbers = sorted({number for _, (_, matched) in chosen for number in rows[matched.task.id]})
    key = "same_ends" if first == last else "sooner" if len(chosen) == 2 else "soonest"
    words = draft.message(
        f"compare.{key}",
        name=soonest.name,
        other=other.name,
        first=draft.day(first),
        last=draft.day(last),
        count=(last - first).days,
    )
    draft.say(f"**{capital(words)}**{markers(numbers)}", *numbers)


def _one_side(draft: Draft, ends: _Ends, rows: Mapping[str, tuple[int, ...]]) -> None:
    if not ends.days:
        draft.note(capital(draft.message("compare.side_undated", name=ends.name)))
        return
    first, last = ends.days[0], ends.days[-1]
    numbers = sorted({number for _, matched in (first, last) for number in rows[matched.task.id]})
    key = "side_ends" if first[0] == last[0] else "side_range"
    words = draft.message(f"compare.{key}", name=ends.name, first=draft.day(first[0]), last=draft.day(last[0]))
    draft.say(f"{capital(words)}.{markers(numbers)}", *numbers)


def _say_which_end(draft: Draft) -> None:
    """Say by which of several deadlines the sides were compared."""
    if draft.interpretation.latest:
        draft.note(draft.message("compare.by_last"))
    elif draft.interpretation.upcoming:
        draft.note(draft.message("compare.by_next", date=draft.day(draft.question.today)))
    else:
        draft.note(draft.message("compare.by_first"))
