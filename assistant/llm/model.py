"""What the assistant asks of a language model, whichever it is."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class LanguageModelError(RuntimeError):
    """The model did not answer (unreachable, timed out, broke off, refused); the computed answer is shown instead."""


class Speaker(StrEnum):
    """Whose words a message holds."""

    SYSTEM = "system"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Generation:
    """What a model wrote, whole, and what it cost."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    seconds: float


class Cancellation:
    """Tells a running generation that nobody waits for it any more. Safe to share between threads."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the generation to stop; it stops at the next piece of text."""
        self._event.set()

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until it is cancelled; tell whether it is."""
        return self._event.wait(seconds)

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()


class LanguageModel(Protocol):
    """A model that answers a prompt. Safe to share between threads."""

    @property
    def name(self) -> str:
        """The model's name, as logs, metrics and reports show it."""

    def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Generation:
        """Return the whole reply; with ``schema`` (JSON Schema) it is JSON of that shape.

        Raises:
            LanguageModelError: no complete reply came.
        """

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, cancellation: Cancellation | None = None
    ) -> Iterator[str]:
        """Yield the reply in pieces as they arrive; ends early, without error, once cancelled.

        Raises:
            LanguageModelError: the reply broke off or never began.
        """
