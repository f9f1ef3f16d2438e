"""Word 97-2003 files (.doc): words by font, counted labels, tables, footnotes; deleted and hidden words left out."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.readers.content import Content, ContentBuilder
from corpus.readers.doc_file import DocFile, Properties
from corpus.readers.docx_numbering import Level, ListDefinition, Numbering
from corpus.readers.fonts import Piece, encoding_of, to_unicode
from corpus.readers.grid import Cell, by_edges, spread

# Codes of properties [sprm]
_FONT, _DELETED, _HIDDEN, _CAPITALS, _SYMBOL = 0x4A4F, 0x0800, 0x083C, 0x083B, 0x6A09
_IN_TABLE, _ROW_END, _LIST, _LEVEL, _NESTED, _MERGES = 0x2416, 0x2417, 0x460B, 0x260A, 0x6649, 0xD608
_FIELD_BEGINS, _FIELD_PARTS, _FIELD_ENDS = "\x13", "\x14", "\x15"
_SHOWN = {"\x0b": "\n", "\x1e": "-", "\t": "\t", "\xa0": " "}
_ENDS = "\r\x07\x0c"
_FORMATS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
            23: "bullet", 255: "none"}  # fmt: skip
_LISTS, _LIST_USES = 73, 74
_MOST_LISTS = 5_000
_DEEPEST = 20
_MERGED_BELOW, _MERGED_FIRST, _MERGED_BESIDE = 0x20, 0x01, 0x02


@dataclass(slots=True)
class _Paragraph:
    start: int
    end: int
    """Offset of the mark that ends it."""
    look: Properties
    mark: str


def read(data: bytes) -> Content:
    """Read the bytes of a .doc file; raises ``CorpusError`` where they are none, encrypted, or from before Word 97."""
    return _Reader(DocFile(data)).read()


class _Reader:
    def __init__(self, file: DocFile) -> None:
        self._file = file
        self._numbering = Numbering(_lists(file))
        self._builder = ContentBuilder()
        self._cells: list[str] = []
        self._cell: list[str] = []
        self._rows: list[tuple[list[Cell], list[int]]] = []
        self._notes = self._read_notes()

    def read(self) -> Content:
        number = 0
        for paragraph in self._paragraphs(0, self._file.body_length):
            if paragraph.look.get(_IN_TABLE, b"\0") != b"\0":
                self._in_table(paragraph)
                continue
            self._end_table()
            number += 1
            self._builder.place(paragraph=number)
            words = self._words(paragraph.start, paragraph.end)
            label = self._label(paragraph)
            for at in sorted(self._notes):
                if paragraph.start <= at < paragraph.end:
                    marker, text = self._notes[at]
                    self._builder.note(marker, text, len(label) + len(self._words(paragraph.start, at)))
            self._builder.line(label + words if words.strip() else "")
        self._end_table()
        return self._builder.build(wrapped=False)

    def _in_table(self, paragraph: _Paragraph) -> None:
        if paragraph.look.get(_ROW_END, b"\0") != b"\0":
            self._rows.append(_row(self._cells, paragraph.look))
            self._cells, self._cell = [], []
            return
        words = self._label(paragraph) + self._words(paragraph.start, paragraph.end)
        self._cell.append(words)
        if paragraph.mark == "\x07":
            self._cells.append("\n".join(part for part in self._cell if part.strip()))
            self._cell = []

    def _end_table(self) -> None:
        if self._rows:
            rows, self._rows = self._rows, []
            self._builder.table(spread(by_edges(rows)))

    def _paragraphs(self, start: int, end: int) -> Iterator[_Paragraph]:
        """Yield the paragraphs of a stretch of characters."""
        text = self._file.characters
        end = min(end, len(text))
        first = start
        for i in range(start, end):
            if text[i] in _ENDS:
                yield _Paragraph(first, i, self._paragraph_look(i), text[i])
                first = i + 1
        if first < end:
            yield _Paragraph(first, end, self._paragraph_look(end - 1), "\r")

    def _paragraph_look(self, at: int) -> Properties:
        stretch = self._file.paragraph_at(self._file.origins[at])
        if stretch is None:
            return {}
        look = dict(self._styled(stretch.style, "paragraph"))
        look.update(stretch.properties)
        return look

    def _styled(self, style: int | None, part: str) -> Properties:
        """Return what a style says, along what it is based on."""
        chain: list[Properties] = []
        while style in self._file.styles and len(chain) < _DEEPEST:
            chain.append(getattr(self._file.styles[style], part))
            style = self._file.styles[style].base
        look: Properties = {}
        for each in reversed(chain):
            look.update(each)
        return look

    def _words(self, start: int, end: int) -> str:
        """Return what a stretch of characters shows."""
        text, origins = self._file.characters, self._file.origins
        pieces: list[Piece] = []
        depth, codes = 0, 0
        run_end, look, font = -1, Properties(), None
        base: Properties = {}
        if start < end:
            paragraph = self._file.paragraph_at(origins[start])
            base = self._styled(paragraph.style, "run") if paragraph else {}
        for i in range(start, end):
            char = text[i]
            if char == _FIELD_BEGINS:
                depth, codes = depth + 1, codes + 1
            elif char == _FIELD_PARTS:
                codes = max(0, codes - 1)
            elif char == _FIELD_ENDS:
                depth = max(0, depth - 1)
                codes = min(codes, depth)
            if codes:
                continue
            if not run_end > origins[i] or (i > start and origins[i] < origins[i - 1]):
                run = self._file.run_at(origins[i])
                run_end = run.end if run else origins[i] + 1
                look = {**base, **(run.properties if run else {})}
                font = self._font(look)
            if _on(look, _DELETED) or _on(look, _HIDDEN):
                continue
            shown = _SHOWN.get(char, "" if char < " " else char)
            if shown:
                capitals = _on(look, _CAPITALS) and encoding_of(font) is None
                pieces.append((shown.upper() if capitals else shown, font))
        return to_unicode(pieces)

    def _font(self, look: Properties) -> str | None:
        held = look.get(_FONT, b"")
        number = struct.unpack("<H", held)[0] if len(held) == 2 else self._file.default_font
        return self._file.fonts[number] if number < len(self._file.fonts) else None

    def _label(self, paragraph: _Paragraph) -> str:
        held = paragraph.look.get(_LIST, b"")
        number = struct.unpack("<H", held)[0] if len(held) == 2 else 0
        return self._numbering.label(str(number), (paragraph.look.get(_LEVEL) or b"\0")[0]) if number else ""

    def _read_notes(self) -> dict[int, tuple[str, str]]:
        """Return of each footnote mark's position its marker and the note's words."""
        marks, starts = self._file.note_marks(), self._file.note_starts()
        base = self._file.body_length
        found = {}
        for i, (mark, start, end) in enumerate(zip(marks, starts, starts[1:], strict=False), 1):
            last = min(base + end, len(self._file.characters))
            parts = (self._words(p.start, p.end) for p in self._paragraphs(base + max(0, start), last))
            found[mark] = (str(i), " ".join(" ".join(parts).split()))
        return found


def _on(look: Properties, code: int) -> bool:
    return look.get(code, b"\0") not in {b"\0", b""}


def _row(cells: list[str], look: Properties) -> tuple[list[Cell], list[int]]:
    """Return a row's cells, merged as its definition says, and where each ends [TDefTableOperand]."""
    held = look.get(_MERGES, b"")
    count = held[0] if held else 0
    flags = held[1 + 2 * (count + 1) :]
    edges = struct.unpack(f"<{count + 1}h", held[1 : 1 + 2 * (count + 1)]) if len(held) > 2 * (count + 1) else ()
    row = []
    for i, text in enumerate(cells):
        flag = flags[20 * i] if 20 * i < len(flags) else 0
        if flag & _MERGED_BESIDE and not flag & _MERGED_FIRST:
            row.append(Cell(""))
        else:
            row.append(Cell(text, continues=bool(flag & _MERGED_BELOW) and not flag & 0x40))
    return row, list(edges[1:])


