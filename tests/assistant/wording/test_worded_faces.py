"""Worded answers over HTTP: streamed sentence by sentence, on record as told, counted, and stopped with the reader."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from faces_kit import LOCAL, settings_of
from starlette.testclient import TestClient
from test_writer import APRIL, WORDED, WRONG
from wording_builders import Scripted, Silent

from assistant.answer import Assistant
from assistant.answer_view import chat_text
from assistant.llm.model import LanguageModel
from assistant.service import create_app, open_services
from assistant.web.context import Services
from assistant.wording.writer import Limits, Writer

BODY = {"question": APRIL, "today": "2026-04-01"}


@pytest.fixture(scope="module")
def opened(data_copy: Callable[[], Path]) -> Iterator[Services]:
    with open_services(settings_of(data_copy())) as services:
        yield services


def serving(opened: Services, model: LanguageModel) -> Services:
    writer = Writer(model, Limits(first_sentence=20.0))
    return replace(opened, assistant=Assistant(opened.assistant.view, opened.embedder, writer))


def client_of(services: Services) -> TestClient:
    return TestClient(create_app(services), base_url=LOCAL)


def events_of(text: str) -> list[tuple[str, dict[str, object]]]:
    found = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_ask_tells_how_it_was_worded(opened: Services) -> None:
    services = serving(opened, Scripted(f"{WORDED} {WRONG}"))
    with client_of(services) as client:
        answer = client.post("/api/v1/ask", json=BODY).json()
        metrics = client.get("/metrics").text
    assert answer["wording"] == {"by": "model", "sentences": 2, "dropped": {"count": 1}}
    assert answer["answer"].startswith(WORDED)
    assert 'chidao_worded_answers_total{by="model"} 1.0' in metrics
    assert 'chidao_dropped_sentences_total{reason="count"} 1.0' in metrics
    assert "mô hình ngôn ngữ" in chat_text(answer)


def test_a_stream_is_the_text_and_the_record(opened: Services) -> None:
    services = serving(opened, Scripted(f"{WRONG} {WORDED}"))
    with client_of(services) as client:
        response = client.post("/api/v1/chat", json=BODY)
    events = events_of(response.text)
    assert [name for name, _ in events if name != "token"] == ["interpretation", "tasks", "citations", "done"]
    text = "".join(str(data["text"]) for name, data in events if name == "token")
    done = events[-1][1]
    assert done["id"] == response.headers["X-Answer-Id"]
    assert done["wording"] == {"by": "model", "sentences": 2, "dropped": {"count": 1}}
    recorded = services.history.answer(str(done["id"]))
    assert recorded is not None
    assert recorded["answer"] == text
    assert text.startswith(WORDED)


def test_without_a_model_nothing_new_is_said(opened: Services) -> None:
    with client_of(opened) as client:
        answer = client.post("/api/v1/ask", json=BODY).json()
        stream = client.post("/api/v1/chat", json=BODY)
    assert "wording" not in answer
    assert "wording" not in events_of(stream.text)[-1][1]
    assert "mô hình ngôn ngữ" not in chat_text(answer)


def test_a_reader_who_leaves_stops_the_model(opened: Services) -> None:
    model = Silent(WORDED + " Bộ")
    app = create_app(serving(opened, model))

    async def leave() -> None:
        gone = asyncio.Event()
        body = json.dumps(BODY).encode()
        requests = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, object]:
            if requests:
                return requests.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, object]) -> None:
            if b"event: token" in bytes(message.get("body") or b""):  # type: ignore[arg-type]
                gone.set()

        headers = [(b"content-type", b"application/json"), (b"host", b"127.0.0.1:8000")]
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "headers": headers,
            "path": "/api/v1/chat", "raw_path": b"/api/v1/chat", "query_string": b"", "scheme": "http",
            "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 50000), "root_path": "",
        }  # fmt: skip
        await asyncio.wait_for(app(scope, receive, send), 30)

    asyncio.run(leave())
    assert model.stopped.wait(5), "the model still writes for nobody"
