"""Names of agencies misspelt by a letter or two; the only user of rapidfuzz."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from corpus.agencies import registry
from corpus.agency_names import NameMatch
from corpus.text import Word, fold, words
from corpus.vocabulary import ORGANISATION_NOUNS

MOST_WORDS = 60
"""How far into a question misspelt names are looked for."""
_LETTERS_PER_MISTAKE = 7
_MOST_MISTAKES = 2
_REACH = 1_000
"""Characters that so many words take at the most."""
_MOST_JOINED = 12
"""Words of the longest name that is recognised with a blank missing or one too many ("Giáo dụcvà Đào tạo")."""
_FEWEST_LETTERS = 6
_OTHER_WORDS = frozenset({"thu truong", "pho thu truong"})
"""Words of their own that are near a name: "thủ trưởng" is no "Thủ tướng"."""
_NATIVE = re.compile(r"[^fjwz]+")
"""What may be a word of Vietnamese, by its letters."""
_FIRST_WORDS = frozenset(fold(noun).split()[0] for noun in ORGANISATION_NOUNS)


def find_misspelt(text: str) -> list[NameMatch]:
    """Return registry names that are written with one or two wrong, missing, extra or swapped letters, without overlap.

    A name must be the only nearest one, have at least seven letters for each mistake, and begin with the right kind
    of body ("Sở Tư pháp" is no misspelling of "Bộ Tư pháp").
    """
    tokens = words(text[:_REACH])[:MOST_WORDS]
    keys = [fold(token.text) for token in tokens]
    found: list[NameMatch] = []
    i = 0
    while i < len(tokens):
        match, length = _longest(tokens, keys, i)
        if match:
            found.append(match)
        i += length
    return found


def _longest(tokens: list[Word], keys: list[str], i: int) -> tuple[NameMatch | None, int]:
    """Return the longest name that begins at a word, and how many words to go on by."""
    joinable = "".join(keys[i : i + _FEWEST_LETTERS])[:_FEWEST_LETTERS] in _beginnings()
    for length in range(min(_MOST_JOINED, len(tokens) - i) if joinable else 0, 0, -1):
        agency = _unspaced().get("".join(keys[i : i + length]))
        if agency:
            return NameMatch((agency,), tokens[i].start, tokens[i + length - 1].end), length
    firsts = _first_words(keys[i])
    for length in sorted({n for first in firsts for n in _names()[first]}, reverse=True):
        if i + length > len(tokens):
            continue
        agency = _nearest(keys[i : i + length], firsts)
        if agency:
            return NameMatch((agency,), tokens[i].start, tokens[i + length - 1].end), length
    return None, 1


@lru_cache(maxsize=4096)
def _first_words(word: str) -> tuple[str, ...]:
    """Return the words that names begin with and that this word may be meant for."""
    if word in _names():
        return (word,)
    if word in _FIRST_WORDS or len(word) < 4:
        return ()
    return tuple(first for first in _names() if len(first) > 3 and one_mistake(word, first))


def _nearest(window: list[str], firsts: Sequence[str]) -> str | None:
    """Return the one agency whose name is nearest to the words, if it is near enough."""
    written = " ".join(window)
    if written in _OTHER_WORDS:
        return None
    allowed = min(_MOST_MISTAKES, len(written) // _LETTERS_PER_MISTAKE)
    best: dict[str, int] = {}
    for first in firsts:
        for name, agency in _names()[first].get(len(window), ()):
            distance = OSA.distance(written, name, score_cutoff=allowed)
            if distance <= allowed and _letters_only(window, name.split()):
                best[agency] = min(distance, best.get(agency, distance))
    if not best:
        return None
    nearest = min(best.values())
    winners = [agency for agency, distance in best.items() if distance == nearest]
    return winners[0] if len(winners) == 1 else None


def one_mistake(typed: str, meant: str) -> bool:
    """Tell whether a word is another with one letter wrong, missing, extra or swapped."""
    return OSA.distance(typed, meant, score_cutoff=1) <= 1


def _letters_only(window: list[str], name: list[str]) -> bool:
    """Tell whether only words of three letters and more differ: "Ban Chỉ đạo có" is not "Ban Chỉ đạo 57"."""
    return all(a == b or _is_slip(a, b) for a, b in zip(window, name, strict=True))


def _is_slip(word: str, meant: str) -> bool:
    """Tell whether a word may be a slip of the keyboard: one mistake in a short word, two in a long one."""
    if len(word) == len(meant) == 2 and not _NATIVE.fullmatch(word):  # "Bộ Nội zụ"
        return sum(a != b for a, b in zip(word, meant, strict=True)) == 1
    if max(len(word), len(meant)) < 3 or any(c.isdigit() for c in word + meant):
        return False
    allowed = 1 if min(len(word), len(meant)) < 6 else 2
    return OSA.distance(word, meant, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[int, list[tuple[str, str]]]]:
    """First word -> number of words -> (folded name, agency id): official names and long aliases, both languages."""
    found: dict[str, dict[int, list[tuple[str, str]]]] = {}
    for agency in registry().by_id.values():
        for name in (agency.name, agency.en, *agency.aliases, *agency.aliases_en):
            parts = [word.text for word in words(fold(name))]
            folded = " ".join(parts)
            if len(folded) >= _LETTERS_PER_MISTAKE and len(parts) > 1 and agency.kind != "province":
                found.setdefault(parts[0], {}).setdefault(len(parts), []).append((folded, agency.id))
    return found


@lru_cache(maxsize=1)
def _unspaced() -> dict[str, str]:
    """Folded name without its blanks -> agency id; what two agencies share is left out."""
    found: dict[str, set[str]] = {}
    for agency in registry().by_id.values():
        for name in (agency.name, *agency.aliases, agency.en, *agency.aliases_en):
            joined = "".join(word.text for word in words(fold(name)))
            if len(joined) >= _FEWEST_LETTERS:
                found.setdefault(joined, set()).add(agency.id)
    return {joined: ids.pop() for joined, ids in found.items() if len(ids) == 1}


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """Return the first letters of those names: words that begin with others make up none, however many are joined."""
    return frozenset(joined[:_FEWEST_LETTERS] for joined in _unspaced())
