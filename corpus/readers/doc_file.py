"""The streams of a Word 97-2003 file: its text, and what is said of each stretch of it ([MS-DOC]).

Names in brackets are the specification's. Every offset comes from the file and is checked before use; what lies outside
its stream reads as nothing.
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import olefile

from corpus.model import CorpusError

_MAGIC = 0xA5EC
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_TABLES = 0x9A
"""Where the table of offsets begins [FibRgFcLcb97]; each entry is an offset and a length."""
_STYLES, _NOTE_MARKS, _NOTES = 1, 2, 3
_RUNS, _PARAGRAPHS, _FONTS, _PIECES, _LISTS, _LIST_USES = 12, 13, 15, 33, 73, 74
_PAGE = 512
_ELSEWHERE = 0x6646
_COMPRESSED = 0x40000000
_MOST_STRETCHES = 500_000
_BROKEN = "Tệp Word (.doc) bị hỏng hoặc không đúng định dạng. Hãy mở tệp bằng Word và lưu lại ở dạng .docx."

Properties = dict[int, bytes]
"""Property code [sprm] -> operand."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Properties of the characters whose bytes lie in ``[start, end)`` of the main stream."""

    start: int
    end: int
    style: int | None
    properties: Properties


@dataclass(slots=True)
class Style:
    """A paragraph or character style."""

    base: int
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)


