"""Conversations: a question that leans on the one before takes over what it does not say itself.

The whole state is the previous question's interpretation. It is recomputed from the earlier questions, so that the
same conversation gives the same answers anywhere.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.lexical.focus import focus_of
from assistant.model import TASK_INTENTS, Intent, Interpretation, Language, Question, TaskKind
from assistant.understand import cues
from assistant.understand.carrying import TOGETHER, carried_over, is_continued, kinds_asked, topic_slots
from assistant.understand.conditions import both_together, in_another_year, without_condition
from assistant.understand.context import CorpusContext
from assistant.understand.cues.pattern import Cue
from assistant.understand.documents import DocumentReading
from assistant.understand.intents import asked_intent
from assistant.understand.interpret import Understanding, clarification, interpret_reading
from assistant.understand.parties import ALL_ROLES, explicit_roles
from assistant.understand.placed import of_a_place
from assistant.understand.reading import Reading, read_question
from assistant.understand.spoken import Spoken, after_turn, answering, documents_of, of_the_agencies, of_two_documents
from assistant.understand.subject import members_too, not_understood, of_the_same, of_these, shown_again
from assistant.understand.superlatives import compares_documents
from assistant.understand.topics import topic_of
from assistant.understand.unread import with_unread
from corpus.model import Role

MOST_TURNS = 12
"""How many earlier questions are taken into account."""
_POINTABLE = frozenset({Intent.WHO, Intent.WHEN, Intent.WHAT, Intent.SEARCH, Intent.CLAUSE}) | TASK_INTENTS
_ALONE = frozenset({Intent.HELP, Intent.OUT_OF_SCOPE, Intent.LIST_DOCUMENTS, Intent.REFERENCES, Intent.WHAT_CHANGED})


def interpret(question: Question, context: CorpusContext) -> Understanding:
    """Understand a question after the earlier ones of its conversation."""
    spoken = Spoken()
    for text in question.history[-MOST_TURNS:]:
        if text.strip():
            turn = answering(replace(question, text=text), spoken)
            spoken = after_turn(spoken, *_turn(*turn, context), context)
    completed, before = answering(question, spoken)
    interpretation, reading = _turn(completed, before, context)
    asked = clarification(reading, interpretation, context)
    if completed is question and asked is None:
        asked = _asked_again(spoken, interpretation, reading, context)
    return Understanding(
        with_unread(interpretation, reading),
        question.language or reading.language,
        asked,
        bool(reading.own),
        reading.period.impossible if reading.period else None,
    )


def _asked_again(
    spoken: Spoken, meaning: Interpretation, reading: Reading, context: CorpusContext
) -> tuple[str, tuple[str, ...]] | None:
    """Return what was asked back before, where a question that leans on that one leaves it open still."""
    asked = spoken.asked
    named = reading.agencies.agencies or reading.own or reading.names_document or reading.bodies.kinds
    if asked is None or not asked.words or named or reading.says(cues.WHOLE) or reading.says(cues.STARTS_ANEW):
        return None
    of_tasks = meaning.intent in TASK_INTENTS and not meaning.topic and not reading.says(cues.EVERY)
    leans = of_tasks or meaning != interpret_reading(reading, context)
    return (asked.words, asked.candidates) if leans else None


def _turn(question: Question, spoken: Spoken, context: CorpusContext) -> tuple[Interpretation, Reading]:
    """Return what a question means after what was spoken of."""
    previous, documents = spoken.previous, spoken.documents
    reading = read_question(question, context, previous.agencies if previous else (), documents_of(previous))
    if previous and not previous.agencies:
        reading = of_the_agencies(reading, spoken.agencies)
    alone = of_two_documents(interpret_reading(reading, context), reading, spoken, context)
    settled = alone.intent is Intent.COMPARE and compares_documents(reading)
    if previous is None or settled or reading.says(cues.WHOLE) or reading.says(cues.STARTS_ANEW):
        return alone, reading
    if together := both_together(previous, spoken.before, reading):
        return together, reading
    if placed := of_a_place(previous, alone, reading, context):
        return placed, reading
    spoken_of = documents_of(previous) or (documents if reading.says(cues.THIS_DOCUMENT) else ())
    if spoken_of and not reading.names_document and _speaks_of_document(previous, alone, reading):
        reading = replace(reading, documents=DocumentReading(known=spoken_of))
        return interpret_reading(reading, context), reading
    if alone.intent in _ALONE and not is_continued(reading):
        return without_condition(previous, reading) or alone, reading
    return _after(previous, alone, reading) or alone, reading


def _speaks_of_document(previous: Interpretation, alone: Interpretation, reading: Reading) -> bool:
    """Tell whether it means the document spoken of: "văn bản đó ...", "ai ký?"."""
    if reading.says(cues.THIS_DOCUMENT):
        return True
    fact = next((fact for fact, cue in cues.FACTS if reading.says(cue)), None)
    of_facts = previous.intent is Intent.DOCUMENT_FACTS or (len(documents_of(previous)) == 1 and fact in _ITS_OWN)
    return of_facts and fact is not None and not alone.topic and not reading.has_slots


_ITS_OWN = frozenset({"signer", "date", "issuer", "addressees", "recipients"})
"""Facts that only a document has."""


def _after(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """Return what a question means after another, or None where it stands on its own."""
    if previous.intent not in _POINTABLE and previous.intent is not Intent.DOCUMENT_FACTS:
        return None
    if alone.intent is Intent.COMPARE and not is_continued(reading):
        return None
    return (
        without_condition(previous, reading)
        or shown_again(previous, reading)
        or in_another_year(previous, reading)
        or (_of_what_was_quoted(previous, alone, reading) if focus_of(reading.text) else None)
        or _most_urgent(previous, alone, reading)
        or _same_counted(previous, reading)
        or _pointed_at(previous, alone, reading)
        or _resorted(previous, alone, reading)
        or _narrowed(previous, alone, reading)
        or _asked_of_it(previous, alone, reading)
        or _of_other_work(previous, alone, reading)
        or carried_over(previous, alone, reading)
        or _of_what_was_quoted(previous, alone, reading)
        or of_the_same(previous, alone, reading)
        or not_understood(previous, alone, reading)
    )


def _same_counted(previous: Interpretation, reading: Reading) -> Interpretation | None:
    """The same tasks, counted ("mấy việc tất cả?") or, once counted, listed ("cụ thể là những việc nào?")."""
    if previous.intent not in TASK_INTENTS or reading.has_slots or topic_of(reading, kinds=True).words:
        return None
    if reading.says(cues.WITHIN) or reading.without or explicit_roles(reading) or kinds_asked(reading):
        return None
    if reading.counts:
        return replace(previous, intent=Intent.COUNT_TASKS)
    lists = reading.says(cues.TASKS) or reading.says(cues.DETAIL)
    if previous.intent is Intent.COUNT_TASKS and lists and not reading.says(cues.ORDINAL):
        return replace(previous, intent=Intent.LIST_TASKS)
    return None


def _most_urgent(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """The next deadline of the tasks listed before: "cái nào gấp nhất?"."""
    if alone.intent is not Intent.NEXT_DEADLINE or previous.intent not in TASK_INTENTS:
        return None
    named = reading.agencies.agencies or reading.names_document or (reading.period and not reading.overdue)
    if named or reading.bodies.kinds or alone.topic or alone.by_deadline:
        return None
    asked = replace(previous, intent=Intent.NEXT_DEADLINE, due=alone.due, overdue=alone.overdue, notes=alone.notes)
    return replace(asked, latest=alone.latest, limit=alone.limit)


def _of_other_work(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """The same asked of another piece of work: "thế còn làm sạch dữ liệu?" after "Ai chủ trì truy xuất nguồn gốc?"."""
    if previous.intent not in {Intent.WHO, Intent.WHEN, Intent.WHAT} or previous.within or reading.has_slots:
        return None
    if alone.intent is not Intent.SEARCH or not alone.topic or not cues.CONTINUES.match(reading.folded):
        return None
    return replace(
        previous, topic=alone.topic, terms=alone.terms, firm_topic=True, agencies=(), agency_names=(), place=None
    )


def _pointed_at(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """One of the tasks shown, by its number; asked the same about as before, where it only goes on."""
    if alone.ordinal is None:
        return None
    intent = _detail_intent(reading)
    if intent is Intent.WHAT and previous.within and is_continued(reading) and not reading.says(cues.DETAIL):
        intent = previous.intent
    return _about(alone, intent, _shown(previous))


def _shown(meaning: Interpretation) -> Interpretation:
    """Return the question whose answer was a list: numbers count in it, not in the one task spoken of since."""
    while meaning.within and meaning.intent not in TASK_INTENTS:
        meaning = meaning.within
    return meaning


def _about(alone: Interpretation, intent: Intent, earlier: Interpretation) -> Interpretation:
    return replace(
        alone, intent=intent, within=earlier, topic="", terms="", agencies=(), agency_names=(), roles=(), kinds=()
    )


def _resorted(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    return replace(previous, by_deadline=True) if alone.by_deadline and not reading.has_slots else None


def _asked_of_it(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """Who, when or what of the task spoken of: "ai phối hợp việc đó?", "hạn khi nào?"."""
    if _points(reading) or _bare_question(reading, topic_of(reading, kinds=True).words):
        meaning = replace(_about(alone, _detail_intent(reading), previous), single=_points(reading))
        return replace(meaning, agencies=alone.agencies, agency_names=alone.agency_names)
    return None


_MOST_OF_IT = 5
"""Syllables of its own that a question about what was just quoted has at the most."""
_SHORT = 6
"""Words that such a question has at the most where none is its own."""
_ASKS = Cue(r"\b(?:dau|gi|nao|sao|may|bao|ai|khong|chua)\b")
# "để làm gì?", "nhằm mục đích gì?"
_WHAT_FOR = Cue(r"\b(?:de (?:lam|phuc vu) (?:cai )?gi|(?:nham )?muc dich(?: la)? gi|what for)\b")


def _of_what_was_quoted(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """A short question that names nobody and no document, after one about a piece of work: "báo đài nào cùng làm?".

    Whether the clauses quoted hold what it asks for, the answer sees (``assistant.search.quoted``).
    """
    named = reading.names_document or reading.agencies.agencies or reading.period or reading.without or reading.own
    if named or previous.intent is Intent.COMPARE or cues.CONTINUES.match(reading.folded):
        return None
    if alone.intent in TASK_INTENTS and _WHAT_FOR.search(reading.folded):
        return _about(alone, Intent.WHAT, previous)
    if alone.intent not in {Intent.SEARCH, Intent.WHO, Intent.WHEN, Intent.WHAT}:
        return None
    if not alone.terms:  # "gửi về đâu?"
        asks = previous.intent not in TASK_INTENTS and _ASKS.search(reading.folded)
        short = len(reading.text.split()) <= _SHORT
        return _about(alone, _detail_intent(reading), previous) if asks and short else None
    if len(alone.terms.split()) > _MOST_OF_IT:
        return None
    return replace(alone, intent=_detail_intent(reading), within=previous)


_ONES = Cue(r"\b(?:ones|tasks|those|what) (?:that )?(?:it|they) ")
"""Speaks of several tasks of the agency spoken of: "the ones it supports"."""


def _points(reading: Reading) -> bool:
    plural = _ONES.search(reading.folded) is not None
    english = reading.language is Language.EN and reading.says(cues.PRONOUN_EN) and not plural
    return english or reading.says(cues.PRONOUN)


def _detail_intent(reading: Reading) -> Intent:
    """What is asked of a task pointed at: who, when, or what it says."""
    asked = asked_intent(reading, "x")
    return asked if asked in {Intent.WHO, Intent.WHEN} else Intent.WHAT


def _narrowed(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """Put the new conditions on the previous tasks: of those, which are overdue."""
    chooses = _chooses(previous, alone, reading)
    if not reading.says(cues.WITHIN) and not chooses:
        return None
    if previous.intent is Intent.DOCUMENT_FACTS:  # "Bộ Công an có việc gì trong đó?": in the document
        return replace(alone, documents=alone.documents or previous.documents)
    asked = asked_intent(reading, "")
    intent = asked if asked in TASK_INTENTS else Intent.LIST_TASKS
    kinds = kinds_asked(reading)
    meaning = replace(alone, intent=intent, within=_shown(previous), kinds=kinds, **topic_slots(reading))
    meaning = replace(meaning, firm_topic=meaning.firm_topic or chooses)
    if alone.agencies and previous.agencies and TOGETHER.search(reading.folded):  # "trong đó việc nào làm với Bộ B?"
        meaning = replace(meaning, agencies=previous.agencies, agency_names=previous.agency_names)
        return replace(meaning, partners=alone.agencies, roles=ALL_ROLES)
    if alone.agencies and not previous.agencies:
        meaning = members_too(meaning, reading)
    if meaning.agencies:
        return replace(meaning, roles=explicit_roles(reading) or previous.roles or (Role.LEAD,))
    return replace(
        meaning,
        agencies=previous.agencies,
        agency_names=previous.agency_names,
        roles=explicit_roles(reading) or previous.roles,
    )


def _chooses(previous: Interpretation, alone: Interpretation, reading: Reading) -> bool:
    """Tell whether it picks some of the tasks listed by what they are about: "cái nào liên quan dân cư?"."""
    lists = previous.intent in TASK_INTENTS and previous.intent is not Intent.COMPARE
    named = reading.agencies.agencies or reading.names_document or reading.bodies.kinds or reading.own
    asks_else = reading.says(cues.WHO) or reading.says(cues.WHEN) or reading.counts
    if not lists or named or asks_else or not alone.topic:
        return False
    picks = of_these(reading) and alone.intent in {Intent.WHAT, Intent.SEARCH}
    return picks or (reading.says(cues.ONLY) and not alone.firm_topic)


def _bare_question(reading: Reading, topic: str) -> bool:
    """Tell whether it is a question word with nothing to ask about: who co-ordinates?"""
    asks = reading.says(cues.WHO) or reading.says(cues.WHEN) or reading.says(cues.DETAIL) or reading.says(cues.BASIS)
    undated = TaskKind.UNDATED in kinds_asked(reading)
    return asks and not topic and not undated and not reading.has_slots and not reading.says(cues.DOCUMENTS)
