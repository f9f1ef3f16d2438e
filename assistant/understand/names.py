"""Agencies named in questions: of the registry, misspelt, or as some directive writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand.context import CorpusContext
from assistant.understand.spelling import find_misspelt
from corpus.agencies import NameMatch, question_finder
from corpus.parties import parse_parties
from corpus.text import fold
from corpus.vocabulary import ORGANISATION_NOUNS


@dataclass(frozen=True, slots=True)
class AgencyReading:
    """The agencies a question names, and where."""

    agencies: tuple[str, ...] = ()
    """Keys, in the order named: registry ids, or ``text:...`` for a body that the registry lacks."""
    names: tuple[str, ...] = ()
    """Their names, in the same order."""
    ambiguous: tuple[str, tuple[str, ...]] | None = None
    """The words of a name with several bearers, and the candidates' ids."""
    former: tuple[tuple[str, str], ...] = ()
    """(former agency's name, successor's id) for each former agency named."""
    province: str | None = None
    """The province whose body is meant ("Sở Khoa học và Công nghệ Hải Phòng")."""
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Written:
    """A body that the registry lacks, found in a question."""

    key: str
    name: str
    start: int
    end: int
    province: str | None = None


# "báo cáo Ban Chỉ đạo": whom a report goes to, not whose tasks are asked about
_RECIPIENT = re.compile(r"\b(?:bao cao|report(?:s|ing)? to)\s+(?:cho\s+|len\s+)?$")
_ORGANISATION = re.compile(rf"\b(?:{'|'.join(sorted(map(fold, ORGANISATION_NOUNS), key=len, reverse=True))})\b")


def find_agencies(text: str, context: CorpusContext, spoken_of: tuple[str, ...] = ()) -> AgencyReading:
    """Return the agencies that a question names.

    Args:
        text: the question, with document numbers blanked out.
        context: settles a name with several bearers if only one of them occurs in the corpus.
        spoken_of: agencies of the conversation so far, which settle it first.
    """
    folded = fold(text)
    found: dict[str, str] = {}
    former: list[tuple[str, str]] = []
    ambiguous: tuple[str, tuple[str, ...]] | None = None
    province: str | None = None
    matches = _matches(text, folded, context)
    for match in matches:
        if _RECIPIENT.search(folded[: match.start]):
            continue
        if isinstance(match, _Written):
            found[match.key] = match.name
            province = province or match.province
            continue
        candidates = _settle(match, context, spoken_of)
        if len(candidates) > 1:
            ambiguous = ambiguous or (text[match.start : match.end], candidates)
            continue
        found[candidates[0]] = context.registry.by_id[candidates[0]].name
        if match.predecessor:
            former.append((match.predecessor.name, candidates[0]))
    spans = tuple((match.start, match.end) for match in matches)
    return AgencyReading(tuple(found), tuple(found.values()), ambiguous, tuple(dict.fromkeys(former)), province, spans)


def _matches(text: str, folded: str, context: CorpusContext) -> list[NameMatch | _Written]:
    """Return the names found, in order; of overlapping ones the longer, of equals the registry's exact one."""
    found: list[NameMatch | _Written] = [*question_finder().find(text), *find_misspelt(text)]
    if _ORGANISATION.search(folded):
        found += _as_written(text, folded, context)
    ranked = sorted(found, key=lambda m: m.start - m.end)  # stable: exact ones first
    kept: list[NameMatch | _Written] = []
    for match in ranked:
        if not any(k.start < match.end and match.start < k.end for k in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _as_written(text: str, folded: str, context: CorpusContext) -> list[_Written]:
    """Return bodies outside the registry: those of some task, and others that are written like a body's name."""
    found = []
    for name, key, written in context.written:
        for m in re.finditer(rf"\b{re.escape(name)}\b", folded):
            found.append(_with_province(_Written(key, written, m.start(), m.end()), text))
    for m in _ORGANISATION.finditer(folded):
        parties = parse_parties(text, m.start(), len(text)).parties
        if parties and parties[0].key.startswith("text:"):
            party = parties[0]
            found.append(_Written(party.key, party.name, party.start, party.end))
    return found


def _with_province(match: _Written, text: str) -> _Written:
    """Take in the province behind a local body's name: it tells which of its namesakes is meant."""
    gap = re.compile(r"\s+").match(text, match.end)
    place = question_finder().match_at(text, gap.end(), len(text)) if gap else None
    if place is None or len(place.agency_ids) != 1:
        return match
    agency = question_finder().registry.by_id[place.agency_ids[0]]
    if agency.kind != "province":
        return match
    name = f"{match.name} {text[place.start : place.end]}"
    return _Written(match.key, name, match.start, place.end, agency.id)


def _settle(match: NameMatch, context: CorpusContext, spoken_of: tuple[str, ...]) -> tuple[str, ...]:
    if len(match.agency_ids) == 1:
        return match.agency_ids
    spoken = tuple(agency for agency in match.agency_ids if agency in spoken_of)
    if len(spoken) == 1:
        return spoken
    occurring = tuple(agency for agency in match.agency_ids if agency in context.mentioned)
    return occurring if len(occurring) == 1 else match.agency_ids
