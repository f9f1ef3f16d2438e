"""What Prometheus may know: counts and times, never a question."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.registry import Collector

from assistant.model import Wording

_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The server's counters, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "chidao_http_requests", "HTTP requests", ("method", "route", "code"), registry=self._registry
        )
        self._seconds = Histogram(
            "chidao_http_request_seconds",
            "Time to the end of the response",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._answers = Histogram(
            "chidao_answer_seconds",
            "Time to compute an answer",
            ("status", "intent"),
            buckets=_BUCKETS,
            registry=self._registry,
        )

        self._worded = Counter(
            "chidao_worded_answers", "Answers that a language model was asked to word", ("by",), registry=self._registry
        )
        self._dropped = Counter(
            "chidao_dropped_sentences", "Sentences of a language model not shown", ("reason",), registry=self._registry
        )

    def request(self, method: str, route: str, code: int, seconds: float) -> None:
        """Count a finished request under its route's template, so that ids do not multiply the series."""
        self._requests.labels(method, route, str(code)).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self, status: str, intent: str, seconds: float) -> None:
        """Count an answer."""
        self._answers.labels(status, intent).observe(seconds)

    def wording(self, wording: Wording | None) -> None:
        """Count how an answer was worded, and the sentences that were dropped by reason."""
        if wording is None:
            return
        self._worded.labels(wording.by.value).inc()
        for reason, count in wording.dropped.items():
            self._dropped.labels(reason).inc(count)

    def include(self, *collectors: Collector) -> None:
        """Tell of these as well."""
        for collector in collectors:
            self._registry.register(collector)

    def exposition(self) -> bytes:
        """Return everything in Prometheus's text format."""
        return generate_latest(self._registry)
