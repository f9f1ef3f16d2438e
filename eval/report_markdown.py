"""The latest figures as a page of Markdown, for the repository."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.report_answers import COLUMNS, percent, system_figures
from eval.report_results import Moved, Results
from eval.scores import MEASURES, Scores, by_class, by_language, by_split, score

Json = dict[str, Any]

SYSTEM_COLUMNS = (
    "system", "lists k", "lists F1", "lists exact %", "own k", "others k", "others F1", "others exact %", "own k",
)  # fmt: skip

_HEAD = """# Evaluation: the latest table

Written by `make evaluation`, which also renews `eval/baseline.json`; do not edit. The gold questions and their
conventions are in [eval/gold](../../eval/gold/README.md). A question is right only if every check holds: status,
list, roles, deadlines, citations, quotations and words. How to measure, compare and renew is said in
[how.md](how.md).
"""


def markdown(alone: Results, crowded: Results | None, moved: Moved | None, config: Json) -> str:
    """Return the page."""
    total = score("all", alone.verdicts)
    dirty = " with uncommitted changes" if config["uncommitted_changes"] else ""
    splits = by_split(alone.verdicts)
    passed = {each.name: each.shares["passed"] for each in (*splits, total)}
    told = "; ".join(f"{name} {share.right} of {share.total} ({percent(share)}%)" for name, share in passed.items())
    parts = [
        _HEAD,
        f"{config['date'][:10]}, commit `{(config['commit'] or '?')[:12]}`{dirty}, {config['machine']['cores']} cores. "
        f"**Questions right: {told}.** "
        "`train` is open to development; `test` is held out and says how good it is. "
        f"Latency at the client p50 {total.p50_ms:.0f} ms, p95 {total.p95_ms:.0f} ms.",
        "## By class (%)",
        _scores("class", [*by_class(alone.verdicts), total]),
        "## By language, open (train) and held out (test) (%)",
        _scores("group", [*by_language(alone.verdicts), *splits]),
        "## Every measure",
        _table(
            ("measure", "%", "of", "what"), [_measure(total, name) for name in MEASURES if total.shares[name].total]
        ),
        *_systems(alone, crowded, moved),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _systems(alone: Results, crowded: Results | None, moved: Moved | None) -> list[str]:
    """Return the comparison with plain retrieval, without and with distractors side by side."""
    runs = [run for run in (alone, crowded) if run and run.comparison]
    if not runs:
        return []
    comparisons = [run.comparison for run in runs if run.comparison]
    tables = [
        table
        for run in runs
        if run.comparison
        for table in (
            _beside(run),
            _table(SYSTEM_COLUMNS, [(s.name, *system_figures(s)) for s in run.comparison.systems]),
        )
    ]
    text = (
        f"{comparisons[0].lists} lists and {comparisons[0].passages} other questions that cite clauses. "
        "Every baseline is cut at the k (1 to 50) that is best for it over all of these questions; `own k` is the F1 "
        "where k is even the best one for each question alone. For lists it is told which clauses order something. "
        "chidao is scored on what it answered."
    )
    return ["## Beside plain retrieval", text, *tables, *_moved(alone, crowded, moved)]


def _beside(run: Results) -> str:
    if not run.distractors:
        return f"{len(run.files)} directives alone:"
    return f"{run.distractors} generated directives beside (other years, other agencies, near-duplicate wording):"


def _moved(alone: Results, crowded: Results | None, moved: Moved | None) -> list[str]:
    if not crowded or not moved:
        return []
    now = score("all", crowded.verdicts)
    return [
        f"With {crowded.distractors} distractors {len(moved.tasks)} lists of tasks changed, "
        f"{len(moved.verdicts)} answers turned from right to wrong or back, "
        f"and {len(moved.citations)} more rest on other clauses, judged as before. "
        f"Latency p50 {now.p50_ms:.0f} ms, p95 {now.p95_ms:.0f} ms."
        + (f" Changed: {', '.join(moved.answers)}." if moved.answers else ""),
        f"Time taken (s): {_times(alone)}; with distractors {_times(crowded)}.",
    ]


def _times(run: Results) -> str:
    return ", ".join(f"{stage} {seconds:.0f}" for stage, seconds in run.seconds.items())


def _scores(what: str, groups: Sequence[Scores]) -> str:
    rows = [
        (s.name, str(s.questions), *(percent(s.shares[c]) for c in COLUMNS), f"{s.p50_ms:.0f}", f"{s.p95_ms:.0f}")
        for s in groups
    ]
    return _table((what, "n", *COLUMNS.values(), "p50 ms", "p95 ms"), rows)


def _measure(total: Scores, name: str) -> tuple[str, ...]:
    share = total.shares[name]
    return (name, percent(share), f"{share.right}/{share.total}", MEASURES[name])


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows))
