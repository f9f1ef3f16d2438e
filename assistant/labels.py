"""How clauses, dates and agencies are written for people, in either language."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote

from assistant.messages import text
from assistant.model import Language
from corpus.agencies import Registry, registry
from corpus.model import AgencyRef
from corpus.text import slugify

_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def clause_label(clause_id: str, language: Language) -> str:
    """Return a clause's place in words: "Mục 3, điểm c, gạch đầu dòng thứ 6", "Section 3, point c, dash 6"."""
    segments = clause_id.partition("#")[2].split("__")
    words = []
    for segment in segments:
        element, _, number = segment.partition("_")
        words.append(text(language, f"label.{element}", n=number).strip())
    label = ", ".join(words)
    return label[:1].upper() + label[1:]


def clause_url(clause_id: str) -> str:
    """Return the address of a clause on its directive's page."""
    number, _, path = clause_id.partition("#")
    return f"/documents/{slugify(number)}#{quote(path, safe='')}"


def date_text(day: date | None, language: Language) -> str:
    """Return a date as officials write it: 05/4/2026 (Nghị định 30/2020, annex I), 5 April 2026."""
    if day is None:
        return "…"
    if language is Language.EN:
        return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def iso_day_text(written: str, language: Language) -> str:
    """Return the day of an ISO date or time as officials write it; what is none, as it is."""
    try:
        return date_text(datetime.fromisoformat(written).date(), language)
    except ValueError:
        return written


def moment_text(moment: datetime) -> str:
    """Return a moment as this machine's clock shows it: "14:05, 01/4/2026"."""
    local = moment.astimezone()
    return f"{local:%H:%M}, {date_text(local.date(), Language.VI)}"


def month_name(month: int) -> str:
    """Return a month's English name."""
    return _MONTHS_EN[month - 1]


def month_of(day: date, language: Language) -> str:
    """Return the month that a day lies in: "tháng 4/2026", "April 2026"."""
    return f"{month_name(day.month)} {day.year}" if language is Language.EN else f"tháng {day.month}/{day.year}"


def agency_name(key: str, language: Language, registry: Registry) -> str:
    """Return a registry agency's name in the language."""
    agency = registry.by_id[key]
    return agency.en if language is Language.EN and agency.en else agency.name


def official_name(name: str, language: Language) -> str:
    """Return an agency's name in the language, by its Vietnamese one; as it is where it has none in English."""
    return _english().get(name, name) if language is Language.EN else name


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    return {agency.name: agency.en for agency in registry().agencies if agency.en}


def in_sentence(name: str, language: Language) -> str:
    """Return an agency's name as it stands inside a sentence: "the Ministry of Finance" in English."""
    return (
        f"the {name}"
        if language is Language.EN and re.match(r"(?:Ministry|Office|Government|Central|Party|State)\b", name)
        else name
    )


def party_names(parties: tuple[AgencyRef, ...], language: Language, registry: Registry) -> str:
    """Return the agencies of a role, joined; those outside the registry as written."""
    names = [agency_name(p.key, language, registry) if p.key in registry.by_id else p.name for p in parties]
    return "; ".join(names)


def capital(words: str) -> str:
    """Raise the first letter, behind the asterisks of bold type."""
    at = len(words) - len(words.lstrip("*"))
    return words[:at] + words[at : at + 1].upper() + words[at + 1 :]
