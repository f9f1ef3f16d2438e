"""How a chat is opened on an earlier conversation.

A websocket carries no address, cookies it does. So the chat's page, asked for with ``?conversation=...``, sets a
ticket as a cookie, and the chat that starts next takes it: a reload asks for the page anew, the button for a new
conversation does not.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "chidao_resume"
_PAGE = "/chat/"
_MOST_TICKETS = 10_000


class Tickets:
    """The tickets that were given out and not yet taken. They open nothing: who takes one must own the conversation."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: OrderedDict[str, str] = OrderedDict()

    def give(self, conversation_id: str) -> str:
        """Return a new ticket for a conversation."""
        ticket = secrets.token_urlsafe(16)
        with self._lock:
            self._of[ticket] = conversation_id
            if len(self._of) > _MOST_TICKETS:
                self._of.popitem(last=False)
        return ticket

    def take(self, cookies: str) -> str | None:
        """Return the conversation that the ticket in a cookie header stands for, once."""
        try:
            cookie = SimpleCookie(cookies).get(COOKIE)
        except CookieError:
            return None
        with self._lock:
            return self._of.pop(cookie.value, None) if cookie else None


class Resuming:
    """Puts a ticket on the chat's page where its address names a conversation."""

    def __init__(self, app: ASGIApp, tickets: Tickets) -> None:
        self._app = app
        self._tickets = tickets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        wanted = _conversation(scope)
        if wanted is None:
            return await self._app(scope, receive, send)

        async def ticketed(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                cookie = f"{COOKIE}={self._tickets.give(wanted)}; Path=/chat; HttpOnly; SameSite=Lax"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        return await self._app(scope, receive, ticketed)


def _conversation(scope: Scope) -> str | None:
    if scope["type"] != "http" or scope["path"] != _PAGE or scope["method"] != "GET":
        return None
    named = parse_qs(scope["query_string"].decode("latin-1")).get("conversation")
    return named[0][:32] if named else None
