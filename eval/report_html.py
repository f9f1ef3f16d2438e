"""The page of a report: one file that needs no other, in Vietnamese or English."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.labels import date_text
from assistant.model import Language
from eval.baselines import Comparison, Figures
from eval.report_answers import percent, system_figures
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
HEADLINE = "test"
"""The half that the first figures are of: the product was developed on the other one."""
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
        **_opening(alone, total, config, words, language),
        **_figures(alone, total, words),
        **_comparisons(alone, crowded, moved, words),
        failures=failure_groups(alone, words, language, SERVER),
        failures_text=words["failures_text"].format(server=SERVER),
        config=json.dumps(config, ensure_ascii=False, indent=2),
    )


def _opening(alone: Results, total: Scores, config: Json, words: Words, language: Language) -> Json:
    """What was run, and how it went, in sentences and key figures: those of the test half."""
    commit = (config["commit"] or "?")[:12] + (f" ({words['dirty']})" if config["uncommitted_changes"] else "")
    splits = {each.name: each for each in by_split(alone.verdicts)}
    head = splits.get(HEADLINE, total)
    passed, everything, names = head.shares["passed"], total.shares["passed"], words["measure_names"]
    day = date_text(date.fromisoformat(config["date"][:10]), language)
    return {
        "made": words["made"].format(date=day, version=config["versions"]["chidao"], commit=commit),
        "verdict": words["verdict"].format(
            passed=passed.right,
            questions=passed.total,
            share=_percent(passed, words),
            half=words["language_names"].get(head.name, "").lower(),
            all_passed=everything.right,
            all_questions=everything.total,
            all_share=_percent(everything, words),
        ),
        "asked": words["asked_text"].format(
            questions=total.questions,
            classes=len(by_class(alone.verdicts)),
            directives=len(alone.files),
            **{name: splits[name].questions if name in splits else 0 for name in ("train", "test")},
        ),
        "unread": alone.unread,
        "cards": [
            *((names[name], _percent(head.shares[name], words)) for name in CARDS),
            (words["p50"], f"{head.p50_ms:.0f}"),
            (words["p95"], f"{head.p95_ms:.0f}"),
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
        "class_plot": bars(words["classes"], [_bar(each, names, words) for each in classes]),
        "class_table": _scores_table(words, words["class"], classes, names, total),
        "language_plot": bars(words["languages"], [_bar(each, words["language_names"], words) for each in groups]),
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
    rows = [_system_bar(each, words) for each in alone.comparison.systems]
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
    rows = [_cells(each, names.get(each.name, each.name), words) for each in groups]
    if total:
        rows.append(_cells(total, "Σ", words))
    return html_table(words["share"], header, rows, strong=-1 if total else len(rows))


def _cells(scores: Scores, name: str, words: Words) -> list[str]:
    shares = [_local(percent(scores.shares[column]), words) for column in CLASS_COLUMNS]
    return [name, str(scores.questions), *shares, f"{scores.p50_ms:.0f}", f"{scores.p95_ms:.0f}"]


def _measures(total: Scores, words: Words) -> Markup:
    shares = [(words["measure_names"][name], total.shares[name]) for name in MEASURES]
    rows = [(name, _local(percent(s), words), f"{s.right} / {s.total}") for name, s in shares if s.total]
    return html_table(words["measures"], (words["measure"], words["share"], words["right"]), rows, strong=0)


def _systems(comparison: Comparison, words: Words, caption: str) -> Markup:
    header = [words[key] for key in ("system", "list_f1", "list_exact", "passage_f1", "passage_exact")]
    rows = [
        (system.name, *(_local(figure, words) for figure in system_figures(system))) for system in comparison.systems
    ]
    return html_table(caption, header, rows)


def _bar(scores: Scores, names: Mapping[str, str], words: Words) -> Bar:
    share = scores.shares["passed"]
    label = names.get(scores.name, scores.name)
    return Bar(label, share.value, _percent(share, words), f"{share.right}/{share.total}")


def _system_bar(system: Figures, words: Words) -> Bar:
    figure = _local(f"{system.list_f1:.3f} / {system.passage_f1:.3f}", words)
    return Bar(words["system_names"][system.name], system.list_f1, figure, second=system.passage_f1)


def _percent(share: Share, words: Words) -> str:
    return "–" if share.value is None else _local(f"{percent(share)}%", words)


def _local(figure: str, words: Words) -> str:
    """Return a figure with the language's decimal mark."""
    return figure.replace(".", words["decimal"])
