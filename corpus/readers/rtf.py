"""Rich text (.rtf): words by font, tables, footnotes; typed and printed labels (RTF specification 1.9.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.model import CorpusError
from corpus.readers.content import Content, ContentBuilder
from corpus.readers.fonts import Piece, to_unicode
from corpus.readers.grid import Cell, by_edges, spread

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
# Groups that show nothing where they stand
_SILENT = {
    "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf", "fldinst", "listtable", "listoverridetable", "filetbl", "revtbl", "rsidtbl", "xmlnstbl",
    "generator", "themedata", "datastore", "latentstyles", "pgptbl", "annotation", "atnid", "atnauthor", "bkmkstart",
    "bkmkend", "nonshppict", "shprslt", "sp", "sn", "sv", "xe", "tc", "pntxta", "pntxtb", "ftnsep", "ftnsepc",
}  # fmt: skip
_KEPT_EXTENSIONS = {"shpinst", "shptxt", "listtext", "pntext", "upr", "ud"}
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "page": "",
}  # fmt: skip
_ESCAPED = {b"\\": "\\", b"{": "{", b"}": "}", b"~": " ", b"_": "-", b"-": "\u00ad", b"\n": "\n", b"\r": "\n"}
_CHARSETS = {0: "cp1252", 2: "cp1252", 163: "cp1258", 238: "cp1250", 204: "cp1251", 161: "cp1253", 162: "cp1254",
             186: "cp1257", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950"}  # fmt: skip
_MOST_GROUPS = 1_000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group."""

    silent: bool = False
    fonts: bool = False
    """In the table of fonts."""
    note: bool = False
    font: int | None = None
    after_unicode: int = 1
    hidden: bool = False
    capitals: bool = False


@dataclass(slots=True)
class _Row:
    """A table's row in the making."""

    cells: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    """Where each cell ends."""


