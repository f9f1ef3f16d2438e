from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from index_engines import ROOT, open_edge, open_memory

from corpus.model import Audience, Directive
from corpus.parse import parse_file
from index.store import Store


@pytest.fixture(params=["edge", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each test runs on both engines."""
    opened = open_edge(tmp_path) if request.param == "edge" else open_memory()
    yield opened
    opened.close()


@pytest.fixture(params=["edge", "server"], scope="module")
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same for modules that fill it once and only read."""
    opened = open_edge(tmp_path_factory.mktemp("shared")) if request.param == "edge" else open_memory()
    yield opened
    opened.close()


@pytest.fixture
def edge_store(tmp_path: Path) -> Iterator[Store]:
    opened = open_edge(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shipped() -> list[Directive]:
    """The two directives that the product ships with."""
    files = sorted((ROOT / "corpus" / "directives").glob("*.txt"))
    return [replace(parse_file(path), audience=Audience.PUBLIC) for path in files if path.stem != "SOURCES"]
