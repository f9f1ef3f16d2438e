"""Files are read in processes of their own, with limits: a crash, a hang or hunger for memory costs one file only.

A worker reads one file after the other and is replaced when it dies, overruns its time, or has read many files. What it
hands back is plain JSON of the model's dataclasses, never a pickle: what read an untrusted file is not trusted.
"""

from __future__ import annotations

import contextlib
import logging
import os
import resource
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from corpus.model import Audience, CorpusError, Directive, NotADirectiveError
from corpus.parse import parse_source
from corpus.readers import read_bytes

log = logging.getLogger(__name__)

_FRAME = struct.Struct("<Q")
_FILES = 200
"""A worker is replaced after so many files, so that what leaks does not pile up."""
_MOST_ANSWER = 512 * 2**20
_CHUNK = 2**20
_FILES_A_WORKER = 4
_KEPT_VARIABLES = {"PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "HOME"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take."""

    seconds: float = 120.0
    """By the clock; half as much again of processor time."""
    megabytes: int = 2_048
    """Address space of the process."""


class Request(msgspec.Struct):
    """A file on its way to a worker; its bytes follow."""

    name: str
    audience: Audience


class Answer(msgspec.Struct):
    """What a worker found: a directive, or why there is none."""

    directives: list[Directive] = []
    failure: str | None = None
    fault: bool = False
    """The failure is the reader's, not the file's: its trace is in the log."""
    no_directive: bool = False
    """The failure is that nothing in the file looks like a directive."""


class IsolationError(CorpusError):
    """A file whose reading was stopped; the message says what to do."""


_TOO_LONG = "Đọc tệp quá {seconds:.0f} giây nên đã dừng. Hãy tách tệp hoặc lưu lại ở định dạng khác rồi thử lại."
_DIED = "Trình đọc bị dừng đột ngột khi mở tệp (tệp hỏng hoặc cần quá nhiều bộ nhớ). Hãy lưu lại tệp rồi thử lại."
_FAULT = "Lỗi khi phân tích tệp; chi tiết có trong nhật ký. Hãy gửi tệp cho nhóm phát triển."


class Worker:
    """One process that reads files; use it as a context, from one thread at a time."""

    def __init__(self, limits: Limits | None = None, command: tuple[str, ...] | None = None) -> None:
        self.limits = limits or Limits()
        self._command = command or (sys.executable, "-P", "-m", "corpus.isolation")
        self._process: subprocess.Popen[bytes] | None = None
        self._read = 0

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def parse(self, name: str, data: bytes, audience: Audience = Audience.INTERNAL) -> Directive:
        """Understand a file as a directive.

        Raises:
            IsolationError: the process died or took too long.
            NotADirectiveError: nothing in the file looks like one.
            CorpusError: the file cannot be read or understood.
        """
        answer = self._ask(Request(name, audience), data)
        if answer.failure is not None:
            kind = IsolationError if answer.fault else NotADirectiveError if answer.no_directive else CorpusError
            raise kind(answer.failure)
        return answer.directives[0]

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        process, self._process = self._process, None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # with what it started (text recognition)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _ask(self, request: Request, data: bytes) -> Answer:
        process = self._started()
        until = time.monotonic() + self.limits.seconds
        try:
            head = msgspec.json.encode(request)
            _send(process.stdin, _FRAME.pack(len(head)) + head + _FRAME.pack(len(data)) + data, until)
            found = msgspec.json.decode(_receive(process.stdout, until), type=Answer)
        except TimeoutError as error:
            self.close()
            raise IsolationError(_TOO_LONG.format(seconds=self.limits.seconds)) from error
        except (OSError, EOFError, msgspec.DecodeError) as error:
            self.close()
            raise IsolationError(_DIED) from error
        self._read += 1
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._read >= _FILES or self._process.poll() is not None):
            self.close()
        if self._process is None:
            self._read = 0
            limits = (f"{self.limits.seconds}", f"{self.limits.megabytes}")
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [*self._command, *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=_environment(),
                start_new_session=True,
            )
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    os.set_blocking(pipe.fileno(), False)
        return self._process


