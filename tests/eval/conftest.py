"""A data folder for the user whom the harness runs as: vectors are embedded once for all its tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def user_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("user")


@pytest.fixture(scope="module")
def user_data(user_folder: Path) -> Iterator[Path]:
    """Set CHIDAO_DATA_DIR for a module's tests; only the cache of vectors may appear in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHIDAO_DATA_DIR", str(user_folder))
        yield user_folder
    assert {path.name for path in user_folder.iterdir()} <= {"eval"}
