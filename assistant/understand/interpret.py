"""From what was recognised in a question to its interpretation: a small grammar over cues and slots."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.model import DateRange, Intent, Interpretation, Language, TaskKind
from assistant.understand import cues
from assistant.understand.context import CorpusContext
from assistant.understand.documents import find_type
from assistant.understand.glossary import in_vietnamese
from assistant.understand.reading import Reading, topic_of
from corpus.model import Role

TASK_INTENTS = frozenset({Intent.LIST_TASKS, Intent.COUNT_TASKS, Intent.NEXT_DEADLINE, Intent.COMPARE})


@dataclass(frozen=True, slots=True)
class Understanding:
    """An interpretation, the language to answer in, and what has to be asked back."""

    interpretation: Interpretation
    language: Language
    clarify: tuple[str, tuple[str, ...]] | None = None
    """The ambiguous words and the candidates' names or numbers."""
    impossible_date: str | None = None


def interpret_reading(reading: Reading, context: CorpusContext) -> Interpretation:
    """Understand a question on its own."""
    fact = _fact(reading)
    kinds = tuple(kind for kind, cue in cues.KINDS if reading.says(cue))
    topic = topic_of(reading)
    intent = _intent(reading, fact, topic)
    if intent in TASK_INTENTS and kinds:
        kinds = _meant_kinds(kinds)
        topic = topic_of(reading, kinds=True)
    agencies, partners = _parties(reading)
    names = dict(zip(reading.agencies.agencies, reading.agencies.names, strict=True))
    province = reading.agencies.province
    return Interpretation(
        intent=intent,
        agencies=agencies,
        agency_names=tuple(names[key] for key in agencies),
        roles=_roles(reading, intent, partners),
        due=reading.period.due
        if reading.period and not reading.period.impossible and intent is not Intent.WHEN
        else None,
        overdue=bool(reading.period and reading.period.overdue),
        documents=reading.documents.known or (context.issued_in(province) if province else ()),
        unknown_documents=reading.documents.unknown,
        fact=fact if intent is Intent.DOCUMENT_FACTS else None,
        topic=topic,
        firm_topic=reading.says(cues.FIRM_TOPIC),
        terms=(in_vietnamese(topic) or topic) if reading.language is Language.EN else topic,
        partners=partners,
        document_type=find_type(reading.text) if intent is Intent.LIST_DOCUMENTS else None,
        kinds=kinds if intent in TASK_INTENTS else (),
        periods=tuple(p for p, cue in cues.PERIODS if reading.says(cue)) if TaskKind.RECURRING in kinds else (),
        provision=reading.provision.path,
        by_deadline=reading.says(cues.SORT),
        ordinal=_ordinal(reading),
        notes=_notes(reading, context),
    )


def clarification(reading: Reading, context: CorpusContext) -> tuple[str, tuple[str, ...]] | None:
    """Return what has to be asked back: the ambiguous words and the candidates."""
    if reading.agencies.ambiguous:
        words_used, candidates = reading.agencies.ambiguous
        return words_used, tuple(context.registry.by_id[key].name for key in candidates)
    if reading.documents.ambiguous:
        return "", reading.documents.ambiguous
    return None


def asked_intent(reading: Reading, topic: str) -> Intent | None:
    """Return the task intent that the cue words show, if any."""
    agencies = reading.agencies.agencies
    lists = reading.says(cues.TASKS)
    # "Thời tiết Hà Nội ngày mai", "Giá vàng hôm nay bao nhiêu?": a name, a date, a number do not make a topic a task
    about_tasks = bool(lists or not topic or explicit_roles(reading))
    if reading.says(cues.COUNT) and about_tasks:
        return Intent.COUNT_TASKS
    if reading.says(cues.WHO) and (topic or not agencies) and not (lists and reading.period):
        return Intent.WHO
    if reading.says(cues.CONFIRMS) and topic:
        return Intent.WHEN if reading.period else Intent.WHO
    if reading.says(cues.WHEN) and not reading.period and not (lists and agencies and not topic):
        return Intent.WHEN
    if lists or (reading.period and about_tasks) or (agencies and any(reading.says(cue) for _, cue in cues.ROLES)):
        return Intent.LIST_TASKS
    if agencies and not topic:
        return Intent.LIST_TASKS
    return Intent.WHAT if reading.says(cues.WHAT) and not reading.documents.known else None


# "Bộ Quốc phòng chỉ đạo việc gì và ai chủ trì việc đó?"
_WHO_LEADS = re.compile(r"\bai (?:la co quan )?chu tri\b")


def explicit_roles(reading: Reading) -> tuple[Role, ...]:
    """Return the roles that the question names; all of them for "liên quan"."""
    asked = [role for role, cue in cues.ROLES if reading.says(cue)]
    if Role.DIRECTOR in asked and _WHO_LEADS.search(reading.folded):
        asked = [role for role in asked if role is not Role.LEAD]
    if None in asked:
        return (Role.LEAD, Role.COORDINATOR, Role.DIRECTOR)
    return tuple(role for role in asked if role)


