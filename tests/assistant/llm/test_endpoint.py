"""An endpoint over HTTP: what is sent and to whom, what is made of its failures, and that it is left when asked to."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from llm_builders import HELLO, breaks_off, hangs, model_at, refuses, says, scripted

from assistant.llm.faults import Cause, ModelError
from assistant.llm.model import Cancellation
from assistant.llm.resilience import GuardedModel

ROOT = Path(__file__).parents[3]
SCHEMA = {"type": "object", "properties": {"intent": {"enum": ["who", "when"]}}, "required": ["intent"]}


def _cause(ask: Callable[[], object]) -> Cause:
    with pytest.raises(ModelError) as caught:
        ask()
    return caught.value.cause


def _complete(model: GuardedModel, **more: Any) -> str:
    return model.complete(HELLO, max_tokens=16, **more).text


def test_the_request_is_plain_openai(tmp_path: Path) -> None:
    with scripted(says("xin ", "chào")) as (url, seen):
        generation = model_at(url, tmp_path).complete(HELLO, max_tokens=16)
    assert (generation.text, generation.prompt_tokens, generation.completion_tokens) == ("xin chào", 7, 3)
    path, _, body = seen.requests[0]
    assert path == "/v1/chat/completions"
    assert (body["model"], body["max_tokens"], body["temperature"], body["stream"]) == ("small", 16, 0.0, True)
    assert [m["role"] for m in body["messages"]] == ["system", "user"]
    assert "response_format" not in body


@pytest.mark.parametrize(("mode", "place"), [("response_format", "response_format"), ("json_schema", "json_schema")])
def test_a_shape_is_asked_for_in_the_endpoints_way(tmp_path: Path, mode: str, place: str) -> None:
    with scripted(says("{}")) as (url, seen):
        _complete(model_at(url, tmp_path, JSON=mode), schema=SCHEMA)
        _complete(model_at(url, tmp_path, JSON="none"), schema=SCHEMA)
    body, plain = seen.requests[0][2], seen.requests[1][2]
    given = body[place]["json_schema"]["schema"] if mode == "response_format" else body[place]
    assert given == SCHEMA
    assert not {"response_format", "json_schema"} & plain.keys()


def test_nothing_tells_who_we_are_and_no_key_is_invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "someone-elses")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    with scripted(says("a")) as (url, seen):
        _complete(model_at(url, tmp_path))
        _complete(model_at(url, tmp_path, API_KEY="sk-ours"))
    without, with_key = seen.requests[0][1], seen.requests[1][1]
    assert "authorization" not in without
    assert with_key["authorization"] == "Bearer sk-ours"
    for headers in (without, with_key):
        assert "someone-elses" not in str(headers)
        assert headers["user-agent"] == "chidao"
        assert not [name for name in headers if name.startswith("x-stainless")]


def test_the_key_is_in_no_log_and_no_error(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    echo = refuses(401, "Incorrect API key provided: sk-secret-1234")
    with scripted(says("a"), echo) as (url, _), caplog.at_level(logging.DEBUG):
        model = model_at(url, tmp_path, API_KEY="sk-secret-1234")
        _complete(model)
        with pytest.raises(ModelError) as caught:
            _complete(model)
    assert caught.value.cause is Cause.DENIED
    assert "***" in str(caught.value)
    assert "sk-secret-1234" not in caplog.text + str(caught.value)
    assert "Say hello" not in caplog.text, "nor is what was asked"


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (400, Cause.BAD_REQUEST),
        (413, Cause.BAD_REQUEST),
        (422, Cause.BAD_REQUEST),
        (401, Cause.DENIED),
        (404, Cause.DENIED),
        (429, Cause.OVERLOADED),
        (500, Cause.OVERLOADED),
        (503, Cause.OVERLOADED),
    ],
)
def test_an_error_is_told_by_its_kind(tmp_path: Path, status: int, cause: Cause) -> None:
    with scripted(refuses(status)) as (url, seen):
        assert _cause(lambda: _complete(model_at(url, tmp_path, RETRIES="0"))) is cause
    assert len(seen.requests) == 1


def test_a_busy_endpoint_is_asked_again(tmp_path: Path) -> None:
    with scripted(refuses(503), says("được")) as (url, seen):
        assert _complete(model_at(url, tmp_path)) == "được"
    assert len(seen.requests) == 2


def test_a_redirect_to_another_host_is_not_followed(tmp_path: Path) -> None:
    with scripted(says("lộ")) as (other, seen_there):
        away = refuses(307, headers={"Location": f"{other}/chat/completions"})
        with scripted(away) as (url, _):
            assert _cause(lambda: _complete(model_at(url, tmp_path))) is Cause.DENIED
    assert seen_there.requests == []


def test_a_connection_that_drops_in_mid_reply(tmp_path: Path) -> None:
    got: list[str] = []
    with scripted(breaks_off("một ", "hai ")) as (url, seen):
        model = model_at(url, tmp_path)
        assert _cause(lambda: got.extend(model.stream(HELLO, max_tokens=16))) is Cause.BROKE_OFF
        assert len(seen.requests) == 1, "what a reader has seen is not begun again"
        assert _cause(lambda: _complete(model)) is Cause.BROKE_OFF
        assert len(seen.requests) == 4, "what nobody has seen is tried again"


def test_an_unreachable_endpoint(tmp_path: Path) -> None:
    with scripted(says("a")) as (url, _):
        pass  # closed again: nobody listens there
    assert _cause(lambda: _complete(model_at(url, tmp_path, RETRIES="1"))) is Cause.UNREACHABLE


def test_the_first_piece_has_a_deadline_and_the_stream_is_closed(tmp_path: Path) -> None:
    with scripted(hangs()) as (url, seen):
        assert _cause(lambda: _complete(model_at(url, tmp_path, FIRST_SECONDS="0.2"))) is Cause.TIMEOUT
        assert seen.left.wait(10)
    assert len(seen.requests) == 1


def test_the_whole_reply_has_a_deadline(tmp_path: Path) -> None:
    with scripted(hangs("một ")) as (url, seen):
        model = model_at(url, tmp_path, FIRST_SECONDS="30", TOTAL_SECONDS="0.5")
        assert _cause(lambda: list(model.stream(HELLO, max_tokens=16))) is Cause.TIMEOUT
        assert seen.left.wait(10)


@pytest.mark.parametrize("words", [(), ("một ",)], ids=["before the first piece", "in mid-stream"])
def test_cancelling_closes_the_stream_at_once(tmp_path: Path, words: tuple[str, ...]) -> None:
    with scripted(hangs(*words)) as (url, seen):
        cancellation = Cancellation()
        got: list[str] = []
        stream = model_at(url, tmp_path).stream(HELLO, max_tokens=16, cancellation=cancellation)
        reader = threading.Thread(target=lambda: got.extend(stream))
        reader.start()
        assert seen.asked.wait(30)
        cancellation.cancel()
        assert seen.left.wait(10)
        reader.join(10)
    assert not reader.is_alive()


def test_leaving_the_stream_closes_it(tmp_path: Path) -> None:
    with scripted(hangs("một ")) as (url, seen):
        stream = model_at(url, tmp_path).stream(HELLO, max_tokens=16)
        assert next(iter(stream)) == "một "
        stream.close()  # type: ignore[attr-defined]
        assert seen.left.wait(10)


_AUDITED = """
import json, sys
spoken = []
def hear(event, arguments):
    if event == "socket.connect":
        spoken.append(list(arguments[1][:2]) if isinstance(arguments[1], tuple) else [str(arguments[1]), 0])
    elif event == "socket.getaddrinfo":
        spoken.append([arguments[0], arguments[1]])
