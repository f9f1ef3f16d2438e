"""What Prometheus may know: counts and times, never a question."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

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

    def request(self, method: str, route: str, code: int, seconds: float) -> None:
        """Count a finished request under its route's template, so that ids do not multiply the series."""
        self._requests.labels(method, route, str(code)).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self, status: str, intent: str, seconds: float) -> None:
        """Count an answer."""
        self._answers.labels(status, intent).observe(seconds)

    def exposition(self) -> bytes:
        """Return everything in Prometheus's text format."""
        return generate_latest(self._registry)
