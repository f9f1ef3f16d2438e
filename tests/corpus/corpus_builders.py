"""Files made with the formats' own libraries, and where the shared real ones lie."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from docx.document import Document

ROOT = Path(__file__).parents[2]
_SHARED = next((each for each in (ROOT.parent / "shared", ROOT.parents[1] / "shared") if each.is_dir()), None)

LETTERHEAD = (
    ("VĂN PHÒNG\nSố: 5/TB-VP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 16 tháng 3 năm 2026"),
)  # fmt: skip
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def shared(*parts: str) -> Path:
    """Return a file of the shared folder beside the checkout; the test is skipped where it is absent."""
    if _SHARED is None or not (path := _SHARED.joinpath(*parts)).exists():
        pytest.skip("no shared folder beside the checkout")
    return path


def windows_1258(text: str) -> bytes:
    """Return text in windows-1258, which writes a letter's tone behind it."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    made = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        made += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        made += "".join(part for part in parts if part in tones)
    return made.encode("cp1258")


def word(fill: Callable[[Document], None]) -> bytes:
    """Return a .docx that python-docx made."""
    document = docx.Document()
    fill(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word_of(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a .docx of raw WordprocessingML: the body's content, and further parts by name ("numbering")."""
    plain = word(lambda _: None)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            data = source.read(name)
            stem = name.removeprefix("word/").removesuffix(".xml")
            if name == "word/document.xml":
                data = re.sub(rb"(<w:body>).*(</w:body>)", lambda m: m[1] + body.encode() + m[2], data, flags=re.S)
            elif stem in (parts or {}):
                continue
            made.writestr(name, data)
        for stem, content in (parts or {}).items():
            made.writestr(f"word/{stem}.xml", content)
    return target.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph of WordprocessingML; a run that begins with "<" is taken as it is."""
    made = (run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(made)}</w:p>"
