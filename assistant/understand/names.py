"""Agencies named in questions: of the registry, misspelt, departments by pattern, or as some directive writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.understand.asides import NAMED
from assistant.understand.context import CorpusContext
from assistant.understand.departments import Department, PlacelessDepartment, find_departments, find_placeless
from assistant.understand.english_departments import departments_in_english
from assistant.understand.generic import GenericMatch, candidates, find_generic
from assistant.understand.groups import GroupMatch, find_groups
from assistant.understand.name_ends import goes_on
from assistant.understand.spelling import find_misspelt
from assistant.understand.unlisted import (
    ORGANISATION,
    OWNED,
    Written,
    guessed,
    in_corpus,
    of_each_level,
    of_each_office,
)
from corpus.agencies import registry
from corpus.agency_names import NameMatch, question_finder
from corpus.text import fold


@dataclass(frozen=True, slots=True)
class AgencyReading:
    """The agencies a question names, and where."""

    agencies: tuple[str, ...] = ()
    """Keys, in the order named: registry ids, ``text:...`` for bodies that the registry lacks, ``group:...``.

    A body of the same name in several places stands there for each of its ``owners``.
    """
    names: tuple[str, ...] = ()
    """Their names, in the same order."""
    ambiguous: tuple[str, tuple[str, ...]] | None = None
    """The words of a name with several bearers, and the candidates: ids, or names of bodies that the registry lacks."""
    former: tuple[tuple[str, str], ...] = ()
    """(former agency's name, successor's id) for each former agency named."""
    departments: tuple[tuple[str, str], ...] = ()
    """(department's name, id of who answers for it) for each department named that the registry does not list."""
    settled: tuple[tuple[str, str], ...] = ()
    """(words, id) of each name with several bearers that the corpus or the conversation settled."""
    owners: tuple[str, ...] = ()
    """The provinces or agencies whose bodies are meant ("Sở Tài chính Hải Phòng", "Văn phòng Bộ Tư pháp")."""
    place: str | None = None
    """A province named as where something is ("ở Hải Phòng"): one of ``agencies`` too, as whose tasks may be meant."""
    recipients: tuple[str, ...] = ()
    """Names of those to whom something goes ("báo cáo Thủ tướng"), as typed and in full: whose tasks are not asked."""
    spans: tuple[tuple[int, int], ...] = ()


_Match = NameMatch | Written | GroupMatch | Department | PlacelessDepartment | GenericMatch
# "báo cáo Ban Chỉ đạo", "trình Chính phủ": whom something goes to, not whose tasks are asked about
_RECIPIENT = re.compile(
    r"\b(?:(?:(?<!nhung )(?<!cac )(?<!may )(?<!loai )bao cao|report(?:s|ed|ing)? to|submit(?:ted)? to"
    r"|(?<!chuong )(?<!quy )(?<!tien )(?<!qua )trinh)(?: (?:cho|len|ve))?"
    r"|bao cao\b[^.;?!]{0,40}\b(?:gui|nop)(?: (?:ve|cho|len|toi|den))?"
    r"|(?:gui|nop|bao cao|chuyen|send|submit|report)(?: (?!(?:cua|do|ma|thi|va)\b)[a-z0-9/]+){0,7}? (?:ve|cho|len"
    r"|toi|to))"
    r" (?:the )?$"
)
_RECIPIENT_REACH = 64
# "UBND các xã Hải Phòng", "các xã, phường của Đồng Nai"
_BEHIND = re.compile(r"\s+(?:(?:cua|thuoc)\s+(?:tinh\s+|thanh pho\s+)?)?")
# "ở Hải Phòng", "trên địa bàn tỉnh Nghệ An"
_AT = re.compile(r"\b(?:o|tai|dia ban|in|within)\s+(?:tinh\s+|thanh pho\s+|the\s+)?\Z")


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
    departments: list[tuple[str, str]] = []
    settled: list[tuple[str, str]] = []
    ambiguous: tuple[str, tuple[str, ...]] | None = None
    offices: dict[tuple[str, str], str] = {}
    place: str | None = None
    recipients: list[str] = []
    matches = _with_glosses(_with_owners(_matches(text, folded, context), folded), folded)
    for match in matches:
        if _RECIPIENT.search(folded[max(0, match.start - _RECIPIENT_REACH) : match.start]):
            recipients += _names(match, text, context)
            continue
        if isinstance(match, GroupMatch):
            found[match.key] = match.name
            continue
        if isinstance(match, Written):
            level = of_each_level(match, context) or of_each_office(match, context)
            if len(level) > 1:
                ambiguous = ambiguous or (text[match.start : match.end], tuple(name for _, name in level))
                continue
            key, name = level[0] if level else _committee(match, spoken_of, context) or (match.key, match.name)
            found[key] = name
            if match.owner:
                offices[match.owner, key] = name
            continue
        meant = _settle(match, context, spoken_of)
        if isinstance(match, NameMatch) and len(meant) == 1 and meant[0] not in spoken_of and NAMED not in text:
            bearers = _of_other_levels(text[match.start : match.end], context)
            if bearers:
                ambiguous = ambiguous or (text[match.start : match.end], bearers)
                continue
        if len(meant) != 1:
            ambiguous = ambiguous or ((text[match.start : match.end], meant) if meant else None)
            continue
        if isinstance(match, NameMatch) and len(match.agency_ids) > 1:
            settled.append((text[match.start : match.end], meant[0]))
        found[meant[0]] = context.registry.by_id[meant[0]].name
        of_group = any(isinstance(m, GroupMatch) and _BEHIND.fullmatch(folded, m.end, match.start) for m in matches)
        is_province = context.registry.by_id[meant[0]].kind == "province"
        if is_province and (of_group or _AT.search(folded, 0, match.start)):
            place = place or meant[0]
        if isinstance(match, Department | PlacelessDepartment):
            departments.append((match.name, meant[0]))
        if isinstance(match, NameMatch | Department) and match.predecessor:
            former.append((match.predecessor.name, meant[0]))
    if place and any(key.startswith("group:") for key in found):  # "cấp xã ở Hải Phòng (UBND các xã, phường)"
        offices |= {(place, key): name for key, name in found.items() if key.startswith("group:")}
        found.pop(place)
        place = None
    return AgencyReading(
        *_each_named(found, offices),
        ambiguous,
        tuple(dict.fromkeys(former)),
        tuple(dict.fromkeys(departments)),
        tuple(dict.fromkeys(settled)),
        tuple(dict.fromkeys(owner for owner, _ in offices)),
        place,
        tuple(dict.fromkeys(recipients)),
        tuple((match.start, match.end) for match in matches),
    )


def _each_named(found: dict[str, str], offices: dict[tuple[str, str], str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys and names; both bodies where a name is that of two ("Sở Tài chính" of two provinces)."""
    if len(found) == 1 and len(offices) > 1:
        return tuple(key for _, key in offices), tuple(offices.values())
    return tuple(found), tuple(found.values())


_COMMITTEE = re.compile(r"text:(?:ubnd|uy ban nhan dan) (?:tinh|thanh pho|tp)")


def _committee(match: Written, spoken_of: tuple[str, ...], context: CorpusContext) -> tuple[str, str] | None:
    """Return the people's committee that "UBND thành phố" means where one province is spoken of."""
    spoken = [key for key in spoken_of if key.startswith("people-committee-")]
    if len(spoken) != 1 or not _COMMITTEE.fullmatch(match.key):
        return None
    return spoken[0], context.registry.by_id[spoken[0]].name


def _matches(text: str, folded: str, context: CorpusContext) -> list[_Match]:
    """Return the names found, in order; of overlapping ones the longer, of equals the surer."""
    named = question_finder().find(text)
    named += _bare_ministries(text, folded, named)
    misspelt = find_misspelt(text)
    departments = list(find_departments(text, folded, named))
    found: list[_Match] = [
        *named,
        *find_groups(text, folded),
        *misspelt,
        *in_corpus(text, folded, context),
        *departments_in_english(text, folded, context),
        *departments,
    ]
    found += find_placeless(text, folded)
    found += find_generic(text, folded)
    if ORGANISATION.search(folded):
        surer = {m.start for m in misspelt} | {m.start for m in departments}
        found += (
            guess for guess in guessed(text, folded) if guess.start not in surer and not _beyond(guess, found, text)
        )
    kept: list[_Match] = []
    taken = bytearray(len(text))
    for match in sorted(found, key=lambda m: m.start - m.end):  # stable: the surer first
        if not any(taken[match.start : match.end]):
            kept.append(match)
            taken[match.start : match.end] = b"\x01" * (match.end - match.start)
    return sorted(kept, key=lambda m: m.start)


def _beyond(guess: Written, known: Sequence[_Match], text: str) -> bool:
    """Tell whether a guess takes in words behind a name that the corpus holds, and that are no part of a name."""
    ends = [m.end for m in known if isinstance(m, Written) and m.start == guess.start and m.end < guess.end]
    return bool(ends) and not goes_on(text, max(ends), guess.end)


_ALSO = re.compile(r"\s*(?:,|&|\b(?:và|va|and)\b)\s*")
_MINISTRIES = re.compile(r"\bcac bo\s*:?\s+")
# "bên Tài chính", "phía công an": as colleagues speak of a ministry
_COLLEAGUES = re.compile(r"\b(?:ben|phia) (?!nao\b)")


def _bare_ministries(text: str, folded: str, named: Sequence[NameMatch]) -> Iterator[NameMatch]:
    """Yield ministries named without "Bộ".

    In a list that says it once ("Bộ Tài chính, Tư pháp và Công an", "các Bộ: Y tế, Nội vụ"), or as "bên Tài chính".
    """
    by_id = registry().by_id
    starts = {match.start for match in named}
    heads = [m.end for m in named if len(m.agency_ids) == 1 and by_id[m.agency_ids[0]].kind == "ministry"]
    for position in heads:
        yield from _list_from(text, position, starts)
    for m in _MINISTRIES.finditer(folded):
        first = question_finder().match_at(text, m.end(), len(text), bare=True)
        if first:
            yield first
            yield from _list_from(text, first.end, starts)
    for m in _COLLEAGUES.finditer(folded):
        spoken_of = question_finder().match_at(text, m.end(), len(text), bare=True)
        if spoken_of:
            yield spoken_of


def _list_from(text: str, position: int, starts: set[int]) -> Iterator[NameMatch]:
    while link := _ALSO.match(text, position):
        match = question_finder().match_at(text, link.end(), len(text), bare=True)
        # "Bộ Tài chính và xây dựng kế hoạch": a ministry's name begins with a capital
        if match is None or match.start in starts or not text[match.start].isupper():
            return
        yield match
        position = match.end


# "BTC (Bộ Tài chính)", "Bộ Tài chính (BTC)", "BTC tức là Bộ Tài chính"
_GLOSS = re.compile(
    r"\s*[,(–-]?\s*(?:tuc(?: la)?|nghia la|y la|hay(?: con goi)?(?: la)?|viet tat(?: cua| la)?|la|goi tat la"
    r"|i\.?e\.?|meaning"
    r"|short for|in short|or)?\s*[(:,]?\s*"
)


def _with_glosses(matches: list[_Match], folded: str) -> list[_Match]:
    """Let a full name settle the short name with several bearers that stands right beside it."""
    settled = list(matches)
    for i, (left, right) in enumerate(pairwise(matches)):
        if not (isinstance(left, NameMatch) and isinstance(right, NameMatch)):
            continue
        if not _GLOSS.fullmatch(folded[left.end : right.start]):
            continue
        for at, short, whole in ((i, left, right), (i + 1, right, left)):
            if len(short.agency_ids) > 1 and len(whole.agency_ids) == 1 and whole.agency_ids[0] in short.agency_ids:
                settled[at] = replace(short, agency_ids=whole.agency_ids)
    return settled


def _with_owners(matches: list[_Match], folded: str) -> list[_Match]:
    """Join a name with the name of whom it belongs to, behind it: "Ủy ban Pháp luật và Tư pháp của Quốc hội"."""
    joined: list[_Match] = []
    for match in matches:
        before = joined[-1] if joined else None
        if isinstance(before, NameMatch) and isinstance(match, NameMatch) and len(match.agency_ids) == 1:
            owned = tuple(key for key in before.agency_ids if match.agency_ids[0] in registry().above(key))
            if owned and OWNED.fullmatch(folded[before.end : match.start]):
                joined[-1] = replace(before, agency_ids=owned, end=match.end)
                continue
        joined.append(match)
    return joined


def _settle(
    match: NameMatch | Department | PlacelessDepartment | GenericMatch,
    context: CorpusContext,
    spoken_of: tuple[str, ...],
) -> tuple[str, ...]:
    """Return whom a name means: the one of the conversation, else the one in the corpus, else all it may mean."""
    if isinstance(match, Department):
        return (match.parent,)
    if isinstance(match, PlacelessDepartment):
        return _of_places(match, context, spoken_of)
    meant = candidates(match.name, context) if isinstance(match, GenericMatch) else match.agency_ids
    if len(meant) == 1:
        return meant
    spoken = tuple(agency for agency in spoken_of if agency in meant)
    if len(spoken) == 1:
        return spoken
    occurring = tuple(agency for agency in meant if agency in context.mentioned)
    return occurring if len(occurring) == 1 and isinstance(match, NameMatch) else meant


def _names(match: _Match, text: str, context: CorpusContext) -> list[str]:
    """Return a name as typed, and in full where it means one agency."""
    typed = text[match.start : match.end]
    one = match.agency_ids[0] if isinstance(match, NameMatch) and len(match.agency_ids) == 1 else None
    return [typed, *([context.registry.by_id[one].name] if one else [])]


def _of_other_levels(typed: str, context: CorpusContext) -> tuple[str, ...]:
    """Return the bodies in the corpus that a central body's name without "Trung ương" may mean as well."""
    folded = fold(typed)
    if not folded.startswith("ban "):
        return ()
    named = of_each_office(Written(f"text:{folded}", typed, 0, len(typed)), context)
    return tuple(name for _, name in named) if len(named) > 1 else ()


def _of_places(match: PlacelessDepartment, context: CorpusContext, spoken_of: tuple[str, ...]) -> tuple[str, ...]:
    """Return the committee that answers for a department of the place spoken of, else its names in each place."""
    by_id = context.registry.by_id
    spoken = {by_id[key].parent or key for key in spoken_of if key in by_id and "people-committee" in key}
    spoken |= {key for key in spoken_of if key in by_id and by_id[key].kind == "province"}
    if len(spoken) == 1:
        return (f"people-committee-{spoken.pop()}",)
    places = sorted(key for key in context.mentioned if key in by_id and by_id[key].kind == "province")
    return tuple(f"{match.name} {by_id[key].name[:1].lower()}{by_id[key].name[1:]}" for key in places)
