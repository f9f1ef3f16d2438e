"""Plots as HTML: drawn by the style sheet from numbers, so that they fit any screen and can be read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled share; a second one is drawn below it, where there is one."""

    label: str
    share: float | None
    figure: str
    """What stands behind it."""
    note: str = ""
    second: float | None = None
    strong: bool = False
    """Set off from the others."""


def bars(title: str, rows: Sequence[Bar]) -> Markup:
    """Draw shares as horizontal bars, each with its label before and its figure behind."""
    items = Markup().join(map(_bar, rows))
    return Markup('<ol class="bars" aria-label="{}">{}</ol>').format(title, items)


def histogram(title: str, values: Sequence[float], unit: str, edges: Sequence[float]) -> Markup:
    """Draw how many values lie between neighbouring edges; what is greater than all of them comes last."""
    bounds = [0.0, *edges, float("inf")]
    counts = [sum(low <= value < high for value in values) for low, high in pairwise(bounds)]
    names = [f"< {edge:g}" for edge in edges] + [f"≥ {edges[-1]:g}"]
    tallest = max(counts, default=0) or 1
    columns = [
        Markup('<li style="--v:{:.4f}"><b>{}</b><i aria-hidden="true"></i><span>{} {}</span></li>').format(
            count / tallest, count, name, Markup('<span class="unit">{}</span>').format(unit)
        )
        for count, name in zip(counts, names, strict=True)
    ]
    return Markup('<ol class="columns" aria-label="{}">{}</ol>').format(title, Markup().join(columns))


def matrix(
    title: str, counts: Mapping[tuple[str, str], int], names: Mapping[str, str], axes: tuple[str, str]
) -> Markup:
    """Draw a confusion matrix: rows are right, columns are found; the diagonal in the colour of what is right."""
    keys = [key for key in names if any(key in pair for pair in counts)]
    most = max(counts.values(), default=1)
    head = Markup().join(Markup('<th scope="col">{}</th>').format(names[key]) for key in keys)
    corner = Markup("<td>{} ↓<br>{} →</td>").format(*axes)
    body = Markup().join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            names[expected],
            Markup().join(_cell(counts.get((expected, found), 0), most, expected == found) for found in keys),
        )
        for expected in keys
    )
    parts = Markup("<caption>{}</caption><thead><tr>{}{}</tr></thead><tbody>{}</tbody>").format(
        title, corner, head, body
    )
    return Markup('<div class="scroll" tabindex="0"><table class="matrix">{}</table></div>').format(parts)


@dataclass(frozen=True, slots=True)
class Dot:
    """Of some questions: the probability stated, how many it was true of, and how many they are."""

    stated: float
    true: float
    count: int


def reliability(title: str, dots: Sequence[Dot], x_label: str, y_label: str) -> Markup:
    """Draw what was stated against what was true; on the diagonal both are equal. The larger, the more questions."""
    side, left, top = 320, 60, 30
    most = max((dot.count for dot in dots), default=0) or 1
    drawn = [
        f'<rect class="track" x="{left}" y="{top}" width="{side}" height="{side}"/>',
        f'<line class="axis" x1="{left}" y1="{top + side}" x2="{left + side}" y2="{top}"/>',
        _text(left + side, top + side + 34, x_label, "end", "soft"),
        _text(left, top - 12, y_label, colour="soft"),
    ]
    for tick in (0.0, 0.5, 1.0):
        drawn.append(_text(left + tick * side, top + side + 16, f"{tick:g}", "middle", "soft"))
        drawn.append(_text(left - 8, top + (1 - tick) * side + 5, f"{tick:g}", "end", "soft"))
    for dot in dots:
        x, y, r = left + dot.stated * side, top + (1 - dot.true) * side, 4 + 14 * (dot.count / most) ** 0.5
        drawn.append(f'<circle class="bar" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill-opacity="0.75"/>')
    told = "; ".join(f"{dot.stated:.2f}: {dot.true:.2f} ({dot.count})" for dot in dots)
    width, height = left + side + 20, top + side + 40
    head = f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" xmlns="http://www.w3.org/2000/svg">'
    words = f"<title>{escape(title)}</title><desc>{escape(told)}</desc>"
    return Markup(f"{head}{words}{''.join(drawn)}</svg>")  # noqa: S704 - every text is escaped


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{colour}">{escape(words)}</text>'


def _bar(row: Bar) -> Markup:
    tracks = [_track("bar", row.share)] + ([] if row.second is None else [_track("bar2", row.second)])
    return Markup('<li{}><span class="label">{}</span><span class="tracks">{}</span><b>{}</b>{}</li>').format(
        Markup(' class="ours"') if row.strong else "",
        row.label,
        Markup().join(tracks),
        row.figure,
        Markup(" <small>{}</small>").format(row.note) if row.note else "",
    )


def _track(name: str, share: float | None) -> Markup:
    return Markup('<i class="{}" style="--v:{:.4f}" aria-hidden="true"></i>').format(escape(name), share or 0.0)


def _cell(count: int, most: int, right: bool) -> Markup:
    strength = 10 + round(25 * count / most) if count else 0
    return Markup('<td class="{}" style="--v:{}%">{}</td>').format("right" if right else "wrong", strength, count)
