"""Clauses: by their place, or by what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import Draft, best_sentence, compose_clauses, compose_task_answer, sentences_of
from assistant.labels import clause_label
from assistant.lexical.focus import Focus, focus_of, states
from assistant.lexical.relevance import coverage
from assistant.model import TASK_INTENTS, Intent, Statement, Status
from assistant.search.find import CLAUSES_SHOWN, answering, find_clauses, find_tasks, touches_corpus, unstated
from assistant.search.nearest import maybe_meant
from assistant.search.weighing import Weighed
from assistant.selection.assessments import documents_of_author, find_assessments
from assistant.steps.desk import Desk
from assistant.steps.sides import quote_sides
from assistant.understand.cues import asks_of_directives
from assistant.understand.provisions import places_in
from corpus.model import Clause, Directive


def clause(desk: Desk, draft: Draft) -> None:
    """Quote a clause asked for by its place."""
    meaning = draft.interpretation
    found = [(directive, clause, clause.start, clause.end) for directive, clause in places_of(draft)]
    desk.clock.lap("select")
    if found:
        compose_clauses(draft, found, intro=None)
        return
    place = clause_label("#" + "__".join(f"{e}_{n}".rstrip("_") for e, n in meaning.provision), draft.language)
    draft.status = Status.NO_MATCH
    for number in meaning.documents:
        draft.note(draft.message("no_match.clause", document=draft.document_name(number), place=place))


def places_of(draft: Draft) -> list[tuple[Directive, Clause]]:
    """Return the clauses that the question names by their place, in the documents that it names."""
    meaning = draft.interpretation
    directives = [draft.directive(number) for number in meaning.documents]
    return [(directive, clause) for directive in directives for clause in places_in(directive, meaning.provision)]


def search_clauses(desk: Desk, draft: Draft) -> None:
    """Quote the clauses that the question is about, those of each body in its own documents; or refuse."""
    if len(draft.interpretation.agencies) > 1 and quote_sides(desk, draft):
        return
    quote_clauses(desk, draft, None)


def quote_clauses(desk: Desk, draft: Draft, passages: Sequence[Weighed] | None) -> None:
    """Quote the clauses that the question is about, or refuse; ``passages`` are those that answer, where known."""
    if assessed := _assessments(desk, draft):
        compose_clauses(draft, assessed[:CLAUSES_SHOWN])
        return
    if passages is None:
        passages = answering(desk.view, desk.embedder, draft.interpretation, draft.question)
    found = find_clauses(desk.view, passages, draft.question)
    desk.clock.lap("search")
    if not found and (documents := _of_author(desk, draft)):
        # what a body says stands in its documents, whose clauses name others
        by_author = replace(draft.interpretation, agencies=(), agency_names=(), documents=documents)
        passages = answering(desk.view, desk.embedder, by_author, draft.question)
        found = find_clauses(desk.view, passages, draft.question)
        desk.clock.lap("search")
    if not found:
        if not told_as_unsure(desk, draft) and not told_as_unstated(desk, draft):
            _nothing_found(desk, draft)
        return
    topic = draft.interpretation.terms
    quoted = [(d, c, *best_sentence(d, start, end, topic)) for d, c, start, end in found]
    focus = focus_of(draft.question.text)
    if focus is None:
        compose_clauses(draft, quoted)
    elif stating := _stating(draft, focus, passages, quoted):
        compose_clauses(draft, stating)
    else:
        _quote_beside(draft, quoted)


def told_as_unstated(desk: Desk, draft: Draft) -> bool:
    """Refuse beside the clause that would state the figure or detail asked for; tell whether there is one."""
    meaning = draft.interpretation
    if focus_of(draft.question.text) is None:
        return False
    found = find_clauses(desk.view, unstated(desk.view, desk.embedder, meaning, draft.question), draft.question)
    if found:
        _quote_beside(draft, [(d, c, *best_sentence(d, a, b, meaning.terms)) for d, c, a, b in found[:1]])
    return bool(found)


def say_unstated(draft: Draft) -> None:
    """Say that the texts do not state the figure or the detail asked for."""
    focus = focus_of(draft.question.text)
    if focus is None or focus.figure:
        draft.note(draft.message("no_match.unstated"))
    else:
        draft.note(draft.message("no_match.unstated_detail", what=draft.message(f"detail.{focus.name}")))


def _quote_beside(draft: Draft, quoted: list[tuple[Directive, Clause, int, int]]) -> None:
    """Say that the figure asked for is not stated, and quote what comes nearest."""
    say_unstated(draft)
    compose_clauses(draft, quoted[:1], intro=None, beside=False)
    draft.status = Status.NO_MATCH


def told_as_unsure(desk: Desk, draft: Draft) -> bool:
    """Answer with what may be meant, and say that it is not certain; tell whether anything may be."""
    meaning = draft.interpretation
    passages = maybe_meant(desk.view, desk.embedder, meaning, draft.question)
    desk.clock.lap("search")
    if not passages:
        return False
    found = find_clauses(desk.view, passages, draft.question)
    quoted = [(d, c, *best_sentence(d, a, b, meaning.terms)) for d, c, a, b in found]
    if focus := focus_of(draft.question.text):
        quoted = _stating(draft, focus, passages, quoted)
    if not quoted:
        return False
    draft.blocks.append([Statement(draft.message("search.unsure"), claim=False, fixed=True)])
    of_a_task = meaning.intent in {Intent.WHO, Intent.WHEN}
    tasks = find_tasks(desk.view, passages, meaning, draft.question) if of_a_task else []
    if tasks:
        compose_task_answer(draft, tasks)
    else:
        compose_clauses(draft, quoted, intro=None)
    return True


def _stating(
    draft: Draft, focus: Focus, passages: Sequence[Weighed], quoted: list[tuple[Directive, Clause, int, int]]
) -> list[tuple[Directive, Clause, int, int]]:
    """Return of what would be quoted what states a figure of the kind asked for, with the sentence that does."""
    topic = draft.interpretation.terms
    stating = []
    for (directive, found, start, end), passage in zip(quoted, passages, strict=False):
        best = coverage(topic, directive.text[start:end])
        spans = sentences_of(directive, passage.found.start, passage.found.end)
        held = [
            (coverage(topic, directive.text[slice(*span)]), -span[0], span)
            for span in spans
            if states(focus, directive.text[slice(*span)])
        ]
        share, _, span = max(held, default=(0.0, 0, (start, end)))
        if held and share >= best * _AS_MUCH:
            stating.append((directive, found, *span))
    return stating


_AS_MUCH = 0.5
"""How much of what the best sentence holds of the topic one with the figure must hold."""


def _assessments(desk: Desk, draft: Draft) -> list[tuple[Directive, Clause, int, int]]:
    """Return the shortcomings or results that a document states, where the question names it or its author."""
    numbers = draft.interpretation.documents or _of_author(desk, draft)
    found = find_assessments(
        [draft.directive(number) for number in numbers], draft.question.text, draft.interpretation.terms
    )
    desk.clock.lap("select")
    return found


def _of_author(desk: Desk, draft: Draft) -> tuple[str, ...]:
    meaning = draft.interpretation
    heads = desk.view.context(draft.question.audiences).heads
    return () if meaning.documents else documents_of_author(draft.question.text, meaning.agencies, heads)


def _nothing_found(desk: Desk, draft: Draft) -> None:
    """Refuse: out of scope where nothing in the question is of the corpus's kind, else no match."""
    meaning = draft.interpretation
    in_scope = bool(meaning.documents) or meaning.intent in TASK_INTENTS or asks_of_directives(draft.question.text)
    in_scope = in_scope or any(code == "department" for code, _ in meaning.notes)
    in_scope = in_scope or touches_corpus(desk.view, desk.embedder, meaning, draft.question)
    draft.status = Status.NO_MATCH if in_scope else Status.OUT_OF_SCOPE
    draft.note(draft.message("no_match.search" if in_scope else "out_of_scope.text"))
