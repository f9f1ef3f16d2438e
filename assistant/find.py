"""Find what a question is about when it names no list: tasks and clauses by search, mentions by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.compose.references import Mention
from assistant.corpus_view import CorpusView
from assistant.evidence import Evidence, Judge, figures_held
from assistant.judgement import judgement
from assistant.model import Intent, Interpretation, Language, Question
from assistant.relevance import coverage
from assistant.select import concerned_keys
from assistant.thesaurus import official_words
from assistant.understand.interpret import TASK_INTENTS
from assistant.understand.language import detect_language
from corpus.doctypes import NAMES
from corpus.model import Audience, Clause, Directive, Task
from corpus.text import fold, slugify
from index.embedding import Embedder
from index.filters import Filter, Match
from index.search import Found, search

FALLBACK_INTENTS = frozenset({Intent.SEARCH, Intent.WHAT, Intent.WHO, Intent.WHEN})
"""What search answers, where the question has a topic."""
CLAUSES_SHOWN = 3
_EXAMINED = 10
_TASKS_SHOWN = 3
"""How many tasks that a question fits equally well are shown."""
_MARGIN = 0.1
"""How much less of what is asked than the best passage another may hold and still be quoted."""
_OWN_WORDS = 0.15
"""How much more of what is asked a passage outside the agencies named must hold to be meant instead."""
_BEYOND_DOUBT = 0.93
"""From which probability a passage may answer a question about an agency that it does not name."""
_TOUCHED = 0.45
SIMILAR = 0.86
"""Cosine from which a passage counts as about a question in the other language, whose words it cannot hold."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage, what speaks for its answering a question, and how probable that is."""

    found: Found
    evidence: Evidence
    probability: float
    figures: float
    """The share of the question's figures that it holds: another year's passage does not answer as well."""
    sentence: tuple[int, int]
    """The answering sentence, as offsets into the directive's text."""


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
    score = (0.0, 0.0)
    whole = " ".join((question.text, *meaning.agency_names))
    for each in passages:
        hit = each.found
        directive = view.directive(hit.document, question.audiences)
        for task in directive.tasks if directive else ():
            if not (hit.clause == task.clause or task.clause.startswith(hit.clause + "__")):
                continue
            held = coverage(meaning.terms, task.action), coverage(whole, task.action)
            if held > score or (not best and hit.dense and hit.dense >= SIMILAR):
                best, score = [task], held
            elif held == score and best and task not in best:
                best.append(task)
    return best[:_TASKS_SHOWN]


