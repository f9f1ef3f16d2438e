"""The wider id of a document whose number another issuer's document has (docs/decisions/0007)."""

from __future__ import annotations

from dataclasses import replace

from corpus.force import WIDE
from corpus.model import Clause, Directive
from corpus.text import slugify


def wide_number(directive: Directive) -> str:
    """Return the number with its issuer: ``12/KH-UBND@uy-ban-nhan-dan-tinh-nghe-an``."""
    return f"{directive.number.partition(WIDE)[0]}{WIDE}{slugify(directive.issuer) or directive.source.sha256[:8]}"


def widened(directive: Directive) -> Directive:
    """Return the directive under its wider number: its clauses' and tasks' ids begin with it."""
    old, new = directive.number, wide_number(directive)
    return replace(
        directive,
        number=new,
        slug=slugify(new),
        preface=_renamed(directive.preface, old, new) if directive.preface else None,
        clauses=tuple(_renamed(clause, old, new) for clause in directive.clauses),
        conclusions=_renamed(directive.conclusions, old, new) if directive.conclusions else None,
        tasks=tuple(
            replace(task, id=_moved(task.id, old, new), clause=_moved(task.clause, old, new))
            for task in directive.tasks
        ),
    )


def _renamed(clause: Clause, old: str, new: str) -> Clause:
    children = tuple(_renamed(child, old, new) for child in clause.children)
    return replace(clause, id=_moved(clause.id, old, new), children=children)


def _moved(name: str, old: str, new: str) -> str:
    return new + name.removeprefix(old)
