"""From a file's text to clean lines and paragraphs that still know where each character came from.

Steps: lines -> marks removed -> page furniture and footnotes taken out -> lines of one paragraph joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.model import Run
from corpus.numbering import match_label


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of clean text; ``offsets[i]`` is where ``text[i]`` stood in the source."""

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
    """A footnote taken out of the lines; ``source_anchor`` is its marker's offset in the source."""

    marker: str
    text: str
    source_anchor: int


# Google Docs and Word leave these in exported text: "[bookmark: _vgp8r5xmhbaj]"
_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_RULE = re.compile(r"\s*[-_=*.~—–]{3,}\s*$")  # "-----", "_______" alone on a line
_TRAILING_RULE = re.compile(r"\s*_{3,}\s*$")
# "Admincv693.doc 3", "3", "- 3 -", "Trang 3/5"
_PAGE_FURNITURE = re.compile(
    r"(?:\S+\.(?:docx?|odt|rtf|pdf)\s+\d{1,4}|[-–]?\s*\d{1,4}\s*[-–]?|[Tt]rang\s+\d+(?:\s*/\s*\d+)?)$"
)
_LOWER_START = re.compile(r"[^\W\d_]")
_FOOTNOTE_END = re.compile(r"[.!?…]$")
_CLAUSE_END = re.compile(r"[.;:!?…][\"”)]*$")


def clean_lines(raw: str) -> tuple[list[Line], list[RawFootnote]]:
    """Return the non-blank lines of the text in reading order, and the footnotes found among them."""
    lines = _number_blank(_split(raw))
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
    """Join lines into one; the separator maps to the end of the line above."""
    text, offsets = lines[0].text, list(lines[0].offsets)
    for line in lines[1:]:
        offsets.extend([offsets[-1] + 1 if offsets else line.offsets[0]] * len(separator))
        text += separator + line.text
        offsets.extend(line.offsets)
    return Line(text, tuple(offsets), lines[0].blank_before)


def runs(offsets: Iterable[int]) -> tuple[Run, ...]:
    """Compress offsets (one per character of the cleaned text) into runs copied from the source."""
    found: list[Run] = []
    for position, source in enumerate(offsets):
        if found and source == found[-1].source_start + found[-1].length:
            found[-1] = replace(found[-1], length=found[-1].length + 1)
        else:
            found.append(Run(position, source, 1))
    return tuple(found)


def _split(raw: str) -> list[Line]:
    lines, position = [], 0
    for match in [*_NEWLINE.finditer(raw), None]:
        end = match.start() if match else len(raw)
        lines.append(_line(raw, position, end))
        position = match.end() if match else end
    return lines


def _line(raw: str, start: int, end: int) -> Line:
    """Compose one line: marks out, NFC, white space single."""
    skip = {i for m in _BOOKMARK.finditer(raw, start, end) for i in range(*m.span())}
    text: list[str] = []
    offsets: list[int] = []
    for i in range(start, end):
        char = raw[i]
        if i in skip or ord(char) in _INVISIBLE or (unicodedata.category(char) == "Cc" and char != "\t"):
            continue
        if char.isspace():
            if not text or text[-1] == " ":
                continue
            char = " "
        elif unicodedata.combining(char) and text:
            composed = unicodedata.normalize("NFC", text[-1] + char)
            if len(composed) == 1:
                text[-1] = composed
                continue
        char = unicodedata.normalize("NFC", char)
        text.extend(char)
        offsets.extend([i] * len(char))
    line = Line("".join(text), tuple(offsets))
    trailing = _TRAILING_RULE.search(line.text)
    return line.cut(0, trailing.start() if trailing and trailing.start() else len(line.text))


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
