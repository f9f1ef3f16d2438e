"""The page of a report: one file that needs no other and no script, in Vietnamese and English."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.labels import date_text
from assistant.model import Language
from eval.answers import Verdict
from eval.baselines import OURS, Comparison, Figures
from eval.dataset import Split
from eval.distractors import parsed
from eval.extraction import DIRECTIVES
from eval.report_clauses import ClauseText, clause_texts
from eval.report_failures import failure_groups
from eval.report_findings import findings
from eval.report_plots import Bar, bars, histogram, matrix, reliability
from eval.report_refusal import COLUMNS, RefusalPart, refusal_dots, refusal_rows
from eval.report_results import Moved, Results
from eval.report_tables import (
    Words,
    html_table,
    local_text,
    measures_table,
    percent_text,
    scores_table,
    systems_table,
)
from eval.scores import Scores, Share, by_class, by_language, by_split, confusion, interval, score

Json = dict[str, Any]

TEMPLATES = Path(__file__).with_name("templates")
EDGES_MS = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0)
HEADLINE = "test"
"""The questions that the first figures are of: held out from development."""
CARDS = ("passed", "task set", "citation recall", "quotes", "refusal", "false refusals")
CLASS_GROUPS = {
    "lists": (
        "lists-owner", "lists-coordinator", "lists-date", "lists-document", "lists-combined", "counts", "overdue",
        "relative-dates", "empty",
    ),
    "facts": ("who", "when", "what", "document-facts", "references", "comparisons"),
    "ways": ("follow-ups", "english", "abbreviations", "no-diacritics", "half-diacritics", "misspellings"),
    "traps": ("false-premise", "out-of-corpus", "out-of-scope", "ambiguous-names", "injected-instructions"),
}  # fmt: skip
"""Classes that stand together in the plot; those of no group come last."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the page tells."""

    alone: Results
    crowded: Results | None
    moved: Moved | None
    config: Json
    shown: frozenset[Split] = frozenset(Split)
    """The parts of the questions whose failures are shown in full; of the others they are only counted."""
    refusal: tuple[RefusalPart, ...] = ()
    """How well the decision to refuse is made, where that was measured."""


def words_of(language: Language) -> Words:
    """Return the wording of reports in a language."""
    return tomllib.loads((TEMPLATES / f"report.{language.value}.toml").read_text(encoding="utf-8"))


def page(content: Content, language: Language) -> str:
    """Return the page; ``language`` is the edition that it opens with."""
    shown = [v for v in content.alone.verdicts if not v.passed and v.gold.split in content.shown]
    clauses = clause_texts(content.alone, shown)
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    edition = environment.get_template("edition.html")
    editions = [
        (each.value, words_of(each), Markup(edition.render(**_edition(content, shown, clauses, each))))  # noqa: S704
        for each in sorted(Language, key=lambda each: each is not language)
    ]
    return environment.get_template("report.html").render(
        lang=language.value,
        editions=editions,
        css=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        clauses=list(clauses.values()),
        config=json.dumps(content.config, ensure_ascii=False, indent=2),
    )


def _edition(content: Content, shown: Sequence[Verdict], clauses: Mapping[str, ClauseText], language: Language) -> Json:
    words, total = words_of(language), score("all", content.alone.verdicts)
    return {
        "lang": language.value,
        "t": words,
        **_opening(content, total, words, language),
        **_questions(content.alone, words),
        **_figures(content.alone, total, words),
        **_comparisons(content, words),
        "refusal_table": _refusal_table(content.refusal, words),
        "refusal_plot": _refusal_plot(content.refusal, words),
        "failures": failure_groups(content.alone.verdicts, shown, clauses, words, language),
        "withheld": len(content.shown) < len(Split),
    }


