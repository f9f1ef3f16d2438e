"""Tasks given in a period: "được giao trong tháng 3" asks for what documents of March hold, not what is due then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.model import Intent, Interpretation, TaskKind
from assistant.understand.asides import NAMED
from assistant.understand.context import CorpusContext
from assistant.understand.cues.pattern import Cue
from assistant.understand.reading import Reading

ISSUED_IN = "issued_in"
"""The note that says so: first and last day, "|" between them."""
GIVEN_OR_DUE = "given_or_due"
"""The note that says that a period was taken for the deadlines', where it may be when tasks were given."""
_WAS_GIVEN = Cue(r"\b(?:duoc|da|vua|moi)(?: \x00+)? (?:giao|phan cong)\b|\bwas (?:given|assigned)\b")
_GIVEN = Cue(
    rf"(?<!\bphai )(?<!\bcan )(?<!\bse )(?<!\bbe )\b(?P<verb>giao|phan cong|ban hanh|given|assigned|issued)"
    rf"(?: (?:moi|ra|them|trong|vao|hoi|tu|ke tu|khoang|in|since"
    rf"|during|on))* {NAMED}"
)
_DUE = Cue(r"\b(?:han|xong|hoan thanh|hoan tat|nop|due|deadlines?|finish|complete)\b")


def given_in_period(meaning: Interpretation, reading: Reading, context: CorpusContext) -> Interpretation:
    """Return the meaning with the documents of the period, where it is when tasks were given that the question says.

    Where no document is of the period, it is asked for those.
    """
    verb = _says_when_given(meaning, reading)
    if not verb:
        return (
            replace(meaning, notes=(*meaning.notes, (GIVEN_OR_DUE, ""))) if _may_be_given(reading, context) else meaning
        )
    due = reading.period.due if reading.period else None
    if due is None:
        return meaning
    first, last = due.first or date.min, due.last or date.max
    numbers = tuple(head.number for head in context.heads if head.date and first <= head.date <= last)
    if not numbers:
        return Interpretation(Intent.LIST_DOCUMENTS, due=due)
    note = (ISSUED_IN, f"{due.first.isoformat() if due.first else ''}|{due.last.isoformat() if due.last else ''}")
    kinds = tuple(kind for kind in meaning.kinds if kind is not TaskKind.ISSUE or verb not in {"ban hanh", "issued"})
    return replace(meaning, documents=numbers, due=None, kinds=kinds, notes=(*meaning.notes, note))


def _may_be_given(reading: Reading, context: CorpusContext) -> bool:
    """Tell whether "được giao việc gì trong tháng 3?" may ask for what documents of March gave."""
    due = reading.period.due if reading.period and not reading.overdue else None
    if due is None or due.first is None or due.last is None or reading.names_document:
        return False
    if not _WAS_GIVEN.search(reading.folded) or _DUE.search(reading.folded):
        return False
    return any(head.date and due.first <= head.date <= due.last for head in context.heads)


def _says_when_given(meaning: Interpretation, reading: Reading) -> str:
    """Return the word that says so, or nothing."""
    if meaning.overdue or meaning.documents or meaning.due is None or reading.period is None:
        return ""
    match = _GIVEN.search(reading.folded)
    spans = reading.period.spans
    in_period = match is not None and any(start < match.end() <= end for start, end in spans)
    return match["verb"] if match and in_period and _DUE.search(reading.folded) is None else ""
