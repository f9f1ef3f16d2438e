"""The two engines, opened the way the product opens them."""

from __future__ import annotations

import warnings
from pathlib import Path

from index_builders import FINGERPRINT

from index.server import open_collection
from index.store import Store, open_store

ROOT = Path(__file__).parents[2]


def open_edge(folder: Path) -> Store:
    return open_store(folder, fingerprint=FINGERPRINT)


def open_memory() -> Store:
    """The server's adapter over qdrant-client's own in-memory engine."""
    from qdrant_client import QdrantClient

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Payload indexes have no effect")
        return open_collection(QdrantClient(":memory:"), FINGERPRINT, url=":memory:")