def _opening(content: Content, total: Scores, words: Words, language: Language) -> Json:
    """What was run, and how it went, in sentences and key figures: those of the held-out questions."""
    config = content.config
    commit = (config["commit"] or "?")[:12] + (f" ({words['dirty']})" if config["uncommitted_changes"] else "")
    splits = {each.name: each for each in by_split(content.alone.verdicts)}
    head = splits.get(HEADLINE, total)
    passed, everything, names = head.shares["passed"], total.shares["passed"], words["measure_names"]
    day = date_text(date.fromisoformat(config["date"][:10]), language)
    low, high = interval(passed)
    named = words["language_names"].get(head.name, words["questions"]).lower()
    return {
        "made": words["made"].format(date=day, version=config["versions"]["chidao"], commit=commit),
        "verdict": words["verdict"].format(
            passed=passed.right,
            questions=passed.total,
            share=percent_text(passed, words),
            half=named,
            all_passed=everything.right,
            all_questions=everything.total,
            all_share=percent_text(everything, words),
        ),
        "interval": words["interval"].format(low=f"{100 * low:.0f}", high=f"{100 * high:.0f}"),
        "findings": findings(content.alone, content.crowded, content.moved, words),
        "unread": content.alone.unread,
        "figures_title": words["figures"].format(half=named),
        "cards": [
            *((names[name], percent_text(head.shares[name], words)) for name in CARDS),
            (words["p50"], f"{head.p50_ms:.0f}"),
            (words["p95"], f"{head.p95_ms:.0f}"),
        ],
    }


def _questions(alone: Results, words: Words) -> Json:
    """What was asked: the directives, and the classes with a question of each."""
    parts = {each.name: each.questions for each in by_split(alone.verdicts)}
    directives = [(file.name, directive) for file in alone.files if (directive := parsed(file))]
    kinds = [words["real"] if (DIRECTIVES / name).is_file() else words["written"] for name, _ in directives]
    examples = [_example(each, alone.verdicts, words) for each in _in_order(by_class(alone.verdicts))]
    return {
        "asked": words["asked_text"].format(
            questions=len(alone.verdicts),
            classes=len(examples),
            directives=len(alone.files),
            **{part.value: parts.get(part.value, 0) for part in Split},
        ),
        "directive_table": html_table(
            words["directives"],
            (words["number"], words["subject"], words["origin"], words["tasks"]),
            [
                (d.number, f"{d.type_name}: {d.subject}" if d.subject else d.type_name, kind, str(len(d.tasks)))
                for (_, d), kind in zip(directives, kinds, strict=True)
            ],
            wide=(1, 2),
        ),
        "example_table": html_table(
            words["examples"], (words["class"], words["example"], words["questions"]), examples, wide=(1,)
        ),
    }


def _example(kind: Scores, verdicts: Sequence[Verdict], words: Words) -> tuple[str, str, str]:
    """Return a class with an open question of it, where there is one: those held out stay unseen."""
    members = [verdict.gold for verdict in verdicts if verdict.gold.kind == kind.name]
    seen = [gold for gold in members if gold.split is Split.TRAIN]
    said = " → ".join((*seen[0].history, seen[0].question)) if seen else "–"
    return words["class_names"].get(kind.name, kind.name), said, str(kind.questions)


def _figures(alone: Results, total: Scores, words: Words) -> Json:
    """Plots and tables of the run itself."""
    classes, names = _in_order(by_class(alone.verdicts)), words["class_names"]
    groups = [*by_language(alone.verdicts), *by_split(alone.verdicts)]
    axes = (words["expected_axis"], words["got_axis"])
    milliseconds = [1_000 * verdict.reply.seconds for verdict in alone.verdicts]
    return {
        "class_plots": _class_plots(alone, classes, words),
        "class_table": scores_table(words, words["class"], classes, names, total),
        "language_plot": bars(words["languages"], [_bar(each, words["language_names"], words) for each in groups]),
        "language_table": scores_table(words, words["language"], groups, words["language_names"], None),
        "measure_table": measures_table(total, words),
        "confusion_plot": matrix(words["confusion"], confusion(alone.verdicts), words["match_names"], axes),
        "latency": words["latency_text"].format(p50=f"{total.p50_ms:.0f}", p95=f"{total.p95_ms:.0f}"),
        "latency_plot": histogram(words["latency"], milliseconds, "ms", EDGES_MS),
    }


def _in_order(classes: Sequence[Scores]) -> list[Scores]:
    """Return classes in the order of their groups; those of none come last."""
    order = [name for members in CLASS_GROUPS.values() for name in members]
    return sorted(classes, key=lambda each: order.index(each.name) if each.name in order else len(order))


