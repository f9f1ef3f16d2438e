"""Bring the store in line with directives, one at a time, and say what was done.

A directive's new version is written beside the older one, hidden, and shown in its place
by one write (``index.versions``). Killed at any point, readers find one of the two whole;
``repair`` deletes what was not finished.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.model import Audience, Directive
from corpus.sameness import say_the_same
from corpus.text import fold
from corpus.wide import wide_number, widened
from index import catalog
from index.embedding import Embedder
from index.errors import EmbeddingError, StoreError, StoreUnavailableError
from index.filters import Filter, Match, Vector
from index.outcomes import Done, Outcome, SyncReport, failure
from index.points import Chunk, chunk_point, content_of, digest_of, directive_point, make_decoders, task_points
from index.schema import BM25, DENSE, Kind
from index.store import Reader, Store
from index.versions import begin, snapshot, sweep, switch

Progress = Callable[[int, int, str], None]
"""(chunks done, chunks in all, document being embedded)."""


@dataclass(frozen=True, slots=True)
class _Stored:
    version: int
    digest: str
    issuer: str
    source: str


_OTHER_WORDS = (
    "Trùng số, ký hiệu với tệp “{first}” trong cùng lần nạp nhưng nội dung khác; chỉ nhận tệp đó. "
    "Kiểm tra xem tệp nào đúng rồi nạp riêng tệp ấy."
)

Laying = Callable[[Directive], Directive]
"""Lays over a directive, under the number that it is stored by, what was declared of it."""


def sync(
    store: Store,
    directives: Sequence[Directive],
    embedder: Embedder,
    progress: Progress | None = None,
    lay: Laying | None = None,
) -> SyncReport:
    """Store the directives that are new or changed; other documents in the store are left alone.

    The report has an outcome for each directive, in their order. A directive that cannot be stored is reported as
    failed and the rest go on. Raises StoreUnavailableError when the server goes away, StoreError when the store was
    made with another embedding model.
    """
    _check_model(store, embedder)
    sweep(store)
    stored = _stored(snapshot(store))
    outcomes, changed = _sort_out(store, directives, stored, lay)
    chunked = [(place, directive, _chunks(directive)) for place, directive in changed.items()]
    total = sum(len(chunks) for _, _, chunks in chunked)
    done = 0
    for place, directive, chunks in chunked:
        told = _shifted(progress, done, total, directive.number)
        outcomes[place] = _replace(store, directive, chunks, embedder, told, stored)
        done += len(chunks)
    sweep(store)
    return SyncReport(tuple(_settled(outcomes)))


def remove(store: Store, number: str) -> SyncReport:
    """Remove a directive and all its points."""
    old = _stored(snapshot(store)).get(number)
    if old is None:
        return SyncReport((failure(number, "not in the store"),))
    switch(store, show=None, hide=old.version)
    sweep(store)
    return SyncReport((Done(Outcome.DELETED, number),))


def repair(store: Store) -> int:
    """Delete versions that a killed process had not finished, or not yet deleted; return how many points that were.

    Call it after opening. It costs one small read where there is nothing to do.
    """
    make_decoders()
    return sweep(store)


def _sort_out(
    store: Store, directives: Sequence[Directive], stored: dict[str, _Stored], lay: Laying | None
) -> tuple[list[Done], dict[int, Directive]]:
    """Return an outcome for each directive, and by their places those that have yet to be written."""
    outcomes, changed, taken = list[Done](), dict[int, Directive](), dict[str, Directive]()
    for place, each in enumerate(directives):
        directive = _told_apart(each, stored, taken)
        directive = lay(directive) if lay else directive
        outcome = _compared(store, directive, stored.get(directive.number), taken.get(directive.number))
        outcomes.append(outcome)
        taken.setdefault(directive.number, directive)
        if outcome.outcome in (Outcome.CREATED, Outcome.UPDATED):
            changed[place] = directive
    return outcomes, changed


def _compared(store: Store, directive: Directive, old: _Stored | None, earlier: Directive | None) -> Done:
    """Return what is to become of a directive, beside what is stored and what came before it in this call."""
    number, file = directive.number, directive.source.name
    if earlier:
        if earlier == directive or say_the_same(earlier, directive):
            return Done(Outcome.SAME, number, file, earlier.source.name)
        return failure(number, _OTHER_WORDS.format(first=earlier.source.name), file)
    if old is None:
        return Done(Outcome.CREATED, number, file)
    if old.digest == digest_of(directive, store.fingerprint):
        return Done(Outcome.UNCHANGED, number, file)
    kept = catalog.directive(snapshot(store), number, frozenset(Audience))
    if kept and old.source != directive.source.sha256 and say_the_same(kept, directive):
        return Done(Outcome.SAME, number, file, kept.source.name)
    return Done(Outcome.UPDATED, number, file)


def _settled(outcomes: Sequence[Done]) -> Iterator[Done]:
    """Yield the outcomes; nothing is the same as a document that could not be stored."""
    reasons = {each.document: each.reason for each in outcomes if each.outcome is Outcome.FAILED}
    kept = {each.document for each in outcomes if each.outcome in (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)}
    for each in outcomes:
        lost = each.outcome is Outcome.SAME and each.document in reasons and each.document not in kept
        yield replace(each, outcome=Outcome.FAILED, reason=reasons[each.document]) if lost else each


def _told_apart(directive: Directive, stored: Mapping[str, _Stored], taken: Mapping[str, Directive]) -> Directive:
    """Return the directive, under its wider number where another issuer's document has its number."""
    earlier, old = taken.get(directive.number), stored.get(directive.number)
    others = earlier is not None and fold(earlier.issuer) != fold(directive.issuer)
    if others or wide_number(directive) in stored or (old and _is_another(directive, old)):
        return widened(directive)
    return directive


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
) -> Done:
    number, digest = directive.number, digest_of(directive, store.fingerprint)
    old = stored.get(number)
    try:
        # All vectors exist before the first write: a model that fails changes nothing.
        vectors = _vectors(chunks, embedder, progress, _vectors_of(store, old))
        version = begin(store)
        pieces = [chunk_point(*each, directive, version) for each in zip(chunks, vectors, strict=True)]
        store.upsert([directive_point(directive, digest, version), *task_points(directive, version), *pieces])
        store.flush()
        switch(store, show=version, hide=old.version if old else None)
    except StoreUnavailableError:
        raise
    except (EmbeddingError, StoreError) as error:
        return failure(number, str(error), directive.source.name)
    return Done(Outcome.UPDATED if old else Outcome.CREATED, number, directive.source.name)


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


def _vectors_of(store: Store, old: _Stored | None) -> dict[str, Mapping[str, Vector]]:
    """Return the vectors of a stored version by the digest of what was embedded."""
    if old is None:
        return {}
    where = Filter(must=(Match("version", (old.version,)), Match("kind", (Kind.CHUNK.value,))))
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


def _stored(store: Reader) -> dict[str, _Stored]:
    records = store.scroll(
        Filter(must=(Match("kind", (Kind.DIRECTIVE.value,)),)), ["document", "version", "digest", "issuer", "source"]
    )
    return {
        record.payload["document"]: _Stored(
            record.payload["version"], record.payload["digest"], record.payload["issuer"], record.payload["source"]
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