sys.addaudithook(hear)
from assistant.llm.model import Message, Speaker
from assistant.llm.opening import open_language_model
from assistant.settings import load
model = open_language_model(load())
asked = [Message(Speaker.USER, "Xin chào")]
model.complete(asked, max_tokens=8, schema={"type": "object"})
list(model.stream(asked, max_tokens=8))
model.close()
print(json.dumps(spoken))
"""


def test_no_other_host_is_spoken_to_or_looked_up(tmp_path: Path) -> None:
    with scripted(says("{}")) as (proxy, through_proxy), scripted(says("{}")) as (url, seen):
        proxies = {name: proxy.removesuffix("/v1") for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")}
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")},
            **proxies,
            "PYTHONPATH": str(ROOT),
            "CHIDAO_DATA_DIR": str(tmp_path),
            "CHIDAO_LLM_URL": url,
            "CHIDAO_LLM_MODEL": "gpt-4o",  # a name that libraries know, and may want a tokenizer for
            "CHIDAO_LLM_API_KEY": "sk-x",
        }
        done = subprocess.run([sys.executable, "-c", _AUDITED], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    spoken = json.loads(done.stdout)
    port = int(url.rsplit(":", 1)[1].removesuffix("/v1"))
    assert {(host, int(to)) for host, to in spoken} == {("127.0.0.1", port)}
    assert len(seen.requests) == 2
    assert through_proxy.requests == []


def test_nothing_of_it_is_imported_where_no_model_is_configured(data_dir: Path) -> None:
    told = (
        "import sys; from assistant.cli import main\n"
        "try: main(['ask', 'Bộ KH&CN có việc gì đến hạn trong tháng 4?', '--today', '2026-04-01'])\n"
        "except SystemExit: pass\n"
        "ours = [n for n in sys.modules if n.startswith(('assistant.llm.', 'assistant.wording'))]\n"
        "theirs = [n for n in sys.modules if n.startswith(('openai', 'llama_index.llms', 'xllamacpp', 'tenacity'))]\n"
        "print('LOADED', sorted({*ours} - {'assistant.llm.model', 'assistant.llm.opening'}), theirs)"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    environment |= {"CHIDAO_DATA_DIR": str(data_dir), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True)
    loaded = done.stdout.rpartition("LOADED ")[2].strip()
    assert "Bộ Khoa học và Công nghệ" in done.stdout, done.stderr
    assert loaded == "[] []"
