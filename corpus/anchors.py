"""What binds something that a maintainer said to a clause: the clause's words, with its number and without.

A clause that only got another number (one was inserted before it) is found again by its words, where no other has
them; a clause of other words is another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from corpus.model import Clause, Directive
from corpus.numbering import match_label

_SHOWN = 90


def clauses_of(directive: Directive) -> dict[str, Clause]:
    """Return the clauses of a document by id."""
    return {clause.id: clause for clause in directive.walk()}


def text_digest(directive: Directive) -> str:
    """Return the digest of a document's words."""
    return _digest(directive.text)


def clause_digest(directive: Directive, clause_id: str, clauses: Mapping[str, Clause] | None = None) -> str:
    """Return the digest of a clause's words; white space does not count. Empty where there is no such clause."""
    clause = (clauses or clauses_of(directive)).get(clause_id)
    return _digest(directive.clause_text(clause)) if clause else ""


def words_digest(directive: Directive, clause_id: str, clauses: Mapping[str, Clause] | None = None) -> str:
    """Return the digest of a clause's words without its own number; empty where there are none."""
    clause = (clauses or clauses_of(directive)).get(clause_id)
    return _digest(words) if clause and (words := _words(directive, clause)) else ""


def beginning(directive: Directive, clause_id: str) -> str:
    """Return how a clause's words begin, for people who must find it again."""
    clause = clauses_of(directive).get(clause_id)
    flat = " ".join(_words(directive, clause).split()) if clause else ""
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN].rsplit(' ', 1)[0]} …"


def _words(directive: Directive, clause: Clause) -> str:
    """Return a clause's words without its number: a label, or the first cell of a table's row."""
    whole = directive.clause_text(clause)
    if clause.element == "row":
        return directive.text[clause.content_start : clause.end]
    label = match_label(whole)
    return whole[label.end if label and clause.number else 0 :]


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
