"""Passages that say nearly the same count once: how often a thing is repeated must not decide what is answered.

A plan that sixty provinces copy fills a search's candidates with one clause. Counted one by one, its words would look
common and every passage beside it near, though nothing but the number of copies has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    for found in passages:
        if most is not None and len(kept) == most:
            break
        held = _as_set(found.text)
        if not _is_among(held, known):
            kept.append(found)
            known.append(held)
    return kept


_Set = tuple[int, int]
"""A set of syllables as the bits of a number, and how many they are: two are compared in a tenth of the time."""
_places: dict[str, int] = {}
"""The bit of each syllable seen; there are some thousands in Vietnamese, figures and names apart."""


@lru_cache(maxsize=4096)
def _as_set(text: str) -> _Set:
    bits = 0
    for word in set(syllables(text)):
        bits |= 1 << _places.setdefault(word, len(_places))
    return bits, bits.bit_count()


def _is_among(held: _Set, known: list[_Set]) -> bool:
    """Tell whether a set is nearly the same as one of others; a loop of few steps, for it runs thousands of times."""
    bits, size = held
    fewest, most = _NEARLY_THE_SAME * size, size / _NEARLY_THE_SAME
    for other, other_size in known:
        if fewest <= other_size <= most:  # else the smaller one has too few to share
            common = (bits & other).bit_count()
            if common >= _NEARLY_THE_SAME * (size + other_size - common):
                return True
    return False
