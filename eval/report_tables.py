"""The tables of a report's page, and figures as each language writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from eval.baselines import OURS, Comparison
from eval.report_answers import percent, system_figures
from eval.scores import MEASURES, Scores, Share

Words = Mapping[str, Any]

CLASS_COLUMNS = ("passed", "status", "task set", "task F1", "citation precision", "citation recall", "contains")


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


def scores_table(
    words: Words, what: str, groups: Sequence[Scores], names: Mapping[str, str], total: Scores | None
) -> Markup:
    """Return a row of measures for each group of questions, and for all of them where ``total`` is given."""
    header = [what, words["questions"], *(words["measure_names"][c] for c in CLASS_COLUMNS), words["p50"], words["p95"]]
    rows = [_cells(each, names.get(each.name, each.name), words) for each in groups]
    if total:
        rows.append(_cells(total, words["all"], words))
    return html_table(words["share"], header, rows, strong=-1 if total else None)


def _cells(scores: Scores, name: str, words: Words) -> list[str]:
    shares = [local_text(percent(scores.shares[column]), words) for column in CLASS_COLUMNS]
    return [name, str(scores.questions), *shares, f"{scores.p50_ms:.0f}", f"{scores.p95_ms:.0f}"]


def measures_table(total: Scores, words: Words) -> Markup:
    """Return every measure with its share and what it is out of."""
    shares = [(words["measure_names"][name], total.shares[name]) for name in MEASURES]
    rows = [(name, local_text(percent(s), words), f"{s.right} / {s.total}") for name, s in shares if s.total]
    return html_table(words["measures"], (words["measure"], words["share"], words["right"]), rows, strong=0)


def systems_table(comparison: Comparison, words: Words, caption: str) -> Markup:
    """Return the product beside plain retrieval."""
    columns = ("k", "f1", "exact", "each")
    header = [words["system"], *(words[f"{what}_{column}"] for what in ("list", "passage") for column in columns)]
    rows = [
        (words["system_names"].get(system.name, system.name), *(local_text(f, words) for f in system_figures(system)))
        for system in comparison.systems
    ]
    ours = next((n for n, system in enumerate(comparison.systems) if system.name == OURS), None)
    return html_table(caption, header, rows, strong=ours)


def percent_text(share: Share, words: Words) -> str:
    """Return a share in percent, as the language writes it; a dash where there was nothing to share."""
    return "–" if share.value is None else local_text(f"{percent(share)}%", words)


def local_text(figure: str, words: Words) -> str:
    """Return a figure with the language's decimal mark."""
    return figure.replace(".", words["decimal"])
