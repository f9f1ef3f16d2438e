"""What a clause orders: who, by when, with which references; and what a maintainer corrected in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.model.terms import DeadlineKind, Period, Purpose, Relation, Scope


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """An agency, or a group of agencies, as a text names it."""

    key: str
    """Registry id; ``group:...`` for a group; ``text:...`` (folded) for a name outside the registry."""
    name: str
    """Official name where the registry knows it, else as written."""
    text: str
    """The words found."""
    start: int
    end: int
    members: tuple[str, ...] = ()
    """For a group: the agency kinds it takes in ("ministry", "province", ...)."""
    qualifier: str | None = None
    """For a group: what narrows it ("liên quan", "chủ quản các nền tảng số")."""

    @property
    def is_group(self) -> bool:
        return self.key.startswith("group:")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, as written and as resolved."""

    text: str
    start: int
    end: int
    kind: DeadlineKind
    purpose: Purpose
    first: date | None = None
    """First day of the window ("from" in the interface)."""
    last: date | None = None
    """Last allowed day ("to" in the interface)."""
    scope: Scope = Scope.OWN
    period: Period | None = None
    rule: str | None = None
    """Code of the rule that resolved it, worded by the catalogue ("day_before", "year_of_document")."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another document or clause."""

    text: str
    start: int
    end: int
    document: str | None
    """Number ("17-TB/CQTTBCĐ") or, for an unnumbered act, its title ("Luật Dữ liệu năm 2024")."""
    provision: str | None = None
    """What within it, as written ("Điểm b, Khoản 2, Điều 8")."""
    date: date | None = None
    relation: Relation | None = None
    """What this document does to it; None for a mere mention."""


@dataclass(frozen=True, slots=True)
class Correction:
    """That a maintainer corrected a field of a task."""

    field: str
    """lead, coordinators, deadlines or action."""
    by: str
    at: str
    """When, as an ISO time."""
    before: str
    """What was read from the text, in words."""
    stale: bool = False
    """The clause's text changed since: the correction is kept and not applied."""
    about: str = ""
    """How the clause's words began when it was corrected."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a clause orders."""

    id: str
    """The clause's id, with ``~2`` where one clause orders several tasks."""
    clause: str
    action: str
    """What is to be done, verbatim, without the deadline sentences."""
    start: int
    end: int
    leads: tuple[AgencyRef, ...] = ()
    coordinators: tuple[AgencyRef, ...] = ()
    directors: tuple[AgencyRef, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    references: tuple[Reference, ...] = ()
    report_to: str | None = None
    """Whom the task's holder reports to, as written."""
    corrections: tuple[Correction, ...] = ()
