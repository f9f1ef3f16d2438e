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
from eval.report_answers import percent, system_figures
from eval.report_clauses import ClauseText, clause_texts
from eval.report_failures import failure_groups
from eval.report_findings import findings
from eval.report_plots import Bar, bars, histogram, matrix, reliability
from eval.report_refusal import COLUMNS, RefusalPart, refusal_dots, refusal_rows
from eval.report_results import Moved, Results
from eval.scores import MEASURES, Scores, Share, by_class, by_language, by_split, confusion, interval, score

Json = dict[str, Any]
Words = Mapping[str, Any]

TEMPLATES = Path(__file__).with_name("templates")
EDGES_MS = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0)
HEADLINE = "test"
"""The half that the first figures are of: the product was developed on the other one."""
CARDS = ("passed", "task set", "citation recall", "quotes", "refusal", "false refusals")
CLASS_COLUMNS = ("passed", "status", "task set", "task F1", "citation precision", "citation recall", "contains")
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
    """The halves whose failures are shown in full; of the others they are only counted."""
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
    """What was run, and how it went, in sentences and key figures: those of the test half."""
    config = content.config
    commit = (config["commit"] or "?")[:12] + (f" ({words['dirty']})" if config["uncommitted_changes"] else "")
    splits = {each.name: each for each in by_split(content.alone.verdicts)}
    head = splits.get(HEADLINE, total)
    passed, everything, names = head.shares["passed"], total.shares["passed"], words["measure_names"]
    day = date_text(date.fromisoformat(config["date"][:10]), language)
    low, high = interval(passed)
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
        "interval": words["interval"].format(low=f"{100 * low:.0f}", high=f"{100 * high:.0f}"),
        "findings": findings(content.alone, content.crowded, content.moved, words),
        "unread": content.alone.unread,
        "cards": [
            *((names[name], _percent(head.shares[name], words)) for name in CARDS),
            (words["p50"], f"{head.p50_ms:.0f}"),
            (words["p95"], f"{head.p95_ms:.0f}"),
        ],
    }


