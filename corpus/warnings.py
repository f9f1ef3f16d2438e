"""What a maintainer should look at in what was read of a directive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.corrections import ABOUT, LAPSED, LOST, UNBOUND
from corpus.model import Clause, DeadlineKind, Directive

_UNKNOWN = "text:"
_DATED = (DeadlineKind.BY, DeadlineKind.BEFORE)
_ALPHABET = "a b c d đ e g h i k l m n o p q r s t u v x y".split()
"""The letters of points in order (Nghị định 30/2020: the Vietnamese alphabet without ă, â, ê, ô, ơ, ư)."""


@dataclass(frozen=True, slots=True)
class Warning:
    """One thing to look at; ``code`` names its words in the catalogue."""

    code: str
    clause: str
    """The id of the clause concerned; the document's number where it is the whole."""
    start: int
    end: int
    """Where in the text to look."""
    words: str = ""
    """What is in question, as written."""
    more: str = ""


def warnings_of(directive: Directive) -> tuple[Warning, ...]:
    """Return the warnings of a directive, in reading order, those of the whole document first."""
    found = [*_clauses(directive), *_tasks(directive)]
    return (*_document(directive), *sorted(found, key=lambda each: (each.start, each.code)))


def _document(directive: Directive) -> Iterator[Warning]:
    top = directive.preface.end if directive.preface else 0
    for code, value in (("no_date", directive.date), ("no_issuer", directive.issuer), ("no_signer", directive.signer)):
        if not value:
            yield Warning(code, directive.number, 0, top)
    if not directive.tasks:
        yield Warning("no_tasks", directive.number, 0, top)
    for each in directive.warnings:
        code, _, said = each.partition(":")
        if code in _SHOWN_ELSEWHERE:
            continue
        words, _, about = said.partition(ABOUT) if code in (LOST, UNBOUND) else (said, "", "")
        yield Warning(code if code in _KNOWN else "other", directive.number, 0, top, words or each, about)


_SHOWN_ELSEWHERE = {"no_document_date", "numbering", "no_year", "impossible_date"}
_KNOWN = {
    "duplicate",
    "table_column",
    "table_no_lead",
    "table_unruled",
    "recognised",
    "formula_no_value",
    "hidden_cells",
    LOST,
    LAPSED,
    UNBOUND,
}


def _clauses(directive: Directive) -> Iterator[Warning]:
    yield from _siblings(directive.clauses)
    for clause in directive.walk():
        yield from _siblings(clause.children)


def _siblings(clauses: tuple[Clause, ...]) -> Iterator[Warning]:
    """Numbers and letters that do not follow on each other; Roman numerals and dashes are not counted."""
    before: dict[str, Clause] = {}
    for clause in clauses:
        last = before.get(clause.element)
        here = _ordinal(clause.number)
        if here is not None and clause.element not in ("indent", "row"):
            expected = (_ordinal(last.number) or 0) + 1 if last else 1
            if here != expected:
                words = last.number or "" if last else ""
                code = "numbering_jump" if last else "numbering_start"
                yield Warning(code, clause.id, clause.start, clause.content_start, words, clause.number or "")
            before[clause.element] = clause


def _ordinal(number: str | None) -> int | None:
    if number is None:
        return None
    if number.isdecimal():
        return int(number)
    return _ALPHABET.index(number) + 1 if number in _ALPHABET else None


def _tasks(directive: Directive) -> Iterator[Warning]:
    unknown: set[str] = set()
    for task in directive.tasks:
        if not task.leads:
            yield Warning("no_lead", task.clause, task.start, task.end)
        for party in (*task.leads, *task.coordinators, *task.directors):
            if party.key.startswith(_UNKNOWN) and party.key not in unknown:  # once for each name
                unknown.add(party.key)
                yield Warning("unknown_agency", task.clause, party.start, party.end, party.name)
        for deadline in task.deadlines:
            if deadline.rule in ("no_year", "impossible_date"):
                yield Warning(deadline.rule, task.clause, deadline.start, deadline.end, deadline.text)
            elif deadline.last and not re.search(r"\d{4}", deadline.text) and deadline.kind in _DATED:
                yield Warning("year_of_document", task.clause, deadline.start, deadline.end, deadline.text)
            elif deadline.last and directive.date and deadline.last < directive.date:
                yield Warning("past_deadline", task.clause, deadline.start, deadline.end, deadline.text)
        if any(each.stale for each in task.corrections):
            yield Warning("stale_correction", task.clause, task.start, task.end)
