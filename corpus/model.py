"""The nouns of the product, as frozen dataclasses; they cross every package boundary.

Positions are character offsets into ``Directive.text`` (the cleaned text, Unicode NFC),
half open: ``text[start:end]``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CorpusError(Exception):
    """A file or a text that cannot become a directive; the message says what to do."""


class NotADirectiveError(CorpusError):
    """A file in which nothing looks like a directive: no number, no letterhead, no signature, no task."""


class Role(StrEnum):
    """What an agency is to a task (DESIGN section 6)."""

    LEAD = "lead"
    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    GROUP = "group"
    """Reached through a group ("các bộ, cơ quan ngang bộ"), not by name."""


class DeadlineKind(StrEnum):
    """How a deadline binds (DESIGN section 5)."""

    BY = "by"
    BEFORE = "before"
    START = "start"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    RELATIVE = "relative"
    CONDITIONAL = "conditional"


class Purpose(StrEnum):
    """What has to have happened by the deadline."""

    COMPLETION = "completion"
    REPORT = "report"
    EFFECT = "effect"
    START = "start"


class Period(StrEnum):
    """How often a recurring duty falls due."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Scope(StrEnum):
    """Whether a deadline is the task's own or closes the list the task stands in."""

    OWN = "own"
    SHARED = "shared"


class Relation(StrEnum):
    """What a document does to one that it refers to, by an act of its own."""

    REPLACES = "replaces"
    ANNULS = "annuls"
    AMENDS = "amends"


class Status(StrEnum):
    """Whether a document still binds."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPLACED = "replaced"
    ANNULLED = "annulled"


class Audience(StrEnum):
    """Who may learn that a document exists."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the clause tree (an Akoma Ntoso hierarchical element).

    ``text[start:end]`` is the clause with everything below it; the parts of it that no
    child covers are its own words (``own_spans``).
    """

    id: str
    """``20-TB/CQTTBCĐ#sec_3__point_c__indent_6``."""
    element: str
    """The Akoma Ntoso element: sec, point, indent, item, p, art, para, annex, ..."""
    number: str | None
    """As printed and without punctuation ("3", "đ", "II"); a dash's ordinal; None for a paragraph."""
    heading: str | None
    """The clause's title line without its label, if it has one."""
    start: int
    end: int
    content_start: int
    """Where the clause's running words begin: after the label and, if it has one, the heading."""
    children: tuple[Clause, ...] = ()

    @property
    def path(self) -> str:
        """The part of the id after ``#``."""
        return self.id.partition("#")[2]

    def walk(self) -> Iterator[Clause]:
        """Yield this clause and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def own_spans(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches of text that belong to this clause and to none of its children."""
        spans, position = [], self.start
        for child in self.children:
            if child.start > position:
                spans.append((position, child.start))
            position = child.end
        if self.end > position:
            spans.append((position, self.end))
        return tuple(spans)


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


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, and on whose behalf."""

    name: str
    title: str
    """The office signed in: "Phó Chánh Văn phòng"."""
    capacity: str | None = None
    """"K/T CHÁNH VĂN PHÒNG", "TM. BAN BÍ THƯ", as printed."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note that stood below the text, and where its marker stood in it."""

    marker: str
    text: str
    anchor: int
    """Offset in the cleaned text at which the marker stood."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file a directive was read from."""

    name: str
    sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source file the source text stands from ``start`` on; what is not known is None."""

    start: int
    page: int | None = None
    """Counted from 1."""
    paragraph: int | None = None
    """Paragraph of the body, counted from 1; tables' paragraphs do not count."""
    row: int | None = None
    """Row of a table or a sheet, counted from 1."""


@dataclass(frozen=True, slots=True)
class Run:
    """``text[start:start+length]`` came from ``source[source_start:source_start+source_length]``.

    The two are the same but for Unicode's normal form and the kind of white space; what the source does not
    have (the space or newline that joins two lines) lies in no run.
    """

    start: int
    source_start: int
    length: int
    source_length: int


@dataclass(frozen=True, slots=True)
class Declared:
    """What a maintainer says of a document's force; it wins over what is read."""

    status: Status
    by: str | None = None
    """Number of the document that replaced, amended or annulled it."""


@dataclass(frozen=True, slots=True)
class Directive:
    """One document with its clause tree and its register of tasks."""

    number: str
    slug: str
    """The number as it stands in a URL: ``20-tb-cqttbcd``."""
    type_code: str
    """Document type as in Nghị định 30/2020, annex III: TB, CV, QĐ, ..."""
    type_name: str
    issuer: str
    date: date | None
    place: str | None
    subject: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    signer: Signer | None
    audience: Audience
    text: str
    preface: Clause | None
    """The letterhead: issuer, number, place and date, subject, addressees."""
    clauses: tuple[Clause, ...]
    conclusions: Clause | None
    """Recipients and signature."""
    tasks: tuple[Task, ...]
    references: tuple[Reference, ...]
    footnotes: tuple[Footnote, ...]
    source: Source
    runs: tuple[Run, ...]
    warnings: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    """Registry ids of the agencies that occur anywhere in the text, sorted."""
    places: tuple[Place, ...] = ()
    """Where the source text stands in the file, by ``Place.start``; empty where its reader cannot tell."""
    declared: Declared | None = None
    read_tasks: tuple[Task, ...] = ()
    """The register as it was read from the text, where corrections changed it."""
    approved: str | None = None
    """By whom and when the reading was approved."""

    def walk(self) -> Iterator[Clause]:
        """Yield every clause in reading order, letterhead and signature included; annexes may follow the signature."""
        matter = [clause for clause in (self.preface, self.conclusions) if clause]
        for clause in sorted((*self.clauses, *matter), key=lambda c: c.start):
            yield from clause.walk()

    def place_at(self, offset: int) -> Place | None:
        """Return where in the source file the character at ``offset`` of the text stands, or None."""
        run = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if run < 0 or not self.places:
            return None
        found = self.runs[run]
        source = found.source_start + min(offset - found.start, found.source_length - 1)
        place = bisect_right(self.places, source, key=lambda place: place.start) - 1
        return self.places[place] if place >= 0 else None

    def clause_text(self, clause: Clause) -> str:
        """Return the clause's words with everything below it."""
        return self.text[clause.start : clause.end]
