"""The chat as a browser's script talks to it: one websocket, without a browser."""

from __future__ import annotations

import asyncio
import uuid
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Any, Self

import aiohttp
import socketio


class ChatSocket:
    """A chat session. ``said`` holds the messages on the page, by id, as (type, text)."""

    def __init__(self, url: str, cookies: dict[str, str] | None = None) -> None:
        self._url = url
        self._cookies = dict(cookies or {})
        self._socket = socketio.AsyncClient(reconnection=False)
        self.said: dict[str, tuple[str, str]] = {}
        self._changed = asyncio.Condition()
        for event in ("new_message", "update_message", "stream_start"):
            self._socket.on(event, self._message)

    async def open(self, page: str = "/chat/") -> Self:
        """Load the page, as a browser does, and connect."""
        async with (
            aiohttp.ClientSession(cookies=self._cookies, cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser,
            browser.get(self._url + page) as response,
        ):
            assert response.status == 200, await response.text()
            for each in browser.cookie_jar:
                self._cookies[each.key] = each.value
        return await self.connect()

    async def connect(self) -> Self:
        """Connect without loading the page, as the button for a new conversation does."""
        auth = {"sessionId": str(uuid.uuid4()), "clientType": "webapp", "userEnv": "{}", "threadId": ""}
        cookie = SimpleCookie(self._cookies).output(header="", sep=";").strip()
        await self._socket.connect(
            self._url,
            headers={"Cookie": cookie, "Accept-Language": "vi"},
            auth=auth,
            transports=["websocket"],
            socketio_path="/chat/ws/socket.io",
            wait_timeout=60,
        )
        await self._socket.emit("connection_successful")
        return self

    async def ask(self, question: str) -> None:
        """Send a question."""
        message = {"id": str(uuid.uuid4()), "name": "User", "type": "user_message", "output": question}
        message["createdAt"] = datetime.now(UTC).isoformat()
        await self._socket.emit("client_message", {"message": message, "fileReferences": []})

    async def until(self, answers: int, seconds: float = 60) -> list[tuple[str, str]]:
        """Wait until so many messages of the assistant have begun; return all messages in order."""

        def enough() -> bool:
            return sum(kind == "assistant_message" for kind, _ in self.said.values()) >= answers

        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(enough)
        return list(self.said.values())

    async def leave(self) -> None:
        """Disconnect."""
        await self._socket.disconnect()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self.leave()

    async def _message(self, step: dict[str, Any]) -> None:
        if not step["type"].endswith("_message"):
            return
        async with self._changed:
            self.said[step["id"]] = (step["type"], step["output"])
            self._changed.notify_all()
