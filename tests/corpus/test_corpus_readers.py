"""Files that can be read, and what is said about those that cannot."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest
from corpus_builders import windows_1258

from corpus.model import CorpusError
from corpus.parse import parse_file
from corpus.readers import read
from corpus.readers.dispatch import MAX_BYTES, read_bytes

TEXT = "VĂN PHÒNG\nSố 5-TB/VPTW\n1. Bộ Y tế rà soát.\n"

ENCODINGS = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16 little endian": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16 big endian": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 little endian without mark": TEXT.encode("utf-16-le"),
    "UTF-16 big endian without mark": TEXT.encode("utf-16-be"),
    "windows-1258": windows_1258(TEXT),
}


@pytest.mark.parametrize("data", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encodings(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(data)
    source = read(path)
    assert source.text == TEXT
    assert (source.name, source.reader, source.sha256) == ("notice.txt", "txt", hashlib.sha256(data).hexdigest())
    assert parse_file(path).number == "5-TB/VPTW"


def test_text_typed_in_a_font_from_before_unicode() -> None:
    data = "Bé Y tÕ rµ so¸t danh môc, b¸o c¸o Thñ t­íng ChÝnh phñ.".encode("latin-1")
    assert read_bytes("a.txt", data).text == "Bộ Y tế rà soát danh mục, báo cáo Thủ tướng Chính phủ."


def test_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert [clause.path for clause in parse_file(path).clauses] == ["sec_1"]


BAD = {
    "empty": ("a.txt", b"", "trống"),
    "only blanks": ("a.txt", b" \n\t\r\n\n", "trống"),
    "only a byte order mark": ("a.txt", codecs.BOM_UTF8, "trống"),
    "an old one-byte encoding": ("a.txt", "Bộ Y tế".encode("cp1258", "replace") + b"\xe9\xff", "UTF-8"),
    "French": ("a.txt", "Le général a été prévenu, où réside l'élève déjà âgé.".encode("cp1252"), "UTF-8"),
    "UTF-16 of another language": ("a.txt", "Où réside l'élève déjà âgé".encode("utf-16-le"), "NUL"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)), "UTF-8"),
    "zeros": ("a.txt", b"Number\x005-TB/VPTW", "NUL"),
    "half a UTF-16 file": ("a.txt", codecs.BOM_UTF16_LE + "Số".encode("utf-16-le")[:-1], "UTF-8"),
    "an unknown ending": ("a.xyz", TEXT.encode(), ".xyz"),
    "no ending": ("notice", TEXT.encode(), "notice"),
    "too large": ("a.txt", b"a" * (MAX_BYTES + 1), "20 MB"),
}


@pytest.mark.parametrize("name, data, says", BAD.values(), ids=BAD.keys())
def test_bad_files_are_refused_with_advice(name: str, data: bytes, says: str) -> None:
    with pytest.raises(CorpusError) as error:
        read_bytes(name, data)
    assert says in str(error.value)
    assert str(error.value).count(".") >= 1 and str(error.value).endswith(".")


def test_a_file_of_the_largest_size_is_read() -> None:
    """Its bytes are no reason to refuse it; so much plain text is."""
    with pytest.raises(CorpusError, match="4 triệu ký tự"):
        read_bytes("a.txt", b"a" * MAX_BYTES)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="Không đọc được tệp"):
        read(tmp_path / "missing.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="Không đọc được tệp"):
        read(tmp_path)
