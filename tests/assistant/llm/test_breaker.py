"""The circuit breaker: when it opens, what it lets through, when it closes."""

from __future__ import annotations

import threading

import pytest

from assistant.llm.breaker import Breaker
from assistant.llm.faults import Cause, ModelError


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _refused(breaker: Breaker) -> bool:
    try:
        breaker.admit()
    except ModelError as error:
        assert error.cause is Cause.RESTING
        return True
    return False


def test_opens_after_so_many_failures_in_a_row() -> None:
    breaker = Breaker(3, 10, Clock())
    for ends in (breaker.fail, breaker.fail, breaker.succeed, breaker.fail, breaker.fail):
        breaker.admit()
        ends()
    assert not breaker.is_open
    breaker.admit()
    breaker.fail()
    assert breaker.is_open
    assert _refused(breaker)


def test_tries_once_after_the_rest_and_closes_on_success() -> None:
    clock = Clock()
    breaker = Breaker(1, 10, clock)
    breaker.admit()
    breaker.fail()
    clock.now = 10
    breaker.admit()
    assert _refused(breaker), "one trial at a time"
    breaker.succeed()
    breaker.admit()
    breaker.admit()


def test_a_failed_trial_rests_again() -> None:
    clock = Clock()
    breaker = Breaker(2, 10, clock)
    for _ in range(2):
        breaker.admit()
        breaker.fail()
    clock.now = 10
    breaker.admit()
    breaker.fail()
    clock.now = 19.9
    assert _refused(breaker)
    clock.now = 20
    breaker.admit()


@pytest.mark.parametrize("cycles", [1, 3])
def test_a_trial_that_tells_nothing_leaves_room_for_the_next(cycles: int) -> None:
    clock = Clock()
    breaker = Breaker(1, 10, clock)
    breaker.admit()
    breaker.fail()
    clock.now = 10
    for _ in range(cycles):
        breaker.admit()
        breaker.forget()
    assert breaker.is_open


def test_of_many_threads_one_gets_the_trial() -> None:
    clock = Clock()
    breaker = Breaker(1, 10, clock)
    breaker.admit()
    breaker.fail()
    clock.now = 10
    refused: list[bool] = []
    threads = [threading.Thread(target=lambda: refused.append(_refused(breaker))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(refused) == [False, *[True] * 15]
