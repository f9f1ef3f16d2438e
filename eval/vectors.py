"""Embeddings kept between runs: the same text and model are embedded once on a machine."""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from index.embedding import Embedder, Progress
from index.filters import Dense

_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (digest TEXT PRIMARY KEY, vector BLOB NOT NULL)"


class CachedEmbedder:
    """An embedder that looks each text up by digest first. Vectors are stored in the precision of the index."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder = embedder
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """The length of its vectors."""
        return self._embedder.dimension

    def embed_query(self, text: str) -> Dense:
        """Return the vector of a question."""
        return self._vectors("query", [text], lambda texts: [self._embedder.embed_query(each) for each in texts])[0]

    def embed_documents(self, texts: Sequence[str], progress: Progress | None = None) -> list[Dense]:
        """Return the vector of each text, in order."""
        found = self._vectors("passage", texts, lambda new: self._embedder.embed_documents(new, progress))
        if progress:
            progress(len(texts))
        return found

    def _vectors(self, side: str, texts: Sequence[str], embed: Callable[[list[str]], list[Dense]]) -> list[Dense]:
        digests = [self._digest(side, text) for text in texts]
        with closing(sqlite3.connect(self._path, timeout=60)) as cache:
            cache.execute(_SCHEMA)
            known = {digest: vector for digest in set(digests) if (vector := _look_up(cache, digest))}
            missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
            if missing:
                fresh = [_rounded(vector) for vector in embed(list(missing.values()))]
                known.update(zip(missing, fresh, strict=True))
                _keep(cache, ((digest, known[digest]) for digest in missing))
        return [known[digest] for digest in digests]

    def _digest(self, side: str, text: str) -> str:
        return hashlib.sha256(f"{self._embedder.name}\0{side}\0{text}".encode("utf-8", "replace")).hexdigest()


def _look_up(cache: sqlite3.Connection, digest: str) -> Dense | None:
    row = cache.execute("SELECT vector FROM vectors WHERE digest = ?", (digest,)).fetchone()
    return tuple(array("f", row[0])) if row else None


def _keep(cache: sqlite3.Connection, vectors: Iterable[tuple[str, Dense]]) -> None:
    with cache:
        rows = [(digest, array("f", vector).tobytes()) for digest, vector in vectors]
        cache.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)


def _rounded(vector: Dense) -> Dense:
    """Return the vector as the cache gives it back, so that the first run equals the second."""
    return tuple(array("f", vector))
