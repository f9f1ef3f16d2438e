"""Whose "Ủy ban nhân dân tỉnh", "Tỉnh ủy" a document means: those of the province that issues it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.agencies import Agency, registry
from corpus.agency_names import document_finder
from corpus.model import AgencyRef, Task
from corpus.naming import name_case
from corpus.text import fold

_BODIES = {
    "uy ban nhan dan": "people_committee", "ubnd": "people_committee",
    "hoi dong nhan dan": "people_council", "hdnd": "people_council",
}  # fmt: skip
_COMMITTEES = {"tinh uy", "thanh uy"}
_UNKNOWN = "text:"


def province_of(names: Iterable[str]) -> Agency | None:
    """Return the one province that the names of a letterhead tell of, if they do."""
    by_id = registry().by_id
    found = set()
    for name in names:
        for match in document_finder().find(name_case(name)):
            agencies = [by_id[key] for key in match.agency_ids]
            if len(agencies) == 1:
                found.add(agencies[0].id if agencies[0].kind == "province" else agencies[0].parent)
    provinces = [by_id[key] for key in found if key and by_id[key].kind == "province"]
    return provinces[0] if len(provinces) == 1 else None


def at_home(tasks: Sequence[Task], province: Agency | None) -> tuple[Task, ...]:
    """Return the tasks with the province's own bodies for those that the text names without the province."""
    if province is None:
        return tuple(tasks)
    return tuple(
        replace(
            task,
            leads=_named(task.leads, province),
            coordinators=_named(task.coordinators, province),
            directors=_named(task.directors, province),
        )
        for task in tasks
    )


def _named(parties: Sequence[AgencyRef], province: Agency) -> tuple[AgencyRef, ...]:
    return tuple(_own(party, province) for party in parties)


def _own(party: AgencyRef, province: Agency) -> AgencyRef:
    if not party.key.startswith(_UNKNOWN):
        return party
    words = fold(party.name)
    level = "thanh pho" if province.name.startswith("Thành phố") else "tinh"
    kind = "provincial_party_committee" if words in _COMMITTEES else _BODIES.get(words.removesuffix(f" {level}"))
    own = registry().by_id.get(f"{kind}-{province.id}".replace("_", "-")) if kind else None
    return replace(party, key=own.id, name=own.name) if own else party
