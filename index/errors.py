"""What can go wrong between the assistant and its index.

    IndexFailure
    ├── StoreError                 the store refused, or holds what this version cannot read
    │   ├── StoreLockedError       another process holds the data folder
    │   └── StoreUnavailableError  nobody answers at the address
    └── EmbeddingError             the model could not be loaded, or gave something unusable

Every message says what to do.
"""

from __future__ import annotations


class IndexFailure(Exception):  # noqa: N818  (the root of the tree reads better as what it is)
    """The root: anything the index could not do."""


class StoreError(IndexFailure):
    """The store refused an operation, or holds data of another format or model."""


class StoreLockedError(StoreError):
    """Another process holds the data folder.

    ``url`` and ``token`` say where that process answers and how to present oneself;
    both are None while it does not serve (a running ``chidao ingest``, say).
    """

    def __init__(self, message: str, *, pid: int | None = None, url: str | None = None, token: str | None = None):
        super().__init__(message)
        self.pid = pid
        self.url = url
        self.token = token


class StoreUnavailableError(StoreError):
    """The Qdrant server cannot be reached, or stopped answering."""


class EmbeddingError(IndexFailure):
    """The embedding model cannot be loaded, or its vectors do not fit the store."""
