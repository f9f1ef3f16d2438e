"""Whether a document is in force, from what was declared and what other documents do to it (docs/decisions/0007)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import Declared, Relation, Status

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
            target = _target(named, actor, subjects)
            if target:
                found[target.number] = _joined(found.get(target.number, Force()), _EFFECT[relation], actor.number)
    for each in subjects:
        if each.declared:
            by = (each.declared.by,) if each.declared.by else ()
            found[each.number] = Force(each.declared.status, by, declared=True)
    return {number: force for number, force in found.items() if force.status is not Status.IN_FORCE or force.declared}


def base_number(number: str) -> str:
    """Return the number as printed, without the issuer of a wider id."""
    return number.partition(WIDE)[0]


def _target(named: str, actor: Subject, subjects: Iterable[Subject]) -> Subject | None:
    """Return the one document meant: no younger than the act, of the same issuer where several share the number."""
    candidates = [s for s in subjects if base_number(s.number) == named and s.number != actor.number]
    candidates = [s for s in candidates if not (s.date and actor.date) or s.date <= actor.date]
    if len(candidates) > 1:
        candidates = [s for s in candidates if s.issuer == actor.issuer]
    return candidates[0] if len(candidates) == 1 else None


def _joined(force: Force, status: Status, by: str) -> Force:
    if _WEIGHT.index(status) > _WEIGHT.index(force.status):
        return Force(status, (by,))
    if status is force.status and by not in force.by:
        return Force(status, (*force.by, by))
    return force
