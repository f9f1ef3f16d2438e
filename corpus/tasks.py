"""The register: from a clause tree to the tasks it orders.

A clause orders a task when it has running words of its own and no list below it; a list "(1) ... (2) ..." orders
one task an item. A later sentence that hands work to another agency ("Giao Bộ X chủ trì ...") begins a second task
of the same clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.clause_tasks import Assigned, ClauseReader
from corpus.model import AgencyRef, Clause, Reference, Scope, Task
from corpus.numbering import roman_value
from corpus.references import references_within
from corpus.roles import is_holder, orders, read_roles, report_recipient, subject
from corpus.rows import read_row
from corpus.structure import Body, TaskRow
from corpus.tables import RowKind, RowReading
from corpus.text import trim

_OF_AN_ACT = {"part", "chp", "art"}
"""Clauses of an act: what stands above the first of them are recitals."""


@dataclass(frozen=True, slots=True)
class Register:
    """The tasks of a document, and what could not be read."""

    tasks: tuple[Task, ...]
    warnings: tuple[str, ...]


def build_register(text: str, body: Body, document_date: date | None, references: Sequence[Reference]) -> Register:
    """Read the tasks of a document.

    Args:
        text: the cleaned text that the clauses' spans point into.
        body: the clause tree.
        document_date: resolves deadlines without a year and those that run from the signing.
        references: all mentions of other documents in the text, in order.
    """
    reader = _TaskReader(text, document_date, references, body.rows)
    tasks = tuple(reader.siblings(body.clauses, Assigned()))
    return Register(tasks, tuple(reader.clauses.warnings))


class _TaskReader:
    def __init__(
        self, text: str, document_date: date | None, references: Sequence[Reference], rows: Mapping[int, TaskRow]
    ) -> None:
        self.text, self.document_date, self.references, self.rows = text, document_date, references, rows
        self.clauses = ClauseReader(text, document_date, references)

    def siblings(self, clauses: Sequence[Clause], context: Assigned) -> Iterator[Task]:
        """Yield the tasks of clauses side by side; one that introduces the others gives them its holders."""
        inner, held = context, context
        acts = next((i for i, each in enumerate(clauses) if each.element in _OF_AN_ACT), 0)
        for i, clause in enumerate(clauses):
            if i < acts:
                continue  # recitals: "Căn cứ ...", "Chính phủ ban hành Nghị định về ..."
            if clause.element == "p":
                holders = self._holders(clause)
                held = Assigned(holders) if holders else held
                yield from self.tasks(clause, held if self._is_order(clause) else context)
                inner = (held if holders else None) or self.clauses.introduced(*self._own_words(clause)) or context
            else:  # Roman sections may be of aims as well as of work
                roman = clause.element == "sec" and clause.number and roman_value(clause.number)
                yield from self.tasks(clause, context if roman else inner)

    def _holders(self, clause: Clause) -> tuple[AgencyRef, ...]:
        """Return whom a paragraph names that is but a heading: "Bộ Y tế:"."""
        start, end = self._own_words(clause)
        named = subject(self.text, start, end)
        return named.parties if self.text[named.end : end].strip() == ":" else ()

    def _is_order(self, clause: Clause) -> bool:
        """Tell whether a paragraph says what to do and not who: it belongs to the heading above."""
        return orders(self.text, *self._own_words(clause))

    def tasks(self, clause: Clause, context: Assigned) -> Iterator[Task]:
        """Yield the tasks of a clause and of all below it."""
        if row := self.rows.get(clause.start):
            if row.reading.kind is RowKind.BODY:
                yield from self._row(clause, row.reading, context)
            return
        items = [child for child in clause.children if child.element == "item"]
        listed = [child for child in clause.children if child.element not in {"item", "p"}]
        start, end = self._own_words(clause)
        inner = self._context(clause, context)
        if self.clauses.binds_only(start, end):
            return  # who is bound does not do what an old layout puts below: the recipients
        if items and clause.element != "item":
            yield from self._list(items, self._with_roles(inner, start, end))
        elif not listed:
            yield from self.clauses.tasks(clause, start, end, inner)
        elif start < end:
            inner = self._with_roles(inner, start, end)
            yield from self._above_table(clause, listed, inner)
        below: list[Task] = []
        held = own = self._context(clause, context)
        for child in clause.children:
            if child.element == "p":
                # A later paragraph of a clause stands in the clause's own context, not in its first paragraph's.
                holders = self._holders(child)
                held = Assigned(holders) if holders else held
                below += self.tasks(child, held if self._is_order(child) else own)
            elif child.element != "item":
                below += self.tasks(child, inner)
        yield from self._share_above(below, start, end) if listed else below

    def _above_table(self, clause: Clause, listed: Sequence[Clause], context: Assigned) -> Iterator[Task]:
        """Yield what a clause orders above a table: "1. Bộ Y tế tổng hợp theo mẫu sau, báo cáo trước ngày 30/4/2026:".

        Where the table's rows give the work, only a whole sentence that names its own agency is an order beside them.
        """
        start, end = self._own_words(clause)
        if clause.element == "annex" or any(child.element != "row" for child in listed):
            return
        if not any(True for row in listed for _ in self.tasks(row, context)):
            yield from self.clauses.tasks(clause, start, end, context)
        elif self.text[end - 1] != ":":
            yield from self.clauses.tasks(clause, start, end, Assigned())

    def _share_above(self, tasks: list[Task], start: int, end: int) -> list[Task]:
        """Let the deadline of an introduction hold for what it introduces, where none of that has its own."""
        if not self.text[start:end].endswith(":") or any(task.deadlines for task in tasks):
            return tasks
        shared = tuple(
            replace(d, scope=Scope.SHARED) for s in self.clauses.sentences(start, end)[-1:] for d in s.deadlines
        )
        return [replace(task, deadlines=shared) for task in tasks] if shared else tasks

    def _own_words(self, clause: Clause) -> tuple[int, int]:
        """Return the clause's running words before its first child."""
        end = clause.children[0].start if clause.children else clause.end
        if end in self.rows:
            end = self.rows[end].table_start
        return trim(self.text, clause.content_start, max(clause.content_start, end))

    def _row(self, clause: Clause, row: RowReading, context: Assigned) -> Iterator[Task]:
        reading = read_row(self.text, row, self.document_date, context.holders)
        self.clauses.warn(reading.warnings)
        if reading.leads:
            start, end = reading.action
            yield Task(
                id=clause.id,
                clause=clause.id,
                action=self.text[start:end],
                start=clause.start,
                end=clause.end,
                leads=reading.leads,
                coordinators=reading.coordinators,
                directors=context.directors,
                deadlines=reading.deadlines,
                references=references_within(self.references, clause.start, clause.end),
                report_to=report_recipient(self.text, start, end),
            )

    def _context(self, clause: Clause, context: Assigned) -> Assigned:
        """Let a heading that names an agency give it to the clauses below."""
        if not clause.heading:
            return context
        start = self.text.index(clause.heading, clause.start)
        if is_holder(self.text, start, start + len(clause.heading)):
            return Assigned(subject(self.text, start, start + len(clause.heading)).parties)
        return context

    def _with_roles(self, context: Assigned, start: int, end: int) -> Assigned:
        """Let an introduction ("b) Các Bộ, cơ quan ngang bộ:", "Tổ Giúp việc chủ trì, phối hợp với ...:") do so."""
        if start >= end:
            return context
        roles = read_roles(self.text, start, end, context.holders)
        return Assigned(roles.leads or context.holders, roles.coordinators, roles.directors)

    def _list(self, items: Sequence[Clause], context: Assigned) -> Iterator[Task]:
        groups = [list(self.clauses.tasks(item, *self._own_words(item), context)) for item in items]
        yield from (task for group in self._share(items, groups) for task in group)

    def _share(self, items: Sequence[Clause], groups: list[list[Task]]) -> list[list[Task]]:
        """Let a deadline in a closing sentence of its own hold for the whole list when no other item has one."""
        if any(task.deadlines for group in groups[:-1] for task in group) or not groups[-1]:
            return groups
        sentences = self.clauses.sentences(*self._own_words(items[-1]))
        closing = [d for s in sentences if s.only_deadline for d in s.deadlines]
        if not closing or any(s.deadlines for s in sentences if not s.only_deadline):
            return groups
        shared = tuple(replace(d, scope=Scope.SHARED) for d in closing)
        return [[replace(task, deadlines=shared) for task in group] for group in groups]
