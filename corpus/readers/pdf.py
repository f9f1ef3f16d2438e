"""PDF files: the text layer in reading order, without page furniture; pages that are pictures are recognised.

The page's width cuts lines, so paragraphs are put together by where lines stand. Of the two columns of a letterhead and
of a closing, the left is read first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.model import CorpusError
from corpus.readers import ocr
from corpus.readers.content import Content, ContentBuilder
from corpus.readers.pdf_columns import columns_of, ends_closing, head_length, opens_closing
from corpus.readers.pdf_continued import continued
from corpus.readers.pdf_lines import PageLine, joined, lines_of, paragraphs, raised_markers
from corpus.readers.pdf_page import Glyph, Page, Pages
from corpus.readers.pdf_tables import Table, rows_of, tables_of
from corpus.text import fold

MAX_PAGES = 1_000
_EDGE_LINES = 2
"""So many lines at a page's top and bottom may be furniture."""
_FEW_LINES = 6
_SCANNED = 10
"""A page with a picture and fewer letters is a scan;"""
_COVERED, _SIGNED = 0.6, 250
"""so is one that a picture covers and that has fewer: those of a stamp or of a digital signature laid over it."""
_UNREADABLE = 0.1
"""A page of whose letters so many have no meaning, for its fonts do not tell it, is recognised as a scan is."""
_PAGE_NUMBER = re.compile(r"(?:[-–]\s*)?\d{1,4}(?:\s*[-–])?|(?:[Tt]rang|[Pp]age)\s+\d+(?:\s*(?:/|of)\s*\d+)?")
# What a browser prints at a page's edge: "file:///D:/cong-van.html 1/6", "22/11/2026, 07:33 Cổng thông tin"
_BROWSER = re.compile(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,2}[/:.]\d{1,2}\S*,?\s+\d{1,2}[/:]\d{1,2}\S*(?:\s.*)?")
# "TT Nhiệm vụ Cơ quan chủ trì Thời hạn" in running text
_HEADS_TABLE = re.compile(r"S?TT\s+(?:(?:Tên|Các) )?(?:Nhiệm vụ|Nội dung|Công việc|Hoạt động)\b.{8,}", re.IGNORECASE)
_NOTE = re.compile(r"\(?(\d{1,2})\)?\s*(?=\S)")
_SMALL = 0.93


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page's lines outside tables, its tables, and its letters."""

    page: Page
    lines: list[PageLine]
    tables: list[tuple[Table, list[Glyph]]]


def read(data: bytes) -> Content:
    """Read the bytes of a PDF.

    Raises:
        CorpusError: the bytes are no PDF, it is locked or too long, or its pages are pictures that nothing here reads.
    """
    pages = Pages(data)
    try:
        if len(pages) > MAX_PAGES:
            raise CorpusError(f"Tệp PDF dài hơn {MAX_PAGES} trang. Hãy tách tệp rồi thử lại.")
        sheets, recognised = [], []
        for page in pages.read():
            glyphs: Sequence[Glyph] = page.glyphs
            if _is_scan(page) or _is_unreadable(page):
                glyphs = ocr.recognise(pages.picture(page.number, ocr.DOTS_PER_INCH))
                recognised.append(page.number)
            sheets.append(_sheet(page, glyphs))
    finally:
        pages.close()
    return _Writer(_without_furniture(sheets), recognised).write()


def _is_scan(page: Page) -> bool:
    most = _SIGNED if page.picture > _COVERED else _SCANNED
    return bool(page.picture) and len(page.glyphs) < most


def _is_unreadable(page: Page) -> bool:
    senseless = sum(unicodedata.category(glyph.text[0]) in {"Cc", "Co", "Cn"} for glyph in page.glyphs)
    return len(page.glyphs) > _SCANNED and senseless > _UNREADABLE * len(page.glyphs)


def _sheet(page: Page, glyphs: Sequence[Glyph]) -> _Sheet:
    tables = [(table, [glyph for glyph in glyphs if table.holds(glyph)]) for table in tables_of(page.rules)]
    inside = {id(glyph) for _, held in tables for glyph in held}
    return _Sheet(page, lines_of(glyph for glyph in glyphs if id(glyph) not in inside), tables)


