"""The wider id of a document whose number another document has (docs/decisions/0007)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from corpus.family import Identity, identity_of, is_retitled
from corpus.force import WIDE
from corpus.model import Clause, Directive
from corpus.text import slugify

_BODY_NAME = "van-ban"


def number_beside(directive: Directive, others: Mapping[str, Directive]) -> str:
    """Return the number to store a directive by, beside others whose number is printed alike.

    The number that its earlier version has; else the printed one, where that is free; else a wider one that says
    what it differs in from the document that has it: ``12/KH-UBND@uy-ban-nhan-dan-tinh-nghe-an``,
    ``30/2020/NĐ-CP@phu-luc-iii``, ``12/KH-UBND@2025``.

    Args:
        directive: as it was read, under its printed number.
        others: by the numbers that they have.
    """
    mine = identity_of(directive)
    known = {number: identity_of(each) for number, each in sorted(others.items())}
    earlier = next((number for number, each in known.items() if each.is_same(mine)), None)
    if earlier is None:
        earlier = next((number for number in known if is_retitled(directive, others[number])), None)
    if earlier is not None:
        return earlier
    if mine.number not in known:
        return mine.number
    wider = (f"{mine.number}{WIDE}{each}" for each in _qualifiers(directive, mine, known[mine.number]))
    return next(number for number in wider if number not in known)


def _qualifiers(directive: Directive, mine: Identity, holder: Identity) -> Iterator[str]:
    """Yield what may widen a number, the shortest first."""
    issuer, file = slugify(directive.issuer), directive.source.sha256[:8]
    year, part = str(mine.year or ""), mine.part
    if mine.issuer != holder.issuer:
        told = (issuer or file, part)
    else:
        told = (
            year if mine.year != holder.year else "",
            part or _BODY_NAME if part != holder.part else "",
        )
    for names in (told, (issuer, year, part), (issuer, year, part, file)):
        if any(names):
            yield "-".join(filter(None, names))


def renumbered(directive: Directive, number: str) -> Directive:
    """Return the directive under another number: its clauses' and tasks' ids begin with it."""
    old = directive.number
    if number == old:
        return directive
    return replace(
        directive,
        number=number,
        slug=slugify(number),
        preface=_renamed(directive.preface, old, number) if directive.preface else None,
        clauses=tuple(_renamed(clause, old, number) for clause in directive.clauses),
        conclusions=_renamed(directive.conclusions, old, number) if directive.conclusions else None,
        tasks=tuple(
            replace(task, id=_moved(task.id, old, number), clause=_moved(task.clause, old, number))
            for task in directive.tasks
        ),
    )


def _renamed(clause: Clause, old: str, new: str) -> Clause:
    children = tuple(_renamed(child, old, new) for child in clause.children)
    return replace(clause, id=_moved(clause.id, old, new), children=children)


def _moved(name: str, old: str, new: str) -> str:
    return new + name.removeprefix(old)
