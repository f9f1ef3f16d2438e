"""How well directives are read that were written for tests by someone else, with registers written by hand."""

from __future__ import annotations

import pytest

from corpus.parse import parse_file
from eval.extraction import CHECKOUT, DocumentScores, compare, load_golden, overall

GOLD = CHECKOUT / "eval" / "gold"
LEAST = 0.97


@pytest.fixture(scope="module")
def scores() -> DocumentScores:
    parsed = [parse_file(path) for path in (GOLD / "directives").glob("9*")]
    directives = {directive.number: directive for directive in parsed}
    return overall([compare(golden, directives[golden["document"]]) for golden in load_golden(GOLD / "extraction")])


@pytest.mark.parametrize("name", ["tasks", "task leads", "task coordinators", "task deadlines"])
def test_scores(scores: DocumentScores, name: str) -> None:
    (score,) = [each for each in scores.scores if each.name == name]
    assert score.expected > 90
    assert score.f1 >= LEAST, [m for m in scores.mismatches if m.field == name.removeprefix("task ")]
