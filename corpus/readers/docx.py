"""Word files (.docx): what the pages show, with labels counted from the list definitions.

Insertions are kept and deletions dropped, hidden text and field codes left out, headers and footers too unless the
first page's header holds the letterhead. Text boxes stand where their anchors do. Macros are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.model import CorpusError
from corpus.readers.content import Content, ContentBuilder, is_letterhead, is_task_header
from corpus.readers.docx_numbering import Numbering, read_lists
from corpus.readers.docx_styles import Look, Styles, W, paragraph_look, run_look, value
from corpus.readers.fonts import Piece, encoding_of, to_unicode
from corpus.readers.grid import Cell, spread
from corpus.readers.package import Package

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DROPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "ruby")}
_BREAKS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad"}
_SYMBOLS = {"F02D": "-", "F0B7": "•", "F0D8": "+", "F0FC": "+", "F0A7": "•"}
_PLAIN_NOTES = {None, "normal"}


def read(data: bytes) -> Content:
    """Read the bytes of a .docx file.

    Raises:
        CorpusError: the bytes are no such file, or one that is damaged, encrypted or made to do harm.
    """
    package = Package(data)
    main = _main_part(package)
    document = package.xml(main)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise CorpusError("Tệp không phải văn bản Word (.docx). Hãy mở tệp bằng Word và lưu lại.")
    return _Reader(package, main).read(body)


def _main_part(package: Package) -> str:
    """Return the main document's name: what the package's relations say, else the customary one."""
    relations = package.xml("_rels/.rels")
    for each in relations if relations is not None else ():
        if (each.get("Type") or "").endswith("/officeDocument"):
            return (each.get("Target") or "").lstrip("/")
    return "word/document.xml"


@dataclass(slots=True)
class _Line:
    """A paragraph: its words, and the footnotes whose markers stand in it (offset, id)."""

    text: str
    bare: bool
    """It has no words, at most a label."""
    notes: list[tuple[int, str, str]]
    joins: bool = False
    """Its end was deleted: the next paragraph goes on with it."""


class _Reader:
    def __init__(self, package: Package, main: str) -> None:
        folder = main.rpartition("/")[0]
        self._package = package
        self._folder = f"{folder}/" if folder else ""
        self._relations = self._targets(f"{self._folder}_rels/{main.rpartition('/')[2]}.rels")
        self._styles = Styles(package.xml(f"{self._folder}styles.xml"))
        self._numbering = Numbering(read_lists(package.xml(f"{self._folder}numbering.xml")))
        self._notes = {
            kind: package.xml(f"{self._folder}{kind}s.xml") for kind in ("footnote", "endnote")
        }  # fmt: skip
        self._builder = ContentBuilder()
        self._page = 1
        self._paged = False
        self._paragraphs = 0
        self._markers = 0

    def read(self, body: etree._Element) -> Content:
        self._paged = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self._first_header(body)
        self._blocks(body)
        return self._builder.build(wrapped=False)

    def _targets(self, name: str) -> dict[str, str]:
        relations = self._package.xml(name)
        found = relations if relations is not None else ()
        return {each.get("Id") or "": each.get("Target") or "" for each in found}

    def _first_header(self, body: etree._Element) -> None:
        """Add the first page's header where it holds the letterhead; other headers are the page's, not the text's."""
        section = next(body.iter(f"{W}sectPr"), None)
        for reference in section.iterfind(f"{W}headerReference") if section is not None else ():
            target = self._relations.get(reference.get(f"{_R}id") or "", "")
            header = self._package.xml(self._folder + target) if reference.get(f"{W}type") == "first" else None
            if header is not None and is_letterhead("\n".join(line.text for line in self._lines(header))):
                self._blocks(header)

    def _blocks(self, parent: etree._Element) -> None:
        """Add paragraphs and tables in order."""
        before = ""
        for block in _blocks(parent):
            if block.tag == f"{W}tbl":
                self._place(None)
                self._table(block)
                continue
            self._paragraphs += 1
            self._place(self._paragraphs)
            boxes = list(_boxes(block))
            line = self._line(block, before)
            before = line.text if line.joins else ""
            if line.joins:
                continue
            if not line.bare:  # an empty paragraph of a list is counted, and only a table shows its number
                self._add(line)
            elif not boxes:
                self._builder.line()
            for box in boxes:
                self._blocks(box)

    def _place(self, paragraph: int | None) -> None:
        self._builder.place(page=self._page if self._paged else None, paragraph=paragraph)

    def _add(self, line: _Line) -> None:
        for into, kind, note in line.notes:
            self._markers += 1
            self._builder.note(str(self._markers), self._note(kind, note), into)
        self._builder.line(line.text)

    def _note(self, kind: str, note: str) -> str:
        root = self._notes[kind]
        for each in root.iterfind(f"{W}{kind}") if root is not None else ():
            if each.get(f"{W}id") == note and each.get(f"{W}type") in _PLAIN_NOTES:
                return " ".join(" ".join(line.text for line in self._lines(each)).split())
        return ""

    def _lines(self, parent: etree._Element) -> Iterator[_Line]:
        """Yield the paragraphs of a cell, note or header; those of tables in it too."""
        for block in _blocks(parent):
            if block.tag == f"{W}tbl":
                for cell in block.iter(f"{W}tc"):
                    yield from (line for line in self._lines(cell) if next(cell.iter(f"{W}tbl"), None) is None)
                continue
            line = self._line(block)
            if line.text.strip():
                yield line
            for box in _boxes(block):
                yield from self._lines(box)

    def _table(self, table: etree._Element) -> None:
        if _lays_out(table):
            for cell in _own_cells(table):
                self._blocks(cell)
            return
        rows = []
        for row in _own_rows(table):
            skipped = value(row.find(f"{W}trPr/{W}gridBefore"))
            cells = [Cell("")] * int(skipped) if skipped and skipped.isdecimal() else []
            rows.append([*cells, *(self._cell(cell) for cell in _children(row, f"{W}tc") if not _is_deleted(cell))])
        self._builder.table(spread(rows))

    def _cell(self, cell: etree._Element) -> Cell:
        properties = cell.find(f"{W}tcPr")
        merge = None if properties is None else properties.find(f"{W}vMerge")
        span = value(None if properties is None else properties.find(f"{W}gridSpan"))
        text = "\n".join(line.text for line in self._lines(cell))
        continues = merge is not None and value(merge) != "restart"
        return Cell(text, int(span) if span and span.isdecimal() else 1, continues=continues)

    def _line(self, paragraph: etree._Element, before: str = "") -> _Line:
        """Return a paragraph's label and words."""
        properties = paragraph.find(f"{W}pPr")
        style = value(None if properties is None else properties.find(f"{W}pStyle"))
        look = paragraph_look(properties).over(self._styles.paragraph(style))
        pieces: list[Piece] = []
        notes: list[tuple[int, str, str]] = []
        for run, part in _parts(paragraph):
            self._part(run, part, look, pieces, notes)
        words = to_unicode(pieces)
        label = "" if before else self._numbering.label(look.list_id, look.level, style)
        mark = None if properties is None else properties.find(f"{W}rPr")
        joins = mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)
        shift = len(before) + len(label)
        return _Line(
            before + label + words,
            not before and not words.strip(),
            [(at + shift, kind, note) for at, kind, note in notes],
            joins,
        )

    def _part(
        self, run: etree._Element, part: etree._Element, base: Look, pieces: list[Piece],
        notes: list[tuple[int, str, str]],
    ) -> None:  # fmt: skip
        """Add what one element of a run shows."""
        properties = run.find(f"{W}rPr")
        look = self._run_look(properties, base)
        if part.tag == f"{W}lastRenderedPageBreak":
            self._page += 1
            self._place(self._paragraphs)
        elif look.hidden:
            return
        elif part.tag == f"{W}t":
            text = part.text or ""
            pieces.append((text.upper() if look.capitals and not _is_legacy(look.font) else text, look.font))
        elif part.tag in _BREAKS:
            pieces.append((_BREAKS[part.tag], look.font))
        elif part.tag == f"{W}br":
            pieces.append(("\n" if part.get(f"{W}type") not in {"page", "column"} else "", look.font))
        elif part.tag == f"{W}sym":
            pieces.append((_SYMBOLS.get((part.get(f"{W}char") or "").upper(), ""), None))
        elif part.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            kind = etree.QName(part).localname.removesuffix("Reference")
            notes.append((len(to_unicode(pieces)), kind, part.get(f"{W}id") or ""))

    def _run_look(self, properties: etree._Element | None, base: Look) -> Look:
        style = value(None if properties is None else properties.find(f"{W}rStyle"))
        own = run_look(properties)
        return own.over(self._styles.look(style).over(base)) if style else own.over(base)


