"""Whether documents mention a body or another document: "Cả 906 và 903 có nhắc đến Bộ Y tế không?"."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.understand import cues
from assistant.understand.reading import Reading


@dataclass(frozen=True, slots=True)
class Mentions:
    """The documents held that are looked into, and what is looked for in them."""

    documents: tuple[str, ...]
    sought: tuple[str, ...]
    """Registry ids and documents' numbers."""


def mentions_asked(reading: Reading) -> Mentions | None:
    """Return what is looked for in which documents; None where nothing is, or nothing says in which."""
    said = cues.MENTIONS.search(reading.folded)
    known, unknown = reading.documents.known, reading.documents.unknown
    if said is None or not known or reading.says(cues.NAMED_TASKS) or reading.period:
        return None
    if reading.agencies.agencies:
        return None if unknown else Mentions(known, reading.agencies.agencies)
    if unknown:
        return Mentions(known, unknown)
    if len(known) != len(reading.documents.spans) or len(known) < 2:
        return None
    named = sorted(zip((start for start, _ in reading.documents.spans), known, strict=True))
    before = tuple(number for start, number in named if start < said.start())
    after = tuple(number for start, number in named if start > said.start())
    if not before or not after:
        return None
    return Mentions(after, before) if said["passive"] else Mentions(before, after)
