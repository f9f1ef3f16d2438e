"""A directive as a page shows it: paragraphs and clauses, walked from the cleaned text, nothing lost.

Joined in reading order, the words of a ``Page`` are ``Directive.text`` but for white space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Clause, Directive, Task

Label = Callable[[Clause], str]
"""What people call a clause: "Mục 3, điểm c"."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text, quoted or not."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a footnote hangs."""

    marker: str


@dataclass(frozen=True, slots=True)
class Inline:
    """A clause within a paragraph: "(2) ..."."""

    path: str
    parts: tuple[Part, ...]


Part = Words | NoteMark | Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text; ``kind`` is "text", "heading", or for the letterhead and the signature a place."""

    parts: tuple[Part, ...]
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """A clause with lines of its own: its paragraphs, then what stands below it, and its tasks."""

    path: str
    element: str
    label: str
    level: int
    own: tuple[Paragraph, ...]
    below: tuple[Node, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """The letterhead or the closing, in groups of lines that stand in the same place."""

    path: str
    groups: tuple[tuple[str, tuple[Paragraph, ...]], ...]


Node = Paragraph | Block | Matter


def lay_out(directive: Directive, label: Label, quote: tuple[int, int] | None = None) -> tuple[Node, ...]:
    """Lay a directive out, with ``quote`` (offsets in its text) marked."""
    return tuple(_Layout(directive, label, quote).document())


class _Layout:
    def __init__(self, directive: Directive, label: Label, quote: tuple[int, int] | None) -> None:
        self._text = directive.text
        self._directive = directive
        self._label = label
        self._quote = quote or (0, 0)
        self._notes = {note.anchor: note.marker for note in directive.footnotes}
        self._tasks: dict[str, list[Task]] = {}
        for task in directive.tasks:
            self._tasks.setdefault(task.clause, []).append(task)

    def document(self) -> Iterator[Node]:
        position = 0
        parts = (self._directive.preface, *self._directive.clauses, self._directive.conclusions)
        for clause in filter(None, parts):
            yield from self._lines(position, clause.start)
            is_matter = clause in (self._directive.preface, self._directive.conclusions)
            yield self._matter(clause) if is_matter else self._block(clause, 2)
            position = clause.end
        yield from self._lines(position, len(self._text))

    def _block(self, clause: Clause, level: int) -> Block:
        nodes = list(self._nodes(clause, level))
        split = next((i for i, node in enumerate(nodes) if not isinstance(node, Paragraph)), len(nodes))
        own = [node for node in nodes[:split] if isinstance(node, Paragraph)]
        if clause.heading and own:
            own[0] = Paragraph(own[0].parts, "heading")
        return Block(
            path=clause.path,
            element=clause.element,
            label=self._label(clause),
            level=min(level, 6),
            own=tuple(own),
            below=tuple(nodes[split:]),
            tasks=tuple(self._tasks_of(clause)),
        )

    def _tasks_of(self, clause: Clause) -> Iterator[Task]:
        """The clause's tasks, and those of the clauses within its lines."""
        yield from self._tasks.get(clause.id, [])
        for child in clause.children:
            if self._is_inline(child):
                yield from self._tasks_of(child)

    def _nodes(self, clause: Clause, level: int) -> Iterator[Paragraph | Block]:
        line: list[Part] = []
        position = clause.start
        for child in clause.children:
            yield from self._run(position, child.start, line)
            if self._is_inline(child):
                line.append(self._inline(child))
            else:
                yield from _paragraph(line)
                yield self._block(child, level + 1)
            position = child.end
        yield from self._run(position, clause.end, line)
        yield from _paragraph(line)

    def _run(self, start: int, end: int, line: list[Part]) -> Iterator[Paragraph]:
        """Add the words of a stretch to the line; each line break yields a paragraph."""
        for number, stretch in enumerate(self._text[start:end].split("\n")):
            if number:
                yield from _paragraph(line)
            line.extend(self._words(start, start + len(stretch)))
            start += len(stretch) + 1

    def _lines(self, start: int, end: int) -> Iterator[Paragraph]:
        line: list[Part] = []
        yield from self._run(start, end, line)
        yield from _paragraph(line)

    def _inline(self, clause: Clause) -> Inline:
        parts: list[Part] = []
        position = clause.start
        for child in clause.children:
            parts.extend(self._words(position, child.start))
            parts.append(self._inline(child))
            position = child.end
        parts.extend(self._words(position, clause.end))
        return Inline(clause.path, tuple(parts))

    def _is_inline(self, clause: Clause) -> bool:
        """Whether the clause stands within a line: something precedes it there, and it ends there."""
        begins_line = clause.start == 0 or self._text[clause.start - 1] == "\n"
        return not begins_line and "\n" not in self._text[clause.start : clause.end]

    def _words(self, start: int, end: int) -> Iterator[Words | NoteMark]:
        inside = {offset for offset in (*self._quote, *self._notes) if start < offset < end}
        cuts = sorted({start, end} | inside)
        for left, right in zip(cuts, cuts[1:], strict=False):
            if left in self._notes:
                yield NoteMark(self._notes[left])
            yield Words(self._text[left:right], self._quote[0] <= left and right <= self._quote[1])

    def _matter(self, clause: Clause) -> Matter:
        place = _letterhead_places if clause is self._directive.preface else _closing_places
        lines = list(self._lines(clause.start, clause.end))
        texts = ["".join(part.text for part in line.parts if isinstance(part, Words)).strip() for line in lines]
        return Matter(clause.path, tuple(_grouped(lines, place(texts))))


def _paragraph(line: list[Part]) -> Iterator[Paragraph]:
    """Yield the line as a paragraph, unless it is blank, and begin a new one."""
    if any(not isinstance(part, Words) or part.text.strip() for part in line):
        yield Paragraph(tuple(line))
    line.clear()


def _grouped(lines: Sequence[Paragraph], places: Sequence[str]) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    group: list[Paragraph] = []
    for line, place, following in zip(lines, places, [*places[1:], ""], strict=True):
        group.append(line)
        if place != following:
            yield place, tuple(group)
            group = []


_NUMBER = re.compile(r"Số\b")  # "Số 693-CV/VPTW", "Số: 12/QĐ-TTg"
# What stands at the right of a letterhead: the state's or the Party's name, the motto, place and date.
_RIGHT = re.compile(r"ĐẢNG CỘNG SẢN|CỘNG H[OÒ]À? XÃ HỘI|CỘNG HÒA XÃ HỘI|Độc lập|.*\bngày\b.*\btháng\b.*\bnăm\b")
_SUBJECT = re.compile(r"V/v|Về việc", re.IGNORECASE)
_ADDRESSEES = re.compile(r"Kính gửi", re.IGNORECASE)
# How a signature begins: on whose behalf ("K/T CHÁNH VĂN PHÒNG", "TM. BAN BÍ THƯ").
_CAPACITY = re.compile(r"(?:T/?M|K/?T|T/?L|TUQ)\b\.?\s")


def _letterhead_places(lines: Sequence[str]) -> list[str]:
    """Tell where each line of a letterhead stands: left, right, centre or addressees."""
    number = next((i for i, line in enumerate(lines) if _NUMBER.match(line)), None)
    addressees = next((i for i, line in enumerate(lines) if _ADDRESSEES.match(line)), len(lines))
    places = []
    for i, line in enumerate(lines):
        if i >= addressees:
            places.append("addressees")
        elif number is None:
            places.append("centre")
        elif _RIGHT.match(line):
            places.append("right")
        else:
            places.append("left" if i <= number or _SUBJECT.match(line) else "centre")
    return places


def _closing_places(lines: Sequence[str]) -> list[str]:
    """Tell what each closing line belongs to: recipients or signature."""
    places = []
    place = "recipients"
    for line in lines:
        if line.startswith(("-", "Nơi nhận")):
            place = "recipients"
        elif _CAPACITY.match(line) or line.isupper():
            place = "signature"
        places.append(place)
    return places
