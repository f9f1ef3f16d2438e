"""From what was recognised in a question to its interpretation: a small grammar over cues and slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.lexical.relevance import covers
from assistant.model import DAYS_LEFT, TASK_INTENTS, DateRange, Intent, Interpretation, Language, TaskKind
from assistant.understand import cues
from assistant.understand.asides import NAMED
from assistant.understand.bodies import BodiesReading, own_candidates
from assistant.understand.context import CorpusContext
from assistant.understand.document_lists import documents_asked
from assistant.understand.document_types import find_type
from assistant.understand.given import given_in_period
from assistant.understand.intents import aside_from_corpus, asks_whose, fact_of, intent_of, meant_kinds
from assistant.understand.mention_questions import mentions_asked
from assistant.understand.parties import Parties, explicit_roles, parties_of
from assistant.understand.places import (
    documents_of_givers,
    documents_of_places,
    is_issuer,
    local_documents,
    located,
    owns_documents,
    placeless,
)
from assistant.understand.reading import Reading
from assistant.understand.superlatives import compares_documents, extremes
from assistant.understand.topics import Topic, is_lone, topic_of
from assistant.understand.works import works_of
from corpus.model import Role


@dataclass(frozen=True, slots=True)
class Understanding:
    """An interpretation, the language to answer in, and what has to be asked back."""

    interpretation: Interpretation
    language: Language
    clarify: tuple[str, tuple[str, ...]] | None = None
    """The ambiguous words and the candidates' names or numbers."""
    own: bool = False
    """Whether it is the asker's own office that has to be asked for."""
    impossible_date: str | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is wanted, before the slots are put in their places."""

    intent: Intent
    fact: str | None
    topic: Topic
    kinds: tuple[TaskKind, ...]
    """The kinds that a list is narrowed to."""
    place: str | None
    """Where the one piece of work asked about is."""


def interpret_reading(reading: Reading, context: CorpusContext) -> Interpretation:
    """Understand a question on its own."""
    if (mentions := mentions_asked(reading)) and aside_from_corpus(reading) is None:
        return Interpretation(Intent.REFERENCES, documents=mentions.documents, mentioned=mentions.sought)
    if (listed := documents_asked(reading, context)) and aside_from_corpus(reading) is None:
        return listed
    asked = _asked(reading, context)
    of_a_body = asks_whose(reading) or (reading.agencies.agencies and not asked.topic.words)
    if asked.intent is Intent.WHO and of_a_body and not reading.names_document:
        if not _reports(reading):
            return _about_a_body(reading)
        asked = replace(asked, intent=Intent.LIST_TASKS, topic=Topic(), kinds=(TaskKind.REPORT,))
    reading, asked = _situated(reading, asked, context)
    return _meaning(reading, asked, parties_of(reading), context)


# "Bộ Tư pháp phải báo cáo ai?", "Sở Nội vụ báo cáo cho cơ quan nào?"
_REPORTS_TO = re.compile(
    r"\b(?:bao cao|reports?) (?:(?:len|cho|voi|ve|toi|den|to) )*(?:ai|nhung ai|who|whom|\w+ \w+ nao)\b"
)


def _reports(reading: Reading) -> bool:
    """Tell whether it is asked to whom a body reports: its duties to report say so."""
    return bool(reading.agencies.agencies) and _REPORTS_TO.search(reading.folded) is not None


def _asked(reading: Reading, context: CorpusContext) -> _Asked:
    """Return what is wanted and what it is about: each of the two settles the other."""
    fact = fact_of(reading)
    topic = topic_of(reading)
    if fact in _OF_WORK_TOO and _is_of_work(reading, topic.terms, context):
        fact = None
    place = _place(reading, fact)
    intent = intent_of(placeless(reading) if place else reading, fact, topic.words)
    kinds = meant_kinds(tuple(kind for kind, cue in cues.KINDS if reading.says(cue)))
    if topic.firm and TaskKind.REPORT in kinds:  # "bao lâu phải báo cáo một lần về truy xuất nguồn gốc?"
        topic = topic_of(reading, kinds=True, introduced_only=True)
    lists = intent in TASK_INTENTS
    of_tasks = intent not in _OF_DOCUMENTS and not topic_of(reading, kinds=True).words
    narrows = bool(kinds) and (lists or of_tasks)
    if narrows or lists:
        topic = topic_of(reading, kinds=bool(kinds), introduced_only=lists)
    if lists and is_lone(topic, reading.language):
        topic = Topic()
    return _Asked(intent, fact, topic, kinds if narrows else (), place)


_OF_WORK_TOO = frozenset({"date", "effect"})
"""Facts of a document that a piece of work has too: "quy định bỏ bớt thủ tục chậm nhất ngày nào có hiệu lực?"."""
_OF_DOCUMENTS = frozenset({Intent.DOCUMENT_FACTS, Intent.LIST_DOCUMENTS, Intent.REFERENCES})
"""Where "ban hành" says nothing of tasks."""


def _situated(reading: Reading, asked: _Asked, context: CorpusContext) -> tuple[Reading, _Asked]:
    """Return a question with the places it names understood: whose documents they say, or where the work is."""
    if there := local_documents(reading, asked.intent, context):
        reading, asked = placeless(reading, there), replace(asked, place=reading.agencies.place)
    reading = located(reading, asked.intent, context) or reading  # "Viettel có việc gì ở Hải Phòng?"
    if owns_documents(reading, asked.intent, context):  # "Hải Phòng (kế hoạch 902) còn việc nào quá hạn?"
        reading = placeless(reading)
    # "X thì Nghệ An giao ai, Hải Phòng giao ai?"
    if asked.topic.words and (there := documents_of_places(reading, context)):
        asks_when = reading.says(cues.WHEN) or reading.says(cues.EARLIER)
        asked = replace(asked, intent=Intent.WHEN if asks_when else Intent.WHO)
        reading = placeless(reading, there)
    if given := documents_of_givers(reading, asked.intent, context):
        reading = placeless(reading, given)
    return reading, asked


def _meaning(reading: Reading, asked: _Asked, party: Parties, context: CorpusContext) -> Interpretation:
    """Return the interpretation: every slot in its place."""
    intent, topic = asked.intent, asked.topic
    named = list(zip(reading.agencies.agencies, reading.agencies.names, strict=True))
    documents, givers = _given(reading, party, context)
    if intent is Intent.DOCUMENT_FACTS and not reading.names_document and reading.says(cues.ALL_DOCUMENTS):
        documents = tuple(head.number for head in context.heads) if len(context.heads) <= _MOST_DOCUMENTS else ()
    works = works_of(reading) if reading.says(cues.EARLIER) or (intent is Intent.COMPARE and topic.words) else ()
    if works and len(reading.agencies.agencies) < 2 and len(reading.documents.known) < 2:
        intent = Intent.COMPARE
    # one name in two places is two sides of a comparison, each with its own documents; of a list, one body
    paired = intent is Intent.COMPARE and len(reading.agencies.owners) == len(documents) == len(party.agencies) > 1
    agencies = party.agencies if paired else tuple(dict.fromkeys(party.agencies))
    lists = intent in TASK_INTENTS or not topic.words
    bodies = reading.bodies if lists and not party.agencies else BodiesReading()
    meaning = Interpretation(
        intent=intent,
        agencies=agencies,
        agency_names=reading.agencies.names if paired else tuple(_named(key, named) for key in agencies),
        roles=_roles(reading, intent, party),
        due=_due(reading, intent),
        overdue=reading.overdue,
        documents=documents,
        unknown_documents=reading.documents.unknown,
        fact=asked.fact if intent is Intent.DOCUMENT_FACTS else None,
        topic=topic.words,
        firm_topic=topic.firm,
        terms=topic.terms,
        partial_terms=topic.partial,
        partners=party.partners,
        givers=givers,
        place=asked.place,
        recipients=_recipients(reading, asked.kinds),
        bodies=bodies.kinds,
        bodies_name=bodies.name,
        document_type=find_type(reading.text) if intent is Intent.LIST_DOCUMENTS else None,
        without=tuple(key for key in reading.without.agencies if key not in party.agencies),
        absent=party.absent,
        without_kinds=_without_kinds(reading, intent),
        without_documents=reading.without.documents,
        without_overdue=reading.without.overdue,
        by_name=bool(party.agencies) and intent in TASK_INTENTS and reading.says(cues.BY_NAME),
        works=works,
        against=reading.compared[1] if reading.compared and intent is Intent.COMPARE else None,
        kinds=(*asked.kinds, *((TaskKind.JOINT,) if party.joint and intent in TASK_INTENTS else ())),
        periods=tuple(p for p, cue in cues.PERIODS if reading.says(cue)) if TaskKind.RECURRING in asked.kinds else (),
        provision=reading.provision.path,
        by_deadline=reading.says(cues.SORT),
        ordinal=_ordinal(reading),
        notes=_notes(reading, context),
    )
    meaning = replace(meaning, **extremes(reading, intent))
    meaning = replace(meaning, paired=True) if paired else meaning
    return given_in_period(meaning, reading, context) if intent in TASK_INTENTS else meaning


_MOST_DOCUMENTS = 30
"""So many documents may a fact be told of at once."""


def _named(key: str, named: Sequence[tuple[str, str]]) -> str:
    """Return a body's name; the names of both where it is that of two."""
    return ", ".join(dict.fromkeys(name for each, name in named if each == key))


