"""Words on a picture, recognised by Tesseract with Vietnamese data where it is installed (an external command)."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from statistics import median

from corpus.model import CorpusError
from corpus.readers.pdf_page import Glyph

DOTS_PER_INCH = 300
_SECONDS = 120
_LEAST_SURE = 30.0
_SIZE = 14.0
"""The size of letters in an official document, in points (Nghị định 30/2020/NĐ-CP, annex I)."""
_LANGUAGE = "vie"
_INSTALL = (
    "Tệp có trang là ảnh quét hoặc dùng phông chữ không đọc được, cần Tesseract với dữ liệu tiếng Việt để nhận dạng. "
    "Hãy cài hai gói hệ thống tesseract-ocr và tesseract-ocr-vie rồi thử lại."
)


def recognise(picture: bytes) -> list[Glyph]:
    """Return the words of a picture in the PNM format, taken at ``DOTS_PER_INCH``; one glyph is a whole word.

    Raises:
        CorpusError: Tesseract or its Vietnamese data is not installed, or it failed.
    """
    command = _command()
    if command is None:
        raise CorpusError(_INSTALL)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the picture goes in by standard input
            [command, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(DOTS_PER_INCH), "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise CorpusError("Không nhận dạng được chữ trên ảnh quét. Hãy quét lại rõ hơn rồi thử lại.") from error
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [(row, glyph) for row in rows if (glyph := _glyph(row))]
    feet: dict[tuple[str, ...], list[float]] = {}
    for row, glyph in words:
        feet.setdefault(_line(row), []).append(glyph.bottom)
    return [replace(glyph, base=median(feet[_line(row)])) for row, glyph in words]


@cache
def _command() -> str | None:
    """Return Tesseract's path, or None where it or its Vietnamese data is missing."""
    command = shutil.which("tesseract")
    if command is None:
        return None
    listed = subprocess.run([command, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    return command if _LANGUAGE in (listed.stdout + listed.stderr).split() else None


def _glyph(row: dict[str, str]) -> Glyph | None:
    word = (row.get("text") or "").strip()
    if row.get("level") != "5" or not word or float(row["conf"]) < _LEAST_SURE:
        return None
    left, top, width, height = (72 * int(row[key]) / DOTS_PER_INCH for key in ("left", "top", "width", "height"))
    # Tesseract's boxes fit the ink, so a word's height tells little of the size of its letters.
    return Glyph(word, left, top, left + width, top + height, top + height, _SIZE, begins=True)


def _line(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[key] for key in ("block_num", "par_num", "line_num"))