def _questions(alone: Results, words: Words) -> Json:
    """What was asked: the directives, and the classes with a question of each."""
    halves = {each.name: each.questions for each in by_split(alone.verdicts)}
    directives = [(file.name, directive) for file in alone.files if (directive := parsed(file))]
    kinds = [words["real"] if (DIRECTIVES / name).is_file() else words["written"] for name, _ in directives]
    examples = [_example(each, alone.verdicts, words) for each in _in_order(by_class(alone.verdicts))]
    return {
        "asked": words["asked_text"].format(
            questions=len(alone.verdicts),
            classes=len(examples),
            directives=len(alone.files),
            **{half: halves.get(half, 0) for half in ("train", "test")},
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
    """Return a class with a question that was used in development, where there is one: the other half stays unseen."""
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
        "class_table": _scores_table(words, words["class"], classes, names, total),
        "language_plot": bars(words["languages"], [_bar(each, words["language_names"], words) for each in groups]),
        "language_table": _scores_table(words, words["language"], groups, words["language_names"], None),
        "measure_table": _measures(total, words),
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
    half = tests[scores.name].shares["passed"] if scores.name in tests else Share(0, 0)
    note = words["of_half"].format(all=f"{share.right}/{share.total}", half=f"{half.right}/{half.total}")
    label = words["class_names"].get(scores.name, scores.name)
    return Bar(label, share.value, _percent(share, words), note, second=half.value)


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
            "table": _systems(crowded.comparison, words, words["crowded"].format(count=crowded.distractors)),
            "moved": moved.answers,
        }  # fmt: skip
    if not alone.comparison:
        return {"system_table": None, "lists_plot": None, "facts_plot": None, "crowd": crowd, "compare_of": ""}
    lists, facts = _system_plots(alone.comparison, words)
    return {
        "compare_of": words["compare_of"].format(lists=alone.comparison.lists, passages=alone.comparison.passages),
        "lists_plot": lists,
        "facts_plot": facts,
        "system_table": _systems(alone.comparison, words, words["alone"].format(count=len(alone.files))),
        "crowd": crowd,
    }


def _refusal_table(parts: Sequence[RefusalPart], words: Words) -> Markup | None:
    header = (words["language"], words["questions"], *(words["refusal_columns"][name] for name in COLUMNS))
    rows = [tuple(_local(cell, words) for cell in row) for row in refusal_rows(parts)]
    return html_table(words["refusal_caption"], header, rows) if rows else None


def _refusal_plot(parts: Sequence[RefusalPart], words: Words) -> Markup | None:
    if not parts:
        return None
    return reliability(words["reliability"], refusal_dots(parts[0]), words["stated"], words["true"])


def html_table(
    caption: str, header: Sequence[str], rows: Sequence[Sequence[str]], strong: int | None = None,
    wide: Sequence[int] = (),
) -> Markup:  # fmt: skip
    """Return a table whose first column heads its rows.

    Args:
        caption: says what it shows.
        header: a heading for each column.
        rows: the cells.
        strong: the row to set off; -1 is the last one.
        wide: columns of running text.
    """
    head = Markup().join(Markup('<th scope="col"{}>{}</th>').format(_kind(n, wide), c) for n, c in enumerate(header))
    last = len(rows) + strong if strong is not None and strong < 0 else strong
    body = Markup().join(_row(row, number == last, wide) for number, row in enumerate(rows))
    parts = Markup("<caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody>").format(caption, head, body)
    return Markup('<div class="scroll" tabindex="0"><table>{}</table></div>').format(parts)


def _row(cells: Sequence[str], strong: bool, wide: Sequence[int]) -> Markup:
    first = Markup('<th scope="row">{}</th>').format(cells[0])
    others = Markup().join(Markup("<td{}>{}</td>").format(_kind(n, wide), c) for n, c in enumerate(cells[1:], 1))
    return Markup("<tr{}>{}{}</tr>").format(Markup(' class="strong"') if strong else "", first, others)


def _kind(column: int, wide: Sequence[int]) -> Markup:
    return Markup(' class="text"') if column in wide else Markup()


def _scores_table(
    words: Words, what: str, groups: Sequence[Scores], names: Mapping[str, str], total: Scores | None
) -> Markup:
    header = [what, words["questions"], *(words["measure_names"][c] for c in CLASS_COLUMNS), words["p50"], words["p95"]]
    rows = [_cells(each, names.get(each.name, each.name), words) for each in groups]
    if total:
        rows.append(_cells(total, words["all"], words))
    return html_table(words["share"], header, rows, strong=-1 if total else None)


def _cells(scores: Scores, name: str, words: Words) -> list[str]:
    shares = [_local(percent(scores.shares[column]), words) for column in CLASS_COLUMNS]
    return [name, str(scores.questions), *shares, f"{scores.p50_ms:.0f}", f"{scores.p95_ms:.0f}"]


def _measures(total: Scores, words: Words) -> Markup:
    shares = [(words["measure_names"][name], total.shares[name]) for name in MEASURES]
    rows = [(name, _local(percent(s), words), f"{s.right} / {s.total}") for name, s in shares if s.total]
    return html_table(words["measures"], (words["measure"], words["share"], words["right"]), rows, strong=0)


def _systems(comparison: Comparison, words: Words, caption: str) -> Markup:
    columns = ("k", "f1", "exact", "each")
    header = [words["system"], *(words[f"{what}_{column}"] for what in ("list", "passage") for column in columns)]
    rows = [
        (words["system_names"].get(system.name, system.name), *(_local(f, words) for f in system_figures(system)))
        for system in comparison.systems
    ]
    ours = next((n for n, system in enumerate(comparison.systems) if system.name == OURS), None)
    return html_table(caption, header, rows, strong=ours)


def _system_plots(comparison: Comparison, words: Words) -> tuple[Markup, Markup]:
    lists = [_system_bar(each, each.lists.f1, words) for each in comparison.systems]
    facts = [_system_bar(each, each.passages.f1, words) for each in comparison.systems]
    return bars(words["list_f1"], lists), bars(words["passage_f1"], facts)


def _system_bar(system: Figures, f1: float, words: Words) -> Bar:
    label = words["system_names"].get(system.name, system.name)
    return Bar(label, f1, _local(f"{f1:.2f}", words), strong=system.name == OURS)


def _bar(scores: Scores, names: Mapping[str, str], words: Words) -> Bar:
    share = scores.shares["passed"]
    label = names.get(scores.name, scores.name)
    return Bar(label, share.value, _percent(share, words), f"{share.right}/{share.total}")


def _percent(share: Share, words: Words) -> str:
    return "–" if share.value is None else _local(f"{percent(share)}%", words)


def _local(figure: str, words: Words) -> str:
    """Return a figure with the language's decimal mark."""
    return figure.replace(".", words["decimal"])
