from __future__ import annotations

from datetime import date

import pytest
from index_builders import EVERYONE, PUBLIC, HashingEmbedder, directive

from corpus.model import Audience, Directive
from index import catalog
from index.catalog import DirectiveHead
from index.store import Store
from index.sync import sync

OPEN = directive("20-TB/ĐA")
CLOSED = directive("3-CV/B", audience=Audience.INTERNAL, day=date(2026, 1, 1))
UNDATED = directive("9-CV/B", day=None)


@pytest.fixture(scope="module")
def filled(shared_store: Store) -> Store:
    sync(shared_store, [OPEN, CLOSED, UNDATED], HashingEmbedder())
    return shared_store


def test_heads_by_date_then_number(filled: Store):
    heads = catalog.directives(filled, EVERYONE)
    assert [head.number for head in heads] == ["9-CV/B", "3-CV/B", "20-TB/ĐA"]
    assert heads[2] == DirectiveHead(
        "20-TB/ĐA", "20-tb-da", "TB", "Thông báo", "Ban A", date(2026, 3, 16), "việc thử", Audience.PUBLIC
    )
    assert heads[0].date is None


def test_by_number_and_by_slug(filled: Store):
    assert catalog.directive(filled, "20-TB/ĐA", PUBLIC) == OPEN
    assert catalog.directive(filled, "20-tb-da", PUBLIC) == OPEN
    assert catalog.directive(filled, "99-NQ/TW", PUBLIC) is None


def test_what_an_audience_may_not_see_is_not_there(filled: Store):
    assert [head.number for head in catalog.directives(filled, PUBLIC)] == ["9-CV/B", "20-TB/ĐA"]
    assert catalog.directive(filled, "3-CV/B", PUBLIC) is None
    assert catalog.clause(filled, "3-CV/B#sec_1", PUBLIC) is None
    assert catalog.directives(filled, ()) == []


def test_a_clause_with_its_directive(filled: Store):
    found = catalog.clause(filled, "20-TB/ĐA#sec_2", PUBLIC)
    assert found == (OPEN, OPEN.clauses[1])
    assert catalog.clause(filled, "20-TB/ĐA#sec_9", PUBLIC) is None
    assert catalog.clause(filled, "", PUBLIC) is None


def test_outlines_of_what_an_audience_may_see(filled: Store):
    everything = dict(catalog.outlines(filled, EVERYONE, ["20-TB/ĐA", "3-CV/B", "1-TB/none"]))
    assert set(everything) == {"20-TB/ĐA", "3-CV/B"}
    assert set(dict(catalog.outlines(filled, PUBLIC, ["20-TB/ĐA", "3-CV/B"]))) == {"20-TB/ĐA"}


def test_an_outline_has_headings_and_what_is_named(edge_store: Store, shipped: list[Directive]):
    sync(edge_store, shipped, HashingEmbedder())
    for each in shipped:
        outline = dict(catalog.outlines(edge_store, EVERYONE, [each.number]))[each.number]
        assert outline.headings == tuple((c.id, c.heading) for c in each.walk() if c.heading)
        assert set(outline.named) == {r.document for r in each.references if r.document}
        assert len(set(outline.named)) == len(outline.named) > 3
