"""Which sort of body has a task: a ministry, a province, a provincial department, a commune."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.agencies import Registry
from corpus.model import Role, Task

_UNLISTED = (
    (re.compile(r"text:so "), "provincial_department"),
    (
        re.compile(r"text:(?:(?:ubnd|uy ban nhan dan|dang uy|hdnd|hoi dong nhan dan) )?(?:xa|phuong|dac khu) "),
        "commune",
    ),
    (re.compile(r"text:(?:dang uy|tinh uy|thanh uy|ban thuong vu) "), "party_committee"),
    (re.compile(r"text:(?:cuc|vu) "), "department"),
    (re.compile(r"text:(?:tap doan|tong cong ty|cong ty|doanh nghiep) "), "state_enterprise"),
    (re.compile(r"text:(?:truong|dai hoc|hoc vien|vien) "), "institution"),
)
"""The kinds of bodies that the registry does not list, by what their names begin with."""


def led_by_kinds(task: Task, kinds: Collection[str], roles: Collection[Role], registry: Registry) -> bool:
    """Tell whether some body of the kinds has a task, in one of the roles; in the lead where none is given."""
    parties = {Role.LEAD: task.leads, Role.DIRECTOR: task.directors, Role.COORDINATOR: task.coordinators}
    return any(
        set(kinds) & set(party.members if party.is_group else kinds_of_body(party.key, registry))
        for role in roles or (Role.LEAD,)
        for party in parties.get(role, ())
    )


def kinds_of_body(key: str, registry: Registry) -> tuple[str, ...]:
    """Return the kinds of a body by its key: the registry's, or what its name begins with."""
    if key in registry.by_id:
        return (registry.by_id[key].kind,)
    return tuple(kind for names, kind in _UNLISTED if names.match(key))
