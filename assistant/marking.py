"""Which words of a clause are marked: those quoted, and those that give a role or a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Clause, Directive, Task

Span = tuple[int, int]

# Who is what to a task, where its clause says so
_ROLE_WORDS = {
    "leads": re.compile(r"\b[Cc]hủ trì\b"),
    "coordinators": re.compile(r"\b[Pp]hối hợp(?: chặt chẽ)?(?: với)?\b"),
    "directors": re.compile(r"\b[Cc]hỉ đạo\b"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a clause's text."""

    text: str
    quoted: bool
    operative: bool


def operative_spans(directive: Directive, task: Task) -> list[Span]:
    """Return where a task's operative words stand in the document's text: what gives each role, and the deadlines."""
    found = [(d.start, d.end) for d in task.deadlines if task.start <= d.start and d.end <= task.end]
    for role, pattern in _ROLE_WORDS.items():
        match = pattern.search(directive.text, task.start, task.end) if getattr(task, role) else None
        found += [match.span()] if match else []
    return sorted(found)


def marked_parts(directive: Directive, clause: Clause, quote: Span) -> Iterator[Part]:
    """Cut a clause's text into parts that are quoted or not, operative or not; joined they are its text.

    Args:
        directive: the document.
        clause: one of its clauses.
        quote: offsets of the quotation in the document's text; empty marks nothing.
    """
    below = {each.id for each in clause.walk()}
    operative = [span for task in directive.tasks if task.clause in below for span in operative_spans(directive, task)]
    edges = {edge for span in (quote, *operative) for edge in span if clause.start < edge < clause.end}
    cuts = sorted({clause.start, clause.end} | edges)
    for left, right in zip(cuts, cuts[1:], strict=False):
        yield Part(
            directive.text[left:right], _within(left, right, quote), any(_within(left, right, s) for s in operative)
        )


def _within(left: int, right: int, span: Span) -> bool:
    return span[0] <= left and right <= span[1]
