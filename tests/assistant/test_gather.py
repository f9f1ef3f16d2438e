"""Which files of a folder are taken, and what is said of the others."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from assistant.ingest import File, gather
from corpus.model import Audience
from corpus.readers import dispatch


def test_locks_and_hidden_files_are_nobodys_documents(tmp_path: Path) -> None:
    for name in ("a.txt", "~$a.docx", ".DS_Store", "__MACOSX/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    files, failures = gather([tmp_path], None)
    assert ([file.name for file in files], failures) == (["a.txt"], [])


def test_what_is_no_file_or_too_large_is_said_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(dispatch.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    files, failures = gather([tmp_path / "pipe.txt", large, tmp_path / "missing.txt"], None)
    assert files == []
    assert [Path(each.file).name for each in failures] == ["pipe.txt", "large.txt", "missing.txt"]
    assert "20 MB" in failures[1].reason


def test_a_name_in_an_archive_is_no_longer_than_a_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("n" * 400 + ".txt", "x")
    (file,), _ = gather([tmp_path], Audience.PUBLIC)
    assert isinstance(file, File) and len(file.name) == 255 and file.name.endswith("n.txt")


def test_a_name_cannot_steer_a_terminal_or_turn_the_reading_direction(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("a\x07b\x1b[31m.txt", "x")
        made.writestr("\u202efdp.txt", "x")
    files, _ = gather([tmp_path], Audience.PUBLIC)
    assert sorted(file.name for file in files) == ["a.zip/a\ufffdb\ufffd[31m.txt", "a.zip/\ufffdfdp.txt"]
