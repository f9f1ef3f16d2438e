"""A reader who closes the connection stops the model, whatever it is asked for: seen by the model's endpoint."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import socketio
import uvicorn
from faces_kit import chidao, settings_of, stop
from llm_builders import Script, Seen, hangs, model_at, scripted

from assistant.answer import Assistant
from assistant.llm.proposer import Proposer
from assistant.service import create_app, open_services
from assistant.web.context import Services
from assistant.wording.writer import Limits, Writer

TO_WORD = "Bộ KH&CN có việc gì đến hạn trong tháng 4/2026?"
TO_INTERPRET = "ngành tài chính gánh vác nỗi gì"
"""Refused by the grammar: the model is asked what it means."""
PATIENCE = {"FIRST_SECONDS": "120", "TOTAL_SECONDS": "120", "RETRIES": "0"}


@pytest.fixture(scope="module")
def opened(data_copy: Callable[[], Path]) -> Iterator[Services]:
    with open_services(settings_of(data_copy())) as services:
        yield services


@contextmanager
def serving(opened: Services, folder: Path, script: Script) -> Iterator[tuple[int, Seen]]:
    """Serve over a real socket, with a model behind another one; give the port, and what the model's endpoint sees."""
    with scripted(script) as (url, seen):
        model = model_at(url, folder, **PATIENCE)
        writer = Writer(model, Limits(first_sentence=120.0, total=120.0))
        assistant = Assistant(opened.assistant.view, opened.embedder, writer, Proposer(model))
        app = create_app(replace(opened, assistant=assistant))
        listener = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1], seen
        finally:
            server.should_exit = True
            thread.join(30)
            model.close()


def ask(port: int, path: str, question: str) -> socket.socket:
    body = json.dumps({"question": question, "today": "2026-04-01"}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    )
    reader = socket.create_connection(("127.0.0.1", port), timeout=60)
    reader.sendall(head.encode() + b"\r\n" + body)
    return reader


@pytest.mark.parametrize("question", [TO_INTERPRET, TO_WORD], ids=["interpretation", "wording"])
@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/chat"])
@pytest.mark.parametrize("said", [(), ("{",)], ids=["before a word", "in mid-reply"])
def test_the_endpoint_sees_the_reader_leave(
    opened: Services, tmp_path: Path, path: str, question: str, said: tuple[str, ...]
) -> None:
    with serving(opened, tmp_path, hangs(*said)) as (port, seen):
        reader = ask(port, path, question)
        assert seen.asked.wait(60)
        assert not seen.left.wait(0.3), "a reader who waits is waited for"
        reader.close()
        assert seen.left.wait(20), "the model still works for nobody"


def test_a_question_given_up_is_on_record_as_computed(opened: Services, tmp_path: Path) -> None:
    with serving(opened, tmp_path, hangs("Bộ")) as (port, seen):
        before = _recorded(opened)
        reader = ask(port, "/api/v1/ask", TO_WORD)
        assert seen.asked.wait(60)
        reader.close()
        assert seen.left.wait(20)
        deadline = time.monotonic() + 20
        while _recorded(opened) == before and time.monotonic() < deadline:
            time.sleep(0.02)
        assert _recorded(opened) == before + 1


def _recorded(opened: Services) -> int:
    return opened.history.count()


async def ask_and_close(address: str, seen: Seen) -> None:
    """Do as the chat's page does, and close it once the model has been asked."""
    page = socketio.AsyncClient(reconnection=False)
    auth = {"sessionId": "a-page", "clientType": "webapp"}
    await page.connect(
        address, auth=auth, socketio_path="/chat/ws/socket.io", transports=["websocket"], wait_timeout=60
    )
    await page.emit("connection_successful")
    message = {"id": str(uuid4()), "name": "User", "type": "user_message", "output": TO_WORD, "createdAt": "2026-04-01"}
    await page.emit("client_message", {"message": message, "fileReferences": []})
    assert await asyncio.to_thread(seen.asked.wait, 60)
    assert not await asyncio.to_thread(seen.left.wait, 0.3)
    await page.disconnect()


def test_closing_the_chat_stops_the_model(data_copy: Callable[[], Path]) -> None:
    """The real chat: a page that is closed while the answer is worded."""
    with scripted(hangs("Bộ")) as (url, seen):
        settings = {"CHIDAO_LLM_URL": url, "CHIDAO_LLM_MODEL": "small"}
        settings |= {f"CHIDAO_LLM_{name}": value for name, value in PATIENCE.items()}
        process = chidao("serve", "--port", "0", folder=data_copy(), **settings)
        try:
            assert process.stdout is not None
            address = next(line.strip() for line in process.stdout if line.startswith("http://"))
            asyncio.run(ask_and_close(address, seen))
            assert seen.left.wait(20), "the model still works for nobody"
        finally:
            stop(process)
