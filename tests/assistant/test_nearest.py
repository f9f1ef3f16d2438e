"""Between an answer and a refusal: what may be meant is quoted and said to be uncertain."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.messages import text
from assistant.model import Answer, Language, Question, Status

TODAY = date(2026, 4, 1)
UNSURE = text(Language.VI, "search.unsure")


def _ask(assistant: Assistant, ask: str) -> Answer:
    return assistant.ask(Question(ask, TODAY))


@pytest.mark.parametrize(
    ("ask", "clause"),
    [
        ("đóng hệ thống cũ của địa phương được không", "693-CV/VPTW#sec_4__point_c"),
    ],
)
def test_what_may_be_meant_is_quoted_and_said_to_be_uncertain(shipped: Assistant, ask: str, clause: str) -> None:
    answer = _ask(shipped, ask)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(UNSURE)
    assert clause in {citation.clause for citation in answer.citations}


@pytest.mark.parametrize(
    "ask",
    [
        "25 dịch vụ công trực tuyến có lưu lượng sử dụng nhiều nhất do ai đánh giá?",
        "Điều lệ mẫu của quỹ thì cơ quan nào soạn?",
    ],
)
def test_what_certainly_answers_is_not_called_uncertain(shipped: Assistant, ask: str) -> None:
    answer = _ask(shipped, ask)
    assert answer.status is Status.ANSWERED
    assert UNSURE not in answer.text


@pytest.mark.parametrize(
    "ask",
    [
        "25 dich vụ công chực tuyến tốn bao nhiêu tiền?",  # a figure is never guessed at
        "25 dich vụ công chực tuyến của năm 2031 ra sao?",  # nor another year's
        "Khung tiêu chí chuyển đổi xanh chọn dự án thế nào?",
        pytest.param(
            "Giáo viên tiểu học dạy tin học kiểu mới ai lo?",
            marks=pytest.mark.xfail(strict=True, reason="a clause on digital skills in schools may be meant"),
        ),
        "Ai dán?",  # one syllable tells no passage from another
    ],
)
def test_what_is_only_near_is_refused(shipped: Assistant, ask: str) -> None:
    answer = _ask(shipped, ask)
    assert answer.status in {Status.NO_MATCH, Status.OUT_OF_SCOPE}
    assert UNSURE not in answer.text


def test_an_agency_written_short_is_found_where_it_is_written_out(shipped: Assistant) -> None:
    """A filter on the agency would find nothing; the passage that names it in full is its own."""
    answer = _ask(shipped, "UBND TP Hà Nội đánh giá dịch vụ công trực tuyến nào có nhiều lưu lượng?")
    assert "693-CV/VPTW#sec_4__point_d" in {citation.clause for citation in answer.citations}


def test_a_list_that_holds_nothing_is_not_answered_with_what_shares_a_word(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Tỉnh đoàn có được giao gì không", date(2026, 4, 1)))
    assert answer.status is Status.NO_MATCH and not answer.citations
