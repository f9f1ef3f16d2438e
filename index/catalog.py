"""Which directives there are, and each of them whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.force import Act, Force, Subject, forces
from corpus.model import Audience, Clause, Declared, DeclaredPart, Directive, Relation, Status
from corpus.text import fold, words
from index.filters import Condition, Filter, Match, Payload, Record
from index.points import read_directive
from index.register import audience_filter
from index.schema import Kind
from index.store import Reader


@dataclass(frozen=True, slots=True)
class DirectiveHead:
    """What a list of directives shows; the text stays in the store."""

    number: str
    slug: str
    type_code: str
    type_name: str
    issuer: str
    date: date | None
    subject: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Outline:
    """What of a directive is looked for among all of them."""

    headings: tuple[tuple[str, str], ...]
    """The id of each clause that has a heading, and the heading, in reading order."""
    named: tuple[str, ...]
    """The documents that it refers to as it names them, each once."""


_READ_AT_ONCE = 200
"""So many directives are held whole while outlines are made: about 10 MB."""

_HEAD_FIELDS = ["document", "slug", "type_code", "type_name", "issuer", "date", "subject", "audience"]


def directives(store: Reader, audiences: Collection[Audience]) -> list[DirectiveHead]:
    """Return the head of every directive open to the audiences, by date, then number."""
    heads = [_head(record.payload) for record in store.scroll(_where(audiences), _HEAD_FIELDS)]
    return sorted(heads, key=lambda head: (head.date or date.min, head.number))


def mentions(store: Reader, audiences: Collection[Audience]) -> frozenset[str]:
    """Return the registry ids of all agencies that occur in some directive open to the audiences."""
    records = store.scroll(_where(audiences), ["mentions"])
    return frozenset(agency for record in records for agency in record.payload.get("mentions", ()))


def mentioning(store: Reader, audiences: Collection[Audience], agency: str) -> tuple[str, ...]:
    """Return the numbers of the directives open to the audiences that name an agency, in no order."""
    records = store.scroll(_where(audiences, Match("mentions", (agency,))), ["document"])
    return tuple(record.payload["document"] for record in records)


def holding(store: Reader, audiences: Collection[Audience], term: str) -> frozenset[str]:
    """Return the numbers of the directives open to the audiences of which some part holds a term, folded."""
    wanted = " ".join(word.text for word in words(fold(term)))
    where = Filter(must=(Match("kind", (Kind.CHUNK.value,)), audience_filter(audiences)))
    return frozenset(document for document, text in store.read(where, _folded_words) if wanted in text)


def _folded_words(payload: Payload) -> tuple[str, str]:
    return payload["document"], " ".join(word.text for word in words(fold(payload["text"])))


def outlines(store: Reader, audiences: Collection[Audience], numbers: Sequence[str]) -> Iterator[tuple[str, Outline]]:
    """Yield number and outline of each of these directives that is open to the audiences."""
    for found in whole_directives(store, audiences, numbers):
        yield found.number, _outline(found)


def whole_directives(store: Reader, audiences: Collection[Audience], numbers: Sequence[str]) -> Iterator[Directive]:
    """Yield each of these directives that is open to the audiences, a few at a time, in no order."""
    for start in range(0, len(numbers), _READ_AT_ONCE):
        some = Match("document", tuple(numbers[start : start + _READ_AT_ONCE]))
        for record in store.scroll(_where(audiences, some), ["data"]):
            yield read_directive(record.payload)


def _outline(directive: Directive) -> Outline:
    return Outline(
        headings=tuple((clause.id, clause.heading) for clause in directive.walk() if clause.heading),
        named=tuple(dict.fromkeys(reference.document for reference in directive.references if reference.document)),
    )


def document_forces(store: Reader) -> dict[str, Force]:
    """Return the force of every document that is not simply in force, by number.

    All documents count, whoever may see them: an act that a reader may not see still takes effect.
    """
    fields = ["document", "issuer", "date", "acts", "declared", "declared_parts"]
    records = store.scroll(Filter(must=(Match("kind", (Kind.DIRECTIVE.value,)),)), fields)
    return forces([_subject(record.payload) for record in sorted(records, key=lambda r: r.payload["document"])])


def _subject(payload: Payload) -> Subject:
    declared = payload["declared"]
    return Subject(
        number=payload["document"],
        issuer=payload["issuer"],
        date=_day(payload["date"]),
        declared=Declared(Status(declared[0]), declared[1]) if declared else None,
        # what was stored by an earlier parser names no provisions
        acts=tuple(Act(Relation(relation), *named) for relation, *named in payload["acts"]),
        parts=tuple(DeclaredPart(c, Status(status), by) for c, status, by in payload.get("declared_parts", ())),
    )


def directive(store: Reader, number_or_slug: str, audiences: Collection[Audience]) -> Directive | None:
    """Return the directive with this number, else the one with this slug, else None."""
    for field in ("document", "slug"):
        found = store.scroll(_where(audiences, Match(field, (number_or_slug,))), ["data"])
        if found:
            return read_directive(_first(found).payload)
    return None


def clause(store: Reader, clause_id: str, audiences: Collection[Audience]) -> tuple[Directive, Clause] | None:
    """Return the clause with this id and its directive, or None."""
    found = directive(store, clause_id.partition("#")[0], audiences)
    if found is None:
        return None
    return next(((found, each) for each in found.walk() if each.id == clause_id), None)


def _where(audiences: Collection[Audience], *more: Condition) -> Filter:
    return Filter(must=(Match("kind", (Kind.DIRECTIVE.value,)), audience_filter(audiences), *more))


def _first(records: list[Record]) -> Record:
    """Two numbers may share a slug; the choice must not depend on the engine."""
    return min(records, key=lambda record: record.id)


def _head(payload: Payload) -> DirectiveHead:
    return DirectiveHead(
        number=payload["document"],
        slug=payload["slug"],
        type_code=payload["type_code"],
        type_name=payload["type_name"],
        issuer=payload["issuer"],
        date=_day(payload["date"]),
        subject=payload["subject"],
        audience=Audience(payload["audience"]),
    )


def _day(number: int) -> date | None:
    return date(number // 10000, number // 100 % 100, number % 100) if number else None
