"""How a cue is written: alternatives over folded text, whole words."""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that matches any of the alternatives, from the beginning of a word to the end of one."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)")
