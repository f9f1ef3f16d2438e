"""A picture of deadlines over time: months as columns, deadlines as marks, as SVG without script or styles inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from assistant.selection.status import TaskStatus

_BINS = 6
"""How many stacks of marks a month has; each holds about five days."""
_STEP = 15
_COLUMN = _BINS * _STEP + 8
_TALLEST = 14
"""How many marks a stack shows; the rest is a number above it."""
_MOST_MONTHS = 24
_BEFORE = 6
"""How many months before today's are shown where not all can be."""
_FOOT = 30
_HEAD = 26


@dataclass(frozen=True, slots=True)
class Mark:
    """A deadline: its day, how it stands, and what is said of it."""

    day: date
    status: TaskStatus
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """A column: its first day, and how many deadlines stand how."""

    first: date
    counts: dict[TaskStatus, int]

    @property
    def total(self) -> int:
        """Return how many deadlines the month has."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, the same in numbers, and how many deadlines lie outside it."""

    svg: Markup
    months: tuple[Month, ...]
    outside: int


def draw(marks: Sequence[Mark], today: date, title: str, description: str, today_word: str) -> Timeline | None:
    """Return the timeline, or None where there is nothing to draw."""
    if not marks:
        return None
    months = _months([mark.day for mark in marks], today)
    shown = [mark for mark in marks if mark.day.replace(day=1) in months]
    columns = tuple(
        Month(first, dict(Counter(m.status for m in shown if m.day.replace(day=1) == first))) for first in months
    )
    return Timeline(_svg(shown, months, today, (title, description, today_word)), columns, len(marks) - len(shown))


def symbol(status: TaskStatus, x: float, y: float, words: str = "") -> Markup:
    """Return a status's mark; shapes differ as colours do, for those who tell no colours apart."""
    shapes = {
        TaskStatus.OVERDUE: "M-5-5H5V5H-5Z",
        TaskStatus.THIS_WEEK: "M0-6L6 5H-6Z",
        TaskStatus.THIS_MONTH: "M0-6.5L6.5 0 0 6.5-6.5 0Z",
    }
    shape = shapes.get(status, "M-5.5 0A5.5 5.5 0 1 1 5.5 0A5.5 5.5 0 1 1-5.5 0Z")
    title = Markup("<title>{}</title>").format(words) if words else ""
    return Markup('<path class="mark mark-{}" transform="translate({} {})" d="{}">{}</path>').format(
        status.value, f"{x:g}", f"{y:g}", shape, title
    )


def _months(days: Sequence[date], today: date) -> list[date]:
    """Return the first days of the months to show: all between the deadlines and today, or those around today."""
    first = min(*days, today).replace(day=1)
    last = max(*days, today).replace(day=1)
    count = _number(last) - _number(first) + 1
    if count > _MOST_MONTHS:
        start = min(max(_number(first), _number(today) - _BEFORE), _number(last) - _MOST_MONTHS + 1)
        first, count = date(start // 12, start % 12 + 1, 1), _MOST_MONTHS
    return [date(n // 12, n % 12 + 1, 1) for n in range(_number(first), _number(first) + count)]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _svg(marks: Sequence[Mark], months: Sequence[date], today: date, words: tuple[str, str, str]) -> Markup:
    title, description, today_word = words
    stacks = _stacks(marks, months)
    tallest = min(max(map(len, stacks.values()), default=1), _TALLEST)
    ground = _HEAD + max(tallest, 4) * _STEP + 6
    width, height = len(months) * _COLUMN, ground + _FOOT
    parts = [
        Markup(
            '<svg class="timeline" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {w} {h}" width="{w}" '
            'height="{h}" aria-labelledby="timeline-title timeline-desc">'
            '<title id="timeline-title">{t}</title><desc id="timeline-desc">{d}</desc>'
        ).format(w=width, h=height, t=title, d=description)
    ]
    parts += [_column(n, first, ground) for n, first in enumerate(months)]
    parts.append(_today(months, today, ground, today_word))
    parts += [_stack(place, stack, ground) for place, stack in sorted(stacks.items())]
    return Markup("").join([*parts, Markup("</svg>")])


def _stacks(marks: Sequence[Mark], months: Sequence[date]) -> dict[int, list[Mark]]:
    """Return the marks by the x of their stack."""
    place = {first: n for n, first in enumerate(months)}
    stacks: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda m: m.day):
        part = min((mark.day.day - 1) // 5, _BINS - 1)
        x = place[mark.day.replace(day=1)] * _COLUMN + 4 + part * _STEP + _STEP // 2
        stacks.setdefault(x, []).append(mark)
    return stacks


def _column(n: int, first: date, ground: int) -> Markup:
    x = n * _COLUMN
    return Markup(
        '<rect class="month month-{}" x="{}" y="0" width="{}" height="{}"/>'
        '<text class="month-name" x="{}" y="{}" text-anchor="middle">{}</text>'
    ).format("even" if n % 2 else "odd", x, _COLUMN, ground, x + _COLUMN // 2, ground + 20, f"{first:%-m/%Y}")


def _stack(x: int, marks: Sequence[Mark], ground: int) -> Markup:
    drawn = [symbol(mark.status, x, ground - 10 - n * _STEP, mark.words) for n, mark in enumerate(marks[:_TALLEST])]
    if len(marks) > _TALLEST:
        more = Markup('<text class="more" x="{}" y="{}" text-anchor="middle">+{}</text>')
        drawn.append(more.format(x, ground - 6 - _TALLEST * _STEP, len(marks) - _TALLEST))
    return Markup("").join(drawn)


def _today(months: Sequence[date], today: date, ground: int, word: str) -> Markup:
    if today.replace(day=1) not in months:
        return Markup("")
    x = months.index(today.replace(day=1)) * _COLUMN + 4 + (today.day - 1) / 31 * _BINS * _STEP
    late = x > len(months) * _COLUMN - 80
    return Markup(
        '<line class="today" x1="{x}" x2="{x}" y1="0" y2="{y}"/>'
        '<text class="today-word" x="{tx}" y="14" text-anchor="{anchor}">{word}</text>'
    ).format(x=f"{x:g}", y=ground, tx=f"{x + (-5 if late else 5):g}", anchor="end" if late else "start", word=word)
