"""Conversations: a question that leans on the one before takes over what it does not say itself.

The whole state is the previous question's interpretation. It is recomputed from the earlier questions, so that the
same conversation gives the same answers anywhere.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Intent, Interpretation, Question
from assistant.understand import cues
from assistant.understand.context import CorpusContext
from assistant.understand.documents import DocumentReading
from assistant.understand.interpret import (
    TASK_INTENTS,
    Understanding,
    asked_intent,
    clarification,
    explicit_roles,
    interpret_reading,
)
from assistant.understand.reading import Reading, read_question, topic_of

MOST_TURNS = 12
"""How many earlier questions are taken into account."""
_POINTABLE = frozenset({Intent.WHO, Intent.WHEN, Intent.WHAT, Intent.SEARCH, Intent.CLAUSE}) | TASK_INTENTS


def interpret(question: Question, context: CorpusContext) -> Understanding:
    """Understand a question after the earlier ones of its conversation."""
    previous: Interpretation | None = None
    for text in question.history[-MOST_TURNS:]:
        if text.strip():
            previous = _turn(replace(question, text=text), context, previous)[0]
    interpretation, reading = _turn(question, context, previous)
    return Understanding(
        interpretation,
        question.language or reading.language,
        clarification(reading, context),
        reading.period.impossible if reading.period else None,
    )


def _turn(
    question: Question, context: CorpusContext, previous: Interpretation | None
) -> tuple[Interpretation, Reading]:
    reading = read_question(question, context, previous.agencies if previous else ())
    alone = interpret_reading(reading, context)
    if previous and previous.documents and reading.says(cues.THIS_DOCUMENT) and not reading.names_document:
        named = DocumentReading(known=previous.documents)
        reading = replace(reading, documents=named)
        return interpret_reading(reading, context), reading
    if previous is None or alone.intent in {Intent.HELP, Intent.LIST_DOCUMENTS, Intent.REFERENCES, Intent.COMPARE}:
        return alone, reading
    return _after(previous, alone, reading) or alone, reading


def _after(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """Return what a question means after another, or None where it stands on its own."""
    if previous.intent not in _POINTABLE and previous.intent is not Intent.DOCUMENT_FACTS:
        return None
    topic = topic_of(reading, kinds=True)
    if reading.says(cues.COUNT) and not topic and not reading.has_slots and previous.intent in TASK_INTENTS:
        return replace(previous, intent=Intent.COUNT_TASKS)
    if alone.ordinal is not None:
        return replace(
            alone, intent=_detail_intent(reading), within=previous, topic="", terms="", agencies=(), roles=()
        )
    if alone.by_deadline and not reading.has_slots:
        return replace(previous, by_deadline=True)
    if reading.says(cues.WITHIN):
        return _narrowed(previous, alone, topic)
    if reading.says(cues.PRONOUN) or _bare_question(reading, topic):
        return replace(
            alone, intent=_detail_intent(reading), within=previous, topic="", terms="", agencies=alone.agencies
        )
    if _is_elliptical(reading, topic):
        return _carried_over(previous, alone, reading)
    return None


def _detail_intent(reading: Reading) -> Intent:
    """What is asked of a task pointed at: who, when, or what it says."""
    asked = asked_intent(reading, "x")
    return asked if asked in {Intent.WHO, Intent.WHEN} else Intent.WHAT


def _narrowed(previous: Interpretation, alone: Interpretation, topic: str) -> Interpretation:
    """Put the new conditions on the previous tasks: of those, which are overdue."""
    intent = alone.intent if alone.intent in TASK_INTENTS else Intent.LIST_TASKS
    if alone.agencies:
        return replace(alone, intent=intent, within=previous, topic=topic)
    return replace(
        alone,
        intent=intent,
        within=previous,
        topic=topic,
        agencies=previous.agencies,
        agency_names=previous.agency_names,
        roles=previous.roles,
    )


def _bare_question(reading: Reading, topic: str) -> bool:
    """Tell whether it is a question word with nothing to ask about: who co-ordinates?"""
    asks = reading.says(cues.WHO) or reading.says(cues.WHEN) or reading.says(cues.DETAIL)
    return asks and not topic and not reading.has_slots


def _is_elliptical(reading: Reading, topic: str) -> bool:
    """Tell whether it is a correction, a continuation ("thế còn ...?"), or slots alone ("Bộ Tư pháp?", "tháng 5?")."""
    if not (reading.has_slots or explicit_roles(reading)):
        return False
    if reading.says(cues.CORRECTS) or cues.CONTINUES.match(reading.folded):
        return not topic or reading.says(cues.CORRECTS)
    return not topic and not reading.says(cues.TASKS) and not reading.says(cues.WHO) and not reading.says(cues.COUNT)


def _carried_over(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation:
    """Fill what the question leaves out from the previous one."""
    asked = asked_intent(reading, "") if reading.says(cues.COUNT) else None
    agencies = alone.agencies or previous.agencies
    roles = explicit_roles(reading) or previous.roles or alone.roles
    moved = bool(reading.period)
    return replace(
        previous,
        intent=asked
        or (Intent.LIST_TASKS if previous.intent is Intent.DOCUMENT_FACTS and alone.agencies else previous.intent),
        agencies=agencies,
        agency_names=alone.agency_names or previous.agency_names,
        roles=roles if agencies else (),
        due=alone.due if moved else previous.due,
        overdue=alone.overdue if moved else previous.overdue,
        documents=alone.documents or previous.documents,
        unknown_documents=alone.unknown_documents or (() if alone.documents else previous.unknown_documents),
        kinds=alone.kinds or previous.kinds,
        periods=alone.periods or previous.periods,
        notes=alone.notes if alone.notes or moved else previous.notes,
    )
