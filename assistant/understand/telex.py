"""Vietnamese typed in Telex while no input method was on: "vieejc cuar booj tuw phaps"."""

from __future__ import annotations

import re

from assistant.understand.cues.topic import STOPWORDS_EN

_WORD = re.compile(r"(?<![\w/.@-])[A-Za-z]{2,8}(?![\w/.@-])")
_DOUBLED = re.compile(r"([aeod])\1")
_HORN = re.compile(r"(?<=[uoa])w")
_TONE = re.compile(r"(?<=[aeiouyw])[sfrxj](?=(?:ch|nh|ng|[cmnpt])?$)|(?<=(?:[aeiouyw][cmnpt]|ch|nh|ng))[sfrxj]$")
_FEWEST = 2
"""Words that have to be such before any is read so."""
_SHORTEST_ENGLISH = 3


def untyped(text: str, syllable: re.Pattern[str]) -> str:
    """Return a question with its Telex read as letters without marks; any other question as it is.

    Args:
        text: the question.
        syllable: matches what is a syllable of Vietnamese without marks.
    """
    words = list(_WORD.finditer(text))
    if any(_is_english(m.group().lower(), syllable) for m in words):
        return text
    read = [(m, meant) for m in words if (meant := _letters(m.group(), syllable))]
    if len(read) < _FEWEST:
        return text
    for m, meant in reversed(read):
        text = text[: m.start()] + (meant.capitalize() if m.group()[0].isupper() else meant) + text[m.end() :]
    return text


def _is_english(word: str, syllable: re.Pattern[str]) -> bool:
    return word in STOPWORDS_EN and (len(word) >= _SHORTEST_ENGLISH or not syllable.fullmatch(word))


def _letters(typed: str, syllable: re.Pattern[str]) -> str | None:
    """Return the letters that a Telex word stands for; None for a word that is no Telex."""
    word = typed.lower()
    if syllable.fullmatch(word):
        return None
    meant = _HORN.sub("", _DOUBLED.sub(r"\1", _TONE.sub("", word, count=1)))
    return meant if meant != word and syllable.fullmatch(meant) else None