def _lists(file: DocFile) -> dict[str, ListDefinition]:
    """Return the lists by the number with which paragraphs name them [PlfLfo, PlfLst]."""
    offset, data = file.entry(_LISTS)
    if len(data) < 2:
        return {}
    count = min(struct.unpack_from("<H", data)[0], (len(data) - 2) // 28, _MOST_LISTS)
    levels = file.after(offset + 2 + 28 * count)
    position = 0
    by_id: dict[int, dict[int, Level]] = {}
    for i in range(count):
        ident = struct.unpack_from("<i", data, 2 + 28 * i)[0]
        simple = data[2 + 28 * i + 26] & 1
        found: dict[int, Level] = {}
        for level in range(1 if simple else 9):
            if position + 28 > len(levels):
                break
            found[level], position = _level(levels, position)
        by_id[ident] = found
    uses = file.entry(_LIST_USES)[1]
    most = struct.unpack_from("<I", uses)[0] if len(uses) >= 4 else 0
    lists = {}
    for i in range(min(most, (len(uses) - 4) // 16, _MOST_LISTS)):
        ident = struct.unpack_from("<i", uses, 4 + 16 * i)[0]
        if ident in by_id:
            lists[str(i + 1)] = ListDefinition(str(ident), by_id[ident])
    return lists


def _level(data: bytes, position: int) -> tuple[Level, int]:
    """Read one level of a list [LVL]; return it and where the next begins."""
    start = struct.unpack_from("<i", data, position)[0]
    format_, run_length, paragraph_length = data[position + 4], data[position + 24], data[position + 25]
    at = position + 28 + run_length + paragraph_length
    length = struct.unpack_from("<H", data, at)[0] if at + 2 <= len(data) else 0
    text = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    label = "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in text)
    return Level(start, _FORMATS.get(format_, "decimal"), label), at + 2 + 2 * length
