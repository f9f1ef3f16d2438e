"""What both engines do alike with the points that a query brings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Protocol

from index.filters import Filter, Hit, Payload, Vector


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


class Ranking(ABC):
    """The nearest points, in the forms in which readers ask for them."""

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
