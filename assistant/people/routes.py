"""Signing in and out."""

from __future__ import annotations

import asyncio
import logging
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from assistant.people.accounts import LONGEST_SESSION, Person
from assistant.people.people import COOKIE, session_secret
from assistant.web import sign_in as sign_in_form
from assistant.web.context import is_loopback, services_of
from assistant.web.errors import ApiError
from assistant.web.origins import foreign_origin
from assistant.web.rendering import render

_LOG = logging.getLogger(__name__)

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = sign_in_form.HOME) -> Response:
    """Show the sign-in page; who is signed in goes on."""
    services = services_of(request)
    if not services.people.configured or services.person(request.scope):
        return RedirectResponse(sign_in_form.inside(next), 303)
    return sign_in_form.page(request, next)


@router.post("/sign-in")
async def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1_000)],
    next: Annotated[str, Form(max_length=2_000)] = sign_in_form.HOME,
    kept: Annotated[str, Form(max_length=sign_in_form.MOST_KEPT)] = "",
) -> Response:
    """Sign in with a password."""
    _own_page(request)
    services = services_of(request)
    address = request.client.host if request.client else ""
    wait = services.throttle.wait(name.strip().lower(), address)
    if wait:
        shown = {"name": name, "seconds": wait}
        refused = sign_in_form.page(request, next, error="sign_in.throttled", status=429, kept=kept, values=shown)
        refused.headers["Retry-After"] = str(wait)
        return refused
    person = await asyncio.to_thread(services.people.accounts.check, name, password)
    if person is None:
        services.throttle.failed(name.strip().lower(), address)
        _LOG.warning("Sign-in failed for %r from %s", name[:80], address)
        return sign_in_form.page(request, next, error="sign_in.refused", status=401, kept=kept, values={"name": name})
    form = sign_in_form.unpacked(kept) if kept else None
    return await begin(request, person, next, _resent(request, person, form, next) if form else None)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session."""
    _own_page(request)
    secret = session_secret(request.headers)
    if secret:
        await asyncio.to_thread(services_of(request).people.accounts.end_session, secret)
    response = RedirectResponse("/documents", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response


async def begin(request: Request, person: Person, wanted: str, shown: Response | None = None) -> Response:
    """Begin a session and lead to the page wanted, or show another."""
    secret = await asyncio.to_thread(services_of(request).people.accounts.begin_session, person)
    response = shown or RedirectResponse(sign_in_form.inside(wanted), 303)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(LONGEST_SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=not (request.url.scheme == "http" and is_loopback(request.url.hostname or "")),
    )
    return response


def refuse(request: Request, error: str, status: int, **values: object) -> Response:
    """Show the sign-in page with why nobody was let in."""
    return sign_in_form.page(request, sign_in_form.HOME, error=error, status=status, values=values)


def _resent(request: Request, person: Person, kept: sign_in_form.Kept, wanted: str) -> Response:
    """Show what was sent when the session had ended, to be sent again."""
    page = render(request, "resend.html", kept=kept, wanted=sign_in_form.inside(wanted), name=person.name)
    page.headers["Cache-Control"] = "no-store"
    return page


def _own_page(request: Request) -> None:
    """Refuse a form that another site's page sent with the reader's browser."""
    if foreign_origin(request.headers):
        raise ApiError(403, "error.foreign_origin")
