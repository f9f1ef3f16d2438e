"""Bring the store in line with directives, one at a time, and say what was done.

A directive's points are written in one operation, then the points of its older version
are removed. A process killed between the two leaves both; ``repair`` removes the older.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.model import Directive
from corpus.text import fold
from index.embedding import Embedder
from index.errors import EmbeddingError, StoreError, StoreUnavailableError
from index.filters import Filter, Match, Point
from index.points import Chunk, chunk_point, digest_of, directive_point, task_points
from index.schema import Kind
from index.store import Store

Progress = Callable[[int, int, str], None]
"""(chunks done, chunks in all, document being embedded)."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was left out, and why."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What happened to which document, by number."""

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()

    def __add__(self, other: SyncReport) -> SyncReport:
        return SyncReport(
            self.created + other.created,
            self.updated + other.updated,
            self.deleted + other.deleted,
            self.unchanged + other.unchanged,
            self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True)
class _Stored:
    digest: str
    issuer: str
    source: str


def sync(
    store: Store, directives: Sequence[Directive], embedder: Embedder, progress: Progress | None = None
) -> SyncReport:
    """Store the directives that are new or changed; other documents in the store are left alone.

    A directive that cannot be stored is reported in ``failed`` and the rest go on. Raises
    StoreUnavailableError when the server goes away, StoreError when the store was made
    with another embedding model.
    """
    _check_model(store, embedder)
    stored = _stored(store)
    report, changed = _sort_out(store, directives, stored)
    chunked = [(directive, _chunks(directive)) for directive in changed]
    total = sum(len(chunks) for _, chunks in chunked)
    done = 0
    for directive, chunks in chunked:
        report += _replace(
            store, directive, chunks, embedder, _shifted(progress, done, total, directive.number), stored
        )
        done += len(chunks)
    return report


def remove(store: Store, number: str) -> SyncReport:
    """Remove a directive and all its points."""
    where = Filter(must=(Match("document", (number,)),))
    if not store.count(where):
        return SyncReport(failed=(Failure(number, "not in the store"),))
    store.delete(where)
    store.flush()
    return SyncReport(deleted=(number,))


def repair(store: Store) -> int:
    """Remove what a killed process left of older versions; return how many points that were.

    Call it after opening. It costs one small read where there is nothing to do.
    """
    current = tuple(sorted(each.digest for each in _stored(store).values()))
    leftover = Filter(
        must=(Match("kind", (Kind.TASK.value, Kind.CHUNK.value)),),
        must_not=(Match("digest", current),),
    )
    count = store.count(leftover)
    if count:
        store.delete(leftover)
        store.flush()
    return count


def _sort_out(
    store: Store, directives: Sequence[Directive], stored: dict[str, _Stored]
) -> tuple[SyncReport, list[Directive]]:
    """Return what needs no work, as a report, and the directives to write."""
    report, changed = SyncReport(), dict[str, Directive]()
    for directive in directives:
        number, digest = directive.number, digest_of(directive, store.fingerprint)
        earlier, old = changed.get(number), stored.get(number)
        if earlier and digest_of(earlier, store.fingerprint) != digest:
            reason = f"{directive.source.name} has the same number as {earlier.source.name}; only the first was stored"
            report += SyncReport(failed=(Failure(number, reason),))
        elif earlier:
            continue
        elif old and old.digest == digest:
            report += SyncReport(unchanged=(number,))
        elif old and _is_another(directive, old):
            reason = (
                f"the number is already taken by a document of {old.issuer or 'an unnamed issuer'}, "
                f"this one is of {directive.issuer or 'an unnamed issuer'}; remove that one first if it is the same"
            )
            report += SyncReport(failed=(Failure(number, reason),))
        else:
            changed[number] = directive
    return report, list(changed.values())


def _is_another(directive: Directive, old: _Stored) -> bool:
    """Another issuer's document; the same file is the same document, whoever is now read as its issuer."""
    return old.source != directive.source.sha256 and fold(old.issuer) != fold(directive.issuer)


def _replace(
    store: Store,
    directive: Directive,
    chunks: Sequence[Chunk],
    embedder: Embedder,
    progress: Callable[[int], None] | None,
    stored: dict[str, _Stored],
) -> SyncReport:
    number, digest = directive.number, digest_of(directive, store.fingerprint)
    try:
        # All vectors exist before the first write: a model that fails changes nothing.
        points = _points(directive, chunks, digest, embedder, progress)
        store.upsert(points)
        store.delete(Filter(must=(Match("document", (number,)),), must_not=(Match("digest", (digest,)),)))
        store.flush()
    except StoreUnavailableError:
        raise
    except (EmbeddingError, StoreError) as error:
        return SyncReport(failed=(Failure(number, str(error)),))
    return SyncReport(updated=(number,)) if number in stored else SyncReport(created=(number,))


def _points(
    directive: Directive,
    chunks: Sequence[Chunk],
    digest: str,
    embedder: Embedder,
    progress: Callable[[int], None] | None,
) -> list[Point]:
    from index.lexical import encode_document

    texts = [chunk.embedded for chunk in chunks]
    vectors = embedder.embed_documents(texts, progress)
    chunk_points = [
        chunk_point(chunk, directive, digest, dense, encode_document(chunk.embedded))
        for chunk, dense in zip(chunks, vectors, strict=True)
    ]
    return [directive_point(directive, digest), *task_points(directive, digest), *chunk_points]


def _chunks(directive: Directive) -> tuple[Chunk, ...]:
    from index.chunking import split  # LlamaIndex costs seconds; an unchanged corpus does not need it

    return split(directive)


def _shifted(progress: Progress | None, before: int, total: int, document: str) -> Callable[[int], None] | None:
    """Turn the progress of one document into that of the whole call."""
    if progress is None:
        return None
    return lambda done: progress(before + done, total, document)


def _stored(store: Store) -> dict[str, _Stored]:
    records = store.scroll(
        Filter(must=(Match("kind", (Kind.DIRECTIVE.value,)),)), ["document", "digest", "issuer", "source"]
    )
    return {
        record.payload["document"]: _Stored(
            record.payload["digest"], record.payload["issuer"], record.payload["source"]
        )
        for record in records
    }


def _check_model(store: Store, embedder: Embedder) -> None:
    wanted = store.fingerprint
    if embedder.name != wanted.model:
        raise StoreError(f"The store was opened for the model {wanted.model}, not {embedder.name}.")
    if embedder.dimension != wanted.dimension:
        raise StoreError(
            f"{embedder.name} gives {embedder.dimension} dimensions, the store has {wanted.dimension}. "
            "Set the dimension in the settings and read the documents again with `chidao ingest --rebuild PATH...`."
        )
