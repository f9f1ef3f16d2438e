"""Tasks given in a period: "được giao trong tháng 3" asks for what documents of March hold, not what is due then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.model import Intent, Interpretation
from assistant.understand.asides import NAMED
from assistant.understand.context import CorpusContext
from assistant.understand.cues.pattern import Cue
from assistant.understand.reading import Reading

ISSUED_IN = "issued_in"
"""The note that says so: first and last day, "|" between them."""
_GIVEN = Cue(
    rf"\b(?:giao|phan cong|ban hanh|given|assigned|issued)(?: (?:moi|ra|them|trong|vao|hoi|tu|ke tu|khoang|in|since"
    rf"|during|on))* {NAMED}"
)
_DUE = Cue(r"\b(?:han|xong|hoan thanh|hoan tat|nop|due|deadlines?|finish|complete)\b")


def given_in_period(meaning: Interpretation, reading: Reading, context: CorpusContext) -> Interpretation:
    """Return the meaning with the documents of the period, where it is when tasks were given that the question says.

    Where no document is of the period, it is asked for those.
    """
    if not _says_when_given(meaning, reading):
        return meaning
    due = reading.period.due if reading.period else None
    if due is None:
        return meaning
    first, last = due.first or date.min, due.last or date.max
    numbers = tuple(head.number for head in context.heads if head.date and first <= head.date <= last)
    if not numbers:
        return Interpretation(Intent.LIST_DOCUMENTS, due=due)
    note = (ISSUED_IN, f"{due.first.isoformat() if due.first else ''}|{due.last.isoformat() if due.last else ''}")
    return replace(meaning, documents=numbers, due=None, notes=(*meaning.notes, note))


def _says_when_given(meaning: Interpretation, reading: Reading) -> bool:
    if meaning.overdue or meaning.documents or meaning.due is None or reading.period is None:
        return False
    match = _GIVEN.search(reading.folded)
    spans = reading.period.spans
    in_period = match is not None and any(start < match.end() <= end for start, end in spans)
    return in_period and _DUE.search(reading.folded) is None
