"""Everyday words for what directives name officially: "tiền" for "kinh phí", "Việt kiều" for "người Việt ở nước ngoài".

The groups stand in ``data/thesaurus.toml``. Nothing is added to what a text says: a topic is reread in the words of the
text that it is held against, where the text has one of a group and the topic another.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from unicodedata import normalize

from corpus.text import fold, has_diacritics

_SYLLABLE = re.compile(r"\w+")


def in_words_of(topic: str, text: str) -> str:
    """Return a topic with each phrase that a text does not hold replaced by one of the same meaning that it holds.

    >>> in_words_of("tiền thuê nền tảng số", "bố trí kinh phí thuê dịch vụ nền tảng số")
    'kinh phí thuê nền tảng số'
    """
    found = _phrases(topic)
    if not found:
        return topic
    held = _padded(text)
    for phrase, others in reversed(found):
        start, end = phrase
        if _key(topic[start:end]) in held:
            continue
        meant = next((other for other, key in others if key in held), None)
        if meant:
            topic = topic[:start] + meant + topic[end:]
    return topic


def official_words(topic: str) -> str:
    """Return what directives call the things that a topic names in other words; empty where it names none so.

    >>> official_words("việc với Việt kiều")
    'người Việt ở nước ngoài'
    """
    named = ((topic[start:end], others[0][0]) for (start, end), others in _phrases(topic))
    return " ".join(dict.fromkeys(official for phrase, official in named if " " in phrase and official in _table()))


_Others = tuple[tuple[str, str], ...]


@lru_cache(maxsize=1024)
def _phrases(topic: str) -> tuple[tuple[tuple[int, int], _Others], ...]:
    """Return where a topic has phrases of the thesaurus, longest first, and the others of each one's group."""
    _, longest = _groups()
    tokens = [match.span() for match in _SYLLABLE.finditer(topic)]
    keys = [_spelt(topic[a:b]) for a, b in tokens]
    plain = not has_diacritics(topic)
    found, i = [], 0
    while i < len(tokens):
        most = min(longest, len(tokens) - i)
        named = ((n, group) for n in range(most, 0, -1) if (group := _of(keys[i : i + n], plain)))
        length, others = next(named, (1, ()))
        if others:
            found.append(((tokens[i][0], tokens[i + length - 1][1]), others))
        i += length
    return tuple(found)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    text = files("assistant").joinpath("data/thesaurus.toml").read_text(encoding="utf-8")
    return {official: tuple(everyday) for official, everyday in tomllib.loads(text)["same"].items()}


def _of(keys: list[str], plain: bool) -> _Others:
    """Return the others of a phrase's group; a single syllable typed without marks may be any of many words."""
    if plain and len(keys) == 1:
        return ()
    return _groups()[0].get(_plain(keys) if plain else " ".join(keys), ())


@lru_cache(maxsize=1)
def _groups() -> tuple[dict[str, _Others], int]:
    """Spelt phrase, and the same unmarked -> the others of its group, the official one first; the most syllables."""
    found: dict[str, _Others] = {}
    for official, everyday in _table().items():
        group = (official, *everyday)
        for phrase in group:
            others = tuple((other, _key(other)) for other in group if other != phrase)
            syllables = _SYLLABLE.findall(phrase)
            for key in (" ".join(map(_spelt, syllables)), _plain(syllables)):
                known = found.get(key, ())
                found[key] = (*known, *(other for other in others if other not in known))
    return found, max(key.count(" ") + 1 for key in found)


def _plain(syllables: list[str]) -> str:
    return "~" + fold(" ".join(syllables))


def _key(phrase: str) -> str:
    return f" {' '.join(map(_spelt, _SYLLABLE.findall(phrase)))} "


@lru_cache(maxsize=4096)
def _padded(text: str) -> str:
    """Return a text's syllables between blanks, so that whole phrases can be looked for."""
    return _key(text)


@lru_cache(maxsize=16384)
def _spelt(syllable: str) -> str:
    """Return a syllable in lower case, its marks at its end: "hoá" and "hóa" are one."""
    split = normalize("NFD", syllable.lower())
    return "".join(c for c in split if c.isalnum()) + "".join(sorted(c for c in split if not c.isalnum()))
