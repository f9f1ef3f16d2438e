"""Word where a document is mentioned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.compose.clauses import sentences_of
from assistant.compose.draft import Draft, cell, markers, shorten_around
from assistant.model import Statement, Status
from corpus.model import Clause, Directive, Reference
from corpus.text import sentence_spans


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference and the clause it stands in."""

    directive: Directive
    clause: Clause
    reference: Reference


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a clause that mentions something."""

    clause: Clause
    start: int
    end: int


def compose_mentioned(draft: Draft, found: Sequence[tuple[str, Sequence[tuple[str, Sequence[Place]]]]]) -> None:
    """Say which of the documents asked about mention something, and quote where.

    Args:
        draft: receives the statements.
        found: how each thing sought is called, and each document's number with the places that mention it.
    """
    for name, documents in found:
        cited = {
            number: {_cite_sentence(draft, number, place): place.start for place in places}
            for number, places in documents
        }
        holding = [number for number, numbers in cited.items() if numbers]
        key = "none" if not holding else "all" if len(holding) == len(cited) else "some"
        words = draft.message(
            f"mentioned.{key if len(cited) > 1 or not holding else 'one'}",
            name=name,
            documents=_listed(draft, holding or list(cited)),
            others=_listed(draft, [number for number in cited if number not in holding]),
        )
        numbers = [number for each in cited.values() for number in each]
        draft.say(f"**{words}**{markers(numbers)}", *numbers, claim=bool(numbers))
        if not numbers:
            continue
        draft.blocks.append(_places(draft, cited))
    if not any(places for _, documents in found for _, places in documents):
        draft.status = Status.NO_MATCH


def compose_concordance(draft: Draft, found: Sequence[tuple[str, Sequence[tuple[str, Sequence[Place]]]]]) -> None:
    """Say how often the corpus mentions something, in which documents, and quote every place.

    Args:
        draft: receives the statements.
        found: how each thing sought is called, and the number of each document that mentions it, with its places.
    """
    for name, documents in found:
        cited = {
            number: {_cite_sentence(draft, number, place): place.start for place in places}
            for number, places in documents
        }
        numbers = [number for each in cited.values() for number in each]
        if not numbers:
            draft.note(draft.message("mentioned.nowhere", name=name))
            continue
        words = draft.message("mentioned.everywhere", count=len(numbers), name=name, documents=_listed(draft, [*cited]))
        draft.say(f"{words}{markers(numbers)}", *numbers)
        draft.blocks.append(_places(draft, cited))


def _places(draft: Draft, cited: Mapping[str, Mapping[int, int]]) -> list[Statement]:
    """Return a line for each citation: its document and the place, quoted."""
    return [
        Statement(_quoted(draft, document, number, start), (number,))
        for document, places in cited.items()
        for number, start in places.items()
    ]


def _listed(draft: Draft, numbers: Sequence[str]) -> str:
    return ", ".join(draft.document_name(number) for number in numbers)


def _quoted(draft: Draft, document: str, number: int, start: int) -> str:
    citation = draft.citations[number - 1]
    where = draft.message("references.row", label=citation.label, document=document)
    return f"- {where}: “{cell(shorten_around(citation.quote, start - citation.start))}”{markers([number])}"


def _cite_sentence(draft: Draft, document: str, place: Place) -> int:
    """Cite the sentence around a place (in a letterhead the line), or the place where it is longer than one."""
    clause, directive = place.clause, draft.directive(document)
    first = clause.content_start if clause.content_start <= place.start else clause.start
    if clause in (directive.preface, directive.conclusions):
        sentences = sentences_of(directive, first, clause.end)
    else:
        sentences = sentence_spans(directive.text, first, clause.end)
    start, end = next(((a, b) for a, b in sentences if a <= place.start and place.end <= b), (place.start, place.end))
    return draft.cite(clause.id, start, end)


def compose_references(draft: Draft, name: str, mentions: Sequence[Mention]) -> None:
    """List the clauses that mention a document, each with the sentence that does."""
    if not mentions:
        draft.status = Status.NO_MATCH
        draft.note(draft.message("no_match.references", document=name))
        return
    numbers = [_cite(draft, mention) for mention in mentions]
    words = draft.message("references.summary", document=name, count=len(mentions))
    draft.say(f"{words}.{markers(numbers)}", *numbers)
    draft.blocks.append([_row(draft, mention, number) for mention, number in zip(mentions, numbers, strict=True)])


def compose_cited(draft: Draft, directive: Directive) -> bool:
    """List the documents that a directive refers to, each with the places that do; False where it refers to none."""
    places = cite_references(draft, directive)
    if not places:
        return False
    everything = sorted({number for numbers in places.values() for number in numbers})
    words = draft.message("references.cites", document=draft.document_name(directive.number), count=len(places))
    draft.say(f"{words}:{markers(everything)}", *everything)
    draft.blocks.append([_cited(draft, document, numbers) for document, numbers in places.items()])
    return True


def cite_references(draft: Draft, directive: Directive) -> dict[str, list[int]]:
    """Cite every place where a directive refers to another document; return each document's citations."""
    places: dict[str, list[int]] = {}
    for reference in directive.references:
        around = [c for c in directive.walk() if c.start <= reference.start and reference.end <= c.end]
        if reference.document and reference.document != directive.number and around:
            clause = min(around, key=lambda c: c.end - c.start)
            number = _cite(draft, Mention(directive, clause, reference))
            if number not in places.setdefault(reference.document, []):
                places[reference.document].append(number)
    return places


def _cited(draft: Draft, document: str, numbers: Sequence[int]) -> Statement:
    labels = "; ".join(dict.fromkeys(draft.citations[number - 1].label for number in numbers))
    return Statement(f"- {cell(document)}: {cell(labels)}{markers(numbers)}", tuple(numbers))


def _row(draft: Draft, mention: Mention, number: int) -> Statement:
    words = _quoted(draft, mention.directive.number, number, mention.reference.start)
    return Statement(words, (number,))


def _cite(draft: Draft, mention: Mention) -> int:
    place = Place(mention.clause, mention.reference.start, mention.reference.end)
    return _cite_sentence(draft, mention.directive.number, place)
