"""What a sentence looks like: its characters, its markup, its language, and whether it comes from the prompt."""

from __future__ import annotations

import re
import unicodedata

from assistant.model import Language
from assistant.understand.language import detect_language
from assistant.wording.vocabulary import function_words, keys
from corpus.text import has_diacritics

_MARKUP = re.compile(
    r"[*_`<>{}|\\~#$^]|\]\s*[(:]|\[(?!\d{1,3}\])|(?<!\d)(?<!\[)\]|!\[|://|\bwww\.|&\w+;|\b[\w.+-]+@\w|\w\.(?:com|net|org|vn|io|example)\b",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"\b(?:https?|ftp|data|javascript|mailto|file)\s*:", re.IGNORECASE)
_LONGEST = 900
_OVERLAP = 6
"""Words in a row that a sentence may not share with the prompt's own text."""


def bad_characters(text: str) -> bool:
    """Tell whether a text holds letters of another script, digits of another kind, marks, or what is not seen."""
    return any(_is_bad(char) for char in text) or len(text) > _LONGEST


def has_markup(text: str) -> bool:
    """Tell whether a text holds markdown, HTML, code, a link or an address; tokens such as [1] are none."""
    return bool(_MARKUP.search(text) or _SCHEME.search(text))


def speaks(text: str, language: Language, names: frozenset[str]) -> bool:
    """Tell whether a sentence is in a language; Vietnamese names of the sources may stand in an English one."""
    if language is Language.VI:
        return has_diacritics(text) and detect_language(text) is Language.VI
    own = [word for word in text.split() if not has_diacritics(word) or not set(keys(word)) <= names]
    if any(has_diacritics(word) for word in own):
        return False
    return any(word in function_words(Language.EN) for word in keys(" ".join(own)))


def from_prompt(text: str, prompt: str, sources: str) -> bool:
    """Tell whether a sentence repeats the prompt's own text.

    Args:
        text: the sentence.
        prompt: the prompt without what was filled in, as ``vocabulary.phrase`` gives it.
        sources: everything that the sentence may take words from, in the same form.
    """
    words = keys(text)
    length = min(_OVERLAP, len(words))  # a short line of the prompt is told by being whole
    runs = (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))
    return any(f" {run} " in prompt and f" {run} " not in sources for run in runs)


def _is_bad(char: str) -> bool:
    if char.isascii():
        return not (char.isprintable())
    category = unicodedata.category(char)
    if category.startswith("L"):
        return not unicodedata.name(char, "").startswith("LATIN ")
    return category not in ("Pd", "Ps", "Pe", "Pi", "Pf") and char not in "…°·"
