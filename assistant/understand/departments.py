"""Departments that the registry does not list, by how they are named; who stands above them answers for them.

"Vụ Pháp chế Bộ Tài chính" is Bộ Tài chính's, "Sở Y tế tỉnh Nghệ An" is the people's committee's (Luật Tổ chức chính
quyền địa phương 2025: provincial departments advise the people's committee), "Công an tỉnh" is Bộ Công an's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.agencies import Predecessor, Registry, registry
from corpus.agency_names import NameMatch
from corpus.text import fold, has_diacritics

_REACH = 80
"""How many characters before its parent a department's name may begin."""


@dataclass(frozen=True, slots=True)
class Department:
    """A department named in a question."""

    name: str
    """As written."""
    parent: str
    """Registry id of who answers for it."""
    start: int
    end: int
    predecessor: Predecessor | None = None
    """The former agency or province that was named as its parent."""


@dataclass(frozen=True, slots=True)
class PlacelessDepartment:
    """A provincial department named without its province: "Sở Tài chính"."""

    name: str
    start: int
    end: int


_BETWEEN = re.compile(r"[\w\s&,/–-]*")
_STOPS = (
    "có|phải|được|chủ trì|phối hợp|giao|với|cho|tại|ở|báo cáo|nào|gì|ai|khi|thì|do|đến|trong|nhiệm vụ|việc|theo|của các"
    "|bên|phía"
)
_NOT_IN_NAMES = re.compile(rf"\b(?:{_STOPS})\b|\x00", re.IGNORECASE)
# Without marks "tại" is also the first word of "Tài chính"
_NOT_IN_PLAIN_NAMES = re.compile(r"\b(?:co|phai|duoc|chu tri|phoi hop|voi|cho|nao|gi|nhiem vu|viec|theo|phia)\b|\x00")
_MINISTRY_KINDS = frozenset(
    "ministry ministerial_agency government_agency party_body national_assembly court procuracy state_audit"
    " people_committee department".split()
)


def find_departments(text: str, folded: str, parents: Sequence[NameMatch]) -> Iterator[Department]:
    """Yield the departments whose names end with one of the agencies found."""
    marked = has_diacritics(text)
    if not (_patterns().local.search(folded) or _patterns().central.search(folded)):
        return
    before = 0
    for match in sorted(parents, key=lambda m: m.start):
        if len(match.agency_ids) != 1:
            continue
        agency = registry().by_id[match.agency_ids[0]]
        if agency.kind == "province" or agency.kind in _MINISTRY_KINDS:
            offset = max(before, match.start - _REACH)
            found = _begins(text[offset : match.start], folded[offset : match.start], agency.kind, marked)
            if found:
                start, noun = found
                parent = _answers_for(noun, agency.id, agency.kind)
                name = " ".join(text[offset + start : match.end].split())
                yield Department(name, parent, offset + start, match.end, match.predecessor)
        before = match.end


def find_placeless(text: str, folded: str) -> Iterator[PlacelessDepartment]:
    """Yield provincial departments named by their sector alone."""
    for m in _patterns().placeless.finditer(folded):
        if _typed(text[m.start() : m.start() + 2], "Sở", has_diacritics(text)):
            yield PlacelessDepartment(text[m.start() : m.end()], m.start(), m.end())


def _begins(text: str, folded: str, kind: str, marked: bool) -> tuple[int, str] | None:
    """Return where before its parent a department's name begins, and with which noun."""
    pattern = _patterns().local if kind == "province" else _patterns().central
    for m in reversed(list(pattern.finditer(folded))):
        between = text[m.end() :]
        noun = _patterns().nouns[m["noun"]]
        stops = _NOT_IN_NAMES if marked else _NOT_IN_PLAIN_NAMES
        if not _BETWEEN.fullmatch(between) or stops.search(between.lower()):
            return None
        if _typed(text[m.start() : m.end()], noun, marked) and (
            noun != "Sở" or marked or _patterns().sector.match(folded, m.end() + 1)
        ):
            return m.start(), noun
    return None


def _typed(written: str, noun: str, marked: bool) -> bool:
    """Tell whether a noun is typed as one: with its marks and a capital, unless the whole question has no marks."""
    if not marked:
        return True
    return written == noun or (noun == "Sở" and written == "sở")


def _answers_for(noun: str, parent: str, kind: str) -> str:
    if kind != "province":
        return parent
    above = _patterns().local_parents[noun]
    return above if above in registry().by_id else f"{above}-{parent}".replace("_", "-")


@dataclass(frozen=True, slots=True)
class _Patterns:
    central: re.Pattern[str]
    local: re.Pattern[str]
    sector: re.Pattern[str]
    placeless: re.Pattern[str]
    nouns: dict[str, str]
    """Folded noun -> as official texts write it."""
    local_parents: dict[str, str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    known: Registry = registry()
    named = known.departments
    local = [each.noun for each in named.local]
    sectors = _any_of(named.sectors)
    return _Patterns(
        central=re.compile(rf"(?<!\bnhiem )(?<!\bdich )\b(?P<noun>{_any_of(named.nouns)})\b"),
        local=re.compile(rf"\b(?P<noun>{_any_of(local)})\b"),
        sector=re.compile(rf"(?:{sectors})(?!\w)"),
        placeless=re.compile(rf"\bso (?:{sectors})(?!\w)"),
        nouns={fold(noun): noun for noun in (*named.nouns, *local)},
        local_parents={each.noun: each.parent for each in named.local},
    )


def _any_of(names: Sequence[str]) -> str:
    return "|".join(re.escape(fold(name)) for name in sorted(names, key=len, reverse=True))
