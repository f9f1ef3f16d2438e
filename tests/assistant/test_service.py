"""``chidao serve`` as people run it: the real process."""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import socket
import stat
import threading
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from faces_kit import Server, chidao, settings_of
from starlette.testclient import TestClient

from assistant.answer import Assistant
from assistant.declarations import Declarations
from assistant.service import create_app, open_services
from corpus.model import Audience
from index import catalog
from index.embedding import Embedder
from index.lock import read_holder


def test_says_where_it_answers_to_people_and_to_other_processes(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/readyz") as response:
        assert json.load(response)["status"] == "ready"
    holder = read_holder(server.folder)
    assert holder is not None
    assert (holder.url, holder.pid) == (server.url, server.process.pid)
    assert stat.S_IMODE((server.folder / "holder.json").stat().st_mode) == 0o600


def test_a_second_server_names_the_first(server: Server) -> None:
    second = chidao("serve", "--port", "0", folder=server.folder)
    _, error = second.communicate(timeout=60)
    assert second.returncode == 1
    assert server.url in error and "Traceback" not in error


def test_a_taken_port_is_told_with_what_to_do(data_copy: Callable[[], Path]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = chidao("serve", "--port", str(port), folder=data_copy())
        _, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert str(port) in error and f"--port {port + 1}" in error and "Traceback" not in error


def test_stops_cleanly_and_can_start_again(start_server: Callable[[], Server]) -> None:
    for stop in (signal.SIGTERM, signal.SIGINT):
        server = start_server()
        os.kill(server.process.pid, stop)
        _, error = server.process.communicate(timeout=30)
        assert server.process.returncode == 0
        assert "Traceback" not in error
        assert not (server.folder / "holder.json").exists()


@dataclass
class Loading:
    """An embedder that is still loading: the first text waits until it may go on."""

    embedder: Embedder
    begun: threading.Event = field(default_factory=threading.Event)
    may_go_on: threading.Event = field(default_factory=threading.Event)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.embedder, name)

    def embed_query(self, text: str) -> list[float]:
        self.begun.set()
        assert self.may_go_on.wait(60)
        return self.embedder.embed_query(text)


def test_a_model_that_still_loads_when_the_server_stops_reads_no_closed_store(
    data_copy: Callable[[], Path], caplog: pytest.LogCaptureFixture
) -> None:
    with open_services(settings_of(data_copy())) as services:
        loading = Loading(services.embedder)
        slow = replace(services, assistant=Assistant(services.assistant.view, cast(Embedder, loading)))
        with TestClient(create_app(slow)):
            assert loading.begun.wait(60)
            threading.Timer(0.3, loading.may_go_on.set).start()
        assert "warm" not in {thread.name for thread in threading.enumerate()}
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_what_is_loaded_for_good_is_not_searched_for_unused_objects(data_copy: Callable[[], Path]) -> None:
    """A full collection over the heap of a server stops every answer that is being made."""
    gc.unfreeze()  # what servers of other tests set aside
    try:
        with open_services(settings_of(data_copy())) as services, TestClient(create_app(services)):
            assert services.warmth.done.wait(60)
            assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()


def test_chat_page_names_no_other_host_and_speaks_the_languages_asked_for(server: Server) -> None:
    page = httpx.get(f"{server.url}/chat", follow_redirects=True)
    assert "Trợ lý Chỉ đạo" in page.text
    assert "https://" not in page.text
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    words = httpx.get(f"{server.url}/chat/project/translations?language=vi").json()["translation"]
    assert words["chat"]["input"]["placeholder"].startswith("Nhập câu hỏi")
    words = httpx.get(f"{server.url}/chat/project/translations?language=en-US").json()["translation"]
    assert words["chat"]["input"]["placeholder"].startswith("Ask about the directives")


def test_another_sites_page_cannot_use_the_chat(server: Server) -> None:
    foreign = {"Origin": "https://evil.example"}
    polled = httpx.get(f"{server.url}/chat/ws/socket.io/?EIO=4&transport=polling", headers=foreign)
    assert polled.status_code == 403
    own = httpx.get(f"{server.url}/chat/ws/socket.io/?EIO=4&transport=polling", headers={"Origin": server.url})
    assert own.status_code == 200


def test_a_websocket_of_another_site_is_refused(server: Server) -> None:
    host, _, port = server.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(
            f"GET /chat/ws/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: https://evil.example\r\n\r\n".encode()
        )
        assert connection.recv(64).startswith(b"HTTP/1.1 403")


def test_ingest_goes_through_the_running_server(start_server: Callable[[], Server], tmp_path: Path) -> None:
    server = start_server()
    (tmp_path / "moi.txt").write_text(
        "BỘ TÀI CHÍNH\nSố 5/TB-BTC\nHà Nội, ngày 01 tháng 4 năm 2026\nTHÔNG BÁO\nVề phân công\n"
        "1. Bộ Tài chính chủ trì rà soát. Hoàn thành trong tháng 7/2026.\n",
        encoding="utf-8",
    )
    (tmp_path / "rong.txt").write_bytes(b"")
    process = chidao("ingest", str(tmp_path), folder=server.folder)
    output, error = process.communicate(timeout=120)
    assert "5/TB-BTC" in output + error
    assert "rong.txt" in output + error
    numbers = {head["number"] for head in httpx.get(f"{server.url}/api/v1/documents").json()["documents"]}
    assert numbers == {"20-TB/CQTTBCĐ", "693-CV/VPTW", "5/TB-BTC"}
    asked = httpx.post(f"{server.url}/api/v1/ask", json={"question": "5/TB-BTC giao những nhiệm vụ gì?"}).json()
    assert asked["status"] == "answered"


def test_only_the_holder_of_the_token_ingests(server: Server) -> None:
    body = {"files": [{"name": "a.txt", "content": "QQ=="}]}
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer é".encode()}):
        response = httpx.post(f"{server.url}/api/v1/ingest", json=body, headers=headers)
        assert (response.status_code, response.json()["error"]["code"]) == (401, "unauthorized")


def test_what_was_declared_and_not_stored_is_stored_at_the_start(data_copy: Callable[[], Path]) -> None:
    folder, number = data_copy(), "693-CV/VPTW"
    with open_services(settings_of(folder)) as services:
        assert catalog.directive(services.reader, number, {Audience.INTERNAL}) is None
    # a process killed between the declaration and the store leaves this
    Declarations(folder).change(number, lambda overlay: replace(overlay, audience=Audience.INTERNAL))
    with open_services(settings_of(folder)) as services:
        assert catalog.directive(services.reader, number, {Audience.PUBLIC}) is None
        assert catalog.directive(services.reader, number, {Audience.INTERNAL}) is not None
