"""RTF, HTML, sheets and PDF: files made here, and real ones in fonts from before Unicode."""

from __future__ import annotations

import contextlib
import datetime
import io
import re
import shutil
import unicodedata

import openpyxl
import pypdfium2
import pytest
from corpus_builders import paragraph, shared, word_of
from playwright.sync_api import sync_playwright
from rapidfuzz.distance import Indel

from corpus.model import CorpusError, Directive
from corpus.parse import parse_source
from corpus.readers import ocr, read, read_bytes
from corpus.readers.dispatch import MAX_TEXT
from corpus.readers.fonts import encoding_of, to_unicode
from corpus.readers.grid import Cell, spread


def lines(name: str, data: bytes) -> list[str]:
    return [line for line in read_bytes(name, data).text.split("\n") if line.strip()]


def tasks(directive: Directive) -> list[tuple[str, list[str], list[str], str]]:
    return [
        (t.id.partition("#")[2], [a.name for a in t.leads], [a.name for a in t.coordinators], str(t.deadlines[0].last))
        for t in directive.tasks
        if t.deadlines
    ]


LEGACY = ["2002-0112qd.doc", "2003-02144qd.doc", "2003-A-15.rtf", "2004-NghiDinh115_2003.doc", "2005-QD-256.doc",
          "2005-1ADDZ_Ke_hoach_2005__QH_lan_6_25-10.pdf"]  # fmt: skip


@pytest.mark.parametrize("name", LEGACY)
def test_old_files_keep_their_diacritics(name: str) -> None:
    """Of the letters with marks in the hand-checked text, at least 98 of 100 stand in the same place."""
    path = shared("data", "legacy", name)
    expected = letters(path.with_name(path.stem + ".expected.txt").read_text(encoding="utf-8"))
    found = letters(read(path).text)
    equal = (block for block in Indel.opcodes(expected, found) if block.tag == "equal")
    right = sum(not char.isascii() for block in equal for char in expected[block.src_start : block.src_end])
    assert right >= 0.98 * sum(not char.isascii() for char in expected)


def test_a_letter_with_the_code_of_a_soft_hyphen_stays_at_a_lines_end() -> None:
    text = read(shared("data", "legacy", LEGACY[-1])).text
    assert text.count("đầu tư") > 100
    assert not re.search(r"\b(?:đầu t|tư nh|cũng nh)\b", text)


