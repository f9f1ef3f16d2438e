"""How a cue is written: alternatives over folded text, whole words."""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that matches any of the alternatives, from the beginning of a word to the end of one.

    An alternative may begin with a comma instead. Ends of words are passed over at once: trying there what begins
    otherwise takes most of the time in a long question.
    """
    return re.compile(rf"\b(?=[\w,])(?:{'|'.join(patterns)})(?!\w)")
