"""An interpretation that somebody else proposes (a language model): what may be proposed, and what is taken of it.

A proposal only adds to what the grammar recognised. Each agency and document in it must be among those that the asker
may see, and must be borne out by words of the question; dates are computed by the grammar, from words of the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from assistant.lexical.relevance import COVERED, coverage
from assistant.model import PROPOSED, TASK_INTENTS, Intent, Interpretation, Language, Question, Status
from assistant.understand.context import CorpusContext
from assistant.understand.glossary import in_vietnamese
from assistant.understand.language import detect_language
from assistant.understand.periods import PeriodReading, find_period
from corpus.agencies import Agency
from corpus.model import Role
from corpus.text import fold, words
from index.catalog import DirectiveHead

MOST_DOCUMENTS = 60
MOST_AGENCIES = 120
"""How many are offered to choose from: those that share most words with the question."""
_MOST_NAMED = 3
_MOST_CHARS = 160
_UNKNOWN = "unknown"
_INTENTS = (
    Intent.LIST_TASKS, Intent.COUNT_TASKS, Intent.NEXT_DEADLINE, Intent.WHO, Intent.WHEN, Intent.WHAT,
    Intent.DOCUMENT_FACTS, Intent.LIST_DOCUMENTS, Intent.SEARCH,
)  # fmt: skip
_ROLES = (Role.LEAD, Role.COORDINATOR, Role.DIRECTOR)
_UNSURE = frozenset({Intent.SEARCH, Intent.WHO, Intent.WHEN, Intent.WHAT, Intent.LIST_TASKS, Intent.COUNT_TASKS})
_REFUSED = frozenset({Status.NO_MATCH, Status.OUT_OF_SCOPE})
_NAMED = 0.4
"""Share of the quoted words that one of an agency's names must hold; names are spoken loosely."""
_ACCOUNTED = 0.6
"""Share of the words that the grammar could not place that a proposal must give a meaning."""
# words that many names share: they tell none apart
_GENERIC = re.compile(
    r"\b(?:bo|ban|so|cuc|tong cuc|vu|vien|phong|van phong|uy ban|ubnd|co quan|don vi|ben|phia|ministry|office|of|the)\b"
)


