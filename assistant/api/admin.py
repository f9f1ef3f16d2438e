"""Adding documents to a running server: the other end of ``chidao ingest`` while a server holds the data."""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from assistant.declarations import Declarations
from assistant.files.document_exports import export_directive
from assistant.ingest import File, ingest
from assistant.web.bodies import DeclareBody, ExportBody, IngestBody, IngestFile, RemoveBody
from assistant.web.context import Services, authorised, services_of
from assistant.web.errors import ApiError
from assistant.web.lines import Tell, json_lines, progress_teller
from index.errors import IndexFailure
from index.outcomes import SyncReport

_LOG = logging.getLogger(__name__)
router = APIRouter(prefix="/api/v1", include_in_schema=False)


@router.post("/ingest")
async def receive(request: Request, body: IngestBody) -> StreamingResponse:
    """Read files into the store; lines of JSON tell the progress, the last one is the report.

    Only for a process that can read the data folder: it presents the token kept there.
    """
    services = _authorised(request)
    files = [File(file.name, _content(file), file.audience, file.named) for file in body.files]
    work = partial(_run, services, files, body.before)
    return StreamingResponse(json_lines(work), media_type="application/x-ndjson")


@router.post("/corpus/set")
def declare(request: Request, body: DeclareBody) -> dict[str, Any]:
    """Declare a document's audience or status."""
    services = _authorised(request)
    with services.ingesting:
        return report_json(services.curator().set(body.number, body.as_change()))


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


def _run(services: Services, files: Sequence[File], before: Sequence[str], tell: Tell) -> None:
    try:
        with services.ingesting:
            report = ingest(
                services.store,
                services.embedder,
                files,
                progress_teller(tell),
                Declarations(services.settings.data_dir),
                before,
            )
            tell(report_json(report))
    except IndexFailure as error:
        _LOG.exception("An ingest failed")
        tell({"event": "error", "message": str(error)})
    except Exception:
        tell({"event": "error", "message": "internal error; see the server's log"})
        raise
