from __future__ import annotations

import pytest
from index_builders import EVERYONE, PUBLIC, HashingEmbedder, directive

from corpus.model import Audience
from index import versions
from index.embedding import BundledEmbedder
from index.filters import Filter, Match
from index.lexical import encode_query
from index.schema import BM25, DENSE, Fingerprint
from index.search import CANDIDATES, NOTHING_KEPT, Found, SearchResult, fuse, search, searchable
from index.store import Store, open_store
from index.sync import remove, sync

SECTIONS = (
    "Bộ Nông nghiệp và Môi trường triển khai truy xuất nguồn gốc nông, lâm, thủy sản.",
    "Bộ Công an nâng cấp Cổng Dịch vụ công quốc gia.",
    "Bộ Tài chính bố trí kinh phí cho các nhiệm vụ.",
)


class ListeningEmbedder(HashingEmbedder):
    """Keeps the questions that it is asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def embed_query(self, text: str) -> tuple[float, ...]:
        self.heard.append(text)
        return super().embed_query(text)

    def embed_documents(self, texts, progress=None):
        return HashingEmbedder().embed_documents(texts, progress)


@pytest.fixture(scope="module")
def filled(shared_store: Store) -> Store:
    secret = directive("3-CV/B", sections=("Truy xuất nguồn gốc bí mật.",), audience=Audience.INTERNAL)
    sync(shared_store, [directive(sections=SECTIONS), secret], HashingEmbedder())
    return shared_store


def clauses(result: SearchResult) -> list[str]:
    return [found.clause for found in result.kept]


def test_without_diacritics_the_model_reads_what_the_texts_write(filled: Store):
    embedder = ListeningEmbedder()
    result = search(filled, embedder, "Truy xuat nguon goc nong lam thuy san", PUBLIC)
    assert embedder.heard == ["Truy xuất nguồn gốc nông lâm thủy sản"]
    assert set(result.timings_ms) == {"lexical", "restore", "embed", "dense", "score", "fuse"}


def test_diacritics_come_only_from_texts_that_the_asker_may_see(filled: Store):
    hidden, seen = ListeningEmbedder(), ListeningEmbedder()
    search(filled, hidden, "bi mat", PUBLIC)
    search(filled, seen, "bi mat", EVERYONE)
    assert hidden.heard[0].endswith(" mat")
    assert seen.heard == ["bí mật"]


def test_with_diacritics_the_question_is_embedded_as_it_is(filled: Store):
    embedder = ListeningEmbedder()
    result = search(filled, embedder, "truy xuất nguồn gốc", PUBLIC)
    assert embedder.heard == ["truy xuất nguồn gốc"]
    assert {found.dense is not None for found in result.kept} == {True}
    assert set(result.timings_ms) == {"lexical", "embed", "dense", "score", "fuse"}


def test_an_audience_sees_its_own(filled: Store):
    question = "truy xuat nguon goc"
    assert {f.document for f in search(filled, HashingEmbedder(), question, PUBLIC).kept} == {"1-TB/ABC"}
    assert "3-CV/B" in {f.document for f in search(filled, HashingEmbedder(), question, EVERYONE).kept}
    assert search(filled, HashingEmbedder(), question, ()).kept == ()


def test_scores_depend_neither_on_hidden_documents_nor_on_deleted_ones(store: Store):
    question = "truy xuat nguon goc"
    sync(store, [directive(sections=SECTIONS)], HashingEmbedder())
    alone = search(store, HashingEmbedder(), question, PUBLIC).kept
    secret = directive("3-CV/B", sections=("Truy xuất nguồn gốc bí mật.",), audience=Audience.INTERNAL)
    sync(store, [secret], HashingEmbedder())
    assert search(store, HashingEmbedder(), question, PUBLIC).kept == alone
    remove(store, "3-CV/B")
    assert search(store, HashingEmbedder(), question, PUBLIC).kept == alone


def test_what_is_not_kept_is_shown(filled: Store):
    result = search(filled, HashingEmbedder(), "Bộ Tài chính", PUBLIC, limit=1)
    assert (len(result.kept), len(result.rejected)) == (1, 3)
    assert {rejected.reason for rejected in result.rejected} == {"rank"}


def test_a_narrower_search(filled: Store):
    where = Filter(must=(Match("clause", ("1-TB/ABC#sec_2",)),))
    assert clauses(search(filled, HashingEmbedder(), "truy xuất nguồn gốc", PUBLIC, where)) == ["1-TB/ABC#sec_2"]


@pytest.mark.parametrize("question", ["", "?", "\0", "đ" * 5000])
def test_odd_questions_raise_nothing(filled: Store, question: str):
    assert len(search(filled, HashingEmbedder(), question, PUBLIC).kept) == 4


@pytest.mark.parametrize("room", [1, versions.PAYLOADS_KEPT])
def test_a_snapshot_finds_what_its_store_finds_however_much_it_keeps(
    filled: Store, monkeypatch: pytest.MonkeyPatch, room: int
):
    monkeypatch.setattr(versions, "PAYLOADS_KEPT", room)
    seen = versions.snapshot(filled)
    vector = HashingEmbedder().embed_query("kinh phí")
    for limit in (1, 3, 2, 10):
        for name, asked in ((DENSE, vector), (BM25, encode_query("Bộ Tài chính truy xuất nguồn gốc"))):
            where = searchable(PUBLIC, Filter())
            hits = filled.nearest(name, asked, where, limit)
            assert seen.nearest(name, asked, where, limit) == hits
            some = {hit.id: hit.score for hit in hits[:2]}
            assert seen.scores(name, asked, where, list(some)) == pytest.approx(some)  # terms are as rare as among all


def test_the_same_question_of_a_snapshot_is_searched_once(store: Store):
    sync(store, [directive(sections=SECTIONS)], HashingEmbedder())
    seen, embedder = versions.snapshot(store), ListeningEmbedder()
    first, again = (search(seen, embedder, "kinh phí", PUBLIC, limit=limit) for limit in (1, 10))
    assert len(embedder.heard) == 1
    assert first.kept == again.kept[:1]
    assert {each.found.id for each in first.rejected} == {each.id for each in again.kept[1:]}
    search(seen, embedder, "kinh phí", EVERYONE)
    search(seen, embedder, "kinh phí", PUBLIC, Filter(must=(Match("document", ("1-TB/ABC",)),)))
    search(seen, embedder, "nông sản", PUBLIC)
    assert len(embedder.heard) == 4


def test_what_is_kept_of_a_snapshot_is_not_what_another_finds(store: Store):
    sync(store, [directive(sections=SECTIONS)], HashingEmbedder())
    before = versions.snapshot(store)
    assert search(before, HashingEmbedder(), "kinh phí", PUBLIC).kept
    sync(store, [directive("2-CV/B", sections=("Kinh phí năm 2027.",))], HashingEmbedder())
    after = search(versions.snapshot(store), HashingEmbedder(), "kinh phí", PUBLIC).kept
    assert "2-CV/B" in {each.document for each in after}
    assert "2-CV/B" not in {each.document for each in search(before, HashingEmbedder(), "kinh phí", PUBLIC).kept}


@pytest.mark.parametrize("room", [1, NOTHING_KEPT])
def test_a_snapshot_ranks_as_its_store_however_much_it_keeps(filled: Store, monkeypatch: pytest.MonkeyPatch, room: int):
    """What every passage has in common with one that says nothing is kept between questions, of one model."""
    monkeypatch.setattr("index.search.NOTHING_KEPT", room)
    seen, embedder = versions.snapshot(filled), HashingEmbedder()
    narrow = Filter(must=(Match("document", ("3-CV/B",)),))
    for question, where in (
        ("bí mật", narrow),
        ("kinh phí", None),
        ("truy xuất nguồn gốc", None),
        ("Bộ Công an", None),
    ):
        for model in (embedder, HashingEmbedder()):
            assert (
                search(seen, model, question, EVERYONE, where).kept
                == search(filled, model, question, EVERYONE, where).kept
            )


def fused(dense: dict[str, float], lexical: dict[str, float], nothing: dict[str, float] | None = None) -> list[Found]:
    fields = {"document": "d", "element": "sec", "path": [], "start": 0, "end": 0, "text": ""}
    payloads = {name: {**fields, "clause": name} for name in (*dense, *lexical)}
    return fuse(payloads, dense, nothing or {}, lexical, lexical)


def test_scores_are_standardised_weighted_and_added():
    ranked = fused({"a": 0.9, "b": 0.8, "c": 0.7}, {"a": 2.0, "b": 8.0})  # no term of the question in c
    assert [found.id for found in ranked] == ["b", "a", "c"]
    dense = 1.5**0.5  # three scores at equal distances
    mean, spread = 10 / 3, (104 / 9) ** 0.5
    expected = {"a": dense + (2 - mean) / spread, "b": (8 - mean) / spread, "c": -dense - mean / spread}
    assert {found.id: found.score for found in ranked} == pytest.approx({k: v / 2 for k, v in expected.items()})


def test_the_many_that_hold_little_do_not_set_the_scale():
    near = {f"near {i}": 0.9 - i / 1000 for i in range(CANDIDATES)}
    far = {f"far {i}": 0.1 for i in range(CANDIDATES)}
    alone, crowded = ({found.id: found.score for found in fused(dense, {})} for dense in (near, near | far))
    assert {name: crowded[name] for name in near} == alone


def test_a_passage_that_says_little_is_near_to_every_question():
    near = {"says much": 0.86, "says nothing": 0.88, "far": 0.8}
    ranked = fused(near, {}, {"says much": 0.8, "says nothing": 0.9, "far": 0.8})
    assert [found.id for found in ranked] == ["says much", "says nothing", "far"]
    assert {found.id: found.dense for found in ranked} == near


@pytest.mark.parametrize("question", ["ai lo kinh phí?", "who pays for it?"])
def test_a_title_alone_does_not_come_before_the_clause_that_answers(tmp_path, question: str):
    """Few words are near to any question: their vector is mostly that of an empty text."""
    store, embedder = open_store(tmp_path, fingerprint=Fingerprint()), BundledEmbedder()
    sync(store, [directive(sections=("Về kinh phí và nguồn lực.", *SECTIONS))], embedder)
    assert clauses(search(store, embedder, question, PUBLIC))[0] == "1-TB/ABC#sec_4"
    store.close()


def test_ties_are_broken_by_id():
    assert [found.id for found in fused({"b": 0.5, "a": 0.5}, {})] == ["a", "b"]
    assert [found.score for found in fused(dict.fromkeys("abc", 0.1), {})] == [0.0, 0.0, 0.0]
    assert fused({}, {}) == []


def test_every_candidate_has_its_cosine(store: Store):
    sections = [f"Việc thứ {i} của Bộ Tài chính." for i in range(CANDIDATES)]
    sync(store, [directive(sections=(*sections, "Truy xuất nguồn gốc nông sản."))], HashingEmbedder())
    found = search(store, HashingEmbedder(), "truy xuất nguồn gốc", PUBLIC, limit=200).kept
    assert any("Truy xuất" in each.text for each in found)
    assert all(each.dense is not None for each in found)


def test_the_bundled_model_finds_by_meaning_in_two_languages(tmp_path):
    store, embedder = open_store(tmp_path, fingerprint=Fingerprint()), BundledEmbedder()
    sync(store, [directive(sections=SECTIONS)], embedder)
    for question, expected in [
        ("ai lo kinh phí?", "1-TB/ABC#sec_3"),
        ("Who upgrades the public service portal?", "1-TB/ABC#sec_2"),
        ("traceability of farm and fishery products", "1-TB/ABC#sec_1"),
    ]:
        assert clauses(search(store, embedder, question, PUBLIC))[0] == expected
    store.close()
