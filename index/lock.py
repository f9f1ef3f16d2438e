"""One process holds a data folder; the others learn where it answers.

The lock itself decides who holds the folder (the operating system frees it when the
process dies). ``holder.json`` beside it is a hint, believed only while the lock is
taken and its process lives.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from index.errors import StoreError, StoreLockedError

LOCK_NAME = "store.lock"
HOLDER_NAME = "holder.json"
POLL = 0.05


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the folder; ``url`` is None while it does not serve."""

    pid: int
    url: str | None
    token: str


class FolderLock:
    """The lock on a data folder. Take it before loading the engine: a second load damages a live shard."""

    def __init__(self, folder: Path):
        self._folder = folder
        # Any thread may close the store, so the lock must not be bound to the one that took it.
        self._lock = FileLock(folder / LOCK_NAME, thread_local=False)
        self._token = os.urandom(24).hex()

    def acquire(self, wait: float = 0.0) -> None:
        """Take the lock, waiting up to ``wait`` seconds for a holder that does not serve.

        Raises StoreLockedError with the holder's address where it has one, StoreError
        where the folder cannot be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._take(time.monotonic() + wait)
        except OSError as error:
            raise StoreError(
                f"The data folder {self._folder} cannot be used: {error}. Check CHIDAO_DATA_DIR."
            ) from error
        self.announce(None)

    def _take(self, deadline: float) -> None:
        while True:
            try:
                self._lock.acquire(timeout=POLL, poll_interval=POLL / 5)
                return
            except Timeout:
                holder = read_holder(self._folder)
                if (holder and holder.url) or time.monotonic() >= deadline:
                    raise _locked(self._folder, holder) from None

    def announce(self, url: str | None) -> str:
        """Write where this process answers; return the token that others present."""
        _write_privately(self._folder / HOLDER_NAME, msgspec.json.encode(Holder(os.getpid(), url, self._token)))
        return self._token

    def release(self) -> None:
        """Let go. The hint goes first, so that nobody is sent to a process that has left."""
        (self._folder / HOLDER_NAME).unlink(missing_ok=True)
        self._lock.release()


def read_holder(folder: Path) -> Holder | None:
    """Return the process that says it holds the folder, or None if none says so or it is dead."""
    try:
        holder = msgspec.json.decode((folder / HOLDER_NAME).read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None
    return holder if _alive(holder.pid) else None


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _write_privately(path: Path, content: bytes) -> None:
    """Replace the file in one step; only its owner may read the token in it."""
    draft = path.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def _locked(folder: Path, holder: Holder | None) -> StoreLockedError:
    if holder is None:
        return StoreLockedError(f"Another process holds {folder}. Try again when it has finished.")
    where = f", serving at {holder.url}" if holder.url else ", and does not serve. Try again when it has finished"
    return StoreLockedError(
        f"Process {holder.pid} holds {folder}{where}.", pid=holder.pid, url=holder.url, token=holder.token
    )
