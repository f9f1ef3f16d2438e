"""What a language model costs: requests, tokens, seconds, money; for Prometheus and for the log. Never its words."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.registry import Collector

from assistant.llm.faults import Cause, ModelError
from assistant.llm.source import Sign, Usage

_LOG = logging.getLogger(__name__)
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80)
_MILLION = 1_000_000
_DONE = "ok"


@dataclass(frozen=True, slots=True)
class Totals:
    """What was spent since the model was opened."""

    requests: int = 0
    failed: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cost: float = 0.0


@dataclass(slots=True)
class Tally:
    """What one request has cost so far. Where the endpoint counts no tokens, its pieces are counted."""

    began: float
    first: float | None = None
    """Seconds to the first piece of text."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    counted: bool = False

    def pieces(self, signs: Iterator[Sign]) -> Iterator[str]:
        """Pass the text on, and take note of what it costs."""
        for sign in signs:
            if isinstance(sign, Usage):
                self.prompt_tokens, self.completion_tokens = sign.prompt_tokens, sign.completion_tokens
                self.counted = True
            elif sign:
                self.first = self.first or self.seconds
                self.completion_tokens += not self.counted
                yield sign

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began


class Account:
    """Keeps the books of one model. Safe to share between threads."""

    def __init__(self, model: str, price_prompt: float, price_completion: float, resting: Callable[[], bool]) -> None:
        self._model = model
        self._prices = price_prompt / _MILLION, price_completion / _MILLION
        self._lock = threading.Lock()
        self._totals = Totals()
        self._requests = Counter("chidao_llm_requests", "Requests to the language model", ("outcome",), registry=None)
        self._tokens = Counter("chidao_llm_tokens", "Tokens read and generated", ("kind",), registry=None)
        self._cost = Counter("chidao_llm_cost", "Cost at the prices configured, in their currency", registry=None)
        self._seconds = Histogram(
            "chidao_llm_request_seconds", "Time to the end of a reply", buckets=_BUCKETS, registry=None
        )
        self._first = Histogram(
            "chidao_llm_first_piece_seconds", "Time to the first piece of a reply", buckets=_BUCKETS, registry=None
        )
        self._running = Gauge("chidao_llm_running", "Requests running or waiting", registry=None)
        self._resting = Gauge("chidao_llm_breaker_open", "1 while the failing model is left alone", registry=None)
        self._resting.set_function(lambda: float(resting()))

    @property
    def totals(self) -> Totals:
        return self._totals

    @property
    def collectors(self) -> tuple[Collector, ...]:
        """What to register with Prometheus."""
        return self._requests, self._tokens, self._cost, self._seconds, self._first, self._running, self._resting

    @contextmanager
    def request(self) -> Iterator[Tally]:
        """Book a request, however it ends."""
        tally = Tally(time.monotonic())
        outcome = _DONE
        self._running.inc()
        try:
            yield tally
        except ModelError as fault:
            outcome = fault.cause.value
            raise
        except GeneratorExit:  # whoever read the stream went away
            outcome = Cause.CANCELLED.value
            raise
        finally:
            self._running.dec()
            self._book(tally, outcome)

    def _book(self, tally: Tally, outcome: str) -> None:
        cost = tally.prompt_tokens * self._prices[0] + tally.completion_tokens * self._prices[1]
        seconds = tally.seconds
        self._requests.labels(outcome).inc()
        self._tokens.labels("prompt").inc(tally.prompt_tokens)
        self._tokens.labels("completion").inc(tally.completion_tokens)
        self._cost.inc(cost)
        self._seconds.observe(seconds)
        if tally.first is not None:
            self._first.observe(tally.first)
        with self._lock:
            before = self._totals
            self._totals = Totals(
                before.requests + 1,
                before.failed + (outcome not in (_DONE, Cause.CANCELLED.value)),
                before.prompt_tokens + tally.prompt_tokens,
                before.completion_tokens + tally.completion_tokens,
                before.seconds + seconds,
                before.cost + cost,
            )
        _LOG.info(
            "model=%s outcome=%s prompt_tokens=%d completion_tokens=%d first=%s seconds=%.2f cost=%.6f",
            self._model, outcome, tally.prompt_tokens, tally.completion_tokens,
            f"{tally.first:.2f}" if tally.first is not None else "-", seconds, cost,
        )  # fmt: skip