def letters(text: str) -> str:
    """Return the letters alone, lower-cased: blanks and capitals are the font's and the page's matter."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFC", text).lower()))


FONTS = [
    (".VnTime", "tcvn3"), (".VnTimeH", "tcvn3"), ("ABCDEF+.VnArial", "tcvn3"), ("VNI-Times", "vni"),
    ("VPS Times", "vps"), ("Times New Roman", None), ("Vinet", None), (None, None),
]  # fmt: skip


@pytest.mark.parametrize("font, encoding", FONTS)
def test_encoding_of_a_font(font: str | None, encoding: str | None) -> None:
    assert encoding_of(font) == encoding


def test_a_letter_and_its_mark_may_lie_in_two_runs() -> None:
    assert to_unicode([("Bo", "VNI-Times"), ("ä Y te", "VNI-Times"), ("á", "VNI-Times")]) == "Bộ Y tế"
    assert to_unicode([("baúng", "VNI-Times")]) == "bẳng"


RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset0 .VnTime;}{\f2\fcharset163 Arial;}}"
    r"{\info{\title X}}{\header trang}{\*\generator Y;}\f0 "
)


def test_rtf_words() -> None:
    body = (
        r"VPTW {\f1 B\'e9 Y t\'d5}\par B\u7897?nh \uc2\u225ab\'e1\uc1\par {\f2 \'d0\'ec}\par "
        r"{\v hidden}{\deleted gone}a\~b{\field{\*\fldinst DATE}{\fldrslt 16/3}}\par "
        r"{\listtext\tab 1.\tab}M\u7897?t{\footnote {\chftn} Ghi ch\u250?.}\par}"
    )
    source = read_bytes("a.rtf", (RTF + body).encode())
    assert [line.strip() for line in source.text.split("\n") if line.strip()] == [
        "VPTW Bộ Y tế", "Bộnh áá", "Đ\u0301", "a b16/3", "1.\tMột",
    ]  # fmt: skip
    assert [note.text for note in source.notes] == ["Ghi chú."]


def test_rtf_tables_with_merged_cells() -> None:
    first = r"\trowd\clvmgf\cellx1\cellx2 \intbl So A\cell B\cell\row "
    second = r"\trowd\clvmrg\cellx1\cellx2 \intbl \cell C\par D\cell\row "
    assert lines("a.rtf", (RTF + first + second + r"\pard sau\par}").encode()) == ["So A | B", "So A | C; D", "sau"]


def test_rtf_cut_short_is_refused() -> None:
    whole = (RTF + r"1. B\u7897? Y t\u7871?.\par 2. Xong.\par}").encode()
    assert "Xong" in read_bytes("a.rtf", whole).text
    for cut in range(len(RTF), len(whole) - 1):
        with pytest.raises(CorpusError, match="cắt cụt"):
            read_bytes("a.rtf", whole[:cut])


def test_a_page_nested_too_deep_is_refused_and_not_cut() -> None:
    page = "<p>{}</p>" + "<div>" * 300 + "sâu" + "</div>" * 300 + "<p>cuối</p>"
    with pytest.raises(CorpusError, match="quá sâu"):
        read_bytes("a.html", page.encode())
    assert "cuối" in read_bytes("a.html", page.replace("<div>" * 300, "").replace("</div>" * 300, "").encode()).text


def test_a_text_of_more_than_a_thousand_pages_is_refused() -> None:
    assert read_bytes("a.txt", b"a " * (MAX_TEXT // 2 - 1)).text
    with pytest.raises(CorpusError, match="4 triệu ký tự"):
        read_bytes("a.txt", b"a " * (MAX_TEXT // 2) + b"aa")


def test_rtf_pictures_and_odd_characters() -> None:
    body = rb"M\u7897?t{\pict\bin6 {{\}} }}{\pict\bin2 }{} hai \u-10179?\u-8704?\par}"
    assert lines("a.rtf", RTF.encode() + body) == ["Một hai \ufffd\ufffd"]


MISNAMED = [
    ("a.doc", RTF.encode() + rb"M\u7897?t\par}", "rtf"),
    ("a.txt", RTF.encode() + rb"M\u7897?t\par}", "rtf"),
    ("a.doc", "<html><meta charset=utf-8><p>Một</p></html>".encode(), "html"),
    ("a.doc", word_of(paragraph("Một")), "docx"),
    ("a.pdf", word_of(paragraph("Một")), "docx"),
    ("a.md", "Một".encode(), "md"),
]


@pytest.mark.parametrize("name, data, reader", MISNAMED)
def test_a_file_is_read_as_what_it_is(name: str, data: bytes, reader: str) -> None:
    source = read_bytes(name, data)
    assert (source.text.strip(), source.reader, source.name) == ("Một", reader, name)


@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.xlsx"])
def test_a_locked_office_document_says_so(name: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(CorpusError, match="mật khẩu"):
        read_bytes(name, data)


@pytest.mark.parametrize("data", [b"no rtf", b"{\\rtf1" + b"{" * 5_000 + b"x"])
def test_bad_rtf_is_refused(data: bytes) -> None:
    with pytest.raises(CorpusError):
        read_bytes("a.rtf", data)


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title><style>p{}</style></head><body>
<nav><p>Trang chủ</p></nav><div class="doc"><table><tr><td>VĂN PHÒNG<br>Số: 5/TB-VP</td><td></td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Hà Nội, ngày 16 tháng 3 năm 2026</td></tr></table>
<p><b>THÔNG BÁO</b></p><p>về việc
 thử</p><script>alert(1)</script><p style="display: none">ẩn</p>
<ol><li>Bộ Y tế rà soát.<ul><li>Một</li></ul></li><li>Bộ Công an kiểm tra.</li></ol>
<p>3. Nhiệm vụ như sau:</p>
<table><tr><th rowspan="2">TT</th><th rowspan="2">Nhiệm vụ</th><th colspan="2">Cơ quan thực hiện</th>
<th rowspan="2">Thời hạn</th></tr>
<tr><th>Chủ trì</th><th>Phối hợp</th></tr>
<tr><td>1</td><td>Rà soát quy định</td><td rowspan="2">Bộ Y tế</td><td>Bộ Tài chính</td><td>Tháng 4/2026</td></tr>
<tr><td>2</td><td>Xây dựng đề án</td><td>Bộ Công an</td><td>30/6/2026</td></tr></table>
</div><footer>Liên hệ</footer></body></html>"""
ROWS = [
    ("sec_3__row_1", ["Bộ Y tế"], ["Bộ Tài chính"], "2026-04-30"),
    ("sec_3__row_2", ["Bộ Y tế"], ["Bộ Công an"], "2026-06-30"),
]


