"""The bundled model's tokenizer: the likeliest way to cut each word into pieces, by the Viterbi algorithm.

Equal to the unigram model of ``tokenizers``, which takes most of a second to load a quarter of a million pieces; this
is ready as soon as they are read, and cuts a question in a fraction of a millisecond.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf

from index.weights import Vocabulary

_BLANK = "\u2581"
"""How a unigram model writes a blank: "▁"."""
_WORD = re.compile(f"{_BLANK}[^{_BLANK}]*")
_UNKNOWN_PENALTY = 10.0
"""How much less likely than the least likely piece a character is that no piece has, as in SentencePiece."""
_WORDS_KEPT = 4096
_LONGEST_KEPT = 32
"""Characters of a word whose pieces are kept: nobody fills the memory with endless ones."""


class Tokenizer:
    """Texts in, the numbers of their pieces out."""

    def __init__(self, vocabulary: Vocabulary):
        self._vocabulary = vocabulary
        self._numbers = {piece: number for number, piece in enumerate(vocabulary.pieces)}
        self._longest = max(map(len, vocabulary.pieces))
        self._unknown_score = min(vocabulary.scores) - _UNKNOWN_PENALTY
        self._kept = lru_cache(maxsize=_WORDS_KEPT)(self._cut)

    def encode(self, text: str) -> list[int]:
        """Return a text's tokens, without those that begin and end it."""
        plain = re.sub(" +", " ", text.translate(self._vocabulary.plain)).replace(" ", _BLANK)
        if plain and not plain.startswith(_BLANK):
            plain = _BLANK + plain
        return [number for word in _WORD.findall(plain) for number in self._word(word)]

    def _word(self, word: str) -> tuple[int, ...]:
        return self._kept(word) if len(word) <= _LONGEST_KEPT else self._cut(word)

    def _cut(self, word: str) -> tuple[int, ...]:
        """Return the pieces of the likeliest way through a word; the first one found of those equally likely."""
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-inf, 0, 0)] * len(word)
        for start in range(len(word)):
            so_far = best[start][0]
            for end, number, score in self._pieces_from(word, start):
                if so_far + score > best[end][0]:
                    best[end] = (so_far + score, start, number)
        return self._without_repeated_unknowns(best)

    def _pieces_from(self, word: str, start: int) -> list[tuple[int, int, float]]:
        """Return end, number and score of each piece that the word has at ``start``."""
        found = []
        for end in range(start + 1, min(start + self._longest, len(word)) + 1):
            number = self._numbers.get(word[start:end])
            if number is not None:
                found.append((end, number, self._vocabulary.scores[number]))
        if not found or found[0][0] != start + 1:
            found.append((start + 1, self._vocabulary.unknown, self._unknown_score))
        return found

    def _without_repeated_unknowns(self, best: list[tuple[float, int, int]]) -> tuple[int, ...]:
        """Walk back along the best way; neighbouring characters that no piece has are one token."""
        numbers: list[int] = []
        end = len(best) - 1
        while end:
            _, end, number = best[end]
            if not (numbers and number == numbers[-1] == self._vocabulary.unknown):
                numbers.append(number)
        return tuple(reversed(numbers))
