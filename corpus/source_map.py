"""A source without marks, in NFC, and the map from the cleaned text back to it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from operator import ne, sub

from corpus.model import Run

NOWHERE = -1
"""The offset of what the source does not have: the space or newline that joins two lines."""

# Google Docs and Word leave these in exported text: "[bookmark: _vgp8r5xmhbaj]"
_BOOKMARK = r"\[bookmark:[^\[\]\n]*\]"
# Soft hyphens, zero-width characters, and controls that are neither tabs nor line ends
_INVISIBLE = r"[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"
_MARK = re.compile(f"{_BOOKMARK}|{_INVISIBLE}")


@dataclass(frozen=True, slots=True)
class Composed:
    """A source without marks and in NFC; ``origins`` says in order where each stretch of it stood."""

    text: str
    origins: tuple[Run, ...]

    def locate(self, offset: int) -> int:
        """Return where the source's character at ``offset`` stands here, or the next that was kept."""
        i = bisect_right(self.origins, offset, key=lambda origin: origin.source_start) - 1
        if i < 0:
            return 0
        origin = self.origins[i]
        into = offset - origin.source_start
        return origin.start + min(
            into if origin.length == origin.source_length else into and origin.length, origin.length
        )


def compose(raw: str) -> Composed:
    """Take the marks out of a source and compose its letters (NFC), remembering where everything stood."""
    stretches = list(_unmarked(raw))
    text = "".join(raw[start:end] for start, end in stretches)
    origins = _Origins()
    if unicodedata.is_normalized("NFC", text):
        for start, end in stretches:
            origins.add(start, end - start, end - start)
        return Composed(text, tuple(origins.runs))
    positions = [i for start, end in stretches for i in range(start, end)]
    composed: list[str] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFC", text[start:end])
        origins.add(positions[start], len(piece), positions[end - 1] + 1 - positions[start])
        composed.append(piece)
    return Composed("".join(composed), tuple(origins.runs))


def runs(offsets: Sequence[int], origins: Sequence[Run]) -> tuple[Run, ...]:
    """Compress offsets (one per character of the cleaned text) into runs copied from the source.

    Args:
        offsets: where each character stood in the composed source, or ``NOWHERE``.
        origins: where each stretch of the composed source stood in the source.
    """
    starts = [origin.start for origin in origins]
    found: list[Run] = []
    for start, composed, length in _stretches(offsets):
        first = bisect_right(starts, composed) - 1
        last = bisect_right(starts, composed + length - 1)
        for origin in origins[first:last]:
            a, b = max(composed, origin.start), min(composed + length, origin.start + origin.length)
            plain = origin.length == origin.source_length
            source = origin.source_start + (a - origin.start if plain else 0)
            found.append(Run(start + a - composed, source, b - a, b - a if plain else origin.source_length))
    return tuple(found)


def _stretches(offsets: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield position, offset and length of each stretch of offsets that count up by one."""
    shifts = list(map(sub, offsets, count()))
    breaks = [*map(ne, shifts, shifts[1:]), True]
    first = 0
    while first < len(offsets):
        end = breaks.index(True, first) + 1
        if offsets[first] != NOWHERE:
            yield first, offsets[first], end - first
        first = end


class _Origins:
    """Collects where the composed source comes from, as few runs as possible."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._length = 0

    def add(self, source: int, length: int, source_length: int) -> None:
        last = self.runs[-1] if self.runs else None
        plain = length == source_length and last is not None and last.length == last.source_length
        if last and plain and last.source_start + last.length == source:
            self.runs[-1] = Run(last.start, last.source_start, last.length + length, last.length + length)
        else:
            self.runs.append(Run(self._length, source, length, source_length))
        self._length += length


def _unmarked(raw: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a source between its marks."""
    position = 0
    for match in _MARK.finditer(raw):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if position < len(raw):
        yield position, len(raw)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that NFC composes on their own: a letter with its combining marks."""
    start = 0
    for i in range(1, len(text)):
        if unicodedata.combining(text[i]) or (text[i] >= "\u0900" and _composes(text[start:i], text[i])):
            continue
        yield start, i
        start = i
    if text:
        yield start, len(text)


def _composes(cluster: str, char: str) -> bool:
    """Tell whether a character that is no combining mark still melts into the one before it (Hangul, Indic)."""
    apart = unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", char)
    return unicodedata.normalize("NFC", cluster + char) != apart
