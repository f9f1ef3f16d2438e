"""Sparse vectors for BM25 over syllables and pairs of syllables, without diacritics (DESIGN section 9).

The engine multiplies by the inverse document frequency; the rest of BM25 is here. The
average length is a constant, so that a document's vector does not depend on the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from sys import intern
from zlib import crc32

from corpus.text import fold, has_diacritics
from index.filters import Sparse

K1 = 0.8
B = 0.6
"""Chosen on one half of data/ir's questions and held on the other (docs/decisions/0004)."""
AVERAGE_LENGTH = 150
"""Syllables, path included. Chunks of the shipped directives have about 100, those of data/ir 145."""

SHARPNESS = 0.5
"""To which power a term's rarity among the candidates counts (docs/decisions/0004)."""

_SYLLABLE = re.compile(r"\w+")
# "693-cv/vptw", "66.7/2025/nq-cp", "2618/qd-bkhcn": figures, then parts of which one has letters.
_DOCUMENT_NUMBER = re.compile(r"\b\d[\d.]*(?:[/-][\w.]+)*[/-][a-z][a-z0-9]*(?:[/-][a-z0-9]+)*")
# A Vietnamese syllable without its diacritics: "nghiem", "thoi", "uy", "duoc".
_PLAIN_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|o[aei]|u[aeiouy]|y[e]|ie[u]|ye[u]|oa[iy]|oe[o]|u[ao][iuy]|uo[iu]|uy[eau]|uye)"
    r"(?:c|ch|m|n|ng|nh|p|t)?"
)
_VOWEL = re.compile(r"[aeiouy]")
_VIETNAMESE_SHARE = 0.8


def encode_document(text: str) -> Sparse:
    """Return the term weights of a document: BM25 without its IDF factor."""
    terms = Counter(_terms(text))
    length = sum(1 for _ in _SYLLABLE.finditer(text))
    spread = K1 * (1 - B + B * length / AVERAGE_LENGTH)
    return _sparse((term, count * (K1 + 1) / (count + spread)) for term, count in terms.items())


def encode_query(text: str) -> Sparse:
    """Return the terms of a question, each with weight 1; empty where there is no word in it."""
    return _sparse((term, 1.0) for term in set(_terms(text)))


def weighted_query(text: str, texts: Iterable[str]) -> Sparse:
    """Return the terms of a question, each weighing the more the fewer of the texts hold it.

    The texts are what a first search brought: what most of them hold tells none from the others, however rare it is
    elsewhere.
    """
    terms = set(_terms(text))
    pairs = [(term, *term.partition(" ")[::2]) for term in terms if " " in term]
    numbers = set(_DOCUMENT_NUMBER.findall(fold(text)))
    holding, count = Counter[str](), 0
    for each in texts:
        count += 1
        holding.update(_held(terms, pairs, each))
        if numbers:
            folded = fold(each)
            holding.update(number for number in numbers if number in folded)
    return _sparse((term, log((count + 1) / (holding[term] + 0.5)) ** SHARPNESS) for term in terms)


def is_plain_vietnamese(text: str) -> bool:
    """Tell whether this looks like Vietnamese typed without diacritics ("bo y te co viec gi den han").

    English words seldom have the shape of a syllable; four in five must. Words without a
    vowel are abbreviations ("khcn") and tell nothing.
    """
    if has_diacritics(text):
        return False
    found = [word for word in _SYLLABLE.findall(text.lower()) if word.isalpha() and _VOWEL.search(word)]
    fitting = sum(1 for word in found if _PLAIN_SYLLABLE.fullmatch(word))
    return bool(found) and fitting >= _VIETNAMESE_SHARE * len(found)


def _terms(text: str) -> list[str]:
    """Syllables, pairs of neighbours and whole document numbers, all folded."""
    folded = fold(text)
    syllables = _SYLLABLE.findall(folded)
    pairs = [f"{first} {second}" for first, second in pairwise(syllables)]
    return syllables + pairs + _DOCUMENT_NUMBER.findall(folded)


def _held(terms: set[str], pairs: Sequence[tuple[str, str, str]], text: str) -> set[str]:
    """Return the syllables and pairs among the terms that a text holds; a pair comes with its two syllables."""
    syllables, spaced = _syllables(text)
    held = terms & syllables
    # only pairs of what is asked for are looked for: most of a text is not
    held.update([pair for pair, one, other in pairs if one in held and other in held and f" {pair} " in spaced])
    return held


@lru_cache(maxsize=2048)
def _syllables(text: str) -> tuple[frozenset[str], str]:
    """Return the folded syllables of a candidate, and all of them between blanks.

    The same passages are candidates again and again.
    """
    found = _SYLLABLE.findall(fold(text))
    return frozenset(map(intern, found)), f" {' '.join(found)} "


def _sparse(weights: Iterable[tuple[str, float]]) -> Sparse:
    """Number the terms; two terms on one number (one pair in 4 billion) add up, as engines demand."""
    summed: dict[int, float] = {}
    for term, weight in weights:
        index = crc32(term.encode())
        summed[index] = summed.get(index, 0.0) + weight
    indices = tuple(sorted(summed))
    return Sparse(indices, tuple(summed[index] for index in indices))
