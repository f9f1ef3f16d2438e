"""A model from a GGUF file, run in this process by llama.cpp (``xllamacpp``, extra ``llm``); the only user of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xllamacpp

from assistant.llm.endpoint import EndpointSource
from assistant.llm.faults import Cause, ModelError
from assistant.llm.model import Cancellation
from assistant.llm.source import Patience, Request, Sign

_QUIET = 0
"""llama.cpp's verbosity: errors only."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a model in this process may take."""

    context: int
    """Tokens for each request."""
    parallel: int
    """Requests at a time."""
    threads: int
    """0: llama.cpp's own choice."""


class LocalSource:
    """llama.cpp's server in this process, spoken to over loopback.

    It streams, constrains and stops there as it does anywhere. It opens a port on 127.0.0.1: a key drawn for this
    process keeps other users of the machine out.
    """

    def __init__(self, gguf: Path, name: str, size: Size, patience: Patience) -> None:
        key = secrets.token_urlsafe(32)
        self._server: xllamacpp.Server | None = _server(gguf, name, size, key)
        self._endpoint = EndpointSource(self._server.listening_address + "/v1", name, key, patience)
        self.name = name

    def signs(self, request: Request, cancellation: Cancellation | None) -> Iterator[Sign]:
        """Generate a reply; leaving the iterator stops it. Raises ``ModelError``."""
        return self._endpoint.signs(request, cancellation)

    def close(self) -> None:
        """End what runs and give the memory back."""
        self._endpoint.close()
        self._server = None


def _server(gguf: Path, name: str, size: Size, key: str) -> xllamacpp.Server:
    params = xllamacpp.CommonParams()
    params.model.path = str(gguf)
    params.model_alias = {name}
    params.n_ctx = size.context * size.parallel
    params.n_parallel = size.parallel
    if size.threads:
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = size.threads
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    params.offline = True
    params.verbosity = _QUIET
    try:
        return xllamacpp.Server(params)
    except RuntimeError as error:
        raise ModelError(Cause.UNREACHABLE, f"the model {gguf} could not be loaded: {error}") from error
