"""Where a command's work is done: in this process, or in the server that holds the data folder (DESIGN section 8)."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from assistant.llm.opening import open_parts
from assistant.model import ALL_AUDIENCES, Language, Question
from assistant.selection.filters import FilterWords, read_filters
from assistant.settings import Settings
from assistant.wire import Json, answer_json
from index.errors import StoreLockedError
from index.outcomes import Done, Outcome, SyncReport
from index.schema import Fingerprint
from index.store import Store, open_store
from index.sync import repair

if TYPE_CHECKING:
    from assistant.curation import Change, Curator
    from assistant.files.document_exports import Form
    from assistant.ingest import File, Progress
    from index.embedding import Embedder

_TIMEOUT = 600.0
_BATCH = 64 * 2**20
"""Bytes of files that one request brings; a third more in base64."""


class BackendError(RuntimeError):
    """The server refused or did not understand; the message is its own."""


class Backend(Protocol):
    """What the commands need."""

    def ask(self, text: str, today: date, history: Sequence[str], language: Language | None) -> Json:
        """Return an answer in the interface's shape."""

    def tasks(self, words: FilterWords, today: date) -> list[Json]:
        """Return the tasks that meet the filters."""

    def search(self, text: str, limit: int) -> list[Json]:
        """Return the clauses nearest to the words."""

    def ingest(self, files: Sequence[File], progress: Progress) -> SyncReport:
        """Store the files."""

    def documents(self) -> list[Json]:
        """Return the heads of all documents, by date."""

    def export(self, number: str, form: Form) -> bytes:
        """Return a document as a file's content."""

    def declare(self, number: str, change: Change) -> SyncReport:
        """Declare an audience or a status of a document, or a status of a provision of it."""

    def remove(self, number: str) -> SyncReport:
        """Remove a document."""

    def close(self) -> None:
        """Let go of the data folder."""


def open_backend(settings: Settings, *, rebuild: bool = False) -> Backend:
    """Open the store, or turn to the server that holds it.

    Raises:
        StoreError: the folder is held by a process that does not serve, or its data is of another format.
    """
    try:
        return LocalBackend(settings, rebuild=rebuild)
    except StoreLockedError as error:
        if not error.url or not error.token or rebuild:
            raise
        return RemoteBackend(error.url, error.token)


def open_settings_store(settings: Settings, embedder: Embedder, *, rebuild: bool = False) -> Store:
    """Open the store that the settings name, for the embedding model they name, and mend what a kill left behind."""
    fingerprint = Fingerprint(embedder.name, embedder.dimension)
    store = open_store(
        settings.data_dir, settings.qdrant_url, settings.qdrant_api_key, fingerprint=fingerprint, rebuild=rebuild
    )
    repair(store)
    return store


class LocalBackend:
    """Works on the data folder in this process."""

    def __init__(self, settings: Settings, *, rebuild: bool = False) -> None:
        from assistant.answer import Assistant
        from assistant.corpus_view import CorpusView
        from corpus.agencies import registry
        from index.embedding import load_embedder

        self._data_dir = settings.data_dir
        self._parts = open_parts(settings)
        self._embedder = load_embedder(settings.embedding_model)
        self._store = open_settings_store(settings, self._embedder, rebuild=rebuild)
        view = CorpusView(self._store, registry())
        self._assistant = Assistant(view, self._embedder, self._parts.writer, self._parts.proposer)

    def ask(self, text: str, today: date, history: Sequence[str], language: Language | None) -> Json:
        return answer_json(self._assistant.ask(Question(text, today, tuple(history), language)))

    def tasks(self, words: FilterWords, today: date) -> list[Json]:
        from assistant.selection.select import register_view
        from assistant.wire_documents import tasks_json

        view = self._assistant.view
        filters = read_filters(words, today, view, ALL_AUDIENCES)
        return tasks_json(view, register_view(view.store, filters, view.registry), ALL_AUDIENCES)

    def search(self, text: str, limit: int) -> list[Json]:
        from assistant.wire import found_json
        from index.search import search

        store = self._assistant.view.store
        return [found_json(found) for found in search(store, self._embedder, text, ALL_AUDIENCES, limit=limit).kept]

    def ingest(self, files: Sequence[File], progress: Progress) -> SyncReport:
        from assistant.ingest import ingest

        return ingest(self._store, self._embedder, files, progress, self._curator().declarations)

    def documents(self) -> list[Json]:
        from assistant.wire_documents import heads_json

        return heads_json(self._assistant.view, ALL_AUDIENCES)

    def export(self, number: str, form: Form) -> bytes:
        from assistant.files.document_exports import export_directive

        return export_directive(self._curator().document(number), form)

    def declare(self, number: str, change: Change) -> SyncReport:
        return self._curator().set(number, change)

    def remove(self, number: str) -> SyncReport:
        return self._curator().remove(number)

    def _curator(self) -> Curator:
        from assistant.curation import Curator
        from assistant.declarations import Declarations

        curator = Curator(self._store, self._embedder, Declarations(self._data_dir))
        curator.reconcile()
        return curator

    def close(self) -> None:
        self._parts.close()
        self._store.close()


