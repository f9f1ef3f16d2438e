"""Sentences out of a stream: whole ones only, however the pieces are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording.sentences import Sentences

TEXT = (
    "Bộ Y tế chủ trì tại TP. Hồ Chí Minh theo Nghị quyết số 66.7/2025/NQ-CP. [1] [2]\n"
    "- **Bộ Tài chính** phối hợp [3]. Hạn là trước ngày 10/3/2026 [1]–[3]. Câu bỏ dở"
)
WHOLE = [
    "Bộ Y tế chủ trì tại TP. Hồ Chí Minh theo Nghị quyết số 66.7/2025/NQ-CP [1] [2].",
    "Bộ Tài chính phối hợp [3].",
    "Hạn là trước ngày 10/3/2026 [1] [2] [3].",
    "Câu bỏ dở",
]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=60))
def test_pieces_of_any_length_give_the_same_sentences(lengths: list[int]) -> None:
    collected, found, rest = Sentences(), [], TEXT
    for length in lengths:
        found += collected.feed(rest[:length])
        rest = rest[length:]
    found += collected.feed(rest)
    assert found + collected.end() == WHOLE


def test_a_sentence_comes_when_the_next_begins() -> None:
    collected = Sentences()
    assert collected.feed("Bộ Y tế chủ trì [1]. ") == []
    assert collected.feed("Bộ ") == ["Bộ Y tế chủ trì [1]."]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "[", "[1", "“"])
def test_nothing_makes_no_sentence_or_a_harmless_one(text: str) -> None:
    collected = Sentences()
    assert len([*collected.feed(text), *collected.end()]) <= 1


def test_a_reply_without_an_end_is_given_up() -> None:
    collected = Sentences()
    assert [s for _ in range(300) for s in collected.feed("a" * 100)] == []
    assert collected.end() == []
