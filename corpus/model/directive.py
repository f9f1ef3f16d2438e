"""One document with its clause tree and its register of tasks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.model.clause import Clause
from corpus.model.source import Place, Run, Source
from corpus.model.task import Reference, Task
from corpus.model.terms import Audience, Status


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
class Declared:
    """What a maintainer says of a document's force; it wins over what is read."""

    status: Status
    by: str | None = None
    """Number of the document that replaced, amended or annulled it."""


@dataclass(frozen=True, slots=True)
class DeclaredPart:
    """What a maintainer says of the force of a clause, with all below it."""

    clause: str
    status: Status
    by: str | None = None


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
    declared_parts: tuple[DeclaredPart, ...] = ()

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
