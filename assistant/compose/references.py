"""Word where a document is mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.draft import Draft, cell, markers, shorten
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


def _row(draft: Draft, mention: Mention, number: int) -> Statement:
    citation = draft.citations[number - 1]
    where = draft.message("references.row", label=citation.label, document=mention.directive.number)
    return Statement(f"- {where}: “{cell(shorten(citation.quote))}”{markers([number])}", (number,))


def _cite(draft: Draft, mention: Mention) -> int:
    """Cite the sentence around the mention."""
    clause, reference = mention.clause, mention.reference
    first = clause.content_start if clause.content_start <= reference.start else clause.start
    sentences = sentence_spans(mention.directive.text, first, clause.end)
    start, end = next(
        ((a, b) for a, b in sentences if a <= reference.start and reference.end <= b), (reference.start, reference.end)
    )
    return draft.cite(clause.id, start, end)
