"""Say of every document cited whether it still binds, and by which clause it does not."""

from __future__ import annotations

from assistant.compose.draft import Draft, markers
from assistant.model import ALL_AUDIENCES, Statement
from corpus.force import Force
from corpus.model import Clause, Directive, Relation
from corpus.text import sentence_spans

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


def _say(draft: Draft, words: str, *cited: int) -> None:
    draft.blocks.append([Statement(words, cited, claim=bool(cited), fixed=True)])


def _cite_act(draft: Draft, by: str, number: str, force: Force) -> int | None:
    """Cite the sentence by which a document acts on another; None where it was only declared."""
    directive = draft.directive(by)
    relation = _BROUGHT_BY[force.status.value]
    for reference in directive.references:
        if reference.relation is relation and reference.document == number.partition("@")[0]:
            clause = _around(directive, reference.start, reference.end)
            if clause:
                lines = sentence_spans(directive.text, clause.start, clause.end)
                start, end = next((s for s in lines if s[0] <= reference.start < s[1]), (clause.start, clause.end))
                return draft.cite(clause.id, start, end)
    return None


def _around(directive: Directive, start: int, end: int) -> Clause | None:
    around = [clause for clause in directive.walk() if clause.start <= start and end <= clause.end]
    return min(around, key=lambda clause: clause.end - clause.start, default=None)
