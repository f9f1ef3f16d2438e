"""Figures over many verdicts: shares of what was right, and times, by class and over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from eval.answers import Verdict
from eval.bench_timing import percentiles

MEASURES = {
    "passed": "questions with no fault at all",
    "status": "the right kind of answer: answered, no match, out of scope, question back",
    "task set": "lists that hold exactly the right tasks",
    "task precision": "tasks listed that are right",
    "task recall": "right tasks that are listed",
    "task F1": "harmonic mean of the two",
    "match": "tasks told apart rightly: due, recurring, spanning",
    "group": "tasks told apart rightly: by name, through a group",
    "count": "numbers stated that are right",
    "citation precision": "clauses cited that belong to the answer",
    "citation recall": "clauses that have to be cited and are",
    "quotes": "quotations that stand verbatim in the clause they name",
    "leads": "lead agencies of the tasks shown, as in the register",
    "coordinators": "co-ordinating agencies, as in the register",
    "directors": "directing agencies, as in the register",
    "deadlines": "deadlines of the tasks shown, every field, as in the register",
    "contains": "words that have to be said and are",
    "does not contain": "words that must not be said and are not",
    "candidates": "candidates that have to be offered and are",
    "refusal": "questions to be refused or asked back that are, in the right way",
    "false refusals": "answerable questions that were not answered (lower is better)",
}
"""Every share, in the order of reports, and what it is a share of."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    right: int
    total: int

    @property
    def value(self) -> float | None:
        """The share, or None where there was nothing to get right."""
        return self.right / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one class of questions, or of all."""

    name: str
    questions: int
    shares: Mapping[str, Share]
    p50_ms: float
    p95_ms: float


def score(name: str, verdicts: Sequence[Verdict]) -> Scores:
    """Add up the verdicts; shares are over all items of all questions (micro averages)."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for check in (check for verdict in verdicts for check in verdict.checks):
        right[check.name] += check.right
        total[check.name] += check.total
    shares = {check: Share(right[check], total[check]) for check in total}
    shares["passed"] = Share(sum(verdict.passed for verdict in verdicts), len(verdicts))
    shares["task F1"] = _f1(shares.get("task precision"), shares.get("task recall"))
    answerable = shares.pop("not refused", Share(0, 0))
    shares["false refusals"] = Share(answerable.total - answerable.right, answerable.total)
    p50, p95 = percentiles([1_000 * verdict.reply.seconds for verdict in verdicts])
    return Scores(name, len(verdicts), {m: shares.get(m, Share(0, 0)) for m in MEASURES}, p50, p95)


def interval(share: Share) -> tuple[float, float]:
    """Return the 95% interval of a share: Wilson's, JASA 1927, which also holds for few questions and near 0 or 1."""
    if not share.total:
        return 0.0, 1.0
    z, n, p = 1.96, share.total, share.right / share.total
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def by_class(verdicts: Sequence[Verdict]) -> list[Scores]:
    """Return the scores of each class, in the order of first appearance."""
    return _grouped(verdicts, lambda verdict: verdict.gold.kind)


def by_language(verdicts: Sequence[Verdict]) -> list[Scores]:
    """Return the scores of each language."""
    return _grouped(verdicts, lambda verdict: verdict.gold.language.value)


def by_split(verdicts: Sequence[Verdict]) -> list[Scores]:
    """Return the scores of the open questions and of those held out."""
    return _grouped(verdicts, lambda verdict: verdict.gold.split.value)


def confusion(verdicts: Iterable[Verdict]) -> Counter[tuple[str, str]]:
    """Count the matches of tasks: as they should be, and as they were found."""
    return Counter(pair for verdict in verdicts for pair in verdict.matches)


def scores_json(scores: Scores) -> dict[str, Any]:
    """Return the figures as JSON values; null where there was nothing to get right."""
    shares = {name: {"right": s.right, "total": s.total, "share": s.value} for name, s in scores.shares.items()}
    return {
        "name": scores.name,
        "questions": scores.questions,
        "shares": shares,
        "p50_ms": round(scores.p50_ms, 2),
        "p95_ms": round(scores.p95_ms, 2),
    }


def _grouped(verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> list[Scores]:
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(key(verdict), []).append(verdict)
    return [score(name, groups[name]) for name in groups]


def _f1(precision: Share | None, recall: Share | None) -> Share:
    """Twice the right ones out of those found and those expected."""
    if precision is None or recall is None:
        return Share(0, 0)
    return Share(2 * recall.right, precision.total + recall.total)
