"""The embedded store: Qdrant's engine in this process, over one folder. The only user of qdrant_edge."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import qdrant_edge as engine

from index import filters, schema
from index.errors import StoreError
from index.filters import Filter, Payload, Point, Sparse, Vector
from index.lock import FolderLock
from index.retrieval import PointRetrieval
from index.schema import Fingerprint

SHARD_NAME = "store"
PAGE = 2000

_FIELD_TYPES = {
    schema.FieldType.KEYWORD: engine.PayloadSchemaType.Keyword,
    schema.FieldType.INTEGER: engine.PayloadSchemaType.Integer,
}


def open_folder(data_dir: Path, wanted: Fingerprint, *, rebuild: bool = False, wait: float = 0.0) -> EdgeStore:
    """Lock the folder, then load its shard, or create it; ``rebuild`` starts from nothing.

    Raises StoreLockedError, and StoreError where the data is of another format or model.
    """
    lock = FolderLock(data_dir)
    lock.acquire(wait)
    try:
        path = data_dir / SHARD_NAME
        if rebuild or not path.exists():
            _create(path, wanted)
        return EdgeStore(_load(path, wanted), lock, wanted)
    except BaseException:
        lock.release()
        raise


class EdgeStore(PointRetrieval):
    """``Store`` over an embedded shard; holds the folder's lock until it is closed."""

    def __init__(self, shard: engine.EdgeShard, lock: FolderLock, fingerprint: Fingerprint):
        self._shard = shard
        self._lock = lock
        self._fingerprint = fingerprint
        self._open = True

    @property
    def fingerprint(self) -> Fingerprint:
        """The format and the embedding model of what is stored."""
        return self._fingerprint

    @property
    def shared(self) -> bool:
        """No: this process holds the folder."""
        return False

    def upsert(self, points: Sequence[Point]) -> None:
        """Write the points as one operation."""
        if not points:
            return
        with _engine_errors("write"):
            self._shard.update(engine.UpdateOperation.upsert_points([_point(point) for point in points]))

    def delete(self, where: Filter) -> None:
        """Remove every point that matches."""
        with _engine_errors("delete"):
            self._shard.update(engine.UpdateOperation.delete_points_by_filter(translate(where)))

    def _pages(self, where: Filter, payload: bool | list[str], vectors: bool) -> Iterator[engine.Record]:
        condition = translate(where)
        offset: engine.PointId | None = None
        with _engine_errors("read"):
            while True:
                request = engine.ScrollRequest(
                    offset=offset, limit=PAGE, filter=condition, with_payload=payload, with_vector=vectors
                )
                records, offset = self._shard.scroll(request)
                yield from records
                if offset is None:
                    return

    def count(self, where: Filter) -> int:
        """Return how many points match, exactly."""
        with _engine_errors("count"):
            return self._shard.count(engine.CountRequest(exact=True, filter=translate(where)))

    def payloads(self, ids: Sequence[str]) -> dict[str, Payload]:
        """Return the payloads of these points by id, of those that there are."""
        with _engine_errors("read"):
            return {str(each.id): each.payload or {} for each in self._shard.retrieve(list(ids), True, False)}

    def _query(
        self, vector_name: str, vector: Vector, where: Filter, limit: int, payload: bool,
        among: Sequence[str] | None = None,
    ) -> list[engine.ScoredPoint]:  # fmt: skip
        matching = translate(where)
        request = engine.QueryRequest(
            limit=limit,
            query=engine.Query.Nearest(_vector(vector), using=vector_name),
            filter=matching if among is None else engine.Filter(must=[matching, engine.HasIdCondition(set(among))]),
            params=engine.SearchParams(idf=_population(where)) if isinstance(vector, Sparse) else None,
            with_payload=payload,
        )
        with _engine_errors("search"):
            return self._shard.query(request)

    def flush(self) -> None:
        """Return when everything written is safe on disk; no update is before that."""
        with _engine_errors("flush"):
            self._shard.flush()

    def announce(self, url: str | None) -> str | None:
        """Tell other processes that this one answers at ``url``; return the token they will present."""
        return self._lock.announce(url)

    def close(self) -> None:
        """Flush, close the shard, then free the folder, in that order."""
        if not self._open:
            return
        self._open = False
        try:
            with _engine_errors("close"):
                self._shard.flush()
                self._shard.close()
        finally:
            self._lock.release()


def translate(where: Filter) -> engine.Filter:
    """Turn our filter into the engine's."""
    return engine.Filter(
        must=[_condition(part) for part in where.must] or None,
        should=[_condition(part) for part in where.should] or None,
        must_not=[_condition(part) for part in where.must_not] or None,
    )


def _condition(part: filters.Condition) -> engine.ConditionType:
    match part:
        case filters.Match():
            return engine.FieldCondition(key=part.key, match=_match(part.any))
        case filters.Range(key, gte, lte):
            return engine.FieldCondition(key=key, range=engine.RangeFloat(gte=gte, lte=lte))
        case filters.Nested(key, inner):
            return engine.NestedCondition(key=key, filter=translate(inner))
        case Filter():
            return translate(part)


def _match(values: tuple[str, ...] | tuple[int, ...]) -> engine.MatchType:
    if len(values) == 1:
        return engine.MatchValue(values[0])
    return engine.MatchAny(list(values))  # type: ignore[arg-type]  # a list of one of the two, which mypy joins


def _population(where: Filter) -> engine.IdfParams:
    """Count terms over the live points that may be found.

    Over the collection the engine would count deleted points as well (scores would depend on
    what was stored before) and points that the reader may not see.
    """
    return engine.IdfParams(corpus=translate(where))


def _point(point: Point) -> engine.Point:
    vectors = {name: _vector(vector) for name, vector in point.vectors.items()}
    return engine.Point(point.id, vectors, dict(point.payload))


def _vector(vector: Vector) -> engine.NamedVector:
    if isinstance(vector, Sparse):
        return engine.SparseVector(list(vector.indices), list(vector.values))
    return list(vector)


def _create(path: Path, fingerprint: Fingerprint) -> None:
    """Make an empty shard beside its place and move it there whole, so that a crash leaves none or all of it."""
    draft = path.with_name(f"{path.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    config = engine.EdgeConfig(
        vectors={schema.DENSE: engine.EdgeVectorParams(fingerprint.dimension, engine.Distance.Cosine)},
        sparse_vectors={schema.BM25: engine.EdgeSparseVectorParams(modifier=engine.Modifier.Idf)},
    )
    with _engine_errors("create"):
        shard = engine.EdgeShard.create(str(draft), config)
        for name, kind in schema.INDEXED_FIELDS.items():
            shard.update(engine.UpdateOperation.create_field_index(name, _FIELD_TYPES[kind]))
        shard.update(engine.UpdateOperation.upsert_points([_point(schema.meta_point(fingerprint))]))
        shard.flush()
        shard.close()
    shutil.rmtree(path, ignore_errors=True)
    draft.rename(path)


def _load(path: Path, wanted: Fingerprint) -> engine.EdgeShard:
    with _engine_errors("open"):
        shard = engine.EdgeShard.load(str(path))
        found = shard.retrieve([schema.META_ID], True, False)
    try:
        schema.check_fingerprint(found[0].payload if found else None, wanted)
    except StoreError:
        shard.close()
        raise
    return shard


@contextmanager
def _engine_errors(verb: str) -> Iterator[None]:
    """Give the engine's untyped exceptions a name of ours."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:  # the engine raises bare Exception only
        raise StoreError(f"The embedded store could not {verb}: {error}") from error
