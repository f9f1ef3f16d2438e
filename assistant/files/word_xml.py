"""Paragraphs and tables of Word files as XML text: python-docx builds them a hundred times slower, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from assistant.files.prose import Line, Run

# what XML cannot hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_BREAK = re.compile(r"([\n\t])")
_TWIPS = 567
"""Twentieths of a point in a centimetre."""
_CELL_SIZE = 22
"""Half points: the type in tables is 11 points high."""
_TIGHT = '<w:spacing w:after="0"/>'


def clean(text: str) -> str:
    """Return a text with a space for each character that XML cannot hold."""
    return _NO_XML.sub(" ", text)


def paragraph(words: Line, style: str = "", spacing: str = "", size: int = 0) -> str:
    """Return a paragraph in a style of the document, by the style's id."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{spacing}</w:pPr>" if named or spacing else ""
    return f"<w:p>{about}{''.join(_run(run, size) for run in words)}</w:p>"


def table(head: Sequence[Line], rows: Sequence[Sequence[Line]], widths: Sequence[float]) -> str:
    """Return a table with lines; its head is repeated on each page, its rows stay whole. ``widths`` in centimetres."""
    twips = [round(width * _TWIPS) for width in widths]
    bold = [tuple(Run(run.text, bold=True) for run in words) for words in head]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    # LibreOffice goes by the grid, Word by the cells
    body = "".join(_row(row, twips, "<w:cantSplit/>") for row in rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_row(bold, twips, '<w:tblHeader/>')}{body}</w:tbl>"
    )


def _row(cells: Sequence[Line], twips: Sequence[int], about: str) -> str:
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr>'
        f"{paragraph(words, spacing=_TIGHT, size=_CELL_SIZE)}</w:tc>"
        for words, width in zip(cells, twips, strict=True)
    )
    return f"<w:tr><w:trPr>{about}</w:trPr>{filled}</w:tr>"


def _run(run: Run, size: int) -> str:
    about = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    about += f'<w:sz w:val="{size}"/>' if size else ""
    parts = _BREAK.split(clean(run.text))
    text = "".join(_BREAKS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts if part)
    return f"<w:r>{f'<w:rPr>{about}</w:rPr>' if about else ''}{text}</w:r>"