def _class_plots(alone: Results, classes: Sequence[Scores], words: Words) -> list[tuple[str, Markup]]:
    """Return a plot for each group of classes, with its title."""
    tests = {each.name: each for each in by_class([v for v in alone.verdicts if v.gold.split is Split.TEST])}
    grouped = {name: [each for each in classes if each.name in members] for name, members in CLASS_GROUPS.items()}
    placed = {name for members in CLASS_GROUPS.values() for name in members}
    grouped["others"] = [each for each in classes if each.name not in placed]
    return [
        (words["class_groups"][name], bars(words["class_groups"][name], [_class_bar(s, tests, words) for s in scores]))
        for name, scores in grouped.items()
        if scores
    ]


def _class_bar(scores: Scores, tests: Mapping[str, Scores], words: Words) -> Bar:
    share = scores.shares["passed"]
    held_out = tests[scores.name].shares["passed"] if scores.name in tests else Share(0, 0)
    note = words["of_held_out"].format(
        all=f"{share.right}/{share.total}", held_out=f"{held_out.right}/{held_out.total}"
    )
    label = words["class_names"].get(scores.name, scores.name)
    return Bar(label, share.value, percent_text(share, words), note, second=held_out.value)


def _comparisons(content: Content, words: Words) -> Json:
    """Other systems, and the large corpus."""
    alone, crowded, moved = content.alone, content.crowded, content.moved
    crowd = None
    if crowded and crowded.comparison and moved:
        lists, facts = _system_plots(crowded.comparison, words)
        was, now = score("all", alone.verdicts), score("all", crowded.verdicts)
        crowd = {
            "text": words["crowd_text"].format(
                count=crowded.distractors, moved=len(moved.answers), cited=len(moved.citations),
                p50=f"{now.p50_ms:.0f}", p95=f"{now.p95_ms:.0f}", was50=f"{was.p50_ms:.0f}", was95=f"{was.p95_ms:.0f}",
            ),
            "lists": lists,
            "facts": facts,
            "table": systems_table(crowded.comparison, words, words["crowded"].format(count=crowded.distractors)),
            "moved": moved.answers,
        }  # fmt: skip
    if not alone.comparison:
        return {"system_table": None, "lists_plot": None, "facts_plot": None, "crowd": crowd, "compare_of": ""}
    lists, facts = _system_plots(alone.comparison, words)
    return {
        "compare_of": words["compare_of"].format(lists=alone.comparison.lists, passages=alone.comparison.passages),
        "lists_plot": lists,
        "facts_plot": facts,
        "system_table": systems_table(alone.comparison, words, words["alone"].format(count=len(alone.files))),
        "crowd": crowd,
    }


def _refusal_table(parts: Sequence[RefusalPart], words: Words) -> Markup | None:
    header = (words["language"], words["questions"], *(words["refusal_columns"][name] for name in COLUMNS))
    rows = [tuple(local_text(cell, words) for cell in row) for row in refusal_rows(parts)]
    return html_table(words["refusal_caption"], header, rows) if rows else None


def _refusal_plot(parts: Sequence[RefusalPart], words: Words) -> Markup | None:
    if not parts:
        return None
    return reliability(words["reliability"], refusal_dots(parts[0]), words["stated"], words["true"])


def _system_plots(comparison: Comparison, words: Words) -> tuple[Markup, Markup]:
    lists = [_system_bar(each, each.lists.f1, words) for each in comparison.systems]
    facts = [_system_bar(each, each.passages.f1, words) for each in comparison.systems]
    return bars(words["list_f1"], lists), bars(words["passage_f1"], facts)


def _system_bar(system: Figures, f1: float, words: Words) -> Bar:
    label = words["system_names"].get(system.name, system.name)
    return Bar(label, f1, local_text(f"{f1:.2f}", words), strong=system.name == OURS)


def _bar(scores: Scores, names: Mapping[str, str], words: Words) -> Bar:
    share = scores.shares["passed"]
    label = names.get(scores.name, scores.name)
    return Bar(label, share.value, percent_text(share, words), f"{share.right}/{share.total}")
