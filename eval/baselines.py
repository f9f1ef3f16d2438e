"""What plain retrieval makes of the same questions, over the same files with the same embedding model.

A baseline is scored on the clauses in the passages that it brings, cut at its best k: the one (1 to 50) at which its
mean F1 over these very questions is greatest, and beside it at the k that is best for each question alone, which no
real system can know. For lists it is told which clauses order something as well. Ours is scored on what it answered.
Clauses are counted as an answer's citations are: what may be cited as well is not false. LlamaIndex cuts the texts
itself; the other baselines search the product's own chunks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from assistant.model import ALL_AUDIENCES
from corpus.model import Clause, Directive
from eval.answers import Verdict, ancestors
from eval.dataset import Expected, GoldQuestion
from eval.retrieval import RRF_K
from index.embedding import Embedder
from index.filters import Filter, Hit
from index.schema import DENSE
from index.search import CANDIDATES, lexical_hits, search, searchable
from index.store import Store

DEEPEST = 50
"""The greatest k."""
OURS = "chidao"

Span = tuple[str, int, int]
"""Document, start and end of a passage in its cleaned text."""
Retriever = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class Cut:
    """Figures over some questions: means, at one cut of every ranking."""

    f1: float
    exact: float
    """Share of questions for which every clause needed is there and none that is not."""
    k: int | None = None
    """Passages taken; None for what is not cut."""
    each: float | None = None
    """F1 where k is the best one for each question alone."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One system's figures: for lists of tasks, and for questions that a passage answers."""

    name: str
    lists: Cut
    passages: Cut


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every system over the same questions."""

    lists: int
    passages: int
    systems: tuple[Figures, ...]


def compare_systems(
    verdicts: Sequence[Verdict], store: Store, embedder: Embedder, directives: Sequence[Directive]
) -> Comparison:
    """Score plain retrieval, and what was answered, over the answerable questions that cite clauses."""
    judged = [verdict for verdict in verdicts if verdict.gold.expected.citations and not _refused(verdict.gold)]
    lists = [verdict for verdict in judged if verdict.gold.expected.tasks is not None]
    passages = [verdict for verdict in judged if verdict.gold.expected.tasks is None]
    ordering, citable = _Clauses(directives, ordering=True), _Clauses(directives, ordering=False)
    systems = [
        Figures(
            name,
            best_cut([_curve(v.gold, retrieve, ordering) for v in lists]),
            best_cut([_curve(v.gold, retrieve, citable) for v in passages]),
        )
        for name, retrieve in retrievers(store, embedder, directives).items()
    ]
    ours = Figures(OURS, _uncut([_answered(v) for v in lists]), _uncut([_answered(v) for v in passages]))
    return Comparison(len(lists), len(passages), (*systems, ours))


def retrievers(store: Store, embedder: Embedder, directives: Sequence[Directive]) -> dict[str, Retriever]:
    """Return the systems compared, by name; each gives the passages nearest to a question, best first."""
    from eval.llama import llama_index_retriever  # LlamaIndex takes seconds to import

    everything = searchable(ALL_AUDIENCES, Filter())

    def lexical(question: str) -> list[Hit]:
        return lexical_hits(store, question, everything)

    def dense(question: str) -> list[Hit]:
        return store.nearest(DENSE, embedder.embed_query(question), everything, CANDIDATES)

    def ours(question: str) -> list[Span]:
        found = search(store, embedder, question, ALL_AUDIENCES, limit=DEEPEST)
        return [(each.document, each.start, each.end) for each in found.kept]

    return {
        "LlamaIndex default": llama_index_retriever(directives, embedder, DEEPEST),
        "BM25": lambda question: _spans(lexical(question)),
        "dense": lambda question: _spans(dense(question)),
        "equal RRF": lambda question: _spans(reciprocal_ranks(lexical(question), dense(question))),
        "chidao's search": ours,
    }


def reciprocal_ranks(*rankings: Sequence[Hit]) -> list[Hit]:
    """Fuse rankings by the sum of reciprocal ranks, each with the same weight."""
    hits = {hit.id: hit for ranking in rankings for hit in ranking}
    totals = dict.fromkeys(hits, 0.0)
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            totals[hit.id] += 1 / (RRF_K + rank)
    return [hits[each] for each in sorted(hits, key=lambda each: (-totals[each], each))]


def clause_f1(expected: Expected, found: set[str]) -> float:
    """Return the F1 of the clauses found; those that may be cited as well count neither for nor against."""
    required = set(expected.citations)
    allowed = expected.allow | {above for clause in required for above in ancestors(clause)}
    right, false = len(found & required), len(found - required - allowed)
    return 2 * right / (right + false + len(required))


def _refused(gold: GoldQuestion) -> bool:
    return gold.expected.status.value != "answered"


def best_cut(curves: Sequence[Sequence[float]]) -> Cut:
    """Return the figures at the k whose mean F1 is greatest; a curve is a question's F1 at k = 1, 2, ..."""
    if not curves:
        return Cut(0.0, 0.0, 1, 0.0)
    means = [fmean(column) for column in zip(*curves, strict=True)]
    k = max(range(len(means)), key=lambda place: (means[place], -place))
    exact = fmean(float(curve[k] == 1.0) for curve in curves)
    return Cut(means[k], exact, k + 1, fmean(max(curve) for curve in curves))


def _curve(gold: GoldQuestion, retrieve: Retriever, clauses: _Clauses) -> list[float]:
    """Return the F1 of the clauses in the first k passages, for each k; behind the last passage it stays."""
    found: set[str] = set()
    curve: list[float] = []
    for span in retrieve(" ".join((*gold.history, gold.question)))[:DEEPEST]:
        found |= clauses.inside(span)
        curve.append(clause_f1(gold.expected, found))
    return curve + [curve[-1] if curve else 0.0] * (DEEPEST - len(curve))


def _answered(verdict: Verdict) -> float:
    return clause_f1(verdict.gold.expected, {each["clause"] for each in verdict.reply.answer["citations"]})


def _uncut(values: Sequence[float]) -> Cut:
    if not values:
        return Cut(0.0, 0.0)
    return Cut(fmean(values), fmean(float(f1 == 1.0) for f1 in values))


def _spans(hits: Sequence[Hit]) -> list[Span]:
    return [(hit.payload["document"], hit.payload["start"], hit.payload["end"]) for hit in hits]


class _Clauses:
    """Which clauses a passage brings: of those that order something, or of all but headings.

    The same passages come with question after question, so what each brings is kept.
    """

    def __init__(self, directives: Sequence[Directive], *, ordering: bool) -> None:
        self._own = {
            each.number: [(clause.id, clause.own_spans()) for clause in _candidates(each, ordering)]
            for each in directives
        }
        self.inside: Callable[[Span], frozenset[str]] = cache(self._inside)

    def _inside(self, span: Span) -> frozenset[str]:
        """Return the clauses of which a passage holds at least half of their own words."""
        document, start, end = span
        return frozenset(clause for clause, own in self._own.get(document, ()) if _half_held(own, start, end))


def _half_held(own: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    held = sum(max(0, min(end, last) - max(start, first)) for first, last in own)
    return 2 * held >= sum(last - first for first, last in own) > 0


def _candidates(directive: Directive, ordering: bool) -> Iterator[Clause]:
    tasks = {task.clause for task in directive.tasks}
    for clause in directive.walk():
        if clause.id in tasks or not (ordering or clause.children):
            yield clause
