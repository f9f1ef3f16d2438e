"""Whose tasks are asked about, in which role, and who must take part beside them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import TaskKind
from assistant.understand import cues
from assistant.understand.asides import ASIDE, NAMED
from assistant.understand.cues.pattern import Cue
from assistant.understand.reading import Reading
from corpus.groups import is_group
from corpus.model import Role

ALL_ROLES = (Role.LEAD, Role.COORDINATOR, Role.DIRECTOR)
_ORDER = {role: place for place, role in enumerate(ALL_ROLES)}


@dataclass(frozen=True, slots=True)
class Parties:
    """The agencies whose tasks are asked about, those that must take part too, and the role that follows from it."""

    agencies: tuple[str, ...]
    partners: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    joint: bool = False
    """Whether it is asked who co-ordinates with them: "những cơ quan nào phối hợp với Bộ A?"."""
    absent: tuple[str, ...] = ()
    """Agencies that must take no part: "việc Bộ A chủ trì mà Bộ B không phối hợp"."""
    giver: str | None = None
    """Who gave the tasks, where the question says so: "Bộ A giao Bộ B việc gì?"."""
    directs: bool = False
    """Whether the giver directs: "Đảng ủy A chỉ đạo Ủy ban B những việc gì?"."""


# "Bộ Quốc phòng chỉ đạo việc gì và ai chủ trì việc đó?"
_WHO_LEADS = Cue(r"\bai (?:la co quan )?chu tri\b")


_ALONE = dict(cues.KINDS)[TaskKind.ALONE]
"""Says that nobody co-ordinates, not that co-ordination is asked for."""


def explicit_roles(reading: Reading) -> tuple[Role, ...]:
    """Return the roles that the question names; all of them for "liên quan"."""
    said = cues.DROPPED.sub("", cues.DENIED.sub("", _ALONE.sub("", _BY_DIRECTION.sub("", reading.folded))))
    by_others = cues.LED_BY_OTHERS.search(said) and reading.agencies.agencies
    said = cues.LED_BY_OTHERS.sub("phoi hop", said) if by_others else said
    asked = [role for role, cue in cues.ROLES if cue.search(said)]
    if not any(asked) and (denied := _denied_roles(reading.folded)):  # "việc Bộ A không chủ trì"
        return tuple(role for role in ALL_ROLES if role not in denied)
    if Role.DIRECTOR in asked and _WHO_LEADS.search(reading.folded):
        asked = [role for role in asked if role is not Role.LEAD]
    named = {role for role in asked if role}
    if None in asked and not named & {Role.COORDINATOR, Role.DIRECTOR}:
        return ALL_ROLES
    return tuple(sorted(named, key=_ORDER.__getitem__))


def _denied_roles(folded: str) -> set[Role]:
    """Return the roles that a question sets aside."""
    said = {m["role"] for pattern in (cues.DENIED, cues.DROPPED) for m in pattern.finditer(folded)}
    return {role for role, cue in cues.ROLES if role and any(cue.search(words) for words in said)}


_NAME = rf"(?<!{NAMED}){NAMED}++"
"""A whole name; it is not tried again from its middle, which would take quadratic time."""
_GAP = rf"[^\w{NAMED}]+"
"""What stands between a name and a word; of names, no part."""
_LEADS = r"(?:chu tri|lam chinh|dau moi|phu trach|leads?|leading|as (?:the )?lead)"
_HELPS = r"(?:phoi hop|tham gia|ho tro|cung lam|co-?ordinat\w*|support\w*|as (?:a )?(?:co-?ordinator|partner))"
_TOGETHER = (
    # "Bộ A chủ trì, Bộ B phối hợp", "do A chủ trì có B tham gia"
    (True, Cue(rf"{_NAME}[^{NAMED}]{{0,16}}\b{_LEADS}\b[^.;?!]{{0,60}}?{_NAME}[^{NAMED}]{{0,12}}\b{_HELPS}")),
    # "Bộ A phải xong trong quý II mà có Bộ B phối hợp", "có sự tham gia của Bộ B"
    (
        True,
        Cue(rf"{_NAME}[^{NAMED}.;?!]{{1,80}}\b(?:co|ma co|voi|cung) (?:su )?{_NAME}{_GAP}(?:cung )?{_HELPS}"),
    ),
    (True, Cue(rf"{_NAME}[^{NAMED}.;?!]{{1,80}}\b(?:co|voi) su {_HELPS} cua {_NAME}")),
    # "A chủ trì, phối hợp với B", "led by A with B"
    (True, Cue(rf"\b{_LEADS}\b[^{NAMED}]{{0,16}}\b{_HELPS}\W+(?:cung |chung )?(?:voi |with )?(?:the )?{_NAME}")),
    (True, Cue(rf"\bled by (?:the )?{_NAME}[^{NAMED}]{{1,24}}{_NAME}")),
    (True, Cue(rf"{_NAME}{_GAP}leads? and (?:the )?{_NAME}{_GAP}co-?ordinat")),
    # "Bộ A phối hợp với Bộ B": whoever leads
    (False, Cue(rf"\b{_HELPS}\W+(?:(?:cung|chung|viec|nhiem vu) )*(?:voi |with )?(?:the )?{_NAME}")),
    (False, Cue(rf"\bchung (?:cua|giua)\b|\b{_NAME}{_GAP}cung (?:lam|thuc hien)|\bjointly\b|\btogether\b")),
)
"""(whether the first leads, how two agencies of one task are named)."""
# "Bộ B phối hợp những việc nào do Bộ A chủ trì?": the second leads; "..., Bộ A chủ trì việc nào?" asks for two lists
_HELPED = Cue(
    rf"{_NAME}[^{NAMED}.;?!]{{0,24}}\b{_HELPS}\b[^{NAMED}.;?!]{{0,60}}\b(?:do|cua|ma|by|of|which|that) (?:the )?{_NAME}"
    rf"[^{NAMED}.;?!]{{0,12}}\b{_LEADS}\b(?! (?:nhung |cac )?(?:viec|nhiem vu))"
)


_GIVES = (
    r"(?:giao|phan cong|yeu cau|de nghi|chi dao|directs?|assigns?|assigned|asks?|asked|requests?|orders?|requires?)"
)
# "Bộ A đã giao nhiệm vụ cho Bộ B": the first name gives
_GIVEN = Cue(
    rf"{_NAME} (?:(?:da|dang|se|has|have|phai|duoc giao|co nhiem vu) )?(?P<gives>{_GIVES}) "
    rf"(?:(?:nhung |cac )?(?:nhiem vu|viec|tasks?)?(?: ?(?:gi|nao))? ?)?(?:cho |to )?(?:the )?{_NAME}"
)
# "Thủ tướng giao những việc gì?": of whom is not said
_GIVES_WHAT = Cue(
    rf"{_NAME} (?:(?:da|dang|se) )?(?:giao|phan cong)(?: ra)? (?:(?:nhung|cac|bao nhieu|may) )?(?:viec|nhiem vu)?"
    r" ?(?:gi|nao|nhung gi)?(?=\W*(?:$|(?:the|vay|a|nhi|roi|trong|theo|o)\b))"
)


# "việc nào do Đảng ủy A chỉ đạo": the name itself is set aside
_BY_DIRECTION = Cue(rf"{ASIDE} (?:da |dang )?chi dao\b")
_DIRECTS = frozenset({"chi dao", "directs", "direct"})


def _giving(reading: Reading) -> Parties | None:
    """Return who was given tasks, and by whom, where the question names both."""
    agencies, spans = reading.agencies.agencies, reading.agencies.spans
    if len(agencies) == 1 and (match := _GIVES_WHAT.search(reading.folded)) and match.start() == spans[0][0]:
        return Parties((), giver=agencies[0], directs=True)
    if len(agencies) < 2 or len(spans) != len(agencies):
        return None
    # a director's tasks are not meant by "chỉ đạo Cục X làm gì": X's are
    roles = tuple(role for role in explicit_roles(reading) if role is not Role.DIRECTOR) or (Role.LEAD,)
    match = _GIVEN.search(reading.folded)
    if match and match.start() == spans[0][0]:  # not a document's number, which is blanked out too
        directs = match["gives"] in _DIRECTS
        return Parties(agencies[1:], roles=roles, giver=agencies[0], directs=directs)
    return None


# "Bộ A và Bộ B cùng phối hợp"
_BOTH_HELP = Cue(
    rf"{_NAME}{_GAP}(?:va|voi|cung|with|and)\W+(?:the )?{_NAME}{_GAP}(?:(?:deu|cung|cung nhau|both|jointly) )+"
    r"(?:(?:tham gia )?phoi hop|ho tro|co-?ordinat\w*|support\w*)"
)


_TAKES = r"(?:tham gia|phoi hop|chu tri|co mat|co ten|lien quan|lam|dinh)"
# "Bộ A chủ trì mà Bộ B không phối hợp", "Bộ A làm mà không cùng Bộ B"
_ABSENT = Cue(
    rf"{_NAME}{_GAP}(?:thi |lai |deu )?(?:khong|chua|does not|do not|doesn't)(?: (?:phai|can|duoc|co|cung))* {_HELPS}"
    rf"|\b(?:khong|chua|not)(?: (?:phai|can|duoc))*(?: {_HELPS})? (?:cung|voi|with)(?: voi)? (?:the )?{_NAME}"
)
# "cả Bộ A lẫn Bộ B đều không tham gia"
_NEITHER = Cue(
    rf"{_NAME}{_GAP}(?:va|voi|lan|hay)\W+(?:ca )?{_NAME}{_GAP}(?:(?:deu|cung) )?(?:khong|chua)"
    rf"(?: (?:co|phai|duoc))* {_TAKES}"
    rf"|\bneither (?:the )?{_NAME} nor"
)
# "cả Bộ A và Bộ B", "việc chung", "Bộ A và Bộ B đều phối hợp"
_BOTH = Cue(
    rf"\bca (?:hai )?{_NAME} (?:lan|va|voi|cung) (?:ca )?{_NAME}"
    rf"|\bvua (?:[a-z]+ ){{0,3}}{_NAME}{_GAP}vua (?:[a-z]+ ){{0,3}}{_NAME}"
    rf"|{_NAME}{_GAP}(?:va|voi|lan)\W+(?:ca )?{_NAME}{_GAP}(?:deu|cung(?: nhau)?|ca hai)\b|\bboth (?:the )?{_NAME} and"
    r"|\b(?:shared?|in common)\b"
    r"|\b(?:viec|nhiem vu|dau viec)(?: gi| nao)? (?:lam )?chung\b(?! cho)|\bchung nhau\b"
)
# "Bộ A có việc gì với Bộ B?"
_SHARED = Cue(
    rf"{_NAME} [^{NAMED}.;?!]{{0,24}}\b(?:viec|nhiem vu)(?: gi| nao| chung)? (?:voi|cung|lam voi|with) {_NAME}"
    rf"|\b(?:lam|thuc hien|lien quan|dinh)(?: viec)?(?: chung)? (?:cung|voi|toi|den)(?: voi)? {_NAME}"
)


# "việc mà Bộ A không tham gia", "không liên quan gì đến Bộ A"
NO_PART = Cue(
    rf"{_NAME} (?:(?:thi|lai|deu|hoan toan|cung) )*(?:khong|chua|chang)(?: (?:he|co|phai|duoc|bi|can))*"
    r" (?:tham gia|lien quan|dinh|dinh dang|co mat|co ten|co chan|co phan|mat|ten|chan|phan)\b(?! (?:chu tri|phoi hop))"
    rf"|\b(?:khong|chua|chang)(?: (?:he|co))* (?:lien quan|dinh dang|dinh)(?: gi)?(?: (?:den|toi|voi))? {_NAME}"
)


_WHO = r"(?:(?:co quan|don vi|bo(?: nganh)?|dia phuong|ai|ben) nao|ai|nhung ai|who|which \w+)(?: else)?"
# "bộ nào phải phối hợp với Bộ A?", "ai hỗ trợ Bộ A?", "which agencies must work with the Ministry of A?"
_WHO_HELPS = Cue(
    rf"\b{_WHO} (?:(?:phai|can|se|cung|dang|da|duoc giao|must|should|will|has to|have to) )*"
    rf"(?:{_HELPS}|works?|cooperates?|helps?|assists?)\W+(?:(?:cung|chung) )?(?:voi |cho |with )?(?:the )?{_NAME}"
)


def parties_of(reading: Reading) -> Parties:
    """Return the agencies asked about, and those that must take part beside them."""
    agencies = reading.agencies.agencies
    giving = _giving(reading)
    if giving:
        return giving
    if reading.giver and len(agencies) < 2:
        return Parties(agencies, giver=reading.giver, directs=_BY_DIRECTION.search(reading.folded) is not None)
    if len(agencies) == 2 and not reading.says(cues.COMPARE):
        if _NEITHER.search(reading.folded):
            return Parties((), absent=agencies)
        if _ABSENT.search(reading.folded):
            return Parties(agencies[:1], roles=(Role.LEAD,), absent=agencies[1:])
        if _BOTH_HELP.search(reading.folded):
            return Parties(agencies[:1], agencies[1:], (Role.COORDINATOR,))
        if _BOTH.search(reading.folded) or _SHARED.search(reading.folded):
            return Parties(agencies[:1], agencies[1:], ALL_ROLES)
        if _HELPED.search(reading.folded):
            return Parties(agencies[1:], agencies[:1], (Role.LEAD,))
        for leads, pattern in _TOGETHER:
            if pattern.search(reading.folded):
                if not leads and is_group(agencies[1]):  # "phối hợp cùng các bộ": with whomever
                    return Parties(agencies[:1], roles=(Role.COORDINATOR,))
                return Parties(agencies[:1], agencies[1:], (Role.LEAD,) if leads else ALL_ROLES)
    if len(agencies) == 1 and NO_PART.search(reading.folded):
        return Parties((), absent=agencies)
    if len(agencies) == 1 and _WHO_HELPS.search(reading.folded):
        return Parties(agencies, roles=(Role.LEAD,), joint=True)
    return Parties(agencies)
