"""Plain retrieval: fusion, the best cut, and which clauses a passage brings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from eval_builders import A, B, C, answer, citation, question, verdict
from msgspec.structs import replace

from assistant.model import Status
from corpus.model import Directive
from corpus.parse import parse_file
from eval.baselines import OURS, Cut, best_cut, clause_f1, compare_systems, reciprocal_ranks, retrievers
from eval.vectors import CachedEmbedder
from index.embedding import load_embedder
from index.filters import Dense, Hit
from index.store import Store

DIRECTIVES = Path(__file__).parents[2] / "corpus" / "directives"


@pytest.fixture(scope="module")
def directives() -> list[Directive]:
    return [parse_file(path) for path in sorted(DIRECTIVES.glob("*.txt"))]


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> CachedEmbedder:
    return CachedEmbedder(load_embedder(), tmp_path_factory.mktemp("vectors") / "vectors.db")


def hits(*ids: str) -> list[Hit]:
    return [Hit(each, 1.0, {}) for each in ids]


def test_what_both_rankings_bring_comes_first() -> None:
    assert [hit.id for hit in reciprocal_ranks(hits("a", "b", "c"), hits("c", "d"))] == ["c", "a", "b", "d"]
    assert [hit.id for hit in reciprocal_ranks(hits("b"), hits("a"))] == ["a", "b"]  # a tie


@pytest.mark.parametrize(
    "found, f1",
    [
        ({A, B}, 1.0),
        ({A}, 2 / 3),
        ({A, B, C}, 4 / 5),
        ({A, B, "1-TB/X#preface", "1-TB/X#sec_2"}, 1.0),  # allowed; above a required one
        (set(), 0.0),
    ],
)
def test_f1_is_over_clauses(found: set[str], f1: float) -> None:
    assert clause_f1(question().expected, found) == pytest.approx(f1)


def test_every_system_finds_a_clause_by_its_words(
    shipped_store: Store, embedder: CachedEmbedder, directives: Sequence[Directive]
) -> None:
    wanted = "truy xuất nguồn gốc nông, lâm, thủy sản"
    texts = {directive.number: directive.text for directive in directives}
    for name, retrieve in retrievers(shipped_store, embedder, directives).items():
        found = retrieve(wanted)
        document, start, end = found[0]
        assert wanted in " ".join(texts[document][start:end].split()), name
        assert len(found) <= 100


def test_systems_are_scored_beside_what_was_answered(
    shipped_store: Store, embedder: CachedEmbedder, directives: Sequence[Directive]
) -> None:
    clause = "20-TB/CQTTBCĐ#sec_3__point_i"
    asked = "Ai chủ trì việc truy xuất nguồn gốc nông, lâm, thủy sản?"
    common = {"citations": (clause,), "contains": (), "count": None, "group": frozenset()}
    passage = question(tasks=None, **common)
    listed = question(tasks={clause: None}, **common)
    refused = question(status=Status.NO_MATCH, tasks={}, **{**common, "citations": ()})
    right, wrong = answer(citations=[citation(clause)]), answer(citations=[citation(A)])
    pairs = ((passage, right), (listed, wrong), (refused, right))
    verdicts = [verdict(replace(gold, question=asked), said) for gold, said in pairs]
    found = compare_systems(verdicts, shipped_store, embedder, directives)
    assert (found.lists, found.passages) == (1, 1)
    systems = {each.name: each for each in found.systems}
    assert (systems[OURS].lists.f1, systems[OURS].passages) == (0, Cut(1, 1))
    assert systems["BM25"].passages == Cut(1, 1, k=1, each=1)
    assert 0 < systems["LlamaIndex default"].lists.f1 < 1  # its passages hold many clauses


def test_the_best_cut_is_one_for_all_questions() -> None:
    found = best_cut([[1.0, 0.5, 0.4], [0.0, 0.6, 1.0]])
    assert found == Cut(f1=pytest.approx(0.7), exact=0.5, k=3, each=1.0)
    assert best_cut([[0.5, 0.5]]).k == 1  # the smallest of those that are as good
    assert best_cut([]) == Cut(0.0, 0.0, 1, 0.0)


def test_a_text_is_embedded_once(tmp_path: Path) -> None:
    """The vectors come back from the file even where the model is gone."""
    path = tmp_path / "vectors.db"
    first = CachedEmbedder(load_embedder(), path)
    vectors, query = first.embed_documents(["một", "hai", "một"]), first.embed_query("một")
    assert vectors[0] == vectors[2] != vectors[1]
    assert query != vectors[0]  # questions and passages are different sides

    class Gone:
        """The model's name, without the model."""

        name = first.name
        dimension = first.dimension

        def embed_query(self, text: str) -> Dense:
            raise AssertionError(text)

        def embed_documents(self, texts: Sequence[str], progress: object = None) -> list[Dense]:
            raise AssertionError(texts)

    again = CachedEmbedder(Gone(), path)
    assert (again.embed_documents(["hai", "một"]), again.embed_query("một")) == ([vectors[1], vectors[0]], query)
    with pytest.raises(AssertionError, match="ba"):
        again.embed_documents(["một", "ba"])
