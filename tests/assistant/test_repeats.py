"""What is given twice is told with both places and both deadlines, on every face, to who may see both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from life_builders import FINGERPRINT, FlatEmbedder

from assistant.answer import Assistant
from assistant.corpus_view import CorpusView
from assistant.ingest import File, ingest
from assistant.model import Answer, Language, Question
from assistant.wire import answer_json
from corpus.agencies import registry
from corpus.model import Audience
from index.store import Store, open_store

PUBLIC = frozenset({Audience.PUBLIC})
EVERYONE = frozenset(Audience)
CONNECT = "Bộ Y tế chủ trì kết nối nền tảng hồ sơ sức khỏe điện tử với các bệnh viện trung ương"
EARLIER, LATER = "896/CV-BKHCN", "903/CV-BKHCN"


def dispatch(number: str, day: str, *clauses: str, audience: Audience = Audience.PUBLIC) -> File:
    head = f"BỘ KHOA HỌC VÀ CÔNG NGHỆ\nSố: {number}\nHà Nội, ngày {day} năm 2026\nCÔNG VĂN\nVề nền tảng số\n"
    body = "".join(f"{n}. {clause}\n" for n, clause in enumerate(clauses, 1))
    return File(f"{number.replace('/', '-')}.txt", (head + body).encode(), audience)


FIRST = dispatch(
    EARLIER, "05 tháng 01", f"{CONNECT}; hoàn thành trước ngày 28/02/2026.", "Bộ Y tế lập danh mục thuốc hiếm."
)
AGAIN = dispatch(
    LATER,
    "18 tháng 3",
    f"{CONNECT}. Nhiệm vụ này đã được yêu cầu tại Công văn số {EARLIER} ngày 05/01/2026; chậm nhất ngày 20/4/2026.",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, fingerprint=FINGERPRINT)
    yield opened
    opened.close()


def ask(store: Store, text: str, audiences: frozenset[Audience] = EVERYONE, language: Language = Language.VI) -> Answer:
    assistant = Assistant(CorpusView(store, registry()), FlatEmbedder())
    return assistant.ask(Question(text, date(2026, 4, 1), (), language, audiences))


def test_a_list_says_that_what_is_overdue_was_given_again_with_another_deadline(store: Store) -> None:
    ingest(store, FlatEmbedder(), [FIRST, AGAIN])
    answer = ask(store, "Bộ Y tế có việc nào quá hạn?")
    assert [matched.document for matched in answer.tasks] == [EARLIER]
    (line,) = [line for line in answer.text.splitlines() if "giao lại" in line]
    assert f"Mục 1, Công văn số {LATER} ngày 18/3/2026" in line and "20/4/2026" in line
    told = {c.document: c.quote for c in answer.citations if f"[{c.n}]" in line}
    assert set(told) == {EARLIER, LATER} and "20/4/2026" in told[LATER]


def test_of_two_in_one_list_the_pair_is_told_once(store: Store) -> None:
    ingest(store, FlatEmbedder(), [FIRST, AGAIN])
    answer = ask(store, "Bộ Y tế có những nhiệm vụ gì?")
    assert len(answer.tasks) == 3
    (line,) = [line for line in answer.text.splitlines() if "giao trước đó" in line]
    assert f"Mục 1, Công văn số {EARLIER} ngày 05/01/2026" in line and "giao lại" not in answer.text
    told = {task["clause"]: task["repeats"] for task in answer_json(answer)["tasks"]}
    assert told[f"{LATER}#sec_1"] == f"{EARLIER}#sec_1" and told[f"{EARLIER}#sec_2"] is None


@pytest.mark.parametrize(
    ("question", "language"),
    [("Khi nào phải xong việc kết nối nền tảng hồ sơ sức khỏe điện tử theo Công văn 903?", Language.VI),
     ("Ai chủ trì kết nối nền tảng hồ sơ sức khỏe điện tử theo Công văn 903?", Language.VI),
     ("which tasks does 903/CV-BKHCN give to the Ministry of Health?", Language.EN)],
)  # fmt: skip
def test_questions_about_one_task_say_where_it_was_given_before(
    store: Store, question: str, language: Language
) -> None:
    ingest(store, FlatEmbedder(), [FIRST, AGAIN])
    answer = ask(store, question, language=language)
    words = "was given before in" if language is Language.EN else "đã được giao trước đó tại"
    assert words in answer.text and EARLIER in answer.text


def test_who_may_not_see_the_other_document_learns_nothing_of_it(store: Store) -> None:
    hidden = dispatch(LATER, "18 tháng 3", f"{CONNECT}; chậm nhất ngày 20/4/2026.", audience=Audience.INTERNAL)
    ingest(store, FlatEmbedder(), [FIRST, hidden])
    assert "giao lại" in ask(store, "Bộ Y tế có việc nào quá hạn?").text
    public = ask(store, "Bộ Y tế có việc nào quá hạn?", PUBLIC)
    assert "giao lại" not in public.text and LATER not in public.text and not public.repeats


def test_a_document_that_is_named_and_not_held_is_told_in_the_directives_own_words(store: Store) -> None:
    ingest(store, FlatEmbedder(), [AGAIN])
    answer = ask(store, "Khi nào Bộ Y tế phải kết nối nền tảng hồ sơ sức khỏe điện tử?")
    assert f"đã được giao tại Công văn số {EARLIER} ngày 05/01/2026; văn bản đó không có trong kho" in " ".join(
        answer.text.split()
    )


def test_of_many_a_few_are_told_and_the_rest_counted(store: Store) -> None:
    works = [f"Bộ Y tế chủ trì số hóa toàn bộ hồ sơ bệnh án mẫu số {n} của ngành trong tháng 3/2026." for n in range(5)]
    again = [work.replace("tháng 3", "tháng 5") for work in works]
    ingest(store, FlatEmbedder(), [dispatch(EARLIER, "05 tháng 01", *works), dispatch(LATER, "18 tháng 3", *again)])
    answer = ask(store, "Bộ Y tế có những nhiệm vụ gì?")
    assert answer.text.count("đã được giao trước đó tại") == 3 and "Còn 2 việc khác" in answer.text


def test_a_replaced_document_gives_nothing_again(store: Store) -> None:
    act = dispatch("910/CV-BKHCN", "20 tháng 3", f"Công văn này thay thế Công văn số {LATER} ngày 18/3/2026.")
    ingest(store, FlatEmbedder(), [FIRST, AGAIN, act])
    assert "giao lại" not in ask(store, "Bộ Y tế có việc nào quá hạn?").text
