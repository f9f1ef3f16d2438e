"""Signing in and out."""

from __future__ import annotations

import asyncio
import logging
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from assistant.people.accounts import LONGEST_SESSION, Person
from assistant.people.people import COOKIE, session_secret
from assistant.web.context import is_loopback, services_of
from assistant.web.errors import ApiError
from assistant.web.rendering import render

_LOG = logging.getLogger(__name__)
_HOME = "/chat/"

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = _HOME) -> Response:
    """Show the sign-in page; who is signed in goes on."""
    services = services_of(request)
    if not services.people.configured or services.person(request.scope):
        return RedirectResponse(_inside(next), 303)
    return _page(request, next)


@router.post("/sign-in")
async def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1_000)],
    next: Annotated[str, Form(max_length=2_000)] = _HOME,
) -> Response:
    """Sign in with a password."""
    _own_page(request)
    services = services_of(request)
    address = request.client.host if request.client else ""
    wait = services.throttle.wait(name.strip().lower(), address)
    if wait:
        refused = _page(request, next, error="sign_in.throttled", status=429, name=name, seconds=wait)
        refused.headers["Retry-After"] = str(wait)
        return refused
    person = await asyncio.to_thread(services.people.accounts.check, name, password)
    if person is None:
        services.throttle.failed(name.strip().lower(), address)
        _LOG.warning("Sign-in failed for %r from %s", name[:80], address)
        return _page(request, next, error="sign_in.refused", status=401, name=name)
    return await begin(request, person, next)


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


async def begin(request: Request, person: Person, wanted: str) -> Response:
    """Begin a session and lead to the page wanted."""
    secret = await asyncio.to_thread(services_of(request).people.accounts.begin_session, person)
    response = RedirectResponse(_inside(wanted), 303)
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
    return _page(request, _HOME, error=error, status=status, **values)


def _page(request: Request, wanted: str, *, error: str = "", status: int = 200, **values: object) -> Response:
    shown = {"name": "", **values}
    sso = bool(services_of(request).settings.oidc_issuer)
    page = render(request, "sign_in.html", status, wanted=_inside(wanted), error=error, values=shown, sso=sso)
    page.headers["Cache-Control"] = "no-store"
    return page


def _inside(wanted: str) -> str:
    """Return a path of this site; whatever leads elsewhere leads home."""
    parts = urlsplit(wanted)
    within = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return wanted if within and wanted.isprintable() else _HOME


def _own_page(request: Request) -> None:
    """Refuse a form that another site's page sent with the reader's browser."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise ApiError(403, "error.foreign_origin")
