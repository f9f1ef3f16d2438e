"""From what was recognised in a question to its interpretation: a small grammar over cues and slots."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.model import TASK_INTENTS, DateRange, Intent, Interpretation, Language, TaskKind
from assistant.relevance import covers
from assistant.understand import cues
from assistant.understand.asides import NAMED
from assistant.understand.bodies import BodiesReading, own_candidates
from assistant.understand.context import CorpusContext
from assistant.understand.documents import find_type
from assistant.understand.mentions import mentions_asked
from assistant.understand.parties import Parties, explicit_roles, parties_of
from assistant.understand.places import documents_of_places, local_documents, located, owns_documents, placeless
from assistant.understand.reading import Reading
from assistant.understand.superlatives import extremes, set_against
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


def interpret_reading(reading: Reading, context: CorpusContext) -> Interpretation:
    """Understand a question on its own."""
    if (mentions := mentions_asked(reading)) and _aside_from_corpus(reading) is None:
        return Interpretation(Intent.REFERENCES, documents=mentions.documents, mentioned=mentions.sought)
    fact = _fact(reading)
    topic = topic_of(reading)
    if fact == "date" and _is_of_work(reading, topic.terms, context):
        fact = None
    place = _place(reading, fact)
    intent = _intent(placeless(reading) if place else reading, fact, topic.words)
    kinds = meant_kinds(tuple(kind for kind, cue in cues.KINDS if reading.says(cue)))
    if topic.firm and TaskKind.REPORT in kinds:  # "bao lâu phải báo cáo một lần về truy xuất nguồn gốc?"
        topic = topic_of(reading, kinds=True, introduced_only=True)
    narrows = bool(kinds) and (intent in TASK_INTENTS or not topic_of(reading, kinds=True).words)
    if narrows or intent in TASK_INTENTS:
        topic = topic_of(reading, kinds=bool(kinds), introduced_only=intent in TASK_INTENTS)
    if intent in TASK_INTENTS and is_lone(topic, reading.language):
        topic = Topic()
    party = parties_of(reading)
    of_a_body = _asks_whose(reading) or (reading.agencies.agencies and not topic.words)
    if intent is Intent.WHO and of_a_body and not reading.names_document:
        return _about_a_body(reading)
    if there := local_documents(reading, intent, context):
        reading = replace(placeless(reading), documents=replace(reading.documents, known=there))
        place, party = reading.agencies.place, parties_of(reading)
    if at_place := located(reading, intent, context):  # "Viettel có việc gì ở Hải Phòng?"
        reading = at_place
        party = parties_of(reading)
    if owns_documents(reading, intent, context):  # "Hải Phòng (kế hoạch 902) còn việc nào quá hạn?"
        reading = placeless(reading)
        party = parties_of(reading)
    if topic.words and (there := documents_of_places(reading, context)):  # "X thì Nghệ An giao ai, Hải Phòng giao ai?"
        reading = replace(placeless(reading), documents=replace(reading.documents, known=there))
        asks_when = reading.says(cues.WHEN) or reading.says(cues.EARLIER)
        intent, party = Intent.WHEN if asks_when else Intent.WHO, parties_of(reading)
    names = dict(zip(reading.agencies.agencies, reading.agencies.names, strict=True))
    documents, givers = _given(reading, party, context)
    works = works_of(reading) if reading.says(cues.EARLIER) or (intent is Intent.COMPARE and topic.words) else ()
    if works and len(reading.agencies.agencies) < 2 and len(reading.documents.known) < 2:
        intent = Intent.COMPARE
    lists = intent in TASK_INTENTS or not topic.words
    bodies = reading.bodies if lists and not party.agencies else BodiesReading()
    meaning = Interpretation(
        intent=intent,
        agencies=party.agencies,
        agency_names=tuple(names[key] for key in party.agencies),
        roles=_roles(reading, intent, party),
        due=_due(reading, intent),
        overdue=reading.overdue,
        documents=documents,
        unknown_documents=reading.documents.unknown,
        fact=fact if intent is Intent.DOCUMENT_FACTS else None,
        topic=topic.words,
        firm_topic=topic.firm,
        terms=topic.terms,
        partners=party.partners,
        givers=givers,
        place=place,
        recipients=_recipients(reading, kinds if narrows else ()),
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
        kinds=(*(kinds if narrows else ()), *((TaskKind.JOINT,) if party.joint and intent in TASK_INTENTS else ())),
        periods=tuple(p for p, cue in cues.PERIODS if reading.says(cue)) if TaskKind.RECURRING in kinds else (),
        provision=reading.provision.path,
        by_deadline=reading.says(cues.SORT),
        ordinal=_ordinal(reading),
        notes=_notes(reading, context),
    )
    return replace(meaning, **extremes(reading, intent))


def clarification(
    reading: Reading, meaning: Interpretation, context: CorpusContext
) -> tuple[str, tuple[str, ...]] | None:
    """Return what has to be asked back: the ambiguous words and the candidates."""
    if reading.own and meaning.intent in TASK_INTENTS and not (meaning.agencies or meaning.within):
        return reading.own, own_candidates(context)
    if reading.agencies.ambiguous:
        words_used, candidates = reading.agencies.ambiguous
        by_id = context.registry.by_id
        return words_used, tuple(by_id[key].name if key in by_id else key for key in candidates)
    if reading.documents.ambiguous:
        return "", reading.documents.ambiguous
    return None


def asked_intent(reading: Reading, topic: str) -> Intent | None:
    """Return the task intent that the cue words show, if any."""
    agencies = reading.agencies.agencies
    lists = reading.says(cues.TASKS)
    kinds = {kind for kind, cue in cues.KINDS if reading.says(cue)}
    # "Thời tiết Hà Nội ngày mai", "Giá vàng hôm nay bao nhiêu?": a name, a date, a number do not make a topic a task
    about_tasks = bool(lists or not topic or explicit_roles(reading))
    if reading.says(cues.COUNT) and about_tasks:
        return Intent.COUNT_TASKS
    if reading.says(cues.WHO) and (topic or not agencies or _asks_whose(reading)) and not (lists and reading.period):
        return Intent.WHO
    if reading.says(cues.CONFIRMS) and topic:
        return Intent.WHEN if reading.period else Intent.WHO
    asks_when = reading.says(cues.WHEN) and TaskKind.UNDATED not in kinds
    # "báo cáo quý I phải gửi chậm nhất ngày nào?": the period belongs to the piece of work
    of_work = topic and not lists and not reading.overdue
    if asks_when and (of_work or not reading.period) and not (lists and agencies and not topic):
        return Intent.WHEN
    bare = not (agencies or reading.period or reading.names_document)
    if topic and bare and (reading.says(cues.WHAT) or reading.says(cues.DETAIL)):
        return Intent.WHAT
    if (
        lists
        or reading.says(cues.DATED)
        or (reading.period and about_tasks)
        or (agencies and any(reading.says(cue) for _, cue in cues.ROLES))
    ):
        return Intent.LIST_TASKS
    if (agencies and not topic) or (kinds and not topic_of(reading, kinds=True).words):
        return Intent.LIST_TASKS
    return Intent.WHAT if reading.says(cues.WHAT) and not reading.documents.known else None


def _intent(reading: Reading, fact: str | None, topic: str) -> Intent:
    """Return what is wanted: the first of these steps that knows."""
    return (
        _aside_from_corpus(reading)
        or _dates_of_documents(reading, fact)
        or _about_documents(reading, fact)
        or set_against(reading, topic)
        or _of_a_document(reading, fact, topic)
        or asked_intent(reading, topic)
        or (Intent.DOCUMENT_FACTS if reading.names_document and (fact == "overview" or not topic) else Intent.SEARCH)
    )


# "who is in charge of the national data centre?", "ai quản lý Trung tâm Dữ liệu quốc gia?"
_WHOSE = re.compile(
    r"(?:\bai|\b(?:co quan|don vi|bo) nao) (?:\w+ ){0,3}(?:chu tri|phu trach|quan ly|chiu trach nhiem|lo)"
    rf"(?: ve| viec)? {NAMED}"
    rf"|{NAMED} (?:la |hien |dang )*(?:do|thuoc|duoc) (?:ai|co quan nao|don vi nao|bo nao|ben nao)\b"
    rf"|\b(?:in charge of|responsible for|runs?|manages?|leads?) (?:the )?{NAMED}+\W*$"
)


def _asks_whose(reading: Reading) -> bool:
    """Tell whether a body named is what somebody is in charge of, and not who acts."""
    return len(reading.agencies.agencies) == 1 and _WHOSE.search(reading.folded) is not None


def _about_a_body(reading: Reading) -> Interpretation:
    """Who is in charge of a body: its name is the topic."""
    name = " ".join(reading.agencies.names)
    return Interpretation(Intent.WHO, topic=name, terms=name, documents=reading.documents.known)


def _aside_from_corpus(reading: Reading) -> Intent | None:
    greets = cues.GREETING.match(reading.folded) and not reading.without
    if reading.says(cues.HELP) or greets or _only_thanks(reading):
        return Intent.HELP
    # an order beside a question is text; where there is nothing else, it is what is asked
    asked = reading.folded if reading.has_slots or reading.says(cues.TASKS) else reading.whole
    if any(cue.search(asked) for cue in (cues.OPINION, cues.CREATES, cues.SECRETS)):
        return Intent.OUT_OF_SCOPE
    return Intent.SEARCH if reading.says(cues.WHY) else None


_MOST_THANKS = 8
"""Words of a question that may still be thanks and nothing else."""


def _only_thanks(reading: Reading) -> bool:
    asks = reading.has_slots or any(reading.says(cue) for cue in cues.ASKS)
    return bool(cues.THANKS.match(reading.folded)) and not asks and len(reading.text.split()) <= _MOST_THANKS


def _about_documents(reading: Reading, fact: str | None) -> Intent | None:
    """Where a document is mentioned; what it refers to itself is a fact of it."""
    if not reading.names_document or reading.agencies.agencies or not reading.says(cues.REFERENCES):
        return None
    own = fact == "cites" or (fact == "force" and not reading.documents.unknown)
    return Intent.DOCUMENT_FACTS if own else Intent.REFERENCES


def _dates_of_documents(reading: Reading, fact: str | None) -> Intent | None:
    """Which of two documents is newer: "903 mới hơn hay 906?" counts no tasks."""
    several = len(reading.documents.known) + len(reading.documents.unknown) > 1
    of_work = reading.says(cues.NAMED_TASKS) or reading.period
    return Intent.DOCUMENT_FACTS if several and fact == "date" and not of_work else None


def _of_a_document(reading: Reading, fact: str | None, topic: str) -> Intent | None:
    """A clause by its place, a fact, what is new, which documents there are."""
    agencies = reading.agencies.agencies
    in_clause = reading.provision.path and reading.names_document and not agencies
    if in_clause and not reading.says(cues.TASKS) and not reading.says(cues.COUNT):
        return Intent.CLAUSE
    stated = fact and fact != "overview" and (reading.names_document or fact in {"signer", "recipients"})
    if stated and not reading.period and (fact != "effect" or not reading.says(cues.TASKS)):
        return Intent.DOCUMENT_FACTS
    if fact == "overview" and reading.names_document and not agencies and not reading.says(cues.TASKS):
        return Intent.DOCUMENT_FACTS
    if reading.says(cues.CHANGED) and not agencies and not reading.names_document:
        return Intent.WHAT_CHANGED
    if (
        reading.period
        and not reading.names_document
        and any(kind is TaskKind.EFFECT and reading.says(cue) for kind, cue in cues.KINDS)
    ):
        return Intent.LIST_TASKS
    of_something = agencies or reading.names_document or topic or reading.says(cues.NAMED_TASKS)
    return Intent.LIST_DOCUMENTS if reading.says(cues.DOCUMENTS) and not of_something else None


def _due(reading: Reading, intent: Intent) -> DateRange | None:
    """Return the range asked about; "... trước ngày 15/4, phải không?" asks for the clause's own deadline instead."""
    if reading.period is None or reading.period.impossible or intent is Intent.WHEN:
        return None
    return reading.compared[0] if reading.compared and intent is Intent.COMPARE else reading.period.due


