"""Say above an answer how its question was read, where that is not what was typed."""

from __future__ import annotations

from datetime import date

from assistant.compose.draft import Draft, cell
from assistant.compose.list_words import range_words
from assistant.lexical.focus import asks_whether_done
from assistant.model import DAYS_LEFT, DateRange, Intent, Status


def say_how_read(draft: Draft) -> None:
    """Say what was made of former agencies, departments, names with several bearers, and times not computed."""
    if draft.status in {Status.CLARIFY, Status.OUT_OF_SCOPE}:
        return
    written = len(draft.blocks)
    for code, value in draft.interpretation.notes:
        words = _words(draft, code, value)
        if words:
            draft.note(words)
    draft.blocks[:] = [*draft.blocks[written:], *draft.blocks[:written]]


def say_what_is_not_recorded(draft: Draft) -> None:
    """Say that orders do not tell whether something was done, where that was asked."""
    if draft.status is Status.ANSWERED and asks_whether_done(draft.question.text):
        draft.note(draft.message("note.not_recorded"))


def say_how_far_off(draft: Draft) -> None:
    """Say how many days are left until the nearest deadline shown, or have passed since the last, where asked."""
    meaning, today = draft.interpretation, draft.question.today
    if draft.status is not Status.ANSWERED or all(code != DAYS_LEFT for code, _ in meaning.notes):
        return
    within = meaning.due if meaning.intent is Intent.NEXT_DEADLINE else None
    days = sorted(
        deadline.last
        for matched in draft.tasks
        for deadline in matched.task.deadlines
        if deadline.last and (within is None or within.first is None or within.first == deadline.last)
    )
    ahead = [day for day in days if day >= today]
    if not days:
        return
    day = ahead[0] if ahead else days[-1]
    key = "days_left" if day > today else "days_today" if day == today else "days_past"
    count = abs((day - today).days)
    draft.note(draft.message(f"note.{key}", count=count, day=draft.day(day), today=draft.day(today)))


_OF_WORDS = frozenset({"period_not_computed", "unread"})
"""Notes that quote words of the question."""


def _words(draft: Draft, code: str, value: str) -> str:
    typed, _, official = value.partition("|")
    if code == "former_agency":
        return draft.message("note.former_agency", old=typed, new=_in_its_language(draft, official))
    if code == "department":
        return draft.message("note.department", name=typed, parent=_in_its_language(draft, official))
    if code in {"settled", "settled_by_work"}:
        return draft.message(f"note.{code}", words=cell(typed), agency=_in_its_language(draft, official))
    if code == "issued_in":
        first, last = (date.fromisoformat(day) if day else None for day in (typed, official))
        return draft.message("note.issued_in", when=range_words(draft, DateRange(first, last), False, "period").strip())
    if code == "kept_subject":
        return draft.message("note.kept_subject", words=", ".join(_in_its_language(draft, w) for w in value.split("|")))
    if code in {"untold", "given_or_due"}:
        return draft.message(f"note.{code}")
    return draft.message(f"note.{code}", words=cell(value)) if code in _OF_WORDS else ""


def _in_its_language(draft: Draft, official: str) -> str:
    """Return an agency's name in the answer's language, given its official one."""
    known = (agency.id for agency in draft.view.registry.by_id.values() if agency.name == official)
    key = next(known, None)
    return draft.agency(key) if key else official
