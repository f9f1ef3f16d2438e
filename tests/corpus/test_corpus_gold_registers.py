"""How well directives are read that were written for tests by someone else, with registers written by hand."""

from __future__ import annotations

import pytest

from corpus.parse import parse_file
from eval.extraction import CHECKOUT, DocumentScores, compare, load_golden, overall

LEAST = 0.97
FURTHER_LEAST = 0.96
"""The same for directives in forms that the parser was not written for (eval/further)."""


def read(folder: str) -> DocumentScores:
    """Compare what is read out of a folder's directives with its registers."""
    where = CHECKOUT / "eval" / folder
    parsed = [parse_file(path) for path in (where / "directives").glob("9*")]
    directives = {directive.number: directive for directive in parsed}
    return overall([compare(golden, directives[golden["document"]]) for golden in load_golden(where / "extraction")])


@pytest.fixture(scope="module")
def scores() -> dict[str, DocumentScores]:
    return {folder: read(folder) for folder in ("gold", "further")}


@pytest.mark.parametrize(("folder", "least"), [("gold", LEAST), ("further", FURTHER_LEAST)])
@pytest.mark.parametrize("name", ["tasks", "task leads", "task coordinators", "task deadlines"])
def test_scores(scores: dict[str, DocumentScores], folder: str, least: float, name: str) -> None:
    (score,) = [each for each in scores[folder].scores if each.name == name]
    assert score.expected > 90
    assert score.f1 >= least, [m for m in scores[folder].mismatches if m.field == name.removeprefix("task ")]