def test_html() -> None:
    source = read_bytes("a.html", PAGE.encode())
    assert not {"Trang chủ", "ẩn", "alert", "Liên hệ"} & set(source.text.split("\n"))
    directive = parse_source(source)
    assert (directive.number, directive.subject, str(directive.date)) == ("5/TB-VP", "về việc thử", "2026-03-16")
    assert [clause.path for clause in directive.clauses] == ["sec_1", "sec_2", "sec_3"]
    assert tasks(directive) == ROWS


def test_html_of_an_old_code_page() -> None:
    page = "<meta charset=windows-1258><p>" + unicodedata.normalize("NFD", "Bộ Y tế rà soát") + "</p>"
    data = page.replace("o\u0323\u0302", "ô\u0323").replace("e\u0302", "ê")
    assert unicodedata.normalize("NFC", lines("a.html", data.encode("cp1258"))[0]) == "Bộ Y tế rà soát"


def sheet() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    head = [["VĂN PHÒNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 5/TB-VP", None, None, "Hà Nội, ngày 16 tháng 3 năm 2026"],
            ["THÔNG BÁO"], ["về việc thử"]]  # fmt: skip
    rows = [["Thời hạn", "TT", "Nội dung công việc", "Đơn vị phối hợp", "Đơn vị chủ trì"],
            [None, "I", "Hạ tầng số"], ["Tháng 4/2026", 1, "Rà soát quy định", "Bộ Tài chính", "Bộ Y tế"],
            [datetime.date(2026, 6, 30), 2, "Xây dựng đề án", "Bộ Công an", None]]  # fmt: skip
    for row in [*head, *rows]:
        page.append(row)
    page.merge_cells("E7:E8")
    hidden = book.create_sheet("ẩn")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "ẩn"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_sheet_of_tasks_in_another_order_of_columns() -> None:
    source = read_bytes("a.xlsx", sheet())
    assert "ẩn" not in source.text
    directive = parse_source(source)
    assert (directive.number, str(directive.date)) == ("5/TB-VP", "2026-03-16")
    assert [(id_.rpartition("__")[2] or id_, *rest) for id_, *rest in tasks(directive)] == [
        (id_.rpartition("__")[2], *rest) for id_, *rest in ROWS
    ]
    assert directive.place_at(directive.text.index("Xây dựng đề án")) is not None


