"""One process holds a data folder; the next learns where it answers."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from index_engines import ROOT

from index.errors import StoreError, StoreLockedError
from index.lock import HOLDER_NAME, FolderLock, read_holder
from index.store import open_store

HOLDER = """
import sys
from index.store import open_store
store = open_store(sys.argv[1])
print(store.announce(sys.argv[2] or None), flush=True)
sys.stdin.read()
store.close()
"""


@contextmanager
def another_process(folder: Path, url: str = "") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that holds the folder until its input is closed; gives it and its token."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def test_a_second_process_is_refused_and_told_where_to_go(tmp_path: Path):
    with another_process(tmp_path, "http://127.0.0.1:8000") as (holder, token):
        with pytest.raises(StoreLockedError) as refused:
            open_store(tmp_path)
        assert (refused.value.pid, refused.value.url, refused.value.token) == (
            holder.pid,
            "http://127.0.0.1:8000",
            token,
        )
        assert "http://127.0.0.1:8000" in str(refused.value)


def test_a_holder_that_does_not_serve_has_no_address(tmp_path: Path):
    with another_process(tmp_path) as (holder, _):
        with pytest.raises(StoreLockedError) as refused:
            open_store(tmp_path, wait=0)
        assert refused.value.pid == holder.pid
        assert refused.value.url is None
        assert "does not serve" in str(refused.value)


def test_waiting_outlasts_a_short_command(tmp_path: Path):
    with another_process(tmp_path) as (holder, _):
        assert holder.stdin
        holder.stdin.close()
        open_store(tmp_path, wait=30).close()


def test_a_killed_holder_leaves_the_folder_free(tmp_path: Path):
    with another_process(tmp_path, "http://127.0.0.1:8000") as (holder, _):
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert (tmp_path / HOLDER_NAME).exists()
    assert read_holder(tmp_path) is None
    open_store(tmp_path).close()


def test_the_same_process_is_refused_too(tmp_path: Path):
    store = open_store(tmp_path)
    with pytest.raises(StoreLockedError):
        open_store(tmp_path, wait=0)
    store.close()
    open_store(tmp_path).close()


def test_only_the_owner_may_read_the_token(tmp_path: Path):
    lock = FolderLock(tmp_path)
    lock.acquire()
    token = lock.announce("http://127.0.0.1:1")
    assert stat.S_IMODE((tmp_path / HOLDER_NAME).stat().st_mode) == 0o600
    holder = read_holder(tmp_path)
    assert holder and (holder.pid, holder.token) == (os.getpid(), token)
    lock.release()
    assert not (tmp_path / HOLDER_NAME).exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', '{"pid": "x", "url": null, "token": ""}'])
def test_a_damaged_hint_is_no_hint(tmp_path: Path, text: str):
    (tmp_path / HOLDER_NAME).write_text(text)
    assert read_holder(tmp_path) is None


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="CHIDAO_DATA_DIR"):
        open_store(tmp_path / "file" / "data")
