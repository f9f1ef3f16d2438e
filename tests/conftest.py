"""Shared by all tests: the shipped directives, ingested once by the real command."""

from __future__ import annotations

import getpass
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.answer import Assistant
from assistant.corpus_view import CorpusView
from corpus.agencies import registry
from index.embedding import load_embedder
from index.store import Store, open_store

ROOT = Path(__file__).resolve().parents[1]
DIRECTIVES = ROOT / "corpus" / "directives"
_MAKERS = {".json", ".py", ".toml", ".txt"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where ``make screenshots`` keeps the pictures that the browser tests take."""
    parser.addoption("--screenshots", metavar="FOLDER", type=Path, help="keep the pictures of the main screens here")


@pytest.fixture(scope="session")
def ingested_dir() -> Path:
    """A data folder into which ``chidao ingest`` has read the shipped directives; copy it before you change it.

    It takes half a minute to make, so it is kept between runs for as long as what makes it stays as it is.
    """
    kept = Path(tempfile.gettempdir()) / f"chidao-tests-{getpass.getuser()}" / _digest_of_makers()
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    with FileLock(kept.with_suffix(".lock")):  # one makes it, the tests of other processes wait for it
        if not kept.exists():
            _ingest_into(kept)
    return kept


def _ingest_into(kept: Path) -> None:
    making = Path(tempfile.mkdtemp(prefix="making-", dir=kept.parent))
    command = [sys.executable, "-m", "assistant.cli", "ingest", str(DIRECTIVES)]
    environment = {**os.environ, "CHIDAO_DATA_DIR": str(making)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    making.rename(kept)


def _digest_of_makers() -> str:
    """Return what an ingested folder depends on: the code that reads and stores, the directives, the libraries."""
    made_by = [ROOT / "constraints.txt", ROOT / "assistant" / "ingest.py"]
    made_by += [p for package in ("corpus", "index") for p in (ROOT / package).rglob("*") if p.suffix in _MAKERS]
    digest = hashlib.sha256()
    for path in sorted(made_by):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:24]


@pytest.fixture
def data_dir(ingested_dir: Path, tmp_path: Path) -> Path:
    """A copy of the ingested data folder, for one test alone."""
    return Path(shutil.copytree(ingested_dir, tmp_path / "data"))


@pytest.fixture(scope="session")
def shipped_store(ingested_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store over the shipped directives, for reading."""
    folder = tmp_path_factory.mktemp("shared") / "data"
    shutil.copytree(ingested_dir, folder)
    store = open_store(folder)
    yield store
    store.close()


@pytest.fixture(scope="session")
def shipped(shipped_store: Store) -> Assistant:
    """An assistant over the shipped directives, with the bundled model."""
    return Assistant(CorpusView(shipped_store, registry()), load_embedder())
