"""What stands on a PDF's pages: words with their boxes, and ruled lines. The only user of pypdfium2.

Coordinates are points from the page's top left corner, y downwards.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.model import CorpusError
from corpus.readers.fonts import encoding_of

_THIN = 3.0
"""A path no thicker is a line."""
_SHORTEST = 6.0
_SOME = 0.01
"""What a picture covers at least: one of no size is still one."""
_FONT_NAME = 256


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter, or a word recognised on a picture, with its box and font."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    """Where it rests: letters of a line share it, whatever their fonts."""
    size: float
    font: str | None = None
    begins: bool = False
    """The file itself puts a blank before it, or it is a whole word."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: horizontal where ``y0 == y1``, else vertical."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; where a picture covers it and it has hardly a glyph, it is a scan."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    picture: float
    """How much of the page its largest picture covers, from 0 to 1."""


class Pages:
    """An opened PDF; close it after use."""

    def __init__(self, data: bytes) -> None:
        """Open a PDF; raises ``CorpusError`` where the bytes are none, or where it wants a password."""
        try:
            self._pdf = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise CorpusError(
                "Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi thử lại."
                if locked
                else "Tệp PDF bị hỏng hoặc không đúng định dạng. Hãy xuất lại tệp rồi thử lại."
            ) from error

    def __len__(self) -> int:
        return len(self._pdf)

    def close(self) -> None:
        self._pdf.close()

    def read(self) -> Iterator[Page]:
        """Yield the pages in order."""
        for number in range(1, len(self._pdf) + 1):
            try:
                page = self._pdf[number - 1]
            except pdfium.PdfiumError as error:
                raise CorpusError(
                    f"Tệp PDF bị hỏng: không đọc được trang {number}. Hãy xuất lại tệp rồi thử lại."
                ) from error
            width, height = page.get_size()
            rules, picture = _objects(page, width, height)
            yield Page(number, width, height, _glyphs(page, height), rules, picture)
            page.close()

    def picture(self, number: int, dots_per_inch: int) -> bytes:
        """Return a page as a grey picture in the PGM format."""
        page = self._pdf[number - 1]
        bitmap = page.render(scale=dots_per_inch / 72, grayscale=True)
        rows = bytes(bitmap.buffer)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        page.close()
        body = b"".join(rows[i * stride : i * stride + width] for i in range(height))
        return b"P5 %d %d 255\n" % (width, height) + body


_HYPHEN = "\x02"
"""What pdfium makes of a hyphen at a line's end, and of a soft hyphen, whose code TCVN3 gives to ư."""
_WIDEST_HYPHEN = 0.42
"""Of its font's size; ư takes 0.52."""


def _glyphs(page: pdfium.PdfPage, height: float) -> tuple[Glyph, ...]:
    """Return the letters in the order in which the file draws them; blanks follow from the gaps between them."""
    text = page.get_textpage()
    handle = text.raw
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: list[Glyph] = []
    fonts: dict[int, tuple[str | None, float]] = {}
    pending, begins = "", False
    for i in range(raw.FPDFText_CountChars(handle)):
        char = chr(raw.FPDFText_GetUnicode(handle, i))
        if "\ud800" <= char <= "\udbff":
            pending = char
            continue
        char, pending = (pending + char, "") if pending else (char, "")
        char = char.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if char.isspace() and raw.FPDFText_IsGenerated(handle, i) == 0:
            begins = True
        if char.isspace() or char in "\ufffe\uffff" or not raw.FPDFText_GetLooseCharBox(handle, i, box):
            continue
        font, size = _font(handle, i, fonts)
        if char == _HYPHEN and encoding_of(font) == "tcvn3" and box.right - box.left > _WIDEST_HYPHEN * size:
            char = "\u00ad"  # ư at a line's end
        raw.FPDFText_GetCharOrigin(handle, i, x, y)
        edges = (box.left, height - box.top, box.right, height - box.bottom)
        found.append(Glyph(char, *edges, height - y.value, size, font, begins))
        begins = False
    text.close()
    return tuple(found)


def _font(text: raw.FPDF_TEXTPAGE, index: int, known: dict[int, tuple[str | None, float]]) -> tuple[str | None, float]:
    """Return a letter's font and size, asked for once a text object."""
    holder = raw.FPDFText_GetTextObject(text, index)
    key = ctypes.cast(holder, ctypes.c_void_p).value or -1
    if key not in known:
        name = ctypes.create_string_buffer(_FONT_NAME)
        length = raw.FPDFText_GetFontInfo(text, index, name, _FONT_NAME, None)
        matrix = raw.FS_MATRIX()  # a browser's letters are drawn large and scaled down
        scaled = raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * (math.hypot(matrix.b, matrix.d) if scaled else 1.0)
        known[key] = (name.value.decode("utf-8", "replace") if length else None, size)
    return known[key]


def _objects(page: pdfium.PdfPage, width: float, height: float) -> tuple[tuple[Rule, ...], float]:
    rules: list[Rule] = []
    picture = 0.0
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        if each.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = each.get_bounds()
            covered = max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(top, height) - max(bottom, 0))
            picture = max(picture, covered / (width * height) if width * height else 0.0, _SOME)
        else:
            for points in _strokes(each):
                rules.extend(_rules([(x, height - y) for x, y in points]))
    return tuple(rules), picture


def _strokes(path: pdfium.PdfObject) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each stroke of a path."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for i in range(raw.FPDFPath_CountSegments(path.raw)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(matrix.on_point(x.value, y.value))
    if points:
        yield points


def _rules(points: list[tuple[float, float]]) -> Iterator[Rule]:
    """Yield the lines that a stroke draws: one where it is thin, else each of its upright and level sides."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if max(ys) - min(ys) <= _THIN or max(xs) - min(xs) <= _THIN:
        sides = [((min(xs), min(ys)), (max(xs), max(ys)))]
    else:
        sides = list(zip(points, [*points[1:], points[0]], strict=True))
    for (x0, y0), (x1, y1) in sides:
        if abs(y1 - y0) <= _THIN and abs(x1 - x0) >= _SHORTEST:
            yield Rule(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2)
        elif abs(x1 - x0) <= _THIN and abs(y1 - y0) >= _SHORTEST:
            yield Rule((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1))
