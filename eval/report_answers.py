"""Scores of answers as tables of plain text."""

from __future__ import annotations

from collections.abc import Sequence

from eval.baselines import Cut, Figures
from eval.report_results import Results
from eval.report_text import table
from eval.scores import MEASURES, Scores, Share, by_class, score

COLUMNS = {
    "passed": "right",
    "status": "status",
    "task set": "set",
    "task F1": "F1",
    "match": "match",
    "citation precision": "cit. P",
    "citation recall": "cit. R",
    "quotes": "quotes",
    "contains": "words",
}
"""Measures in the table of classes, with their headings."""


def answers_text(results: Results) -> str:
    """Return a line for each class, the total, and every measure over all."""
    total = score("all", results.verdicts)
    rows = [_row(each) for each in (*by_class(results.verdicts), total)]
    classes = table(("class", "n", *COLUMNS.values(), "p50 ms", "p95 ms"), rows)
    measures = table(("over all", "", ""), [_measure(total, name) for name in MEASURES if total.shares[name].total])
    unread = [f"Not read: {each}" for each in results.unread]
    return "\n\n".join([classes, measures, *unread])


def percent(share: Share) -> str:
    """Return a share for a table; a dash where there was nothing to get right."""
    return "-" if share.value is None else f"{100 * share.value:.1f}"


def system_figures(system: Figures) -> tuple[str, ...]:
    """Return a system's figures for a table: k, F1, questions exact in percent and F1 at each one's own k, twice."""
    return (*_cut_figures(system.lists), *_cut_figures(system.passages))


def _cut_figures(cut: Cut) -> tuple[str, ...]:
    k, each = (str(cut.k), f"{cut.each:.3f}") if cut.k is not None and cut.each is not None else ("-", "-")
    return k, f"{cut.f1:.3f}", f"{100 * cut.exact:.1f}", each


def _row(scores: Scores) -> Sequence[str]:
    figures = [percent(scores.shares[name]) for name in COLUMNS]
    return (scores.name, str(scores.questions), *figures, f"{scores.p50_ms:.1f}", f"{scores.p95_ms:.1f}")


def _measure(scores: Scores, name: str) -> tuple[str, ...]:
    share = scores.shares[name]
    return (name, percent(share), f"{share.right}/{share.total}")
