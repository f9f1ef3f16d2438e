"""What holds for every request: a limit on the body, headers, a count, and no internals in errors."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import messages
from assistant.people.accounts import Person, Rank
from assistant.portal.tokens import bearer
from assistant.web.context import Services, authorised
from assistant.web.errors import error_json, language_of
from assistant.web.origins import foreign_origin

_LOG = logging.getLogger(__name__)

BODY_LIMIT = 256 * 1024
PORTAL_LIMIT = 16 * 1024
INGEST_LIMIT = 128 * 1024 * 1024
INGEST_PATH = "/api/v1/ingest"
UPLOAD_PATH = "/admin/upload"
BODY_SECONDS = 60
"""How long a request's body may take to arrive."""
CHAT_PATH = "/chat"

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_PAGES_POLICY = (
    "default-src 'self'; script-src 'none'; object-src 'none'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# Chainlit's page carries inline scripts and styles; pictures of other hosts stay out.
_CHAT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class Gate:
    """Every request enters and leaves here."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket" and _foreign(scope):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = perf_counter()
        reply = _Reply(scope, send)
        try:
            await self._admit(scope, receive, reply.send)
        except Exception:  # noqa: BLE001  (logged whole; the reader gets a sentence)
            _LOG.exception("%s %s failed", scope["method"], _place(scope))
            if not reply.code:
                await _refuse(scope, receive, reply.send, 500, "error.internal")
        finally:
            seconds = perf_counter() - started
            self._services.metrics.request(scope["method"], _route(scope), reply.code, seconds)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _foreign(scope):
            return await _refuse(scope, receive, send, 403, "error.foreign_origin")
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return await self._app(scope, receive, send)
        limit = self._limit(scope)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _read(scope, receive, limit)
        except TimeoutError:
            return await _refuse(scope, receive, send, 408, "error.too_slow", seconds=BODY_SECONDS)
        if body is None:
            return await _refuse(scope, receive, send, 413, "error.too_large", limit=limit // 1024)
        return await self._app(scope, _again(body, receive), send)

    def _limit(self, scope: Scope) -> int:
        """Only who may ingest may send whole files; a portal's reader sends a question and those before it."""
        headers = Headers(scope=scope)
        if scope["path"] == INGEST_PATH and authorised(headers, self._services.token):
            return INGEST_LIMIT
        if scope["path"] == UPLOAD_PATH and _maintains(self._services.person(scope)):
            return INGEST_LIMIT
        return PORTAL_LIMIT if bearer(headers) else BODY_LIMIT


def _maintains(person: Person | None) -> bool:
    return person is not None and person.rank.covers(Rank.MAINTAINER)


class _Reply:
    """Sends a response with the headers that all share, and remembers its code."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.code = 0
        self._scope = scope
        self._send = send

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.code = message["status"]
            headers = MutableHeaders(scope=message)
            if "Content-Security-Policy" not in headers:  # else the page says itself who may frame it
                headers["X-Frame-Options"] = "SAMEORIGIN"
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            policy = _CHAT_POLICY if _is_chat(self._scope) else _PAGES_POLICY
            headers.setdefault("Content-Security-Policy", policy)
        await self._send(message)


def _is_chat(scope: Scope) -> bool:
    path: str = scope["path"]
    return path == CHAT_PATH or path.startswith(CHAT_PATH + "/")


def _foreign(scope: Scope) -> bool:
    """Another site's page talks to the chat with the reader's browser."""
    return _is_chat(scope) and foreign_origin(Headers(scope=scope)) is not None


def _route(scope: Scope) -> str:
    """The route's template ("/documents/{slug}"); one name for all that has none."""
    if _is_chat(scope):
        return CHAT_PATH
    return str(getattr(scope.get("route"), "path", "other"))


def _place(scope: Scope) -> str:
    """The path as a log may show it: without the secret of a calendar's address."""
    return _route(scope) if "secret" in scope.get("path_params", {}) else str(scope["path"])


async def _read(scope: Scope, receive: Receive, limit: int) -> bytes | None:
    """Return the body, or None once it is known to be longer than the limit."""
    announced = Headers(scope=scope).get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    """Return a channel that gives the body read, then what comes after it."""
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def channel() -> Message:
        return first.pop() if first else await receive()

    return channel


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, code: str, /, **values: object) -> None:
    message = messages.text(language_of(Request(scope)), code, **values)
    await JSONResponse(error_json(code, message), status)(scope, receive, send)
