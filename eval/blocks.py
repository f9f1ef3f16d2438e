"""A directive's text as paragraphs and tables, and these as files of the formats that need no office suite."""

from __future__ import annotations

import html
import io
from collections.abc import Iterable, Iterator

from corpus.markdown_export import escape
from corpus.readers import SourceText

Table = list[list[str]]
Block = str | Table
"""A paragraph, or the rows of a table."""


def blocks(source: SourceText) -> list[Block]:
    """Return the paragraphs and tables of a text, one paragraph a line."""
    rows = {min(start for start, end in row.cells if end > start): row for row in source.rows}
    found: list[Block] = []
    position = 0
    table: int | None = None
    for line in source.text.split("\n"):
        row = rows.get(position)
        if row:
            cells = [source.text[start:end] for start, end in row.cells]
            last = found[-1] if found and row.table == table else None
            if isinstance(last, list):
                last.append(cells)
            else:
                found.append([cells])
        elif line.strip():
            found.append(line.strip())
        table = row.table if row else table if not line.strip() else None
        position += len(line) + 1
    return found


def as_html(content: Iterable[Block]) -> bytes:
    """Return a page of paragraphs and ruled tables."""
    parts = ['<html><head><meta charset="utf-8"></head><body>']
    for block in content:
        if isinstance(block, str):
            parts.append(f"<p>{html.escape(block)}</p>")
            continue
        parts.append('<table border="1" cellspacing="0" width="100%">')
        for row in block:
            parts.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>")
        parts.append("</table>")
    return "\n".join([*parts, "</body></html>"]).encode()


def as_markdown(content: Iterable[Block]) -> bytes:
    """Return Markdown that shows the words as they are."""
    lines: list[str] = []
    for block in content:
        if isinstance(block, str):
            lines += [escape(block), ""]
            continue
        rows = ["| " + " | ".join(map(escape, row)) + " |" for row in _even(block)]
        lines += [rows[0], "|" + "---|" * max(map(len, block)), *rows[1:], ""]
    return "\n".join(lines).encode()


def as_text(content: Iterable[Block]) -> bytes:
    """Return plain text; a table has no place in it."""
    return "\n".join(block for block in content if isinstance(block, str)).encode()


def as_docx(content: Iterable[Block]) -> bytes:
    """Return a Word document."""
    from docx import Document

    document = Document()
    for block in content:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=max(map(len, block)), style="Table Grid")
        for row in _even(block):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_rtf(content: Iterable[Block]) -> bytes:
    """Return rich text."""
    return ("{\\rtf1\\ansi\\uc1{\\fonttbl{\\f0 Times New Roman;}}\\f0\n" + "\n".join(_rtf(content)) + "}").encode()


def as_sheet(rows: Iterable[Iterable[object]]) -> bytes:
    """Return an Excel workbook of one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _rtf(content: Iterable[Block]) -> Iterator[str]:
    for block in content:
        if isinstance(block, str):
            yield f"\\pard {_escaped(block)}\\par"
            continue
        for row in block:
            edges = "".join(f"\\cellx{1500 * (n + 1)}" for n in range(len(row)))
            cells = "".join(f"\\pard\\intbl {_escaped(cell)}\\cell" for cell in row)
            yield f"\\trowd{edges}{cells}\\row"


def _escaped(text: str) -> str:
    kept = (f"\\{char}" if char in "\\{}" else char if char.isascii() else f"\\u{ord(char)}?" for char in text)
    return "".join(kept)


def _even(table: Table) -> Table:
    width = max(map(len, table))
    return [[*row, *[""] * (width - len(row))] for row in table]
