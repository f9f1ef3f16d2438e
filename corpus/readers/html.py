"""HTML pages: the document's blocks without scripts, navigation and forms, as portals publish directives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from corpus.model import CorpusError
from corpus.readers.content import Content, ContentBuilder
from corpus.readers.docx_numbering import bullet, print_number
from corpus.readers.fonts import Piece, to_unicode
from corpus.readers.grid import Cell, spread

_DROPPED = {
    "script", "style", "noscript", "template", "nav", "form", "button", "select", "input", "iframe", "object", "embed",
    "svg", "head", "aside", "footer", "menu", "dialog", "audio", "video", "canvas", "del", "s", "strike",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "pre", "section", "article", "main",
    "body", "html", "header", "dl", "dt", "dd", "figure", "figcaption", "address", "hr", "details",
}  # fmt: skip
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
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
    walker = _Walker()
    walker.block(_article(root), None, 0)
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


def _article(root: etree._Element) -> etree._Element:
    """Return the page's main part where it names exactly one, else its body."""
    for path in (".//main", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and len("".join(found[0].itertext()).split()) > 30:
            return found[0]
    body = root.find("body")
    return root if body is None else body


class _Walker:
    def __init__(self) -> None:
        self.builder = ContentBuilder()
        self._pieces: list[Piece] = []
        self._label = ""
        self._paragraphs = 0

    def block(self, element: etree._Element, font: str | None, depth: int) -> None:
        """Add a block with all in it."""
        if _is_dropped(element) or depth > _DEEPEST:
            return
        font = _font(element) or font
        if element.tag == "table":
            self.flush()
            self.builder.table(spread(list(_rows(element, font))))
            return
        if element.tag == "br":
            self._pieces.append(("\n", font))
            return
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
        if text:
            self._paragraphs += 1
            self.builder.place(paragraph=self._paragraphs)
            self.builder.line(self._label + text)
            self._label = ""

    def _add(self, text: str | None, font: str | None) -> None:
        if text:
            self._pieces.append((_BLANKS.sub(" ", text), font))


def _rows(table: etree._Element, font: str | None) -> Iterator[list[Cell]]:
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        cells = []
        for cell in row:
            if cell.tag in {"td", "th"} and not _is_dropped(cell):
                inner = _Walker()
                for each in (cell,):
                    inner.block(each, font, 0)
                inner.flush()
                text = inner.builder.build().text.strip("\n")
                cells.append(Cell(text, _span(cell, "colspan"), _span(cell, "rowspan")))
        yield cells


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(int(value), 1_000) if value.isdecimal() and int(value) else 1


def _is_dropped(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or element.get("role") == "navigation" or bool(_HIDDEN.search(element.get("style") or ""))


def _font(element: etree._Element) -> str | None:
    named = _FONT.search(element.get("style") or "")
    return named[1].strip() if named else element.get("face")


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
