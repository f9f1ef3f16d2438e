"""An ingest may be killed at any moment: every document is wholly old or new, and the next start mends the rest."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path
from time import perf_counter

import pytest
from life_builders import FINGERPRINT, run, stored

ROUNDS = 20


@pytest.fixture(scope="module")
def context() -> Iterator[ForkServerContext]:
    """Processes that begin with everything imported, so that a kill meets the work and not the imports."""
    chosen = multiprocessing.get_context("forkserver")
    chosen.set_forkserver_preload(["life_builders"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # Python 3.11's server is not told where to import from
        yield chosen


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a kill loses nothing that was written, and syncing takes long."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as made:
        yield Path(made)


def attempt(
    context: ForkServerContext, folder: Path, version: int, delay: float | None = None, die_at: int | None = None
) -> tuple[int, float, list[str]]:
    """Run an ingest, killed after ``delay`` seconds or at a write; return its exit code, its seconds, what it told."""
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=run, args=(folder, version, theirs, die_at))
    process.start()
    theirs.close()
    told: list[str] = []
    started = None
    try:
        while True:
            left = None if started is None or delay is None else max(0.0, started + delay - perf_counter())
            if not ours.poll(left):
                process.kill()
                delay = None
                continue
            told.append(ours.recv())
            if told[-1] == "begun":
                started = perf_counter()
    except EOFError:
        pass
    process.join()
    return process.exitcode or 0, perf_counter() - (started or 0.0), told


def test_kills_at_random_moments(context: ForkServerContext, folder: Path) -> None:
    code, whole, told = attempt(context, folder, 0)
    assert (code, told) == (0, ["begun", "done"])
    assert stored(folder, FINGERPRINT) == [0, 0, 0]
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    outcomes = set()
    before = [0, 0, 0]
    for n in range(ROUNDS):
        version, delay = (n + 1) % 2, chance.uniform(0, whole)
        code, _, told = attempt(context, folder, version, delay)
        assert code in (0, -signal.SIGKILL), (seed, n, delay, told)
        assert set(told) <= {"begun", "done"}, (seed, n, delay, told)
        now = stored(folder, FINGERPRINT)
        assert all(new in (old, version) for new, old in zip(now, before, strict=True)), (seed, n, before, now)
        outcomes.add((code, tuple(now)))
        before = now
    print(outcomes)
    assert any(code == -signal.SIGKILL for code, _ in outcomes)


def test_a_kill_before_each_write(context: ForkServerContext, folder: Path) -> None:
    assert attempt(context, folder, 0)[0] == 0
    killed = 0
    for place in range(100):
        code, _, told = attempt(context, folder, 1, die_at=place)
        assert set(told) <= {"begun", "done"}, (place, told)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        stored(folder, FINGERPRINT)
        killed = place + 1
        assert attempt(context, folder, 0)[0] == 0  # the next ingest goes through
        assert stored(folder, FINGERPRINT) == [0, 0, 0]
    assert 12 < killed < 100, killed
