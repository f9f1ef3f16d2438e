"""Find clauses: two rankings, dense and lexical, put on one scale and added (DESIGN section 9).

This ranks and cuts; lists of tasks come from ``register``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from weakref import WeakKeyDictionary

from corpus.model import Audience
from index.clock import Clock
from index.embedding import Embedder
from index.filters import Dense, Filter, Hit, Match, Payload
from index.lexical import encode_query, is_plain_vietnamese, weighted_query
from index.register import audience_filter
from index.restore import restore
from index.schema import BM25, DENSE, Kind
from index.store import Reader
from index.versions import Snapshot

CANDIDATES = 100
"""How many each ranking brings."""
DENSE_WEIGHT = 0.5
LEXICAL_WEIGHT = 0.5
"""Chosen on one half of data/ir's questions and held on the other (docs/decisions/0004)."""
NOTHING_WEIGHT = 0.5
"""How much of a candidate's likeness to a passage that says nothing is taken off its cosine (docs/decisions/0004)."""
SEARCHES_KEPT = 8
"""The candidates of so many searches in a snapshot are kept: one question makes no more."""
READ_BACK = 50
"""So many texts of the lexical ranking give a question without diacritics its diacritics back. Measured: 97.8 of 100
syllables right; 30 texts 97.7, 100 texts 97.9 at 9 ms more."""


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk, and why it stands where it does. Scores compare within one search only."""

    id: str
    document: str
    clause: str
    element: str
    path: tuple[str, ...]
    start: int
    end: int
    text: str
    score: float
    """What ranks: of the standardised cosine, less what any text would have, and of the terms."""
    dense: float | None
    """Cosine, as the model gives it, and so the same in every search; None where the engine gives none."""
    lexical: float | None
    """BM25; None where the lexical ranking did not bring it."""


_Asked = tuple[Embedder, str, frozenset[Audience], Filter]
_KEPT: WeakKeyDictionary[Snapshot, Mapping[_Asked, tuple[list[Found], Mapping[str, float]]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that was not kept; ``reason`` is a code ("rank")."""

    found: Found
    reason: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was kept, best first, what was not, and what each step took."""

    kept: tuple[Found, ...]
    rejected: tuple[Rejected, ...]
    timings_ms: Mapping[str, float]


def search(
    store: Reader,
    embedder: Embedder,
    question: str,
    audiences: Collection[Audience],
    where: Filter | None = None,
    limit: int = 10,
) -> SearchResult:
    """Return the chunks nearest to the question among those that meet ``where`` and are open to the audiences.

    The dense model does not understand Vietnamese typed without diacritics: it reads such a
    question as the lexical ranking's best texts would write it. Ties are broken by id, so
    that the order is always the same. What was last found in a snapshot is kept: a question
    that is refused is looked for several times. Raises StoreError and EmbeddingError.
    """
    asked = (embedder, question, frozenset(audiences), where or Filter())
    kept = _KEPT.get(store, {}) if isinstance(store, Snapshot) else {}
    found = kept.get(asked) or _ranked(store, embedder, question, searchable(audiences, where or Filter()))
    if isinstance(store, Snapshot):
        # a new dictionary: another thread may be reading the old one
        _KEPT[store] = {**dict(list(kept.items())[1 - SEARCHES_KEPT :]), asked: found}
    ranked, laps = found
    return SearchResult(tuple(ranked[:limit]), tuple(Rejected(found, "rank") for found in ranked[limit:]), laps)


def _ranked(
    store: Reader, embedder: Embedder, question: str, searched: Filter
) -> tuple[list[Found], Mapping[str, float]]:
    """Return all candidates, best first, and what each step took."""
    clock = Clock()
    lexical = lexical_hits(store, question, searched)
    clock.lap("lexical")
    if is_plain_vietnamese(question):
        question = restore(question, (hit.payload["text"] for hit in lexical[:READ_BACK]))
        clock.lap("restore")
    vector = embedder.embed_query(question)
    clock.lap("embed")
    dense = store.nearest(DENSE, vector, searched, CANDIDATES)
    clock.lap("dense")
    payloads = {hit.id: hit.payload for hit in (*dense, *lexical)}
    cosines = {hit.id: hit.score for hit in dense}
    cosines |= store.scores(DENSE, vector, searched, [each for each in payloads if each not in cosines])
    nothing = _nothing_scores(store, embedder, searched, payloads)
    terms = weighted_query(question, map(_read, lexical))
    weighted = store.scores(BM25, terms, searched, list(payloads)) if lexical else {}
    clock.lap("score")
    ranked = fuse(payloads, cosines, nothing, weighted, {hit.id: hit.score for hit in lexical})
    clock.lap("fuse")
    return ranked, clock.laps


def searchable(audiences: Collection[Audience], where: Filter) -> Filter:
    """Chunks that the audiences may see; bare headings live on in the paths of what stands below them."""
    return Filter(
        must=(Match("kind", (Kind.CHUNK.value,)), audience_filter(audiences), where),
        must_not=(Match("heading", (1,)),),
    )


def lexical_hits(store: Reader, question: str, where: Filter) -> list[Hit]:
    """Return the lexical ranking alone, best first."""
    terms = encode_query(question)
    return store.nearest(BM25, terms, where, CANDIDATES) if terms.indices else []


def fuse(
    payloads: Mapping[str, Payload],
    cosines: Mapping[str, float],
    nothing: Mapping[str, float],
    weighted: Mapping[str, float],
    bm25: Mapping[str, float],
) -> list[Found]:
    """Rank all candidates by the weighted sum of their standardised scores, both of them of every candidate.

    Args:
        payloads: the candidates by id.
        cosines: of the question and each of them.
        nothing: cosines of a passage that says nothing and each of them.
        weighted: BM25 by terms that tell the candidates apart; 0 where there is none.
        bm25: what brought them.
    """
    told = {each: cosine - NOTHING_WEIGHT * nothing.get(each, 0.0) for each, cosine in cosines.items()}
    dense, lexical = _standardised(payloads, told), _standardised(payloads, weighted)
    # Rounded, so that what is equal on paper is a tie and not decided by the last bit.
    totals = {each: round(DENSE_WEIGHT * dense[each] + LEXICAL_WEIGHT * lexical[each], 9) for each in payloads}
    order = sorted(payloads, key=lambda each: (-totals[each], each))
    return [_found(each, payloads[each], totals[each], cosines.get(each), bm25.get(each)) for each in order]


_NOTHING: WeakKeyDictionary[Embedder, Dense] = WeakKeyDictionary()
_NOTHING_SCORES: WeakKeyDictionary[Snapshot, tuple[Embedder, Mapping[str, float]]] = WeakKeyDictionary()
NOTHING_KEPT = 20_000
"""The likeness of so many chunks to a passage that says nothing is kept: about 2 MB. No question has a part in it."""


def _nothing_scores(
    store: Reader, embedder: Embedder, searched: Filter, candidates: Collection[str]
) -> Mapping[str, float]:
    """Return at least these candidates' likeness to a passage that says nothing; only what is new is asked for."""
    by, known = _NOTHING_SCORES.get(store, (embedder, {})) if isinstance(store, Snapshot) else (embedder, {})
    known = known if by is embedder else {}
    missing = [each for each in candidates if each not in known]
    if not missing:
        return known
    fresh = store.scores(DENSE, _nothing(embedder), searched, missing)
    room = len(known) + len(fresh) <= NOTHING_KEPT
    # a new dictionary: another thread may be reading the old one
    scores = {**(known if room else {each: known[each] for each in candidates if each in known}), **fresh}
    if isinstance(store, Snapshot):
        _NOTHING_SCORES[store] = embedder, scores
    return scores