class DocFile:
    """An opened .doc."""

    def __init__(self, data: bytes) -> None:
        """Read the file's tables; raises ``CorpusError`` where it is none, encrypted, or from before Word 97."""
        self.main, self._table, self._data = _streams(data)
        self.characters, self.origins = self._text()
        lengths = [max(0, self._int(self.main, 0x4C + 4 * i)) for i in range(2)]
        self.body_length, self.note_length = lengths
        """How many characters the body has, and the footnotes after it."""
        self.fonts = self._font_names()
        self.styles = self._read_styles()
        self.runs = sorted(self._stretches(_RUNS, paragraphs=False), key=lambda s: s.start)
        self.paragraphs = sorted(self._stretches(_PARAGRAPHS, paragraphs=True), key=lambda s: s.start)
        self._run_starts = [s.start for s in self.runs]
        self._paragraph_starts = [s.start for s in self.paragraphs]

    def run_at(self, origin: int) -> Stretch | None:
        """Return the run that holds a byte of the main stream."""
        return _holding(self.runs, self._run_starts, origin)

    def paragraph_at(self, origin: int) -> Stretch | None:
        """Return the paragraph that holds a byte of the main stream."""
        return _holding(self.paragraphs, self._paragraph_starts, origin)

    def entry(self, index: int) -> tuple[int, bytes]:
        """Return where a structure begins in the table stream, and its bytes."""
        offset, length = (self._int(self.main, _TABLES + 8 * index + 4 * i) for i in range(2))
        if offset < 0 or length <= 0 or offset + length > len(self._table):
            return 0, b""
        return offset, self._table[offset : offset + length]

    def after(self, offset: int) -> bytes:
        """Return the table stream from an offset on."""
        return self._table[offset:]

    def note_marks(self) -> list[int]:
        """Return the positions of footnote marks in the body [PlcffndRef]."""
        data = self.entry(_NOTE_MARKS)[1]
        return [self._int(data, 4 * i) for i in range(max(0, (len(data) - 4) // 6))]

    def note_starts(self) -> list[int]:
        """Return where each footnote begins among the footnotes' characters [PlcffndTxt]."""
        data = self.entry(_NOTES)[1]
        return [self._int(data, 4 * i) for i in range(len(data) // 4)]

    def _text(self) -> tuple[str, list[int]]:
        """Return all characters, and of each its byte in the main stream, by the table of pieces [Clx]."""
        data = self.entry(_PIECES)[1]
        position = 0
        while position < len(data) and data[position] == 1:  # [Prc]
            position += 3 + struct.unpack_from("<H", data.ljust(position + 3, b"\0"), position + 1)[0]
        table = data[position + 5 :]
        count = (len(table) - 4) // 12
        if count < 1 or position >= len(data) or data[position] != 2:
            raise CorpusError(_BROKEN)
        characters: list[str] = []
        origins: list[int] = []
        for i in range(count):
            length = self._int(table, 4 * i + 4) - self._int(table, 4 * i)
            place = self._int(table, 4 * (count + 1) + 8 * i + 2)
            wide = not place & _COMPRESSED
            start = (place & ~_COMPRESSED) // (1 if wide else 2)
            width = 2 if wide else 1
            raw = self.main[start : start + max(0, length) * width]
            raw = raw[: len(raw) - len(raw) % width]
            text = raw.decode("utf-16-le", "replace") if wide else _narrow(raw)
            text = text if len(text) == len(raw) // width else _by_unit(raw)
            characters.append(text)
            origins.extend(range(start, start + len(raw), width))
        return "".join(characters), origins

    def _font_names(self) -> list[str]:
        """Return the fonts' names in order [SttbfFfn]."""
        data = self.entry(_FONTS)[1]
        names, position = [], 4
        while position < len(data):
            length = data[position]
            body = data[position + 1 : position + 1 + length]
            names.append(body[39:].decode("utf-16-le", "ignore").split("\0")[0])
            position += length + 1
        return names

    def _read_styles(self) -> dict[int, Style]:
        """Return the styles by number [STSH]."""
        data = self.entry(_STYLES)[1]
        if len(data) < 20:
            return {}
        header = self._short(data, 0)
        count, base_length = self._short(data, 2), self._short(data, 4)
        self.default_font = self._short(data, 2 + 12) if header >= 14 else 0
        found: dict[int, Style] = {}
        position = 2 + header
        for number in range(count):
            length = self._short(data, position)
            body = data[position + 2 : position + 2 + length]
            position += 2 + length + length % 2
            if len(body) > base_length + 2:
                found[number] = self._style(body, base_length)
        return found

    def _style(self, body: bytes, base_length: int) -> Style:
        kind, base = self._short(body, 2) & 0xF, self._short(body, 2) >> 4
        style = Style(base)
        position = base_length + 2 + 2 * self._short(body, base_length) + 2
        for part in ("paragraph", "run") if kind == 1 else ("run",) if kind == 2 else ():
            length = self._short(body, position)
            update = body[position + 2 : position + 2 + length]
            position += 2 + length + length % 2
            setattr(style, part, dict(properties(update[2:] if part == "paragraph" else update)))
        return style

    def _stretches(self, index: int, *, paragraphs: bool) -> Iterator[Stretch]:
        """Yield the runs [ChpxFkp] or paragraphs [PapxFkp] of the file."""
        data = self.entry(index)[1]
        count = (len(data) - 4) // 8
        made = 0
        for i in range(max(0, count)):
            number = self._int(data, 4 * (count + 1) + 4 * i) & 0x3FFFFF
            page = self.main[number * _PAGE : (number + 1) * _PAGE]
            if len(page) < _PAGE:
                continue
            for stretch in _page(page, paragraphs):
                made += 1
                if made > _MOST_STRETCHES:
                    raise CorpusError(_BROKEN)
                yield self._whole(stretch)

    def _whole(self, stretch: Stretch) -> Stretch:
        """Add the properties that are too long for a page and lie in the data stream [PrcData]."""
        held = stretch.properties.get(_ELSEWHERE, b"")
        if len(held) != 4:
            return stretch
        start = self._int(held, 0)
        body = self._data[start + 2 : start + 2 + self._short(self._data, start)] if start >= 0 else b""
        return replace(stretch, properties={**stretch.properties, **dict(properties(body))})

    @staticmethod
    def _int(data: bytes, offset: int) -> int:
        return int(struct.unpack_from("<i", data, offset)[0]) if 0 <= offset <= len(data) - 4 else 0

    @staticmethod
    def _short(data: bytes, offset: int) -> int:
        return int(struct.unpack_from("<H", data, offset)[0]) if 0 <= offset <= len(data) - 2 else 0

    default_font = 0


def _streams(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the main stream, the table stream and the data stream, which may be absent."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            main = file.openstream("WordDocument").read()
            if len(main) < _TABLES or struct.unpack_from("<H", main)[0] != _MAGIC:
                raise CorpusError(_BROKEN)
            flags = struct.unpack_from("<H", main, 0x0A)[0]
            if flags & _ENCRYPTED:
                raise CorpusError("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.")
            table = file.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
            more = file.openstream("Data").read() if file.exists("Data") else b""
    except (OSError, ValueError, IndexError, struct.error, TypeError) as error:
        raise CorpusError(_BROKEN) from error
    return main, table, more


def properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the properties of a list of them [grpprl]."""
    position = 0
    while position + 2 <= len(data):
        code = struct.unpack_from("<H", data, position)[0]
        position += 2
        length = (1, 1, 2, 4, 2, 2, -1, 3)[code >> 13]
        if length < 0:
            if code == 0xD608 and position + 2 <= len(data):  # [sprmTDefTable]
                length = struct.unpack_from("<H", data, position)[0] - 1
                position += 2
            elif position < len(data):
                length = data[position]
                position += 1
            else:
                return
        yield code, data[position : position + length]
        position += max(0, length)


def _page(page: bytes, paragraphs: bool) -> Iterator[Stretch]:
    """Yield the stretches of one page of properties."""
    count = page[_PAGE - 1]
    width = 13 if paragraphs else 1
    if 4 * (count + 1) + width * count >= _PAGE:
        return
    edges = struct.unpack_from(f"<{count + 1}I", page)
    for i in range(count):
        at = page[4 * (count + 1) + width * i] * 2
        style: int | None = None
        held = b""
        if at and paragraphs:
            length = page[at]
            start, size = (at + 1, 2 * length - 1) if length else (at + 2, 2 * page[min(at + 1, _PAGE - 1)])
            body = page[start : min(start + size, _PAGE - 1)]
            style, held = (struct.unpack_from("<H", body)[0], body[2:]) if len(body) >= 2 else (None, b"")
        elif at:
            held = page[at + 1 : min(at + 1 + page[at], _PAGE - 1)]
        yield Stretch(edges[i], edges[i + 1], style, dict(properties(held)))


def _holding(stretches: list[Stretch], starts: list[int], origin: int) -> Stretch | None:
    i = bisect_right(starts, origin) - 1
    return stretches[i] if i >= 0 and origin < stretches[i].end else None


def _narrow(raw: bytes) -> str:
    """Decode one byte a character; what Windows-1252 has no letter for stands for itself, as old fonts use it."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)


def _by_unit(raw: bytes) -> str:
    """Decode two bytes a character whatever they are: one character a unit keeps positions right."""
    return "".join(chr(unit) if not 0xD800 <= unit < 0xE000 else "\ufffd" for (unit,) in struct.iter_unpack("<H", raw))
