"""The shape of the collection, declared once for both engines: vectors, indexed payload fields, fingerprint.

What the fields hold is in ``points``. Dates are integers (YYYYMMDD) and truth values
0 or 1, so that every engine compares them the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from index.errors import StoreError
from index.filters import Point

FORMAT = 4
"""Raise it whenever chunks, vectors or payload fields change their meaning: old data then asks to be rebuilt."""

BUNDLED_MODEL = "bundled"
BUNDLED_DIMENSION = 384

DENSE = "dense"
"""Cosine, one embedding per chunk; its size is the fingerprint's ``dimension``."""
BM25 = "bm25"
"""Sparse term weights per chunk; the engine multiplies them by the inverse document frequency."""


class Kind(StrEnum):
    """What a point is: payload field ``kind``. Only chunks carry vectors."""

    CHUNK = "chunk"
    TASK = "task"
    DIRECTIVE = "directive"
    META = "meta"


class FieldType(StrEnum):
    """How a payload field is indexed."""

    KEYWORD = "keyword"
    INTEGER = "integer"


# Filters work on any field; these are the ones that narrow. Each costs a cold start about 7 ms.
INDEXED_FIELDS: Mapping[str, FieldType] = {
    "kind": FieldType.KEYWORD,
    "heading": FieldType.INTEGER,
    "document": FieldType.KEYWORD,
    "slug": FieldType.KEYWORD,
    "audience": FieldType.KEYWORD,
    "version": FieldType.INTEGER,
    "lead": FieldType.KEYWORD,
    "coordinator": FieldType.KEYWORD,
    "director": FieldType.KEYWORD,
    "lead_groups": FieldType.KEYWORD,
    "coordinator_groups": FieldType.KEYWORD,
    "director_groups": FieldType.KEYWORD,
    "agencies": FieldType.KEYWORD,
    "dated": FieldType.INTEGER,
    "deadlines[].from": FieldType.INTEGER,
    "deadlines[].to": FieldType.INTEGER,
}


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What stored data was made with; data made with anything else is not read."""

    model: str = BUNDLED_MODEL
    dimension: int = BUNDLED_DIMENSION
    format: int = FORMAT


_NAMESPACE = UUID("6f2d5a0e-6a3c-5b0e-9a53-0c8f3f6f2c11")


def point_id(kind: Kind, key: str) -> str:
    """Return the id of a point: the same for the same kind and key, for ever."""
    return str(uuid5(_NAMESPACE, f"{kind}:{key}"))


META_ID = point_id(Kind.META, "fingerprint")


def meta_point(fingerprint: Fingerprint) -> Point:
    """Return the point that keeps the fingerprint."""
    return Point(META_ID, {}, {"kind": Kind.META.value, "digest": "", **asdict(fingerprint)})


def check_fingerprint(payload: Mapping[str, Any] | None, wanted: Fingerprint) -> None:
    """Raise StoreError, saying what to do, unless the stored fingerprint is the wanted one."""
    if payload is None:
        raise StoreError(f"The index was not made by chidao, or is damaged. {_REBUILD}")
    found = Fingerprint(payload.get("model", "?"), payload.get("dimension", 0), payload.get("format", 0))
    if found.format != wanted.format:
        raise StoreError(f"The index has format {found.format}, this version reads format {wanted.format}. {_REBUILD}")
    if found != wanted:
        raise StoreError(
            f"The index was made with the embedding model {found.model} ({found.dimension} dimensions), "
            f"the settings name {wanted.model} ({wanted.dimension}). {_REBUILD}"
        )


_REBUILD = "Read the documents again with `chidao ingest --rebuild PATH...`."


def day_number(day: date) -> int:
    """Return the day as an integer: 2026-04-30 -> 20260430."""
    return day.year * 10000 + day.month * 100 + day.day
