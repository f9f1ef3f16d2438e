"""Filters as people and programs give them (names, numbers, days) to ``TaskFilters``."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.corpus_view import CorpusView
from assistant.document_parts import parts_of
from assistant.model import DateRange, QuestionError
from assistant.selection.select import TaskFilters
from assistant.selection.status import Standing, TaskStatus
from assistant.understand.documents import find_documents
from corpus.agencies import registry
from corpus.agency_names import question_finder
from corpus.force import NOTHING, base_number
from corpus.model import Audience, Role


@dataclass(frozen=True, slots=True)
class FilterWords:
    """What was typed; the parameters of ``GET /api/v1/tasks`` and of ``chidao tasks``."""

    agencies: Sequence[str] = ()
    roles: Sequence[str] = ()
    documents: Sequence[str] = ()
    first: str | None = None
    last: str | None = None
    status: str | None = None
    text: str = ""


def read_filters(words: FilterWords, today: date, view: CorpusView, audiences: frozenset[Audience]) -> TaskFilters:
    """Read filters.

    Raises:
        QuestionError: a word that names nothing or several things (codes no_agency, ambiguous_agency, no_document,
            bad_role, bad_status, bad_date, bad_range).
    """
    status = _status(words.status) if words.status else None
    return TaskFilters(
        agencies=tuple(read_agency(name) for name in words.agencies),
        roles=tuple(_role(name) for name in words.roles),
        documents=tuple(each for name in words.documents for each in _documents(name, view, audiences, today)),
        due=_due(words, status, today),
        overdue=status is TaskStatus.OVERDUE,
        topic=words.text,
        standing=Standing(status, today) if status else None,
        over=NOTHING if words.documents else view.over,
        audiences=audiences,
    )


def read_day(value: str) -> date:
    """Read an ISO date; raises ``QuestionError`` (bad_date)."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise QuestionError("bad_date", value=value[:40]) from None


def read_agency(name: str) -> str:
    """Return the registry id of an agency given by id or by name; a name that fits several is not guessed."""
    if name in registry().by_id:
        return name
    matches = question_finder().find(unicodedata.normalize("NFC", name))
    if len(matches) != 1:
        raise QuestionError("no_agency", agency=name[:200])
    candidates = matches[0].agency_ids
    if len(candidates) > 1:
        names = "; ".join(registry().by_id[key].name for key in candidates)
        raise QuestionError("ambiguous_agency", agency=name[:200], candidates=names)
    return candidates[0]


def _documents(name: str, view: CorpusView, audiences: frozenset[Audience], today: date) -> tuple[str, ...]:
    """Return the numbers that a name stands for: a printed one, for the annexes too that came in files of their own."""
    heads = view.context(audiences).heads
    wanted = unicodedata.normalize("NFC", name).strip()
    exact = next((head for head in heads if wanted in (head.number, head.slug)), None)
    if exact is None:
        found = find_documents(wanted, heads, today).known
        if len({base_number(number) for number in found}) != 1:
            raise QuestionError("no_document", document=name[:200])
        return found
    if exact.number != base_number(exact.number):
        return (exact.number,)
    return tuple(head.number for head in parts_of(exact.number, heads))


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        raise QuestionError("bad_role", role=name[:40], allowed=", ".join(Role)) from None


def _status(name: str) -> TaskStatus:
    try:
        return TaskStatus(name)
    except ValueError:
        raise QuestionError("bad_status", status=name[:40], allowed=", ".join(TaskStatus)) from None


def _due(words: FilterWords, status: TaskStatus | None, today: date) -> DateRange | None:
    first = read_day(words.first) if words.first else None
    last = read_day(words.last) if words.last else None
    if first and last and first > last:
        raise QuestionError("bad_range", first=first.isoformat(), last=last.isoformat())
    if status is TaskStatus.OVERDUE:
        yesterday = date.fromordinal(max(today.toordinal() - 1, 1))
        last = min(last, yesterday) if last else yesterday
    return DateRange(first, last) if first or last else None
