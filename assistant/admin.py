"""Adding documents to a running server: the other end of ``chidao ingest`` while a server holds the data."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import logging
import queue
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path, PurePath
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from assistant.api_bodies import IngestBody, IngestFile
from assistant.api_context import Services, authorised, services_of
from assistant.api_errors import ApiError
from corpus.model import CorpusError, Directive
from corpus.parse import parse_file
from index.errors import IndexFailure
from index.sync import Failure, SyncReport, sync

_LOG = logging.getLogger(__name__)
router = APIRouter(prefix="/api/v1", include_in_schema=False)

Tell = Callable[[dict[str, Any]], None]


@router.post("/ingest")
async def ingest(request: Request, body: IngestBody) -> StreamingResponse:
    """Read files into the store; lines of JSON tell the progress, the last one is the report.

    Only for a process that can read the data folder: it presents the token kept there.
    """
    services = services_of(request)
    if not authorised(request.headers, services.token):
        raise ApiError(401, "error.unauthorized")
    files = [(file, _content(file)) for file in body.files]
    return StreamingResponse(_lines(services, files), media_type="application/x-ndjson")


def report_json(report: SyncReport) -> dict[str, Any]:
    """Return a report as a JSON value."""
    return {
        "event": "report",
        "created": list(report.created),
        "updated": list(report.updated),
        "deleted": list(report.deleted),
        "unchanged": list(report.unchanged),
        "failed": [{"document": failure.document, "reason": failure.reason} for failure in report.failed],
    }


def _content(file: IngestFile) -> bytes:
    try:
        return base64.b64decode(file.content, validate=True)
    except binascii.Error:
        raise ApiError(422, "error.bad_file", name=file.name) from None


async def _lines(services: Services, files: Sequence[tuple[IngestFile, bytes]]) -> AsyncIterator[str]:
    """Run the ingest in a thread and pass on what it tells."""
    told: queue.Queue[dict[str, Any] | None] = queue.Queue()
    work = asyncio.create_task(asyncio.to_thread(_run, services, files, told))
    while (line := await asyncio.to_thread(told.get)) is not None:
        yield json.dumps(line, ensure_ascii=False) + "\n"
    await work


def _run(
    services: Services, files: Sequence[tuple[IngestFile, bytes]], told: queue.Queue[dict[str, Any] | None]
) -> None:
    try:
        with services.ingesting:
            told.put(report_json(_ingest(services, files, told.put)))
    except IndexFailure as error:
        _LOG.exception("An ingest failed")
        told.put({"event": "error", "message": str(error)})
    except Exception:
        told.put({"event": "error", "message": "internal error; see the server's log"})
        raise
    finally:
        told.put(None)


def _ingest(services: Services, files: Sequence[tuple[IngestFile, bytes]], tell: Tell) -> SyncReport:
    directives, failures = _parsed(files)
    report = sync(
        services.store,
        directives,
        services.embedder,
        lambda done, total, document: tell({"event": "progress", "done": done, "total": total, "document": document}),
    )
    return report + SyncReport(failed=tuple(failures))


def _parsed(files: Sequence[tuple[IngestFile, bytes]]) -> tuple[list[Directive], list[Failure]]:
    """Understand each file; one that is no directive does not stop the others."""
    directives, failures = [], []
    with tempfile.TemporaryDirectory(prefix="chidao-") as folder:
        for number, (file, content) in enumerate(files):
            try:
                directives.append(parse_file(_written(Path(folder) / str(number), file, content), file.audience))
            except CorpusError as error:
                failures.append(Failure(file.name, str(error)))
    return directives, failures


def _written(folder: Path, file: IngestFile, content: bytes) -> Path:
    """Write a file under its own last name, whatever path it was given."""
    folder.mkdir()
    path = folder / (PurePath(file.name.replace("\\", "/")).name or "file")
    path.write_bytes(content)
    return path
