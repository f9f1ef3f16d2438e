"""The page of a report: one file that needs no other, in Vietnamese or English."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.model import Language
from eval.baselines import Comparison
from eval.report_answers import percent
from eval.report_failures import failure_groups
from eval.report_plots import Bar, bars, histogram, matrix
from eval.report_results import Results
from eval.scores import MEASURES, Scores, Share, by_class, by_language, by_split, confusion, score

Json = dict[str, Any]
Words = Mapping[str, Any]

TEMPLATES = Path(__file__).with_name("templates")
SERVER = "http://127.0.0.1:8000"
"""Where links to clauses lead."""
EDGES_MS = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0)
CARDS = ("passed", "task set", "citation recall", "quotes", "refusal", "false refusals")
CLASS_COLUMNS = ("passed", "status", "task set", "task F1", "citation precision", "citation recall", "contains")


def words_of(language: Language) -> Words:
    """Return the wording of reports in a language."""
    return tomllib.loads((TEMPLATES / f"report.{language.value}.toml").read_text(encoding="utf-8"))


def page(alone: Results, crowded: Results | None, moved: Sequence[str], config: Json, language: Language) -> str:
    """Return the page."""
    words, total = words_of(language), score("all", alone.verdicts)
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("report.html").render(
        lang=language.value,
        t=words,
        css=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        **_opening(alone, total, config, words),
        **_figures(alone, total, words),
        **_comparisons(alone, crowded, moved, words),
        failures=failure_groups(alone, words, language, SERVER),
        failures_text=words["failures_text"].format(server=SERVER),
        config=json.dumps(config, ensure_ascii=False, indent=2),
    )


def _opening(alone: Results, total: Scores, config: Json, words: Words) -> Json:
    """What was run, and how it went, in sentences and key figures."""
    commit = (config["commit"] or "?")[:12] + (f" ({words['dirty']})" if config["uncommitted_changes"] else "")
    splits = {each.name: each.questions for each in by_split(alone.verdicts)}
    passed, names = total.shares["passed"], words["measure_names"]
    return {
        "made": words["made"].format(date=config["date"][:10], version=config["versions"]["chidao"], commit=commit),
        "verdict": words["verdict"].format(passed=passed.right, questions=passed.total, share=percent(passed)),
        "asked": words["asked_text"].format(
            questions=total.questions,
            classes=len(by_class(alone.verdicts)),
            directives=len(alone.files),
            train=splits.get("train", 0),
            test=splits.get("test", 0),
        ),
        "unread": alone.unread,
        "cards": [
            *((names[name], _percent(total.shares[name])) for name in CARDS),
            (words["p50"], f"{total.p50_ms:.0f}"),
            (words["p95"], f"{total.p95_ms:.0f}"),
        ],
    }


def _figures(alone: Results, total: Scores, words: Words) -> Json:
    """Plots and tables of the run itself."""
    classes, names = by_class(alone.verdicts), words["class_names"]
    groups = [*by_language(alone.verdicts), *by_split(alone.verdicts)]
    axes = (words["expected_axis"], words["got_axis"])
    milliseconds = [1_000 * verdict.reply.seconds for verdict in alone.verdicts]
    latency = words["latency_text"].format(p50=f"{total.p50_ms:.0f}", p95=f"{total.p95_ms:.0f}")
    return {
        "class_plot": bars(words["classes"], [_bar(each, names) for each in classes]),
        "class_table": _scores_table(words, words["class"], classes, names, total),
        "language_plot": bars(words["languages"], [_bar(each, words["language_names"]) for each in groups]),
        "language_table": _scores_table(words, words["language"], groups, words["language_names"], None),
        "measure_table": _measures(total, words),
        "confusion_plot": matrix(words["confusion"], confusion(alone.verdicts), words["match_names"], axes),
        "latency": latency,
        "latency_plot": histogram(words["latency"], milliseconds, words["latency_axis"], words["count_axis"], EDGES_MS),
    }


def _comparisons(alone: Results, crowded: Results | None, moved: Sequence[str], words: Words) -> Json:
    """Other systems, and the large corpus."""
    crowd = None
    if crowded and crowded.comparison:
        crowd = {
            "text": words["crowd_text"].format(count=crowded.distractors, moved=len(moved)),
            "table": _systems(crowded.comparison, words, words["crowded"].format(count=crowded.distractors)),
            "moved": list(moved),
        }
    if not alone.comparison:
        return {"system_table": None, "system_plot": None, "crowd": crowd}
    rows = [Bar(each.name, each.list_f1, second=each.passage_f1) for each in alone.comparison.systems]
    return {
        "system_plot": bars(f"{words['list_f1']} / {words['passage_f1']}", rows),
        "system_table": _systems(alone.comparison, words, words["alone"].format(count=len(alone.files))),
        "crowd": crowd,
    }


def html_table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]], strong: int = -1) -> Markup:
    """Return a table whose first column heads its rows; ``strong`` is the row to set off."""
    head = Markup().join(Markup('<th scope="col">{}</th>').format(cell) for cell in header)
    body = Markup().join(
        _row(row, number == (strong if strong >= 0 else len(rows) + strong)) for number, row in enumerate(rows)
    )
    parts = Markup("<caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody>").format(caption, head, body)
    return Markup('<div class="scroll"><table>{}</table></div>').format(parts)


def _row(cells: Sequence[str], strong: bool) -> Markup:
    first = Markup('<th scope="row">{}</th>').format(cells[0])
    others = Markup().join(Markup("<td>{}</td>").format(cell) for cell in cells[1:])
    return Markup('<tr class="{}">{}{}</tr>').format("strong" if strong else "", first, others)


def _scores_table(
    words: Words, what: str, groups: Sequence[Scores], names: Mapping[str, str], total: Scores | None
) -> Markup:
    header = [what, words["questions"], *(words["measure_names"][c] for c in CLASS_COLUMNS), words["p50"], words["p95"]]
    rows = [_cells(each, names.get(each.name, each.name)) for each in groups]
    if total:
        rows.append(_cells(total, "Σ"))
    return html_table(words["share"], header, rows, strong=-1 if total else len(rows))


def _cells(scores: Scores, name: str) -> list[str]:
    shares = [percent(scores.shares[column]) for column in CLASS_COLUMNS]
    return [name, str(scores.questions), *shares, f"{scores.p50_ms:.0f}", f"{scores.p95_ms:.0f}"]


def _measures(total: Scores, words: Words) -> Markup:
    shares = [(words["measure_names"][name], total.shares[name]) for name in MEASURES]
    rows = [(name, percent(share), f"{share.right} / {share.total}") for name, share in shares if share.total]
    return html_table(words["measures"], (words["measure"], words["share"], words["right"]), rows, strong=0)


def _systems(comparison: Comparison, words: Words, caption: str) -> Markup:
    header = [words[key] for key in ("system", "list_f1", "list_exact", "passage_f1", "passage_exact")]
    rows = [
        (s.name, f"{s.list_f1:.3f}", f"{100 * s.list_exact:.1f}", f"{s.passage_f1:.3f}", f"{100 * s.passage_exact:.1f}")
        for s in comparison.systems
    ]
    return html_table(caption, header, rows)


def _bar(scores: Scores, names: Mapping[str, str]) -> Bar:
    share = scores.shares["passed"]
    return Bar(names.get(scores.name, scores.name), share.value, f"{share.right}/{share.total}")


def _percent(share: Share) -> str:
    return "–" if share.value is None else f"{percent(share)}%"
