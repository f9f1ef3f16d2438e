"""Conversations: a question that leans on the one before takes over what it does not say itself.

The whole state is the previous question's interpretation. It is recomputed from the earlier questions, so that the
same conversation gives the same answers anywhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.model import TASK_INTENTS, DateRange, Intent, Interpretation, Language, Question, TaskKind
from assistant.understand import cues
from assistant.understand.asides import NAMED
from assistant.understand.conditions import in_another_year, without_condition
from assistant.understand.context import CorpusContext
from assistant.understand.cues.pattern import Cue
from assistant.understand.documents import DocumentReading
from assistant.understand.intents import asked_intent, meant_kinds
from assistant.understand.interpret import Understanding, clarification, interpret_reading
from assistant.understand.parties import ALL_ROLES, explicit_roles
from assistant.understand.reading import Reading, read_question
from assistant.understand.subject import KEPT, members_too, not_understood, of_the_same, shown_again
from assistant.understand.topics import Topic, is_lone, topic_of
from assistant.understand.unread import with_unread
from corpus.model import Role

MOST_TURNS = 12
"""How many earlier questions are taken into account."""
_POINTABLE = frozenset({Intent.WHO, Intent.WHEN, Intent.WHAT, Intent.SEARCH, Intent.CLAUSE}) | TASK_INTENTS
_ALONE = frozenset({Intent.HELP, Intent.OUT_OF_SCOPE, Intent.LIST_DOCUMENTS, Intent.REFERENCES, Intent.WHAT_CHANGED})
_PASSING = frozenset({Intent.HELP, Intent.OUT_OF_SCOPE})
"""What leaves a conversation where it was: thanks, a greeting, a refusal."""


def interpret(question: Question, context: CorpusContext) -> Understanding:
    """Understand a question after the earlier ones of its conversation."""
    previous: Interpretation | None = None
    documents: tuple[str, ...] = ()
    for text in question.history[-MOST_TURNS:]:
        if text.strip():
            earlier = _turn(replace(question, text=text), context, previous, documents)[0]
            previous = previous if previous and _passes(earlier) else earlier
            documents = _documents_of(earlier) or documents
    interpretation, reading = _turn(question, context, previous, documents)
    return Understanding(
        with_unread(interpretation, reading),
        question.language or reading.language,
        clarification(reading, interpretation, context),
        bool(reading.own),
        reading.period.impossible if reading.period else None,
    )


def _passes(earlier: Interpretation) -> bool:
    """Tell whether a turn leaves the conversation where it was: it was refused, or nothing in it was understood."""
    nothing = not (earlier.topic or earlier.agencies or earlier.documents or earlier.within)
    return earlier.intent in _PASSING or (earlier.intent is Intent.SEARCH and nothing)


def _turn(
    question: Question, context: CorpusContext, previous: Interpretation | None, documents: tuple[str, ...]
) -> tuple[Interpretation, Reading]:
    """Return what a question means after the previous one; ``documents`` are those last spoken of."""
    reading = read_question(question, context, previous.agencies if previous else ())
    alone = interpret_reading(reading, context)
    if previous is None or reading.says(cues.WHOLE):
        return alone, reading
    spoken_of = _documents_of(previous) or (documents if reading.says(cues.THIS_DOCUMENT) else ())
    if spoken_of and not reading.names_document and _speaks_of_document(previous, alone, reading):
        reading = replace(reading, documents=DocumentReading(known=spoken_of))
        return interpret_reading(reading, context), reading
    if alone.intent in _ALONE and not _is_continued(reading):
        return without_condition(previous, reading) or alone, reading
    return _after(previous, alone, reading) or alone, reading


def _documents_of(meaning: Interpretation | None) -> tuple[str, ...]:
    """Return the documents that a question was about, or those that the ones it leaned on were."""
    while meaning:
        if meaning.documents:
            return meaning.documents
        meaning = meaning.within
    return ()


def _speaks_of_document(previous: Interpretation, alone: Interpretation, reading: Reading) -> bool:
    """Tell whether it means the document spoken of: "văn bản đó ...", "ai ký?"."""
    if reading.says(cues.THIS_DOCUMENT):
        return True
    fact = next((fact for fact, cue in cues.FACTS if reading.says(cue)), None)
    of_facts = previous.intent is Intent.DOCUMENT_FACTS or (len(_documents_of(previous)) == 1 and fact in _ITS_OWN)
    return of_facts and fact is not None and not alone.topic and not reading.has_slots


_ITS_OWN = frozenset({"signer", "date", "issuer", "addressees", "recipients"})
"""Facts that only a document has."""


def _after(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """Return what a question means after another, or None where it stands on its own."""
    if previous.intent not in _POINTABLE and previous.intent is not Intent.DOCUMENT_FACTS:
        return None
    if alone.intent is Intent.COMPARE and not _is_continued(reading):
        return None
    return (
        without_condition(previous, reading)
        or shown_again(previous, reading)
        or in_another_year(previous, reading)
        or _most_urgent(previous, alone, reading)
        or _same_counted(previous, reading)
        or _pointed_at(previous, alone, reading)
        or _resorted(previous, alone, reading)
        or _narrowed(previous, alone, reading)
        or _asked_of_it(previous, alone, reading)
        or _of_other_work(previous, alone, reading)
        or _carried_over(previous, alone, reading)
        or of_the_same(previous, alone, reading)
        or not_understood(previous, alone, reading)
    )


def _same_counted(previous: Interpretation, reading: Reading) -> Interpretation | None:
    """The same tasks, counted ("mấy việc tất cả?") or, once counted, listed ("cụ thể là những việc nào?")."""
    if previous.intent not in TASK_INTENTS or reading.has_slots or topic_of(reading, kinds=True).words:
        return None
    if reading.says(cues.WITHIN) or reading.without or explicit_roles(reading) or _kinds(reading):
        return None
    if reading.says(cues.COUNT):
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
    if intent is Intent.WHAT and previous.within and _is_continued(reading) and not reading.says(cues.DETAIL):
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
    if not reading.says(cues.WITHIN):
        return None
    if previous.intent is Intent.DOCUMENT_FACTS:  # "Bộ Công an có việc gì trong đó?": in the document
        return replace(alone, documents=alone.documents or previous.documents)
    asked = asked_intent(reading, "")
    intent = asked if asked in TASK_INTENTS else Intent.LIST_TASKS
    kinds = _kinds(reading)
    meaning = replace(alone, intent=intent, within=_shown(previous), kinds=kinds, **_topic(reading))
    if alone.agencies and previous.agencies and _WITH.search(reading.folded):  # "trong đó việc nào làm với Bộ B?"
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


def _kinds(reading: Reading) -> tuple[TaskKind, ...]:
    return meant_kinds(tuple(kind for kind, cue in cues.KINDS if reading.says(cue)))


def _topic(reading: Reading) -> dict[str, Any]:
    topic = topic_of(reading, kinds=True, introduced_only=True)
    return {"topic": topic.words, "terms": topic.terms, "firm_topic": topic.firm}


def _bare_question(reading: Reading, topic: str) -> bool:
    """Tell whether it is a question word with nothing to ask about: who co-ordinates?"""
    asks = reading.says(cues.WHO) or reading.says(cues.WHEN) or reading.says(cues.DETAIL) or reading.says(cues.BASIS)
    undated = TaskKind.UNDATED in _kinds(reading)
    return asks and not topic and not undated and not reading.has_slots and not reading.says(cues.DOCUMENTS)


def _is_continued(reading: Reading) -> bool:
    return bool(cues.CONTINUES.match(reading.folded)) or reading.says(cues.CORRECTS)


# "việc nào làm cùng Bộ Công an", "có cái nào chung với Bộ Y tế không"
_WITH = Cue(
    rf"\b(?:lam|thuc hien|chung|phoi hop|trung|lien quan) ?(?:cung|chung|voi|toi|den)+ (?:voi )?{NAMED}"
    rf"|\b(?:together |jointly |shared |also )?with (?:the )?{NAMED}"
)


def _leans(reading: Reading) -> bool:
    """Tell whether it is a correction, a continuation ("thế còn ...?"), or slots alone ("Bộ Tư pháp?", "tháng 5?")."""
    topic = topic_of(reading, kinds=True)
    topic = Topic() if is_lone(topic, reading.language) else topic
    said = bool(reading.has_slots or explicit_roles(reading) or reading.without or reading.says(cues.BY_NAME))
    if reading.says(cues.CORRECTS) or _WITH.search(reading.folded) or (reading.says(cues.ADDS) and reading.has_slots):
        return said
    if cues.CONTINUES.match(reading.folded):
        return (said and not topic.words) or (topic.firm and not reading.says(cues.NAMED_TASKS))
    if reading.says(cues.ONLY):
        return said or topic.firm or bool(_kinds(reading))
    if explicit_roles(reading) and not topic.words and not reading.has_slots and not reading.says(cues.WHO):
        return True  # "việc nào là chủ trì?": of whom is clear from before
    if (reading.without or reading.says(cues.BY_NAME)) and not reading.has_slots:
        return True
    asks = any(reading.says(cue) for cue in (cues.TASKS, cues.WHO, cues.COUNT))
    return said and not topic.words and not asks


def _carried_over(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """Fill what the question leaves out from the previous one."""
    if not _leans(reading):
        return None
    if reading.says(cues.ONLY) and not previous.agencies:
        alone = members_too(alone, reading)
    counted = Intent.COUNT_TASKS if reading.says(cues.COUNT) else None
    from_facts = previous.intent is Intent.DOCUMENT_FACTS and (alone.agencies or reading.period)
    agencies = alone.agencies or tuple(key for key in previous.agencies if key not in reading.without.agencies)
    partners = alone.partners or (() if alone.agencies else previous.partners)
    if alone.agencies and previous.agencies and _WITH.search(reading.folded):  # "việc nào làm cùng Bộ Công an?"
        agencies, partners = previous.agencies, alone.agencies
    elif alone.agencies and reading.says(cues.ADDS):
        agencies = tuple(dict.fromkeys((*previous.agencies, *alone.agencies)))
    kept = dict(zip((*previous.agencies, *alone.agencies), (*previous.agency_names, *alone.agency_names), strict=True))
    asked = explicit_roles(reading)
    if asked and reading.says(cues.ADDS):
        asked = tuple(role for role in ALL_ROLES if role in {*asked, *previous.roles})
    roles = asked or previous.roles or alone.roles or (Role.LEAD,)
    if alone.agencies and previous.agencies and reading.says(cues.AGAINST):
        counted, agencies = Intent.COMPARE, tuple(dict.fromkeys((*previous.agencies, *alone.agencies)))
    moved = bool(reading.period)
    about = _topic(reading) if topic_of(reading, kinds=True).firm else {}
    return replace(
        previous,
        intent=counted or (Intent.LIST_TASKS if from_facts else previous.intent),
        fact=None if from_facts else previous.fact,
        agencies=agencies,
        agency_names=tuple(kept[key] for key in agencies),
        roles=roles if agencies else (),
        partners=partners,
        bodies=alone.bodies or (() if alone.agencies else previous.bodies),
        bodies_name=alone.bodies_name or ("" if alone.agencies else previous.bodies_name),
        givers=alone.givers or (() if alone.agencies else previous.givers),
        due=_due(previous, alone, reading) if moved else previous.due,
        overdue=alone.overdue if moved else previous.overdue,
        documents=alone.documents or previous.documents,
        unknown_documents=alone.unknown_documents or (() if alone.documents else previous.unknown_documents),
        without=reading.without.agencies or previous.without,
        recipients=alone.recipients or previous.recipients,
        absent=alone.absent or (() if alone.agencies else previous.absent),
        without_kinds=reading.without.kinds or previous.without_kinds,
        without_documents=reading.without.documents or previous.without_documents,
        by_name=alone.by_name or reading.says(cues.BY_NAME) or previous.by_name,
        without_overdue=reading.without.overdue or previous.without_overdue,
        kinds=_kinds(reading) or previous.kinds,
        periods=alone.periods or previous.periods,
        by_deadline=alone.by_deadline or previous.by_deadline,
        notes=alone.notes if alone.notes or moved else _kept_notes(previous, alone),
        **about,
    )


def _kept_notes(previous: Interpretation, alone: Interpretation) -> tuple[tuple[str, str], ...]:
    """Return the remarks that still hold; whom the last question went on about does not, once another is named."""
    return tuple(note for note in previous.notes if note[0] != KEPT or not (alone.agencies or alone.bodies))


def _due(previous: Interpretation, alone: Interpretation, reading: Reading) -> DateRange | None:
    """Return the range asked about; with the one before, where the question adds to it ("tháng 5 nữa")."""
    one, other = previous.due, alone.due
    if not reading.says(cues.ADDS) or not (one and other and one.first and one.last and other.first and other.last):
        return other
    return DateRange(min(one.first, other.first), max(one.last, other.last))
