"""Choose the reader by the file's name ending."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.model import CorpusError, Place
from corpus.readers import docx, markdown, pdf, plain
from corpus.readers.content import Content, Note, Row

MAX_BYTES = 20 * 1024 * 1024

READERS: dict[str, Callable[[bytes], Content]] = {
    ".docx": docx.read,
    ".docm": docx.read,
    ".md": markdown.read, ".pdf": pdf.read,
    ".txt": plain.read,
}
"""Name ending -> function from a file's bytes to its content; each raises ``CorpusError``."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text as it was read, before any cleaning."""

    name: str
    sha256: str
    reader: str
    text: str
    rows: tuple[Row, ...] = ()
    """The rows of its tables, in order; each is a line of the text."""
    notes: tuple[Note, ...] = ()
    places: tuple[Place, ...] = ()
    warnings: tuple[str, ...] = ()
    wrapped: bool | None = None


def read(path: Path) -> SourceText:
    """Read one file.

    Raises:
        CorpusError: the file is missing, empty, too large, unreadable, or of a format without a reader.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"Không đọc được tệp: {error.strerror or error}. Kiểm tra đường dẫn và quyền đọc.") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> SourceText:
    """Read a file's content that came under ``name``; raises ``CorpusError`` as ``read`` does."""
    suffix = Path(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise CorpusError(f"Chưa hỗ trợ định dạng “{suffix or name}”. Các định dạng đọc được: {known}.")
    if len(data) > MAX_BYTES:
        raise CorpusError(f"Tệp lớn hơn {MAX_BYTES // 2**20} MB. Hãy tách tệp hoặc lưu lại ở dạng văn bản.")
    content = reader(data)
    if not content.text.strip():
        raise CorpusError("Tệp trống, không có chữ nào. Kiểm tra lại tệp nguồn.")
    return SourceText(
        name,
        hashlib.sha256(data).hexdigest(),
        suffix.lstrip("."),
        content.text,
        content.rows,
        content.notes,
        content.places,
        content.warnings,
        content.wrapped,
    )
