"""From a file's text to clean lines and paragraphs that still know where each character came from.

Steps: marks removed and letters composed -> lines -> page furniture and footnotes taken out -> lines of one
paragraph joined.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from operator import ne, sub

from corpus.model import Run
from corpus.numbering import match_label

NOWHERE = -1
"""The offset of what the source does not have: the space or newline that joins two lines."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A source without marks and in NFC; ``origins`` says in order where each stretch of it stood."""

    text: str
    origins: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of clean text; ``offsets[i]`` is where ``text[i]`` stood in the composed source, or ``NOWHERE``."""

    text: str
    offsets: tuple[int, ...]
    blank_before: int = 0
    """How many blank lines stood above it."""

    def cut(self, start: int, end: int) -> Line:
        """Return a part of the line, without outer spaces."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Line(self.text[start:end], self.offsets[start:end], self.blank_before)


@dataclass(frozen=True, slots=True)
class RawFootnote:
    """A footnote taken out of the lines; ``source_anchor`` is its marker's offset in the composed source."""

    marker: str
    text: str
    source_anchor: int


# Google Docs and Word leave these in exported text: "[bookmark: _vgp8r5xmhbaj]"
_BOOKMARK = r"\[bookmark:[^\[\]\n]*\]"
# Soft hyphens, zero-width characters, and controls that are neither tabs nor line ends
_INVISIBLE = r"[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"
_MARK = re.compile(f"{_BOOKMARK}|{_INVISIBLE}")
_WORD = re.compile(r"\S+")
_UNEVEN = re.compile(r"\s\s|[^\S ]")
_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_RULE = re.compile(r"\s*[-_=*.~—–]{3,}\s*$")  # "-----", "_______" alone on a line
# "Admincv693.doc 3", "3", "- 3 -", "Trang 3/5"
_PAGE_FURNITURE = re.compile(
    r"(?:\S+\.(?:docx?|odt|rtf|pdf)\s+\d{1,4}|[-–]?\s*\d{1,4}\s*[-–]?|[Tt]rang\s+\d+(?:\s*/\s*\d+)?)$"
)
_LOWER_START = re.compile(r"[^\W\d_]")
_FOOTNOTE_END = re.compile(r"[.!?…]$")
_CLAUSE_END = re.compile(r"[.;:!?…][\"”)]*$")


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