def _intent(reading: Reading, fact: str | None, topic: str) -> Intent:
    if reading.says(cues.HELP) or cues.GREETING.match(reading.folded):
        return Intent.HELP
    if reading.says(cues.OPINION) or reading.says(cues.CREATES) or reading.says(cues.SECRETS):
        return Intent.OUT_OF_SCOPE
    if reading.names_document and reading.says(cues.REFERENCES) and not reading.agencies.agencies:
        return Intent.REFERENCES
    if reading.says(cues.COMPARE) and max(len(reading.agencies.agencies), len(reading.documents.known)) > 1:
        return Intent.COMPARE
    if reading.says(cues.NEXT):
        return Intent.NEXT_DEADLINE
    in_clause = reading.provision.path and reading.names_document and not reading.agencies.agencies
    if in_clause and not reading.says(cues.TASKS) and not reading.says(cues.COUNT):
        return Intent.CLAUSE
    stated = fact and fact != "overview" and (reading.names_document or fact in {"signer", "recipients"})
    if stated and not reading.period and (fact != "effect" or not reading.says(cues.TASKS)):
        return Intent.DOCUMENT_FACTS
    if reading.says(cues.CHANGED) and not reading.agencies.agencies:
        return Intent.WHAT_CHANGED
    if (
        reading.period
        and TaskKind.EFFECT in {kind for kind, cue in cues.KINDS if reading.says(cue)}
        and not reading.names_document
    ):
        return Intent.LIST_TASKS
    if reading.says(cues.DOCUMENTS) and not reading.agencies.agencies and not reading.documents.known:
        return Intent.LIST_DOCUMENTS
    asked = asked_intent(reading, topic)
    if asked:
        return asked
    if reading.names_document and (fact == "overview" or not topic):
        return Intent.DOCUMENT_FACTS
    return Intent.SEARCH


def _due(reading: Reading, intent: Intent) -> DateRange | None:
    """Return the range asked about; "... trước ngày 15/4, phải không?" asks for the clause's own deadline instead."""
    if reading.period is None or reading.period.impossible or intent is Intent.WHEN:
        return None
    return reading.period.due


def _fact(reading: Reading) -> str | None:
    return next((fact for fact, cue in cues.FACTS if reading.says(cue)), None)


def _meant_kinds(kinds: tuple[TaskKind, ...]) -> tuple[TaskKind, ...]:
    """Keep all kinds ("báo cáo định kỳ" is both), but "ban hành" only where it stands alone."""
    if TaskKind.ONGOING in kinds:  # "thường xuyên, không có mốc kết thúc"
        kinds = tuple(kind for kind in kinds if kind is not TaskKind.UNDATED)
    return tuple(kind for kind in kinds if kind is not TaskKind.ISSUE or len(kinds) == 1)


# "Bộ A chủ trì, Bộ B phối hợp", "Bộ A phối hợp với Bộ B"
_TOGETHER = re.compile(
    r"phoi hop\s+(?:cung |chung )?(?:voi\s+)?\x00|\x00\s+chu tri\b[^\x00]{0,20}\x00+\s+(?:cung )?phoi hop"
    r"|\bchung (?:cua|giua)\b"
    r"|\bjointly\b|\btogether\b|\bleads? and \x00+\s+co-?ordinat|co-?ordinat\w* with\s+(?:the\s+)?\x00"
)


def _parties(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the agencies asked about, and those that must take part beside them."""
    agencies = reading.agencies.agencies
    if len(agencies) == 2 and _TOGETHER.search(reading.folded) and not reading.says(cues.COMPARE):
        return agencies[:1], agencies[1:]
    return agencies, ()


def _roles(reading: Reading, intent: Intent, partners: tuple[str, ...]) -> tuple[Role, ...]:
    """Return the roles asked about; a task question about an agency means what it leads, unless it says otherwise."""
    if not reading.agencies.agencies or intent not in TASK_INTENTS:
        return ()
    asked = explicit_roles(reading)
    if partners:
        return (Role.LEAD,) if Role.LEAD in asked else (Role.LEAD, Role.COORDINATOR, Role.DIRECTOR)
    return asked or (Role.LEAD,)


def _ordinal(reading: Reading) -> int | None:
    match = cues.ORDINAL.search(reading.folded)
    if not match:
        return None
    word = match["vi"] or match["vi2"] or match["en"] or match["n"]
    return int(word) if word.isdigit() else cues.ORDINALS[word]


def _notes(reading: Reading, context: CorpusContext) -> tuple[tuple[str, str], ...]:
    notes = [("former_agency", f"{old}|{context.registry.by_id[new].name}") for old, new in reading.agencies.former]
    if reading.period and reading.period.year_assumed:
        notes.append(("year_assumed", ""))
    if reading.period and reading.period.relative:
        notes.append(("relative", ""))
    if reading.period and reading.period.not_computed:
        notes.append(("period_not_computed", reading.period.not_computed))
    return tuple(notes)
