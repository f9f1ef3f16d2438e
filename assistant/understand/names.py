"""Agencies named in questions: of the registry, misspelt, departments by pattern, or as some directive writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand.asides import NAMED
from assistant.understand.context import CorpusContext
from assistant.understand.departments import Department, PlacelessDepartment
from assistant.understand.generic import GenericMatch, candidates
from assistant.understand.groups import GroupMatch
from assistant.understand.name_matches import Match, find_names
from assistant.understand.unlisted import (
    Written,
    of_each_level,
    of_each_office,
)
from corpus.agency_names import NameMatch
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
    reader = _NameReader(text, context, spoken_of)
    for match in reader.matches:
        reader.read(match)
    return reader.reading()


class _NameReader:
    """Gathers what each name in a question says."""

    def __init__(self, text: str, context: CorpusContext, spoken_of: tuple[str, ...]) -> None:
        self.text, self.folded, self.context, self.spoken_of = text, fold(text), context, spoken_of
        self.matches = find_names(text, self.folded, context)
        self.found: dict[str, str] = {}
        self.offices: dict[tuple[str, str], str] = {}
        self.ambiguous: tuple[str, tuple[str, ...]] | None = None
        self.place: str | None = None
        # Dictionaries for their order: each pair once.
        self.former: dict[tuple[str, str], None] = {}
        self.departments: dict[tuple[str, str], None] = {}
        self.settled: dict[tuple[str, str], None] = {}
        self.recipients: dict[str, None] = {}

    def read(self, match: Match) -> None:
        """Take in one name."""
        if _RECIPIENT.search(self.folded[max(0, match.start - _RECIPIENT_REACH) : match.start]):
            self.recipients.update(dict.fromkeys(_names(match, self.text, self.context)))
        elif isinstance(match, GroupMatch):
            self.found[match.key] = match.name
        elif isinstance(match, Written):
            self._written(match)
        else:
            self._registered(match)

    def reading(self) -> AgencyReading:
        """Return what all names say together."""
        groups = {key: name for key, name in self.found.items() if key.startswith("group:")}
        if self.place and groups:  # "cấp xã ở Hải Phòng (UBND các xã, phường)"
            self.offices |= {(self.place, key): name for key, name in groups.items()}
            self.found.pop(self.place)
            self.place = None
        return AgencyReading(
            *_each_named(self.found, self.offices),
            self.ambiguous,
            tuple(self.former),
            tuple(self.departments),
            tuple(self.settled),
            tuple(dict.fromkeys(owner for owner, _ in self.offices)),
            self.place,
            tuple(self.recipients),
            tuple((match.start, match.end) for match in self.matches),
        )

    def _written(self, match: Written) -> None:
        """Take in a body that the registry lacks."""
        level = of_each_level(match, self.context) or of_each_office(match, self.context)
        if len(level) > 1:
            self._ask_back(match, tuple(name for _, name in level))
            return
        own = (match.key, match.name)
        key, name = level[0] if level else _committee(match, self.spoken_of, self.context) or own
        self.found[key] = name
        if match.owner:
            self.offices[match.owner, key] = name

    def _registered(self, match: NameMatch | Department | PlacelessDepartment | GenericMatch) -> None:
        """Take in an agency of the registry, or a department of one."""
        meant = _settle(match, self.context, self.spoken_of)
        if len(meant) == 1 and (bearers := self._other_bearers(match, meant[0])):
            meant = bearers
        if len(meant) != 1:
            self._ask_back(match, meant)
            return
        key, typed = meant[0], self.text[match.start : match.end]
        self.found[key] = self.context.registry.by_id[key].name
        if isinstance(match, NameMatch) and len(match.agency_ids) > 1:
            self.settled[typed, key] = None
        if self._is_place(match, key):
            self.place = self.place or key
        if isinstance(match, Department | PlacelessDepartment):
            self.departments[match.name, key] = None
        if isinstance(match, NameMatch | Department) and match.predecessor:
            self.former[match.predecessor.name, key] = None

    def _ask_back(self, match: Match, candidates: tuple[str, ...]) -> None:
        """Note the first name that several bear."""
        if candidates and not self.ambiguous:
            self.ambiguous = (self.text[match.start : match.end], candidates)

    def _other_bearers(self, match: Match, meant: str) -> tuple[str, ...]:
        if not isinstance(match, NameMatch) or meant in self.spoken_of or NAMED in self.text:
            return ()
        return _of_other_levels(self.text[match.start : match.end], self.context)

    def _is_place(self, match: Match, key: str) -> bool:
        if self.context.registry.by_id[key].kind != "province":
            return False
        groups = (m for m in self.matches if isinstance(m, GroupMatch))
        behind = any(_BEHIND.fullmatch(self.folded, m.end, match.start) for m in groups)
        return behind or bool(_AT.search(self.folded, 0, match.start))


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


def _names(match: Match, text: str, context: CorpusContext) -> list[str]:
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
