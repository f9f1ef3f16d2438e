"""What is in the corpus, for programs: tasks, documents, clauses, passages."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import JSONResponse, Response

from assistant.files.document_exports import Form, export_directive
from assistant.selection.filters import FilterWords, read_filters
from assistant.selection.select import register_view
from assistant.web.bodies import filter_words, parse_day
from assistant.web.context import services_of, visible
from assistant.web.errors import ApiError, language_of
from assistant.wire import found_json
from assistant.wire_documents import clause_json, document_json, force_json, heads_json, tasks_json
from corpus.agencies import registry
from corpus.model import Audience, Directive
from corpus.repeats import leads_of
from index import catalog
from index.search import search
from index.store import Reader

router = APIRouter(prefix="/api/v1")
Offset = Annotated[int, Query(alias="from", ge=0)]
UpTo = Annotated[int, Query(alias="to", ge=0)]


@router.get("/tasks", summary="List tasks, whole")
def tasks(
    request: Request, words: Annotated[FilterWords, Depends(filter_words)], today: str | None = None
) -> dict[str, Any]:
    """Return every task that meets the filters.

    ``agency`` (name, abbreviation or id), ``role`` and ``document`` (number or slug) may be
    repeated; ``from`` and ``to`` are days; ``status`` is counted from ``today``: overdue, this_week, this_month,
    later, recurring, undated. ``/register`` shows the same list with the same parameters. What was replaced or
    annulled is listed where its document is named, with its "status"; "repeats" is the task that gave one before.
    """
    view, audiences = services_of(request).assistant.view, visible(request)
    filters = read_filters(words, parse_day(today) or date.today(), view, audiences)
    found = register_view(view.store, filters, registry())
    return {"tasks": tasks_json(view, found, audiences), "total": len(found)}


@router.get("/documents", summary="List documents")
def documents(request: Request) -> dict[str, Any]:
    """Return the head of every document, by date."""
    heads = heads_json(services_of(request).assistant.view, visible(request))
    return {"documents": heads, "total": len(heads)}


@router.get("/documents/{slug}", summary="A document, whole", response_model=None)
def document(request: Request, slug: str, form: Annotated[Form, Query(alias="format")] = Form.JSON) -> Response:
    """Return a document: its metadata, text, clause tree and tasks; or Akoma Ntoso XML, or Markdown."""
    found = _document(services_of(request).reader, slug, visible(request))
    if form is Form.JSON:
        view, audiences = services_of(request).assistant.view, visible(request)
        shown = document_json(found, language_of(request), view.repeats(audiences, leads_of(found.tasks)))
        return JSONResponse(shown | force_json(view, found.number, audiences))
    named = {"Content-Disposition": f'attachment; filename="{found.slug}.{form.ending}"'}
    return Response(export_directive(found, form), media_type=form.media_type, headers=named)


@router.get("/clauses/{clause:path}", summary="A clause")
def clause(request: Request, clause: str, first: Offset = 0, last: UpTo = 0) -> dict[str, Any]:
    """Return a clause by its id (``20-TB%2FCQTTBC%C4%90%23sec_3``), or as slug and path (``20-tb-cqttbcd/sec_3``).

    "from" and "to" are a quotation's offsets in the document's text; "parts" tells its words from the others.
    """
    wanted = unicodedata.normalize("NFC", clause)
    number, path = _parted(wanted)
    directive = catalog.directive(services_of(request).reader, number, visible(request))
    found = next((each for each in directive.walk() if each.path == path), None) if directive else None
    if directive is None or found is None:
        raise ApiError(404, "error.no_clause", clause=wanted[:200])
    repeats = services_of(request).assistant.view.repeats(visible(request), leads_of(directive.tasks))
    return clause_json(directive, found, language_of(request), repeats, (first, last))


@router.get("/search", summary="Find passages")
def passages(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=1_000)],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> dict[str, Any]:
    """Return the clauses nearest to the words, best first."""
    services = services_of(request)
    result = search(services.reader, services.embedder, q, visible(request), limit=limit)
    timings = {step: round(ms, 3) for step, ms in result.timings_ms.items()}
    return {"found": [found_json(found) for found in result.kept], "timings_ms": timings}


def _parted(clause: str) -> tuple[str, str]:
    """Part an id, or a slug and a path, into document and path."""
    number, sign, path = clause.partition("#")
    if not sign:
        number, _, path = clause.rpartition("/")
    return number, path


def _document(store: Reader, number: str, audiences: frozenset[Audience]) -> Directive:
    found = catalog.directive(store, unicodedata.normalize("NFC", number), audiences)
    if found is None:
        raise ApiError(404, "error.no_document", document=number[:200])
    return found
