"""From a row of a task table to what it orders: its cells read by what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.cells import cell_deadlines
from corpus.model import AgencyRef, Deadline, Purpose
from corpus.parties import distinct, parse_parties
from corpus.roles import read_roles, subject
from corpus.tables import Column, RowReading, Span
from corpus.text import UPPER, fold, trim, uncapitalize
from corpus.vocabulary import ORGANISATION_NOUNS

# What parts the entries of a cell: "Sở Tài chính; Sở Tư pháp"; of one that begins with a dash, dashes too
_ENTRY = re.compile(r"\s*;\s*")
_DASHED = re.compile(r"\s*;\s*(?:[-–+•]\s+)?|\s*(?<!\S)[-–+•]\s+")
# "Chủ trì: Sở Y tế", "Sở Y tế (chủ trì)", "Sở Y tế chủ trì, phối hợp với Sở Tài chính"
_LEADS = re.compile(r"\(?\s*\b[Cc](?:hủ|ơ quan chủ|ơ quan, đơn vị chủ|đơn vị chủ) trì\)?\s*:?")
_COORDINATES = re.compile(r"\(?\s*\b(?:(?:[Cc]ơ quan|[Đđ]ơn vị)\s+)?[Pp]hối hợp(?:\s+(?:cùng\s+)?với)?\)?\s*:?")
_BETWEEN = re.compile(r"[\s,.:;]*(?:và\s+|cùng\s+|với\s+)?")
# A name as written ends at a comma, a bracket, or before "và các đơn vị", "và Sở Y tế"
_WRITTEN = re.compile(rf"[^,;(]+?(?=\s+và\s+(?:các|những|{'|'.join(ORGANISATION_NOUNS)})\b|\s*[,;(]|\s*$)")
# "các công ty cổ phần | đường sắt": of which kind those of a group are
_KIND_OF = re.compile(
    rf"\s+(?!(?:và|có|liên quan|theo|của|thuộc)\b)[^\W\d_{UPPER}]+(?:\s+(?!và\b)[^\W\d_{UPPER}]+){{0,5}}"
    r"(?=\s*(?:[,;]|$))"
)
_BRACKET = re.compile(r"\s*\([^()]*\)")
_NOBODY = re.compile(r"[^\W\d_]{2}")
# "Báo cáo kết quả", "Tổng hợp, báo cáo kết quả": a report is what the row orders
_REPORTS = re.compile(r"(?:tong hop(?:,| va)?\s+)?(?:bao cao|gui bao cao)\b")


@dataclass(frozen=True, slots=True)
class RowTask:
    """What a row orders; without ``leads`` it orders nothing."""

    action: Span
    leads: tuple[AgencyRef, ...]
    coordinators: tuple[AgencyRef, ...]
    deadlines: tuple[Deadline, ...]
    warnings: tuple[str, ...]


def read_row(text: str, row: RowReading, document_date: date | None, holders: Sequence[AgencyRef]) -> RowTask:
    """Read a row.

    Args:
        text: the document's text.
        row: its cells.
        document_date: gives the year where none is written.
        holders: who leads where the row names nobody: whom the heading above the table names.
    """
    action = _action(row)
    leads, coordinators = _named(text, row)
    if not leads and not row.spans(Column.LEAD):
        roles = read_roles(text, *action, ()) if action else None
        leads = (roles.leads if roles else ()) or _group(text, row) or tuple(holders)
        coordinators = distinct((*coordinators, *(roles.coordinators if roles else ())))
    keys = {lead.key for lead in leads}
    coordinators = tuple(party for party in coordinators if party.key not in keys)
    purpose = Purpose.REPORT if action and _REPORTS.match(fold(text[slice(*action)])) else Purpose.COMPLETION
    found = [
        cell_deadlines(text, *span, document_date, Purpose.REPORT if span in row.reports else purpose, row.before)
        for span in row.spans(Column.DEADLINE)
    ]
    deadlines = tuple(d for reading in found for d in reading.deadlines)
    warnings = tuple(w for reading in found for w in reading.warnings)
    return RowTask(action or (row.words, row.words), leads if action else (), coordinators, deadlines, warnings)


def _action(row: RowReading) -> Span | None:
    """Return the cell that says what to do: of several ("Nhóm nhiệm vụ | Nhiệm vụ") the last, the most specific."""
    spans = row.spans(Column.TASK)
    return spans[-1] if spans else None


def _group(text: str, row: RowReading) -> tuple[AgencyRef, ...]:
    """Return whom the group row above names ("II | Sở Tài chính")."""
    return subject(text, *row.group).parties if row.group else ()


def _named(text: str, row: RowReading) -> tuple[tuple[AgencyRef, ...], tuple[AgencyRef, ...]]:
    """Return the agencies of the row's cells: leads and coordinators."""
    leads: list[AgencyRef] = []
    coordinators: list[AgencyRef] = []
    for span in row.spans(Column.LEAD):
        for start, end in _entries(text, *span):
            lead, other = _roles(text, start, end, coordinating=bool(coordinators))
            leads.extend(cell_parties(text, *lead))
            coordinators.extend(cell_parties(text, *other))
    for span in row.spans(Column.COORDINATOR):
        for start, end in _entries(text, *span):
            coordinators.extend(cell_parties(text, *_without_word(text, start, end)))
    return distinct(leads), distinct(coordinators)


