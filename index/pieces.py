"""Where a directive is cut: clause by clause, at sentence ends where a clause is long.

Every character that is not white space lies in at least one piece, footnotes aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Clause, Directive
from corpus.text import trim
from index.sentences import sentences

LONG = 220
"""Words of the longest piece: about 300 tokens, of the 512 that the bundled model reads at once."""
SMALL = 100
"""A clause of no more words than this is one piece with everything below it."""
LABEL = 50
"""Up to so many words, what stands before the first child (a heading, "Bộ X:") goes into the paths below it."""
LABEL_CUT = 15
"""Of anything longer, the paths hold this many words."""

_INLINE = {"item"}
_PAUSE = re.compile(r"(?<=[;\n])\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """``directive.text[start:end]``, the clause that holds it and the headings above it."""

    clause: str
    element: str
    heading: bool
    """The pieces below carry these words in their path."""
    path: tuple[str, ...]
    start: int
    end: int


def pieces(directive: Directive) -> Iterator[Piece]:
    """Yield the pieces of a directive's text in reading order."""
    cutter = _Cutter(directive.text)
    path, position = (directive.number,), 0
    for clause, element in _parts(directive):
        yield from cutter.cut(directive.number, "doc", path, position, clause.start)
        if element:
            yield from cutter.cut(clause.id, element, path, clause.start, clause.end)
        else:
            yield from cutter.clause(clause, path)
        position = clause.end
    yield from cutter.cut(directive.number, "doc", path, position, len(directive.text))


def _parts(directive: Directive) -> list[tuple[Clause, str | None]]:
    """The parts of the document in reading order; an element's name for those that are not body text."""
    parts: list[tuple[Clause, str | None]] = [(clause, None) for clause in directive.clauses]
    if directive.preface:
        parts.append((directive.preface, "preface"))
    if directive.conclusions:
        parts.append((directive.conclusions, "conclusions"))
    return sorted(parts, key=lambda part: part[0].start)


class _Cutter:
    def __init__(self, text: str) -> None:
        self.text = text

    def clause(self, clause: Clause, path: tuple[str, ...]) -> Iterator[Piece]:
        """A clause whole if it is small (or short with its inline items); else its own words, then its children."""
        inline = all(child.element in _INLINE and not child.children for child in clause.children)
        if not clause.children or self._words(clause.start, clause.end) <= (LONG if inline else SMALL):
            yield from self.cut(clause.id, clause.element, path, clause.start, clause.end)
            return
        below = (*path, self._label(clause))
        position = clause.start
        for child in clause.children:
            lead_in = position == clause.start and self._words(position, child.start) <= LABEL
            yield from self.cut(clause.id, clause.element, path, position, child.start, heading=lead_in)
            yield from self.clause(child, below)
            position = child.end
        yield from self.cut(clause.id, clause.element, path, position, clause.end)

    def cut(
        self, clause: str, element: str, path: tuple[str, ...], start: int, end: int, *, heading: bool = False
    ) -> Iterator[Piece]:
        """Yield the stretch in pieces of at most LONG words; nothing where it is blank."""
        for a, b in self._groups(*trim(self.text, start, end)):
            first, last = trim(self.text, a, b)
            if first < last:
                yield Piece(clause, element, heading, path, first, last)

    def _groups(self, start: int, end: int) -> list[tuple[int, int]]:
        """Sentences put together in pieces of about the same length."""
        total = self._words(start, end)
        if total <= LONG:
            return [(start, end)]
        target = total / -(-total // LONG)
        groups: list[tuple[int, int]] = []
        position, words = start, 0
        for a, b in self._atoms(start, end):
            length = self._words(a, b)
            if words and words + length > LONG:
                groups.append((position, a))
                position, words = a, 0
            words += length
            if words >= target:
                groups.append((position, b))
                position, words = b, 0
        return [*groups, (position, end)]

    def _atoms(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Sentences; one longer than a piece is cut at its semicolons, at worst between words."""
        for a, b in sentences(self.text[start:end]):
            yield from self._halve(start + a, start + b)

    def _halve(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        if self._words(start, end) <= LONG:
            yield start, end
            return
        pauses = [m.end() for m in _PAUSE.finditer(self.text, start, end) if start < m.end() < end]
        spaces = pauses or [m.end() for m in re.finditer(r"\s+", self.text[start:end])]
        offset = 0 if pauses else start
        middle = _nearest([offset + at for at in spaces], (start + end) // 2, start, end)
        yield from self._halve(start, middle)
        yield from self._halve(middle, end)

    def _label(self, clause: Clause) -> str:
        """A clause's label with its heading, or with the words before its list."""
        own = self.text[clause.start : clause.children[0].start].split()
        return " ".join(own) if len(own) <= LABEL else " ".join(own[:LABEL_CUT]) + " …"

    def _words(self, start: int, end: int) -> int:
        return len(self.text[start:end].split())


def _nearest(places: Sequence[int], wanted: int, start: int, end: int) -> int:
    """The place nearest to the wanted one, strictly inside; there is one between any two words."""
    return min((at for at in places if start < at < end), key=lambda at: (abs(at - wanted), at))
