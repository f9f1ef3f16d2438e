"""HTML pages: the document's blocks without scripts, navigation and forms, as portals publish directives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree, html

from corpus.model import CorpusError
from corpus.readers.content import Content, ContentBuilder
from corpus.readers.docx_numbering import bullet, print_number
from corpus.readers.fonts import Piece, to_unicode
from corpus.readers.grid import Cell, spread
from corpus.readers.html_page import (
    article,
    cells,
    is_dropped,
    lays_out,
    note_of,
    rows_of,
    take_notes,
    without_surroundings,
    words,
)

_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "pre", "section", "article", "main",
    "body", "html", "header", "dl", "dt", "dd", "figure", "figcaption", "address", "hr", "details",
}  # fmt: skip
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SYMBOLS = re.compile(r"Symbol|Wingdings|Webdings|Courier New", re.IGNORECASE)
_DRAWN = frozenset("·o§Øüvq•")
_MARK = "\ue000"
"""Stands for a footnote's mark until its paragraph is put together."""
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 200


def read(data: bytes) -> Content:
    """Read the bytes of an HTML page.

    Raises:
        CorpusError: the bytes hold no page.
    """
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(_decode(data), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise CorpusError("Tệp HTML trống hoặc bị hỏng. Hãy lưu lại trang rồi thử lại.") from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):  # what lies below or behind is lost
        raise CorpusError("Tệp HTML lồng nhau quá sâu. Hãy lưu lại trang ở dạng khác rồi thử lại.")
    page, fonts = article(root), _style_fonts(root)
    notes = take_notes(page)
    without_surroundings(page)
    walker = _Walker(fonts, {name: " ".join(words(body).split()) for name, body in notes.items()})
    walker.block(page, None, 0)
    walker.flush()
    return walker.builder.build(wrapped=False)


def _decode(data: bytes) -> str:
    """Decode by the byte order mark, else as UTF-8, else as the page says, else as Windows-1258."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:4096])
        try:
            text = data.decode(named[1].decode("ascii") if named else "cp1258", "replace")
        except LookupError:
            text = data.decode("cp1258", "replace")
    # lxml takes no text that declares an encoding; XHTML may
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


class _Walker:
    def __init__(self, fonts: Mapping[str, str], notes: Mapping[str, str]) -> None:
        self.builder = ContentBuilder()
        self._fonts, self._notes = fonts, notes
        self._pieces: list[Piece] = []
        self._markers: list[str] = []
        """The footnotes whose marks stand among the pieces, in order,"""
        self._marked = 0
        """and how many stood above."""
        self._label = ""
        self._paragraphs = 0

    def block(self, element: etree._Element, font: str | None, depth: int) -> None:
        """Add a block with all in it."""
        if is_dropped(element) or depth > _DEEPEST:
            return
        font = _font(element, self._fonts) or font
        if element.tag == "table":
            self.flush()
            self._table(element, font, depth)
        elif element.tag == "br":
            self._pieces.append(("\n", font))
        elif (note := note_of(element)) in self._notes and note:
            self._pieces.append((_MARK, None))
            self._markers.append(note)
        else:
            self._inside(element, font, depth)

    def _inside(self, element: etree._Element, font: str | None, depth: int) -> None:
        is_block = element.tag in _BLOCKS
        if is_block:
            self.flush()
        if element.tag == "li":
            self._label = _list_label(element)
        self._add(element.text, font)
        for child in element:
            self.block(child, font, depth + 1)
            self._add(child.tail, font)
        if is_block:
            self.flush()

    def flush(self) -> None:
        """Add the words so far as a paragraph."""
        text = _squeeze(to_unicode(self._pieces))
        self._pieces.clear()
        if text.replace(_MARK, ""):
            self._paragraphs += 1
            self.builder.place(paragraph=self._paragraphs)
            before, *parts = (self._label + text).split(_MARK)
            for note, part in zip(self._markers, parts, strict=True):
                self._marked += 1
                self.builder.note(str(self._marked), self._notes[note], len(before))
                before += part
            self.builder.line(before)
            self._label = ""
        self._markers.clear()

    def _table(self, table: etree._Element, font: str | None, depth: int) -> None:
        if not lays_out(table):
            self.builder.table(spread([list(self._cells(row, font)) for row in rows_of(table)]))
            return
        for row in rows_of(table):
            for cell in cells(row):
                self._inside(cell, _font(cell, self._fonts) or font, depth + 1)
                self.flush()

    def _cells(self, row: etree._Element, font: str | None) -> Iterator[Cell]:
        for cell in cells(row):
            inner = _Walker(self._fonts, self._notes)
            inner.block(cell, font, 0)
            inner.flush()
            text = inner.builder.build().text.strip("\n")
            yield Cell(text, _span(cell, "colspan"), _span(cell, "rowspan"))

    def _add(self, text: str | None, font: str | None) -> None:
        if text:
            drawn = _drawn_bullet(text, font) if not any(piece.strip() for piece, _ in self._pieces) else None
            self._pieces.append((drawn or _BLANKS.sub(" ", text.replace(_MARK, "")), None if drawn else font))


def _drawn_bullet(text: str, font: str | None) -> str | None:
    """Return the label for a bullet that Word draws in a font of symbols ("·" in Symbol, "o" in Courier New)."""
    mark = text.strip()
    if not font or not _SYMBOLS.match(font) or mark not in _DRAWN:
        return None
    return bullet("", int(mark == "o"))


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(int(value), 1_000) if value.isdecimal() and int(value) else 1


def _font(element: etree._Element, fonts: Mapping[str, str]) -> str | None:
    named = _FONT.search(element.get("style") or "")
    if named or element.get("face"):
        return named[1].strip() if named else element.get("face")
    names = [f".{name.lower()}" for name in (element.get("class") or "").split()]
    return next((fonts[name] for name in (*names, element.tag) if name in fonts), None)


def _style_fonts(root: etree._Element) -> dict[str, str]:
    """Return the fonts that a page's style sheet gives to classes and elements (".msonormal", "p")."""
    found = {}
    for sheet in root.iter("style"):
        for selectors, rules in _RULE.findall(sheet.text or ""):
            if font := _FONT.search(rules):
                for selector in selectors.split(","):
                    tag, dot, name = selector.strip().lower().partition(".")
                    found[dot + name or tag] = font[1].strip()
    return found


def _list_label(item: etree._Element) -> str:
    """Return the label that a browser prints before a list's item."""
    parent = item.getparent()
    level = sum(each.tag in {"ul", "ol"} for each in item.iterancestors()) - 1
    if parent is None or parent.tag != "ol":
        return bullet("", level)
    start = parent.get("start") or "1"
    number = int(start) if start.lstrip("-").isdecimal() else 1
    number += sum(1 for each in item.itersiblings("li", preceding=True))
    own = item.get("value") or ""
    number = int(own) if own.isdecimal() else number
    kind = parent.get("type") or ""
    printed = print_number(number, _FORMATS.get(kind, "decimal"))
    return f"{printed}) " if kind in {"a", "i"} else f"{printed}. "


def _squeeze(text: str) -> str:
    """Drop the blanks around line ends, and blank lines."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))
