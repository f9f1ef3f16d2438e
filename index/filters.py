"""The one query language of the index, in frozen dataclasses (docs/decisions/0002).

``edge`` and ``server`` each translate it; nothing else knows an engine's own models.
Importing this module costs nothing, which is what it is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar


@dataclass(frozen=True, slots=True)
class Match:
    """The field (or, for a list, one of its values) equals one of ``any``; no values match nothing.

    ``key`` is a path: ``deadlines[].kind`` looks into each element of a list. Truth values
    are stored and matched as 0 and 1: qdrant-edge 0.9.0 takes ``True`` for an integer and
    finds nothing.
    """

    key: str
    any: tuple[str, ...] | tuple[int, ...]

    def __post_init__(self) -> None:
        if any(isinstance(value, bool) for value in self.any):
            raise ValueError(f"{self.key}: match 0 or 1, not a truth value")


@dataclass(frozen=True, slots=True)
class Range:
    """The field (or one value of a list) is an integer within both bounds, where given."""

    key: str
    gte: int | None = None
    lte: int | None = None


@dataclass(frozen=True, slots=True)
class Nested:
    """One and the same element of the list ``key`` meets the whole of ``filter``."""

    key: str
    filter: Filter


@dataclass(frozen=True, slots=True)
class Filter:
    """All of ``must``, at least one of ``should`` (where there are any), none of ``must_not``."""

    must: tuple[Condition, ...] = ()
    should: tuple[Condition, ...] = ()
    must_not: tuple[Condition, ...] = ()

    def __and__(self, other: Filter) -> Filter:
        """Both hold."""
        return Filter(must=(self, other))


Condition: TypeAlias = Match | Range | Nested | Filter


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse vector: ``values[i]`` at dimension ``indices[i]`` (unsigned 32 bit, unique, ascending)."""

    indices: tuple[int, ...]
    values: tuple[float, ...]


Dense: TypeAlias = tuple[float, ...]
Vector: TypeAlias = Dense | Sparse
Payload: TypeAlias = Mapping[str, Any]
T = TypeVar("T")
"""What somebody makes of a payload."""


@dataclass(frozen=True, slots=True)
class Point:
    """What is stored: an id (a UUID as text), vectors by name (often none), a payload."""

    id: str
    vectors: Mapping[str, Vector]
    payload: Payload


@dataclass(frozen=True, slots=True)
class Record:
    """A stored point without its vectors."""

    id: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class Hit:
    """A point found by a vector: higher scores are nearer (cosine, or the sparse dot product)."""

    id: str
    score: float
    payload: Payload
