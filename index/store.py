"""The store: points in, points out, whole; the engine behind it is a setting.

``open_store`` gives the embedded engine over a folder (one process at a time) or, by
URL, a Qdrant server. Both hold one collection whose shape ``schema`` declares.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from index.errors import StoreError, StoreLockedError, StoreUnavailableError
from index.filters import Filter, Hit, Payload, Point, Record, T, Vector
from index.schema import Fingerprint

__all__ = ["Reader", "Store", "StoreError", "StoreLockedError", "StoreUnavailableError", "open_store"]

LOCK_WAIT = 2.0
"""Seconds to wait for a holder that does not serve: most commands are over by then."""


class Reader(Protocol):
    """Retrieval of points. Every method raises StoreError and may be called from any thread."""

    @property
    def fingerprint(self) -> Fingerprint:
        """The format and the embedding model of what is stored."""

    def scroll(self, where: Filter, fields: Sequence[str] | None = None) -> list[Record]:
        """Return every point that matches, in order of id, never cut; with only ``fields`` of the payload if given."""

    def read(self, where: Filter, decode: Callable[[Payload], T]) -> list[T]:
        """Return what a function makes of the payload of every point that matches, in order of id.

        A reader whose points do not change may keep it, so the function depends on the payload alone.
        """

    def points(self, where: Filter) -> list[Point]:
        """Return every point that matches, in order of id, with its vectors."""

    def count(self, where: Filter) -> int:
        """Return how many points match, exactly."""

    def nearest(self, vector_name: str, vector: Vector, where: Filter, limit: int) -> list[Hit]:
        """Return the ``limit`` matching points nearest to the vector, best first."""

    def scores(self, vector_name: str, vector: Vector, where: Filter, ids: Sequence[str]) -> dict[str, float]:
        """Return the scores that ``nearest`` gives to those of these points that match and that it could bring.

        How rare a term is follows from all that matches, not from these points.
        """


class Store(Reader, Protocol):
    """Points in and out, all versions of them: who answers questions reads a snapshot (``index.versions``)."""

    def ranked(self, vector_name: str, vector: Vector, where: Filter, limit: int) -> list[tuple[str, float]]:
        """Return id and score of what ``nearest`` returns, in a tenth of its time."""

    def payloads(self, ids: Sequence[str]) -> dict[str, Payload]:
        """Return the payloads of these points by id, of those that there are."""

    def ids(self, where: Filter) -> list[str]:
        """Return the id of every point that matches, in order, in a tenth of the time that payloads take."""

    @property
    def shared(self) -> bool:
        """Whether other processes may be reading the same data."""

    def upsert(self, points: Sequence[Point]) -> None:
        """Write the points as one operation: after a crash all of them are there, or none."""

    def delete(self, where: Filter) -> None:
        """Remove every point that matches."""

    def flush(self) -> None:
        """Return when everything written is safe on disk."""

    def announce(self, url: str | None) -> str | None:
        """Tell other processes that this one answers for the data at ``url``.

        Returns the token they will present, or None where nobody has to ask (a server).
        """

    def close(self) -> None:
        """Flush and let go; the store is of no use afterwards. Calling it again does nothing."""


def open_store(
    data_dir: Path | str,
    url: str | None = None,
    api_key: str | None = None,
    *,
    fingerprint: Fingerprint | None = None,
    rebuild: bool = False,
    wait: float = LOCK_WAIT,
) -> Store:
    """Open the store in ``data_dir``, or the one on the Qdrant server at ``url``; create it where there is none.

    ``fingerprint`` names the embedding model in use (the bundled one by default).
    ``rebuild`` throws away what is stored. ``wait`` is how many seconds to wait for
    another process that holds the folder and does not serve.

    Raises StoreLockedError (another process holds the folder), StoreUnavailableError
    (nobody answers at ``url``), StoreError (data of another format or model).
    """
    wanted = fingerprint or Fingerprint()
    if url:
        from index.server import connect

        return connect(url, api_key, wanted, rebuild=rebuild)
    from index.edge import open_folder

    return open_folder(Path(data_dir), wanted, rebuild=rebuild, wait=wait)
