"""The whole command may be killed at any moment: nothing is lost or half visible, and the next one goes through."""

from __future__ import annotations

import random
import signal
import subprocess
from pathlib import Path
from time import perf_counter

import pytest
from faces_kit import chidao
from life_builders import NUMBERS, file, stored

KILLS = 4


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders of the same documents, in one version each."""
    folders = tmp_path / "old", tmp_path / "new"
    for version, folder in enumerate(folders):
        folder.mkdir()
        for number in NUMBERS:
            each = file(number, version)
            (folder / each.name).write_bytes(each.content)
    return folders


def ingest(source: Path, data: Path, killed_after: float | None = None) -> int:
    """Run the command; kill it with nothing said after so many seconds, if it is still running."""
    process = chidao("ingest", str(source), "--audience", "public", folder=data)
    try:
        process.communicate(timeout=killed_after or 300)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    return process.returncode


def test_the_command_is_killed_at_random_moments(given: tuple[Path, Path], tmp_path: Path) -> None:
    data = tmp_path / "data"
    began = perf_counter()
    assert ingest(given[0], data) == 0
    whole = perf_counter() - began
    assert stored(data) == [0, 0, 0]
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    codes, before = [], [0, 0, 0]
    for n in range(KILLS):
        version = (n + 1) % 2
        # most of a run is its start: half of the kills fall into its last third
        delay = chance.uniform(0.05, whole) if n % 2 else chance.uniform(0.66 * whole, whole)
        codes.append(ingest(given[version], data, delay))
        assert codes[-1] in (0, -signal.SIGKILL), (seed, n, delay)
        now = stored(data)
        assert all(new in (old, version) for new, old in zip(now, before, strict=True)), (seed, n, before, now)
        before = now
    assert -signal.SIGKILL in codes, (seed, codes, whole)
    assert ingest(given[1], data) == 0
    assert stored(data) == [1, 1, 1]
