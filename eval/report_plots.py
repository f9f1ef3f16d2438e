"""Plots as inline SVG, drawn in the page's own colours. Each has a title that says what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH = 760
LABEL = 230
ROW = 24
LEFT, TOP, CELL = 190, 56, (96, 40)
"""Where the cells of a matrix begin, and how large one is."""
FULL = 390
"""Length of a bar that stands for 1."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled share; a second one is drawn below it, where there is one."""

    label: str
    share: float | None
    figure: str
    """What stands behind it."""
    note: str = ""
    second: float | None = None


def bars(title: str, rows: Sequence[Bar]) -> Markup:
    """Draw shares as horizontal bars, each with its label before and its figure behind."""
    drawn = [_bar(number * ROW, row) for number, row in enumerate(rows)]
    return _svg(title, len(rows) * ROW + 4, drawn, [f"{row.label}: {row.figure}" for row in rows])


def histogram(title: str, values: Sequence[float], x_label: str, y_label: str, edges: Sequence[float]) -> Markup:
    """Draw how many values lie between neighbouring edges; what is greater than all of them comes last."""
    bounds = [*edges, float("inf")]
    counts = [sum(low <= value < high for value in values) for low, high in zip([0.0, *edges], bounds, strict=True)]
    names = [f"< {edge:g}" for edge in edges] + [f"≥ {edges[-1]:g}"]
    step, height = (WIDTH - 60) / len(counts), 180
    tallest = max(counts, default=0) or 1
    drawn = [_text(4, 14, y_label, colour="soft"), _text(WIDTH - 10, height + 34, x_label, "end", "soft")]
    for number, (count, name) in enumerate(zip(counts, names, strict=True)):
        x, tall = 50 + number * step, (height - 40) * count / tallest
        middle, top = x + step / 2 - 3, height - tall
        drawn.append(f'<rect class="bar" x="{x:.1f}" y="{top:.1f}" width="{step - 6:.1f}" height="{tall:.1f}"/>')
        drawn.append(_text(middle, top - 5, str(count), "middle"))
        drawn.append(_text(middle, height + 16, name, "middle", "soft"))
    drawn.append(f'<line class="axis" x1="50" x2="{WIDTH - 10}" y1="{height}" y2="{height}"/>')
    told = [f"{name}: {count}" for name, count in zip(names, counts, strict=True)]
    return _svg(title, height + 40, drawn, told)


def matrix(
    title: str, counts: Mapping[tuple[str, str], int], names: Mapping[str, str], axes: tuple[str, str]
) -> Markup:
    """Draw a confusion matrix: rows are right, columns are found; the diagonal in the colour of what is right."""
    keys = [key for key in names if any(key in pair for pair in counts)]
    most = max(counts.values(), default=1)
    corner = f"{axes[0]} ↓ · {axes[1]} →"
    drawn = [_text(LEFT - 10, TOP - 10, corner, "end", "soft")]
    for place, key in enumerate(keys):
        drawn.append(_text(LEFT + (place + 0.5) * CELL[0], TOP - 10, _short(names[key]), "middle"))
        drawn.append(_text(LEFT - 10, TOP + place * CELL[1] + 25, names[key], "end"))
    for row, expected in enumerate(keys):
        for column, found in enumerate(keys):
            corner_at = (LEFT + column * CELL[0], TOP + row * CELL[1])
            drawn.append(_cell(*corner_at, counts.get((expected, found), 0), most, row == column))
    told = [f"{names[e]} → {names[f]}: {counts.get((e, f), 0)}" for e in keys for f in keys]
    return _svg(title, TOP + len(keys) * CELL[1] + 8, drawn, told)


def _bar(y: int, row: Bar) -> str:
    share = row.share or 0.0
    thick = 8 if row.second is not None else 14
    second = ""
    if row.second is not None:
        second = f'<rect class="bar2" x="{LABEL}" y="{y + 13}" width="{FULL * row.second:.1f}" height="{thick}"/>'
    return (
        f'<text x="{LABEL - 10}" y="{y + 16}" text-anchor="end">{escape(row.label)}</text>'
        f'<rect class="track" x="{LABEL}" y="{y + 4}" width="{FULL}" height="{18 if second else thick}"/>'
        f'<rect class="bar" x="{LABEL}" y="{y + 4}" width="{FULL * share:.1f}" height="{thick}"/>'
        f"{second}"
        f'<text x="{LABEL + FULL + 8}" y="{y + 16}">{escape(row.figure)} '
        f'<tspan class="soft">{escape(row.note)}</tspan></text>'
    )


def _cell(x: float, y: float, count: int, most: int, right: bool) -> str:
    strength = 0.15 + 0.6 * count / most if count else 0
    colour = "right" if right else "wrong"
    width, height = CELL
    box = f'<rect class="cell {colour}" x="{x}" y="{y}" width="{width}" height="{height}"'
    return f'{box} fill-opacity="{strength:.2f}"/>{_text(x + width / 2, y + 25, str(count), "middle")}'


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{colour}">{escape(words)}</text>'


def _short(name: str) -> str:
    return name if len(name) <= 14 else name[:13] + "…"


def _svg(title: str, height: float, parts: Sequence[str], told: Sequence[str]) -> Markup:
    """Return a picture; ``told`` is what it shows, for who cannot see it."""
    head = f'<svg viewBox="0 0 {WIDTH} {height:g}" role="img" xmlns="http://www.w3.org/2000/svg">'
    words = f"<title>{escape(title)}</title><desc>{escape('; '.join(told))}</desc>"
    return Markup(f"{head}{words}{''.join(parts)}</svg>")  # noqa: S704 - every text is escaped