def clean_lines(composed: Composed) -> tuple[list[Line], list[RawFootnote]]:
    """Return the non-blank lines of the text in reading order, and the footnotes found among them."""
    lines = _number_blank(_split(composed.text))
    wrapped = is_wrapped(lines)
    kept, notes = _take_footnotes(lines) if wrapped else (lines, [])
    return [line for line in kept if not (_RULE.match(line.text) or (wrapped and _is_furniture(line)))], notes


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether lines are cut at the page's width (a PDF) rather than at paragraph ends (a word processor).

    Continuation lines begin in lower case; paragraphs of a directive hardly ever do.
    """
    lettered = [line for line in lines if _LOWER_START.match(line.text)]
    lower = sum(line.text[0].islower() and match_label(line.text) is None for line in lettered)
    return len(lettered) >= 8 and lower > 0.2 * len(lettered)


def join_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """Join the lines of each paragraph of a wrapped text.

    A line begins a paragraph when it carries a label, or when it begins with a capital and the line above
    ended before the column's edge: the next word would have fitted.
    """
    if not lines:
        return []
    width = sorted(len(line.text) for line in lines)[int(0.9 * (len(lines) - 1))]
    groups: list[list[Line]] = [[lines[0]]]
    for above, line in zip(lines, lines[1:], strict=False):
        if _begins_paragraph(above, line, width):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [join(group) for group in groups]


def join(lines: Sequence[Line], separator: str = " ") -> Line:
    """Join lines into one; the separator stands nowhere in the source."""
    if len(lines) == 1:
        return lines[0]
    offsets = list(lines[0].offsets)
    for line in lines[1:]:
        offsets.extend([NOWHERE] * len(separator))
        offsets.extend(line.offsets)
    return Line(separator.join(line.text for line in lines), tuple(offsets), lines[0].blank_before)


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


def _split(text: str) -> list[Line]:
    lines, position = [], 0
    for match in [*_NEWLINE.finditer(text), None]:
        end = match.start() if match else len(text)
        lines.append(_line(text, position, end))
        position = match.end() if match else end
    return lines


def _line(text: str, start: int, end: int) -> Line:
    """Read one line, each white space as a single space."""
    stripped = text[start:end].strip()
    if not _UNEVEN.search(stripped):
        first = text.index(stripped, start)
        return _without_rule(Line(stripped, tuple(range(first, first + len(stripped)))))
    words: list[str] = []
    offsets: list[int] = []
    for match in _WORD.finditer(text, start, end):
        if words:
            offsets.append(offsets[-1] + 1)
        words.append(match.group())
        offsets.extend(range(match.start(), match.end()))
    return _without_rule(Line(" ".join(words), tuple(offsets)))


def _without_rule(line: Line) -> Line:
    """Cut the rule that ends a line ("ĐẢNG CỘNG SẢN VIỆT NAM ______")."""
    bare = line.text.rstrip("_")
    return line.cut(0, len(bare)) if bare and len(line.text) - len(bare) >= 3 else line


def _number_blank(lines: Sequence[Line]) -> list[Line]:
    """Drop blank lines, noting in each kept line how many stood above it."""
    kept, blank = [], 0
    for line in lines:
        if line.text:
            kept.append(replace(line, blank_before=blank))
            blank = 0
        else:
            blank += 1
    return kept


def _is_furniture(line: Line) -> bool:
    return bool(_PAGE_FURNITURE.match(line.text))


def _take_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[RawFootnote]]:
    """Take out footnotes: a number alone on its line, whose text follows, and whose marker is glued to a word above."""
    kept: list[Line] = []
    notes: list[RawFootnote] = []
    i = 0
    while i < len(lines):
        anchor = _find_marker(kept, lines[i].text) if re.fullmatch(r"\d{1,2}", lines[i].text) else None
        if anchor is None or i + 1 == len(lines):
            kept.append(lines[i])
            i += 1
            continue
        row, start, end = anchor
        last = _footnote_end(lines, i + 1)
        notes.append(RawFootnote(lines[i].text, join(lines[i + 1 : last]).text, kept[row].offsets[start]))
        kept[row] = _without(kept[row], start, end)
        i = last
    return kept, notes


def _footnote_end(lines: Sequence[Line], first: int) -> int:
    """Return the index after a footnote's last line: its sentence ends, or a blank line follows."""
    last = first + 1
    while last < len(lines) and not _FOOTNOTE_END.search(lines[last - 1].text) and not lines[last].blank_before:
        last += 1
    return last


def _find_marker(lines: Sequence[Line], marker: str) -> tuple[int, int, int] | None:
    """Find a footnote marker glued to a word ("mềm1 chấn chỉnh") on the page above, nearest first."""
    pattern = re.compile(rf"(?<=[^\W\d_]){marker}(?![\w/])")
    for row in range(len(lines) - 1, max(-1, len(lines) - 60), -1):
        if match := pattern.search(lines[row].text):
            return row, match.start(), match.end()
    return None


def _without(line: Line, start: int, end: int) -> Line:
    return replace(line, text=line.text[:start] + line.text[end:], offsets=line.offsets[:start] + line.offsets[end:])


def _begins_paragraph(above: Line, line: Line, width: int) -> bool:
    label = match_label(line.text)
    if label is not None:
        # "(1)" at the edge of a page usually runs on; structure finds the list inside the paragraph either way.
        return label.element != "item" and not _looks_continued(above, line.text[label.end :], label.element)
    if not line.text[0].isupper():
        return False
    room = 0.85 if _CLAUSE_END.search(above.text) else 0.75
    return len(above.text) < room * width


def _looks_continued(above: Line, rest: str, element: str) -> bool:
    """Tell whether a line that seems labelled is the middle of a sentence ("... Điểm d, Mục 7, / Phần II ...")."""
    if element == "indent" or _CLAUSE_END.search(above.text):
        return False
    return above.text.endswith(",") or rest[:1].islower()