_BESIDE = {
    "signer": frozenset({"date", "subject"}),
    "issuer": frozenset({"date", "subject"}),
    "date": frozenset({"subject"}),
    "replaces": frozenset({"signer", "effect"}),
    "effect": frozenset({"signer"}),
}
"""Facts that people ask for beside another: "do ai ký, về việc gì?", "who signed it, what does it replace?"."""


def _fact(reading: Reading) -> str | None:
    """Return which fact of a document is asked about; several joined by "+"."""
    asked = [fact for fact, cue in cues.FACTS if reading.says(cue)]
    if asked[:1] and asked[0] in _BESIDE:
        return "+".join((asked[0], *(fact for fact in asked[1:] if fact in _BESIDE[asked[0]])))
    return next(iter(asked), None)


def meant_kinds(kinds: tuple[TaskKind, ...]) -> tuple[TaskKind, ...]:
    """Keep all kinds ("báo cáo định kỳ" is both), but "ban hành" only where it stands alone."""
    if TaskKind.ONGOING in kinds:  # "thường xuyên, không có mốc kết thúc"
        kinds = tuple(kind for kind in kinds if kind is not TaskKind.UNDATED)
    return tuple(kind for kind in kinds if kind not in {TaskKind.ISSUE, TaskKind.SUBMIT} or len(kinds) == 1)


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
    return place if topic and _intent(bare, fact, topic) in _SOMEWHERE else None


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
    if reading.documents.known:
        return reading.documents.known, ()
    if party.giver and not _steers(party.giver, context):
        issued = context.issued_by(party.giver) if party.giver in context.registry.by_id else ()
        return issued, () if issued else (party.giver,)
    owner = reading.agencies.owner
    return (context.issued_by(owner) if owner else ()), ()


