"""What a text must hold for a pattern to match: read off the pattern, as grep does."""

from __future__ import annotations

from collections.abc import Iterable
from re import IGNORECASE, _constants, _parser  # type: ignore[attr-defined]  # the parser behind re.compile
from typing import Any

_NO_WIDTH = frozenset({_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT})
_REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT})


def needles(pattern: str) -> tuple[str, ...]:
    r"""Return strings of which every match of a pattern holds at least one; none where there are no such strings.

    >>> needles(r"\b(?:den|toi) han(?! nop)|qua (?:thoi )?han")
    (' han', 'qua ')
    """
    parsed = _parser.parse(pattern)
    found = frozenset() if parsed.state.flags & IGNORECASE else _needles(parsed)
    return tuple(sorted((n for n in found if not any(n != m and m in n for m in found)), key=lambda n: (-len(n), n)))


def _needles(sequence: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Return the best needles of a sequence: those whose shortest is longest, and among these the fewest."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in sequence:
        if kind is _constants.LITERAL:
            run += chr(value)
        elif kind not in _NO_WIDTH:
            found += [frozenset({run}), _of_part(kind, value)]
            run = ""
    found.append(frozenset({run}))
    usable = [each for each in found if each and all(each)]
    return max(usable, key=lambda each: (min(map(len, each)), -len(each)), default=frozenset())


def _of_part(kind: Any, value: Any) -> frozenset[str]:
    if kind is _constants.SUBPATTERN:
        _, added_flags, _, inside = value
        return frozenset() if added_flags & IGNORECASE else _needles(inside)
    if kind is _constants.BRANCH:
        branches = [_needles(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind in _REPEATS and value[0] > 0:
        return _needles(value[2])
    return frozenset()
