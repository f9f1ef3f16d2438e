"""The store on a Qdrant server. The only user of qdrant_client, which costs 1.5 s to import: import it late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ApiException, ResponseHandlingException

from index import filters, schema
from index.errors import StoreError, StoreUnavailableError
from index.filters import Filter, Payload, Point, Sparse, Vector
from index.retrieval import PointRetrieval
from index.schema import Fingerprint

COLLECTION = "chidao"
PAGE = 2000
TIMEOUT = 60
"""Seconds for one request: a large directive with its vectors is one upsert of several megabytes."""

_FIELD_TYPES = {
    schema.FieldType.KEYWORD: models.PayloadSchemaType.KEYWORD,
    schema.FieldType.INTEGER: models.PayloadSchemaType.INTEGER,
}


def connect(url: str, api_key: str | None, wanted: Fingerprint, *, rebuild: bool = False) -> ServerStore:
    """Open the collection on the server at ``url``, creating it where there is none.

    Raises StoreUnavailableError where nobody answers, StoreError where the data is of
    another format or model.
    """
    with _client_errors(url):
        client = QdrantClient(url=url, api_key=api_key, timeout=TIMEOUT, check_compatibility=False)
    return open_collection(client, wanted, url=url, rebuild=rebuild)


def open_collection(client: QdrantClient, wanted: Fingerprint, *, url: str, rebuild: bool = False) -> ServerStore:
    """Open the collection behind any client (the tests bring qdrant-client's in-memory engine)."""
    with _client_errors(url):
        if rebuild:
            client.delete_collection(COLLECTION)
        if not client.collection_exists(COLLECTION):
            _create(client, wanted)
        found = client.retrieve(COLLECTION, [schema.META_ID], with_payload=True)
        if not found and client.count(COLLECTION).count == 0:  # a first opening that died half-way
            _create_indexes(client, wanted)
            found = client.retrieve(COLLECTION, [schema.META_ID], with_payload=True)
    schema.check_fingerprint(found[0].payload if found else None, wanted)
    return ServerStore(client, wanted, url)


class ServerStore(PointRetrieval):
    """``Store`` over a Qdrant server; any number of processes may share it."""

    def __init__(self, client: QdrantClient, fingerprint: Fingerprint, url: str):
        self._client = client
        self._fingerprint = fingerprint
        self._url = url

    @property
    def fingerprint(self) -> Fingerprint:
        """The format and the embedding model of what is stored."""
        return self._fingerprint

    @property
    def shared(self) -> bool:
        """Yes: the server answers whoever asks."""
        return True

    def upsert(self, points: Sequence[Point]) -> None:
        """Write the points as one operation; returns when the server has applied it."""
        if not points:
            return
        with _client_errors(self._url):
            self._client.upsert(COLLECTION, [_point(point) for point in points], wait=True)

    def delete(self, where: Filter) -> None:
        """Remove every point that matches."""
        with _client_errors(self._url):
            self._client.delete(COLLECTION, models.FilterSelector(filter=translate(where)), wait=True)

    def _pages(self, where: Filter, payload: bool | list[str], vectors: bool) -> Iterator[models.Record]:
        condition = translate(where)
        offset: models.ExtendedPointId | None = None
        with _client_errors(self._url):
            while True:
                records, offset = self._client.scroll(
                    COLLECTION,
                    scroll_filter=condition,
                    limit=PAGE,
                    offset=offset,
                    with_payload=payload,
                    with_vectors=vectors,
                )
                yield from records
                if offset is None:
                    return

    def count(self, where: Filter) -> int:
        """Return how many points match, exactly."""
        with _client_errors(self._url):
            return self._client.count(COLLECTION, count_filter=translate(where), exact=True).count

    def payloads(self, ids: Sequence[str]) -> dict[str, Payload]:
        """Return the payloads of these points by id, of those that there are."""
        with _client_errors(self._url):
            found = self._client.retrieve(COLLECTION, list(ids), with_payload=True)
        return {str(each.id): each.payload or {} for each in found}

    def _query(
        self, vector_name: str, vector: Vector, where: Filter, limit: int, payload: bool,
        among: Sequence[str] | None = None,
    ) -> list[models.ScoredPoint]:  # fmt: skip
        matching = translate(where)
        if among is not None:
            matching = models.Filter(must=[matching, models.HasIdCondition(has_id=list(among))])
        with _client_errors(self._url):
            return self._client.query_points(
                COLLECTION,
                query=_vector(vector),
                using=vector_name,
                query_filter=matching,
                search_params=_population(where) if isinstance(vector, Sparse) else None,
                limit=limit,
                with_payload=payload,
            ).points

    def flush(self) -> None:
        """Nothing to do: every write waited for the server, which keeps a synced log."""

    def announce(self, url: str | None) -> str | None:
        """Nothing to tell: every process reaches the server itself."""
        return None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def translate(where: Filter) -> models.Filter:
    """Turn our filter into qdrant-client's."""
    return models.Filter(
        must=[_condition(part) for part in where.must] or None,
        should=[_condition(part) for part in where.should] or None,
        must_not=[_condition(part) for part in where.must_not] or None,
    )


def _condition(part: filters.Condition) -> models.Condition:
    match part:
        case filters.Match():
            return models.FieldCondition(key=part.key, match=_match(part.any))
        case filters.Range(key, gte, lte):
            return models.FieldCondition(key=key, range=models.Range(gte=gte, lte=lte))
        case filters.Nested(key, inner):
            return models.NestedCondition(nested=models.Nested(key=key, filter=translate(inner)))
        case Filter():
            return translate(part)


def _match(values: tuple[str, ...] | tuple[int, ...]) -> models.MatchValue | models.MatchAny:
    if len(values) == 1:
        return models.MatchValue(value=values[0])
    return models.MatchAny(any=list(values))  # type: ignore[arg-type]  # a list of one of the two, which mypy joins


def _population(where: Filter) -> models.SearchParams:
    """Count terms over the live points that may be found, as ``edge`` does and for the same reasons."""
    return models.SearchParams(idf=models.IdfCorpusParams(corpus=translate(where)))


def _point(point: Point) -> models.PointStruct:
    vectors: dict[str, Any] = {name: _vector(vector) for name, vector in point.vectors.items()}
    return models.PointStruct(id=point.id, vector=vectors, payload=dict(point.payload))


def _vector(vector: Vector) -> list[float] | models.SparseVector:
    if isinstance(vector, Sparse):
        return models.SparseVector(indices=list(vector.indices), values=list(vector.values))
    return list(vector)


def _create(client: QdrantClient, fingerprint: Fingerprint) -> None:
    client.create_collection(
        COLLECTION,
        vectors_config={schema.DENSE: models.VectorParams(size=fingerprint.dimension, distance=models.Distance.COSINE)},
        sparse_vectors_config={schema.BM25: models.SparseVectorParams(modifier=models.Modifier.IDF)},
    )
    _create_indexes(client, fingerprint)


def _create_indexes(client: QdrantClient, fingerprint: Fingerprint) -> None:
    """Declare the payload indexes; the fingerprint goes last and so says that all of them are there."""
    for name, kind in schema.INDEXED_FIELDS.items():
        client.create_payload_index(COLLECTION, name, _FIELD_TYPES[kind], wait=True)
    client.upsert(COLLECTION, [_point(schema.meta_point(fingerprint))], wait=True)


@contextmanager
def _client_errors(url: str) -> Iterator[None]:
    """Tell a server that is not there from one that refuses."""
    try:
        yield
    except ResponseHandlingException as error:
        raise StoreUnavailableError(f"No Qdrant server answers at {url}: {error}. Check CHIDAO_QDRANT_URL.") from error
    except (ApiException, ValueError) as error:
        raise StoreError(f"The Qdrant server at {url} refused: {error}") from error
