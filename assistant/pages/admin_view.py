"""A directive as a maintainer checks it: the source's words in pieces that can be lit, the tree, tasks and warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.labels import clause_label, date_text, iso_day_text
from assistant.messages import text
from assistant.model import Language
from corpus.corrections import FIELDS, LAPSED, LOST, UNBOUND
from corpus.model import AgencyRef, Clause, Correction, Deadline, Directive, Task
from corpus.warnings import Warning, warnings_of

_SHORT = 110


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that is lit as a whole."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that something was read from; ``start == end`` where a maintainer gave them."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a task: what it says, what it was read from, and how it may be corrected."""

    name: str
    label: str
    marks: tuple[Mark, ...]
    value: str
    """As the form shows it, one value a line."""
    corrections: tuple[Correction, ...]
    """What was corrected in it; of several, all but one no longer apply."""


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with its fields."""

    id: str
    action: Mark
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning in words."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A clause of the tree."""

    path: str
    depth: int
    label: str
    words: Mark
    notices: tuple[Notice, ...]
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The whole page."""

    lines: tuple[tuple[Piece, ...], ...]
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...]
    """Of the whole document."""
    count: int
    """Warnings in all."""

    @property
    def listed(self) -> tuple[tuple[Row | None, Notice], ...]:
        """All warnings in reading order, those of the whole document first, each with its clause."""
        return (*((None, each) for each in self.notices), *((row, each) for row in self.rows for each in row.notices))


def review(directive: Directive, language: Language) -> Review:
    """Lay a directive out for checking."""
    found = warnings_of(directive)
    rows = tuple(_rows(directive, found, language))
    shown = {id(w) for clause in directive.walk() for w in found if w.clause == clause.id}
    own = tuple(_notice(w, language) for w in found if id(w) not in shown)
    return Review(tuple(_lines(directive, _spans(rows, own))), rows, own, len(found))


def _rows(directive: Directive, found: Sequence[Warning], language: Language) -> Iterator[Row]:
    for clause in directive.walk():
        tasks = [task for task in directive.tasks if task.clause == clause.id]
        yield Row(
            path=clause.path,
            depth=min(clause.path.count("__"), 5),
            label=clause_label(clause.id, language),
            words=Mark(_beginning(directive, clause), clause.start, clause.end),
            notices=tuple(_notice(w, language) for w in found if w.clause == clause.id),
            tasks=tuple(_task(task, language) for task in tasks),
        )


def _beginning(directive: Directive, clause: Clause) -> str:
    end = clause.children[0].start if clause.children else clause.end
    flat = " ".join(directive.text[clause.start : end].split())
    return flat if len(flat) <= _SHORT else flat[:_SHORT].rsplit(" ", 1)[0] + " …"


def _task(task: Task, language: Language) -> TaskView:
    fields = []
    for name in FIELDS:
        marks = _marks(task, name, language)
        value = _value(task, name)
        fields.append(FieldView(name, text(language, f"admin.field_{name}"), marks, value, _corrections(task, name)))
    return TaskView(task.id, Mark(task.action, task.start, task.end), tuple(fields))


def _corrections(task: Task, name: str) -> tuple[Correction, ...]:
    return tuple(each for each in task.corrections if each.field == name)


def _marks(task: Task, name: str, language: Language) -> tuple[Mark, ...]:
    if name == "lead":
        return tuple(map(_party, task.leads))
    if name == "coordinators":
        return tuple(map(_party, task.coordinators))
    if name == "deadlines":
        return tuple(_due(deadline, language) for deadline in task.deadlines)
    return (Mark(task.action, task.start, task.end),)


def _party(party: AgencyRef) -> Mark:
    return Mark(party.name, party.start, party.end)


def _due(deadline: Deadline, language: Language) -> Mark:
    words = deadline.text
    if deadline.last:
        words = f"{words} → {date_text(deadline.last, language)}"
    return Mark(words, deadline.start, deadline.end)


def _value(task: Task, name: str) -> str:
    if name == "action":
        return task.action
    if name == "deadlines":
        days = (deadline.last for deadline in task.deadlines if deadline.last)
        return "\n".join(f"{day.day}/{day.month}/{day.year}" for day in days)
    parties = task.leads if name == "lead" else task.coordinators
    return "\n".join(party.name for party in parties)


def _notice(warning: Warning, language: Language) -> Notice:
    said, more = warning.words, warning.more
    if warning.code in (LOST, UNBOUND):
        said = clause_label(said.partition("~")[0], language) + (f" (“{more}”)" if more else "")
    elif warning.code == LAPSED:
        said, more = said.rpartition(", ")[0], iso_day_text(said.rpartition(", ")[2], language)
    words = text(language, f"warning.{warning.code}", words=said, more=more)
    return Notice(words, warning.start, warning.end)


def _spans(rows: Sequence[Row], notices: Sequence[Notice]) -> set[int]:
    """Return every place at which something that can be lit begins or ends."""
    marks: list[Mark | Notice] = [*notices]
    for row in rows:
        marks += [row.words, *row.notices]
        for task in row.tasks:
            marks += [task.action, *(mark for field in task.fields for mark in field.marks)]
    return {place for mark in marks for place in (mark.start, mark.end)}


def _lines(directive: Directive, cuts: set[int]) -> Iterator[tuple[Piece, ...]]:
    ordered = sorted(cuts)
    for match in re.finditer(r"[^\n]+", directive.text):
        start, end = match.span()
        places = [start, *(cut for cut in ordered if start < cut < end), end]
        yield tuple(Piece(a, b, directive.text[a:b]) for a, b in zip(places, places[1:], strict=False))
