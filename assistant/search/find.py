"""Find what a question is about when it names no list: tasks and clauses, by search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.corpus_view import CorpusView
from assistant.lexical.focus import focus_of
from assistant.lexical.relevance import coverage, coverage_as_spelt, syllables
from assistant.model import TASK_INTENTS, Intent, Interpretation, Question
from assistant.search.evidence import Evidence
from assistant.search.judgement import judgement
from assistant.search.weighing import SIMILAR, Weighed, scope_of, texts_near, weigh
from assistant.understand.cues import COMPARE
from corpus.model import Clause, Directive, Task
from corpus.text import fold
from index.embedding import Embedder
from index.filters import Filter

FALLBACK_INTENTS = frozenset({Intent.SEARCH, Intent.WHAT, Intent.WHO, Intent.WHEN})
"""What search answers, where the question has a topic."""
CLAUSES_SHOWN = 3
_TASKS_SHOWN = 3
"""How many tasks that a question fits equally well are shown."""
_MARGIN = 0.1
"""How much less of what is asked than the best passage another may hold and still be quoted."""
_OWN_WORDS = 0.15
"""How much more of what is asked a passage outside the agencies named must hold to be meant instead."""
_BEYOND_DOUBT = 0.93
"""From which probability a passage may answer a question about an agency that it does not name."""
_TOUCHED = 0.45
"""The share of a topic that some passage holds at least where the corpus speaks of it at all."""
_LIKELY = 0.5


def find_clauses(
    view: CorpusView, passages: Sequence[Weighed], question: Question
) -> list[tuple[Directive, Clause, int, int]]:
    """Return the clauses of the passages that answer, in their order, each with its answering sentence."""
    found = []
    for each in passages:
        located = view.clause(each.found.clause, question.audiences)
        if located:
            found.append((*located, *each.sentence))
    return found[:CLAUSES_SHOWN]


def find_tasks(
    view: CorpusView, passages: Sequence[Weighed], meaning: Interpretation, question: Question
) -> list[Task]:
    """Return the tasks that a question about one piece of work means: those of the clause that covers it best.

    ``passages`` are those that answer the question (``answering``).
    """
    best: list[Task] = []
    score = (0.0, 0.0, 0.0)
    whole = " ".join((question.text, *meaning.agency_names))
    for each in passages:
        hit = each.found
        directive = view.directive(hit.document, question.audiences)
        for task in directive.tasks if directive else ():
            if not (hit.clause == task.clause or task.clause.startswith(hit.clause + "__")):
                continue
            said = directive.text[task.start : task.end] if directive else ""
            held = coverage(meaning.terms, said), coverage(meaning.terms, task.action), coverage(whole, said)
            if held > score or (not best and hit.dense and hit.dense >= SIMILAR):
                best, score = [task], held
            elif held == score and best and task not in best:
                best.append(task)
    return best[:_TASKS_SHOWN]


def touches_corpus(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> bool:
    """Tell whether any passage speaks of what a question is about, though none answers it."""
    if not meaning.topic:
        return True
    near = texts_near(view, embedder, meaning, question)
    return any(coverage_as_spelt(meaning.terms, text) >= _TOUCHED for text in near)


def answering(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Weighed]:
    """Return the passages that answer, most probable first; the parts of the question are filters.

    An agency in a question about one piece of work may be its object ("do bộ nào trình Chính phủ?") or a wrong guess
    ("Bộ Y tế chủ trì ... phải không?"); in a question for an agency's tasks it is whose they are, and nobody else's
    are meant.
    """
    if not meaning.topic:
        return []

    @cache
    def weighed_in(where: Filter) -> list[Weighed]:
        return weigh(view, embedder, meaning, question, where)

    own = weighed_in(scope_of(view, meaning))
    local = _in_place(view, embedder, meaning, question, _best(own))
    if local and _best(weighed_in(Filter())):  # else a few common words found a passage there
        return _in_force_first(view, local)
    if not meaning.agencies or meaning.intent in TASK_INTENTS:
        return _in_force_first(view, _best(own))
    anyones = weighed_in(scope_of(view, replace(meaning, agencies=())))
    # the other side is nobody named: "trung ương và Hải Phòng khác nhau ra sao"
    if COMPARE.search(fold(question.text)):
        return _in_force_first(view, _best(anyones))
    issued = issued_by(view, meaning, question)
    theirs = [
        _as_named(each) if each.found.document in issued else each
        for each in anyones
        if each.found.document in issued or names_agencies(each, meaning)
    ]
    known = {each.found.id for each in own}
    own = _best([*own, *(each for each in theirs if each.found.id not in known)])
    others = _beyond_doubt(_best(anyones), question)
    best = own if own and own[0].evidence.asked + _OWN_WORDS >= _most_asked(others) else others
    return _in_force_first(view, best)


def unstated(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Weighed]:
    """Return the passages that would answer a question for a figure or a detail if they stated one, likeliest first.

    Beside a refusal to name a room or a channel what is likely meant may stand; a figure is more easily mistaken.
    """
    focus = focus_of(question.text)
    least = _LIKELY if focus and not focus.figure else judgement().answers_from
    weighed = weigh(view, embedder, meaning, question, scope_of(view, replace(meaning, agencies=())))
    lacking = [each for each in weighed if not each.evidence.stated and not each.elsewhen]
    would = ((judgement().probability(replace(each.evidence, stated=1.0)), each) for each in lacking)
    near = [(probability, each) for probability, each in would if probability >= least]
    return [each for _, each in sorted(near, key=lambda pair: -pair[0])]


def _as_named(passage: Weighed) -> Weighed:
    """Return a passage of a document of the body asked about, which need not name itself in it."""
    evidence = replace(passage.evidence, named=1.0)
    return replace(passage, evidence=evidence, probability=judgement().probability(evidence))


def names_agencies(passage: Weighed, meaning: Interpretation) -> bool:
    """Tell whether a passage names an agency asked about, where it has no part in a task: "gửi Bộ Công an"."""
    words = _spoken(" ".join((*passage.found.path, passage.found.text)))
    return any(_spoken(name) in words for name in meaning.agency_names)


def _spoken(text: str) -> str:
    """Return a text's syllables between blanks, abbreviations written out: "UBND tỉnh" is named in full elsewhere."""
    return f" {' '.join(syllables(text))} "