# "những đảng ủy nào": which ones there are is asked, none is meant
_WHICH = re.compile(rf"\b(?:nhung|cac|may) {NAMED}+ nao\b")


def _asks_which(reading: Reading) -> bool:
    return not reading.agencies.agencies and _WHICH.search(reading.folded) is not None


def clarification(
    reading: Reading, meaning: Interpretation, context: CorpusContext
) -> tuple[str, tuple[str, ...]] | None:
    """Return what has to be asked back: the ambiguous words and the candidates."""
    if reading.own and meaning.intent in TASK_INTENTS and not (meaning.agencies or meaning.within):
        return reading.own, own_candidates(context)
    if reading.agencies.ambiguous and not _asks_which(reading):
        words_used, candidates = reading.agencies.ambiguous
        by_id = context.registry.by_id
        return words_used, tuple(by_id[key].name if key in by_id else key for key in candidates)
    if reading.documents.ambiguous:
        return "", reading.documents.ambiguous
    if meaning.intent is Intent.COMPARE and not meaning.documents and compares_documents(reading):
        return "", tuple(head.number for head in context.heads)
    return None


def _about_a_body(reading: Reading) -> Interpretation:
    """Who is in charge of a body: its name is the topic."""
    name = " ".join(reading.agencies.names)
    return Interpretation(Intent.WHO, topic=name, terms=name, documents=reading.documents.known)


