"""Find what a question is about when it names no list: tasks and clauses by search, mentions by number."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose.references import Mention
from assistant.corpus_view import CorpusView
from assistant.model import Interpretation, Question
from assistant.relevance import COVERED, coverage
from assistant.select import concerned_keys
from assistant.understand.interpret import TASK_INTENTS
from corpus.model import Audience, Clause, Directive, Task
from corpus.text import slugify
from index.catalog import directives
from index.embedding import Embedder
from index.filters import Filter, Match
from index.search import Found, search

CLAUSES_SHOWN = 3
_EXAMINED = 10
_TASKS_SHOWN = 3
"""How many tasks that a question fits equally well are shown."""
_MARGIN = 0.15
"""How much less of a topic than the best passage another may hold and still be shown."""
_TOUCHED = 0.45
SIMILAR = 0.86
"""Cosine from which a passage counts as about a question in the other language, whose words it cannot hold."""


def find_clauses(
    view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question
) -> list[tuple[Directive, Clause, int, int]]:
    """Return the clauses that a question is about, best first, each with the stretch found; empty where none is."""
    found = []
    for hit in _hits_anywhere(view, embedder, meaning, question):
        located = view.clause(hit.clause, question.audiences)
        if located:
            found.append((*located, hit.start, hit.end))
    return found[:CLAUSES_SHOWN]


def find_tasks(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Task]:
    """Return the tasks that a question about one piece of work means: those of the clause that covers it best."""
    best: list[Task] = []
    score = (0.0, 0.0)
    for hit in _hits_anywhere(view, embedder, meaning, question):
        directive = view.directive(hit.document, question.audiences)
        for task in directive.tasks if directive else ():
            if not (hit.clause == task.clause or task.clause.startswith(hit.clause + "__")):
                continue
            whole = " ".join((_words(meaning, question), *meaning.agency_names))
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
    result = search(view.store, embedder, _words(meaning, question), question.audiences, None, _EXAMINED)
    return any(coverage(meaning.terms, " ".join((*hit.path, hit.text))) >= _TOUCHED for hit in result.kept)


def find_mentions(view: CorpusView, name: str, audiences: frozenset[Audience]) -> list[Mention]:
    """Return every place of the corpus that mentions a document, in the corpus's order."""
    found = []
    for head in directives(view.store, audiences):
        directive = view.directive(head.number, audiences)
        for reference in directive.references if directive else ():
            if reference.document and is_named(reference.document, name) and directive:
                around = [c for c in directive.walk() if c.start <= reference.start and reference.end <= c.end]
                if around:
                    found.append(Mention(directive, min(around, key=lambda c: c.end - c.start), reference))
    return found


def _hits_anywhere(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Found]:
    """Return the passages about the question, those of the agencies named first.

    An agency in a question about one piece of work may be its object ("do bộ nào trình Chính phủ?"); in a question
    for an agency's tasks it is whose they are, and nobody else's are meant.
    """
    hits = _hits(view, embedder, meaning, question)
    if hits or not meaning.agencies or meaning.intent in TASK_INTENTS:
        return hits
    return _hits(view, embedder, replace(meaning, agencies=()), question)


def _hits(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Found]:
    """Return the passages near the question that hold enough of its topic, or are near enough in meaning."""
    if not meaning.topic:
        return []
    result = search(
        view.store, embedder, _words(meaning, question), question.audiences, _where(view, meaning), _EXAMINED
    )
    # A footnote's words stand outside the clauses' text: they help to find, and cannot be quoted.
    about = [hit for hit in result.kept if hit.start < hit.end and _about(hit, meaning.terms)]
    held = [coverage(meaning.terms, " ".join((*hit.path, hit.text))) for hit in about]
    return [hit for hit, share in zip(about, held, strict=True) if share >= max(held) - _MARGIN]


def _words(meaning: Interpretation, question: Question) -> str:
    """Return what to search for: the question itself, or the topic in Vietnamese terms or of an earlier question."""
    return question.text if all(word in question.text for word in meaning.terms.split()) else meaning.terms


def _about(hit: Found, topic: str) -> bool:
    held = coverage(topic, " ".join((*hit.path, hit.text)))
    return held >= COVERED or (hit.dense or 0.0) >= SIMILAR


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
    return slug == _number_slug(name) or slug == wanted or (wanted[:1].isalpha() and slug.startswith(wanted + "-"))


def _number_slug(name: str) -> str:
    """Return the slug of the number in a mention ("Thông báo số 17-TB/CQTTBCĐ" -> "17-tb-cqttbcd")."""
    slug = slugify(name)
    first_digit = next((i for i, char in enumerate(slug) if char.isdigit()), 0)
    return slug[first_digit:]
