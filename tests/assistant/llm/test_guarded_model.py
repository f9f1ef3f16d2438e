"""Retries, turns, cancellation and the books, over a source that does as it is told."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from assistant.llm import resilience
from assistant.llm.accounting import Account
from assistant.llm.breaker import Breaker
from assistant.llm.faults import Cause, ModelError
from assistant.llm.model import Cancellation, Message, Speaker
from assistant.llm.resilience import GuardedModel, Limits
from assistant.llm.source import Request, Sign, Usage

ASKED = (Message(Speaker.USER, "câu hỏi kín"),)
Step = Sign | ModelError | Callable[[], Any]


@pytest.fixture(autouse=True)
def _no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resilience, "_FIRST_WAIT", 0.001)


class Scripted:
    """A source whose n-th reply follows the n-th script; the last one stays."""

    name = "scripted"

    def __init__(self, *scripts: list[Step]) -> None:
        self.scripts = scripts
        self.tries = 0
        self.left = 0

    def signs(self, request: Request, cancellation: Cancellation | None) -> Iterator[Sign]:
        script = self.scripts[min(self.tries, len(self.scripts) - 1)]
        self.tries += 1
        try:
            for step in script:
                if isinstance(step, ModelError):
                    raise step
                if cancellation and cancellation.cancelled:
                    raise ModelError(Cause.CANCELLED, "")
                if isinstance(step, (str, Usage)):
                    yield step
                else:
                    step()
        finally:
            self.left += 1

    def close(self) -> None:
        return


def _model(source: Scripted, *, failures: int = 99, concurrency: int = 4, queue: float = 0.0) -> GuardedModel:
    breaker = Breaker(failures, 60)
    account = Account("scripted", 2.0, 10.0, lambda: breaker.is_open)
    return GuardedModel("scripted", lambda: source, Limits(2, concurrency, queue, 30), breaker, account)


def _fault(cause: Cause) -> ModelError:
    return ModelError(cause, cause.value)


@pytest.mark.parametrize("cause", [Cause.UNREACHABLE, Cause.OVERLOADED, Cause.BROKE_OFF])
def test_a_passing_failure_is_tried_again(cause: Cause) -> None:
    source = Scripted([_fault(cause)], [_fault(cause)], ["xin ", "chào"])
    assert _model(source).complete(ASKED, max_tokens=9).text == "xin chào"
    source = Scripted([_fault(cause)], ["xin ", "chào"])
    assert list(_model(source).stream(ASKED, max_tokens=9)) == ["xin ", "chào"]


@pytest.mark.parametrize("cause", [Cause.TIMEOUT, Cause.DENIED, Cause.BAD_REQUEST])
def test_another_failure_is_not(cause: Cause) -> None:
    source = Scripted([_fault(cause)], ["xin chào"])
    with pytest.raises(ModelError) as caught:
        _model(source).complete(ASKED, max_tokens=9)
    assert (caught.value.cause, source.tries) == (cause, 1)


def test_tries_end() -> None:
    source = Scripted([_fault(Cause.UNREACHABLE)])
    with pytest.raises(ModelError):
        _model(source).complete(ASKED, max_tokens=9)
    assert source.tries == 3


def test_what_a_reader_has_seen_is_not_begun_again() -> None:
    source = Scripted(["xin ", _fault(Cause.BROKE_OFF)], ["chào"])
    got = []
    with pytest.raises(ModelError):
        got.extend(_model(source).stream(ASKED, max_tokens=9))
    assert source.tries == 1


def test_half_a_reply_nobody_saw_is_thrown_away() -> None:
    source = Scripted(["xin ", _fault(Cause.BROKE_OFF)], ["chào"])
    assert _model(source).complete(ASKED, max_tokens=9).text == "chào"


def test_the_breaker_spares_an_endpoint_that_fails() -> None:
    source = Scripted([_fault(Cause.TIMEOUT)])
    model = _model(source, failures=2)
    for expected in (Cause.TIMEOUT, Cause.TIMEOUT, Cause.RESTING, Cause.RESTING):
        with pytest.raises(ModelError) as caught:
            model.complete(ASKED, max_tokens=9)
        assert caught.value.cause is expected
    assert (source.tries, model.state) == (2, "resting")


def test_a_bad_request_says_nothing_of_the_endpoint() -> None:
    source = Scripted([_fault(Cause.BAD_REQUEST)], [_fault(Cause.BAD_REQUEST)], ["được"])
    model = _model(source, failures=1)
    for _ in range(2):
        with pytest.raises(ModelError):
            model.complete(ASKED, max_tokens=9)
    assert model.complete(ASKED, max_tokens=9).text == "được"
    assert model.state == "ready"


def test_a_stream_ends_without_error_once_cancelled() -> None:
    cancellation = Cancellation()
    source = Scripted(["một ", cancellation.cancel, "hai "])
    assert list(_model(source).stream(ASKED, max_tokens=9, cancellation=cancellation)) == ["một "]
    assert source.left == 1


def test_a_completion_that_was_cancelled_is_none() -> None:
    cancellation = Cancellation()
    source = Scripted(["một ", cancellation.cancel, "hai "])
    with pytest.raises(ModelError) as caught:
        _model(source).complete(ASKED, max_tokens=9, cancellation=cancellation)
    assert caught.value.cause is Cause.CANCELLED


def test_leaving_a_stream_stops_the_source_and_gives_the_turn_back() -> None:
    source = Scripted(["một ", "hai "])
    model = _model(source, concurrency=1)
    for turn in (1, 2):
        stream = model.stream(ASKED, max_tokens=9)
        assert next(iter(stream)) == "một "
        stream.close()  # type: ignore[attr-defined]
        assert source.left == turn


def test_nothing_is_tried_again_for_who_has_left() -> None:
    cancellation = Cancellation()
    source = Scripted([cancellation.cancel, _fault(Cause.UNREACHABLE)], ["xin chào"])
    with pytest.raises(ModelError) as caught:
        _model(source).complete(ASKED, max_tokens=9, cancellation=cancellation)
    assert (caught.value.cause, source.tries) == (Cause.CANCELLED, 1)


def test_one_too_many_waits_briefly_and_is_told_why() -> None:
    running, go_on = threading.Event(), threading.Event()
    source = Scripted([running.set, go_on.wait, "xong"])
    model = _model(source, concurrency=1, queue=0.1)
    replies: list[str] = []
    first = threading.Thread(target=lambda: replies.append(model.complete(ASKED, max_tokens=9).text))
    first.start()
    assert running.wait(10)
    with pytest.raises(ModelError, match="CHIDAO_LLM_CONCURRENCY") as caught:
        model.complete(ASKED, max_tokens=9)
    assert caught.value.cause is Cause.BUSY
    go_on.set()
    first.join()
    assert replies == ["xong"]
    assert model.complete(ASKED, max_tokens=9).text == "xong"


def test_who_leaves_the_queue_does_not_wait() -> None:
    running, go_on = threading.Event(), threading.Event()
    model = _model(Scripted([running.set, go_on.wait, "xong"]), concurrency=1, queue=600)
    first = threading.Thread(target=lambda: model.complete(ASKED, max_tokens=9))
    first.start()
    assert running.wait(10)
    cancellation = Cancellation()
    cancellation.cancel()
    assert list(model.stream(ASKED, max_tokens=9, cancellation=cancellation)) == []
    go_on.set()
    first.join()


def test_the_books_hold_tokens_cost_and_outcomes(caplog: pytest.LogCaptureFixture) -> None:
    source = Scripted(["xin ", "chào", Usage(1000, 500)], [_fault(Cause.TIMEOUT)], ["a", "b", "c"])
    model = _model(source)
    registry = CollectorRegistry()
    for collector in model.account.collectors:
        registry.register(collector)
    with caplog.at_level(logging.INFO):
        generation = model.complete(ASKED, max_tokens=9)
        with pytest.raises(ModelError):
            model.complete(ASKED, max_tokens=9)
        list(model.stream(ASKED, max_tokens=9))
    assert (generation.prompt_tokens, generation.completion_tokens) == (1000, 500)
    totals = model.account.totals
    assert (totals.requests, totals.failed, totals.prompt_tokens) == (3, 1, 1000)
    assert totals.completion_tokens == 503, "an endpoint that counts nothing: its pieces are counted"
    assert totals.cost == pytest.approx((1000 * 2 + 503 * 10) / 1e6)
    told = generate_latest(registry).decode()
    assert 'chidao_llm_requests_total{outcome="ok"} 2.0' in told
    assert 'chidao_llm_requests_total{outcome="timeout"} 1.0' in told
    assert 'chidao_llm_tokens_total{kind="prompt"} 1000.0' in told
    assert "chidao_llm_running 0.0" in told
    assert "outcome=ok prompt_tokens=1000 completion_tokens=500" in caplog.text
    assert "kín" not in caplog.text + told
    assert "chào" not in caplog.text + told


def test_a_source_that_cannot_open_is_a_failure_like_any_other() -> None:
    opened = iter([ModelError(Cause.DENIED, "x"), Scripted(["ok"])])

    def open_source() -> Scripted:
        found = next(opened)
        if isinstance(found, ModelError):
            raise found
        return found

    breaker = Breaker(9, 60)
    account = Account("late", 0, 0, lambda: breaker.is_open)
    model = GuardedModel("late", open_source, Limits(0, 1, 0, 5), breaker, account)
    assert model.state == "unused"
    model.warm()
    assert model.complete(ASKED, max_tokens=9).text == "ok"
