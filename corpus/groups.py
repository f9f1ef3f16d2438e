"""Groups of agencies ("các bộ, cơ quan ngang bộ", "các sở, ban, ngành"): which kinds of agencies one takes in."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.model import AgencyRef
from corpus.text import fold
from corpus.vocabulary import GROUP_NOUNS

PREFIX = "group:"
"""Begins the key of a group."""
LOCAL_NOUNS = ("sở", "xã", "phường", "đặc khu", "phòng")
"""A group with one of these is a province's own ("các sở, ban, ngành"): it reaches no central body."""


@lru_cache(maxsize=1024)
def group_kinds(words: str) -> tuple[str, ...]:
    """Return the agency kinds that a group's nouns take in, in the order named; none for a province's own group."""
    rest = words.lower()
    kinds: list[str] = []
    for noun, members in GROUP_NOUNS:
        if re.search(rf"\b{noun}\b", rest):
            rest = re.sub(rf"\b{noun}\b", " ", rest)
            kinds.extend(members)
    return () if local_nouns(words) else tuple(dict.fromkeys(kinds))


@lru_cache(maxsize=1024)
def local_nouns(words: str) -> frozenset[str]:
    """Return the nouns that make a group a province's own."""
    return frozenset(noun for noun in LOCAL_NOUNS if re.search(rf"\b{noun}\b", words.lower()))


def is_group(key: str) -> bool:
    """Tell whether a key is a group's."""
    return key.startswith(PREFIX)


def group_key(words: str) -> str:
    """Return the key under which a group is asked about; it keeps the diacritics, which tell "sở" from "số"."""
    return PREFIX + words.lower()


def words_of_group(key: str) -> str:
    """Return the words of a group that is asked about."""
    return key.removeprefix(PREFIX)


def shares_members(key: str, party: AgencyRef) -> bool:
    """Tell whether a party to a task is a group that takes in some of the kinds of a group asked about."""
    if not party.is_group:
        return False
    words = words_of_group(key)
    if nouns := local_nouns(words):
        return bool(nouns & local_nouns(party.text))
    return bool(set(group_kinds(words)) & set(party.members)) or fold(words) == party.key.removeprefix(PREFIX)
