"""Bring the store in line with directives, one at a time, and say what was done.

A directive's new version is written beside the older one, hidden, and shown in its place
by one write (``index.versions``). Killed at any point, readers find one of the two whole;
``repair`` deletes what was not finished.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.family import BODY, part_of
from corpus.model import Directive
from index.embedding import Embedder
from index.errors import EmbeddingError, StoreError, StoreUnavailableError
from index.filters import Filter, Match, Vector
from index.outcomes import Done, Outcome, SyncReport, failure
from index.points import Chunk, chunk_point, content_of, digest_of, directive_point, make_decoders, task_points
from index.schema import BM25, DENSE, Kind
from index.sorting import Sorting, Stored, stored_documents
from index.store import Store
from index.versions import begin, snapshot, sweep, switch

Progress = Callable[[int, int, str], None]
"""(chunks done, chunks in all, document being embedded)."""


Laying = Callable[[Directive], Directive]
"""Lays over a directive, under the number that it is stored by, what was declared of it."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A directive to write, and the stored versions that it takes the place of."""

    directive: Directive
    instead_of: tuple[Stored, ...]


def sync(
    store: Store,
    directives: Sequence[Directive],
    embedder: Embedder,
    progress: Progress | None = None,
    lay: Laying | None = None,
    before: Collection[str] = (),
) -> SyncReport:
    """Store the directives that are new or changed; other documents in the store are left alone.

    ``before`` are the digests of the files that earlier calls of the same batch have brought: what they hold is not
    replaced. The report has an outcome for each directive, in their order. One that cannot be stored is reported as
    failed and the rest go on. Raises StoreUnavailableError when the server goes away, StoreError when the store was
    made with another embedding model.
    """
    _check_model(store, embedder)
    sweep(store)
    stored = stored_documents(snapshot(store))
    outcomes, changed = _sort_out(store, directives, stored, lay, before)
    chunked = [(place, each, _chunks(each.directive)) for place, each in changed.items()]
    total = sum(len(chunks) for _, _, chunks in chunked)
    done = 0
    for place, each, chunks in chunked:
        told = _shifted(progress, done, total, each.directive.number)
        outcomes[place] = _replace(store, each, chunks, embedder, told, outcomes[place])
        done += len(chunks)
    sweep(store)
    return SyncReport(tuple(_settled(outcomes)))


def remove(store: Store, number: str) -> SyncReport:
    """Remove a directive and all its points."""
    old = stored_documents(snapshot(store)).get(number)
    if old is None:
        return SyncReport((failure(number, "not in the store"),))
    switch(store, show=None, hide=(old.version,))
    sweep(store)
    return SyncReport((Done(Outcome.DELETED, number),))


def repair(store: Store) -> int:
    """Delete versions that a killed process had not finished, or not yet deleted; return how many points that were.

    Call it after opening. It costs one small read where there is nothing to do.
    """
    make_decoders()
    return sweep(store)


def _sort_out(
    store: Store,
    directives: Sequence[Directive],
    stored: dict[str, Stored],
    lay: Laying | None,
    before: Collection[str],
) -> tuple[list[Done], dict[int, _Change]]:
    """Return an outcome for each directive, and by their places those that have yet to be written."""
    outcomes, changed, sorting = dict[int, Done](), dict[int, _Change](), Sorting(store, stored, before)
    # a document's body takes its number before its annexes do
    for place in sorted(range(len(directives)), key=lambda place: part_of(directives[place]) != BODY):
        directive = sorting.told_apart(directives[place])
        directive = lay(directive) if lay else directive
        outcomes[place] = outcome = sorting.compared(directive)
        if outcome.outcome in (Outcome.CREATED, Outcome.UPDATED):
            gone = {directive.number, *sorting.superseded(directive)} & stored.keys()
            changed[place] = _Change(directive, tuple(stored[number] for number in sorted(gone)))
        sorting.taken.setdefault(directive.number, directive)
    return [outcomes[place] for place in range(len(directives))], dict(sorted(changed.items()))


def _settled(outcomes: Sequence[Done]) -> Iterator[Done]:
    """Yield the outcomes; nothing is the same as a document that could not be stored."""
    reasons = {each.document: each.reason for each in outcomes if each.outcome is Outcome.FAILED}
    kept = {each.document for each in outcomes if each.outcome in (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)}
    for each in outcomes:
        lost = each.outcome is Outcome.SAME and each.document in reasons and each.document not in kept
        yield replace(each, outcome=Outcome.FAILED, reason=reasons[each.document]) if lost else each


def _replace(
    store: Store,
    change: _Change,
    chunks: Sequence[Chunk],
    embedder: Embedder,
    progress: Callable[[int], None] | None,
    planned: Done,
) -> Done:
    directive, old = change.directive, [each.version for each in change.instead_of]
    number, digest = directive.number, digest_of(directive, store.fingerprint)
    try:
        # All vectors exist before the first write: a model that fails changes nothing.
        vectors = _vectors(chunks, embedder, progress, _vectors_of(store, old))
        version = begin(store)
        pieces = [chunk_point(*each, directive, version) for each in zip(chunks, vectors, strict=True)]
        store.upsert([directive_point(directive, digest, version), *task_points(directive, version), *pieces])
        store.flush()
        switch(store, show=version, hide=old)
    except StoreUnavailableError:
        raise
    except (EmbeddingError, StoreError) as error:
        return failure(number, str(error), directive.source.name)
    return planned


def _vectors(
    chunks: Sequence[Chunk],
    embedder: Embedder,
    progress: Callable[[int], None] | None,
    known: Mapping[str, Mapping[str, Vector]],
) -> list[Mapping[str, Vector]]:
    """Return the vectors of the chunks; those of content that is ``known`` are taken over, the rest is embedded."""
    from index.lexical import encode_document

    new = [chunk for chunk in chunks if content_of(chunk) not in known]
    taken_over = len(chunks) - len(new)
    tell = (lambda done: progress(taken_over + done)) if progress else None
    if tell and not new:
        tell(0)
    dense = iter(embedder.embed_documents([chunk.embedded for chunk in new], tell) if new else ())
    return [
        known.get(content_of(chunk)) or {DENSE: next(dense), BM25: encode_document(chunk.embedded)} for chunk in chunks
    ]


def _vectors_of(store: Store, versions: Sequence[int]) -> dict[str, Mapping[str, Vector]]:
    """Return the vectors of stored versions by the digest of what was embedded."""
    if not versions:
        return {}
    where = Filter(must=(Match("version", tuple(versions)), Match("kind", (Kind.CHUNK.value,))))
    return {
        point.payload["content"]: point.vectors
        for point in store.points(where)
        if "content" in point.payload and point.vectors.keys() == {DENSE, BM25}
    }


def _chunks(directive: Directive) -> tuple[Chunk, ...]:
    from index.chunking import split  # LlamaIndex costs seconds; an unchanged corpus does not need it

    return split(directive)


def _shifted(progress: Progress | None, before: int, total: int, document: str) -> Callable[[int], None] | None:
    """Turn the progress of one document into that of the whole call."""
    if progress is None:
        return None
    return lambda done: progress(before + done, total, document)


def _check_model(store: Store, embedder: Embedder) -> None:
    wanted = store.fingerprint
    if embedder.name != wanted.model:
        raise StoreError(f"The store was opened for the model {wanted.model}, not {embedder.name}.")
    if embedder.dimension != wanted.dimension:
        raise StoreError(
            f"{embedder.name} gives {embedder.dimension} dimensions, the store has {wanted.dimension}. "
            "Set the dimension in the settings and read the documents again with `chidao ingest --rebuild PATH...`."
        )
