"""What the corpus settles: when tasks were given, the last deadline of all, a name by the work, a document not held."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.model import Answer, Intent, Question, Status

N693, N20 = "693-CV/VPTW", "20-TB/CQTTBCĐ"


@pytest.fixture
def ask(shipped: Assistant):
    def asked(question: str, today: date = date(2026, 4, 1)) -> Answer:
        return shipped.ask(Question(question, today))

    return asked


@pytest.mark.parametrize(
    "question",
    ["Việc nào được giao trong tháng 3?", "viec nao duoc giao trong thang 3", "Nhiệm vụ mới giao từ tháng 3 đến nay"],
)
def test_what_was_given_in_a_month_is_in_the_documents_of_it(ask, question: str) -> None:
    answer = ask(question)
    assert set(answer.interpretation.documents) == {N693, N20} and answer.interpretation.due is None
    assert "văn bản ban hành trong thời gian từ 01/3/2026" in answer.text


def test_of_a_time_without_documents_none_are_listed(ask) -> None:
    answer = ask("Bộ Công an được giao trong năm 2024 những việc gì?")
    assert (answer.interpretation.intent, answer.status, answer.tasks) == (Intent.LIST_DOCUMENTS, Status.NO_MATCH, ())


@pytest.mark.parametrize(
    "question", ["Bộ Công an được giao những việc nào phải xong trong tháng 4?", "Bộ Công an có việc gì trong tháng 4?"]
)
def test_what_has_to_be_done_in_a_month_is_due_then(ask, question: str) -> None:
    assert ask(question).interpretation.due is not None


def test_the_last_deadline_of_a_document_is_told_though_it_is_past(ask) -> None:
    answer = ask("Việc nào có hạn muộn nhất trong công văn 693?", date(2028, 4, 1))
    assert answer.status is Status.ANSWERED
    assert {matched.document for matched in answer.tasks} == {N693}
    assert max(d.last for m in answer.tasks for d in m.task.deadlines if d.last) == date(2026, 4, 4)


def test_where_nothing_is_to_come_what_passed_last_is_told(ask) -> None:
    answer = ask("Bộ Công an việc nào sắp đến hạn nhất?", date(2030, 4, 1))
    assert answer.status is Status.NO_MATCH
    assert "thời hạn gần nhất đã qua là" in answer.text


def test_the_task_of_an_agency_that_a_document_not_held_is_mentioned_in_answers(ask) -> None:
    answer = ask("VPTW phải ban hành HD thực hiện KH 01-KH/BCĐTW chậm nhất khi nào?")
    assert [m.task.clause for m in answer.tasks] == [f"{N20}#sec_3__point_l__item_2"]
    assert "không có trong kho văn bản" in answer.text


def test_a_name_with_several_bearers_means_the_one_that_has_the_work(ask) -> None:
    answer = ask("BTC sửa đổi Thông tư 130/2025/TT-BTC thì hạn tháng mấy?")
    assert answer.status is Status.CLARIFY  # of a document that is not held
    answer = ask("BTC cập nhật định mức, đơn giá mua sắm thiết bị đầu cuối hạn khi nào?")
    assert answer.interpretation.agencies[:1] == ("bo-tai-chinh",)
    assert "“BTC” được hiểu là Bộ Tài chính" in answer.text


def test_a_name_is_asked_about_where_a_list_is_wanted(ask) -> None:
    assert ask("BTC có việc gì?").status is Status.CLARIFY
