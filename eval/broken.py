"""Files that cannot be read, or must not be: cut short, locked, empty, bombs, of other kinds."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

OFFICE_LOCK = "~$văn bản.docx"
"""What Word leaves beside a document that is open: nobody's document."""

_DAMAGED = "hỏng"
_BOMB = "phình"
_LOCKED = "mật khẩu"
_ENTITIES = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;&c;&c;&c;</a>'
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def broken_files(whole: Mapping[str, bytes]) -> dict[str, tuple[bytes, str]]:
    """Return files by name, each with words of the reason that must be given.

    Args:
        whole: a sound "docx" and "rtf", to be cut and locked.
    """
    docx, rtf = whole["docx"], whole["rtf"]
    return {
        "empty.txt": (b"", "trống"),
        "blank.txt": (b" \n\n \t ", "trống"),
        "empty.docx": (b"", _DAMAGED),
        "blank.docx": (_with(docx, {"word/document.xml": _BLANK}), "trống"),
        "number-only.txt": ("Số: 1/TB-VP\n".encode(), "không có nội dung"),
        "old-letters.txt": (b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam", "Không tìm thấy số"),
        "french.txt": (b"Le g\xe9n\xe9ral a \xe9t\xe9 pr\xe9venu o\xf9 r\xe9side l'\xe9l\xe8ve", "UTF-8"),
        "bytes.txt": (bytes(range(256)) * 8, "UTF-8"),
        "cut.docx": (docx[: len(docx) // 2], _DAMAGED),
        "cut.rtf": (rtf[: len(rtf) // 2], "cắt cụt"),
        "cut.pdf": (_locked_pdf()[:200], _DAMAGED),
        "cut.doc": (_OLE + bytes(600), _DAMAGED),
        "nonsense.pdf": (b"%PDF-1.7\nnothing", _DAMAGED),
        "nonsense.doc": (b"nothing", _DAMAGED),
        "nonsense.xlsx": (b"PK\x03\x04", _DAMAGED),
        "nonsense.zip": (b"PK\x03\x04", _DAMAGED),
        "locked.pdf": (_locked_pdf(), _LOCKED),
        "locked.docx": (_OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), _LOCKED),
        "bomb.docx": (zipped({"word/document.xml": b" " * (40 << 20)}), _BOMB),
        "entities.docx": (_with(docx, {"word/document.xml": _ENTITIES}), "DOCTYPE"),
        "outside.docx": (_with(docx, {"word/document.xml": _OUTSIDE}), "DOCTYPE"),
        "entities.xlsx": (zipped({"xl/workbook.xml": _ENTITIES}), "DOCTYPE"),
        "program.exe": (b"MZ" + bytes(64), "Chưa hỗ trợ"),
        "picture.png": (b"\x89PNG\r\n\x1a\n", "Chưa hỗ trợ"),
        "no-ending": (b"x", "Chưa hỗ trợ"),
        "deep.rtf": (b"{\\rtf1" + b"{" * 5_000, "lồng"),
    }


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANK = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body>'
    b"</w:document>"
)


def _with(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a package with some parts in the place of its own."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    return zipped({**members, **parts})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return target.getvalue()


def _locked_pdf() -> bytes:
    """Return a page locked by a password that nobody knows: no password answers to such keys."""
    words = zlib.compress(b"BT (x) Tj ET")
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(words), words),
        b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj %s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    trailer = b"trailer<</Size 6/Root 1 0 R/Encrypt 5 0 R/ID[<%s><%s>]>>\n" % (b"43" * 16, b"43" * 16)
    return made + head + trailer + b"startxref\n%d\n%%%%EOF" % len(made)
