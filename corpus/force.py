"""Whether a document is in force, from what was declared and what other documents do to it (docs/decisions/0007)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import Declared, Relation, Status
from corpus.text import fold

WIDE = "@"
"""Parts a number from its issuer in the wider id of a document whose number another one has."""

_EFFECT = {Relation.AMENDS: Status.AMENDED, Relation.REPLACES: Status.REPLACED, Relation.ANNULS: Status.ANNULLED}
_WEIGHT = (Status.IN_FORCE, Status.AMENDED, Status.REPLACED, Status.ANNULLED)


@dataclass(frozen=True, slots=True)
class Subject:
    """What force depends on, of one document."""

    number: str
    issuer: str
    date: date | None
    declared: Declared | None
    acts: tuple[tuple[Relation, str], ...]
    """What it does, and to which number."""


@dataclass(frozen=True, slots=True)
class Force:
    """A document's status and which documents brought it about."""

    status: Status = Status.IN_FORCE
    by: tuple[str, ...] = ()
    declared: bool = False
    """Whether a maintainer said so; otherwise the texts do."""

    @property
    def is_over(self) -> bool:
        return self.status in (Status.REPLACED, Status.ANNULLED)


def forces(subjects: Sequence[Subject]) -> dict[str, Force]:
    """Return the force of every document that is not simply in force, by number."""
    found: dict[str, Force] = {}
    for actor in sorted(subjects, key=lambda each: (each.date or date.min, each.number)):
        for relation, named in actor.acts:
            for target in _targets(named, actor, subjects):
                found[target.number] = _joined(found.get(target.number, Force()), _EFFECT[relation], actor.number)
    for each, declared in _declared(subjects):
        found[each.number] = Force(declared.status, (declared.by,) if declared.by else (), declared=True)
    return {number: force for number, force in found.items() if force.status is not Status.IN_FORCE or force.declared}


def base_number(number: str) -> str:
    """Return the number as printed, without the issuer of a wider id."""
    return number.partition(WIDE)[0]


def _targets(named: str, actor: Subject, subjects: Iterable[Subject]) -> list[Subject]:
    """Return the parts of the one document meant: no younger, of the same issuer where several share the number."""
    candidates = [s for s in subjects if base_number(s.number) == named and not _are_kin(s, actor)]
    candidates = [s for s in candidates if not (s.date and actor.date) or s.date <= actor.date]
    if len({_document(s) for s in candidates}) > 1:
        candidates = [s for s in candidates if s.issuer == actor.issuer]
    return candidates if len({_document(s) for s in candidates}) == 1 else []


def _declared(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, Declared]]:
    """Yield what was declared; of a printed number it holds for the other parts too, unless they have their own."""
    for each in subjects:
        if each.declared:
            yield each, each.declared
            if each.number == base_number(each.number):
                yield from ((s, each.declared) for s in subjects if _are_kin(s, each) and not s.declared)


def _are_kin(one: Subject, other: Subject) -> bool:
    """Tell whether both are parts of one document, body and annexes in files of their own."""
    return _document(one) == _document(other)


def document_key(number: str, issuer: str, day: date | None) -> tuple[str, str, int | None]:
    """Return what body and annexes of one document have in common, whatever files they came in."""
    return base_number(number), fold(issuer), day.year if day else None


def _document(subject: Subject) -> tuple[str, str, int | None]:
    return document_key(subject.number, subject.issuer, subject.date)


def _joined(force: Force, status: Status, by: str) -> Force:
    if _WEIGHT.index(status) > _WEIGHT.index(force.status):
        return Force(status, (by,))
    if status is force.status and by not in force.by:
        return Force(status, (*force.by, by))
    return force
