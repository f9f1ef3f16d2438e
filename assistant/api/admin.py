"""Adding documents to a running server: the other end of ``chidao ingest`` while a server holds the data."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import logging
import queue
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from assistant.curation import Change
from assistant.declarations import Declarations
from assistant.document_exports import export_directive
from assistant.ingest import File, Progress, ingest
from assistant.web.bodies import DeclareBody, ExportBody, IngestBody, IngestFile, RemoveBody
from assistant.web.context import Services, authorised, services_of
from assistant.web.errors import ApiError
from index.errors import IndexFailure
from index.outcomes import SyncReport

_LOG = logging.getLogger(__name__)
router = APIRouter(prefix="/api/v1", include_in_schema=False)

Told = queue.Queue[dict[str, Any] | None]
"""Lines on their way out; None ends them."""


@router.post("/ingest")
async def receive(request: Request, body: IngestBody) -> StreamingResponse:
    """Read files into the store; lines of JSON tell the progress, the last one is the report.

    Only for a process that can read the data folder: it presents the token kept there.
    """
    services = _authorised(request)
    files = [File(file.name, _content(file), file.audience, file.named) for file in body.files]
    return StreamingResponse(_lines(services, files, body.before), media_type="application/x-ndjson")


@router.post("/corpus/set")
def declare(request: Request, body: DeclareBody) -> dict[str, Any]:
    """Declare a document's audience or status."""
    services = _authorised(request)
    with services.ingesting:
        return report_json(services.curator().set(body.number, Change(body.audience, body.status, body.by)))


@router.post("/corpus/export")
def export(request: Request, body: ExportBody) -> Response:
    """Write a document as a file: the same bytes as without a server."""
    found = _authorised(request).curator().document(body.number)
    return Response(export_directive(found, body.form), media_type=body.form.media_type)


@router.post("/corpus/remove")
def remove(request: Request, body: RemoveBody) -> dict[str, Any]:
    """Remove a document."""
    services = _authorised(request)
    with services.ingesting:
        return report_json(services.curator().remove(body.number))


def _authorised(request: Request) -> Services:
    services = services_of(request)
    if not authorised(request.headers, services.token):
        raise ApiError(401, "error.unauthorized")
    return services


def report_json(report: SyncReport) -> dict[str, Any]:
    """Return a report as a JSON value."""
    return {"event": "report", "done": [asdict(each) for each in report.done]}


def _content(file: IngestFile) -> bytes:
    try:
        return base64.b64decode(file.content, validate=True)
    except binascii.Error:
        raise ApiError(422, "error.bad_file", name=file.name) from None


async def _lines(services: Services, files: Sequence[File], before: Sequence[str]) -> AsyncIterator[str]:
    """Run the ingest in a thread and pass on what it tells."""
    told: Told = queue.Queue()
    work = asyncio.create_task(asyncio.to_thread(_run, services, files, before, told))
    while (line := await asyncio.to_thread(told.get)) is not None:
        yield json.dumps(line, ensure_ascii=False) + "\n"
    await work


def _teller(told: Told) -> Progress:
    """Return what passes progress on as a line."""
    return lambda done, total, document: told.put(
        {"event": "progress", "done": done, "total": total, "document": document}
    )


def _run(services: Services, files: Sequence[File], before: Sequence[str], told: Told) -> None:
    try:
        with services.ingesting:
            report = ingest(
                services.store,
                services.embedder,
                files,
                _teller(told),
                Declarations(services.settings.data_dir),
                before,
            )
            told.put(report_json(report))
    except IndexFailure as error:
        _LOG.exception("An ingest failed")
        told.put({"event": "error", "message": str(error)})
    except Exception:
        told.put({"event": "error", "message": "internal error; see the server's log"})
        raise
    finally:
        told.put(None)
