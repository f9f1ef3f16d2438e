"""Follow-ups over the two shipped directives: a row a conversation, the last question being the one answered."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.model import Answer, Question, Status

TODAY = date(2026, 4, 1)
N20, N693 = "20-TB/CQTTBCĐ#", "693-CV/VPTW#"
APRIL = "Bộ KH&CN có việc gì đến hạn trong tháng 4?"
DUE_6, SPANS_1, MONTHLY = f"{N20}sec_3__point_c__indent_6", f"{N20}sec_3__point_c__indent_1", f"{N20}sec_3__point_d~2"


def named(answer: Answer) -> set[str]:
    return {m.task.id for m in answer.tasks if m.role is None or m.role.value != "group"}


@pytest.fixture
def talk(shipped: Assistant):
    def answer(*questions: str) -> Answer:
        *earlier, last = questions
        return shipped.ask(Question(last, TODAY, tuple(earlier)))

    return answer


@pytest.mark.parametrize(
    ("questions", "tasks"),
    [
        # another agency, the same range
        ((APRIL, "Thế còn Bộ Tư pháp?"), {f"{N693}sec_1__point_b"}),
        ((APRIL, "Bộ Tư pháp?"), {f"{N693}sec_1__point_b"}),
        (("Which tasks does MOST own due in April?", "What about the Ministry of Justice?"), {f"{N693}sec_1__point_b"}),
        # another range, the same agency
        ((APRIL, "còn tháng 5?"), {f"{N20}sec_3__point_c__indent_5", SPANS_1, MONTHLY}),
        ((APRIL, "tháng 5 thì sao"), {f"{N20}sec_3__point_c__indent_5", SPANS_1, MONTHLY}),
        # both, in turn
        ((APRIL, "Thế còn Bộ Tư pháp?", "còn tháng 5?"), set()),
        # another role
        (("Bộ Tư pháp có nhiệm vụ gì?", "còn phối hợp?"),
         {f"{N20}sec_3__point_b__item_1", SPANS_1, f"{N20}sec_3__point_l__item_3", f"{N693}sec_4__point_c",
          f"{N693}sec_4__point_d"}),
        # on the result
        ((APRIL, "trong số đó, việc nào là định kỳ?"), {MONTHLY}),
        (("Bộ Tài chính có nhiệm vụ gì?", "trong số đó, việc nào quá hạn?"),
         {f"{N693}sec_2__point_b", f"{N693}sec_2__point_d"}),
        ((APRIL, "việc thứ hai nói rõ hơn"), {MONTHLY}),
        ((APRIL, "the third one, in more detail"), {SPANS_1}),
        ((APRIL, "việc thứ ba nói rõ hơn", "cơ quan nào phối hợp việc đó?"), {SPANS_1}),
        ((APRIL, "việc cuối cùng là gì"), {SPANS_1}),
        (("ai đưa Mạng mật liên thông vào vận hành chính thức?", "khi nào?"), {f"{N20}sec_3__point_e"}),
        # corrections
        (("Bộ Quốc phòng có việc gì đến hạn trong tháng 4?", "ý tôi là Bộ Tư pháp"), {f"{N693}sec_1__point_b"}),
        # a new topic resets
        ((APRIL, "Bộ Công Thương có nhiệm vụ gì?"), {f"{N20}sec_2__point_c__indent_3~1", f"{N20}sec_3__point_h"}),
    ],
)  # fmt: skip
def test_follow_ups(talk, questions: tuple[str, ...], tasks: set[str]) -> None:
    assert named(talk(*questions)) == tasks


def test_sorting_keeps_the_set_and_puts_the_earliest_first(talk) -> None:
    question = "Văn phòng Trung ương Đảng có nhiệm vụ gì?"
    before, after = talk(question), talk(question, "sắp theo thời hạn")
    assert named(after) == named(before)
    last_days = [[d.last for d in m.task.deadlines if d.last] for m in after.tasks if m.role and m.role.value == "lead"]
    dated = [max(days) for days in last_days if days]
    assert dated == sorted(dated)
    assert not any(days for days in last_days[len(dated) :])


def test_a_number_that_the_list_does_not_have(talk) -> None:
    answer = talk(APRIL, "việc thứ chín là gì")
    assert answer.status is Status.NO_MATCH
    assert not answer.tasks


def test_an_answer_to_a_question_asked_back(talk) -> None:
    first = talk("BTC có việc gì?")
    assert first.status is Status.CLARIFY
    second = talk("BTC có việc gì?", "Bộ Tài chính")
    assert named(second) == {f"{N693}sec_2__point_b", f"{N693}sec_2__point_d"}


def test_a_question_about_something_else_is_not_a_follow_up(talk) -> None:
    assert talk(APRIL, "What is the capital of France?").status is Status.OUT_OF_SCOPE
    assert "Võ Thành Hưng" in talk(APRIL, "Ai ký công văn 693?").text
