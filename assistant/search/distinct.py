"""Passages that say nearly the same count once: how often a thing is repeated must not decide what is answered.

A plan that sixty provinces copy fills a search's candidates with one clause. Counted one by one, its words would look
common and every passage beside it near, though nothing but the number of copies has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import lru_cache

from assistant.lexical.relevance import syllables
from index.search import Found

_NEARLY_THE_SAME = 0.5
"""Share of their syllables that two passages have in common at least to say nearly the same. Different clauses of one
directive have a quarter in common; copies with other agencies, dates and places two thirds."""


def distinct(passages: Iterable[Found], most: int | None = None) -> list[Found]:
    """Return the passages, in their order, without those that say nearly the same as an earlier one.

    Args:
        passages: what a search brought.
        most: stop at so many.
    """
    kept: list[Found] = []
    known: list[_Set] = []
    places: dict[str, int] = {}
    for found in passages:
        if most is not None and len(kept) == most:
            break
        held = _as_set(_held(found.text), places)
        if not any(_alike(held, other) for other in known):
            kept.append(found)
            known.append(held)
    return kept


_Set = tuple[int, int]
"""A set of syllables as the bits of a number, and how many they are: two are compared in a tenth of the time."""


@lru_cache(maxsize=1024)
def _held(text: str) -> frozenset[str]:
    return frozenset(syllables(text))


def _as_set(words: Set[str], places: dict[str, int]) -> _Set:
    bits = 0
    for word in words:
        bits |= 1 << places.setdefault(word, len(places))
    return bits, bits.bit_count()


def _alike(one: _Set, other: _Set) -> bool:
    common = (one[0] & other[0]).bit_count()
    return common >= _NEARLY_THE_SAME * (one[1] + other[1] - common)
