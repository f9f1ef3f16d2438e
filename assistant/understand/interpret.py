"""From a question to its interpretation: names and dates first, then what is wanted of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.model import Intent, Interpretation, Language, Question
from assistant.understand import cues
from assistant.understand.context import CorpusContext
from assistant.understand.documents import DocumentReading, find_documents
from assistant.understand.language import detect_language
from assistant.understand.names import AgencyReading, find_agencies
from assistant.understand.periods import PeriodReading, find_period
from corpus.model import Role
from corpus.text import fold, has_diacritics, words


@dataclass(frozen=True, slots=True)
class Understanding:
    """An interpretation, the question's language, and what has to be asked back."""

    interpretation: Interpretation
    language: Language
    clarify: tuple[str, tuple[str, ...]] | None = None
    """The ambiguous words and the candidates' names or numbers."""
    impossible_date: str | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question and everything recognised in it."""

    text: str
    folded: str
    """Folded, with the names, numbers and dates blanked out."""
    documents: DocumentReading
    agencies: AgencyReading
    period: PeriodReading | None


def interpret(question: Question, context: CorpusContext) -> Understanding:
    """Understand one question on its own."""
    written_in = detect_language(question.text)
    reading = _read(question, context, written_in)
    interpretation = _interpretation(reading, context, written_in)
    language = question.language or written_in
    return Understanding(interpretation, language, _clarification(reading, context), _impossible(reading.period))


def _read(question: Question, context: CorpusContext, language: Language) -> _Reading:
    text = " ".join(question.text.split())
    documents = find_documents(text, context.heads, question.today.year)
    text_without_numbers = _blank(text, documents.spans)
    agencies = find_agencies(text_without_numbers, context)
    folded = _blank(fold(text), (*documents.spans, *agencies.spans))
    period = find_period(folded, question.today, language is Language.EN)
    return _Reading(text, _blank(folded, period.spans if period else ()), documents, agencies, period)


def _interpretation(reading: _Reading, context: CorpusContext, language: Language) -> Interpretation:
    fact = _fact(reading)
    intent = _intent(reading, fact)
    topic = _topic(reading, language)
    if intent is Intent.LIST_TASKS and not _has_slots(reading) and not topic and not cues.TASKS.search(reading.folded):
        intent = Intent.OUT_OF_SCOPE
    return Interpretation(
        intent=intent,
        agencies=reading.agencies.agencies,
        agency_names=tuple(context.registry.by_id[key].name for key in reading.agencies.agencies),
        roles=_roles(reading, intent),
        due=reading.period.due if reading.period and not reading.period.impossible else None,
        overdue=bool(reading.period and reading.period.overdue),
        documents=reading.documents.known,
        unknown_documents=reading.documents.unknown,
        fact=fact if intent is Intent.DOCUMENT_FACTS else None,
        topic=topic,
        notes=_notes(reading, context),
    )


def _intent(reading: _Reading, fact: str | None) -> Intent:
    folded, documents = reading.folded, reading.documents
    has_document = bool(documents.known or documents.unknown or documents.ambiguous)
    if cues.HELP.search(folded) or cues.GREETING.match(folded):
        return Intent.HELP
    if has_document and cues.REFERENCES.search(folded) and not reading.agencies.agencies:
        return Intent.REFERENCES
    if fact and fact != "overview" and (has_document or fact in {"signer", "recipients"}) and not reading.period:
        return Intent.DOCUMENT_FACTS
    if cues.DOCUMENTS.search(folded) and not reading.agencies.agencies:
        return Intent.LIST_DOCUMENTS
    asked = _asked(reading)
    if asked:
        return asked
    if has_document and (fact == "overview" or not _topic(reading, Language.VI)):
        return Intent.DOCUMENT_FACTS
    return Intent.SEARCH


def _asked(reading: _Reading) -> Intent | None:
    """Return the intent that the cue words show, if any."""
    folded, agencies = reading.folded, reading.agencies.agencies
    if cues.COUNT.search(folded):
        return Intent.COUNT_TASKS
    lists = bool(cues.TASKS.search(folded))
    if cues.WHO.search(folded) and not agencies and not (lists and reading.period):
        return Intent.WHO
    if (
        cues.WHEN.search(folded)
        and not reading.period
        and not (lists and agencies and not _topic(reading, Language.VI))
    ):
        return Intent.WHEN
    if lists or reading.period or (agencies and any(pattern.search(folded) for _, pattern in cues.ROLES)):
        return Intent.LIST_TASKS
    if agencies and not _topic(reading, Language.VI):
        return Intent.LIST_TASKS
    return Intent.WHAT if cues.WHAT.search(folded) and not reading.documents.known else None


def _fact(reading: _Reading) -> str | None:
    return next((fact for fact, pattern in cues.FACTS if pattern.search(reading.folded)), None)


def _roles(reading: _Reading, intent: Intent) -> tuple[Role, ...]:
    """Return the roles asked about; a task question about an agency means what it leads, unless it says otherwise."""
    if not reading.agencies.agencies or intent not in {Intent.LIST_TASKS, Intent.COUNT_TASKS}:
        return ()
    asked = [role for role, pattern in cues.ROLES if pattern.search(reading.folded)]
    if None in asked:
        return (Role.LEAD, Role.COORDINATOR, Role.DIRECTOR)
    return tuple(role for role in asked if role) or (Role.LEAD,)


def _topic(reading: _Reading, language: Language) -> str:
    """Return the words that are neither names, dates, cues nor function words, in order."""
    folded = reading.folded
    patterns: Iterable[re.Pattern[str]] = (
        *cues.INTENTS.values(), cues.REFERENCES, cues.DOCUMENTS, cues.FILLER,
        *(p for _, p in cues.ROLES), *(p for _, p in cues.FACTS),
    )  # fmt: skip
    for pattern in patterns:
        if pattern is not cues.WHAT:
            folded = pattern.sub(lambda m: "\x00" * len(m.group()), folded)
    stop = cues.STOPWORDS_EN if language is Language.EN else cues.STOPWORDS_VI
    accented = has_diacritics(reading.text)
    plain_stop = stop if accented else frozenset(map(fold, stop))
    kept = []
    for word in words(folded):
        written = reading.text[word.start : word.end]
        key = written.lower() if accented else word.text
        if key not in plain_stop and len(written) == len(word.text):
            kept.append(written)
    return " ".join(kept)


def _has_slots(reading: _Reading) -> bool:
    return bool(reading.agencies.agencies or reading.documents.known or reading.documents.unknown or reading.period)


def _notes(reading: _Reading, context: CorpusContext) -> tuple[tuple[str, str], ...]:
    notes = [("former_agency", f"{old}|{context.registry.by_id[new].name}") for old, new in reading.agencies.former]
    if reading.period and reading.period.year_assumed:
        notes.append(("year_assumed", ""))
    if reading.period and reading.period.relative:
        notes.append(("relative", ""))
    return tuple(notes)


def _clarification(reading: _Reading, context: CorpusContext) -> tuple[str, tuple[str, ...]] | None:
    if reading.agencies.ambiguous:
        words_used, candidates = reading.agencies.ambiguous
        return words_used, tuple(context.registry.by_id[key].name for key in candidates)
    if reading.documents.ambiguous:
        return "", reading.documents.ambiguous
    return None


def _impossible(period: PeriodReading | None) -> str | None:
    return period.impossible if period else None


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Replace stretches by NUL characters, which no pattern and no word matches."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)