def read(data: bytes) -> Content:
    """Read the bytes of an .rtf file; raises ``CorpusError`` where they are none, or nested beyond reason."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise CorpusError("Tệp không phải định dạng RTF. Hãy mở tệp và lưu lại rồi thử lại.")
    return _Reader(_without_binary(data)).read()


def _without_binary(data: bytes) -> bytes:
    r"""Drop the raw bytes that ``\binN`` announces: braces among them are none."""
    parts, position = [], 0
    for match in _BINARY.finditer(data):
        if match.start() >= position:
            parts.append(data[position : match.start()])
            position = match.end() + int(match[1])
    return b"".join([*parts, data[position:]])


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._builder = ContentBuilder()
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._charsets: dict[int, str] = {}
        self._page = "cp1252"
        self._pieces: list[Piece] = []
        self._note: list[Piece] = []
        self._cell: list[str] = []
        self._row = _Row()
        self._rows: list[tuple[list[Cell], list[int]]] = []
        self._merges: list[str] = []
        self._in_table = False
        self._skip = 0
        """Characters to skip: the stand-in for one given in Unicode."""
        self._optional = False
        self._paragraphs = 0
        self._markers = 0
        self._pending: list[tuple[int, str]] = []

    def read(self) -> Content:
        for match in _TOKEN.finditer(self._data):
            word, number, code, symbol, brace, words = match.groups()
            if brace:
                self._group(brace == b"{")
            elif word:
                self._control(word.decode("ascii"), int(number) if number else None)
            elif code:
                self._bytes(bytes.fromhex(code.decode("ascii")))
            elif symbol == b"*":
                self._optional = True
            elif symbol:
                self._text(_ESCAPED.get(symbol, ""))
            elif words:
                self._bytes(words)
        if self._stack:  # the last brace closes the first: what is missing may be tasks
            raise CorpusError("Tệp RTF bị cắt cụt, thiếu phần cuối. Hãy lấy lại tệp gốc rồi thử lại.")
        self._paragraph()
        self._end_table()
        return self._builder.build(wrapped=False)

    def _group(self, opens: bool) -> None:
        if opens:
            if len(self._stack) > _MOST_GROUPS:
                raise CorpusError("Tệp RTF lồng nhau quá sâu. Hãy mở tệp và lưu lại rồi thử lại.")
            self._stack.append(self._state)
            return
        if self._state.note and self._stack and not self._stack[-1].note:
            self._markers += 1
            text = " ".join(to_unicode(self._note).split())
            self._pending.append((len(to_unicode(self._pieces)), re.sub(r"^\d{1,2}\s+", "", text)))
            self._note = []
        self._state = self._stack.pop() if self._stack else _State()
        self._optional = False

    def _control(self, word: str, number: int | None) -> None:
        optional, self._optional = self._optional, False
        if word in _SILENT or (optional and word not in _KEPT_EXTENSIONS):
            self._state = replace(self._state, silent=True)
        elif word == "fonttbl":
            self._state = replace(self._state, fonts=True)
        elif word == "footnote":
            self._state = replace(self._state, note=True)
        elif word == "f" and number is not None:
            self._state = replace(self._state, font=number)
        elif word == "fcharset" and self._state.fonts and self._state.font is not None:
            self._charsets[self._state.font] = _CHARSETS.get(number or 0, "cp1252")
        elif word == "ansicpg" and number:
            self._page = f"cp{number}"
        elif word == "uc":
            self._state = replace(self._state, after_unicode=number or 0)
        elif word == "u" and number is not None:
            code = number % 0x10000
            self._text(chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd")
            self._skip = self._state.after_unicode
        elif word in _CHARACTERS:
            self._text(_CHARACTERS[word])
        elif word in {"v", "deleted", "caps", "plain"}:
            self._look(word, number != 0)
        elif not self._state.silent and not self._state.note:
            self._structure(word, number or 0)

    def _look(self, word: str, on: bool) -> None:
        if word == "plain":
            self._state = replace(self._state, hidden=False, capitals=False)
        elif word == "caps":
            self._state = replace(self._state, capitals=on)
        else:
            self._state = replace(self._state, hidden=on)

    def _structure(self, word: str, number: int) -> None:
        if word in {"par", "sect"}:
            self._paragraph()
        elif word == "pard":
            self._in_table = False
        elif word == "intbl":
            self._in_table = True
        elif word == "trowd":
            self._merges = []
            self._row.merges, self._row.edges = [], []
        elif word in {"clmgf", "clmrg", "clvmgf", "clvmrg"}:
            self._merges.append(word)
        elif word == "cellx":
            self._row.merges.append(" ".join(self._merges))
            self._row.edges.append(number)
            self._merges = []
        elif word in {"cell", "nestcell"}:
            self._cell.append(self._take())
            self._row.cells.append("\n".join(filter(None, self._cell)))
            self._cell = []
        elif word == "row":
            self._end_row()

    def _end_row(self) -> None:
        row: list[Cell] = []
        for i, text in enumerate(self._row.cells):
            merge = self._row.merges[i] if i < len(self._row.merges) else ""
            if "clmrg" in merge.split():
                row.append(Cell(""))
            else:
                row.append(Cell(text, continues="clvmrg" in merge))
        self._rows.append((row, self._row.edges))
        self._row = _Row(merges=self._row.merges, edges=self._row.edges)
        self._in_table = False

    def _take(self) -> str:
        text = to_unicode(self._pieces)
        self._pieces = []
        return text

    def _paragraph(self) -> None:
        if self._in_table or self._row.cells:
            self._cell.append(self._take())
            return
        words = self._take()
        if words.strip():
            self._end_table()
        self._paragraphs += 1
        self._builder.place(paragraph=self._paragraphs)
        first = self._markers - len(self._pending) + 1
        for marker, (at, note) in enumerate(self._pending, first):
            self._builder.note(str(marker), note, at)
        self._pending = []
        self._builder.line(words)

    def _end_table(self) -> None:
        if self._rows:
            rows, self._rows = self._rows, []
            self._builder.table(spread(by_edges(rows)))

    def _bytes(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        data = data[skipped:]
        if data:
            page = self._charsets.get(self._state.font if self._state.font is not None else -1, self._page)
            self._text(_decode(data, page), skip=False)

    def _text(self, text: str, skip: bool = True) -> None:
        if skip and self._skip:
            self._skip -= 1
            return
        state = self._state
        if state.fonts:
            if not state.silent and state.font is not None:
                self._fonts[state.font] = (self._fonts.get(state.font, "") + text).rstrip(";")
            return
        if state.silent or state.hidden:
            return
        font = self._fonts.get(state.font) if state.font is not None else None
        (self._note if state.note else self._pieces).append((text.upper() if state.capitals else text, font))


def _decode(data: bytes, page: str) -> str:
    """Decode by a code page; a byte that it has no letter for stands for itself, as old fonts use it."""
    try:
        return data.decode(page)
    except (UnicodeDecodeError, LookupError):
        return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)
