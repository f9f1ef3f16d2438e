"""The two engines give the same answers to the same filters and vectors."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from index_builders import DIMENSION
from index_engines import open_edge, open_memory

from index.filters import Condition, Filter, Match, Nested, Point, Range, Sparse
from index.schema import BM25, DENSE, Kind, point_id
from index.store import Store

WORDS = ["a", "b", "c"]
words = st.lists(st.sampled_from(WORDS), max_size=3, unique=True)
days = st.integers(1, 6)
deadlines = st.lists(
    st.fixed_dictionaries({"kind": st.sampled_from(WORDS)}, optional={"from": days, "to": days}), max_size=3
)
payloads = st.fixed_dictionaries(
    {"kind": st.just("task"), "lead": words, "order": days, "dated": st.integers(0, 1), "deadlines": deadlines}
)

match = st.builds(Match, st.just("lead"), words.map(tuple))
number = st.builds(Match, st.sampled_from(["dated", "order"]), st.lists(days, max_size=2).map(tuple))
order_range = st.builds(Range, st.just("order"), st.none() | days, st.none() | days)
inner = st.builds(Match, st.just("kind"), words.map(tuple)) | st.builds(
    Range, st.sampled_from(["from", "to"]), st.none() | days, days
)


def _filters(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Filter]:
    parts = st.lists(part, max_size=2).map(tuple)
    return st.builds(Filter, parts, parts, parts)


nested = st.builds(Nested, st.just("deadlines"), _filters(inner).filter(lambda f: f != Filter()))
conditions = st.recursive(match | number | order_range | nested, _filters, max_leaves=4)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory):
    both = (open_edge(tmp_path_factory.mktemp("engines")), open_memory())
    yield both
    for store in both:
        store.close()


TASKS = Filter(must=(Match("kind", ("task",)),))


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(payloads, max_size=8), where=_filters(conditions))
def test_filters_mean_the_same(engines: tuple[Store, Store], rows: list[dict[str, Any]], where: Filter):
    points = [Point(point_id(Kind.TASK, str(i)), {}, row) for i, row in enumerate(rows)]
    expected = sorted(point.id for point in points if _holds(where, point.payload))
    for store in engines:
        store.delete(TASKS)
        store.upsert(points)
        found = [record.id for record in store.scroll(TASKS & where)]
        assert found == expected
        assert store.count(TASKS & where) == len(expected)


@settings(max_examples=60, deadline=None)
@given(
    vectors=st.lists(st.tuples(*[st.integers(-9, 9)] * DIMENSION).filter(any), min_size=1, max_size=12, unique=True),
    wanted=st.tuples(*[st.integers(-9, 9)] * DIMENSION).filter(any),
)
def test_dense_scores_are_the_same(engines: tuple[Store, Store], vectors: list[Any], wanted: Any):
    rows = {point_id(Kind.TASK, str(i)): {DENSE: vector} for i, vector in enumerate(vectors)}
    left, right = (_scores(store, rows, DENSE, wanted) for store in engines)
    assert left == pytest.approx(right, abs=1e-5)


terms = st.dictionaries(st.integers(0, 2**32 - 1) | st.integers(1, 5), st.integers(1, 4), min_size=1, max_size=6)


def _sparse(weights: dict[int, int]) -> Sparse:
    indices = tuple(sorted(weights))
    return Sparse(indices, tuple(float(weights[i]) for i in indices))


@settings(max_examples=60, deadline=None)
@given(documents=st.lists(terms, min_size=1, max_size=8), wanted=terms)
def test_sparse_candidates_are_the_same(engines: tuple[Store, Store], documents: list[Any], wanted: Any):
    rows = {point_id(Kind.TASK, str(i)): {BM25: _sparse(weights)} for i, weights in enumerate(documents)}
    left, right = (_scores(store, rows, BM25, _sparse(wanted)) for store in engines)
    assert left == pytest.approx(right, rel=1e-4)


def _scores(store: Store, rows: dict[str, Any], name: str, vector: Any) -> dict[str, float]:
    store.delete(TASKS)
    store.upsert([Point(key, vectors, {"kind": "task"}) for key, vectors in rows.items()])
    return {hit.id: hit.score for hit in store.nearest(name, vector, TASKS, 50)}


def _holds(condition: Condition, payload: Any) -> bool:
    """What a filter means, in as few words as possible."""
    if isinstance(condition, Filter):
        return (
            all(_holds(part, payload) for part in condition.must)
            and (not condition.should or any(_holds(part, payload) for part in condition.should))
            and not any(_holds(part, payload) for part in condition.must_not)
        )
    value = payload.get(condition.key)
    values = value if isinstance(value, list) else [] if value is None else [value]
    if isinstance(condition, Nested):
        return any(_holds(condition.filter, element) for element in values)
    if isinstance(condition, Match):
        return any(each in condition.any for each in values)
    low = condition.gte if condition.gte is not None else -(10**9)
    high = condition.lte if condition.lte is not None else 10**9
    return any(low <= each <= high for each in values)


def test_truth_values_are_refused():
    with pytest.raises(ValueError, match="0 or 1"):
        Match("dated", (True,))
