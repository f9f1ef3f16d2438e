"""Questions that set tasks against each other: who has more, which month has the most, what ends first or last."""

from __future__ import annotations

from typing import Any

from assistant.model import Intent, Ranked
from assistant.understand import cues
from assistant.understand.parties import explicit_roles
from assistant.understand.reading import Reading
from corpus.model import Role


def set_against(reading: Reading, topic: str) -> Intent | None:
    """Return the intent of a question that compares, ranks, or asks for the nearest or the last deadline."""
    several = max(len(reading.agencies.agencies), len(reading.documents.known)) > 1 or reading.compared
    if several and (reading.says(cues.COMPARE) or reading.says(cues.RANKS)):
        return Intent.COMPARE
    if reading.says(cues.IDLE) and reading.bodies.kinds and not topic:
        return Intent.COMPARE
    by_agency = ranked_by(reading) is Ranked.AGENCY
    if reading.says(cues.RANKS) and not topic and not (by_agency and reading.agencies.agencies):
        return Intent.COMPARE
    if reading.says(cues.SORT):
        return None
    first = reading.says(cues.NEXT) and not reading.names_document
    if not topic and (first or _last(reading)):
        return Intent.NEXT_DEADLINE
    return None


def extremes(reading: Reading, intent: Intent) -> dict[str, Any]:
    """Return which end is asked for, how much of it, and what is counted, for a ranking or a next deadline."""
    if intent is Intent.NEXT_DEADLINE:
        return {"limit": cues.amount(reading.folded), "latest": _last(reading)}
    if intent is Intent.COMPARE:
        found: dict[str, Any] = {"ranked": ranked_by(reading), "least": reading.says(cues.LEAST)}
        found["limit"] = cues.amount(reading.folded) if reading.says(cues.RANKS) else None
        found["idle"] = reading.says(cues.IDLE) and bool(reading.bodies.kinds)
        roles = explicit_roles(reading)
        return found | ({"roles": roles} if roles == (Role.COORDINATOR,) and not reading.agencies.agencies else {})
    return {}


def ranked_by(reading: Reading) -> Ranked:
    """Return what a ranking counts by."""
    return next((by for by, cue in cues.RANKED if reading.says(cue)), Ranked.AGENCY)


def _last(reading: Reading) -> bool:
    """Tell whether the last deadline is asked for, not the last day that something may be done on."""
    return reading.says(cues.EXTREME) and (
        reading.says(cues.TASKS) or reading.overdue or reading.says(cues.NAMED_TASKS)
    )
