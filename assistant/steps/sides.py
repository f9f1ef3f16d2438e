"""One topic in the documents of several bodies: what each of them says of it, side by side."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose import Draft, best_sentence, compose_by_document, compose_clauses
from assistant.lexical.focus import focus_of, states
from assistant.lexical.relevance import syllables
from assistant.model import Intent, Interpretation, Question
from assistant.search.find import answering, find_clauses, find_tasks
from assistant.search.nearest import maybe_meant
from assistant.search.weighing import Weighed
from assistant.steps.desk import Desk
from corpus.model import Clause, Directive, Task

_FEWEST_SYLLABLES = 2
_Quoted = tuple[Directive, Clause, int, int]


def quote_sides(desk: Desk, draft: Draft) -> bool:
    """Quote what each body's own documents say of the topic; tell whether at least two say something."""
    found: list[tuple[str, _Quoted]] = []
    for name, meaning, question in _sides(desk, draft):
        passages = passages_of(desk, draft, meaning, question)
        clauses = find_clauses(desk.view, passages[:1], question)
        found += [(name, (d, c, *best_sentence(d, a, b, meaning.terms))) for d, c, a, b in clauses]
    desk.clock.lap("search")
    if len(found) < 2:
        return False
    for name, quoted in found:
        draft.note(f"**{name}**")
        compose_clauses(draft, [quoted], intro=None)
    return True


def tell_sides(desk: Desk, draft: Draft) -> bool:
    """Tell who and by when in each body's own documents; tell whether at least two order the work."""
    found: list[tuple[str, list[Task]]] = []
    for _, meaning, question in _sides(desk, draft):
        tasks = find_tasks(desk.view, passages_of(desk, draft, meaning, question)[:1], meaning, question)
        if tasks:
            found.append((tasks[0].clause.partition("#")[0], tasks))
    desk.clock.lap("search")
    if len(found) < 2:
        return False
    draft.interpretation = replace(draft.interpretation, intent=Intent.COMPARE)
    compose_by_document(draft, found)
    return True


def _sides(desk: Desk, draft: Draft) -> list[tuple[str, Interpretation, Question]]:
    """Return of each body named its name, and the question for the topic in the documents that it issued.

    None where not every body has documents of its own: the others are then what the clauses are about.
    """
    meaning = draft.interpretation
    context = desk.view.context(draft.question.audiences)
    known = [key for key in meaning.agencies if key in desk.view.registry.by_id]
    if len(known) < 2 or len(known) < len(meaning.agencies) or len(syllables(meaning.terms)) < _FEWEST_SYLLABLES:
        return []
    issued = [context.issued_by(key) for key in known]
    if not all(issued) or len(set(issued)) < len(issued):
        return []
    question = replace(draft.question, text=meaning.topic)
    alone = replace(meaning, intent=Intent.SEARCH, agencies=(), agency_names=(), roles=(), due=None)
    return [
        (draft.agency(key), replace(alone, documents=numbers), question)
        for key, numbers in zip(known, issued, strict=True)
    ]


_HELD = 0.45
"""The share of the topic that what only may be meant holds at least, to be set beside what surely is."""


def passages_of(desk: Desk, draft: Draft, meaning: Interpretation, question: Question) -> list[Weighed]:
    """Return what answers in one side's documents, else what may; of a figure asked for, what states one."""
    found = answering(desk.view, desk.embedder, meaning, question)
    if not found:
        near = maybe_meant(desk.view, desk.embedder, meaning, question)
        found = [each for each in near if each.evidence.sentence >= _HELD]
    focus = focus_of(draft.question.text)
    return [each for each in found if focus is None or states(focus, each.found.text)]
