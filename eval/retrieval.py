"""``chidao-eval retrieval``: how well the product finds texts, on any collection in BEIR's layout.

The texts are cut, encoded and stored by the product's own code, in an embedded store that lasts as long as the run;
"ours" is ``index.search.search`` itself. A text stands where the best of its chunks stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import ir_measures
from ir_measures import RR, R, nDCG
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from assistant.settings import SettingsError, load
from corpus.model import Audience
from eval.extraction import EvalError
from eval.ir_collection import Collection, Query, chunked, load_collection, without_diacritics
from eval.run import embedder_of
from index.embedding import Embedder
from index.errors import EmbeddingError, StoreError
from index.filters import Filter, Hit, Point
from index.lexical import encode_document
from index.points import Chunk, chunk_point
from index.schema import BM25, DENSE, Fingerprint
from index.search import CANDIDATES, lexical_hits, search, searchable
from index.store import Store, open_store

CUT = 10
MEASURES = {f"nDCG@{CUT}": nDCG @ CUT, f"Recall@{CUT}": R @ CUT, f"MRR@{CUT}": RR @ CUT}
RRF_K = 60
"""The constant of Cormack, Clarke and Büttcher, SIGIR 2009."""
BATCH = 64
"""Texts between two writes to the cache and the store."""

Ranking = list[tuple[str, float]]
"""Texts by number of their document with their scores, best first."""
Progress = Callable[[str, int, int], None]
"""(what is counted, done, all)."""


class Leg(StrEnum):
    """What ranks."""

    BM25 = "bm25"
    DENSE = "dense"
    RRF = "rrf"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Part:
    """The measures over some of the questions."""

    name: str
    questions: int
    values: Mapping[str, float]


def evaluate_folder(folder: Path, leg: Leg, *, strip: bool = False, progress: Progress | None = None) -> list[Part]:
    """Measure a folder with the configured model; its embeddings are kept in the data folder. Raises EvalError."""
    try:
        return evaluate(load_collection(folder), embedder_of(load()), leg, strip=strip, progress=progress)
    except (SettingsError, EmbeddingError, StoreError) as error:
        raise EvalError(str(error)) from error


def evaluate(
    collection: Collection, embedder: Embedder, leg: Leg = Leg.OURS, *, strip: bool = False,
    progress: Progress | None = None,
) -> list[Part]:  # fmt: skip
    """Rank the texts for every judged question; return the measures over all, then by source.

    With ``strip`` the questions are asked without diacritics.
    """
    tell = progress or (lambda what, done, total: None)
    with TemporaryDirectory(prefix="chidao-retrieval-") as folder:
        store = open_store(Path(folder), fingerprint=Fingerprint(embedder.name, embedder.dimension))
        try:
            ids = _fill(store, collection, embedder, leg, tell)
            run: dict[str, dict[str, float]] = {}
            for done, query in enumerate(collection.queries, 1):
                question = without_diacritics(query.text) if strip else query.text
                run[query.id] = {ids[name]: score for name, score in rank(store, embedder, question, leg)}
                tell("questions", done, len(collection.queries))
        finally:
            store.close()
    return measure(collection, run)


def rank(store: Store, embedder: Embedder, question: str, leg: Leg) -> Ranking:
    """Return the documents that a leg finds, each by the best of its chunks."""
    if leg is Leg.OURS:
        found = search(store, embedder, question, (Audience.PUBLIC,), limit=2 * CANDIDATES).kept
        return _best((each.document, each.score) for each in found)
    where = searchable((Audience.PUBLIC,), Filter())
    lexical = lexical_hits(store, question, where) if leg is not Leg.DENSE else []
    dense = store.nearest(DENSE, embedder.embed_query(question), where, CANDIDATES) if leg is not Leg.BM25 else []
    if leg is Leg.RRF:
        return _best(reciprocal_ranks(dense, lexical))
    return _best((hit.payload["document"], hit.score) for hit in (*dense, *lexical))


def reciprocal_ranks(*rankings: Sequence[Hit]) -> Ranking:
    """Add up 1 / (k + rank) of each chunk over the rankings; return its document and score, best first."""
    totals: dict[str, tuple[str, float]] = {}
    for ranking in rankings:
        for place, hit in enumerate(ranking, 1):
            _, before = totals.get(hit.id, ("", 0.0))
            totals[hit.id] = (hit.payload["document"], before + 1 / (RRF_K + place))
    return sorted(totals.values(), key=lambda scored: (-scored[1], scored[0]))


def measure(collection: Collection, run: Mapping[str, Mapping[str, float]]) -> list[Part]:
    """Return the measures of a run (question -> text -> score) over all questions, then over those of each source."""
    sources = list(dict.fromkeys(query.source for query in collection.queries if query.source))
    return [
        _part("all", collection.queries, collection, run),
        *(_part(s, [q for q in collection.queries if q.source == s], collection, run) for s in sources),
    ]


def retrieval_text(parts: Sequence[Part]) -> str:
    """Return a line for each measure, under a heading for each part but the first."""
    lines: list[str] = []
    for part in parts:
        lines += [] if part is parts[0] else ["", f"{part.name} ({part.questions} questions)"]
        lines += [f"{name} {value:.3f}" for name, value in part.values.items()]
    return "\n".join(lines)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a bar on the terminal; in a pipe, nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        rows: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in rows:
                rows[what] = bar.add_task(what, total=total)
            bar.update(rows[what], completed=done)

        yield tell


def _part(
    name: str, queries: Sequence[Query], collection: Collection, run: Mapping[str, Mapping[str, float]]
) -> Part:  # fmt: skip
    judged = {query.id: dict(collection.judged[query.id]) for query in queries}
    # A question for which nothing was found counts as 0: ir_measures averages over all that are judged.
    found = {query.id: dict(run.get(query.id, {})) for query in queries}
    values = ir_measures.calc_aggregate(list(MEASURES.values()), judged, found)
    return Part(name, len(queries), {label: float(values[each]) for label, each in MEASURES.items()})


def _fill(store: Store, collection: Collection, embedder: Embedder, leg: Leg, tell: Progress) -> dict[str, str]:
    """Store the chunks of every text; return the ids of the texts by the names of their documents."""
    cut = list(chunked(collection))
    pairs = [(directive, chunk) for _, directive, chunks in cut for chunk in chunks]
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        vectors = _vectors(embedder, [chunk for _, chunk in batch], leg)
        points: list[Point] = [
            chunk_point(chunk, {DENSE: dense, BM25: encode_document(chunk.embedded)}, directive, version=0)
            for (directive, chunk), dense in zip(batch, vectors, strict=True)
        ]
        store.upsert(points)
        tell("chunks", start + len(batch), len(pairs))
    return {directive.number: text.id for text, directive, _ in cut}


def _vectors(embedder: Embedder, chunks: Sequence[Chunk], leg: Leg) -> list[tuple[float, ...]]:
    """The embeddings, or one that stands for none where only words count."""
    if leg is Leg.BM25:
        return [(1.0,) * embedder.dimension] * len(chunks)
    return embedder.embed_documents([chunk.embedded for chunk in chunks])


def _best(scored: Iterator[tuple[str, float]] | Ranking) -> Ranking:
    """The best score of each document, in order; ties by name."""
    best: dict[str, float] = {}
    for document, score in scored:
        best[document] = max(score, best.get(document, score))
    return sorted(best.items(), key=lambda each: (-each[1], each[0]))
