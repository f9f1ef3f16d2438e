"""How a cue is written: alternatives over folded text, whole words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.cues.needles import needles

THAT = r"(?:đó|do(?! ?(?:\x00|ai\b)))"
"""\"đó\"; without diacritics, \"do\" before the name of who does it is another word."""


_LONG = 200
"""Characters from which it is worth looking for words first; what few questions have costs the others no time."""


_CUES: list[Cue] = []
"""Every one there is: they are made when their modules are imported, and last as long."""


class Cue:
    """A pattern that is tried on a long text only where that holds one of the words without which it cannot match.

    A question is held against hundreds of them, and looking for a few words takes a tenth of the time that going
    through all alternatives at every word does.
    """

    __slots__ = ("_needles", "_pattern")

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)
        self._needles: tuple[str, ...] | None = None
        _CUES.append(self)

    @property
    def pattern(self) -> str:
        """The pattern as it is written."""
        return self._pattern.pattern

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match."""
        return self._pattern.search(text, start) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match, without overlap."""
        return self._pattern.finditer(text) if self._may_match(text) else iter(())

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match that begins at ``start``: one place is tried at once."""
        return self._pattern.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self._pattern.fullmatch(text)

    def sub(self, replacement: str, text: str) -> str:
        """Return the text with every match replaced."""
        return self._pattern.sub(replacement, text) if self._may_match(text) else text

    def _may_match(self, text: str) -> bool:
        if len(text) < _LONG:
            return True
        found = self._prepared()
        for needle in found:  # a generator would take half as long again
            if needle in text:
                return True
        return not found

    def _prepared(self) -> tuple[str, ...]:
        if self._needles is None:
            self._needles = needles(self.pattern)
        return self._needles


def prepare_cues() -> None:
    """Read off every cue what a text must hold: a tenth of a second that the first long question would wait for."""
    for cue in _CUES:
        cue._prepared()


def any_of(*patterns: str) -> Cue:
    """Return a cue that matches any of the alternatives, from the beginning of a word to the end of one.

    An alternative may begin with a comma instead. Ends of words are passed over at once: trying there what begins
    otherwise takes most of the time in a long question.
    """
    return Cue(rf"\b(?=[\w,])(?:{'|'.join(patterns)})(?!\w)")
