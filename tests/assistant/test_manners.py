"""Politeness at the edges of a question."""

from __future__ import annotations

import time

import pytest

from assistant.understand.manners import without_manners

_LONGEST_SECONDS = 0.2
"""Processor time for 2,000 characters; reading them whole takes a quarter of it."""


@pytest.mark.parametrize("piece", ["bạn ơi, ", "dạ anh ơi, ", "anh chị em ", "cho em hỏi ", "ạ nhé ", "giúp em với ạ "])
def test_manners_repeated_take_no_time(piece: str) -> None:
    began = time.process_time()
    without_manners((piece * 400)[:2_000])
    assert time.process_time() - began < _LONGEST_SECONDS


@pytest.mark.parametrize(
    "question", ["Chào em", "Dạ", "Đà Nẵng có việc gì", "Nội dung điểm a", "Ban Đảng nào có việc?"]
)
def test_what_is_no_politeness_stays(question: str) -> None:
    assert without_manners(question) == question
