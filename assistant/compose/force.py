"""Say of every document cited whether it still binds, and by which clause it does not."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft, markers
from assistant.labels import clause_label
from assistant.model import ALL_AUDIENCES, Statement
from corpus.force import Force, base_number
from corpus.model import Clause, Directive, Reference, Relation, Status
from corpus.provisions import stands_in
from corpus.text import fold, sentence_spans

_BROUGHT_BY = {"amended": Relation.AMENDS, "replaced": Relation.REPLACES, "annulled": Relation.ANNULS}


def warn_of_force(draft: Draft) -> None:
    """Add a warning in front of the answer for each document cited that was amended, replaced or annulled."""
    cited = dict.fromkeys(citation.document for citation in draft.citations)
    written = len(draft.blocks)
    for number in cited:
        force = draft.view.forces.get(number)
        if force and force.status.value in _BROUGHT_BY:
            _warn(draft, number, force)
    warnings = draft.blocks[written:]
    draft.blocks[:] = [*warnings, *draft.blocks[:written]]


def _warn(draft: Draft, number: str, force: Force) -> None:
    name = draft.document_name(number)
    visible = [by for by in force.by if draft.view.directive(by, draft.question.audiences)]
    named = [by for by in force.by if by in visible or not draft.view.directive(by, ALL_AUDIENCES)]
    key = f"force.{force.status.value}"
    if not named:  # nobody learns from a warning that a document exists which they may not see
        _say(draft, draft.message(f"{key}.unnamed", document=name))
        return
    words = draft.message(f"{key}.named", document=name, by=", ".join(map(draft.document_name, named)))
    cited = tuple(n for by in visible if (n := _cite_act(draft, by, number, force)) is not None)
    _say(draft, words + markers(cited), *cited)
    if force.status is Status.AMENDED:
        for by in visible:
            _warn_of_parts(draft, by, number)


def _warn_of_parts(draft: Draft, by: str, number: str) -> None:
    """Say of the tasks shown that stand in a provision which a document amends or annuls that they may not hold."""
    directive = draft.directive(by)
    for reference in directive.references:
        if reference.relation is not Relation.AMENDS or reference.document != base_number(number):
            continue
        clauses = dict.fromkeys(m.task.clause for m in draft.tasks if m.document == number)
        touched = [clause for clause in clauses if stands_in(clause, reference.provision or "")]
        place = _act(directive, reference)
        if touched and place:
            cited = draft.cite(*place)
            annuls = _ANNULS.match(fold(directive.text[slice(*place[1:])]))
            words = draft.message(
                f"force.part.{'annulled' if annuls else 'amended'}",
                clauses="; ".join(clause_label(clause, draft.language) for clause in touched),
                document=draft.document_name(number),
                by=draft.document_name(by),
            )
            _say(draft, words + markers((cited,)), cited)


# "Điều 1. Bãi bỏ khoản 3 Điều 2 ..."
_ANNULS = re.compile(r"\W*(?:(?:dieu|khoan|muc)?\s*\w{1,4}\s*[.):]\s*)?(?:[a-z ]{1,40} nay )?(?:bai bo|huy bo)\b")


def _say(draft: Draft, words: str, *cited: int) -> None:
    draft.blocks.append([Statement(words, cited, claim=bool(cited), fixed=True)])


def _cite_act(draft: Draft, by: str, number: str, force: Force) -> int | None:
    """Cite the sentence by which a document acts on another; None where it was only declared."""
    directive = draft.directive(by)
    relation = _BROUGHT_BY[force.status.value]
    for reference in directive.references:
        if reference.relation is relation and reference.document == base_number(number):
            place = _act(directive, reference)
            if place:
                return draft.cite(*place)
    return None


def _act(directive: Directive, reference: Reference) -> tuple[str, int, int] | None:
    """Return the clause and the stretch of the sentence that holds a reference."""
    clause = _around(directive, reference.start, reference.end)
    if clause is None:
        return None
    lines = sentence_spans(directive.text, clause.start, clause.end)
    start, end = next((s for s in lines if s[0] <= reference.start < s[1]), (clause.start, clause.end))
    return clause.id, start, end


def _around(directive: Directive, start: int, end: int) -> Clause | None:
    around = [clause for clause in directive.walk() if clause.start <= start and end <= clause.end]
    return min(around, key=lambda clause: clause.end - clause.start, default=None)
