"""Word files: a list of tasks, and a conversation. The only user of python-docx in this package."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant import messages
from assistant.answer_view import interpretation_line, wording_line
from assistant.labels import moment_text
from assistant.model import Language
from assistant.prose import Grid, Items, Line, Run, answer_blocks, line, plain

if TYPE_CHECKING:  # python-docx is imported where a file is made
    from docx.document import Document
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

    from assistant.conversations import Conversation
    from assistant.web.recall import Recalled

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# what XML cannot hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FONT = "Times New Roman"  # Nghị định 30/2020/NĐ-CP, annex I
_WIDTHS = (1.2, 8.5, 3.8, 4.0, 3.8, 3.9)
"""Centimetres of the columns of a list of tasks, on a page of A4 laid across."""
_say = partial(messages.text, Language.VI)


def tasks_docx(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a list of tasks as a Word file."""
    document = _blank()
    _table(document, [_words(cell) for cell in header], [[_words(cell) for cell in row] for row in rows])
    return _bytes(document)


def conversation_docx(conversation: Conversation, turns: Sequence[Recalled]) -> bytes:
    """Return a conversation as a Word file: each question, how it was read, its answer, its numbered quotations."""
    document = _blank()
    document.core_properties.title = _clean(conversation.title)
    document.add_heading(_clean(conversation.title), 1)
    times = {"begun": moment_text(conversation.begun_at), "used": moment_text(conversation.used_at)}
    document.add_paragraph(_say("conversation.about", count=conversation.questions, **times))
    for n, turn in enumerate(turns, start=1):
        _turn(document, n, turn)
    document.add_paragraph(_say("page.footer")).runs[0].italic = True
    return _bytes(document)


def _turn(document: Document, n: int, turn: Recalled) -> None:
    document.add_heading(f"{n}. {_clean(turn.question)}", 2)
    document.add_paragraph(moment_text(turn.turn.asked_at)).runs[0].italic = True
    if turn.answer is None:
        document.add_paragraph(_say("conversation.withheld"))
        return
    if above := interpretation_line(turn.answer):
        _write(document.add_paragraph(), line(above))
    _answer(document, turn.answer)
    if below := wording_line(turn.answer):
        _write(document.add_paragraph(), line(below))
    _sources(document, turn)


def _answer(document: Document, answer: dict[str, Any]) -> None:
    whole = _whole_actions(answer)
    for block in answer_blocks(answer):
        if isinstance(block, Grid):
            _table(document, block.head, [[_unshortened(cell, whole) for cell in row] for row in block.rows])
            document.add_paragraph()
        elif isinstance(block, Items):
            for item in block.items:
                _write(document.add_paragraph(style="List Number" if block.ordered else "List Bullet"), item)
        else:
            _write(document.add_paragraph(style="Quote" if block.quoted else None), block.words)


def _sources(document: Document, turn: Recalled) -> None:
    citations = turn.answer["citations"] if turn.answer else ()
    if not citations:
        return
    document.add_heading(_say("conversation.sources", count=len(citations)), 3)
    for each in citations:
        paragraph = document.add_paragraph()
        paragraph.add_run(_clean(f"[{each['n']}] {each['label']}, {each['document']}: ")).bold = True
        paragraph.add_run(_clean(f"“{each['quote']}”"))
        if each["n"] in turn.changed:
            paragraph.add_run(" " + _say("conversation.changed")).italic = True


def _whole_actions(answer: dict[str, Any]) -> dict[str, str]:
    """Return how a task's words begin in the answer's table -> all of them: a file has room for them."""
    return {" ".join(task["action"].split()): task["action"] for task in answer["tasks"]}


def _unshortened(cell: Line, whole: dict[str, str]) -> Line:
    shown = " ".join(plain(cell).split())
    if not shown.endswith("…"):
        return cell
    begun = shown.removesuffix("…").rstrip()
    meant = [words for words in whole if words.startswith(begun)]
    return (Run(whole[meant[0]]),) if begun and len(meant) == 1 else cell


def _table(document: Document, head: Sequence[Line], rows: Sequence[Sequence[Line]]) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    _mark(table.rows[0], "w:tblHeader")  # repeated on each page
    for each, words in zip(table.rows[0].cells, head, strict=True):
        _fill(each, tuple(Run(run.text, bold=True) for run in words))
    for row in rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        for each, words in zip(added.cells, row, strict=True):
            _fill(each, words)
    if len(head) == len(_WIDTHS):
        table.autofit = False
        for column, width in zip(table.columns, _WIDTHS, strict=True):
            column.width = Cm(width)  # LibreOffice goes by the grid, Word by the cells
        for row_cells in table.rows:
            for each, width in zip(row_cells.cells, _WIDTHS, strict=True):
                each.width = Cm(width)


def _mark(row: _Row, property_name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(property_name))


def _fill(cell: _Cell, words: Line) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    _write(paragraph, words)
    for run in paragraph.runs:
        run.font.size = Pt(11)


def _write(paragraph: Paragraph, words: Line) -> None:
    for each in words:
        run = paragraph.add_run(_clean(each.text))
        run.bold, run.italic = each.bold or None, each.italic or None


def _words(text: str) -> Line:
    return (Run(text),)


def _clean(text: str) -> str:
    return _NO_XML.sub(" ", text)


def _blank() -> Document:
    """Return an empty document on A4 laid across, in the type of official documents."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 13), ("Heading 1", 16), ("Heading 2", 14), ("Heading 3", 13)):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(kind), _FONT)
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
    return document


def _bytes(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
