"""A language model that can be relied on to answer or to fail soon, and never to be asked too much."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_random_exponential

from assistant.llm.accounting import Account
from assistant.llm.breaker import Breaker
from assistant.llm.faults import ENDPOINT, PASSING, Cause, ModelError
from assistant.llm.model import Cancellation, Generation, Message
from assistant.llm.source import NOBODY_WAITS, Request, Sign, Source

_LOG = logging.getLogger(__name__)
_FIRST_WAIT = 0.25
_LONGEST_WAIT = 4.0
"""Seconds between tries: drawn at random below a bound that doubles (full jitter)."""
_TURN = 0.05
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a model is asked, and how often again."""

    retries: int
    concurrency: int
    queue_seconds: float
    total_seconds: float


class GuardedModel:
    """A source behind a queue, retries and a circuit breaker; its source opens when first needed.

    Satisfies ``assistant.llm.model.LanguageModel``. Safe to share between threads.
    """

    def __init__(
        self, name: str, open_source: Callable[[], Source], limits: Limits, breaker: Breaker, account: Account
    ) -> None:
        self.name = name
        self.account = account
        self._open_source = open_source
        self._limits = limits
        self._breaker = breaker
        self._turns = threading.BoundedSemaphore(limits.concurrency)
        self._opening = threading.Lock()
        self._opened: Source | None = None
        self._last: str = ""

    def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Generation:
        """Return the whole reply. Raises ``ModelError``."""
        request = self._request(messages, max_tokens, schema)
        with self.account.request() as tally, self._turn(cancellation):
            text = self._with_retries(
                lambda: "".join(tally.pieces(self._try(request, cancellation))), request, cancellation
            )
            return Generation(text, tally.prompt_tokens, tally.completion_tokens, tally.seconds)

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, cancellation: Cancellation | None = None
    ) -> Iterator[str]:
        """Yield the reply in pieces, until cancelled; what has begun is not tried again. Raises ``ModelError``."""
        request = self._request(messages, max_tokens, None)
        try:
            with self.account.request() as tally, self._turn(cancellation):
                signs = self._with_retries(lambda: _begun(self._try(request, cancellation)), request, cancellation)
                with closing(signs):
                    yield from tally.pieces(signs)
        except ModelError as fault:
            if fault.cause is not Cause.CANCELLED:
                raise

    def warm(self) -> None:
        """Open the source (importing the client library or loading the file takes seconds); failures are logged."""
        try:
            self._source()
        except ModelError as fault:
            _LOG.warning("The language model is not there yet: %s", fault)

    @property
    def state(self) -> str:
        """``unused``, ``ready``, ``failing`` (the last request failed) or ``resting`` (the breaker is open)."""
        if self._breaker.is_open:
            return "resting"
        return self._last or "unused"

    def close(self) -> None:
        """End what runs and let go of everything."""
        with self._opening:
            if self._opened:
                self._opened.close()
                self._opened = None

    def _source(self) -> Source:
        with self._opening:
            if self._opened is None:
                self._opened = self._open_source()
            return self._opened

    def _try(self, request: Request, cancellation: Cancellation | None) -> Iterator[Sign]:
        """Generate once, and tell the breaker how it went; not at all where nobody waits any more."""
        if cancellation and cancellation.cancelled:
            raise ModelError(Cause.CANCELLED, NOBODY_WAITS)
        self._breaker.admit()
        try:
            yield from self._source().signs(request, cancellation)
        except ModelError as fault:
            if fault.cause in ENDPOINT:
                self._breaker.fail()
                self._last = "failing"
            else:
                self._breaker.forget()
            raise
        except BaseException:
            self._breaker.forget()
            raise
        self._breaker.succeed()
        self._last = "ready"

    def _request(self, messages: Sequence[Message], max_tokens: int, schema: dict[str, Any] | None) -> Request:
        return Request(tuple(messages), max_tokens, schema, time.monotonic() + self._limits.total_seconds)

    def _with_retries(self, work: Callable[[], _T], request: Request, cancellation: Cancellation | None) -> _T:
        """Try, and try again where the failure may pass and there is time."""
        waiting = cancellation or Cancellation()

        def pause(seconds: float) -> None:
            waiting.wait(seconds)

        retrying = Retrying(
            stop=lambda state: state.attempt_number > self._limits.retries or time.monotonic() > request.deadline,
            wait=wait_random_exponential(multiplier=_FIRST_WAIT, max=_LONGEST_WAIT),
            retry=retry_if_exception(lambda error: isinstance(error, ModelError) and error.cause in PASSING),
            sleep=pause,
            before_sleep=_log_retry,
            reraise=True,
        )
        return retrying(work)

    @contextmanager
    def _turn(self, cancellation: Cancellation | None) -> Iterator[None]:
        """Wait briefly for one's turn."""
        deadline = time.monotonic() + self._limits.queue_seconds
        while not self._turns.acquire(timeout=_TURN):
            if cancellation and cancellation.cancelled:
                raise ModelError(Cause.CANCELLED, NOBODY_WAITS)
            if time.monotonic() >= deadline:
                raise ModelError(
                    Cause.BUSY,
                    f"{self._limits.concurrency} requests to the model are running and none ended in "
                    f"{self._limits.queue_seconds:g} s (CHIDAO_LLM_CONCURRENCY, CHIDAO_LLM_QUEUE_SECONDS)",
                )
        try:
            yield
        finally:
            self._turns.release()


def _begun(signs: Iterator[Sign]) -> Generator[Sign, None, None]:
    """Wait for the first sign, so that a failure before it can be tried again."""
    return _continued(next(signs, None), signs)


def _continued(first: Sign | None, signs: Iterator[Sign]) -> Generator[Sign, None, None]:
    if first is not None:
        yield first
        yield from signs


def _log_retry(state: RetryCallState) -> None:
    fault = state.outcome.exception() if state.outcome else None
    _LOG.warning("The language model failed (%s); try %d follows", fault, state.attempt_number + 1)
