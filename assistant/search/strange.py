"""Words of a question that hardly any text near it holds: what lacks them only looks like an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from assistant.lexical.relevance import syllables
from assistant.lexical.thesaurus import in_words_of
from assistant.model import Interpretation, Question
from assistant.understand.respelling import is_syllable
from assistant.understand.topics import asking_syllables

_RARE = 2
"""So many of the texts near a question may hold a word that still tells what it is about."""
_TEXTS_KEPT = 1024
_SYLLABLES_KEPT = 8192
"""More than Vietnamese has without its marks."""


def strange_words(texts: Iterable[str], meaning: Interpretation, question: Question) -> list[str]:
    """Return how the words of a topic sound that hardly any text near it holds: "bán dẫn".

    Two neighbouring syllables that the texts hold are known together; a word is a run of two or more that no such pair
    covers. One by itself, or said twice ("na ná"), may be a way of speaking; what is no syllable is misspelt.
    """
    asking = asking_syllables(question.text)
    typed = meaning.topic if all(word in meaning.topic for word in meaning.terms.split()) else meaning.terms
    parts = syllables(typed)
    spoken = [_spoken(text) for text in texts]
    known = [False] * len(parts)
    for i, pair in enumerate(pairwise(parts)):
        sound = _spoken(" ".join(pair))
        if sum(sound in text for text in spoken) > _RARE:
            known[i] = known[i + 1] = True
    strange = [
        is_syllable(part) and part not in asking and not is_known for part, is_known in zip(parts, known, strict=True)
    ]
    marked = groupby(zip(parts, strange, strict=True), key=lambda each: each[1])
    runs = [[part for part, _ in run] for is_strange, run in marked if is_strange]
    return [_spoken(" ".join(run)) for run in runs if len(set(run)) > 1]


def lacks(text: str, words: Sequence[str], topic: str) -> bool:
    """Tell whether a text lacks one of the strange words of a topic, and does not say it in other words of the same.

    The rest of what is asked then only looks alike.
    """
    if not words:
        return False
    held, reworded = _spoken(text), _spoken(in_words_of(topic, text))
    return any(word not in held and word in reworded for word in words)


@lru_cache(maxsize=_TEXTS_KEPT)
def _spoken(text: str) -> str:
    """Return how a text sounds, between blanks."""
    return f" {' '.join(map(_sound, syllables(text)))} "


_CONFUSED = (("tr", "ch"), ("gi", "d"), ("r", "d"), ("s", "x"), ("n", "l"))
"""First letters that are commonly written for each other."""


@lru_cache(maxsize=_SYLLABLES_KEPT)
def _sound(syllable: str) -> str:
    """Return a folded syllable in one spelling of those that sound alike: "truc" and "chuc" are one."""
    for one, other in _CONFUSED:
        if syllable.startswith(one) and not syllable.startswith(("ng", "nh")):
            return other + syllable.removeprefix(one)
    return syllable
