"""The registry of agencies: who there is, with their names, parents and predecessors.

The data is ``data/agencies.json``; the bodies that every province has are made here. ``agency_names`` finds the
names in a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources import files

import msgspec


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A former agency, merged into the one that lists it."""

    name: str
    until: date
    en: str = ""
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """A registry entry."""

    id: str
    name: str
    kind: str
    en: str = ""
    abbreviations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    parent: str | None = None
    predecessors: tuple[Predecessor, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvincialBody:
    """A body that every province has; its entries are made from the provinces'."""

    kind: str
    prefix: str
    en: str
    abbreviations: tuple[str, ...] = ()
    city_prefix: str | None = None
    """Where cities use another word: Thành ủy instead of Tỉnh ủy."""
    en_city: str | None = None
    drop_province_type: bool = False
    """"Tỉnh ủy Nghệ An", not "Tỉnh ủy tỉnh Nghệ An"."""
    en_forms: tuple[str, ...] = ()
    """Other English names, around {place}: "Hanoi People's Committee"."""


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """A short name that several agencies answer to."""

    text: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shorthand:
    """How people shorten words inside names: "Trung ương" is typed "TW"."""

    full: str
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GenericName:
    """A word for a kind of agency, which alone names none: "UBND", "Tỉnh ủy", "Bộ"."""

    texts: tuple[str, ...]
    kinds: tuple[str, ...]
    named: str = ""
    """Words that the names of those meant hold ("thành phố")."""


@dataclass(frozen=True, slots=True)
class LocalNoun:
    """What a provincial department's name begins with, and who answers for it: a registry id or a provincial kind."""

    noun: str
    parent: str


@dataclass(frozen=True, slots=True)
class Departments:
    """How departments that the registry does not list are named: "Vụ Pháp chế Bộ Tài chính", "Sở Y tế Hà Nội"."""

    nouns: tuple[str, ...] = ()
    local: tuple[LocalNoun, ...] = ()
    sectors: tuple[str, ...] = ()
    """What stands behind "Sở"."""


@dataclass(frozen=True)
class Registry:
    """All agencies, by id and by name."""

    effective: date
    agencies: tuple[Agency, ...]
    provincial_bodies: tuple[ProvincialBody, ...] = ()
    ambiguous: tuple[AmbiguousName, ...] = ()
    sources: tuple[str, ...] = ()
    shorthand: tuple[Shorthand, ...] = ()
    generic: tuple[GenericName, ...] = ()
    departments: Departments = Departments()
    capitals_only: frozenset[str] = frozenset()
    """Abbreviations that are words in small letters ("MOST")."""

    @cached_property
    def by_id(self) -> dict[str, Agency]:
        """Every agency, those of the provinces included."""
        entries = [*self.agencies, *self._provincial()]
        return {agency.id: agency for agency in entries}

    def _provincial(self) -> Iterator[Agency]:
        for province in self.agencies:
            if province.kind == "province":
                yield from (_provincial_agency(body, province) for body in self.provincial_bodies)

    def above(self, agency_id: str) -> Iterator[str]:
        """Yield the ids of an agency's parent, its parent's parent and so on."""
        agency = self.by_id.get(agency_id)
        while agency and agency.parent:
            yield agency.parent
            agency = self.by_id.get(agency.parent)

    def concerning(self, agency_id: str) -> tuple[str, ...]:
        """Return the ids through which tasks reach an agency: itself, and a province with its people's committee.

        What a directive asks of "thành phố Hà Nội" its people's committee carries out, and the other way round.
        """
        agency = self.by_id.get(agency_id)
        if agency is None:
            return (agency_id,)
        if agency.kind == "people_committee" and agency.parent:
            return (agency_id, agency.parent)
        if agency.kind == "province":
            return (
                agency_id,
                *(a.id for a in self.by_id.values() if a.parent == agency_id and a.kind == "people_committee"),
            )
        return (agency_id,)


def _provincial_agency(body: ProvincialBody, province: Agency) -> Agency:
    city = province.name.startswith("Thành phố ")
    bare = province.name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    # Nghị định 30/2020, annex II: of the cities only "Thành phố Hồ Chí Minh" keeps its capital
    kind_word = ("Thành phố" if bare == "Hồ Chí Minh" else "thành phố") if city else "tỉnh"
    prefix = body.city_prefix if city and body.city_prefix else body.prefix
    full = f"{prefix} {bare}" if body.drop_province_type else f"{prefix} {kind_word} {bare}"
    words_for = (prefix, *body.abbreviations)
    places = (f"{kind_word} {bare}", bare, *(["TP " + bare] if city else []), *province.abbreviations)
    shorts = [f"{word} {place}" for word in words_for for place in places]
    english = (body.en_city if city and body.en_city else body.en).format(en=province.en)
    places_en = [place.removesuffix(" Province") for place in (province.en, *province.aliases_en)]
    return Agency(
        id=f"{body.kind}-{province.id}".replace("_", "-"),
        name=full,
        kind=body.kind,
        en=english,
        aliases=tuple(s for s in dict.fromkeys(shorts) if s != full),
        aliases_en=tuple(dict.fromkeys(form.format(place=place) for form in body.en_forms for place in places_en)),
        parent=province.id,
        predecessors=tuple(_former_body(body, former) for former in province.predecessors),
    )


def _former_body(body: ProvincialBody, province: Predecessor) -> Predecessor:
    """Return the body of a former province: "Ủy ban nhân dân tỉnh Bắc Giang"."""
    bare = province.name.removeprefix("Tỉnh ")
    places = (bare, f"tỉnh {bare}") if body.drop_province_type else (f"tỉnh {bare}", bare)
    full, *others = (f"{word} {place}" for word in (body.prefix, *body.abbreviations) for place in places)
    return Predecessor(full, province.until, body.en.format(en=province.en), tuple(others))


@lru_cache(maxsize=1)
def registry() -> Registry:
    """Return the shipped registry (read once)."""
    data = files("corpus").joinpath("data/agencies.json").read_bytes()
    return msgspec.json.decode(data, type=Registry)
