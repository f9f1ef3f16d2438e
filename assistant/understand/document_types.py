"""The words for types of documents, and how a document that the corpus does not hold is called."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from corpus.doctypes import NAMES
from corpus.text import fold
from index.catalog import DirectiveHead

WORDS: dict[str, Any] = tomllib.loads(
    files("assistant").joinpath("understand/data/documents.toml").read_text(encoding="utf-8")
)
_ENGLISH: dict[str, str] = WORDS["english"]
_BY_WORD: dict[str, str] = (
    {fold(name): code for code, name in reversed(NAMES.items())} | {"cong van": "CV"} | WORDS["short"] | _ENGLISH
)
CODES = {fold(code): code for code in NAMES if len(code) > 1}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


TYPE = one_of((*_BY_WORD, *CODES, *WORDS["generic"]))
"""Any word for a type, folded."""
_TYPE_WORDS = re.compile(rf"\b(?:{one_of(name for name in _BY_WORD if ' ' in name)})\b")


def find_type(question: str) -> str | None:
    """Return the code of a document type that a question names without a number, or None."""
    match = _TYPE_WORDS.search(fold(question))
    return _BY_WORD[match.group()] if match else None


def is_type(head: DirectiveHead, word: str) -> bool:
    """Tell whether a stored document is of the type that a folded word names; "văn bản" and "directive" are any."""
    return word in WORDS["generic"] or word in WORDS["any"] or head.type_code == _code(word)


def _code(word: str) -> str:
    return _BY_WORD.get(word) or CODES[word]


_GENERIC_NAMES = {"van ban": "Văn bản", "tai lieu": "Tài liệu"}


def mention_name(word: str | None, written: str) -> str:
    """Return how an unknown document is called in an answer: "nq 57-nq/tw" and "resolution 57-nq/tw" are
    Nghị quyết 57-NQ/TW, as the texts that mention it write it.
    """
    rest = " ".join(written.split())
    if any(c.isdigit() for c in rest[:1]) and rest.islower():
        rest = rest.upper()
    if word is None:
        return rest
    if word in WORDS["generic"]:
        return f"{_GENERIC_NAMES.get(word, word.capitalize())} {rest}"
    return f"{NAMES[_code(word)]} {rest}"
