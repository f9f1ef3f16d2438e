"""English topics in the words of Vietnamese directives, by a glossary: what a question asks about must be findable."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from corpus.text import has_diacritics

_WORD = re.compile(r"[a-z0-9][a-z0-9-]*")
_KNOWN_SHARE = 0.6
"""Share of a topic's words that the glossary must know before its translation is trusted."""


_PARTLY_SHARE = 0.5
"""Share from which what is known of a topic may still find what is meant, though it proves less."""


def in_vietnamese(topic: str) -> str | None:
    """Return an English topic in Vietnamese terms, in its own order; None where too much of it is not known.

    >>> in_vietnamese("tracing origin of agricultural products")
    'truy xuất nguồn gốc nông, lâm, thủy sản'
    """
    terms, known = _translated(topic)
    return terms if terms and known >= _KNOWN_SHARE else None


def partly_in_vietnamese(topic: str) -> str | None:
    """Return the words of an English topic that the glossary knows; None where it knows too few, or all that matter.

    >>> partly_in_vietnamese("hooking central hospitals up to whatever")
    'kết nối bệnh viện trung ương'
    """
    terms, known = _translated(topic)
    return terms if len(terms.split()) >= _FEWEST_SYLLABLES and _PARTLY_SHARE <= known < _KNOWN_SHARE else None


_FEWEST_SYLLABLES = 3


def is_term(word: str) -> bool:
    """Tell whether an English word by itself is something that a question may be about."""
    return in_vietnamese(word) is not None and _singular(word.lower()) not in _within()


def _translated(topic: str) -> tuple[str, float]:
    """Return the Vietnamese terms of the words that are known, and these words' share of all."""
    tokens = [word if has_diacritics(word) else _singular(word) for word in topic.lower().split()]
    terms: list[str] = []
    known, i = 0, 0
    while i < len(tokens):
        length, term = _longest(tokens, i)
        if term:
            terms.append(term)
            known += length
        i += length
    return " ".join(dict.fromkeys(terms)), known / len(tokens) if tokens else 0.0


def _longest(tokens: list[str], i: int) -> tuple[int, str | None]:
    glossary, most = _glossary()
    if has_diacritics(tokens[i]):
        return 1, tokens[i]  # Vietnamese already
    for length in range(min(most, len(tokens) - i), 0, -1):
        term = glossary.get(" ".join(tokens[i : i + length]))
        if term:
            return length, term
    return 1, next((glossary[stem] for stem in _stems(tokens[i]) if stem in glossary), None)


def _stems(word: str) -> list[str]:
    """Return what a verb's form may come from: "supplying", "digitised", "mapping"."""
    ending = next((each for each in ("ing", "ed") if word.endswith(each) and len(word) > len(each) + 2), "")
    if not ending:
        return []
    stem = word.removesuffix(ending)
    return [stem, stem + "e", *([stem[:-1]] if stem[-1] == stem[-2] else [])]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    text = files("assistant.understand").joinpath("data/glossary.en.toml").read_text(encoding="utf-8")
    return {
        table: {" ".join(_singular(word) for word in _WORD.findall(english)): term for english, term in terms.items()}
        for table, terms in tomllib.loads(text).items()
    }


@lru_cache(maxsize=1)
def _within() -> frozenset[str]:
    return frozenset(_table()["within"]) - frozenset(_table()["terms"])


@lru_cache(maxsize=1)
def _glossary() -> tuple[dict[str, str], int]:
    """English term, each word singular -> Vietnamese term; and the most words a term has."""
    found = _table()["within"] | _table()["terms"]
    return found, max(key.count(" ") + 1 for key in found)
