"""A short answer to what was asked back: "Trung ương ấy em" after "Ủy ban Kiểm tra có thể là nhiều cơ quan"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand import cues
from corpus.text import fold, has_diacritics, words


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A question that named something with several bearers, and what it may have meant."""

    question: str
    """As it was read."""
    words: str
    """The words with several bearers."""
    candidates: tuple[str, ...]
    """Names, in the order in which they were offered."""


_MOST_WORDS = 10
"""Words of an answer that may still only choose."""
_ORDINAL = re.compile(
    r"\W*(?:la |lay |chon |y em la |y toi la )?(?:(?:cai|so|dap an|phuong an|lua chon|option|number|the)? ?)"
    r"(?:thu |so )?(?P<n>\d{1,2}|nhat|hai|ba|tu|bon|nam|dau tien|dau|cuoi cung|cuoi|first|second|third|last)"
    r"(?: one)?(?: (?:nhe|a|em|nha|ay|do|đó))*\W*"
)
_UNMARKED = frozenset(map(fold, ("ấy", "đấy", "nhé", "ạ", "đó", "này", "là", "của", "ở", "bên", "em", "cơ", "mà")))
_MANNERS = frozenset(
    "dung roi la chon lay y muon hoi cua o ben phia chinh thi please mean meant of i that one it".split()
)


def answered_back(text: str, asked: AskedBack | None) -> str | None:
    """Return the earlier question with the name that an answer chooses; None where it chooses none."""
    if asked is None or not asked.words or asked.words not in asked.question or len(text.split()) > _MOST_WORDS:
        return None
    chosen = _by_number(text, asked.candidates) or _by_words(text, asked.candidates)
    return asked.question.replace(asked.words, chosen, 1) if chosen else None


def _by_number(text: str, candidates: tuple[str, ...]) -> str | None:
    match = _ORDINAL.fullmatch(fold(text))
    if match is None:
        return None
    n = int(match["n"]) if match["n"].isdecimal() else {"dau": 1}.get(match["n"]) or cues.ORDINALS.get(match["n"], 0)
    index = n - 1 if n > 0 else n
    return candidates[index] if n and -len(candidates) <= index < len(candidates) else None


def _by_words(text: str, candidates: tuple[str, ...]) -> str | None:
    """Return the one candidate whose name holds every word of the answer that is no manner of speaking."""
    said = [word.text for word in words(text.lower())]
    manners = cues.STOPWORDS_VI | cues.COLLOQUIAL | cues.STOPWORDS_EN
    if not has_diacritics(text):
        manners |= _UNMARKED
    own = [fold(word) for word in said if word not in manners]
    own = [word for word in own if word not in _MANNERS]
    if not own:
        return None
    found = [name for name in candidates if set(own) <= {word.text for word in words(fold(name))}]
    return found[0] if len(found) == 1 else None