def touches_corpus(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> bool:
    """Tell whether any passage speaks of what a question is about, though none answers it."""
    if not meaning.topic:
        return True
    result = search(view.store, embedder, _sought(meaning, question), question.audiences, None, _EXAMINED)
    return any(coverage(meaning.terms, " ".join((*hit.path, hit.text))) >= _TOUCHED for hit in result.kept)


def weigh(
    view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question, where: Filter | None = None
) -> list[Weighed]:
    """Return the passages near a question in the search's order, each with how probable it is that it answers.

    ``where`` narrows the search; None: to the documents and agencies that the question names.
    """
    narrowed = _where(view, meaning) if where is None else where
    sought = _sought(meaning, question)
    result = search(view.store, embedder, sought, question.audiences, narrowed, _EXAMINED)
    judge = Judge(_words(meaning, question), meaning.terms, result)
    untranslated = _untranslated(meaning, question)
    weighed = []
    for found in result.kept:
        if found.start == found.end:  # a footnote stands outside the text: it helps to find, and cannot be quoted
            continue
        evidence, (first, last) = judge.evidence(found)
        probability = judgement().probability(evidence)
        if untranslated and (found.dense or 0.0) >= SIMILAR:
            probability = max(probability, judgement().answers_from)
        weighed.append(
            Weighed(
                found,
                evidence,
                probability,
                figures_held(question.text, found),
                (found.start + first, found.start + last),
            )
        )
    return weighed


def find_mentions(view: CorpusView, name: str, audiences: frozenset[Audience]) -> list[Mention]:
    """Return every place of the corpus that mentions a document, in the corpus's order."""
    outlines = view.outlines(audiences)
    meant = {each for outline in outlines.values() for each in outline.named}
    meant = {each for each in meant if is_named(each, name)}
    found = []
    for number in [number for number, outline in outlines.items() if not meant.isdisjoint(outline.named)]:
        directive = view.directive(number, audiences)
        for reference in directive.references if directive else ():
            if reference.document in meant and directive:
                around = [c for c in directive.walk() if c.start <= reference.start and reference.end <= c.end]
                if around:
                    found.append(Mention(directive, min(around, key=lambda c: c.end - c.start), reference))
    return found


def answering(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Weighed]:
    """Return the passages that answer, most probable first; the parts of the question are filters.

    An agency in a question about one piece of work may be its object ("do bộ nào trình Chính phủ?") or a wrong guess
    ("Bộ Y tế chủ trì ... phải không?"); in a question for an agency's tasks it is whose they are, and nobody else's
    are meant.
    """
    if not meaning.topic:
        return []

    @cache
    def best_in(where: Filter) -> list[Weighed]:
        return _best(weigh(view, embedder, meaning, question, where))

    own = best_in(_where(view, meaning))
    own = _in_place(view, embedder, meaning, question, best_in, own) or own
    if not meaning.agencies or meaning.intent in TASK_INTENTS:
        return _in_force_first(view, own)
    anyones = [each for each in best_in(_where(view, replace(meaning, agencies=()))) if _of_them(each, meaning)]
    best = own if own and own[0].evidence.asked + _OWN_WORDS >= _most_asked(anyones) else anyones
    return _in_force_first(view, best)


def _of_them(passage: Weighed, meaning: Interpretation) -> bool:
    """Tell whether a passage outside the agencies asked about may be meant: it names them, or leaves little doubt.

    Then the agency is its object ("gửi Bộ Công an"), or the question's mistake.
    """
    words = fold(" ".join((*passage.found.path, passage.found.text)))
    return passage.probability >= _BEYOND_DOUBT or any(fold(name) in words for name in meaning.agency_names)


def _in_force_first(view: CorpusView, weighed: list[Weighed]) -> list[Weighed]:
    return sorted(weighed, key=lambda each: each.found.document in view.over)


def _in_place(
    view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question,
    best_in: Callable[[Filter], list[Weighed]], own: list[Weighed],
) -> list[Weighed]:  # fmt: skip
    """Return what bodies of the place order, where it holds about as much of what is asked: it comes first.

    The place's name is in their titles and tells none of their passages apart, so the topic alone is looked for; that
    anything in the whole corpus answers the question keeps a few common words from finding a passage there.
    """
    issued = view.context(question.audiences).issued_in(meaning.place) if meaning.place else ()
    if not issued or meaning.documents:
        return []
    there = replace(meaning, agencies=(), agency_names=(), documents=issued)
    local = _best(weigh(view, embedder, there, replace(question, text=meaning.topic)))
    near = local and local[0].evidence.asked + _OWN_WORDS >= _most_asked(own)
    return local if near and best_in(Filter()) else []


def _best(weighed: list[Weighed]) -> list[Weighed]:
    """Return those that answer and hold about as much of what is asked as the most probable one."""
    answering = [each for each in weighed if each.probability >= judgement().answers_from]
    answering.sort(key=lambda each: -each.probability)
    return [
        each
        for each in answering
        if _as_good(each.evidence, answering[0].evidence) and each.figures >= answering[0].figures
    ]


def _as_good(evidence: Evidence, best: Evidence) -> bool:
    return evidence.asked >= best.asked - _MARGIN and evidence.sentence >= best.sentence - _MARGIN


def _most_asked(weighed: list[Weighed]) -> float:
    return max((each.evidence.asked for each in weighed), default=0.0)


def _sought(meaning: Interpretation, question: Question) -> str:
    """Return what to search for: the words, and what directives call the things that they name."""
    return " ".join(filter(None, (_words(meaning, question), official_words(meaning.terms))))


def _words(meaning: Interpretation, question: Question) -> str:
    """Return what to search for: the question itself where its words are those of the texts.

    Else the topic, in Vietnamese terms or of an earlier question, and the agencies by their full names: no text holds
    "HĐTVQG".
    """
    words, names = fold(question.text), [fold(name) for name in meaning.agency_names]
    if _as_typed(meaning, question) and all(name in words for name in names):
        return question.text
    return " ".join((meaning.terms, *meaning.agency_names))


def _untranslated(meaning: Interpretation, question: Question) -> bool:
    """Tell whether a question is in English and its topic could not be said in Vietnamese."""
    return _as_typed(meaning, question) and detect_language(question.text) is Language.EN


def _as_typed(meaning: Interpretation, question: Question) -> bool:
    """Tell whether what is looked for are the question's own words, not a translation or an earlier question's."""
    return all(word in question.text for word in meaning.terms.split())


def _where(view: CorpusView, meaning: Interpretation) -> Filter:
    must = []
    if meaning.documents:
        must.append(Match("document", meaning.documents))
    if meaning.agencies:
        must.append(Match("agencies", tuple(sorted(concerned_keys(meaning.agencies, view.registry)))))
    return Filter(must=tuple(must))


def is_named(document: str, name: str) -> bool:
    """Tell whether a reference is to the document that a question names, by its number or by its title."""
    slug, wanted = slugify(document), slugify(name)
    if slug == _number_slug(name) or slug == wanted or (wanted[:1].isalpha() and slug.startswith(wanted + "-")):
        return True
    return _is_shortened(slug.split("-"), name)


def _is_shortened(parts: list[str], name: str) -> bool:
    """Tell whether a name gives a number's type and first figure alone ("Thông tư 130": 130/2025/TT-BTC)."""
    kind, _, serial = name.rpartition(" ")
    codes = {slugify(code) for code, title in NAMES.items() if title == kind}
    return serial.isdigit() and parts[0] == serial and bool(codes & set(parts[1:]))


def _number_slug(name: str) -> str:
    """Return the slug of the number in a mention ("Thông báo số 17-TB/CQTTBCĐ" -> "17-tb-cqttbcd")."""
    slug = slugify(name)
    first_digit = next((i for i, char in enumerate(slug) if char.isdigit()), 0)
    return slug[first_digit:]
