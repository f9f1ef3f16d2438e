"""Say again, as one question that stands on its own, how a question was understood; with one of its conditions changed.

Nothing is remembered between the two: the new question is asked like any other. It is given out only where the grammar
reads in it exactly what was meant, so a correction can never ask for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from assistant import messages
from assistant.labels import agency_name, capital, date_text, in_sentence
from assistant.model import TASK_INTENTS, DateRange, Intent, Interpretation, Language, Question, QuestionError, TaskKind
from assistant.understand import interpret, replacing
from assistant.understand.context import CorpusContext
from assistant.understand.parties import ALL_ROLES
from assistant.web.bodies import parse_day
from corpus.groups import is_group
from corpus.model import Role

_OF_DOCUMENTS = frozenset(Intent) - {Intent.LIST_DOCUMENTS, Intent.WHAT_CHANGED, Intent.HELP, Intent.OUT_OF_SCOPE}
"""What can be asked of one document."""
_WELL_KNOWN = ("bo-cong-an", "bo-tai-chinh")
_ANY = "any"
_OVERDUE = "overdue"
_TO = ".."


class Slot(StrEnum):
    """A condition of a question for tasks."""

    AGENCY = "agency"
    ROLE = "role"
    DUE = "due"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Restated:
    """A question that stands on its own, and those of its conditions that can be changed in it."""

    question: str
    slots: tuple[Slot, ...]
    meaning: Interpretation
    """What both it and the question that it restates ask for."""


def restated(question: Question, context: CorpusContext) -> Restated | None:
    """Return a question that stands on its own and means the same; None where there is none for certain.

    A question for tasks is said anew, any other in its asker's words: with a name replaced where that can be done.
    """
    understood = interpret(question, context)
    if understood.clarify or understood.impossible_date:
        return None
    meaning, language = understood.interpretation, understood.language
    words = _words(meaning, language, context)
    if words is not None and _same(_read(words, question, context), meaning):
        return Restated(words, tuple(slot for slot in Slot if slot is not Slot.ROLE or meaning.agencies), meaning)
    if not _same(_read(question.text, question, context), meaning):
        return None
    alone = replace(question, history=())
    slots = [slot for slot, value in _tried(meaning, context) if _can_change(alone, language, slot, value, context)]
    return Restated(question.text, tuple(slots), meaning) if slots else None


def _tried(meaning: Interpretation, context: CorpusContext) -> Iterator[tuple[Slot, str]]:
    """Yield what a condition could be changed to: where that can be said, other values can."""
    if len(meaning.agencies) == 1:
        other = next(key for key in _WELL_KNOWN if key not in meaning.agencies)
        yield Slot.AGENCY, context.registry.by_id[other].name
    others = [head.number for head in context.heads if head.number not in meaning.documents]
    if others and len(meaning.documents) + len(meaning.unknown_documents) <= 1 and meaning.intent in _OF_DOCUMENTS:
        yield Slot.DOCUMENT, others[-1]


def _can_change(question: Question, language: Language, slot: Slot, value: str, context: CorpusContext) -> bool:
    try:
        return bool(corrected(question, language, slot, value, context))
    except QuestionError:
        return False


def corrected(question: Question, language: Language, slot: Slot, value: str, context: CorpusContext) -> str:
    """Return the question with one condition changed; an empty value takes the condition off.

    Args:
        question: one that stands on its own.
        language: of the question to return.
        slot: the condition.
        value: an agency's name; a role, or "any"; "2026-04-01..2026-04-30" (either may be missing) or "overdue"; a
            document's number.
        context: the corpus as its reader may see it.

    Raises:
        QuestionError: the value is none for this condition, or the question is none for tasks.
    """
    value = value.strip()
    meaning = _CHANGE[slot](_read(question.text, question, context), value, question, context)
    for words in _said(meaning, question, language, slot, value, context):
        understood = _read(words, question, context)
        meant = meaning
        if slot is Slot.AGENCY and understood.agencies and value:
            meant = replace(meaning, agencies=understood.agencies)  # a name is read by the grammar itself
        if _same(understood, meant):
            return words
    raise QuestionError("error.not_corrected", value=value[:100])


def _said(
    meaning: Interpretation, question: Question, language: Language, slot: Slot, value: str, context: CorpusContext
) -> Iterator[str]:
    """Yield the ways to say a meaning: anew, and as the question that one condition of was changed."""
    anew = _words(meaning, language, context)
    if anew is not None:
        yield anew
    if slot is Slot.AGENCY:
        yield from replacing.with_agency(question, value, context)
    if slot is Slot.DOCUMENT:
        name = _document_name(value, language, context)
        within = messages.text(language, "restate.documents", documents=name) if name else ""
        yield from replacing.with_document(question, name, within, context)


def _document_name(number: str, language: Language, context: CorpusContext) -> str:
    """Return what a document is called in a sentence: "Công văn 693-CV/VPTW"; its number alone in another language."""
    types = {head.number: head.type_name for head in context.heads if language is Language.VI}
    return f"{types.get(number, '')} {number}".strip()


def _read(words: str, question: Question, context: CorpusContext) -> Interpretation:
    return interpret(replace(question, text=words, history=(), language=None), context).interpretation


def _same(one: Interpretation, other: Interpretation) -> bool:
    """Tell whether two readings ask for the same; what is remarked about the reading does not matter."""
    bare = [replace(each, notes=(), agency_names=(), agencies=tuple(sorted(each.agencies))) for each in (one, other)]
    return bare[0] == bare[1]


def _words(meaning: Interpretation, language: Language, context: CorpusContext) -> str | None:
    """Word a question for tasks; None for any other."""
    if meaning.intent not in (Intent.LIST_TASKS, Intent.COUNT_TASKS) or meaning.within:
        return None

    def say(key: str, **values: object) -> str:
        return messages.text(language, f"restate.{key}", **values)

    joined = say("and").join(_agency_names(meaning, language, context))
    several = 2 if len(meaning.agencies) > 1 or any(map(is_group, meaning.agencies)) else 1
    if TaskKind.JOINT in meaning.kinds and (not joined or meaning.kinds != (TaskKind.JOINT,)):
        return None
    narrower = [say(f"period_{each}") for each in meaning.periods] + [
        say(f"kind_{each}") for each in meaning.kinds if each is not TaskKind.JOINT
    ]
    if language is Language.VI:  # "báo cáo định kỳ hằng tháng", "monthly recurring reporting"
        narrower.reverse()
    about = say("about", topic=meaning.topic) if meaning.topic else ""
    numbers = (*meaning.documents, *meaning.unknown_documents)
    documents = say("documents", documents=say("and").join(numbers)) if numbers else ""
    when = _when(meaning, language)
    if not (joined or narrower or about or documents or when):  # else it would be read as one about the last answer
        documents = say("whole")
    role = meaning.roles[0].value if len(meaning.roles) == 1 else ""
    whose = "" if not joined else "_by_role" if role else "_any_role"
    if TaskKind.JOINT in meaning.kinds:
        whose = "_joint"
    parts = {"kinds": "".join(narrower), "about": about, "when": when, "documents": documents}
    does = say("does", count=several)
    words = say(meaning.intent + whose, agency=joined, does=does, role=say(f"role_{role}") if role else "", **parts)
    return capital(words)


def _agency_names(meaning: Interpretation, language: Language, context: CorpusContext) -> list[str]:
    known = context.registry
    return [
        in_sentence(agency_name(key, language, known) if key in known.by_id else name, language)
        for key, name in zip(meaning.agencies, meaning.agency_names, strict=True)
    ]


def _when(meaning: Interpretation, language: Language) -> str:
    if meaning.overdue:
        return messages.text(language, "restate.overdue")
    due = meaning.due
    if due is None:
        return ""
    if due.parts:
        return messages.text(language, "restate.parts", parts=_listed(due.parts, language))
    key = "until" if due.first is None else "from" if due.last is None else "day" if due.first == due.last else "range"
    ends = {"first": date_text(due.first, language), "last": date_text(due.last, language)}
    return messages.text(language, f"restate.{key}", **ends)


def _listed(parts: Sequence[DateRange], language: Language) -> str:
    """Name the stretches of days that are meant one by one."""
    days = [{"first": date_text(part.first, language), "last": date_text(part.last, language)} for part in parts]
    keys = ["day" if part.first == part.last else "range" for part in parts]
    said = [messages.text(language, f"period_name.{key}", **ends) for key, ends in zip(keys, days, strict=True)]
    return messages.text(language, "join.and", left=", ".join(said[:-1]), right=said[-1])


def _with_agency(meaning: Interpretation, value: str, question: Question, context: CorpusContext) -> Interpretation:
    if not value:
        return replace(meaning, agencies=(), agency_names=(), roles=())
    roles = meaning.roles or ((Role.LEAD,) if meaning.intent in TASK_INTENTS else ())
    return replace(meaning, agencies=(value,), agency_names=(value,), roles=roles)


def _with_role(meaning: Interpretation, value: str, question: Question, context: CorpusContext) -> Interpretation:
    if value in ("", _ANY):
        return replace(meaning, roles=ALL_ROLES)
    if value not in {role.value for role in ALL_ROLES}:
        raise QuestionError("error.bad_role", role=value[:40], allowed=", ".join([*ALL_ROLES, _ANY]))
    return replace(meaning, roles=(Role(value),))


def _with_due(meaning: Interpretation, value: str, question: Question, context: CorpusContext) -> Interpretation:
    if value == _OVERDUE:
        return replace(meaning, due=DateRange(None, question.today - timedelta(days=1)), overdue=True)
    first, last = map(parse_day, (value if _TO in value else value + _TO + value).split(_TO, 1))
    if first and last and first > last:
        raise QuestionError("error.bad_range", first=_iso(first), last=_iso(last))
    return replace(meaning, due=DateRange(first, last) if first or last else None, overdue=False)


def _with_document(meaning: Interpretation, value: str, question: Question, context: CorpusContext) -> Interpretation:
    if value and value not in {head.number for head in context.heads}:
        raise QuestionError("error.no_document", document=value[:200])
    return replace(meaning, documents=(value,) if value else (), unknown_documents=())


def _iso(day: date) -> str:
    return day.isoformat()


_CHANGE: dict[Slot, Callable[[Interpretation, str, Question, CorpusContext], Interpretation]] = {
    Slot.AGENCY: _with_agency,
    Slot.ROLE: _with_role,
    Slot.DUE: _with_due,
    Slot.DOCUMENT: _with_document,
}
