"""The file that a directive was read from, and where in it the words stand."""

from __future__ import annotations

from dataclasses import dataclass


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
