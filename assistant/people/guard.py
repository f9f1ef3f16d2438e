"""What only people who are signed in may enter, and how a request's peer is known behind proxies."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.context import PEER, Services

_INSIDE = ("/chat",)
"""What is for people who are signed in, where people sign in at all."""


class Guard:
    """Leads strangers to the sign-in page before they get further."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or lead it to the sign-in page."""
        if scope["type"] not in ("http", "websocket") or not _is_inside(scope["path"]):
            return await self._app(scope, receive, send)
        if await asyncio.to_thread(self._stranger, scope):
            if scope["type"] == "websocket":
                return await send({"type": "websocket.close", "code": 1008})
            return await _to_sign_in(scope)(scope, receive, send)
        return await self._app(scope, receive, send)

    def _stranger(self, scope: Scope) -> bool:
        return self._services.people.configured and self._services.person(scope) is None


class Peer:
    """Notes the peer's own address, before a proxy's headers replace it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note it and pass on."""
        if scope["type"] in ("http", "websocket"):
            scope[PEER] = scope["client"][0] if scope.get("client") else ""
        await self._app(scope, receive, send)


def _is_inside(path: str) -> bool:
    return any(path == place or path.startswith(place + "/") for place in _INSIDE)


def _to_sign_in(scope: Scope) -> RedirectResponse:
    query = scope["query_string"].decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    return RedirectResponse(f"/sign-in?{urlencode({'next': wanted})}", 303)
