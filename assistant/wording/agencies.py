"""Agencies named in a sentence, and the part in the work that the sentence gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.model import Language
from corpus.agencies import registry
from corpus.agency_names import question_finder
from corpus.model import Role
from corpus.references import NUMBER
from corpus.text import UPPER


class Said(StrEnum):
    """The part that a sentence gives an agency."""

    LEAD = "lead"
    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    PARTNER = "partner"
    """"X phối hợp với Y" says that both take part, and not who leads."""
    RECIPIENT = "recipient"
    """Who is reported to: no part in the work."""
    OPEN = "open"
    """Named without a word that says the part; who is named to act leads."""


@dataclass(frozen=True, slots=True)
class Named:
    """Agencies named side by side, and the part they are given."""

    ids: tuple[tuple[str, ...], ...]
    """For each name what it can mean: registry ids."""
    said: Said
    start: int
    end: int
    given: bool = False
    """The word that says the part stands before the names: "phối hợp với X"."""


@dataclass(frozen=True, slots=True)
class _Name:
    ids: tuple[str, ...]
    start: int
    end: int


_FORWARD = {
    Language.VI: (
        (Said.PARTNER, r"phối hợp (?:với|cùng)|cùng với|cùng"),
        (Said.COORDINATOR, r"phối hợp(?: thực hiện)?(?: là| gồm| bao gồm| có)?\s*:?"),
        (Said.LEAD, r"chủ trì(?: thực hiện)?(?: là|\s*:)|giao cho|giao|đầu mối là"),
        (Said.RECIPIENT, r"báo cáo|gửi|trình|theo chỉ đạo của"),
    ),
    Language.EN: (
        (Said.COORDINATOR, r"co-?ordinat(?:ing|ion|es|e)(?: (?:agencies|bodies))?(?: are| is| with|\s*:)?|with"),
        (Said.LEAD, r"(?:led|owned|headed) by|lead(?: agency| body)?(?: is|\s*:)"),
        (Said.DIRECTOR, r"directed by"),
        (Said.RECIPIENT, r"(?:report(?:s|ing)?|submits?)\b[^,;]{0,60}\bto"),
    ),
}
_BACKWARD = {
    Language.VI: (
        (Said.LEAD, r"chủ trì|được giao|chịu trách nhiệm|là cơ quan chủ trì|đứng đầu|làm đầu mối"),
        (Said.PARTNER, r"(?:chủ động )?phối hợp (?:với|cùng)"),
        (Said.COORDINATOR, r"phối hợp|tham gia"),
        (Said.DIRECTOR, r"chỉ đạo"),
        (Said.OPEN, r"ban hành|ký"),
    ),
    Language.EN: (
        (Said.LEAD, r"leads?|leading|owns?|(?:is|are) (?:the )?lead|(?:is|are) (?:in charge|responsible)|heads?"),
        (Said.COORDINATOR, r"co-?ordinat(?:es?|ing|ors?)|assists?|supports?|takes? part"),
        (Said.DIRECTOR, r"directs?"),
        (Said.OPEN, r"issues?|issued|signed"),
    ),
}
# what may stand between a word of a part and the names it governs
_SMALL = (
    r"(?:\s+(?:với|là|gồm|các|bộ|ngành|cơ quan|của|the|ministries of|ministry of|agencies|ministries|both))*\s*:?\s*$"
)
# ", ", " và ", ", and the ", " và 3 địa phương là "
_LIST = re.compile(
    r"\s*(?:,\s*(?:và|and)|[,;]|và|and|&)?\s*(?:(?:các\s+)?bộ:?\s+|the\s+)?(?:ministries of\s+)?"
    r"(?:(?:\w+\s+)?(?:địa phương|tỉnh|thành phố|cơ quan|provinces|localities)(?:\s+(?:là|gồm|bao gồm|of))?[\s:(,]*)?",
    re.IGNORECASE,
)
_STOP = re.compile(r"[;:](?=\s)|\.\s")
DOCUMENT = re.compile(rf"(?<![\w/.-]){NUMBER}")
_CAPITAL = re.compile(rf"\b[{UPPER}][^\W\d_]*")


def named(text: str, language: Language) -> tuple[Named, ...]:
    """Return the agencies of a sentence, those of a list together."""
    text = DOCUMENT.sub(lambda m: "0" * len(m.group()), text)  # "693-CV/VPTW" names no agency
    names = _names(text, language)
    groups: list[list[_Name]] = []
    for name in names:
        gap = text[groups[-1][-1].end : name.start] if groups else None
        if gap is not None and gap.strip() and _LIST.fullmatch(gap):
            groups[-1].append(name)
        else:
            groups.append([name])
    found: list[Named] = []
    for i, group in enumerate(groups):
        left = text[groups[i - 1][-1].end if i else 0 : group[0].start]
        right = text[group[-1].end : groups[i + 1][0].start if i + 1 < len(groups) else len(text)]
        before = found[-1].said if found else None
        given = _said_before(left.lower(), before, language)
        said = given or _said_behind(right.lower(), language)
        found.append(Named(tuple(n.ids for n in group), said, group[0].start, group[-1].end, given is not None))
    return tuple(found)


def holds(said: Said, roles: frozenset[Role]) -> bool:
    """Tell whether the register's roles bear out the part said."""
    wanted = {
        Said.LEAD: {Role.LEAD},
        Said.COORDINATOR: {Role.COORDINATOR},
        Said.DIRECTOR: {Role.DIRECTOR},
        Said.PARTNER: {Role.LEAD, Role.COORDINATOR},
        Said.OPEN: {Role.LEAD, Role.DIRECTOR},
    }.get(said, set())
    return bool(wanted & roles)


