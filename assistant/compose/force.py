"""Say of every document cited whether it still binds, and by which clause it does not."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.draft import Draft, markers
from assistant.labels import clause_label
from assistant.model import ALL_AUDIENCES, Statement
from corpus.force import Force, Part, base_number
from corpus.model import Clause, Directive, Reference, Relation, Status
from corpus.text import sentence_spans

_BROUGHT_BY = {"amended": Relation.AMENDS, "replaced": Relation.REPLACES, "annulled": Relation.ANNULS}


def warn_of_force(draft: Draft) -> None:
    """Add a warning in front of the answer for each document and provision cited that was changed or is over."""
    cited: dict[str, dict[str, None]] = {}
    for clause in (*(citation.clause for citation in draft.citations), *(m.task.clause for m in draft.tasks)):
        cited.setdefault(clause.partition("#")[0], {})[clause] = None
    written = len(draft.blocks)
    for number in dict.fromkeys(citation.document for citation in draft.citations):
        force = draft.view.forces.get(number, Force())
        if force.status.value in _BROUGHT_BY:
            _warn(draft, number, force)
        for part in () if force.is_over else force.parts:
            touched = [clause for clause in cited[number] if "#" in clause and force.part_at(clause) == part]
            if touched and part.status is not Status.IN_FORCE:
                _warn_of_part(draft, number, part, touched)
    warnings = draft.blocks[written:]
    draft.blocks[:] = [*warnings, *draft.blocks[:written]]


def _warn(draft: Draft, number: str, force: Force) -> None:
    name = draft.document_name(number)
    named = [by for by in force.by if _may_be_named(draft, by)]
    key = f"force.{force.status.value}"
    if not named:  # nobody learns from a warning that a document exists which they may not see
        _say(draft, draft.message(f"{key}.unnamed", document=name))
        return
    words = draft.message(f"{key}.named", document=name, by=", ".join(map(draft.document_name, named)))
    relation = _BROUGHT_BY[force.status.value]
    cited = tuple(n for by in named if (n := _cite_act(draft, by, number, relation)) is not None)
    _say(draft, words + markers(cited), *cited)


def _warn_of_part(draft: Draft, number: str, part: Part, touched: Sequence[str]) -> None:
    """Say of what is shown from a provision that it was amended, replaced or annulled, and by which sentence."""
    values = {
        "clauses": "; ".join(clause_label(clause, draft.language) for clause in touched),
        "document": draft.document_name(number),
    }
    key = f"force.part.{part.status.value}"
    if not part.by or not _may_be_named(draft, part.by):
        _say(draft, draft.message(f"{key}.unnamed", **values))
        return
    place = None if part.declared else part.place
    found = _cite_act(draft, part.by, number, _BROUGHT_BY[part.status.value], place)
    cited = () if found is None else (found,)
    words = draft.message(f"{key}.named", by=draft.document_name(part.by), **values)
    _say(draft, words + markers(cited), *cited)


def _may_be_named(draft: Draft, number: str) -> bool:
    """Tell whether the reader may see a document, or the corpus does not hold it."""
    view = draft.view
    return view.directive(number, draft.question.audiences) is not None or not view.directive(number, ALL_AUDIENCES)


def _say(draft: Draft, words: str, *cited: int) -> None:
    draft.blocks.append([Statement(words, cited, claim=bool(cited), fixed=True)])


def _cite_act(draft: Draft, by: str, number: str, relation: Relation, provision: str | None = None) -> int | None:
    """Cite the sentence by which a document acts on another, or on a provision of it; None where it has none."""
    directive = draft.view.directive(by, draft.question.audiences)
    for reference in directive.references if directive else ():
        if reference.document != base_number(number) or (provision and reference.provision != provision):
            continue
        amends = relation is Relation.AMENDS and reference.provision
        if reference.relation and (reference.relation is relation or amends) and directive:
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
