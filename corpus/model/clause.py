"""A node of the clause tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


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
