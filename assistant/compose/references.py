"""Word where a document is mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    places: dict[str, list[int]] = {}
    for reference in directive.references:
        around = [c for c in directive.walk() if c.start <= reference.start and reference.end <= c.end]
        if reference.document and reference.document != directive.number and around:
            clause = min(around, key=lambda c: c.end - c.start)
            number = _cite(draft, Mention(directive, clause, reference))
            if number not in places.setdefault(reference.document, []):
                places[reference.document].append(number)
    if not places:
        return False
    everything = sorted({number for numbers in places.values() for number in numbers})
    words = draft.message("references.cites", document=draft.document_name(directive.number), count=len(places))
    draft.say(f"{words}:{markers(everything)}", *everything)
    draft.blocks.append([_cited(draft, document, numbers) for document, numbers in places.items()])
    return True


def _cited(draft: Draft, document: str, numbers: Sequence[int]) -> Statement:
    labels = "; ".join(dict.fromkeys(draft.citations[number - 1].label for number in numbers))
    return Statement(f"- {cell(document)}: {cell(labels)}{markers(numbers)}", tuple(numbers))


def _row(draft: Draft, mention: Mention, number: int) -> Statement:
    citation = draft.citations[number - 1]
    where = draft.message("references.row", label=citation.label, document=mention.directive.number)
    quote = shorten_around(citation.quote, mention.reference.start - citation.start)
    return Statement(f"- {where}: “{cell(quote)}”{markers([number])}", (number,))


def _cite(draft: Draft, mention: Mention) -> int:
    """Cite the sentence around the mention."""
    clause, reference = mention.clause, mention.reference
    first = clause.content_start if clause.content_start <= reference.start else clause.start
    sentences = sentence_spans(mention.directive.text, first, clause.end)
    start, end = next(
        ((a, b) for a, b in sentences if a <= reference.start and reference.end <= b), (reference.start, reference.end)
    )
    return draft.cite(clause.id, start, end)
