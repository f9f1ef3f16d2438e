"""Lists of agencies and groups as directives write them.

"Bộ Tư pháp và 3 địa phương (Hà Nội, Đà Nẵng, Thành phố Hồ Chí Minh)", "các Bộ: Khoa học và Công nghệ, Tài chính",
"các bộ, cơ quan ngang bộ", "Từng thành viên Hội đồng tư vấn quốc gia", "các cơ quan, địa phương có liên quan".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.agency_names import NameFinder, NameMatch, document_finder
from corpus.body_names import NAME, ORGANISATION, communes_named, joint_office_end, same_body_of, written_end
from corpus.groups import group_kinds
from corpus.model import AgencyRef
from corpus.text import UPPER, fold, uncapitalize
from corpus.vocabulary import GROUP_NOUNS, ORGANISATION_NOUNS, VERB

_NOUN = "|".join(sorted((noun for noun, _ in GROUP_NOUNS), key=len, reverse=True))
_QUANTIFIER = r"(?:các|những|mọi|từng|toàn bộ|(?:cả )?hai|\d{1,3})"
# "các bộ, | Ban Tổ chức Trung ương": a noun that begins a name ends the group
_NAMED = rf"(?-i:(?:{'|'.join(ORGANISATION_NOUNS)})\s+[{UPPER}])"
_SEPARATOR = r"(?:\s*[,/;]\s*|\s+và\s+)"
# "các bộ, cơ quan ngang bộ", "3 địa phương", "trường/viện", "Các cơ quan Trung ương và địa phương"
_GROUP = re.compile(
    rf"(?P<body>(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|HĐND)\s+)?"
    rf"(?:{_QUANTIFIER}\s+(?:{_NOUN})|(?:{_NOUN})\s*/\s*(?:{_NOUN}))\b"
    rf"(?:{_SEPARATOR}(?!{_NAMED})(?:{_QUANTIFIER}\s+)?(?:{_NOUN})\b)*",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s+(?:ở|thuộc|trực thuộc)\s+(?:Trung ương|trung ương|Chính phủ|Bộ|Sở|tỉnh|thành phố)\b(?!\s+[" + UPPER + "])"
)
_OF_BODY = re.compile(r"\s+(?:của|thuộc|trực thuộc)\s+")  # "các Ban | của Hội đồng nhân dân xã"
_RELATED = re.compile(r"\s+(?:có\s+)?liên quan(?:\s+khác)?\b")
# Words that narrow a group until the first verb: "chủ quản các nền tảng số | khẩn trương", "phần mềm | chấn chỉnh"
# and of what is done to them: "được kiểm tra"; "đã" begins what they did
_WORD = rf"(?:được\s+{VERB}|(?!{VERB}|(?:đã|phải|cần)\b)[^\W\d_]+)"
_NARROWING = re.compile(rf"\s+(?P<words>{_WORD}(?:\s+{_WORD}){{0,6}}?)(?=\s+(?:{VERB}|phải\b|cần\b)|:|,\s+các\s)")
# "các trường | mầm non, tiểu học, trung học cơ sở trên địa bàn"
_KINDS = re.compile(
    rf"\s+(?P<words>{_WORD}(?:\s+{_WORD}){{0,3}}(?:,\s+{_WORD}(?:\s+{_WORD}){{0,3}}){{1,4}}\s+trên địa bàn)\b"
)
_SCOPE = re.compile(r"\s+(?:theo|trong|về|việc|để|tại|và|với|cùng)\b")
_MINISTRIES = re.compile(r"các\s+bộ(?:,\s*cơ quan)?(?:\s*:\s*|\s+)", re.IGNORECASE)
_PERSON = re.compile(r"(?:đồng chí\s+|các đồng chí\s+)", re.IGNORECASE)
# "Bộ trưởng Bộ Tài chính", "Chủ tịch UBND các tỉnh": who heads a body answers for it
_HEAD = re.compile(
    r"(?:đồng chí\s+)?(?:(?:Bộ|Thủ|Tổng cục|Cục|Vụ|Viện|Chi cục) trưởng|Chủ tịch|Giám đốc|Tổng Giám đốc|Người đứng đầu"
    r"|Bí thư|Hiệu trưởng|Thống đốc|Chánh(?= Văn phòng| Thanh tra)|Trưởng(?= Ban | Công an| các )"
    r"|Tổng(?= Thanh tra Chính phủ)|Cơ quan(?= Ủy ban Kiểm tra| Uỷ ban Kiểm tra))\s+",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"(?:từng|các|mỗi)\s+thành viên\s+", re.IGNORECASE)
# ", Phó Trưởng Ban Chỉ đạo" after a person's office; " - Cơ quan Thường trực Ban Chỉ đạo" after an agency
_OFFICE = re.compile(
    r",\s*(?:Phó\s+)?(?:Trưởng|Tổ trưởng|Chủ tịch|Bí thư)\b"
    r"(?!\s+(?:(?:[ỦU][yỷ]\s+ban\s+nhân\s+dân|UBND|HĐND|Hội đồng nhân dân)\s+)?các\b)[^,:;.()]*"  # who heads others
)
_OPENED = re.compile(r"\s*(?:(?P<bracket>\()|:)\s*|(?:(?<=tỉnh)|(?<=thành phố))\s+")
_CLOSED = re.compile(r"\s*\)")
_DASH = re.compile(r"\s+[-–]\s+")
_CONNECTOR = re.compile(r"\s*(?:,\s*và|,|;|và|cùng với|cùng|với)\s+", re.IGNORECASE)
_BARE = re.compile(rf"(?=[{UPPER}]){NAME}(?:\s+[-–]\s+(?=[{UPPER}]){NAME})?")
# "các Sở: Nội vụ, Tài chính", "các Vụ Pháp chế, Kế hoạch": the word is said once
_DISTRIBUTED = re.compile(r"[Cc]ác\s+(?P<noun>[Ss]ở|[Cc]ục|[Vv]ụ|[Pp]hòng)(?:\s*:\s*|\s+)(?=[" + UPPER + "])")
_OF_PLACES = re.compile(r"\s+(?=các\s+(?:tỉnh|thành phố|xã|phường|đặc khu|địa phương|huyện|quận)\b)")
_BODY_OF_PLACES = re.compile(rf"(?:{ORGANISATION})(?=\s+các\s+(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận)\b)")


@dataclass(frozen=True, slots=True)
class PartyList:
    """Agencies named one after another, and where the list ends."""

    parties: tuple[AgencyRef, ...]
    end: int


def parse_parties(text: str, start: int, end: int, finder: NameFinder | None = None) -> PartyList:
    """Read the list of agencies and groups that begins at ``start``; it is empty where none begins there."""
    reader = _Reader(text, end, finder or document_finder())
    return reader.read(start)


class _Reader:
    def __init__(self, text: str, end: int, finder: NameFinder, enumerating: bool = False) -> None:
        self.text, self.end, self.finder = text, end, finder
        self.enumerating = enumerating

    def read(self, start: int) -> PartyList:
        if distributed := self._distributed(start):
            return distributed
        found: list[AgencyRef] = []
        position, stop = start, start
        bare = False
        while position < self.end:
            head = None if bare else _MINISTRIES.match(self.text, position, self.end)
            if head and self.finder.match_at(self.text, head.end(), self.end, bare=True):
                bare, position = True, head.end()
            item = self._item(position, bare)
            if not item.parties and found:
                item = self._same_body(found[-1], position)
            if not item.parties:
                break
            found.extend(item.parties)
            stop = self._appositions(item)
            connector = _CONNECTOR.match(self.text, stop, self.end)
            if not connector:
                break
            position = connector.end()
        return PartyList(distinct(found), stop)

    def _item(self, position: int, bare: bool) -> PartyList:
        if bare and (named := self._named(position, True)):
            return PartyList((named,), named.end)
        for prefix in (_PERSON, _MEMBERS, _HEAD):
            match = prefix.match(self.text, position, self.end)
            if match and (item := self._body(match.end())).parties:
                return item
        return self._body(position)

    def _body(self, position: int) -> PartyList:
        """Read a body of the registry, a group, bodies of places, or a body as written."""
        named = self._joint_office(position) or self._named(position, False)
        if named:
            return PartyList((named,), named.end)
        return self._group(position) or self._of_places(position) or _single(self._unknown(position), position)

    def _distributed(self, start: int) -> PartyList | None:
        """Read "các Sở: Nội vụ, Khoa học và Công nghệ": bodies of one kind, its word said once."""
        head = _DISTRIBUTED.match(self.text, start, self.end)
        if not head:
            return None
        noun, found, position = head["noun"].capitalize(), [], head.end()
        while (end := self._bare_end(position)) > position:
            words = self.text[position:end]
            found.append(AgencyRef(f"text:{fold(f'{noun} {words}')}", f"{noun} {words}", words, position, end))
            connector = _CONNECTOR.match(self.text, end, self.end)
            position = connector.end() if connector else self.end
        if not found:
            return None
        if len(found) == 1 and ":" not in head.group():  # "các Sở Tư pháp": that department of every province
            found = [_group_as_written(self.text, start, found[0].end)]
        rest = _Reader(self.text, self.end, self.finder).read(min(position, self.end))
        return PartyList(distinct((*found, *rest.parties)), rest.end if rest.parties else found[-1].end)

    def _bare_end(self, position: int) -> int:
        """Return where a name without its first word ends; a name that has its own ("Bộ Y tế") is none."""
        if self._named(position, False) or written_end(self.text, position, self.end, self.finder):
            return position
        ministry = self.finder.match_at(self.text, position, self.end, bare=True)
        own = _BARE.match(self.text, position, self.end)
        return max(ministry.end if ministry else position, own.end() if own else position)

    def _of_places(self, position: int) -> PartyList | None:
        """Read the bodies of one kind of many places: "Sở Tư pháp các tỉnh, thành phố", "Đảng ủy các xã, phường"."""
        body = _BODY_OF_PLACES.match(self.text, position, self.end) or self._unknown(position)
        if body is None:
            return None
        end = body.end() if isinstance(body, re.Match) else body.end
        places = _OF_PLACES.match(self.text, end, self.end)
        group = places and _Reader(self.text, self.end, self.finder, enumerating=True)._group(places.end())
        if not group:
            return None
        return PartyList((_group_as_written(self.text, position, group.end),), group.end)

    def _single_body(self, position: int) -> AgencyRef | None:
        named = self._named(position, False)
        return named or self._as_written(position, written_end(self.text, position, self.end, self.finder))

    def _same_body(self, above: AgencyRef, position: int) -> PartyList:
        """Read a commune whose body was named with the one before."""
        commune = same_body_of(self.text, above.name, position, self.end)
        if commune is None:
            return PartyList((), position)
        name, stop = commune
        return PartyList((AgencyRef(f"text:{fold(name)}", name, self.text[position:stop], position, stop),), stop)

    def _joint_office(self, position: int) -> AgencyRef | None:
        """Take the office that two bodies share as one: "Văn phòng HĐND và UBND xã"."""
        return self._as_written(position, joint_office_end(self.text, position, self.end))

    def _named(self, position: int, bare: bool) -> AgencyRef | None:
        match = self.finder.match_at(self.text, position, self.end, bare)
        if match is None:
            return None
        # "Bộ Công Thương" must not be read out of a longer name that the registry lacks
        return self._reference(match) if len(match.agency_ids) == 1 else None

    def _reference(self, match: NameMatch) -> AgencyRef:
        agency = self.finder.registry.by_id[match.agency_ids[0]]
        return AgencyRef(agency.id, agency.name, self.text[match.start : match.end], match.start, match.end)

    def _group(self, position: int) -> PartyList | None:
        match = _GROUP.match(self.text, position, self.end)
        if not match:
            return None
        stop = match.end()
        if place := _PLACE.match(self.text, stop, self.end):
            stop = place.end()
        elif (of := _OF_BODY.match(self.text, stop, self.end)) and (body := self._single_body(of.end())):
            stop = body.end
        qualifier = None
        if related := _RELATED.match(self.text, stop, self.end):
            qualifier, stop = "liên quan", related.end()
        elif not _SCOPE.match(self.text, stop) and (
            narrow := _KINDS.match(self.text, stop, self.end) or _NARROWING.match(self.text, stop, self.end)
        ):
            qualifier, stop = narrow["words"], narrow.end("words")
        if not self.enumerating and (members := self._enumeration(stop)):
            return replace(members, parties=tuple(map(self._committee, members.parties))) if match["body"] else members
        if match["body"] and (communes := self._communes(match["body"], stop)):
            return communes
        written = self.text[position:stop]
        kinds = group_kinds(match.group().removeprefix(match["body"] or ""))
        name = written if match["body"] else uncapitalize(written)
        group = AgencyRef(f"group:{fold(written)}", name, written, position, stop, kinds, qualifier)
        return PartyList((group,), stop)

    def _communes(self, body: str, position: int) -> PartyList | None:
        """Read the communes that a group lists by name: "UBND các xã | Định Quán, La Ngà" are two committees."""
        spans = communes_named(self.text, position, self.end)
        level = self.text[:position].rsplit(maxsplit=1)[-1]
        names = [f"{_in_full(body.strip())} {level} {self.text[slice(*span)]}" for span in spans]
        found = [AgencyRef(f"text:{fold(n)}", n, self.text[a:b], a, b) for n, (a, b) in zip(names, spans, strict=True)]
        return PartyList(tuple(found), spans[-1][1]) if found else None

    def _enumeration(self, position: int) -> PartyList | None:
        """Read "(Hà Nội, Đà Nẵng)", ": Hà Nội, Đà Nẵng" after a group: the members themselves stand for it."""
        match = _OPENED.match(self.text, position, self.end)
        if not match:
            return None
        inner = _Reader(self.text, self.end, self.finder, enumerating=True).read(match.end())
        if not inner.parties or not match["bracket"]:
            return inner if inner.parties else None
        closed = _CLOSED.match(self.text, inner.end, self.end)
        return PartyList(inner.parties, closed.end()) if closed else None

    def _committee(self, place: AgencyRef) -> AgencyRef:
        """Return the people's committee of a place: "Ủy ban nhân dân các tỉnh: | Quảng Ninh | ..." names committees."""
        name = f"Ủy ban nhân dân {place.name}"
        found = self.finder.match_at(name, 0, len(name))
        if found is None or len(found.agency_ids) != 1 or found.end != len(name):
            return place
        agency = self.finder.registry.by_id[found.agency_ids[0]]
        return replace(place, key=agency.id, name=agency.name)

    def _appositions(self, item: PartyList) -> int:
        """Skip what only describes the party: an office after a person, a second name of the same agency."""
        stop = item.end
        if office := _OFFICE.match(self.text, stop, self.end):
            stop = office.end()
        if dash := _DASH.match(self.text, stop, self.end):
            again = self._named(dash.end(), False)
            if again and again.key == item.parties[-1].key:
                stop = again.end
        return stop

    def _unknown(self, position: int) -> AgencyRef | None:
        """Take a body that the registry lacks as written, up to a verb or a punctuation mark."""
        return self._as_written(position, written_end(self.text, position, self.end, self.finder))

    def _as_written(self, position: int, end: int | None) -> AgencyRef | None:
        if end is None:
            return None
        name = self.text[position:end]
        return AgencyRef(f"text:{fold(name)}", name, name, position, end)


def _in_full(body: str) -> str:
    return {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}.get(body, body)


def _group_as_written(text: str, start: int, end: int) -> AgencyRef:
    """Return a group of bodies that the registry has no kind for."""
    written = text[start:end]
    name = uncapitalize(written) if written.startswith("Các ") else written
    return AgencyRef(f"group:{fold(written)}", name, written, start, end)


def _single(party: AgencyRef | None, position: int) -> PartyList:
    return PartyList((party,), party.end) if party else PartyList((), position)


def distinct(parties: Iterable[AgencyRef]) -> tuple[AgencyRef, ...]:
    """Return the parties without those already named, in the order of their first mention."""
    first: dict[str, AgencyRef] = {}
    for party in parties:
        first.setdefault(party.key, party)
    return tuple(first.values())
