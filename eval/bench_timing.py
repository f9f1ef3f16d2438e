"""The arithmetic of measurements of speed: work and baseline timed in turn, rates, latencies."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure, its spread, and its baseline."""

    name: str
    unit: str
    p50: float
    p95: float
    """The bad end: what 95 of 100 repetitions do no worse than."""
    baseline_name: str = ""
    baseline: float | None = None
    """The baseline's p50, in the same unit."""

    @property
    def ratio(self) -> float | None:
        """The figure's p50 out of the baseline's."""
        return self.p50 / self.baseline if self.baseline else None


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(work: Callable[[], object], baseline: Callable[[], object], repeat: int) -> tuple[list[float], list[float]]:
    """Time work and baseline in turn, after one unmeasured round; both see the same moods of the machine."""
    work(), baseline()
    rounds = [(timed(work), timed(baseline)) for _ in range(repeat)]
    return [seconds for seconds, _ in rounds], [seconds for _, seconds in rounds]


def rate(
    name: str,
    unit: str,
    amount: float,
    seconds: Sequence[float],
    baseline_name: str = "",
    baseline: Sequence[float] = (),
) -> Measurement:
    """Return a measurement where more is better: so much work in each of these times."""
    slow = percentiles(seconds)
    base = amount / percentiles(baseline)[0] if baseline else None
    return Measurement(name, unit, amount / slow[0], amount / slow[1], baseline_name, base)


def latency(
    name: str, seconds: Sequence[float], baseline_name: str = "", baseline: Sequence[float] = (), unit: str = "ms"
) -> Measurement:
    """Return a measurement where less is better, in milliseconds or seconds ("s")."""
    scale = {"ms": 1_000, "s": 1}[unit]
    p50, p95 = percentiles(seconds)
    base = scale * percentiles(baseline)[0] if baseline else None
    return Measurement(name, unit, scale * p50, scale * p95, baseline_name, base)


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """Return p50 and p95."""
    if len(values) < 2:
        return values[0], values[0]
    cuts = quantiles(values, n=20, method="inclusive")
    return cuts[9], cuts[18]