def _due(reading: Reading, intent: Intent) -> DateRange | None:
    """Return the range asked about; "... trước ngày 15/4, phải không?" asks for the clause's own deadline instead."""
    if reading.period is None or reading.period.impossible or intent is Intent.WHEN:
        return None
    return reading.compared[0] if reading.compared and intent is Intent.COMPARE else reading.period.due


_FEWEST_OF_WORK = 3
"""Words that a piece of work named beside a document has at least."""


def _is_of_work(reading: Reading, terms: str, context: CorpusContext) -> bool:
    """Tell whether "ngày nào" is asked of a piece of work in a document, and not of the document and its subject."""
    subjects = [head.subject for head in context.heads if head.number in reading.documents.known]
    return len(terms.split()) >= _FEWEST_OF_WORK and not any(covers(terms, subject) for subject in subjects)


_SOMEWHERE = frozenset({Intent.WHO, Intent.WHEN, Intent.WHAT, Intent.SEARCH})


def _place(reading: Reading, fact: str | None) -> str | None:
    """Return where the one piece of work asked about is: "... ở Hải Phòng thế nào?" wants no list of its tasks."""
    place = reading.agencies.place
    if place is None or reading.agencies.agencies != (place,):
        return None
    bare = placeless(reading)
    topic = topic_of(bare).words
    return place if topic and intent_of(bare, fact, topic) in _SOMEWHERE else None


def _recipients(reading: Reading, kinds: tuple[TaskKind, ...]) -> tuple[str, ...]:
    """Return to whom the reports asked about go."""
    return reading.agencies.recipients if {TaskKind.REPORT, TaskKind.SUBMIT} & set(kinds) else ()


def _without_kinds(reading: Reading, intent: Intent) -> tuple[TaskKind, ...]:
    dated = (TaskKind.UNDATED,) if intent in TASK_INTENTS and reading.says(cues.DATED) else ()
    return (*reading.without.kinds, *dated)


def _given(reading: Reading, party: Parties, context: CorpusContext) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the documents asked about, and who gave the tasks in others' documents, as their director.

    Who gives tasks did so in its own documents, where it issued any.
    """
    if known := reading.documents.known:
        directs = party.giver if party.directs and not is_issuer(party.giver or "", known, context) else None
        return known, (directs,) if directs else ()
    if party.giver and not _steers(party.giver, context):
        issued = context.issued_by(party.giver) if party.giver in context.registry.by_id else ()
        return issued, () if issued else (party.giver,)
    return tuple(number for owner in reading.agencies.owners for number in context.issued_by(owner)), ()


def _steers(key: str, context: CorpusContext) -> bool:
    """Tell whether a body's word stands behind every directive: a steering committee's, its office's too."""
    return key in context.registry.by_id and context.registry.by_id[key].kind == "steering"


def _roles(reading: Reading, intent: Intent, party: Parties) -> tuple[Role, ...]:
    """Return the roles asked about; a task question about an agency means what it leads, unless it says otherwise."""
    none_asked = party.absent and not party.agencies  # "việc mà Bộ A không tham gia"
    if not reading.agencies.agencies or intent not in TASK_INTENTS or none_asked:
        return ()
    return party.roles or explicit_roles(reading) or (Role.LEAD,)


def _ordinal(reading: Reading) -> int | None:
    match = cues.ORDINAL.search(reading.folded)
    if not match:
        return None
    word = match["vi"] or match["vi2"] or match["en"] or match["n"]
    return int(word) if word.isdecimal() else cues.ORDINALS[word]


def _notes(reading: Reading, context: CorpusContext) -> tuple[tuple[str, str], ...]:
    notes = [("former_agency", f"{old}|{context.registry.by_id[new].name}") for old, new in reading.agencies.former]
    notes += [
        ("department", f"{name}|{context.registry.by_id[key].name}") for name, key in reading.agencies.departments
    ]
    notes += [("settled", f"{words}|{context.registry.by_id[key].name}") for words, key in reading.agencies.settled]
    if reading.says(cues.LEFT):
        notes.append((DAYS_LEFT, ""))
    if reading.period and reading.period.year_assumed:
        notes.append(("year_assumed", ""))
    if reading.period and reading.period.relative:
        notes.append(("relative", ""))
    if reading.period and reading.period.not_computed:
        notes.append(("period_not_computed", reading.period.not_computed))
    return tuple(notes)
