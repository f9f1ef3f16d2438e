"""Understanding beside its table of cases (``test_utterances.py``): what depends on the corpus, and any text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from utterance_builders import TODAY, shipped_context

from assistant.model import Intent, Question
from assistant.understand import interpret


def test_a_name_with_two_bearers_means_the_one_that_occurs_in_the_corpus() -> None:
    context = replace(shipped_context(), find_mentions=lambda: frozenset({"bo-tai-chinh", "bo-tu-phap"}))
    understanding = interpret(Question("BTC có nhiệm vụ gì?", TODAY), context)
    assert understanding.interpretation.agencies == ("bo-tai-chinh",)
    assert understanding.clarify is None


@given(st.text(max_size=2_000))
@settings(max_examples=150, deadline=None)
def test_any_text_is_understood_somehow(question: str) -> None:
    assert isinstance(interpret(Question(question, TODAY), shipped_context()).interpretation.intent, Intent)
