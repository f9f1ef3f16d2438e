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


def in_vietnamese(topic: str) -> str | None:
    """Return an English topic in Vietnamese terms, in its own order; None where too much of it is not known.

    >>> in_vietnamese("tracing origin of agricultural products")
    'truy xuất nguồn gốc nông, lâm, thủy sản'
    """
    tokens = [word if has_diacritics(word) else _singular(word) for word in topic.lower().split()]
    terms: list[str] = []
    known, i = 0, 0
    while i < len(tokens):
        length, term = _longest(tokens, i)
        if term:
            terms.append(term)
            known += length
        i += length
    return " ".join(terms) if terms and known >= _KNOWN_SHARE * len(tokens) else None


def _longest(tokens: list[str], i: int) -> tuple[int, str | None]:
    glossary, most = _glossary()
    if has_diacritics(tokens[i]):
        return 1, tokens[i]  # Vietnamese already
    for length in range(min(most, len(tokens) - i), 0, -1):
        term = glossary.get(" ".join(tokens[i : i + length]))
        if term:
            return length, term
    return 1, None


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1)
def _glossary() -> tuple[dict[str, str], int]:
    """English term, each word singular -> Vietnamese term; and the most words a term has."""
    text = files("assistant.understand").joinpath("data/glossary.en.toml").read_text(encoding="utf-8")
    terms = tomllib.loads(text)["terms"]
    found = {" ".join(_singular(word) for word in _WORD.findall(english)): term for english, term in terms.items()}
    return found, max(key.count(" ") + 1 for key in found)