def _nothing(embedder: Embedder) -> Dense:
    """Return the vector of a passage that says nothing: what a model's vectors have in common, whatever they say."""
    if embedder not in _NOTHING:
        _NOTHING[embedder] = embedder.embed_documents([""])[0]
    return _NOTHING[embedder]


def _standardised(candidates: Collection[str], scores: Mapping[str, float]) -> dict[str, float]:
    """Scores with mean 0 and deviation 1 over the best of the candidates; all 0 where these are equal."""
    values = {each: scores.get(each, 0.0) for each in candidates}
    best = sorted(values.values(), reverse=True)[:CANDIDATES]
    if not best or best[0] == best[-1]:
        return dict.fromkeys(values, 0.0)
    mean = fmean(best)
    spread = sqrt(fmean((score - mean) ** 2 for score in best))
    return {each: (score - mean) / spread for each, score in values.items()}


def _read(hit: Hit) -> str:
    """Return a candidate's words with the headings above them, as they were encoded."""
    return " ".join((*hit.payload["path"], hit.payload["text"]))


def _found(point_id: str, payload: Payload, score: float, dense: float | None, lexical: float | None) -> Found:
    return Found(
        id=point_id,
        document=payload["document"],
        clause=payload["clause"],
        element=payload["element"],
        path=tuple(payload["path"]),
        start=payload["start"],
        end=payload["end"],
        text=payload["text"],
        score=score,
        dense=dense,
        lexical=lexical,
    )
