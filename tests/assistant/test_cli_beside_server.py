"""The commands in a terminal while a server holds the data folder: they go through it and tell the same."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from faces_kit import INTERNAL, Server, chidao, settings_of

from assistant import backend
from assistant.ingest import File
from corpus.export import directive_json
from corpus.model import Audience
from corpus.parse import parse_file
from index.outcomes import Outcome

NUMBER = "77-KH/VPTW"


@pytest.fixture(scope="module")
def server(start_server: Callable[[], Server]) -> Server:
    return start_server()


@pytest.fixture
def run(server: Server) -> Callable[..., tuple[int, str, str]]:
    def command(*arguments: str) -> tuple[int, str, str]:
        process = chidao(*arguments, folder=server.folder)
        out, error = process.communicate(timeout=120)
        assert "Traceback" not in error
        return process.returncode, out, error

    return command


def test_files_and_the_life_of_a_document(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "77.txt").write_text(INTERNAL)
    (folder / "again.txt").write_text(INTERNAL + "\n")
    (folder / "bad.zip").write_bytes(b"PK")
    with zipfile.ZipFile(folder / "more.zip", "w") as made:
        made.writestr("x" * 300 + ".txt", "no directive")
    code, out, _ = run("ingest", "--json", str(folder))
    told = json.loads(out)
    assert code == 1
    assert [(each["outcome"], each["document"]) for each in told[:2]] == [("created", NUMBER), ("same", NUMBER)]
    assert [each["outcome"] for each in told[2:]] == ["skipped", "failed"]

    code, out, _ = run("corpus", "list")
    assert code == 0 and NUMBER in out and out.strip().endswith("3 documents")
    assert "Kiểm tra nội bộ" in run("corpus", "show", NUMBER)[1]
    assert run("corpus", "set", NUMBER, "--audience", "public", "--status", "annulled")[0] == 0
    line = next(line for line in run("corpus", "list")[1].splitlines() if line.startswith(NUMBER))
    assert " public " in line and " annulled " in line
    for form, begins in (("json", "{"), ("akn", "<?xml"), ("md", "# ")):
        target = tmp_path / f"out.{form}"
        code, _, _ = run("corpus", "export", NUMBER, "--format", form, "--output", str(target))
        assert code == 0 and target.read_text(encoding="utf-8").startswith(begins)
    exported = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert exported.keys() == directive_json(parse_file(folder / "77.txt")).keys(), "as without a server"
    code, out, _ = run("corpus", "remove", NUMBER)
    assert code == 0 and f"deleted    {NUMBER}" in out
    for gone in (("corpus", "show", NUMBER), ("corpus", "export", NUMBER), ("corpus", "remove", NUMBER)):
        code, _, error = run(*gone)
        assert code == 1 and "77-" in error
    assert run("corpus", "list")[1].strip().endswith("2 documents")


def test_a_folder_with_nothing_to_read_is_told(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK")
    code, out, _ = run("ingest", str(tmp_path))
    assert code == 1 and "bad.zip: " in out and out.strip().endswith("same 0, skipped 0, failed 1")


def test_files_of_one_number_are_told_apart_however_many_requests_bring_them(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "_BATCH", 1)  # a request for each file
    text = INTERNAL.replace("77-KH", "78-KH")
    other = text.replace("Kiểm tra", "Rà soát")
    files = [File(name, words.encode(), Audience.INTERNAL) for name, words in (("a.txt", text), ("b.txt", other))]
    remote = backend.open_backend(settings_of(server.folder))
    assert isinstance(remote, backend.RemoteBackend)
    done = remote.ingest([*files, files[0]], lambda *_: None).done
    assert [each.outcome for each in done] == [Outcome.CREATED, Outcome.FAILED, Outcome.UNCHANGED]
    assert "a.txt" in done[1].reason
    assert [each.outcome for each in remote.ingest(files[1:], lambda *_: None).done] == [Outcome.UPDATED]
