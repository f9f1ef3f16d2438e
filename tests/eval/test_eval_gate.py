"""The gate: no gold question that the committed baseline holds right may be answered wrongly."""

from __future__ import annotations

from pathlib import Path

from eval.compare import BASELINE, load_baseline, regressions
from eval.dataset import GOLD, load_gold
from eval.report_results import results_json, take

RENEW = "Where the change is meant, renew the baseline with `make evaluation` and say why in the commit."


def test_the_baseline_is_of_this_gold() -> None:
    assert set(load_baseline(BASELINE)) == {question.id for question in load_gold(GOLD).questions}, RENEW


def test_no_answer_got_worse(user_data: Path) -> None:
    """Ask everything of a real server, as ``chidao-eval answers --check eval/baseline.json`` does."""
    results = take(load_gold(GOLD), GOLD)
    assert results.unread == ()
    lost = regressions(load_baseline(BASELINE), results_json(results))
    assert lost == [], f"Right in {BASELINE.name} and not now: {', '.join(lost)}. {RENEW}"
