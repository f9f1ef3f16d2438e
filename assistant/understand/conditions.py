"""Conditions of the question before that a turn takes off, or moves to another year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.model import TASK_INTENTS, DateRange, Intent, Interpretation
from assistant.understand import cues
from assistant.understand.moments import in_year
from assistant.understand.parties import ALL_ROLES
from assistant.understand.reading import Reading


def without_condition(previous: Interpretation, reading: Reading) -> Interpretation | None:
    """Take a condition off the question before: "bỏ điều kiện thời hạn", "mọi vai trò"."""
    if reading.has_slots or reading.says(cues.NAMED_TASKS) or previous.intent not in TASK_INTENTS:
        return None
    dropped = [slot for slot, cue in cues.DROPS if reading.says(cue)]
    if not dropped:
        return None
    meaning = previous
    for slot in dropped:
        meaning = _DROPPED[slot](meaning)
    return meaning


def _any_agency(meaning: Interpretation) -> Interpretation:
    return replace(
        meaning, agencies=(), agency_names=(), roles=(), partners=(), givers=(), bodies=(), bodies_name="", without=()
    )


def both_together(previous: Interpretation, before: Interpretation | None, reading: Reading) -> Interpretation | None:
    """Return the tasks of the last two agencies, documents or periods asked about: "cả hai bộ thì sao?"."""
    if before is None or not cues.BOTH_SPOKEN_OF.fullmatch(reading.folded):
        return None
    if not {previous.intent, before.intent} <= {Intent.LIST_TASKS, Intent.COUNT_TASKS}:
        return None
    if previous.agencies != before.agencies and previous.agencies and before.agencies:
        names = dict(zip(before.agencies, before.agency_names, strict=False))
        names |= dict(zip(previous.agencies, previous.agency_names, strict=False))
        return replace(previous, agencies=tuple(names), agency_names=tuple(names.values()))
    if previous.documents != before.documents and previous.documents and before.documents:
        return replace(previous, documents=tuple(dict.fromkeys((*before.documents, *previous.documents))))
    one, other = before.due, previous.due
    if one and other and one != other and one.first and one.last and other.first and other.last:
        first, last = min(one.first, other.first), max(one.last, other.last)
        return replace(
            previous, due=DateRange(first, last, tuple(sorted((one, other), key=lambda each: str(each.first))))
        )
    return None


_DROPPED: dict[str, Callable[[Interpretation], Interpretation]] = {
    "due": lambda meaning: replace(meaning, due=None, overdue=False, notes=()),
    "roles": lambda meaning: replace(meaning, roles=ALL_ROLES if meaning.agencies else ()),
    "agencies": _any_agency,
    "documents": lambda meaning: replace(
        meaning, documents=(), unknown_documents=(), without_documents=(), provision=()
    ),
    "topic": lambda meaning: replace(meaning, topic="", terms=""),
    "kinds": lambda meaning: replace(meaning, kinds=(), without_kinds=(), periods=()),
}


def in_another_year(previous: Interpretation, reading: Reading) -> Interpretation | None:
    """Move the period asked about to the year that a correction names: "ý tôi là năm 2026 chứ không phải 2027"."""
    due = previous.due
    if not reading.says(cues.CORRECTS) or reading.names_document or reading.agencies.agencies:
        return None
    if due is None or previous.overdue or (due.first and due.last and due.first.year != due.last.year):
        return None
    asked, year = due.last or due.first, _year_meant(reading)
    if asked is None or year is None:
        return None
    first, last = (day and in_year(day, year - asked.year) for day in (due.first, due.last))
    return replace(previous, due=DateRange(first, last), notes=())


def _year_meant(reading: Reading) -> int | None:
    """Return the year that a question names, where it names no other time; not one that it says is not meant."""
    spans = reading.period.spans if reading.period else ()
    if not all(cues.YEARS_ALONE.fullmatch(reading.whole[slice(*span)]) for span in spans):
        return None
    meant = [int(m["year"]) for m in cues.YEAR.finditer(reading.whole) if not m["not"]]
    if meant:
        return meant[-1]
    due = reading.period.due if reading.period else None
    return due.first.year if due and due.first else None
