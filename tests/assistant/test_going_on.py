"""Short questions that go on about the clause just quoted, and those that do not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.lexical.focus import focus_of
from assistant.model import Answer, Question, Status
from assistant.understand.intents import _WHOSE

TODAY = date(2026, 4, 1)


def _talk(assistant: Assistant, *questions: str) -> Answer:
    *earlier, last = questions
    return assistant.ask(Question(last, TODAY, tuple(earlier)))


def _cited(answer: Answer) -> set[str]:
    return {citation.clause for citation in answer.citations}


TRACE = "Việc truy xuất nguồn gốc nông sản giao cho ai?"
LITERACY = "Bình dân học vụ số giao cơ quan nào đánh giá theo công văn 693?"
ARCHITECTURE = "Kiến trúc hệ thống giải quyết thủ tục hành chính ai xem lại?"


@pytest.mark.parametrize(
    ("questions", "clause"),
    [
        ((TRACE, "Báo cáo theo chu kỳ nào?"), "20-TB/CQTTBCĐ#sec_3__point_i"),
        ((TRACE, "Bao cao theo chu ky nao?"), "20-TB/CQTTBCĐ#sec_3__point_i"),
        ((TRACE, "Những sản phẩm nào?"), "20-TB/CQTTBCĐ#sec_3__point_i"),
        ((TRACE, "Gửi về đâu?"), "20-TB/CQTTBCĐ#sec_3__point_i"),
        ((TRACE, "Báo cáo theo chu kỳ nào?", "Gửi cho ai?"), "20-TB/CQTTBCĐ#sec_3__point_i"),
        ((LITERACY, "Họ phải báo cáo cho ai?"), "693-CV/VPTW#sec_5"),
        ((LITERACY, "Để làm gì?"), "693-CV/VPTW#sec_5"),
        ((ARCHITECTURE, "Dựa trên vướng mắc của địa phương nào?"), "693-CV/VPTW#sec_4__point_b"),
        (("Mạng mật liên thông bao giờ chạy chính thức?", "Bộ nào chỉ đạo?"), "20-TB/CQTTBCĐ#sec_3__point_e"),
    ],
)
def test_what_was_quoted_answers_the_short_question_after_it(
    shipped: Assistant, questions: tuple[str, ...], clause: str
) -> None:
    answer = _talk(shipped, *questions)
    assert answer.status is Status.ANSWERED
    assert any(each == clause or each.startswith(clause + "__") for each in _cited(answer))


@pytest.mark.parametrize(
    ("questions", "clause"),
    [
        # its own words are held elsewhere
        ((TRACE, "Mạng mật liên thông vận hành chính thức khi nào?"), "20-TB/CQTTBCĐ#sec_3__point_e"),
        # it names a body
        ((TRACE, "Bộ Ngoại giao kết nối dữ liệu về ai?"), "20-TB/CQTTBCĐ#sec_3__point_g__indent_1"),
    ],
)
def test_a_question_with_words_of_its_own_stands_alone(
    shipped: Assistant, questions: tuple[str, ...], clause: str
) -> None:
    assert clause in _cited(_talk(shipped, *questions))


@pytest.mark.parametrize(
    "last", ["Chi phí làm việc này là bao nhiêu tỷ đồng?", "Bao nhiêu người tham gia?", "Số điện thoại của họ?"]
)
def test_a_figure_that_the_clause_quoted_does_not_state_is_not_looked_for_elsewhere(
    shipped: Assistant, last: str
) -> None:
    answer = _talk(shipped, TRACE, last)
    assert answer.status in {Status.NO_MATCH, Status.OUT_OF_SCOPE}


def test_the_earlier_question_is_found_by_its_own_words(shipped: Assistant) -> None:
    """What a follow-up points at is what the earlier answer told of, however little the follow-up says."""
    first = _talk(shipped, ARCHITECTURE)
    assert _cited(first) == _cited(_talk(shipped, ARCHITECTURE, "Hạn khi nào?"))


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        ("Chị ấy bao nhiêu tuổi?", "age"),
        ("Người ký sinh năm nào?", "age"),
        ("Hỏi thêm thì gọi cho ai?", "phone"),
        ("Liên hệ ai, số máy nào?", "phone"),
        ("Nên nghiên cứu mấy chuyện gì?", None),
        ("Làm mấy bữa một lần?", None),
        ("Rà quét mấy tuần một lần?", None),
    ],
)
def test_which_figure_is_asked_for(ask: str, name: str | None) -> None:
    focus = focus_of(ask)
    assert (focus.name if focus else None) == name


@pytest.mark.parametrize(
    ("folded", "whose"),
    [
        ("\0\0\0\0 do ai quan ly", True),
        ("ai quan ly \0\0\0\0", True),
        ("tro ly ao o \0\0\0\0 do ai chay", False),
        ("tro ly ao tai \0\0\0\0 thuoc don vi nao", False),
    ],
)
def test_a_place_is_nothing_that_somebody_is_in_charge_of(folded: str, whose: bool) -> None:
    assert (_WHOSE.search(folded) is not None) is whose
