"""Calendar feeds of agencies: the open one, and a person's own at a secret address, which they make and revoke."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from assistant.model import ALL_AUDIENCES
from assistant.pages.register_files import FileForm, download, known_agency, say, task_file
from assistant.people.feeds import Feed
from assistant.selection.filters import FilterWords, read_filters
from assistant.selection.select import register_view
from assistant.web.context import official, services_of, visible
from assistant.web.rendering import render
from corpus.model import Audience

router = APIRouter(include_in_schema=False)
Roles = Annotated[list[str], Query(max_length=10)]


@router.get("/agencies/{agency}.ics")
def feed(request: Request, agency: str, role: Roles = []) -> Response:  # noqa: B006
    """Give an agency's deadlines as a calendar to subscribe to: what the reader may see, independent of the day."""
    return _calendar(request, agency, role, visible(request))


@router.get("/feeds/{secret}.ics")
def own_feed(request: Request, secret: str, role: Roles = []) -> Response:  # noqa: B006
    """Give the calendar that a secret address stands for: what its person may see today."""
    services = services_of(request)
    wanted = services.feeds.of(secret)
    if wanted is None or services.people.outside(wanted.owner) is None:
        raise HTTPException(404)
    return _calendar(request, wanted.agency, role, ALL_AUDIENCES)


@router.post("/agencies/{agency}/feed")
def make(request: Request, agency: str) -> Response:
    """Make a secret address, and show it once."""
    known, wanted = known_agency(agency), _own(request, agency)
    secret = services_of(request).feeds.make(wanted)
    address = f"{str(request.base_url).rstrip('/')}/feeds/{secret}.ics"
    page = render(request, "feed.html", agency=known, address=address)
    page.headers["Cache-Control"] = "no-store"
    return page


@router.post("/agencies/{agency}/feed/revoke")
def revoke(request: Request, agency: str) -> Response:
    """Void a secret address."""
    known_agency(agency)
    services_of(request).feeds.revoke(_own(request, agency))
    return RedirectResponse(f"/agencies/{quote(agency)}#feed", 303)


def _own(request: Request, agency: str) -> Feed:
    """Return the feed that who asks may make or revoke; where nobody signs in, the open one serves."""
    person = official(request)
    if not person.name:
        raise HTTPException(404)
    return Feed(person.name, agency)


def _calendar(request: Request, agency: str, roles: list[str], audiences: frozenset[Audience]) -> Response:
    name = say("register.feed_name", agency=known_agency(agency).name)
    view = services_of(request).assistant.view
    filters = read_filters(FilterWords((agency,), tuple(roles)), date.min, view, audiences)
    found = register_view(view.store, filters, view.registry)
    response = download(task_file(request, found, FileForm.ICS, view, audiences, name), FileForm.ICS, agency)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
