"""Word files: a list of tasks, and a conversation. The only user of python-docx in this package."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant import messages
from assistant.answer_view import interpretation_line, wording_line
from assistant.files.prose import Grid, Items, Line, Run, answer_blocks, line, plain
from assistant.files.word_xml import clean, paragraph, table
from assistant.labels import moment_text
from assistant.model import Language

if TYPE_CHECKING:  # python-docx is imported where a file is made
    from docx.document import Document

    from assistant.conversations import Conversation
    from assistant.web.recall import Recalled

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"  # Nghị định 30/2020/NĐ-CP, annex I
_WIDTHS = (1.2, 8.5, 3.8, 4.0, 3.8, 3.9)
"""Centimetres of the columns of a list of tasks, on a page of A4 laid across."""
_ROOM = 25.7
"""Centimetres between the margins."""
_say = partial(messages.text, Language.VI)


def tasks_docx(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a list of tasks as a Word file."""
    return _document([_table([_words(cell) for cell in header], [[_words(cell) for cell in row] for row in rows])])


def conversation_docx(conversation: Conversation, turns: Iterable[Recalled]) -> bytes:
    """Return a conversation as a Word file: each question, how it was read, its answer, its numbered quotations."""
    times = {"begun": moment_text(conversation.begun_at), "used": moment_text(conversation.used_at)}
    about = _say("conversation.about", count=conversation.questions, **times)
    parts = [paragraph(_words(conversation.title), "Heading1"), paragraph(_words(about))]
    for n, turn in enumerate(turns, start=1):
        parts.extend(_turn(n, turn))
    parts.append(paragraph(_italic(_say("page.footer"))))
    return _document(parts, clean(conversation.title))


def _turn(n: int, turn: Recalled) -> Iterator[str]:
    yield paragraph(_words(f"{n}. {turn.question}"), "Heading2")
    yield paragraph(_italic(moment_text(turn.turn.asked_at)))
    if turn.answer is None:
        yield paragraph(_words(_say("conversation.withheld")))
        return
    if above := interpretation_line(turn.answer):
        yield paragraph(line(above))
    yield from _answer(turn.answer)
    if below := wording_line(turn.answer):
        yield paragraph(line(below))
    yield from _sources(turn.answer["citations"], turn.changed)


def _answer(answer: dict[str, Any]) -> Iterator[str]:
    whole = _whole_actions(answer)
    for block in answer_blocks(answer):
        if isinstance(block, Grid):
            yield _table(block.head, [[_unshortened(cell, whole) for cell in row] for row in block.rows])
            yield paragraph(())
        elif isinstance(block, Items):
            for item in block.items:
                yield paragraph(item, "ListNumber" if block.ordered else "ListBullet")
        else:
            yield paragraph(block.words, "Quote" if block.quoted else "")


def _sources(citations: Sequence[dict[str, Any]], changed: Collection[int]) -> Iterator[str]:
    if not citations:
        return
    yield paragraph(_words(_say("conversation.sources", count=len(citations))), "Heading3")
    for each in citations:
        place = Run(f"[{each['n']}] {each['label']}, {each['document']}: ", bold=True)
        remark = _italic(" " + _say("conversation.changed")) if each["n"] in changed else ()
        yield paragraph((place, Run(f"“{each['quote']}”"), *remark))


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


def _table(head: Sequence[Line], rows: Sequence[Sequence[Line]]) -> str:
    alike = [_ROOM / max(len(head), 1)] * len(head)
    return table(head, rows, _WIDTHS if len(head) == len(_WIDTHS) else alike)


def _words(text: str) -> Line:
    return (Run(text),)


def _italic(text: str) -> Line:
    return (Run(text, italic=True),)


def _document(parts: Iterable[str], title: str = "") -> bytes:
    """Return a Word file of paragraphs and tables."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = _blank()
    document.core_properties.title = title
    body = document.element.body
    body[:-1] = list(parse_xml(f"<w:body {nsdecls('w')}>{''.join(parts)}</w:body>"))  # the last one says how pages are
    return _bytes(document)


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