class Pool:
    """Several workers, one a processor at most; use it as a context."""

    def __init__(self, files: int, limits: Limits | None = None) -> None:
        """Make a pool for so many files: a few are read by one worker, which takes half a second to start."""
        self._limits = limits
        self._workers: list[Worker] = []
        self._own = threading.local()
        self._threads = ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, files // _FILES_A_WORKER)))

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._threads.shutdown(wait=kind is None, cancel_futures=True)
        for worker in self._workers:
            worker.close()

    def parse(self, files: Sequence[tuple[str, bytes, Audience]]) -> Iterator[Directive | CorpusError]:
        """Yield of each file (name, content, audience), in order, its directive or why there is none."""
        return self._threads.map(self._parse, files)

    def _parse(self, file: tuple[str, bytes, Audience]) -> Directive | CorpusError:
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = Worker(self._limits)
            self._workers.append(worker)
        try:
            return worker.parse(*file)
        except CorpusError as error:
            return error


def _environment() -> dict[str, str]:
    """Return a worker's environment: what Python and Tesseract need, and none of the service's secrets."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT_VARIABLES}
    home = str(Path(__file__).resolve().parents[1])  # -P keeps the working folder out of the path
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, (home, kept.get("PYTHONPATH"))))}


def _send(pipe: IO[bytes] | None, data: bytes, until: float) -> None:
    assert pipe is not None  # noqa: S101 - opened as a pipe
    view = memoryview(data)
    while view:
        _wait(until, writing=pipe)
        view = view[os.write(pipe.fileno(), view[:_CHUNK]) :]


def _receive(pipe: IO[bytes] | None, until: float) -> bytes:
    assert pipe is not None  # noqa: S101 - opened as a pipe
    (length,) = _FRAME.unpack(_exactly(pipe, _FRAME.size, until))
    if length > _MOST_ANSWER:
        raise EOFError
    return _exactly(pipe, length, until)


def _exactly(pipe: IO[bytes], length: int, until: float) -> bytes:
    parts: list[bytes] = []
    while length:
        _wait(until, reading=pipe)
        part = os.read(pipe.fileno(), min(length, _CHUNK))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _wait(until: float, reading: IO[bytes] | None = None, writing: IO[bytes] | None = None) -> None:
    left = until - time.monotonic()
    ready = select.select([reading] if reading else [], [writing] if writing else [], [], max(0.0, left))
    if not any(ready):
        raise TimeoutError


def serve(answer: Callable[[Request, bytes], Answer]) -> None:
    """Answer the files that come by standard input until it ends; the worker's side."""
    seconds, megabytes = float(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source = sys.stdin.buffer
    # what a library prints must not mix with the answers
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for request, data in _requests(source):
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + 1.5 * seconds) + 1, resource.RLIM_INFINITY))
        made = msgspec.json.encode(answer(request, data))
        target.write(_FRAME.pack(len(made)) + made)
        target.flush()


def _requests(source: IO[bytes]) -> Iterator[tuple[Request, bytes]]:
    while head := source.read(_FRAME.size):
        request = msgspec.json.decode(source.read(_FRAME.unpack(head)[0]), type=Request)
        yield request, source.read(_FRAME.unpack(source.read(_FRAME.size))[0])


def understand(request: Request, data: bytes) -> Answer:
    """Read and parse one file, in this process."""
    try:
        return Answer([parse_source(read_bytes(request.name, data), request.audience)])
    except CorpusError as error:
        return Answer(failure=str(error), no_directive=isinstance(error, NotADirectiveError))
    except MemoryError:
        return Answer(failure=_DIED, fault=True)
    except Exception:
        log.exception("Reading %s failed", request.name)
        return Answer(failure=_FAULT, fault=True)


if __name__ == "__main__":
    serve(understand)
