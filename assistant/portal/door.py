"""Where requests of other sites' pages come in: cross-origin rules and tokens.

A request of a foreign origin passes only with a token of that origin, and sees public documents only.
"""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import messages
from assistant.portal.sessions import PortalRefusalError
from assistant.portal.tokens import PortalSession, bearer
from assistant.web.context import PORTAL_SESSION, Services
from assistant.web.errors import error_json, language_of
from assistant.web.origins import foreign_origin

API = "/api/v1/"
SESSION_PATH = "/api/v1/portal/session"
_QUESTIONS = ("/api/v1/ask", "/api/v1/chat")
_OPEN = (*_QUESTIONS, "/api/v1/feedback", "/api/v1/clauses/", "/api/v1/documents", "/api/v1/tasks")
"""What a portal's token opens; all else of the interface is not for portals."""
_MAX_AGE = "600"
"""Seconds for which a browser may remember a preflight; a revoked key is refused at the request itself."""


class Door:
    """Admits requests of portals, refuses foreign ones, and lets the site's own pass."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._portal = services.portal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] != "http" or not scope["path"].startswith(API):
            return await self._app(scope, receive, send)
        origin = foreign_origin(Headers(scope=scope))
        known = origin is not None and await asyncio.to_thread(self._portal.keys.allows, origin)
        if origin and known:
            send = _Readable(send, origin).send
        if origin and scope["method"] == "OPTIONS":
            return await (_PERMITTED if known else _FORBIDDEN)(scope, receive, send)
        if origin is None and scope["path"] != SESSION_PATH and bearer(Headers(scope=scope)) is None:
            return await self._app(scope, receive, send)  # the site's own: no key has to be looked up in a thread
        try:
            session = await asyncio.to_thread(self._session, scope, origin)
        except PortalRefusalError as refusal:
            return await _refused(scope, refusal)(scope, receive, send)
        if session:
            scope[PORTAL_SESSION] = session
        return await self._app(scope, receive, send)

    def _session(self, scope: Scope, origin: str | None) -> PortalSession | None:
        """Return a portal's session, or None for the site's own requests and for those that ask for a session."""
        address = scope["client"][0] if scope.get("client") else ""
        path = scope["path"]
        if path == SESSION_PATH:
            self._portal.admit_newcomer(address)
            return None
        token = bearer(Headers(scope=scope))
        if token is None:
            if origin:
                raise PortalRefusalError(403, "error.foreign_origin")
            return None
        if not path.startswith(_OPEN):
            raise PortalRefusalError(403, "error.not_for_portals")
        return self._portal.admit(token, origin, address, asks=path in _QUESTIONS)


_FORBIDDEN = Response(status_code=403)
_PERMITTED = Response(
    status_code=204,
    headers={
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept-Language",
        "Access-Control-Max-Age": _MAX_AGE,
    },
)


class _Readable:
    """Lets a foreign page read the response."""

    def __init__(self, send: Send, origin: str) -> None:
        self._send = send
        self._headers = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": "X-Answer-Id, Retry-After",
            "Vary": "Origin",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(self._headers)
        await self._send(message)


def _refused(scope: Scope, refusal: PortalRefusalError) -> Response:
    message = messages.text(language_of(Request(scope)), refusal.code, seconds=refusal.wait)
    headers = {"Retry-After": str(refusal.wait)} if refusal.wait else {}
    return JSONResponse(error_json(refusal.code, message), refusal.status, headers)
