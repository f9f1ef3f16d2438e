"""Whose tasks are asked about, in which role, and who must take part beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand import cues
from assistant.understand.asides import NAMED
from assistant.understand.reading import Reading
from corpus.model import Role

ALL_ROLES = (Role.LEAD, Role.COORDINATOR, Role.DIRECTOR)
_ORDER = {role: place for place, role in enumerate(ALL_ROLES)}


@dataclass(frozen=True, slots=True)
class Parties:
    """The agencies whose tasks are asked about, those that must take part too, and the role that follows from it."""

    agencies: tuple[str, ...]
    partners: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


# "Bộ Quốc phòng chỉ đạo việc gì và ai chủ trì việc đó?"
_WHO_LEADS = re.compile(r"\bai (?:la co quan )?chu tri\b")


def explicit_roles(reading: Reading) -> tuple[Role, ...]:
    """Return the roles that the question names; all of them for "liên quan"."""
    asked = [role for role, cue in cues.ROLES if reading.says(cue)]
    if Role.DIRECTOR in asked and _WHO_LEADS.search(reading.folded):
        asked = [role for role in asked if role is not Role.LEAD]
    named = {role for role in asked if role}
    if None in asked and not named & {Role.COORDINATOR, Role.DIRECTOR}:
        return ALL_ROLES
    return tuple(sorted(named, key=_ORDER.__getitem__))


_NAME = rf"(?<!{NAMED}){NAMED}++"
"""A whole name; it is not tried again from its middle, which would take quadratic time."""
_LEADS = r"(?:chu tri|lam chinh|dau moi|phu trach|leads?|leading|as (?:the )?lead)"
_HELPS = r"(?:phoi hop|tham gia|ho tro|cung lam|co-?ordinat\w*|support\w*|as (?:a )?(?:co-?ordinator|partner))"
_TOGETHER = (
    # "Bộ A chủ trì, Bộ B phối hợp", "do A chủ trì có B tham gia"
    (True, re.compile(rf"{_NAME}[^{NAMED}]{{0,16}}\b{_LEADS}\b[^{NAMED}]{{0,24}}{_NAME}[^{NAMED}]{{0,12}}\b{_HELPS}")),
    # "A chủ trì, phối hợp với B", "led by A with B"
    (True, re.compile(rf"\b{_LEADS}\b[^{NAMED}]{{0,16}}\b{_HELPS}\W+(?:cung |chung )?(?:voi |with )?(?:the )?{_NAME}")),
    (True, re.compile(rf"\bled by (?:the )?{_NAME}[^{NAMED}]{{1,24}}{_NAME}")),
    (True, re.compile(rf"{_NAME}\W+leads? and (?:the )?{_NAME}\W+co-?ordinat")),
    # "Bộ A phối hợp với Bộ B": whoever leads
    (False, re.compile(rf"\b{_HELPS}\W+(?:(?:cung|chung|viec|nhiem vu) )*(?:voi |with )?(?:the )?{_NAME}")),
    (False, re.compile(rf"\bchung (?:cua|giua)\b|\b{_NAME}\W+cung (?:lam|thuc hien)|\bjointly\b|\btogether\b")),
)
"""(whether the first leads, how two agencies of one task are named)."""


def parties_of(reading: Reading) -> Parties:
    """Return the agencies asked about, and those that must take part beside them."""
    agencies = reading.agencies.agencies
    if len(agencies) == 2 and not reading.says(cues.COMPARE):
        for leads, pattern in _TOGETHER:
            if pattern.search(reading.folded):
                return Parties(agencies[:1], agencies[1:], (Role.LEAD,) if leads else ALL_ROLES)
    return Parties(agencies)
