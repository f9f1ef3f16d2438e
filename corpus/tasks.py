"""The register: from a clause tree to the tasks it orders.

A clause orders a task when it has running words of its own and no list below it; a list "(1) ... (2) ..." orders
one task an item. A later sentence that hands work to another agency ("Giao Bộ X chủ trì ...") begins a second task
of the same clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.deadlines import find_deadlines, is_deadline_sentence
from corpus.model import AgencyRef, Clause, Deadline, Reference, Scope, Task
from corpus.numbering import roman_value
from corpus.parties import distinct
from corpus.quotations import amendment_spans
from corpus.references import references_within
from corpus.roles import (
    Roles,
    answers_for,
    introduced,
    is_holder,
    leads_on,
    names_only,
    orders,
    read_roles,
    report_recipient,
    sentence_parts,
    subject,
    tells_the_past,
)
from corpus.rows import read_row
from corpus.structure import Body, TaskRow, split_closing
from corpus.tables import RowKind, RowReading
from corpus.text import sentence_spans, trim

# "Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này./.": who is bound, not what is to be done
_IMPLEMENTS = re.compile(
    r"(?:có\s+|chịu\s+)?trách nhiệm\s+(?:tổ chức\s+)?(?:thi hành|thực hiện)\s+"
    r"(?:Quyết định|Nghị quyết|Chỉ thị|Nghị định|Thông tư|Quy chế|Quy định|Kế hoạch|Thông báo)\s+này"
    r"(?:\s+(?:kể )?từ ngày [^.;]{0,30})?\s*[./]*\s*$"
)
# "Thủ tướng Chính phủ yêu cầu:" above the numbered headings that say what
_INTRODUCES = re.compile(
    r"\b(?:yêu cầu|chỉ đạo|kết luận|giao|đề nghị|thống nhất|quyết nghị|thực hiện|quan tâm|như sau|sau đây)\b"
    r"[^.;:]{0,90}:\s*$"
)
# "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Bộ Y tế": a courtesy, no work
_COURTESY = re.compile(
    r"(?:Trong quá trình|Quá trình)\s[^.;]{0,80}(?:khó khăn|vướng mắc)[^.;]{0,80}"
    r"(?:phản ánh|thông tin|liên hệ|báo cáo|kiến nghị)"
)
_OF_AN_ACT = {"part", "chp", "art"}
"""Clauses of an act: what stands above the first of them are recitals."""


@dataclass(frozen=True, slots=True)
class Register:
    """The tasks of a document, and what could not be read."""

    tasks: tuple[Task, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """What a clause inherits from the headings and introductions above it."""

    holders: tuple[AgencyRef, ...] = ()
    coordinators: tuple[AgencyRef, ...] = ()
    directors: tuple[AgencyRef, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    deadlines: tuple[Deadline, ...]
    only_deadline: bool


def build_register(text: str, body: Body, document_date: date | None, references: Sequence[Reference]) -> Register:
    """Read the tasks of a document.

    Args:
        text: the cleaned text that the clauses' spans point into.
        body: the clause tree.
        document_date: resolves deadlines without a year and those that run from the signing.
        references: all mentions of other documents in the text, in order.
    """
    reader = _TaskReader(text, document_date, references, body.rows)
    tasks = tuple(reader.siblings(body.clauses, _Context()))
    return Register(tasks, tuple(reader.warnings))


class _TaskReader:
    def __init__(
        self, text: str, document_date: date | None, references: Sequence[Reference], rows: Mapping[int, TaskRow]
    ) -> None:
        self.text, self.document_date, self.references, self.rows = text, document_date, references, rows
        self.quoted = amendment_spans(text)
        self.warnings: list[str] = []

    def siblings(self, clauses: Sequence[Clause], context: _Context) -> Iterator[Task]:
        """Yield the tasks of clauses side by side; one that introduces the others gives them its holders."""
        inner, held = context, context
        acts = next((i for i, each in enumerate(clauses) if each.element in _OF_AN_ACT), 0)
        for i, clause in enumerate(clauses):
            if i < acts:
                continue  # recitals: "Căn cứ ...", "Chính phủ ban hành Nghị định về ..."
            if clause.element == "p":
                holders = self._holders(clause)
                held = _Context(holders) if holders else held
                yield from self.tasks(clause, held if self._is_order(clause) else context)
                inner = (held if holders else None) or self._introduced(clause) or context
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

    def _introduced(self, clause: Clause) -> _Context | None:
        start, end = self._own_words(clause)
        last = sentence_spans(self.text, start, end)[-1:]
        if not last or not _INTRODUCES.search(self.text, *last[0]):
            return None
        holders = introduced(self.text, *last[0])
        return _Context(holders) if holders else None

    def tasks(self, clause: Clause, context: _Context) -> Iterator[Task]:
        """Yield the tasks of a clause and of all below it."""
        if row := self.rows.get(clause.start):
            if row.reading.kind is RowKind.BODY:
                yield from self._row(clause, row.reading, context)
            return
        items = [child for child in clause.children if child.element == "item"]
        listed = [child for child in clause.children if child.element not in {"item", "p"}]
        start, end = self._own_words(clause)
        inner = self._context(clause, context)
        if any(_IMPLEMENTS.search(self.text, *span) for span in sentence_spans(self.text, start, end)):
            return  # who is bound does not do what an old layout puts below: the recipients
        if items and clause.element != "item":
            yield from self._list(items, self._with_roles(inner, start, end))
        elif not listed:
            yield from self._clause_tasks(clause, start, end, inner)
        elif start < end:
            inner = self._with_roles(inner, start, end)
            yield from self._above_table(clause, listed, inner)
        below: list[Task] = []
        held = own = self._context(clause, context)
        for child in clause.children:
            if child.element == "p":
                # A later paragraph of a clause stands in the clause's own context, not in its first paragraph's.
                holders = self._holders(child)
                held = _Context(holders) if holders else held
                below += self.tasks(child, held if self._is_order(child) else own)
            elif child.element != "item":
                below += self.tasks(child, inner)
        yield from self._share_above(below, start, end) if listed else below

    def _above_table(self, clause: Clause, listed: Sequence[Clause], context: _Context) -> Iterator[Task]:
        """Yield what a clause orders above a table: "1. Bộ Y tế tổng hợp theo mẫu sau, báo cáo trước ngày 30/4/2026:".

        Where the table's rows give the work, only a whole sentence that names its own agency is an order beside them.
        """
        start, end = self._own_words(clause)
        if clause.element == "annex" or any(child.element != "row" for child in listed):
            return
        if not any(True for row in listed for _ in self.tasks(row, context)):
            yield from self._clause_tasks(clause, start, end, context)
        elif self.text[end - 1] != ":":
            yield from self._clause_tasks(clause, start, end, _Context())

    def _share_above(self, tasks: list[Task], start: int, end: int) -> list[Task]:
        """Let the deadline of an introduction hold for what it introduces, where none of that has its own."""
        if not self.text[start:end].endswith(":") or any(task.deadlines for task in tasks):
            return tasks
        shared = tuple(replace(d, scope=Scope.SHARED) for s in self._sentences(start, end)[-1:] for d in s.deadlines)
        return [replace(task, deadlines=shared) for task in tasks] if shared else tasks

    def _own_words(self, clause: Clause) -> tuple[int, int]:
        """Return the clause's running words before its first child."""
        end = clause.children[0].start if clause.children else clause.end
        if end in self.rows:
            end = self.rows[end].table_start
        return trim(self.text, clause.content_start, max(clause.content_start, end))

    def _row(self, clause: Clause, row: RowReading, context: _Context) -> Iterator[Task]:
        reading = read_row(self.text, row, self.document_date, context.holders)
        self.warnings.extend(w for w in reading.warnings if w not in self.warnings)
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

    def _context(self, clause: Clause, context: _Context) -> _Context:
        """Let a heading that names an agency give it to the clauses below."""
        if not clause.heading:
            return context
        start = self.text.index(clause.heading, clause.start)
        if is_holder(self.text, start, start + len(clause.heading)):
            return _Context(subject(self.text, start, start + len(clause.heading)).parties)
        return context

    def _with_roles(self, context: _Context, start: int, end: int) -> _Context:
        """Let an introduction ("b) Các Bộ, cơ quan ngang bộ:", "Tổ Giúp việc chủ trì, phối hợp với ...:") do so."""
        if start >= end:
            return context
        roles = read_roles(self.text, start, end, context.holders)
        return _Context(roles.leads or context.holders, roles.coordinators, roles.directors)

    def _list(self, items: Sequence[Clause], context: _Context) -> Iterator[Task]:
        groups = [list(self._clause_tasks(item, *self._own_words(item), context)) for item in items]
        yield from (task for group in self._share(items, groups) for task in group)

    def _share(self, items: Sequence[Clause], groups: list[list[Task]]) -> list[list[Task]]:
        """Let a deadline in a closing sentence of its own hold for the whole list when no other item has one."""
        if any(task.deadlines for group in groups[:-1] for task in group) or not groups[-1]:
            return groups
        sentences = self._sentences(*self._own_words(items[-1]))
        closing = [d for s in sentences if s.only_deadline for d in s.deadlines]
        if not closing or any(s.deadlines for s in sentences if not s.only_deadline):
            return groups
        shared = tuple(replace(d, scope=Scope.SHARED) for d in closing)
        return [[replace(task, deadlines=shared) for task in group] for group in groups]

    def _clause_tasks(self, clause: Clause, start: int, end: int, context: _Context) -> Iterator[Task]:
        """Split a clause's sentences into tasks: a hand-over to another lead begins a new one."""
        if split_closing(self.text[start:end]) == 0 or _IMPLEMENTS.search(self.text, start, end):
            return
        parts: list[tuple[list[_Sentence], _Context]] = []
        for sentence in self._sentences(start, end):
            if self._orders_nothing(sentence):
                continue
            roles = read_roles(self.text, sentence.start, sentence.end, context.holders)
            if not parts:
                parts.append(([sentence], _first(roles, context)))
            elif not roles.leads and parts[-1][1].directors and leads_on(self.text, sentence.start, sentence.end):
                parts.append(([sentence], _Context(parts[-1][1].directors, roles.coordinators)))
            elif self._hands_over(sentence, roles, parts[-1][1]):
                directors = roles.directors or (context.directors if not roles.handed_over else context.holders)
                parts.append(([sentence], _Context(roles.leads, roles.coordinators, _without(directors, roles.leads))))
            else:
                sentences, current = parts[-1]
                parts[-1] = ([*sentences, sentence], _merged(current, roles))
        orders = [part for part in parts if part[1].holders]
        for n, (ordered, holders) in enumerate(orders, start=1):
            yield self._task(clause, f"~{n}" if len(orders) > 1 else "", ordered, holders)

    def _orders_nothing(self, sentence: _Sentence) -> bool:
        start, end = sentence.start, sentence.end
        if _COURTESY.match(self.text, start, end) or answers_for(self.text, start, end):
            return True
        if _INTRODUCES.search(self.text, start, end) or names_only(self.text, start, end):
            return True
        return not sentence.deadlines and tells_the_past(self.text, start, end)

    def _hands_over(self, sentence: _Sentence, roles: Roles, current: _Context) -> bool:
        if sentence.only_deadline or not roles.leads:
            return False
        new = {lead.key for lead in roles.leads} - {lead.key for lead in current.holders}
        return bool(new)

    def _sentences(self, start: int, end: int) -> list[_Sentence]:
        found = []
        masked = [(r.start, r.end) for r in references_within(self.references, start, end)]
        spans = (part for a, b in sentence_spans(self.text, start, end) for part in sentence_parts(self.text, a, b))
        for a, b in (self._outside_quotes(a, b) for a, b in spans):
            if a >= b:
                continue
            reading = find_deadlines(self.text, a, b, self.document_date, masked)
            self.warnings.extend(w for w in reading.warnings if w not in self.warnings)
            bare = is_deadline_sentence(self.text, a, b, reading.deadlines) and not subject(self.text, a, b).parties
            found.append(_Sentence(a, b, reading.deadlines, bare))
        return found

    def _outside_quotes(self, start: int, end: int) -> tuple[int, int]:
        """Return what of a sentence stands outside quoted amendments: what those order is another document's work."""
        for a, b in self.quoted:
            if a <= start < b:
                return start, start
            if start < a < end:
                return trim(self.text, start, a)
        return start, end

    def _task(self, clause: Clause, suffix: str, sentences: Sequence[_Sentence], roles: _Context) -> Task:
        start, end = sentences[0].start, sentences[-1].end
        substance = [s for s in sentences if not s.only_deadline] or list(sentences)
        recipients = (report_recipient(self.text, s.start, s.end) for s in sentences)
        return Task(
            id=clause.id + suffix,
            clause=clause.id,
            action=self.text[substance[0].start : substance[-1].end],
            start=start,
            end=end,
            leads=roles.holders,
            coordinators=roles.coordinators,
            directors=roles.directors,
            deadlines=tuple(d for s in sentences for d in s.deadlines),
            references=references_within(self.references, start, end),
            report_to=next((r for r in recipients if r), None),
        )


def _first(roles: Roles, context: _Context) -> _Context:
    leads = roles.leads or context.holders
    coordinators = distinct((*context.coordinators, *roles.coordinators))
    return _Context(leads, _without(coordinators, leads), roles.directors or _without(context.directors, leads))


def _merged(current: _Context, roles: Roles) -> _Context:
    coordinators = distinct((*current.coordinators, *roles.coordinators))
    return replace(current, coordinators=_without(coordinators, (*current.holders, *current.directors)))


def _without(parties: Sequence[AgencyRef], others: Sequence[AgencyRef]) -> tuple[AgencyRef, ...]:
    keys = {party.key for party in others}
    return tuple(party for party in parties if party.key not in keys)
