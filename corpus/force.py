"""Whether a document is in force, from what was declared and what other documents do to it (docs/decisions/0007)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.model import Declared, DeclaredPart, Relation, Status
from corpus.provisions import stands_in
from corpus.text import fold

WIDE = "@"
"""Parts a number from its issuer in the wider id of a document whose number another one has."""

_EFFECT = {Relation.AMENDS: Status.AMENDED, Relation.REPLACES: Status.REPLACED, Relation.ANNULS: Status.ANNULLED}
_WEIGHT = (Status.IN_FORCE, Status.AMENDED, Status.REPLACED, Status.ANNULLED)
_OVER = (Status.REPLACED, Status.ANNULLED)


@dataclass(frozen=True, slots=True)
class Act:
    """What a document does to another one."""

    relation: Relation
    document: str
    provision: str = ""
    """What of it ("khoản 2 Điều 5"); all of it where nothing is named."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What force depends on, of one document."""

    number: str
    issuer: str
    date: date | None
    declared: Declared | None
    acts: tuple[Act, ...]
    parts: tuple[DeclaredPart, ...] = ()
    """What was declared of its provisions."""


@dataclass(frozen=True, slots=True)
class Part:
    """What became of a provision of a document."""

    place: str
    """The id of a clause, where a maintainer said so; else the words of the act ("khoản 2 Điều 5")."""
    status: Status
    by: str | None
    declared: bool = False

    def holds(self, clause_id: str) -> bool:
        """Tell whether a clause is the provision or stands below it."""
        if self.declared:
            clause = clause_id.partition("~")[0]
            return clause == self.place or clause.startswith(f"{self.place}__")
        return stands_in(clause_id, self.place)


@dataclass(frozen=True, slots=True)
class Force:
    """A document's status and which documents brought it about."""

    status: Status = Status.IN_FORCE
    by: tuple[str, ...] = ()
    declared: bool = False
    """Whether a maintainer said so; otherwise the texts do."""
    parts: tuple[Part, ...] = ()
    """What became of single provisions."""

    @property
    def is_over(self) -> bool:
        return self.status in _OVER

    @property
    def over_parts(self) -> tuple[Part, ...]:
        """The provisions that no longer bind, of a document that does."""
        return () if self.is_over else tuple(part for part in self.parts if part.status in _OVER)

    def part_at(self, clause_id: str) -> Part | None:
        """Return what became of the provision that a clause stands in: what was declared of it wins, the nearest."""
        around = [part for part in self.parts if part.holds(clause_id)]
        said = max((part for part in around if part.declared), key=lambda part: len(part.place), default=None)
        return said or max(around, key=lambda part: _WEIGHT.index(part.status), default=None)

    def status_at(self, clause_id: str) -> Status:
        """Return whether a clause binds: with its document, and with the provision that it stands in."""
        part = None if self.is_over else self.part_at(clause_id)
        return part.status if part else self.status if self.is_over else Status.IN_FORCE


@dataclass(frozen=True, slots=True)
class NotInForce:
    """What lists leave out: the tasks of documents, and of provisions, that were replaced or annulled."""

    documents: frozenset[str] = frozenset()
    within: tuple[tuple[str, Force], ...] = ()
    """The force of the documents of which some provisions are over, by number."""

    def __contains__(self, clause_id: str) -> bool:
        """Tell whether a document, or a clause, no longer binds."""
        number = clause_id.partition("#")[0]
        over = (force.status_at(clause_id) in _OVER for each, force in self.within if each == number)
        return number in self.documents or any(over)

    def __bool__(self) -> bool:
        return bool(self.documents or self.within)

    @property
    def provisions_alone(self) -> NotInForce:
        """What is left out where documents are asked for by their numbers."""
        return NotInForce(within=self.within)


NOTHING = NotInForce()


def not_in_force(forces: Mapping[str, Force]) -> NotInForce:
    """Return what no longer binds."""
    over = frozenset(number for number, force in forces.items() if force.is_over)
    return NotInForce(over, tuple((number, force) for number, force in sorted(forces.items()) if force.over_parts))


def forces(subjects: Sequence[Subject]) -> dict[str, Force]:
    """Return the force of every document that is not simply in force, by number."""
    found: dict[str, Force] = {}
    for actor in sorted(subjects, key=lambda each: (each.date or date.min, each.number)):
        for act in actor.acts:
            for target in _targets(act.document, actor, subjects):
                found[target.number] = _acted(found.get(target.number, Force()), act, actor.number)
    for each, declared in _declared(subjects):
        found[each.number] = Force(declared.status, (declared.by,) if declared.by else (), declared=True)
    for each in subjects:
        for part in each.parts:
            found[each.number] = _told(found.get(each.number, Force()), part)
    return {number: force for number, force in found.items() if _says_something(force)}


def _says_something(force: Force) -> bool:
    return force.status is not Status.IN_FORCE or force.declared or bool(force.parts)


def _acted(force: Force, act: Act, by: str) -> Force:
    """Return a force with what an act does; what replaces or annuls a provision amends its document."""
    if not act.provision:
        return _joined(force, _EFFECT[act.relation], by)
    joined = _joined(force, Status.AMENDED, by)
    return replace(joined, parts=(*force.parts, Part(act.provision, _EFFECT[act.relation], by)))


def _told(force: Force, part: DeclaredPart) -> Force:
    """Return a force with what was declared of a provision; unless the document's was declared, it is amended."""
    touched = part.status is not Status.IN_FORCE and not force.declared
    joined = _joined(force, Status.AMENDED, part.by) if touched else force
    return replace(joined, parts=(*force.parts, Part(part.clause, part.status, part.by, declared=True)))


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


def _joined(force: Force, status: Status, by: str | None) -> Force:
    if _WEIGHT.index(status) > _WEIGHT.index(force.status):
        return replace(force, status=status, by=(by,) if by else ())
    if status is force.status and by and by not in force.by:
        return replace(force, by=(*force.by, by))
    return force