def _without_furniture(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """Drop page numbers, and lines that stand at the edge of several pages in the same words."""
    seen = Counter(key for sheet in sheets for key in {_key(line, sheet.page) for line in _edges(sheet)})
    often = {key for key, times in seen.items() if times > 2 or (times == len(sheets) == 2)}
    kept = []
    for sheet in sheets:
        edges = {id(line) for line in _edges(sheet)}
        lines = [
            line
            for line in sheet.lines
            if id(line) not in edges
            or not (
                _PAGE_NUMBER.fullmatch(line.text) or _BROWSER.fullmatch(line.text) or _key(line, sheet.page) in often
            )
        ]
        kept.append(_Sheet(sheet.page, lines, sheet.tables))
    return kept


def _edges(sheet: _Sheet) -> list[PageLine]:
    """Return the lines in the outer ninths of a page, a few at most."""
    low, high = sheet.page.height / 9, sheet.page.height * 8 / 9
    head = [line for line in sheet.lines[:_EDGE_LINES] if line.bottom < low]
    return head + [line for line in sheet.lines[-_EDGE_LINES:] if line.top > high]


def _key(line: PageLine, page: Page) -> tuple[str, int]:
    """Return what furniture shares on every page: its words without numbers, and how far from the edge it stands."""
    return re.sub(r"\d+", "#", fold(line.text)), round(min(line.top, page.height - line.top) / 20)


class _Writer:
    def __init__(self, sheets: Sequence[_Sheet], recognised: Sequence[int]) -> None:
        self._sheets = sheets
        self._builder = ContentBuilder()
        if recognised:
            self._builder.warn(f"recognised:{_ranges(recognised)}")
        lines = [line for sheet in sheets for line in sheet.lines]
        self._bounds = _bounds(sheets)
        self._left, self._right = self._bounds[round(sheets[0].page.width)] if sheets else (0.0, 0.0)
        self._size = median(line.size for line in lines) if lines else 0.0
        self._pending: list[tuple[int, PageLine]] = []
        """Lines of running text that are not yet paragraphs, with their pages."""
        self._table: list[list[str]] = []
        """Rows that the next page's table may go on with,"""
        self._table_pages: list[int] = []
        """and the page on which each begins."""

    def write(self) -> Content:
        first = self._sheets[0].lines if self._sheets else []
        head = head_length(first, self._left, self._right)
        closing, beside = False, list[PageLine]()
        for sheet in self._sheets:
            lines = self._take_notes(sheet)
            bounds = self._bounds[round(sheet.page.width)]
            if bounds != (self._left, self._right):  # an annex on broader pages: what stands before it ends
                self._side_by_side(sheet.page.number - 1, beside)
                self._flush()
                self._left, self._right = bounds
            if sheet is self._sheets[0]:
                self._side_by_side(sheet.page.number, lines[:head])
                lines = lines[head:]  # what is left of the first page
            for line, table in _in_order(lines, sheet.tables):
                if table is not None:
                    self._flush()
                    self._add_table(sheet.page.number, table, {id(t): g for t, g in sheet.tables}[id(table)])
                elif line is not None:
                    self._end_table()
                    self._warn_of_unruled(line)
                    closing = (closing or opens_closing(line)) and not ends_closing(line, self._left, self._right)
                    if closing:
                        beside.append(line)
                    else:
                        self._side_by_side(sheet.page.number, beside)
                        self._pending.append((sheet.page.number, line))
        self._side_by_side(len(self._sheets), beside)
        self._flush()
        self._end_table()
        return self._builder.build(wrapped=False)

    def _warn_of_unruled(self, line: PageLine) -> None:
        """Say where a task table is printed without lines: its cells run together, so its rows give no tasks."""
        if _HEADS_TABLE.match(line.text):
            self._builder.warn(f"table_unruled:{line.text}")

    def _side_by_side(self, page: int, lines: list[PageLine]) -> None:
        """Add lines of two columns, letterhead or closing, the left column first."""
        if not lines:
            return
        self._flush()
        self._builder.place(page=page)
        left, right = columns_of(lines, (self._left + self._right) / 2)
        for group in paragraphs(left, self._left, max((column.x1 for column in left), default=0.0)):
            self._builder.line(joined(group))
        for column in right:
            self._builder.line(column.text)
        lines.clear()

    def _flush(self) -> None:
        """Add the running text as paragraphs, each at the page on which it begins."""
        pages = {id(line): page for page, line in self._pending}
        for group in paragraphs([line for _, line in self._pending], self._left, self._right):
            self._builder.place(page=pages[id(group[0])])
            self._builder.line(joined(group))
        self._pending.clear()

    def _add_table(self, page: int, table: Table, glyphs: Sequence[Glyph]) -> None:
        cells = rows_of(table, glyphs)
        width = sum(cell.columns for cell in cells[0])
        if self._table and len(self._table[0]) != width:
            self._end_table()
        self._table = continued(self._table, cells)
        self._table_pages += [page] * (len(self._table) - len(self._table_pages))

    def _end_table(self) -> None:
        if self._table:
            self._builder.place(page=self._table_pages[0])
            self._builder.table(self._table, self._table_pages)
            self._table, self._table_pages = [], []

    def _take_notes(self, sheet: _Sheet) -> list[PageLine]:
        """Take footnotes out: lines at the bottom in smaller letters that a raised number above points to."""
        lines = list(sheet.lines)
        first = len(lines)
        while first and lines[first - 1].size < _SMALL * self._size:
            first -= 1
        markers = {"".join(g.text for g in run) for line in lines[:first] for run in raised_markers(line)}
        opens = (i for i in range(first, len(lines)) if (m := _NOTE.match(lines[i].text)) and m[1] in markers)
        opening = next(opens, len(lines))
        if opening == len(lines):
            return lines
        notes: list[tuple[str, list[str]]] = []
        for line in lines[opening:]:
            match = _NOTE.match(line.text)
            if match and match[1] in markers:
                notes.append((match[1], [line.text[match.end() :]]))
            elif notes:
                notes[-1][1].append(line.text)
        for marker, words in notes:
            self._builder.note(marker, " ".join(words))
        return [_without_markers(line) for line in lines[:opening]]


def _without_markers(line: PageLine) -> PageLine:
    raised = {id(glyph) for run in raised_markers(line) for glyph in run}
    kept = tuple(glyph for glyph in line.glyphs if id(glyph) not in raised)
    return PageLine(kept) if kept and raised else line


def _in_order(
    lines: Sequence[PageLine], tables: Sequence[tuple[Table, list[Glyph]]]
) -> list[tuple[PageLine | None, Table | None]]:
    """Return a page's lines and tables from top to bottom."""
    found: list[tuple[float, PageLine | None, Table | None]] = [(line.top, line, None) for line in lines]
    found += [(table.ys[0], None, table) for table, _ in tables]
    return [(line, table) for _, line, table in sorted(found, key=lambda each: each[0])]


def _bounds(sheets: Sequence[_Sheet]) -> dict[int, tuple[float, float]]:
    """Return of each width of pages where their text begins and ends; where it is but a title, their tables tell."""
    found = {}
    for width in {round(sheet.page.width) for sheet in sheets}:
        alike = [sheet for sheet in sheets if round(sheet.page.width) == width]
        lines = [line for sheet in alike for line in sheet.lines]
        left, right = _common([line.x0 for line in lines], low=True), _common([line.x1 for line in lines], low=False)
        edges = [table.xs for sheet in alike for table, _ in sheet.tables]
        if edges and len(lines) < _FEW_LINES:
            left, right = median(xs[0] for xs in edges), median(xs[-1] for xs in edges)
        found[width] = (left, right)
    return found


def _common(values: Sequence[float], *, low: bool) -> float:
    """Return an edge of the text: what nine of ten values do not pass."""
    ordered = sorted(values) or [0.0]
    return ordered[int((0.1 if low else 0.9) * (len(ordered) - 1))]


def _ranges(numbers: Sequence[int]) -> str:
    """Print numbers in order as ranges: 1, 2, 3, 7 are "1-3,7"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ",".join("-".join(map(str, part)) for part in parts)
