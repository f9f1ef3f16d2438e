"""A circuit breaker: an endpoint that fails again and again is left alone for a while.

M. Nygard, "Release It!", chapter 5. Written here because the kept packages don't fit: pybreaker 1.4 holds its lock
while the call runs, so one stream would shut out all others, and purgatory (last release 2024) lets every waiting
caller through at once when it tries again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from assistant.llm.faults import Cause, ModelError


class Breaker:
    """Closed, calls pass; after ``failures`` in a row it opens; after ``rest`` seconds a single call tries again.

    Safe to share between threads. Each ``admit`` is answered by one of ``succeed``, ``fail`` and ``forget``.
    """

    def __init__(self, failures: int, rest: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowed, self._rest, self._clock = failures, rest, clock
        self._lock = threading.Lock()
        self._failed = 0
        self._opened: float | None = None
        self._trying = False

    @property
    def is_open(self) -> bool:
        """Whether the endpoint is left alone, or only tried."""
        return self._opened is not None

    def admit(self) -> None:
        """Let a call pass; raises ``ModelError`` (resting)."""
        with self._lock:
            if self._opened is None:
                return
            if self._trying or self._clock() - self._opened < self._rest:
                raise ModelError(Cause.RESTING, "the model failed repeatedly and is left alone for a while")
            self._trying = True

    def succeed(self) -> None:
        """The endpoint is well: close."""
        with self._lock:
            self._failed, self._opened, self._trying = 0, None, False

    def fail(self) -> None:
        """The endpoint failed: open at the last allowed failure, or again where this call was the trial."""
        with self._lock:
            self._failed += 1
            if self._opened is not None or self._failed >= self._allowed:
                self._opened = self._clock()
            self._trying = False

    def forget(self) -> None:
        """The call told nothing of the endpoint (cancelled, refused for what it asked)."""
        with self._lock:
            self._trying = False
