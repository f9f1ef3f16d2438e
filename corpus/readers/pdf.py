"""PDF files: the text layer in reading order, without page furniture; pages that are pictures are recognised.

The page's width cuts lines, so paragraphs are put together by where lines stand. Of the two columns of a letterhead and
of a closing, the left is read first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.model import CorpusError
from corpus.numbering import match_label
from corpus.readers import ocr
from corpus.readers.content import Content, ContentBuilder
from corpus.readers.grid import spread
from corpus.readers.pdf_lines import PageLine, joined, lines_of, paragraphs, raised_markers
from corpus.readers.pdf_page import Glyph, Page, Pages
from corpus.readers.pdf_tables import Table, rows_of, tables_of
from corpus.text import fold

MAX_PAGES = 1_000
_HEAD_LINES = 20
_EDGE_LINES = 2
"""So many lines at a page's top and bottom may be furniture."""
_SCANNED = 10
"""A page with a picture and fewer letters is a scan."""
_PAGE_NUMBER = re.compile(r"(?:[-–]\s*)?\d{1,4}(?:\s*[-–])?|(?:[Tt]rang|[Pp]age)\s+\d+(?:\s*(?:/|of)\s*\d+)?")
_ROW_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3}){0,2}\)?[.)]?")
_CLOSING = re.compile(r"Nơi nhận\s*:?(?:\s|$)")
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)\b[^a-zà-ỹ]{0,20}$")
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
            if page.picture and len(glyphs) < _SCANNED:
                glyphs = ocr.recognise(pages.picture(page.number, ocr.DOTS_PER_INCH))
                recognised.append(page.number)
            sheets.append(_sheet(page, glyphs))
    finally:
        pages.close()
    return _Writer(_without_furniture(sheets), recognised).write()


def _sheet(page: Page, glyphs: Sequence[Glyph]) -> _Sheet:
    tables = [(table, [glyph for glyph in glyphs if table.holds(glyph)]) for table in tables_of(page.rules)]
    inside = {id(glyph) for _, held in tables for glyph in held}
    return _Sheet(page, lines_of(glyph for glyph in glyphs if id(glyph) not in inside), tables)


def _without_furniture(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """Drop page numbers, and lines that stand at the edge of several pages in the same words."""
    seen = Counter(key for sheet in sheets for key in {_key(line) for line in _edges(sheet)})
    often = {key for key, times in seen.items() if times > 2 or (times == len(sheets) == 2)}
    kept = []
    for sheet in sheets:
        edges = {id(line) for line in _edges(sheet)}
        lines = [
            line
            for line in sheet.lines
            if id(line) not in edges or not (_PAGE_NUMBER.fullmatch(line.text) or _key(line) in often)
        ]
        kept.append(_Sheet(sheet.page, lines, sheet.tables))
    return kept


def _edges(sheet: _Sheet) -> list[PageLine]:
    """Return the lines in the outer ninths of a page, a few at most."""
    low, high = sheet.page.height / 9, sheet.page.height * 8 / 9
    head = [line for line in sheet.lines[:_EDGE_LINES] if line.bottom < low]
    return head + [line for line in sheet.lines[-_EDGE_LINES:] if line.top > high]


def _key(line: PageLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", fold(line.text)), round(line.top / 20)


class _Writer:
    def __init__(self, sheets: Sequence[_Sheet], recognised: Sequence[int]) -> None:
        self._sheets = sheets
        self._builder = ContentBuilder()
        if recognised:
            self._builder.warn(f"recognised:{_ranges(recognised)}")
        lines = [line for sheet in sheets for line in sheet.lines]
        self._left = _common([line.x0 for line in lines], low=True)
        self._right = _common([line.x1 for line in lines], low=False)
        self._size = median(line.size for line in lines) if lines else 0.0
        self._pending: list[tuple[int, PageLine]] = []
        """Lines of running text that are not yet paragraphs, with their pages."""
        self._table: list[list[str]] = []
        """Rows that the next page's table may go on with."""

    def write(self) -> Content:
        head = self._head()
        closing, beside = False, list[PageLine]()
        for sheet in self._sheets:
            lines = self._take_notes(sheet)
            if sheet is self._sheets[0]:
                self._side_by_side(sheet.page.number, lines[:head])
                lines = lines[head:]  # what is left of the first page
            for line, table in _in_order(lines, sheet.tables):
                if table is not None:
                    self._flush()
                    self._add_table(sheet.page.number, table, {id(t): g for t, g in sheet.tables}[id(table)])
                elif line is not None:
                    self._end_table()
                    closing = (closing or bool(_CLOSING.match(line.text))) and not _ANNEX.match(line.text)
                    if closing:
                        beside.append(line)
                    else:
                        self._side_by_side(sheet.page.number, beside)
                        self._pending.append((sheet.page.number, line))
        self._side_by_side(len(self._sheets), beside)
        self._flush()
        self._end_table()
        return self._builder.build(wrapped=False)

    def _head(self) -> int:
        """Return how many lines of the first page are the letterhead's: to the last with two columns, or further.

        The left column may be longer; its lines end before the page's middle, where a title in the centre goes on.
        """
        lines = self._sheets[0].lines[:_HEAD_LINES] if self._sheets else []
        gaps = [i for i, line in enumerate(lines) if len(line.columns) == 2]
        end = gaps[-1] + 1 if gaps else 0
        while gaps and end < len(lines) and match_label(lines[end].text) is None and lines[end].x1 < self._middle:
            end += 1
        return end

    @property
    def _middle(self) -> float:
        return (self._left + self._right) / 2

    def _side_by_side(self, page: int, lines: list[PageLine]) -> None:
        """Add lines of two columns, letterhead or closing, the left column first."""
        if not lines:
            return
        self._flush()
        self._builder.place(page=page)
        columns = [column for line in lines for column in line.columns]
        gaps = [(pair[0].x1 + pair[1].x0) / 2 for line in lines if len(pair := line.columns) == 2]
        between = median(gaps) if gaps else self._right
        left = [column for column in columns if column.x0 + column.x1 < 2 * between]
        for group in paragraphs(left, self._left, max((column.x1 for column in left), default=0.0)):
            self._builder.line(joined(group))
        for column in columns:
            if column.x0 + column.x1 >= 2 * between:
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
        rows = spread(rows_of(table, glyphs))
        self._builder.place(page=page)
        if self._table and len(self._table[0]) != len(rows[0]):
            self._end_table()
        if self._table and _goes_on(self._table, rows[0]):
            last = self._table[-1]
            pairs = zip(last, rows[0], strict=True)
            self._table[-1] = [f"{above} {below}".strip() for above, below in pairs]
            rows = rows[1:]
        self._table.extend(rows)

    def _end_table(self) -> None:
        if self._table:
            self._builder.table(self._table)
            self._table = []

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


def _goes_on(above: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Tell whether a page's first row is the rest of the last one above: it alone has no number."""
    body = [each[0].strip() for each in above if _ROW_NUMBER.fullmatch(each[0].strip())]
    numbered = len(body) > 1 and all(each[0].strip() for each in above) and above[-1][0].strip() == body[-1]
    return numbered and not row[0].strip() and sum(bool(cell.strip()) for cell in row) > 0


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
