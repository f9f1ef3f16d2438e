"""What both engines do alike with the points that they bring."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from index.filters import Filter, Hit, Payload, Point, Record, Sparse, T, Vector


class Scored(Protocol):
    """A point that an engine's query brings."""

    @property
    def id(self) -> object:
        """Its id."""

    @property
    def score(self) -> float:
        """How near it is; more is nearer."""

    @property
    def payload(self) -> Payload | None:
        """What is stored with it, where that was asked for."""


class Stored(Protocol):
    """A point as an engine keeps it."""

    @property
    def id(self) -> object:
        """Its id."""

    @property
    def payload(self) -> Payload | None:
        """What is stored with it, where that was asked for."""

    @property
    def vector(self) -> Any:
        """Its vectors by name in the engine's own types, where they were asked for."""


class PointRetrieval(ABC):
    """All matching points and the nearest ones, in the forms in which readers ask for them."""

    @abstractmethod
    def _pages(self, where: Filter, payload: bool | list[str], vectors: bool) -> Iterable[Stored]:
        """Yield every point that matches, in order of id; ``payload`` may name the only fields to read."""

    @abstractmethod
    def _query(
        self,
        vector_name: str,
        vector: Vector,
        where: Filter,
        limit: int,
        payload: bool,
        among: Sequence[str] | None = None,
    ) -> Iterable[Scored]:
        """Return the points nearest to a vector, best first; ``among`` these ids only, where some are given."""

    def scroll(self, where: Filter, fields: Sequence[str] | None = None) -> list[Record]:
        """Return every point that matches, in order of id."""
        wanted = True if fields is None else list(fields)
        return [Record(str(each.id), each.payload or {}) for each in self._pages(where, wanted, False)]

    def ids(self, where: Filter) -> list[str]:
        """Return the id of every point that matches, in order."""
        return [str(each.id) for each in self._pages(where, False, False)]

    def read(self, where: Filter, decode: Callable[[Payload], T]) -> list[T]:
        """Return what a function makes of the payload of every point that matches, in order of id."""
        return [decode(record.payload) for record in self.scroll(where)]

    def points(self, where: Filter) -> list[Point]:
        """Return every point that matches, in order of id, with its vectors."""
        return [
            Point(str(each.id), _vectors_back(each.vector), each.payload or {})
            for each in self._pages(where, True, True)
        ]

    def nearest(self, vector_name: str, vector: Vector, where: Filter, limit: int) -> list[Hit]:
        """Return the ``limit`` matching points nearest to the vector, best first."""
        hits = self._query(vector_name, vector, where, limit, True)
        return [Hit(str(hit.id), hit.score, hit.payload or {}) for hit in hits]

    def ranked(self, vector_name: str, vector: Vector, where: Filter, limit: int) -> list[tuple[str, float]]:
        """Return id and score of what ``nearest`` returns; reading payloads is nine tenths of its time."""
        return [(str(hit.id), hit.score) for hit in self._query(vector_name, vector, where, limit, False)]

    def scores(self, vector_name: str, vector: Vector, where: Filter, ids: Sequence[str]) -> dict[str, float]:
        """Return the scores that ``nearest`` gives to those of these points that match and that it could bring."""
        hits = self._query(vector_name, vector, where, len(ids), False, ids) if ids else []
        return {str(hit.id): hit.score for hit in hits}


def _vectors_back(stored: Any) -> dict[str, Vector]:
    """Turn what an engine gives back into ours: by name, a list of numbers or a sparse vector."""
    named = stored if isinstance(stored, dict) else {}
    return {
        name: Sparse(tuple(vector.indices), tuple(vector.values)) if hasattr(vector, "indices") else tuple(vector)
        for name, vector in named.items()
    }
