"""Shared by all tests: the shipped directives, ingested once by the real command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.corpus_view import CorpusView
from corpus.agencies import registry
from index.embedding import load_embedder
from index.store import Store, open_store

ROOT = Path(__file__).resolve().parents[1]
DIRECTIVES = ROOT / "corpus" / "directives"


@pytest.fixture(scope="session")
def ingested_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which ``chidao ingest`` has read the shipped directives; copy it before you change it."""
    folder = tmp_path_factory.mktemp("ingested")
    command = [sys.executable, "-m", "assistant.cli", "ingest", str(DIRECTIVES)]
    done = subprocess.run(
        command, env={**os.environ, "CHIDAO_DATA_DIR": str(folder)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


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
