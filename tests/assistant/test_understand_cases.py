"""Understanding beside its table of cases (``test_utterances.py``): what depends on the corpus, and any text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st
from utterance_builders import TODAY, shipped_context

from assistant.model import Intent, Question
from assistant.understand import interpret


def test_a_name_with_two_bearers_means_the_one_that_occurs_in_the_corpus() -> None:
    context = replace(shipped_context(), find_mentions=lambda: frozenset({"bo-tai-chinh", "bo-tu-phap"}))
    understanding = interpret(Question("BTC có nhiệm vụ gì?", TODAY), context)
    assert understanding.interpretation.agencies == ("bo-tai-chinh",)
    assert understanding.clarify is None


# What the grammar looks for, in any order and any number, between any other text
PIECES = st.sampled_from([
    *"bộ|Bộ Tài chính|bo tai chinh|Tư pháp|Ban Chỉ đạo|Sở Y tế|Văn phòng|UBND|tỉnh Bắc Giang|Cục|của|việc".split("|"),
    *"công văn|CV|693|20-TB|20-TB/CQTTBCĐ|số|Luật Đất đai 2024|có|gì|,|và|-|–|/|&|?|\u0300|\u0323|\0|٣|Ⅳ|İ".split("|"),
    *"ngày|tháng|tư|quý|II|năm|2026|30/2|1/4|31.12.2099|tuần|này|sau|tới|trước|đến hết|từ|đến|đầu|cuối|nửa".split("|"),
    *"1,|1-|A-B-|Q2|Số 1/TB|Bộ A,|TP.HCM|quý II|a@b.c|không kể|viecj ddeens hanj|UBND xã|sở, ngành,".split("|"),
    *"quá hạn|sắp đến hạn|trong vòng|999|within|the next|May|Friday|end of|by|Q5|h1|thứ hai|mùng|Tết".split("|"),
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=2_000),
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=300).map(" ".join),
    st.builds(lambda piece, times: ((piece + " ") * times)[:2_000], PIECES, st.integers(1, 400)),
    st.builds(lambda digits, gap: gap.join(digits)[:2_000], st.lists(st.text("0123456789", max_size=6), max_size=300),
              st.sampled_from(["", " ", "/", "-", ".", ", "])),
)  # fmt: skip


@given(TEXTS, st.dates(date(1990, 1, 1), date(2190, 12, 31)))
@example("việc tháng ¹, CHÈ:¹", date(2026, 4, 1))  # a digit that is no number to int()
@settings(max_examples=300, deadline=None)
def test_any_text_is_understood_somehow_on_any_day(question: str, today: date) -> None:
    understanding = interpret(Question(question[:2_000], today), shipped_context())
    assert isinstance(understanding.interpretation.intent, Intent)


@given(TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_any_text_may_follow_any_other(earlier: str, question: str) -> None:
    understanding = interpret(Question(question[:2_000], TODAY, (earlier[:2_000],)), shipped_context())
    assert isinstance(understanding.interpretation.intent, Intent)
