"""Provincial departments by their English names: "the Hai Phong Department of Finance", "Department of Justice"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.understand.context import CorpusContext
from assistant.understand.unlisted import Written
from corpus.agencies import registry
from corpus.agency_names import question_finder
from corpus.text import fold

_OF_PLACE = re.compile(r"\s*,?\s*(?:of|in|at)?\s*(?:the\s+)?")
_REACH = 40
"""How many characters before "Department" its province is looked for in."""


def departments_in_english(text: str, folded: str, context: CorpusContext) -> Iterator[Written]:
    """Yield the departments that have a part in some task, with the province that is named beside them."""
    known = {key: name for _, key, name in context.written}
    for m in _pattern().finditer(folded):
        key = f"text:so {_sectors()[m['sector']]}"
        if key not in known:
            continue
        start, end, place = _place(text, folded, m.start(), m.end())
        name = f"{known[key]} {_core(place)}" if place else known[key]
        yield Written(key, name, start, end, place)


def _place(text: str, folded: str, start: int, end: int) -> tuple[int, int, str | None]:
    """Return where a department's name stands with its province, before it or behind it, and the province."""
    for match in question_finder().find(text[max(0, start - _REACH) : start]):
        begins, ends = (max(0, start - _REACH) + offset for offset in (match.start, match.end))
        if _is_province(match.agency_ids) and folded[ends:start].strip(" '\u2019") in {"", "s", "city", "province"}:
            return begins, end, match.agency_ids[0]
    behind = _OF_PLACE.match(folded, end)
    after = question_finder().match_at(text, behind.end() if behind else end, len(text))
    if after and _is_province(after.agency_ids):
        return start, after.end, after.agency_ids[0]
    return start, end, None


def _is_province(ids: tuple[str, ...]) -> bool:
    return len(ids) == 1 and registry().by_id[ids[0]].kind == "province"


def _core(province: str) -> str:
    return registry().by_id[province].name.removeprefix("Thành phố ").removeprefix("Tỉnh ")


@lru_cache(maxsize=1)
def _sectors() -> dict[str, str]:
    """English sector -> Vietnamese, folded, as the ministries are called."""
    ministries = [agency for agency in registry().by_id.values() if agency.kind == "ministry" and agency.en]
    return {
        fold(agency.en).removeprefix("ministry of "): fold(agency.name).removeprefix("bo ") for agency in ministries
    }


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    sectors = "|".join(re.escape(each) for each in sorted(_sectors(), key=len, reverse=True))
    return re.compile(rf"\b(?:provincial |city |municipal )?department of (?P<sector>{sectors})(?!\w)")
