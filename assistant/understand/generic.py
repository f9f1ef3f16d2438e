"""Words for a kind of agency used as a name: "UBND có việc gì?", "Bộ phải làm gì?"; which one has to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.understand.context import CorpusContext
from corpus.agencies import GenericName, Registry, registry
from corpus.text import fold, has_diacritics

MOST_CANDIDATES = 12
"""How many candidates are offered."""


@dataclass(frozen=True, slots=True)
class GenericMatch:
    """A generic word that stands for an agency in a question."""

    name: GenericName
    start: int
    end: int


def find_generic(text: str, folded: str) -> Iterator[GenericMatch]:
    """Yield generic words that stand as the one who acts: "Bộ có việc gì", not "bộ nào", "các bộ", "bộ tiêu chí"."""
    marked = has_diacritics(text)
    for m in _pattern().finditer(folded):
        typed, meant = text[m.start("name") : m.end("name")], _by_word()[m["name"]]
        if not marked or typed.isupper() or any(typed.lower() == written.lower() for written in meant.texts):
            yield GenericMatch(meant, m.start("name"), m.end("name"))


def candidates(name: GenericName, context: CorpusContext) -> tuple[str, ...]:
    """Return whom a generic word may mean: those that occur in the corpus, by themselves or their place; else all."""
    meant = _bearers(name)
    occurring = [
        agency
        for agency in meant
        if agency in context.mentioned or _place(agency, context.registry) in context.mentioned
    ]
    return tuple((occurring or meant)[:MOST_CANDIDATES])


def _place(agency_id: str, known: Registry) -> str:
    """Return the province that a provincial body belongs to, else nothing."""
    parent = known.by_id[agency_id].parent or ""
    return parent if parent in known.by_id and known.by_id[parent].kind == "province" else ""


def _bearers(name: GenericName) -> list[str]:
    return [a.id for a in registry().by_id.values() if a.kind in name.kinds and name.named in a.name]


@lru_cache(maxsize=1)
def _by_word() -> dict[str, GenericName]:
    return {fold(text): name for name in registry().generic for text in name.texts}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_by_word(), key=len, reverse=True))
    acts = "co(?! nhieu| it|n )|bao nhieu|lo|phai|duoc|can|chu tri|phoi hop|lam|thuc hien|chi dao"
    acts += "|bao cao|has|have|must|do|lead|own"
    return re.compile(
        rf"(?:^\W*|\b(?:cua|cho|giao|chi dao|the con|vay|does|of|must) )(?P<name>{words})"
        rf"(?:(?= (?:{acts})\b)|(?=\W*$)|(?<!\bbo)(?= (?:may|nhung)\b))"
    )
