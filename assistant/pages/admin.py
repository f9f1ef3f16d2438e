"""The maintainer's pages: bring files in, check what was read, correct, declare, approve, remove."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from assistant import messages
from assistant.curation import Change, Curator
from assistant.declarations import Declarations
from assistant.ingest import File, ingest, readable, unpack
from assistant.labels import clause_label, iso_day_text
from assistant.model import ALL_AUDIENCES, Language
from assistant.pages.admin_view import review
from assistant.web.context import Services, maintainer, services_of
from assistant.web.errors import language_of
from assistant.web.lines import Tell, json_lines, progress_teller
from assistant.web.rendering import render
from assistant.wire_documents import heads_json
from corpus.corrections import FIELDS, check_values
from corpus.model import Audience, CorpusError, Directive, Status, Task
from corpus.repeats import leads_of
from corpus.text import slugify
from index import catalog
from index.errors import IndexFailure
from index.outcomes import Done, Outcome, SyncReport

_LOG = logging.getLogger(__name__)
router = APIRouter(prefix="/admin", include_in_schema=False)
POLICY = (
    "default-src 'self'; script-src 'self'; object-src 'none'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
LOCAL_NAME = "local"
"""Who corrects where nobody has to sign in."""

Text = Annotated[str, Form(max_length=20_000)]


@router.get("")
def home(request: Request) -> Response:
    """Show the way in for files, and what is stored."""
    services = _services(request)
    return _page(request, "admin.html", heads=_heads(services), outcomes=None)


@router.post("/upload")
async def upload(request: Request, files: list[UploadFile], audience: Annotated[Audience, Form()]) -> Response:
    """Read files in, and say of each what became of it."""
    services = _services(request)
    named = [file for file in files if file.filename]
    contents = [File((file.filename or "")[-255:], await file.read(), audience) for file in named]
    if "application/x-ndjson" in request.headers.get("accept", ""):
        work = partial(_upload, request, services, contents)
        return StreamingResponse(json_lines(work), media_type="application/x-ndjson")
    outcomes = await asyncio.to_thread(_read_in, services, contents)
    heads = await asyncio.to_thread(_heads, services)
    return _page(request, "admin.html", heads=heads, outcomes=outcomes)


def _upload(request: Request, services: Services, files: Sequence[File], tell: Tell) -> None:
    """Read files in; tell what is read of each, how far the indexing is, and last the page with the outcomes."""
    try:
        outcomes = _read_in(services, files, tell, language_of(request))
    except IndexFailure as error:
        _LOG.exception("An upload failed")
        tell({"event": "error", "words": str(error)})
        return
    heads = _heads(services)
    page = _page(request, "admin.html", heads=heads, outcomes=outcomes)
    tell({"event": "page", "html": bytes(page.body).decode()})


@router.get("/documents/{slug}")
def document(request: Request, slug: str) -> Response:
    """Show a document for checking."""
    view = _services(request).assistant.view
    found = catalog.directive(view.store, slug, ALL_AUDIENCES)
    if found is None:
        raise HTTPException(404)
    force = view.forces.get(found.number)
    language = language_of(request)
    repeats = view.repeats(ALL_AUDIENCES, leads_of(found.tasks))
    return _page(
        request,
        "admin_document.html",
        directive=found,
        review=review(found, language),
        force=force,
        statuses=list(Status),
        place_of=partial(clause_label, language=language),
        earlier={task: _place(earlier, language) for task, earlier in repeats.items()},
    )


@router.post("/documents/{slug}/correct")
def correct(
    request: Request, slug: str, task: Text, lead: Text = "", coordinators: Text = "", deadlines: Text = "",
    action: Text = "",
) -> Response:  # fmt: skip
    """Correct the fields of a task that the form changed."""
    by = maintainer(request).name or LOCAL_NAME
    given = {"lead": lead, "coordinators": coordinators, "deadlines": deadlines, "action": action}

    def change(curator: Curator, found: Directive) -> None:
        current = _task(found, task)
        typed = {name: [words] if name == "action" else words.splitlines() for name, words in given.items()}
        taken = {field: check_values(field, typed[field]) for field in FIELDS}  # all or nothing
        for field, values in taken.items():
            if list(values) != _flat(_values(current, field)):
                _stored(curator.correct(found.number, task, field, values, by))

    return _changed(request, slug, change, task)


@router.post("/documents/{slug}/withdraw")
def withdraw(request: Request, slug: str, task: Text, field: Text) -> Response:
    """Take a correction back."""
    return _changed(request, slug, lambda curator, found: _stored(curator.withdraw(found.number, task, field)), task)


@router.post("/documents/{slug}/approve")
def approve(request: Request, slug: str) -> Response:
    """Approve what was read of a document."""
    by = maintainer(request).name or LOCAL_NAME
    return _changed(request, slug, lambda curator, found: _stored(curator.approve(found.number, by)))


@router.post("/documents/{slug}/set")
def declare(
    request: Request, slug: str, audience: Annotated[Audience, Form()], status: Annotated[str, Form()] = "",
    by: Text = "",
) -> Response:  # fmt: skip
    """Declare a document's audience and status; an empty status leaves what the texts say."""
    change = Change(audience, Status(status) if status in set(Status) else None, by.strip() or None)
    return _changed(request, slug, lambda curator, found: _stored(curator.set(found.number, change)))


