"""Zip packages and the XML in them, opened without trust.

Guarantees: nothing is written to disk, so a member's name leads nowhere; what is unpacked is counted as it comes, not
as the package declares it; XML with a document type (and so entities of its own) is refused; macros are never read.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from pathlib import PurePosixPath

from lxml import etree

from corpus.model import CorpusError
from corpus.readers.encodings import decode

MAX_UNPACKED = 200 * 2**20
"""Bytes that all members read from one package, and from packages inside it, may have together."""
MAX_RATIO = 300
"""A member so many times larger than it is packed, and larger than ``_SMALL``, is a bomb."""
MAX_MEMBERS = 5_000
_SMALL = 10 * 2**20
_CHUNK = 2**20
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ENCRYPTED = 0x1
_NAMED_IN_UTF8 = 0x800

_BOMB = "Tệp nén phình ra quá lớn khi mở, có thể là tệp phá hoại. Hãy kiểm tra nguồn gốc của tệp."
_DECLARES = "Tệp XML có khai báo kiểu tài liệu (DOCTYPE), không được phép. Hãy lưu lại tệp rồi thử lại."
_BROKEN = "Tệp bị hỏng hoặc không đúng định dạng. Hãy mở tệp và lưu lại rồi thử lại."


class Budget:
    """How many bytes may yet be unpacked; a package and those inside it share one."""

    def __init__(self, left: int = MAX_UNPACKED) -> None:
        self.left = left


class Package:
    """A zip file in memory."""

    def __init__(self, data: bytes, budget: Budget | None = None) -> None:
        """Open a package; raises ``CorpusError`` where the bytes are none, or where it holds too many members."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise CorpusError(_BROKEN) from error
        if len(self._zip.filelist) > MAX_MEMBERS:
            raise CorpusError(_BOMB)
        self._budget = budget or Budget()

    def names(self) -> list[str]:
        """Return the members' names, folders left out, as printed in the package."""
        return [info.filename for info in self._zip.filelist if not info.is_dir()]

    def printed(self, name: str) -> str:
        """Return a member's name as people typed it: what the package does not declare as UTF-8 comes as code page 437.

        Undeclared UTF-8 is read as such, names in windows-1258, TCVN3 or VNI where they are certain.
        """
        if self._zip.NameToInfo[name].flag_bits & _NAMED_IN_UTF8:
            return unicodedata.normalize("NFC", name)
        try:
            found = decode(name.encode("cp437"))
        except UnicodeError:
            return name
        return unicodedata.normalize("NFC", found or name)

    def read(self, name: str) -> bytes:
        """Return a member's bytes; raises ``CorpusError`` where it is missing, encrypted, damaged or too large."""
        try:
            info = self._zip.getinfo(name)
        except KeyError as error:
            raise CorpusError(_BROKEN) from error
        if info.flag_bits & _ENCRYPTED:
            raise CorpusError("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.")
        most = max(_SMALL, info.compress_size * MAX_RATIO)
        parts, length = [], 0
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    length += len(chunk)
                    if length > most or length > self._budget.left:
                        raise CorpusError(_BOMB)
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise CorpusError(_BROKEN) from error
        self._budget.left -= length
        return b"".join(parts)

    def xml(self, name: str) -> etree._Element | None:
        """Return a member's root element, or None where there is no such member; raises ``CorpusError``."""
        return parse_xml(self.read(name)) if name in self._zip.NameToInfo else None


def parse_xml(data: bytes) -> etree._Element:
    """Return the root element of an XML text; raises ``CorpusError`` where it is malformed or declares entities."""
    if any(mark in data for mark in _DOCTYPES):
        raise CorpusError(_DECLARES)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise CorpusError(_BROKEN) from error
    if root.getroottree().docinfo.doctype:
        raise CorpusError(_DECLARES)
    return root


def base_name(name: str) -> str:
    """Return the last part of a member's name, whatever path it claims ("../../etc/x.docx" -> "x.docx")."""
    return PurePosixPath(name.replace("\\", "/")).name