def _lays_out(table: etree._Element) -> bool:
    """Tell a table that lays a page out from one of data: one column, or other tables in it and no header."""
    rows = [list(_children(row, f"{W}tc")) for row in _own_rows(table)]
    nested = any(next(cell.iter(f"{W}tbl"), None) is not None for row in rows for cell in row)
    if max(map(len, rows), default=0) == 1 and len(rows) > 0:
        return True
    return nested and not any(is_task_header([_words(cell) for cell in row]) for row in rows[:3])


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield a table's rows, neither those of tables in it nor deleted ones."""
    for row in table.iterfind(f".//{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None:
            yield row


def _own_cells(table: etree._Element) -> Iterator[etree._Element]:
    return (cell for row in _own_rows(table) for cell in _children(row, f"{W}tc") if not _is_deleted(cell))


def _is_deleted(cell: etree._Element) -> bool:
    """Tell whether a tracked change takes a cell out."""
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def _words(cell: etree._Element) -> str:
    return "".join(text.text or "" for text in cell.iter(f"{W}t"))


def _is_legacy(font: str | None) -> bool:
    return encoding_of(font) is not None


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of a container, through content controls and kept insertions."""
    for child in parent:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}:
            yield from _blocks(child)
        elif child.tag == f"{_MC}AlternateContent":
            yield from _blocks(_chosen(child))


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the children with a tag, through content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _children(child, tag)


def _parts(
    parent: etree._Element, run: etree._Element | None = None
) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield what the runs of a paragraph show, each with its run; drawings, deletions and field codes left out."""
    for child in parent:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            continue
        if child.tag == f"{W}r":
            yield from _parts(child, child)
        elif run is None:
            yield from _parts(_chosen(child) if child.tag == f"{_MC}AlternateContent" else child)
        else:
            yield run, child


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the contents of the text boxes that are anchored in a paragraph."""
    for box in paragraph.iter(f"{W}txbxContent"):
        ancestors = list(box.iterancestors())
        inner = ancestors[: ancestors.index(paragraph)]
        nested = any(each.tag == f"{W}txbxContent" for each in inner)
        fallback = any(each.tag == f"{_MC}Fallback" and _chosen(each.getparent()) is not each for each in inner)
        dropped = any(each.tag in _DROPPED for each in inner)
        if not (nested or fallback or dropped):
            yield box


def _chosen(alternates: etree._Element) -> etree._Element:
    """Return the branch of mc:AlternateContent that is read: the first choice, else the fallback."""
    choice = alternates.find(f"{_MC}Choice")
    if choice is not None:
        return choice
    fallback = alternates.find(f"{_MC}Fallback")
    return alternates if fallback is None else fallback