def _entries(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    pattern = _DASHED if text[start] in "-–+•" else _ENTRY
    for match in pattern.finditer(text, start, end):
        yield position, match.start()
        position = match.end()
    yield position, end


def _roles(text: str, start: int, end: int, coordinating: bool) -> tuple[Span, Span]:
    """Part an entry of a lead column into who leads and who co-ordinates ("Sở A chủ trì, phối hợp với Sở B").

    Args:
        text: the document's text; ``text[start:end]`` is the entry.
        coordinating: an entry above said "Phối hợp:"; what follows without a word of its own goes on with it.
    """
    leads, joins = _LEADS.search(text, start, end), _COORDINATES.search(text, start, end)
    if joins and text[start : joins.start()].strip(" ,") and text[joins.end() : end].strip(" ,."):
        before = _roles(text, start, joins.start(), coordinating)[0]
        return before, (joins.end(), end)
    if joins or (coordinating and not leads):
        return (start, start), _without_word(text, start, end)
    if leads and leads.start() == start:
        return (leads.end(), end), (end, end)
    return (start, leads.start() if leads else end), (end, end)


def _without_word(text: str, start: int, end: int) -> Span:
    """Cut "Phối hợp:" off either end of an entry."""
    joins = _COORDINATES.search(text, start, end)
    if joins is None:
        return start, end
    return (joins.end(), end) if not text[start : joins.start()].strip() else (start, joins.start())


def cell_parties(text: str, start: int, end: int) -> list[AgencyRef]:
    """Read the agencies of a cell's entry; what no rule knows as a body is one as written ("VNPT Hải Phòng")."""
    found: list[AgencyRef] = []
    position, end = trim(text, start, end)
    while position < end:
        parties = parse_parties(text, position, end)
        if parties.parties:
            found.extend(parties.parties)
            position = parties.end
            if found[-1].is_group and (rest := _KIND_OF.match(text, position, end)):
                position = rest.end()
                found[-1] = _of_kind(text, found[-1], position)
            elif found[-1].key.startswith("text:"):  # no verb ends a name in a cell
                rest = _WRITTEN.match(text, position, end)
                position = rest.end() if rest else position
                found[-1:] = _written(text, found[-1].start, position)
            bracket = _BRACKET.match(text, position, end)
            position = bracket.end() if bracket else position
        elif match := _WRITTEN.match(text, position, end):
            found.extend(_written(text, *trim(text, match.start(), match.end())))
            position = match.end()
        else:
            position += 1
        between = _BETWEEN.match(text, position, end)
        position = between.end() if between else position
    return found


def _of_kind(text: str, group: AgencyRef, end: int) -> AgencyRef:
    """Return a group with the words behind it that say of which kind: "các công ty cổ phần | đường sắt"."""
    written = text[group.start : end]
    return replace(
        group, key=f"group:{fold(written)}", name=uncapitalize(written), text=written, end=end,
        qualifier=text[group.end : end].strip(),
    )  # fmt: skip


def _written(text: str, start: int, end: int) -> list[AgencyRef]:
    while end > start and text[end - 1] in " .,":
        end -= 1
    name = text[start:end]
    return [AgencyRef(f"text:{fold(name)}", name, name, start, end)] if _NOBODY.search(name) else []
