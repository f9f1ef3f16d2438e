"""Speed, as a list of named measurements, each beside a baseline of the same run.

A machine's speed differs from day to day; the ratio to a baseline, measured in turn with it on the same input,
does not. A new measurement is a function that returns a ``Measurement``, appended to ``MEASURES``.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from corpus.parse import parse_source
from corpus.readers import READERS, SourceText, read
from eval.extraction import DIRECTIVES, EvalError

PAGE = 2_500
"""Characters that count as a page."""


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


@dataclass(frozen=True, slots=True)
class Bench:
    """What a measurement may use."""

    corpus: Path
    """The directives to measure with."""
    data: Path
    """An empty folder that lasts as long as the run, for what has to be ingested."""
    repeat: int
    """How often to repeat what is measured."""


def run(corpus: Path = DIRECTIVES, repeat: int = 20) -> list[Measurement]:
    """Take every measurement, in order."""
    with _bench(corpus, repeat) as bench:
        return [measure(bench) for measure in MEASURES]


def parse_speed(bench: Bench) -> Measurement:
    """Pages parsed a second; the baseline normalises the same text and splits it into words."""
    sources = _sources(bench.corpus)
    pages = sum(len(source.text) for source in sources) / PAGE
    parsing, baseline = in_turn(
        lambda: [parse_source(source) for source in sources],
        lambda: [_WORD.findall(unicodedata.normalize("NFC", source.text)) for source in sources],
        bench.repeat,
    )
    return rate("parse", "pages/s", pages, parsing, "NFC and words", baseline)


MEASURES: list[Callable[[Bench], Measurement]] = [parse_speed]

_WORD = re.compile(r"\w+")


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
    name: str, seconds: Sequence[float], baseline_name: str = "", baseline: Sequence[float] = ()
) -> Measurement:
    """Return a measurement where less is better, in milliseconds."""
    p50, p95 = percentiles(seconds)
    base = 1_000 * percentiles(baseline)[0] if baseline else None
    return Measurement(name, "ms", 1_000 * p50, 1_000 * p95, baseline_name, base)


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """Return p50 and p95."""
    if len(values) < 2:
        return values[0], values[0]
    cuts = quantiles(values, n=20, method="inclusive")
    return cuts[9], cuts[18]


@contextmanager
def _bench(corpus: Path, repeat: int) -> Iterator[Bench]:
    with TemporaryDirectory(prefix="chidao-bench-") as folder:
        yield Bench(corpus, Path(folder), repeat)


def _sources(folder: Path) -> list[SourceText]:
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in READERS) if folder.is_dir() else []
    if not paths:
        raise EvalError(f"No directives in {folder}. Name their folder with --corpus.")
    return [read(path) for path in paths]
