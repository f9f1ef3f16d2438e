"""Figures over verdicts made by hand."""

from __future__ import annotations

import pytest
from eval_builders import A, answer, citation, question, task, verdict

from assistant.model import Status
from eval.report_answers import percent
from eval.scores import MEASURES, Share, by_class, by_language, by_split, confusion, interval, score, scores_json

RIGHT = verdict(seconds=0.010)
HALF = verdict(
    question("q-2", "counts"), answer(tasks=[task(A, "spans")], citations=[citation(A)], answer="Bộ Y tế: 1"), 0.030
)
REFUSED = verdict(question("q-3", "lists"), answer(status="no_match", tasks=[], citations=[], answer="Bộ Y tế"), 0.020)
REFUSAL = verdict(
    question("q-4", "scope", status=Status.OUT_OF_SCOPE, tasks=None, count=None, citations=(), contains=()),
    answer(status="out_of_scope", tasks=[], citations=[]),
    0.040,
)
ALL = [RIGHT, HALF, REFUSED, REFUSAL]


def test_shares_are_over_all_items_of_all_questions() -> None:
    shares = score("all", ALL).shares
    assert shares["passed"] == Share(2, 4)
    assert shares["status"] == Share(3, 4)
    assert shares["task set"] == Share(1, 3)
    assert shares["task precision"] == Share(3, 3)
    assert shares["task recall"] == Share(3, 6)
    assert shares["task F1"] == Share(6, 9)
    assert shares["match"] == Share(2, 3)
    assert shares["citation recall"] == Share(3, 6)
    assert shares["count"] == Share(1, 3)
    assert shares["refusal"] == Share(1, 1)
    assert shares["false refusals"] == Share(1, 3)
    assert list(shares) == list(MEASURES)


def test_nothing_to_get_right_is_no_share() -> None:
    shares = score("scope", [REFUSAL]).shares
    assert shares["task set"].value is None and percent(shares["task set"]) == "-"
    assert scores_json(score("scope", [REFUSAL]))["shares"]["task F1"]["share"] is None


def test_times_are_in_milliseconds() -> None:
    scores = score("all", ALL)
    assert scores.p50_ms == pytest.approx(25)
    assert 38 < scores.p95_ms < 40


def test_groups_keep_the_order_of_the_questions() -> None:
    assert [(each.name, each.questions) for each in by_class(ALL)] == [("lists", 2), ("counts", 1), ("scope", 1)]
    assert [each.name for each in by_language(ALL)] == ["vi"]
    assert [(each.name, each.questions) for each in by_split(ALL)] == [("train", 4)]


def test_the_confusion_counts_pairs() -> None:
    found = confusion([RIGHT, HALF])
    assert found == {("due", "due"): 1, ("spans", "spans"): 1, ("due", "spans"): 1, ("spans", "absent"): 1}


def test_an_interval_holds_for_few_questions() -> None:
    """Figures of Wilson's interval as Brown, Cai and DasGupta (2001) compute it."""
    assert interval(Share(0, 0)) == (0.0, 1.0)
    assert interval(Share(10, 10)) == (pytest.approx(0.722, abs=1e-3), pytest.approx(1.0))
    assert interval(Share(5, 10)) == (pytest.approx(0.237, abs=1e-3), pytest.approx(0.763, abs=1e-3))