def _said_before(left: str, before: Said | None, language: Language) -> Said | None:
    for said, words in _FORWARD[language]:
        match = re.search(rf"\b(?:{words}){_SMALL}", left)
        if match:
            if said is Said.PARTNER and before is Said.LEAD:
                return Said.COORDINATOR  # "X chủ trì, phối hợp với Y"
            return said
    return None


def _said_behind(right: str, language: Language) -> Said:
    stop = _STOP.search(right)
    reach = right[: stop.start()] if stop else right
    first = min(
        (
            (m.start(), -m.end(), said)
            for said, words in _BACKWARD[language]
            if (m := re.search(rf"\b(?:{words})\b", reach))
        ),
        default=None,
    )
    return first[2] if first else Said.OPEN


def _names(text: str, language: Language) -> list[_Name]:
    """Return the registry's names, and ministries without the word for one ("the Ministries of Health and Finance")."""
    found = [_Name(m.agency_ids, m.start, m.end) for m in question_finder().find(text)]
    taken = [(n.start, n.end) for n in found]
    if language is Language.EN:
        pattern, ids = _bare_english()
        bare = [_Name((ids[m[0]],), m.start(), m.end()) for m in pattern.finditer(text)]
    else:
        capitals = [m.start() for m in _CAPITAL.finditer(text) if m.start()]
        matches = (question_finder().match_at(text, at, len(text), bare=True) for at in capitals)
        bare = [_Name(m.agency_ids, m.start, m.end) for m in matches if m]
    for name in bare:
        if not any(a < name.end and name.start < b for a, b in taken):
            found.append(name)
            taken.append((name.start, name.end))
    return sorted(found, key=lambda n: n.start)


@lru_cache(maxsize=1)
def _bare_english() -> tuple[re.Pattern[str], dict[str, str]]:
    ids = {
        agency.en.removeprefix("Ministry of "): agency.id
        for agency in registry().agencies
        if agency.en.startswith("Ministry of ")
    }
    names = sorted(map(re.escape, ids), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(names)})\b"), ids
