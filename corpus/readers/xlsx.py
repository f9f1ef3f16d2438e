"""Excel sheets (.xlsx): lines above and below the tables, and task tables with merged cells.

Read is what a sheet shows: no hidden sheets, nor rows and columns hidden by hand, of which a warning tells. Rows that
only a filter hides are read: who filtered for one agency and saved did not delete the others' work.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from corpus.model import CorpusError
from corpus.readers.content import Content, ContentBuilder, is_letterhead, is_task_header
from corpus.readers.grid import Cell, spread
from corpus.readers.package import Package, parse_xml
from corpus.tables import Column, header_column

MAX_CELLS = 200_000
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_MOST_NAMED = 10
_BROKEN = "Tệp bảng tính bị hỏng hoặc không đúng định dạng. Hãy mở tệp và lưu lại ở dạng .xlsx."


def read(data: bytes) -> Content:
    """Read the bytes of an .xlsx file: the values that its cells show.

    Raises:
        CorpusError: the bytes are no such file, or one that is damaged, too large or made to do harm.
    """
    package = Package(data)
    blank: list[str] = []
    for name in package.names():  # openpyxl reads them again; here they are counted, and entities refused
        content = package.read(name)
        if name.startswith("xl/worksheets/") and sum(1 for _ in _CELL.finditer(content)) > MAX_CELLS:
            raise CorpusError(f"Bảng tính có hơn {MAX_CELLS} ô. Hãy tách bảng rồi thử lại.")
        if name.endswith((".xml", ".rels")):
            root = parse_xml(content)
            blank += _uncomputed(root) if name.startswith("xl/worksheets/") else []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that hold no words
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile) as error:
        raise CorpusError(_BROKEN) from error
    builder = ContentBuilder()
    if blank:
        builder.warn(f"formula_no_value:{', '.join(blank[:_MOST_NAMED])}{', ...' if len(blank) > _MOST_NAMED else ''}")
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            _sheet(builder, sheet)
    return builder.build(wrapped=False)


def _uncomputed(sheet: etree._Element) -> list[str]:
    """Return the cells whose formula was saved without the value that it gives."""
    cells = (cell for cell in sheet.iter("{*}c") if cell.find("{*}f") is not None)
    return [cell.get("r") or "?" for cell in cells if not (cell.findtext("{*}v") or "").strip()]


def _sheet(builder: ContentBuilder, sheet: Worksheet) -> None:
    if (sheet.max_row or 0) * (sheet.max_column or 0) > MAX_CELLS:
        raise CorpusError(f"Bảng tính “{sheet.title}” có hơn {MAX_CELLS} ô. Hãy tách bảng rồi thử lại.")
    rows, hidden = _rows(sheet)
    if hidden:
        builder.warn(f"hidden_cells:{sheet.title}: {', '.join(hidden[:_MOST_NAMED])}")
    header = next((i for i, row in enumerate(rows) if is_task_header(row)), len(rows))
    # Above the header, and below the last row that fills two columns, stand lines and letterheads.
    end = max((i + 1 for i, row in enumerate(rows) if _filled(row) > 1 and not _is_layout(row)), default=header)
    _lines(builder, rows, 0, header)
    if header < len(rows):
        for first, last in _tables(rows, header, end):
            builder.table(rows[first:last], first=first + 1)
        _lines(builder, rows, end, len(rows))


def _tables(rows: Sequence[Sequence[str]], header: int, end: int) -> list[tuple[int, int]]:
    """Part rows where a header of other columns begins another table."""
    heads = [i for i in range(header, end) if is_task_header(rows[i]) and _numbers(rows[i])]
    starts = [header, *(i for i in heads if i > header and i - 1 not in heads and rows[i] != rows[header])]
    return list(zip(starts, [*starts[1:], end], strict=True))


def _numbers(row: Sequence[str]) -> bool:
    """Tell whether a header has a column of numbers: no row of work looks like one by chance."""
    return any(header_column(cell) is Column.NUMBER for cell in row)


def _lines(builder: ContentBuilder, rows: Sequence[Sequence[str]], first: int, end: int) -> None:
    """Add rows as lines; of two columns, as letterheads have them, the left is read first."""
    block: list[list[str]] = []
    for i in range(first, end):
        cells = [cell for cell in rows[i] if cell.strip()]
        if len(cells) > 1 and len(block) < 20:
            block.append(cells)
            continue
        _columns(builder, block)
        block = []
        builder.place(row=i + 1)
        for cell in cells:
            builder.line(cell)
    _columns(builder, block)


def _columns(builder: ContentBuilder, block: Sequence[Sequence[str]]) -> None:
    for j in range(max(map(len, block), default=0)):
        for cells in block:
            if j < len(cells):
                builder.line(cells[j])


def _rows(sheet: Worksheet) -> tuple[list[list[str]], list[str]]:
    """Return the rows as they are shown, blank where hidden, and which rows and columns are hidden by hand."""
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {
        (row, column)
        for area in merged.values()
        if area.size["rows"] * area.size["columns"] <= MAX_CELLS
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    } - merged.keys()
    rows = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        row = []
        for column, value in enumerate(values, 1):
            if (number, column) in covered:
                continue
            area = merged.get((number, column))
            row.append(Cell(_shown(value), *((area.size["columns"], area.size["rows"]) if area else ())))
        rows.append(row)
    hidden = _Hidden(sheet)  # looked for last: a merged cell's words hold for its rows that are shown
    shown = [
        ["" if hidden.takes(i, j, words) else words for j, words in enumerate(row, 1)]
        for i, row in enumerate(spread(rows), 1)
    ]
    return shown, hidden.names


class _Hidden:
    """The rows and columns of a sheet that somebody hid; rows that a filter hides are none."""

    def __init__(self, sheet: Worksheet) -> None:
        filtered = CellRange(sheet.auto_filter.ref) if sheet.auto_filter.ref else None
        below = range(filtered.min_row + 1, filtered.max_row + 1) if filtered else range(0)
        self.rows = {n for n, each in sheet.row_dimensions.items() if each.hidden and n not in below}
        self.columns = {
            n
            for each in sheet.column_dimensions.values()
            if each.hidden
            for n in range(each.min or 0, (each.max or 0) + 1)
        }
        self.names: list[str] = []
        """Those of them that hold words."""

    def takes(self, row: int, column: int, words: str) -> bool:
        """Tell whether a cell is hidden."""
        name = str(row) if row in self.rows else get_column_letter(column) if column in self.columns else None
        if name and words and name not in self.names:
            self.names.append(name)
        return name is not None


def _shown(value: Any) -> str:
    """Return a cell's value as an official writes it: 30/6/2026, 7 (not 7.0)."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_layout(row: Sequence[str]) -> bool:
    return any(is_letterhead(cell) for cell in row)
