"""The record: what was answered, and what people said of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.database import open_database
from assistant.history import Feedback, History, Sitting

ANSWER = {"question": "Ai ký?", "status": "answered", "language": "vi", "answer": "Ông A [1]"}
SITTING = Sitting("s")


@pytest.fixture
def history(database_url: str) -> Iterator[History]:
    engine = open_database(database_url)
    yield History(engine)
    engine.dispose()


def test_an_answer_comes_back_as_it_was(history: History) -> None:
    answer_id = history.save_answer(SITTING, ANSWER)
    assert history.answer(answer_id) == ANSWER
    assert history.answer("0" * 32) is None


def test_questions_of_a_session_in_order(history: History) -> None:
    for text in ("một", "hai", "ba"):
        history.save_answer(SITTING, {**ANSWER, "question": text})
    history.save_answer(Sitting("other"), ANSWER)
    assert history.questions("s") == ["một", "hai", "ba"]


def test_feedback_needs_an_answer(history: History) -> None:
    said = Feedback(history.save_answer(SITTING, ANSWER), "down", "wrong", "Sai ngày")
    assert history.save_feedback(said)
    assert not history.save_feedback(Feedback("0" * 32, "up"))
    assert history.feedback(said.answer) == [said]


def test_the_record_survives_a_restart(database_url: str) -> None:
    first = open_database(database_url)
    answer_id = History(first).save_answer(SITTING, ANSWER)
    first.dispose()
    second = open_database(database_url)
    assert History(second).answer(answer_id) == ANSWER
    second.dispose()


def test_nothing_is_lost_when_many_write_at_once(history: History) -> None:
    with ThreadPoolExecutor(16) as pool:
        ids = set(pool.map(lambda n: history.save_answer(Sitting(f"s{n}"), ANSWER), range(400)))
    assert len(ids) == history.count() == 400


@pytest.mark.parametrize("sent", ["a\0b", "a\ud800b", "ß\0" * 200], ids=["nul", "surrogate", "grows"])
def test_what_no_database_can_hold_is_replaced(history: History, sent: str) -> None:
    session = sent[:50]
    answer_id = history.save_answer(Sitting(session, "lan"), {**ANSWER, "question": sent})
    kept = sent.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert history.questions(session) == [kept]
    assert history.save_feedback(Feedback(answer_id, "down", comment=sent))
    assert history.feedback(answer_id) == [Feedback(answer_id, "down", comment=kept)]
