"""Which pages of a PDF are pictures or cannot be read as letters, and sheets that are too large."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from corpus.model import CorpusError
from corpus.readers.dispatch import read_bytes
from corpus.readers.pdf import _is_scan, _is_unreadable
from corpus.readers.pdf_page import Glyph, Page
from eval.blocks import as_sheet


def page(text: str, picture: float = 0.0) -> Page:
    glyphs = tuple(Glyph(letter, 7.0 * i, 90, 7.0 * i + 7, 100, 100, 14) for i, letter in enumerate(text))
    return Page(1, 595, 842, glyphs, (), picture)


@pytest.mark.parametrize(
    "text, picture, expected",
    [
        ("", 0.9, True),
        ("", 0.0, False),
        ("", 0.01, True),
        ("Ký bởi: Ủy ban nhân dân tỉnh. Thời gian ký: 09.03.2026 10:11:12 +07:00", 0.98, True),
        ("Ký bởi: Ủy ban nhân dân tỉnh. Thời gian ký: 09.03.2026 10:11:12 +07:00", 0.05, False),
        ("Bộ Y tế rà soát. " * 30, 0.98, False),  # a searchable scan, or a picture behind the words
    ],
)
def test_a_scan_is_known_beneath_a_signature(text: str, picture: float, expected: bool) -> None:
    assert _is_scan(page(text, picture)) is expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("\x01\x02\x03\x04#$%&'()*" * 5, True),
        ("\ue001\ue002\ue003 Bộ" * 5, True),
        ("Bộ Y tế rà soát dữ liệu, báo cáo Thủ tướng \x02" * 3, False),
        ("", False),
    ],
)
def test_letters_without_meaning(text: str, expected: bool) -> None:
    assert _is_unreadable(page(text)) is expected


def test_a_sheet_of_too_many_cells_is_refused_before_it_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_sheet([[i, "Một", "Sở Y tế"] for i in range(40)])
    monkeypatch.setattr("corpus.readers.xlsx.MAX_CELLS", 100)
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: pytest.fail("built"))
    with pytest.raises(CorpusError, match="100 ô"):
        read_bytes("big.xlsx", data)


def test_a_pdf_of_too_many_pages_is_refused_before_any_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    document, target = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(3):
        document.new_page(595, 842)
    document.save(target)
    monkeypatch.setattr("corpus.readers.pdf.MAX_PAGES", 2)
    monkeypatch.setattr("corpus.readers.pdf.Pages.read", lambda _: pytest.fail("read"))
    with pytest.raises(CorpusError, match="2 trang"):
        read_bytes("long.pdf", target.getvalue())