@router.post("/documents/{slug}/provision")
def declare_provision(
    request: Request, slug: str, provision: Text, status: Annotated[str, Form()] = "", by: Text = ""
) -> Response:
    """Declare the status of a provision; an empty status takes back what was declared of it."""
    chosen = Status(status) if status in set(Status) else None
    change = Change(status=chosen, by=by.strip() or None, provision=provision, withdrawn=chosen is None)
    return _changed(request, slug, lambda curator, found: _stored(curator.set(found.number, change)))


@router.post("/documents/{slug}/remove")
def remove(request: Request, slug: str, sure: Annotated[bool, Form()] = False) -> Response:
    """Remove a document, if the box that says so was ticked."""
    if not sure:
        return RedirectResponse(f"/admin/documents/{quote(slug)}", 303)
    _changed(request, slug, lambda curator, found: _stored(curator.remove(found.number)))
    return RedirectResponse("/admin", 303)


def _services(request: Request) -> Services:
    """Return the services to who may maintain the corpus."""
    maintainer(request)
    return services_of(request)


def _heads(services: Services) -> list[dict[str, Any]]:
    """Return what the list of documents shows, each with how far its reading was checked."""
    view = services.assistant.view
    checks = view.checks()
    return [head | {"check": checks[head["number"]]} for head in heads_json(view, ALL_AUDIENCES)]


def _page(request: Request, template: str, **values: Any) -> Response:
    language = language_of(request)
    words: dict[str, Any] = {
        "t": partial(messages.text, language),
        "day_text": partial(iso_day_text, language=language),
    }
    page = render(request, template, **words, lang=language.value, formats=readable(), **values)
    page.headers["Content-Security-Policy"] = POLICY
    page.headers["Cache-Control"] = "no-store"
    return page


def _read_in(
    services: Services, files: Sequence[File], tell: Tell | None = None, language: Language = Language.VI
) -> list[dict[str, Any]]:
    """Read files in, and the documents of zip files; return what became of each."""
    unpacked = [each for file in files for each in unpack(file)]
    if tell:
        tell({"event": "files", "names": [each.name for each in unpacked if isinstance(each, File)]})
    with services.ingesting:
        declarations = Declarations(services.settings.data_dir)
        found = [each for each in unpacked if isinstance(each, File)]
        report = ingest(
            services.store,
            services.embedder,
            found,
            progress_teller(tell) if tell else None,
            declarations,
            told=_reading(tell, language) if tell else None,
        )
    read = iter(report.done)
    done = [each if isinstance(each, Done) else next(read) for each in unpacked]
    return [_outcome(services, each) for each in done]


def _reading(tell: Tell, language: Language) -> Callable[[File, Directive | CorpusError], None]:
    """Return what tells of a file that it was read, or why not."""

    def told(file: File, found: Directive | CorpusError) -> None:
        if isinstance(found, Directive):
            words = messages.text(language, "admin.was_read", number=found.number, count=len(found.tasks))
            tell({"event": "read", "words": words})
        else:
            tell({"event": "read", "words": str(found), "failed": True})

    return told


def _outcome(services: Services, done: Done) -> dict[str, Any]:
    left_out = done.outcome in (Outcome.FAILED, Outcome.SKIPPED)
    document = None if left_out else catalog.directive(services.reader, done.document, ALL_AUDIENCES)
    return {
        "name": done.file,
        "outcome": done.outcome.value,
        "document": document,
        "reason": done.reason,
    }


def _changed(
    request: Request, slug: str, change: Callable[[Curator, Directive], None], task: str | None = None
) -> Response:
    services = _services(request)
    with services.ingesting:
        curator = services.curator()
        change(curator, curator.document(slug))
    anchor = f"#{quote(task.partition('#')[2])}" if task else ""
    return RedirectResponse(f"/admin/documents/{quote(slug)}{anchor}", 303)


def _stored(report: SyncReport) -> None:
    if report.failed:
        raise HTTPException(409, report.failed[0].reason)


def _place(task_id: str, language: Language) -> tuple[str, str]:
    """Return where a task stands, in words, and its place on the page that checks its document."""
    number, _, path = task_id.partition("~")[0].partition("#")
    words = f"{clause_label(f'{number}#{path}', language)}, {number}"
    return words, f"/admin/documents/{quote(slugify(number))}#{quote(path)}"


def _task(directive: Directive, task_id: str) -> Task:
    found = next((task for task in directive.tasks if task.id == task_id), None)
    if found is None:
        raise HTTPException(404)
    return found


def _values(task: Task, field: str) -> list[str]:
    if field == "action":
        return [task.action]
    if field == "deadlines":
        return [deadline.last.isoformat() for deadline in task.deadlines if deadline.last]
    return [party.name for party in (task.leads if field == "lead" else task.coordinators)]


def _flat(values: list[str]) -> list[str]:
    return list(filter(None, (" ".join(value.split()) for value in values)))
