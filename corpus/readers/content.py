"""What a reader hands over: text, where in it the rows of tables stand, and where in the file each stretch is from.

A row is one line of the text: its cells that are not empty, joined by `` | ``, so that a quotation of the line reads
well and each cell's place in it is known. Tables that only lay a page out (letterhead, signature) become lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Place
from corpus.tables import Column, header_column

SEPARATOR = " | "
"""What stands between the cells of a row."""

# A table that holds one of these lays out a letterhead or a signature
_LAYOUT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|^\s*Số\s*:?\s*\d[^\n]*[/-]"
    r"|Nơi nhận|Kính gửi|^(?:TM|KT|TL|T/M|K/T|T/L)\b",
    re.MULTILINE,
)
_ENDS = re.compile(r"[.;:,!?…–-]$")
_GOES_ON = re.compile(r"[-–+•(]|[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; spans are half-open offsets into the text, an empty cell's is empty."""

    table: int
    """Which table: rows of one table share it."""
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote that the file keeps apart from its text; ``anchor`` is its marker's offset in the text."""

    marker: str
    text: str
    anchor: int


@dataclass(frozen=True, slots=True)
class Content:
    """A file's text as it was read, before any cleaning."""

    text: str
    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()
    places: tuple[Place, ...] = ()
    """Where the text is from in the file, in order of ``start``; empty where the reader cannot tell."""
    warnings: tuple[str, ...] = ()
    """Codes of what was odd ("recognised:3-5": pages read off a picture)."""
    wrapped: bool | None = None
    """Whether lines end at the page's width rather than at paragraph ends; None where only the text can tell."""


class ContentBuilder:
    """Puts a content together, line by line and table by table."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._rows: list[Row] = []
        self._notes: list[Note] = []
        self._places: list[Place] = []
        self._warnings: list[str] = []
        self._length = 0
        self._tables = 0

    def place(self, page: int | None = None, paragraph: int | None = None, row: int | None = None) -> None:
        """Say where in the file what follows stands."""
        self._places.append(Place(self._length, page, paragraph, row))

    def note(self, marker: str, text: str, into: int = 0) -> None:
        """Add a footnote whose marker stands ``into`` characters after what was added so far."""
        self._notes.append(Note(marker, text, self._length + into))

    def warn(self, code: str) -> None:
        """Add a warning, once."""
        if code not in self._warnings:
            self._warnings.append(code)

    def line(self, text: str = "") -> None:
        """Add a line, or several that newlines part."""
        self._parts.append(text + "\n")
        self._length += len(text) + 1

    def table(self, rows: Sequence[Sequence[str]], pages: Sequence[int] = (), first: int = 1) -> None:
        """Add a table; newlines in a cell part its paragraphs.

        Args:
            rows: the texts of its cells.
            pages: the page of each row, where the format has pages.
            first: what its first row counts as.
        """
        rows = _without_blank_columns(rows)
        if _is_layout(rows):
            for cells in zip(*_padded(rows), strict=True):  # column by column
                for cell in filter(str.strip, cells):
                    self.line(cell)
            return
        if max(map(len, rows), default=0) == 1:  # a frame around running text
            for i, (cell,) in enumerate(rows):
                self.place(page=pages[i] if pages else None, row=first + i)
                self.line(cell)
            return
        page = self._places[-1].page if self._places else None
        for i, row in enumerate(rows):
            self.place(page=pages[i] if pages else page, row=first + i)
            self._row([cell_line(cell) for cell in row])
        self._tables += 1

    def build(self, wrapped: bool | None = None) -> Content:
        """Return what was added."""
        return Content(
            "".join(self._parts),
            tuple(self._rows),
            tuple(self._notes),
            tuple(self._places),
            tuple(self._warnings),
            wrapped,
        )

    def _row(self, cells: Sequence[str]) -> None:
        if not any(cells):
            return
        spans, position, line = [], self._length, ""
        for cell in cells:
            if cell and line:
                line += SEPARATOR
            start = position + len(line)
            line += cell
            spans.append((start, position + len(line)))
        self.line(line)
        self._rows.append(Row(self._tables, tuple(spans)))


def cell_line(cell: str) -> str:
    """Return a cell's paragraphs in one line; a semicolon parts those that no punctuation mark parts."""
    line = ""
    for paragraph in filter(None, (" ".join(part.split()) for part in cell.split("\n"))):
        if not line:
            line = paragraph
        elif _ENDS.search(line) or (_GOES_ON.match(paragraph) and not paragraph[0].isupper()):
            line += " " + paragraph
        else:
            line += "; " + paragraph
    return line


def is_letterhead(text: str) -> bool:
    """Tell whether words are those of a letterhead or a signature."""
    return bool(_LAYOUT.search(text))


def is_task_header(row: Sequence[str]) -> bool:
    """Tell whether cells head the columns of a task table."""
    return len({header_column(cell) for cell in row if cell.strip()} - {Column.OTHER}) > 1


def _is_layout(rows: Sequence[Sequence[str]]) -> bool:
    narrow = max(map(len, rows), default=0) <= 2
    return narrow and any(is_letterhead(cell) for row in rows for cell in row)


def _without_blank_columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Drop the columns that are blank in every row: they space a page out."""
    padded = _padded(rows)
    kept = [any(cell.strip() for cell in column) for column in zip(*padded, strict=True)]
    return [[cell for cell, keep in zip(row, kept, strict=True) if keep] for row in padded]


def _padded(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]