class RemoteBackend:
    """Asks the server that holds the data folder; it runs on this machine, under this user."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self._token = token

    def ask(self, text: str, today: date, history: Sequence[str], language: Language | None) -> Json:
        body: Json = {"question": text, "today": today.isoformat(), "history": list(history)}
        if language:
            body["lang"] = language.value
        return self._json("/api/v1/ask", body)

    def tasks(self, words: FilterWords, today: date) -> list[Json]:
        query = [
            *(("agency", name) for name in words.agencies),
            *(("role", name) for name in words.roles),
            *(("document", name) for name in words.documents),
            *((key, value) for key, value in _single(words, today) if value),
        ]
        return list(self._json("/api/v1/tasks?" + urllib.parse.urlencode(query))["tasks"])

    def search(self, text: str, limit: int) -> list[Json]:
        return list(self._json("/api/v1/search?" + urllib.parse.urlencode({"q": text, "limit": limit}))["found"])

    def ingest(self, files: Sequence[File], progress: Progress) -> SyncReport:
        report, before = SyncReport(), list[str]()
        for batch in _batches(files):
            report += self._ingest(batch, before, progress)
            before += [file.digest for file in batch]
        return report

    def _ingest(self, files: Sequence[File], before: Sequence[str], progress: Progress) -> SyncReport:
        body = {
            "before": list(before),
            "files": [
                {
                    "name": f.name,
                    "audience": f.audience.value,
                    "named": f.named,
                    "content": base64.b64encode(f.content).decode(),
                }
                for f in files
            ],
        }
        with self._open("/api/v1/ingest", body) as response:
            for line in response:
                event = json.loads(line)
                if event["event"] == "progress":
                    progress(event["done"], event["total"], event["document"])
                elif event["event"] == "error":
                    raise BackendError(event["message"])
                else:
                    return _report(event)
        raise BackendError(f"The server at {self.url} stopped before it had finished. Run the command again.")

    def documents(self) -> list[Json]:
        return list(self._json("/api/v1/documents")["documents"])

    def export(self, number: str, form: Form) -> bytes:
        with self._open("/api/v1/corpus/export", {"number": number, "form": form.value}) as response:
            content: bytes = response.read()
            return content

    def declare(self, number: str, change: Change) -> SyncReport:
        return _report(self._json("/api/v1/corpus/set", {"number": number, **asdict(change)}))

    def remove(self, number: str) -> SyncReport:
        return _report(self._json("/api/v1/corpus/remove", {"number": number}))

    def close(self) -> None:
        return None

    def _json(self, path: str, body: Json | None = None) -> Json:
        with self._open(path, body) as response:
            value: Json = json.loads(response.read())
            return value

    def _open(self, path: str, body: Json | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.url + path, data, headers)  # noqa: S310 - our own server's address
        try:
            return urllib.request.urlopen(request, timeout=_TIMEOUT)  # noqa: S310
        except urllib.error.HTTPError as error:
            raise BackendError(_message(error)) from error
        except OSError as error:
            raise BackendError(f"The server at {self.url} does not answer: {error}. Stop it and try again.") from error


def _single(words: FilterWords, today: date) -> list[tuple[str, str | None]]:
    return [
        ("from", words.first),
        ("to", words.last),
        ("status", words.status),
        ("text", words.text),
        ("today", today.isoformat()),
    ]


def _batches(files: Sequence[File]) -> Iterator[list[File]]:
    """Yield the files in parts that a request can carry."""
    batch: list[File] = []
    size = 0
    for each in files:
        if batch and size + len(each.content) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += len(each.content)
    if batch:
        yield batch


def _message(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(error.read())["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP {error.code} {error.reason}"


def _report(event: Json) -> SyncReport:
    done = (Done(Outcome(d["outcome"]), d["document"], d["file"], d["reason"]) for d in event["done"])
    return SyncReport(tuple(done))
