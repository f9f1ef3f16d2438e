"""How a cue is written: alternatives over folded text, whole words."""

from __future__ import annotations

import re

THAT = r"(?:đó|do(?! ?(?:\x00|ai\b)))"
"""\"đó\"; without diacritics, \"do\" before the name of who does it is another word."""


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that matches any of the alternatives, from the beginning of a word to the end of one.

    An alternative may begin with a comma instead. Ends of words are passed over at once: trying there what begins
    otherwise takes most of the time in a long question.
    """
    return re.compile(rf"\b(?=[\w,])(?:{'|'.join(patterns)})(?!\w)")
