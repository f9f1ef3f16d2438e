"""Conversations in the record: what belongs together, whose it is, how it is found and how it goes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from assistant.conversations import Conversations
from assistant.database import open_database
from assistant.history import ANSWERS, FEEDBACK, Feedback, History, Sitting

LAN, MAI = Sitting("s", "lan"), Sitting("s", "mai")


def said(question: str, answer: str = "") -> dict[str, str]:
    return {"question": question, "status": "answered", "language": "vi", "answer": answer}


@dataclass(frozen=True)
class Record:
    history: History
    conversations: Conversations

    def titles(self, owner: str, text: str = "") -> list[str]:
        return [each.title for each in self.conversations.search(owner, text).conversations]

    def only(self, owner: str) -> str:
        (found,) = self.conversations.search(owner).conversations
        return found.id

    def rows(self) -> tuple[int, int]:
        with self.history._engine.connect() as connection:
            counts = [connection.execute(select(func.count()).select_from(t)).scalar_one() for t in (ANSWERS, FEEDBACK)]
        return counts[0], counts[1]


@pytest.fixture
def record(database_url: str) -> Iterator[Record]:
    engine = open_database(database_url)
    yield Record(History(engine), Conversations(engine))
    engine.dispose()


def test_a_session_is_one_conversation_of_its_owner(record: Record) -> None:
    for sitting, question in ((LAN, "một"), (MAI, "hai"), (LAN, "ba"), (Sitting("t", "lan"), "bốn")):
        record.history.save_answer(sitting, said(question))
    assert record.titles("lan") == ["bốn", "một"]
    assert record.titles("mai") == ["hai"]
    found = record.conversations.search("lan").conversations[1]
    assert [turn.answer["question"] for turn in record.conversations.turns("lan", found.id)] == ["một", "ba"]
    assert found.questions == 2 and found.begun_at < found.used_at


def test_the_newest_used_stands_first(record: Record) -> None:
    for session in ("a", "b", "c", "a"):
        record.history.save_answer(Sitting(session, "lan"), said(session))
    assert record.titles("lan") == ["a", "c", "b"]
    page = record.conversations.search("lan", first=1, limit=1)
    assert ([each.title for each in page.conversations], page.total) == (["c"], 3)


def test_nobodys_questions_are_on_record_and_in_no_list(record: Record) -> None:
    record.history.save_answer(Sitting("s"), said("một"))
    assert record.history.count() == 1
    assert record.titles("") == record.titles("lan") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bộ Công an", ["Việc của bộ công an", "bo cong an lam gi"]),
        ("bo cong an", ["Việc của bộ công an", "bo cong an lam gi"]),
        ("BỘ CÔNG AN làm gì", ["bo cong an lam gi"]),
        (unicodedata.normalize("NFD", "định danh"), ["bo cong an lam gi"]),
        ("dinh danh", ["bo cong an lam gi"]),
        ("điện tử, định danh", ["bo cong an lam gi"]),
        ("công an còn", []),
        ("ang", []),
        ("693 CV vptw", ["bo cong an lam gi"]),
        ("100%", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("%", ["Việc của bộ công an", "bo cong an lam gi"]),
        ("", ["Việc của bộ công an", "bo cong an lam gi"]),
    ],
)
def test_search_in_questions_and_answers(record: Record, text: str, found: list[str]) -> None:
    record.history.save_answer(
        Sitting("a", "lan"), said("bo cong an lam gi", "Triển khai định danh điện tử, Công văn 693-CV/VPTW.")
    )
    record.history.save_answer(Sitting("a", "lan"), said("còn việc nào nữa"))
    record.history.save_answer(Sitting("b", "lan"), said("Việc của bộ công an"))
    record.history.save_answer(Sitting("c", "mai"), said("Việc của bộ công an, định danh điện tử làm gì"))
    assert record.titles("lan", text) == found


def test_words_as_they_stand_come_before_words_apart(record: Record) -> None:
    record.history.save_answer(Sitting("a", "lan"), said("báo cáo tài chính năm nay"))
    record.history.save_answer(Sitting("b", "lan"), said("tài liệu chính"))
    assert record.titles("lan", "tai chinh") == ["báo cáo tài chính năm nay", "tài liệu chính"]


def test_a_new_title_is_found_and_the_answers_still_are(record: Record) -> None:
    record.history.save_answer(LAN, said("một", "hai"))
    assert record.conversations.rename("lan", record.only("lan"), "  Báo cáo\n quý II ")
    assert record.titles("lan", "bao cao") == record.titles("lan", "hai") == ["Báo cáo quý II"]
    assert not record.conversations.rename("lan", record.only("lan"), " \n")
    assert record.conversations.rename("lan", record.only("lan"), "d" * 500)
    assert record.titles("lan") == ["d" * 200]


def test_another_persons_conversation_is_out_of_reach(record: Record) -> None:
    record.history.save_answer(MAI, said("một"))
    hers = record.only("mai")
    for owner in ("lan", "", "MAI", "%"):
        assert record.conversations.find(owner, hers) is None
        assert record.conversations.turns(owner, hers) == []
        assert not record.conversations.rename(owner, hers, "của tôi")
        assert not record.conversations.delete(owner, hers)
    assert record.titles("mai") == ["một"] and record.rows() == (1, 0)


def test_an_id_that_no_database_can_hold_is_nobodys(record: Record) -> None:
    record.history.save_answer(LAN, said("một"))
    assert record.conversations.find("lan", "\0") is None and record.conversations.turns("lan", "\0") == []
    assert not record.conversations.rename("lan", "\0", "hai") and not record.conversations.delete("lan", "\0")
    assert record.titles("lan") == ["một"]


def test_deleting_takes_answers_and_feedback_along(record: Record) -> None:
    answer_id = record.history.save_answer(LAN, said("một"))
    record.history.save_feedback(Feedback(answer_id, "up"))
    kept = record.history.save_answer(MAI, said("hai"))
    record.history.save_feedback(Feedback(kept, "down"))
    gone = record.only("lan")
    assert record.conversations.delete("lan", gone)
    assert record.conversations.find("lan", gone) is None and record.history.answer(answer_id) is None
    assert record.rows() == (1, 1)
    record.history.save_answer(LAN, said("lại"))  # the chat was still open
    assert record.titles("lan") == ["lại"] and record.only("lan") != gone


def test_an_answer_that_is_reworded_is_found_by_its_new_words(record: Record) -> None:
    answer_id = record.history.save_answer(LAN, said("một", "tính ra"))
    record.history.reword_answer(answer_id, said("một", "diễn đạt"))
    assert record.titles("lan", "dien dat") == ["một"] and record.titles("lan", "tinh ra") == []


def test_many_first_answers_at_once_begin_one_conversation(record: Record) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: record.history.save_answer(LAN, said(f"câu {n}")), range(60)))
    found = record.conversations.find("lan", record.only("lan"))
    assert found is not None and found.questions == 60
