"""Where generated text comes from: an endpoint behind a queue, read with deadlines and a way to stop it."""

from __future__ import annotations

import math
import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.llm.faults import Cause, ModelError
from assistant.llm.model import Cancellation, Message

NOBODY_WAITS = "nobody waits for the reply any more"
_LOOK = 0.05
"""Seconds between two looks at whether anybody still waits."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a model."""

    messages: tuple[Message, ...]
    max_tokens: int
    schema: dict[str, Any] | None = None
    """JSON Schema of the reply."""
    deadline: float = math.inf
    """When nobody waits any more, by ``time.monotonic``."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How many tokens a reply cost, as the endpoint counts them."""

    prompt_tokens: int
    completion_tokens: int


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    connect: float
    first: float
    """From the request to the first sign of a reply."""
    total: float
    """From the request to the end of the reply, tries before it included."""


Sign = str | Usage
"""A piece of text (empty where the model is alive and says nothing yet), or what the reply cost."""


class Source(Protocol):
    """A model as it comes: one try, no second thoughts. Safe to share between threads."""

    @property
    def name(self) -> str:
        """The model's name."""

    def signs(self, request: Request, cancellation: Cancellation | None) -> Iterator[Sign]:
        """Generate a reply; leaving the iterator stops the generation. Raises ``ModelError``."""

    def close(self) -> None:
        """End what runs and let go of everything."""


class Inbox:
    """What a generation running elsewhere has said so far."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Sign | ModelError | None] = queue.SimpleQueue()

    def put(self, sign: Sign) -> None:
        """Pass on a sign."""
        self._queue.put(sign)

    def end(self, fault: ModelError | None = None) -> None:
        """Say that nothing more comes."""
        self._queue.put(fault)

    def read(
        self, first: float, total: float, cancellation: Cancellation | None, stop: Callable[[], object]
    ) -> Iterator[Sign]:
        """Yield the signs as they come, the first until ``first`` and all until ``total``, by ``time.monotonic``.

        ``stop`` is called however it ends.

        Raises:
            ModelError: the generation failed, took too long, or was cancelled.
        """
        deadline = min(first, total)
        try:
            while (sign := self._next(deadline, cancellation)) is not None:
                deadline = total
                yield sign
        finally:
            stop()

    def _next(self, deadline: float, cancellation: Cancellation | None) -> Sign | None:
        while True:
            if cancellation and cancellation.cancelled:
                raise ModelError(Cause.CANCELLED, NOBODY_WAITS)
            left = deadline - time.monotonic()
            if left <= 0:
                raise ModelError(Cause.TIMEOUT, "the model took too long")
            try:
                sign = self._queue.get(timeout=min(left, _LOOK))
            except queue.Empty:
                continue
            if isinstance(sign, ModelError):
                raise sign
            return sign
