"""The register's files: what a list can be saved as, and how it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant import messages
from assistant.corpus_view import CorpusView
from assistant.files.calendars import CalendarSource
from assistant.files.exports import export_tasks
from assistant.model import Language, MatchedTask
from assistant.wire_documents import tasks_json
from corpus.agencies import Agency, registry
from corpus.model import Audience

say = partial(messages.text, Language.VI)


class FileForm(StrEnum):
    """What the list can be saved as."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    ICS = "ics"

    @property
    def media_type(self) -> str:
        """The type that a browser is told."""
        office = "application/vnd.openxmlformats-officedocument"
        types = {
            FileForm.XLSX: f"{office}.spreadsheetml.sheet",
            FileForm.DOCX: f"{office}.wordprocessingml.document",
            FileForm.CSV: "text/csv; charset=utf-8",
            FileForm.ICS: "text/calendar; charset=utf-8",
        }
        return types[self]


def known_agency(agency: str) -> Agency:
    """Return an agency of the registry; raises the error of an unknown address."""
    known = registry().by_id.get(agency)
    if known is None:
        raise HTTPException(404)
    return known


def task_file(
    request: Request,
    found: Sequence[MatchedTask],
    form: FileForm,
    view: CorpusView,
    audiences: frozenset[Audience],
    name: str = "",
) -> bytes:
    """Return tasks as a file; ``name`` is a calendar's."""
    dated = {head.number: head.date for head in view.context(audiences).heads}
    source = CalendarSource(name, dated, str(request.base_url).rstrip("/"))
    return export_tasks(tasks_json(view, found, audiences), form.value, Language.VI, source)


def download(content: bytes, form: FileForm, name: str) -> Response:
    """Return a file to save under a name."""
    named = {"Content-Disposition": f'attachment; filename="{name}.{form.value}"'}
    return Response(content, media_type=form.media_type, headers=named)
