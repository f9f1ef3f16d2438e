"""How much of a topic's words a text holds: the inspectable half of deciding whether something answers."""

from __future__ import annotations

from functools import lru_cache

from corpus.text import fold, words

COVERED = 0.6
"""Share of a topic's words and word pairs that a text must hold to be about it."""


def covers(topic: str, text: str) -> bool:
    """Tell whether a text is about a topic."""
    return coverage(topic, text) >= COVERED


def coverage(topic: str, text: str) -> float:
    """Return the share of a topic's syllables and neighbouring pairs of syllables that a text holds, 0 to 1.

    Diacritics do not count, so a topic typed without them covers the same. Pairs weigh as much as syllables: single
    syllables of Vietnamese are too common to prove anything.
    """
    wanted = _syllables(topic)
    if not wanted:
        return 1.0
    held = _syllables(text)
    single = sum(s in set(held) for s in wanted) / len(wanted)
    pairs = list(zip(wanted, wanted[1:], strict=False))
    if not pairs:
        return single
    held_pairs = set(zip(held, held[1:], strict=False))
    return (single + sum(pair in held_pairs for pair in pairs) / len(pairs)) / 2


@lru_cache(maxsize=4096)
def _syllables(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(fold(text)))
