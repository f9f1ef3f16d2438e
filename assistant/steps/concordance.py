"""Every place of the corpus that holds a term, word for word: complete, where a search brings the nearest few."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.compose.references import Place
from corpus.model import Directive
from corpus.text import detone, fold, has_diacritics, words


def places_of_words(directive: Directive, term: str) -> list[Place]:
    """Return every place of a document that holds a term, in its order.

    Capitals and the place of tone marks do not matter; diacritics do where the term is typed with them.
    """
    comparable: Callable[[str], str] = detone if has_diacritics(term) else fold
    wanted = [re.escape(comparable(word.text)) for word in words(term)]
    if not wanted:
        return []
    pattern = re.compile(r"(?<!\w)" + r"[\s,/–-]+".join(wanted) + r"(?!\w)")
    found = [place_at(directive, match.start(), match.end()) for match in pattern.finditer(comparable(directive.text))]
    return [place for place in found if place]


def place_at(directive: Directive, start: int, end: int) -> Place | None:
    """Return the smallest clause around a stretch of a document; None in its letterhead and signature."""
    around = [c for c in directive.walk() if c.start <= start and end <= c.end]
    return Place(min(around, key=lambda c: c.end - c.start), start, end) if around else None