def _beyond_doubt(passages: list[Weighed], question: Question) -> list[Weighed]:
    """Return those that may be meant though they are about another agency than the question: it may be mistaken.

    Another agency's figure is no answer at all.
    """
    return [] if focus_of(question.text) else [each for each in passages if each.probability >= _BEYOND_DOUBT]


def issued_by(view: CorpusView, meaning: Interpretation, question: Question) -> frozenset[str]:
    """Return the documents that the agencies asked about issued, or bodies of their province."""
    context = view.context(question.audiences)
    known = [view.registry.by_id[key] for key in meaning.agencies if key in view.registry.by_id]
    bodies = {each.id for each in known} | {each.parent for each in known if each.parent}
    return frozenset(number for body in bodies for number in context.issued_by(body))


def _in_force_first(view: CorpusView, weighed: list[Weighed]) -> list[Weighed]:
    return sorted(weighed, key=lambda each: each.found.clause in view.over)


def _in_place(
    view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question, own: list[Weighed]
) -> list[Weighed]:
    """Return what bodies of the place order, where it holds about as much of what is asked: it comes first.

    The place's name is in their titles and tells none of their passages apart, so the topic alone is looked for.
    """
    issued = view.context(question.audiences).issued_in(meaning.place) if meaning.place else ()
    if not issued or meaning.documents:
        return []
    there = replace(meaning, agencies=(), agency_names=(), documents=issued)
    local = _best(weigh(view, embedder, there, replace(question, text=meaning.topic)))
    near = local and local[0].evidence.asked + _OWN_WORDS >= _most_asked(own)
    return local if near else []


def _best(weighed: list[Weighed]) -> list[Weighed]:
    """Return those that answer and hold about as much of what is asked as the most probable one.

    None where that one speaks of another year: what comes next would be further off still.
    """
    best = max(weighed, key=lambda each: each.probability, default=None)
    if best is None or best.probability < judgement().answers_from or best.elsewhen:
        return []
    answering = [
        each
        for each in weighed
        if (each.probability >= judgement().answers_from or _says_more(each, best))
        and _as_good(each.evidence, best.evidence)
        and each.figures >= best.figures
    ]
    return sorted(answering, key=lambda each: -each.probability)


def _says_more(passage: Weighed, best: Weighed) -> bool:
    """Tell whether a passage that is likely to answer has a sentence that holds more than any of the best one's."""
    likely = passage.probability >= _LIKELY and not passage.elsewhen
    return likely and passage.evidence.sentence >= best.evidence.sentence + _MARGIN


def _as_good(evidence: Evidence, best: Evidence) -> bool:
    return evidence.asked >= best.asked - _MARGIN and evidence.sentence >= best.sentence - _MARGIN


def _most_asked(weighed: list[Weighed]) -> float:
    return max((each.evidence.asked for each in weighed), default=0.0)