class RejectedError(ValueError):
    """A proposal that cannot be taken; the message says why, without the question's words."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a proposal may choose from: all of it is open to the asker."""

    agencies: tuple[Agency, ...]
    documents: tuple[DirectiveHead, ...]

    @property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of a proposal."""
        return _object(
            {
                "intent": {"type": "string", "enum": [*(intent.value for intent in _INTENTS), _UNKNOWN]},
                "agencies": _named("id", [agency.id for agency in self.agencies]),
                "documents": _named("number", [head.number for head in self.documents]),
                "roles": {"type": "array", "maxItems": len(_ROLES), "items": {"enum": [r.value for r in _ROLES]}},
                "due_words": _TEXT,
                "topic": _TEXT,
            }
        )


class _Agency(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: str
    words: str


class _Document(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    number: str
    words: str


class _Proposal(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    intent: str
    agencies: list[_Agency]
    documents: list[_Document]
    roles: list[str]
    due_words: str
    topic: str


def unsure(meaning: Interpretation, status: Status) -> bool:
    """Tell whether the grammar may have misunderstood: the question was refused, with words left that it can't place.

    What was answered stays as it is, whatever a model would make of it.
    """
    recognised = meaning.unknown_documents or meaning.within or meaning.provision
    return status in _REFUSED and meaning.intent in _UNSURE and bool(meaning.topic) and not recognised


def choices(question: Question, context: CorpusContext) -> Choices:
    """Return what a proposal may choose from, nearest to the question first where there is too much."""
    by_id = context.registry.by_id
    agencies = [by_id[key] for key in sorted(context.mentioned) if key in by_id]
    near = sorted(agencies, key=lambda agency: -_nearness(question.text, _names(agency)))
    heads = sorted(context.heads, key=lambda head: -_nearness(question.text, (f"{head.type_name} {head.subject}",)))
    return Choices(tuple(near[:MOST_AGENCIES]), tuple(heads[:MOST_DOCUMENTS]))


def accepted(reply: str, question: Question, meaning: Interpretation, offered: Choices) -> Interpretation:
    """Return the grammar's interpretation with what a proposal adds to it.

    Args:
        reply: JSON, as a model wrote it.
        question: what was asked.
        meaning: the grammar's interpretation.
        offered: what could be chosen.

    Raises:
        RejectedError: it is no proposal, or the question does not bear it out.
    """
    try:
        proposal = msgspec.json.decode(reply, type=_Proposal)
    except msgspec.DecodeError as error:
        raise RejectedError(f"no proposal: {error}") from None
    if proposal.intent not in _INTENTS:
        raise RejectedError(f"intent {proposal.intent[:20]!r}")
    intent = Intent(proposal.intent)
    asked = question.text
    named = [*(agency.words for agency in proposal.agencies), *(document.words for document in proposal.documents)]
    _quoted(named, asked)
    agencies = _agencies(proposal, offered)
    documents = _documents(proposal, offered)
    period = _period(proposal.due_words, question)
    topic = _topic(proposal.topic, asked)
    _account(meaning.topic, (topic, proposal.due_words, *named))
    names = {**dict(zip(meaning.agencies, meaning.agency_names, strict=True)), **agencies}
    english = detect_language(asked) is Language.EN
    return replace(
        meaning,
        intent=intent,
        agencies=tuple(names),
        agency_names=tuple(names.values()),
        roles=_roles(proposal, meaning, intent) if names else (),
        due=meaning.due or (period.due if period and intent is not Intent.WHEN else None),
        overdue=meaning.overdue or bool(period and period.overdue),
        documents=tuple(dict.fromkeys((*meaning.documents, *documents))),
        fact="overview" if intent is Intent.DOCUMENT_FACTS else None,
        topic=topic,
        firm_topic=True,
        terms=(in_vietnamese(topic) or topic) if english else topic,
        notes=(*meaning.notes, *_notes(period), (PROPOSED, "")),
    )


def _agencies(proposal: _Proposal, offered: Choices) -> dict[str, str]:
    """Return id -> name of the agencies proposed; the words quoted for each must name it, however loosely."""
    by_id = {agency.id: agency for agency in offered.agencies}
    for each in proposal.agencies:
        if each.id not in by_id:
            raise RejectedError("an agency that was not offered")
        distinctive = " ".join(_GENERIC.sub(" ", fold(each.words)).split())
        if _nearness(distinctive, _names(by_id[each.id])) < _NAMED:
            raise RejectedError(f"no word of the question names {each.id}")
    return {each.id: by_id[each.id].name for each in proposal.agencies}


def _documents(proposal: _Proposal, offered: Choices) -> list[str]:
    """Return the documents proposed; the words quoted for each must hold its number or speak of its subject."""
    by_number = {head.number: head for head in offered.documents}
    for each in proposal.documents:
        head = by_number.get(each.number)
        if head is None:
            raise RejectedError("a document that was not offered")
        serial = re.match(r"\d+", head.number)
        numbered = serial is not None and serial.group() in re.findall(r"\d+", each.words)
        if not numbered and _nearness(each.words, (f"{head.type_name} {head.issuer} {head.subject}",)) < COVERED:
            raise RejectedError(f"no word of the question means {each.number}")
    return [each.number for each in proposal.documents]


def _period(quoted: str, question: Question) -> PeriodReading | None:
    """Return the range that words of the question mean, by the grammar."""
    if not quoted.strip():
        return None
    _quoted([quoted], question.text)
    english = detect_language(question.text) is Language.EN
    period = find_period(quoted, fold(quoted), question.today, english)
    if period is None or period.impossible or period.due is None:
        raise RejectedError("words that are no date")
    return period


def _notes(period: PeriodReading | None) -> Iterator[tuple[str, str]]:
    if period and period.year_assumed:
        yield "year_assumed", ""
    if period and period.relative:
        yield "relative", ""


def _topic(topic: str, asked: str) -> str:
    """Return the topic, all of whose words must be the question's."""
    strange = {word.text for word in words(fold(topic))} - {word.text for word in words(fold(asked))}
    if strange:
        raise RejectedError("a topic that the question does not speak of")
    return " ".join(topic.split())


def _roles(proposal: _Proposal, meaning: Interpretation, intent: Intent) -> tuple[Role, ...]:
    if intent not in TASK_INTENTS:
        return ()
    proposed = tuple(role for role in _ROLES if role.value in proposal.roles)
    return meaning.roles or proposed or (Role.LEAD,)


def _quoted(quotations: Iterable[str], asked: str) -> None:
    """Words given as the question's must stand in it, next to each other."""
    held = f" {_plain(asked)} "
    for quotation in quotations:
        plain = _plain(quotation)
        if not plain or f" {plain} " not in held:
            raise RejectedError("words that are not the question's")


def _account(left: str, given: Iterable[str]) -> None:
    """Most of the words that the grammar could not place must have got a meaning, or a question would be cut down."""
    meant = {word for each in given for word in _plain(each).split()}
    open_words = _plain(left).split()
    if sum(word in meant for word in open_words) < _ACCOUNTED * len(open_words):
        raise RejectedError("most of the question is left out")


def _plain(text: str) -> str:
    return " ".join(word.text for word in words(fold(text)))


def _names(agency: Agency) -> tuple[str, ...]:
    return (agency.name, agency.en, *agency.abbreviations, *agency.aliases, *agency.aliases_en)


def _nearness(text: str, names: Iterable[str]) -> float:
    """Return the largest share of a text's words that one of the names holds; 0 for no words."""
    return max((coverage(text, name) for name in names if name), default=0.0) if _plain(text) else 0.0


_TEXT = {"type": "string", "maxLength": _MOST_CHARS}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _named(key: str, allowed: list[str]) -> dict[str, Any]:
    """Return the shape of a list of things chosen, each with the question's words for it."""
    if not allowed:
        return {"type": "array", "maxItems": 0}
    item = _object({key: {"type": "string", "enum": allowed}, "words": _TEXT})
    return {"type": "array", "maxItems": _MOST_NAMED, "items": item}
