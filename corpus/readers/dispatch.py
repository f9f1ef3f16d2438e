"""Choose the reader: by what the bytes say they are, else by the file's name ending."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from corpus.model import CorpusError, Place
from corpus.readers.content import Content, Note, Row

MAX_BYTES = 20 * 1024 * 1024
MAX_TEXT = 4_000_000
"""Characters: about a thousand full pages, as many as a PDF may have. What is read must be embedded, too."""
_TOO_LARGE = "Tệp lớn hơn {most} MB. Hãy tách tệp hoặc lưu lại ở dạng văn bản."

READERS = {
    ".doc": "doc",
    ".docm": "docx",
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".md": "markdown",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".txt": "plain",
    ".xlsx": "xlsx",
}
"""Name ending -> the module whose ``read`` turns a file's bytes into its content, and raises ``CorpusError``.

A module is imported when its first file is read: a question must not wait for the libraries of every format.
"""

_MAGIC = {b"{\\rtf": "rtf", b"%pdf-": "pdf", b"<html": "html", b"<!doctype html": "html"}
_PARTS = {b"word/document.xml": "docx", b"xl/workbook.xml": "xlsx"}
"""Member of a zip package -> its reader; names stand in it as they are."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream of an Office document that a password locks."""


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
    return read_bytes(path.name, read_file(path))


def read_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return a file's bytes; raises ``CorpusError`` where it is missing, no file, unreadable or too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe or device never ends
            raise CorpusError("Không đọc được tệp: không phải tệp thông thường. Kiểm tra đường dẫn.")
        if found.st_size > most:
            raise CorpusError(_TOO_LARGE.format(most=most // 2**20))
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(f"Không đọc được tệp: {error.strerror or error}. Kiểm tra đường dẫn và quyền đọc.") from error


def read_bytes(name: str, data: bytes) -> SourceText:
    """Read a file's content that came under ``name``; raises ``CorpusError`` as ``read`` does."""
    suffix = Path(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise CorpusError(f"Chưa hỗ trợ định dạng “{suffix or name}”. Các định dạng đọc được: {known}.")
    if len(data) > MAX_BYTES:
        raise CorpusError(_TOO_LARGE.format(most=MAX_BYTES // 2**20))
    reader = _by_content(data) or reader
    content: Content = import_module(f"corpus.readers.{reader}").read(data)
    if not content.text.strip():
        raise CorpusError("Tệp trống, không có chữ nào. Kiểm tra lại tệp nguồn.")
    if len(content.text) > MAX_TEXT:
        raise CorpusError(
            f"Văn bản dài hơn {MAX_TEXT // 10**6} triệu ký tự (khoảng 1.000 trang). Hãy tách tệp rồi thử lại."
        )
    return SourceText(
        name,
        hashlib.sha256(data).hexdigest(),
        suffix.lstrip(".") if reader == READERS[suffix] else reader,
        content.text,
        content.rows,
        content.notes,
        content.places,
        content.warnings,
        content.wrapped,
    )


def _by_content(data: bytes) -> str | None:
    """Return the reader of what the bytes are whatever the file is called: Word opens an RTF or a page named .doc."""
    head = data[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"PK\x03\x04"):
        return next((reader for part, reader in _PARTS.items() if part in data), None)
    if head.startswith(_OLE):
        if _LOCKED in data:
            raise CorpusError("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.")
        return "doc"
    return next((reader for magic, reader in _MAGIC.items() if head.lower().startswith(magic)), None)
