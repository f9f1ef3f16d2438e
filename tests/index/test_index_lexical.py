from __future__ import annotations

from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import fold
from index.lexical import encode_document, encode_query, is_plain_vietnamese, weighted_query

U32 = 2**32


def test_the_numbers_of_terms_never_change():
    """The CRC-32 of "bo", "y", "te", "bo y" and "y te". Stored vectors depend on them: if this fails, raise FORMAT."""
    assert encode_query("Bộ Y tế").indices == (928136154, 1337819571, 2041929679, 3407832851, 4225443349)
    assert encode_query("693-CV/VPTW").indices == encode_query("693-cv/vptw").indices
    assert len(encode_query("693-CV/VPTW").indices) == 6  # three parts, two pairs, the number itself


@given(st.text())
def test_vectors_are_what_engines_accept(text: str):
    for vector in (encode_query(text), encode_document(text)):
        assert len(vector.indices) == len(vector.values)
        assert list(vector.indices) == sorted(set(vector.indices))
        assert all(0 <= index < U32 for index in vector.indices)
        assert all(value > 0 for value in vector.values)


@given(st.text(), st.lists(st.text()))
def test_a_weighted_question_has_the_same_terms(text: str, texts: list[str]):
    weighted = weighted_query(text, texts)
    assert weighted.indices == encode_query(text).indices
    assert all(value > 0 for value in weighted.values)


def test_a_term_weighs_the_more_the_fewer_of_the_candidates_hold_it():
    texts = ["Bộ Y tế báo cáo theo 693-CV/VPTW", "Bộ Y tế", "bộ y tế"]
    weighted = weighted_query("bộ y báo cáo 693-CV/VPTW", texts)
    weight = dict(zip(weighted.indices, weighted.values, strict=True))
    common, pair, rare, rare_pair, number = (
        weight[crc32(term.encode())] for term in ("bo", "bo y", "bao", "bao cao", "693-cv/vptw")
    )
    assert common == pair < rare == rare_pair == number


def test_a_pair_is_held_where_its_syllables_are_neighbours():
    texts = ["cáo báo; báo thử, cáo", "báo cáo"]
    weighted = weighted_query("báo cáo", texts)
    weight = dict(zip(weighted.indices, weighted.values, strict=True))
    assert weight[crc32(b"bao")] == weight[crc32(b"cao")] < weight[crc32(b"bao cao")]


def test_diacritics_make_no_difference():
    assert (
        encode_query("thời hạn báo cáo") == encode_query("thoi han bao cao") == encode_query(fold("Thời hạn BÁO CÁO"))
    )


def test_a_repeated_term_weighs_more_but_less_than_twice():
    once, twice = encode_document("hạn b c d"), encode_document("hạn hạn c d")
    index = encode_query("hạn").indices[0]
    weight = [vector.values[vector.indices.index(index)] for vector in (once, twice)]
    assert weight[0] < weight[1] < 2 * weight[0]


def test_nothing_to_look_for():
    assert encode_query("?!…").indices == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bo Khoa hoc va Cong nghe co viec gi den han trong thang 4?", True),
        ("nhiem vu cua Uy ban nhan dan thanh pho", True),
        ("truy xuat nguon goc nong lam thuy san", True),
        ("nguoi dung dau chiu trach nhiem ve tien do", True),
        ("Bộ Khoa học", False),  # one mark is enough
        ("Which tasks does the Ministry of Science and Technology own due in April", False),
        ("what is overdue?", False),
        ("Who signed dispatch 693 and when?", False),
        ("What is the capital of France?", False),
        ("693-CV/VPTW", False),  # no words
        ("", False),
    ],
)
def test_vietnamese_without_diacritics(text: str, expected: bool):
    assert is_plain_vietnamese(text) is expected


def test_the_shipped_text_without_its_diacritics_is_recognised(shipped):
    lines = [fold(line) for document in shipped for line in document.text.splitlines() if len(line.split()) >= 8]
    missed = [line for line in lines if not is_plain_vietnamese(line)]
    assert missed == []
