"""Why a language model did not answer."""

from __future__ import annotations

from enum import StrEnum

from assistant.llm.model import LanguageModelError


class Cause(StrEnum):
    """What went wrong; also the label in metrics and in the log."""

    UNREACHABLE = "unreachable"
    """No connection to the endpoint, or the model could not be loaded."""
    TIMEOUT = "timeout"
    """The first piece, or the whole reply, took too long."""
    BROKE_OFF = "broke_off"
    """The connection ended before the reply did."""
    OVERLOADED = "overloaded"
    """The endpoint said that it is busy or failing (429, 5xx)."""
    DENIED = "denied"
    """The endpoint refuses us, whatever we ask: key, address or model are wrong (401, 403, 404, a redirect)."""
    BAD_REQUEST = "bad_request"
    """The endpoint refuses this one request (too long, a schema that it can't follow)."""
    BUSY = "busy"
    """As many requests as allowed are running, and none ended in time."""
    RESTING = "resting"
    """The circuit breaker is open: the endpoint failed again and again, and is left alone for a while."""
    CANCELLED = "cancelled"
    """Nobody waits for the reply any more."""


PASSING = frozenset({Cause.UNREACHABLE, Cause.BROKE_OFF, Cause.OVERLOADED})
"""Worth another try at once. A timeout is not: the reader's patience is spent."""
ENDPOINT = PASSING | {Cause.TIMEOUT, Cause.DENIED}
"""Says that the endpoint is not well, and moves the circuit breaker."""


class ModelError(LanguageModelError):
    """A reply that did not come, and why."""

    def __init__(self, cause: Cause, message: str) -> None:
        super().__init__(message)
        self.cause = cause
