"""Agencies named in questions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand.context import CorpusContext
from assistant.understand.spelling import find_misspelt
from corpus.agencies import NameMatch, question_finder
from corpus.text import fold


@dataclass(frozen=True, slots=True)
class AgencyReading:
    """The agencies a question names, and where."""

    agencies: tuple[str, ...] = ()
    """Registry ids, in the order named."""
    ambiguous: tuple[str, tuple[str, ...]] | None = None
    """The words of a name with several bearers, and the candidates' ids."""
    former: tuple[tuple[str, str], ...] = ()
    """(former agency's name, successor's id) for each former agency named."""
    spans: tuple[tuple[int, int], ...] = ()


# "báo cáo Ban Chỉ đạo": whom a report goes to, not whose tasks are asked about
_RECIPIENT = re.compile(r"\b(?:bao cao|report(?:s|ing)? to)\s+(?:cho\s+|len\s+)?$")


def find_agencies(text: str, context: CorpusContext) -> AgencyReading:
    """Return the agencies that a question names.

    Args:
        text: the question, with document numbers blanked out.
        context: settles a name with several bearers if only one of them occurs in the corpus.
    """
    folded = fold(text)
    found: list[str] = []
    former: list[tuple[str, str]] = []
    spans: list[tuple[int, int]] = []
    ambiguous: tuple[str, tuple[str, ...]] | None = None
    for match in _matches(text):
        spans.append((match.start, match.end))
        if _RECIPIENT.search(folded[: match.start]):
            continue
        candidates = _settle(match, context)
        if len(candidates) > 1:
            ambiguous = ambiguous or (text[match.start : match.end], candidates)
            continue
        found.append(candidates[0])
        if match.predecessor:
            former.append((match.predecessor.name, candidates[0]))
    return AgencyReading(tuple(dict.fromkeys(found)), ambiguous, tuple(dict.fromkeys(former)), tuple(spans))


def _matches(text: str) -> list[NameMatch]:
    """Return exact and misspelt names, in order; of overlapping ones the longer, of equals the exact one."""
    exact = question_finder().find(text)
    ranked = sorted((*exact, *find_misspelt(text)), key=lambda m: m.start - m.end)  # stable: exact ones first
    kept: list[NameMatch] = []
    for match in ranked:
        if not any(k.start < match.end and match.start < k.end for k in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _settle(match: NameMatch, context: CorpusContext) -> tuple[str, ...]:
    if len(match.agency_ids) == 1:
        return match.agency_ids
    occurring = tuple(agency for agency in match.agency_ids if agency in context.occurring)
    return occurring if len(occurring) == 1 else match.agency_ids
