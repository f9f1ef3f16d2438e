"""Questions that set tasks against each other: who has more, which month has the most, what ends first or last."""

from __future__ import annotations

from typing import Any

from assistant.model import Intent, Ranked
from assistant.understand import cues
from assistant.understand.cues.pattern import Cue
from assistant.understand.parties import explicit_roles
from assistant.understand.reading import Reading
from assistant.understand.topics import topic_of
from corpus.model import Role


def set_against(reading: Reading, topic: str) -> Intent | None:
    """Return the intent of a question that compares, ranks, or asks for the nearest or the last deadline."""
    several = max(len(reading.agencies.agencies), len(reading.documents.known)) > 1 or reading.compared
    if several and (reading.says(cues.COMPARE) or reading.says(cues.RANKS)):
        return Intent.COMPARE
    if compares_documents(reading):
        return Intent.COMPARE
    if ends_compared(reading) and not topic_of(reading, kinds=True).words:
        return Intent.COMPARE
    if reading.says(cues.IDLE) and reading.bodies.kinds and not topic:
        return Intent.COMPARE
    by_agency = ranked_by(reading) is Ranked.AGENCY
    if reading.says(cues.RANKS) and not topic and not (by_agency and reading.agencies.agencies):
        return Intent.COMPARE
    if reading.says(cues.SORT):
        return None
    if not topic and reading.says(cues.LEFT):
        return Intent.NEXT_DEADLINE
    first = reading.says(cues.NEXT) and not reading.names_document
    if not topic and (first or _last(reading)):
        return Intent.NEXT_DEADLINE
    return None


def compares_documents(reading: Reading) -> bool:
    """Tell whether documents that it does not name are to be compared: "so sánh hai văn bản này"."""
    return not reading.has_slots and reading.says(cues.COMPARES_DOCUMENTS)


def ends_compared(reading: Reading) -> bool:
    """Tell whether it is whose deadline comes first that is asked of several agencies or documents."""
    agencies, documents = len(reading.agencies.agencies), len(reading.documents.known)
    sets = reading.says(cues.EARLIER) or reading.says(cues.ENDS_APART)
    return max(agencies, documents) > 1 and (sets or (agencies > 1 and reading.says(cues.NEXT)))


def _paired(reading: Reading) -> bool:
    """Tell whether agencies and documents are named by turns, each agency with a document of its own."""
    agencies, documents = reading.agencies.spans, reading.documents.spans
    if not len(agencies) == len(documents) == len(reading.agencies.agencies) == len(reading.documents.known) > 1:
        return False
    named = sorted([(span, "agency") for span in agencies] + [(span, "document") for span in documents])
    kinds = [kind for _, kind in named]
    return all(kinds[i] != kinds[i + 1] for i in range(len(kinds) - 1))


def extremes(reading: Reading, intent: Intent) -> dict[str, Any]:
    """Return which end is asked for, how much of it, and what is counted, for a ranking or a next deadline."""
    if intent is Intent.NEXT_DEADLINE:
        return {"limit": cues.amount(reading.folded), "latest": _last(reading)}
    if intent is Intent.COMPARE:
        found: dict[str, Any] = {"ranked": ranked_by(reading), "least": reading.says(cues.LEAST)}
        found["limit"] = cues.amount(reading.folded) if reading.says(cues.RANKS) else None
        found["idle"] = reading.says(cues.IDLE) and bool(reading.bodies.kinds)
        roles = explicit_roles(reading)
        found |= {"paired": _paired(reading), "alike": reading.says(cues.ALIKE)}
        found["only_due"] = bool(reading.compared or (reading.period and reading.says(cues.ENDS)))
        if ends_compared(reading):
            found |= {"by_deadline": True, "latest": reading.says(cues.LAST_OF), "upcoming": reading.says(cues.NEXT)}
        return found | ({"roles": roles} if roles == (Role.COORDINATOR,) and not reading.agencies.agencies else {})
    return {}


def ranked_by(reading: Reading) -> Ranked:
    """Return what a ranking counts by."""
    return next((by for by, cue in cues.RANKED if reading.says(cue)), Ranked.AGENCY)


def _last(reading: Reading) -> bool:
    """Tell whether the last deadline is asked for, not the last day that something may be done on."""
    match = cues.EXTREME.search(reading.folded)
    if match is None or _BY_A_DAY.match(reading.whole, match.end()):
        return False
    of_tasks = reading.says(cues.TASKS) or reading.overdue or reading.says(cues.NAMED_TASKS)
    return of_tasks or _OF_DEADLINES.search(reading.folded) is not None


# "muộn nhất trong tháng 4": the last day allowed, where "muộn nhất trong công văn 693" is the last deadline
_BY_A_DAY = Cue(r" ?(?:trong|vao|den|la)? ?(?:dau |cuoi |giua )?(?:ngay|thang|quy|tuan|nam|\d)")
_OF_DEADLINES = Cue(
    r"\b(?:han|moc|deadline)(?: (?:nao|gi|la|co))? (?:muon|xa|lau|dai|tre|cham|cuoi) nhat\b"
    r"|\bhan (?:cuoi|sau) cung\b"
)
