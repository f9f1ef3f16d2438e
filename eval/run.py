"""The product as its users have it: ``chidao serve`` over a data folder of its own, questions by HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import httpx

from assistant.answer import Assistant, open_assistant
from assistant.backend import open_settings_store
from assistant.ingest import File, gather, ingest
from assistant.settings import Settings, load
from corpus.model import Audience
from eval.extraction import DIRECTIVES, EvalError
from eval.vectors import CachedEmbedder
from index.embedding import load_embedder
from index.outcomes import Outcome

Json = dict[str, Any]

_START = 180.0
"""Seconds that the server gets to start and to load its model."""
_ANSWER = 120.0
ERROR = "error"
"""The status of a question that the server did not answer."""


@dataclass(frozen=True, slots=True)
class Client:
    """A running server, as a program sees it."""

    http: httpx.Client
    pid: int

    def ask(self, body: Json) -> tuple[Json, float]:
        """Ask a question; return the answer and how long it took here, in seconds.

        An error of the server is an answer too, with the status "error": one question never ends a run.
        """
        began = time.perf_counter()
        response = self.http.post("/api/v1/ask", json=body)
        seconds = time.perf_counter() - began
        return (_failed(response) if response.is_error else self._read(response)), seconds

    def clause(self, clause_id: str) -> Json | None:
        """Return a clause, or None where there is none by this id."""
        response = self.http.get("/api/v1/clauses/" + quote(clause_id, safe=""))
        return None if response.status_code == httpx.codes.NOT_FOUND else self._read(response)

    def document(self, slug: str) -> Json:
        """Return a document, whole."""
        return self._read(self.http.get(f"/api/v1/documents/{slug}"))

    def documents(self) -> list[Json]:
        """Return the head of every document."""
        return list(self._read(self.http.get("/api/v1/documents"))["documents"])

    def tasks(self, **filters: str) -> list[Json]:
        """Return the tasks that meet the filters."""
        return list(self._read(self.http.get("/api/v1/tasks", params=filters))["tasks"])

    def search(self, words: str, limit: int = 10) -> list[Json]:
        """Return the passages nearest to the words."""
        return list(self._read(self.http.get("/api/v1/search", params={"q": words, "limit": limit}))["found"])

    def _read(self, response: httpx.Response) -> Json:
        if response.is_error:
            raise EvalError(f"{response.request.url} answered {response.status_code}: {response.text[:300]}")
        value: Json = response.json()
        return value


def evaluation_settings(folder: Path) -> Settings:
    """Return the product's settings, over this folder alone: an evaluation never touches anybody's data."""
    user = load()
    return load({"CHIDAO_DATA_DIR": str(folder), "CHIDAO_EMBEDDING_MODEL": user.embedding_model})


def embedder_of(settings: Settings) -> CachedEmbedder:
    """Return the product's embedding model; what it has embedded is kept in the user's data folder."""
    return CachedEmbedder(load_embedder(settings.embedding_model), load().data_dir / "eval" / "vectors.db")


def corpus_files(gold: Path) -> list[File]:
    """Read the shipped directives and those written for the evaluation.

    Raises:
        EvalError: a folder is missing or a file cannot be read.
    """
    folders = [folder for folder in (DIRECTIVES, gold / "directives") if folder.is_dir()]
    files, failures = gather(folders, None)
    if failures:
        raise EvalError(f"{failures[0].file}: {failures[0].reason}")
    return [replace(each, audience=Audience.PUBLIC) for each in files if each.name != "README.md"]


def fill(folder: Path, files: Sequence[File]) -> tuple[str, ...]:
    """Ingest the files into a data folder, by the function that ``chidao ingest`` and the server use.

    Returns:
        The files that were not taken in, with the reason: their questions will fail, and the report says why.
    """
    settings = evaluation_settings(folder)
    embedder = embedder_of(settings)
    store = open_settings_store(settings, embedder)
    try:
        report = ingest(store, embedder, files)
    finally:
        store.close()
    left_out = (each for each in report.done if each.outcome in {Outcome.FAILED, Outcome.SKIPPED})
    return tuple(f"{each.file}: {each.reason}" for each in left_out)


@contextmanager
def opened(files: Sequence[File]) -> Iterator[Assistant]:
    """Answer in this process over the files, in a data folder that lasts as long."""
    with TemporaryDirectory() as folder:
        fill(Path(folder), files)
        settings = evaluation_settings(Path(folder))
        store = open_settings_store(settings, embedder_of(settings))
        try:
            yield open_assistant(store, settings)
        finally:
            store.close()


@contextmanager
def serving(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Client]:
    """Start ``chidao serve`` over a data folder, wait until its model is loaded, and stop it at the end.

    Args:
        folder: the data folder.
        settings: further ``CHIDAO_*`` variables, such as those that name a language model.
    """
    with (folder / "serve.log").open("w+", encoding="utf-8") as log:
        process = _start(environment(folder) | dict(settings or {}), log.fileno())
        try:
            url = _address(process, Path(log.name))
            with httpx.Client(base_url=url, timeout=_ANSWER) as http:
                _wait_until_warm(http)
                yield Client(http, process.pid)
        finally:
            process.terminate()
            process.wait(30)
            if process.stdout:
                process.stdout.close()


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which the product works on this folder alone."""
    settings = evaluation_settings(folder)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    return inherited | {
        "CHIDAO_DATA_DIR": str(settings.data_dir),
        "CHIDAO_EMBEDDING_MODEL": settings.embedding_model,
        "CHIDAO_LOG_LEVEL": "warning",
    }


def _failed(response: httpx.Response) -> Json:
    text = f"HTTP {response.status_code}: {response.text[:300]}"
    meaning: Json = {"intent": ERROR, "agencies": [], "roles": [], "due": None, "documents": []}
    lists: Json = {"tasks": [], "citations": [], "candidates": [], "total": 0}
    return {"status": ERROR, "answer": text, "interpretation": meaning, **lists}


def _start(around: dict[str, str], log: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0"]
    return subprocess.Popen(command, env=around, stdout=subprocess.PIPE, stderr=log, text=True)  # noqa: S603


def _address(process: subprocess.Popen[str], log: Path) -> str:
    """Return the address that the server prints once it is ready."""
    for line in process.stdout or ():
        if line.startswith("http://"):
            return line.strip()
    raise EvalError(f"`chidao serve` did not start:\n{log.read_text(encoding='utf-8')[-2_000:]}")


def _wait_until_warm(http: httpx.Client) -> None:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline:
        if http.get("/readyz").json()["embedder_warm"]:
            return
        time.sleep(0.1)
    raise EvalError(f"The server did not load its embedding model in {_START:.0f} s.")