def test_merged_cells_repeat_their_words_but_no_number() -> None:
    assert spread([[Cell("7", rows=2), Cell("A", columns=2)], [Cell("B"), Cell("C")]]) == [
        ["7", "A", ""],
        ["", "B", "C"],
    ]
    assert spread([[Cell("Sở A", rows=3)], [], []]) == [["Sở A"], ["Sở A"], ["Sở A"]]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The page above with borders and a footnote, printed by chromium on small paper: it breaks over pages."""
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed")
    style = (
        "<style>@page{size:A5;margin:15mm} table+p~table td,table+p~table th{border:1px solid} td{padding:2px}</style>"
    )
    long = "<p>4. " + "Ủy ban nhân dân các tỉnh, thành phố chỉ đạo các sở rà soát, cập nhật dữ liệu. " * 30 + "</p>"
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        page = browser.new_page()
        shown = PAGE.replace("<footer>Liên hệ</footer>", "")  # a browser prints it
        page.set_content(shown.replace("</head>", style + "</head>").replace("</div>", long + "</div>"))
        printed = page.pdf(prefer_css_page_size=True)
        browser.close()
    return printed


@pytest.mark.browser
def test_pdf(pdf: bytes) -> None:
    source = read_bytes("a.pdf", pdf)
    directive = parse_source(source)
    assert (directive.number, directive.subject, str(directive.date)) == ("5/TB-VP", "về việc thử", "2026-03-16")
    assert tasks(directive) == ROWS
    long = next(clause for clause in directive.clauses if clause.path == "sec_4")
    words = "Ủy ban nhân dân các tỉnh, thành phố chỉ đạo các sở rà soát, cập nhật dữ liệu."
    assert directive.clause_text(long) == "4. " + " ".join([words] * 30)
    first, last = (directive.place_at(at) for at in (long.start, long.end - 1))
    assert first is not None and last is not None and first.page is not None


@pytest.mark.browser
def test_a_scan_is_recognised_and_says_so(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=3).to_pil() if ocr._command() else None
    if picture is None:
        pytest.skip("Tesseract with Vietnamese data is not installed")
    target = io.BytesIO()
    picture.save(target, "PDF", resolution=72 * 3)
    source = read_bytes("scan.pdf", target.getvalue())
    assert source.warnings == ("recognised:1",)
    assert "THÔNG BÁO" in source.text and "Bộ Y tế" in source.text
    monkeypatch.setattr(ocr, "_command", lambda: None)
    with pytest.raises(CorpusError, match="tesseract-ocr-vie"):
        read_bytes("scan.pdf", target.getvalue())


BAD = {"a.pdf": b"%PDF-1.4 nothing", "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "b.doc": b"no",
       "a.xlsx": b"PK", "a.html": b"  ",
       "loop.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
                   b"2 0 obj<</Type/Pages/Count 9/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"}  # fmt: skip


@pytest.mark.parametrize("name, data", BAD.items(), ids=BAD.keys())
def test_broken_files_are_refused_with_advice(name: str, data: bytes) -> None:
    with pytest.raises(CorpusError) as error:
        read_bytes(name, data)
    assert str(error.value).endswith(".")


@pytest.mark.parametrize("suffix", ["doc", "pdf", "rtf"])
def test_any_cut_of_a_real_file_is_read_or_refused(suffix: str) -> None:
    name = next(name for name in LEGACY[::-1] if name.endswith(suffix))
    data = shared("data", "legacy", name).read_bytes()
    for cut in range(1, 12):
        with contextlib.suppress(CorpusError):
            read_bytes(name, data[: len(data) * cut // 12])


def test_damaged_bytes_of_a_real_word_file_are_read_or_refused() -> None:
    data = bytearray(shared("data", "legacy", "2003-02144qd.doc").read_bytes())
    for at in range(512, len(data), 97):
        kept, data[at] = data[at], data[at] ^ 0xFF
        if at % 5 == 0:
            with contextlib.suppress(CorpusError):
                read_bytes("a.doc", bytes(data))
        data[at] = kept


# Read off the printed pages; where a field stands nowhere in the file it is None
LEGACY_FACTS = [
    ("2002-0112qd.doc", "12/2001/QĐ-BTC", "Bộ Tài chính", "2001-03-13", "ban hành Chế độ kế toán", "Trần Văn Tá"),
    ("2003-02144qd.doc", "144/2002/QĐ/BTC", "Bộ Tài chính", "2002-11-22", "về việc sửa đổi mức thuế suất",
     "Trương Chí Trung"),
    ("2003-A-15.rtf", "94/1998/NĐ-CP", "Chính phủ", "1998-11-17", "Quy định chi tiết thi hành luật", None),
    ("2004-NghiDinh115_2003.doc", "115/2003/NĐ-CP", "Chính phủ", "2003-10-10", "về chế độ công chức dự bị",
     "Phan Văn Khải"),
    ("2005-QD-256.doc", "256/2004/QĐ-UB", "Ủy ban nhân dân thành phố Cần Thơ", "2004-07-01",
     "ban hành Chương trình Cải cách hành chính", "Võ Thanh Tòng"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "number", "issuer", "day", "subject", "signer"), LEGACY_FACTS)
def test_old_documents_say_what_they_are(
    name: str, number: str, issuer: str, day: str, subject: str, signer: str | None
) -> None:
    found = parse_source(read(shared("data", "legacy", name)))
    assert (found.number, found.issuer, str(found.date)) == (number, issuer, day)
    assert found.subject.startswith(subject)
    assert (found.signer.name if found.signer else None) == signer