def _steers(key: str, context: CorpusContext) -> bool:
    """Tell whether a body's word stands behind every directive: a steering committee's, its office's too."""
    return key in context.registry.by_id and context.registry.by_id[key].kind == "steering"


def _roles(reading: Reading, intent: Intent, party: Parties) -> tuple[Role, ...]:
    """Return the roles asked about; a task question about an agency means what it leads, unless it says otherwise."""
    if not reading.agencies.agencies or intent not in TASK_INTENTS:
        return ()
    return party.roles or explicit_roles(reading) or (Role.LEAD,)


def _ordinal(reading: Reading) -> int | None:
    match = cues.ORDINAL.search(reading.folded)
    if not match:
        return None
    word = match["vi"] or match["vi2"] or match["en"] or match["n"]
    return int(word) if word.isdigit() else cues.ORDINALS[word]


def _notes(reading: Reading, context: CorpusContext) -> tuple[tuple[str, str], ...]:
    notes = [("former_agency", f"{old}|{context.registry.by_id[new].name}") for old, new in reading.agencies.former]
    notes += [
        ("department", f"{name}|{context.registry.by_id[key].name}") for name, key in reading.agencies.departments
    ]
    notes += [("settled", f"{words}|{context.registry.by_id[key].name}") for words, key in reading.agencies.settled]
    if reading.period and reading.period.year_assumed:
        notes.append(("year_assumed", ""))
    if reading.period and reading.period.relative:
        notes.append(("relative", ""))
    if reading.period and reading.period.not_computed:
        notes.append(("period_not_computed", reading.period.not_computed))
    return tuple(notes)
