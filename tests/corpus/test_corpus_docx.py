"""Word files: labels from list definitions, tables, notes, text boxes, tracked changes, old fonts."""

from __future__ import annotations

import io
import zipfile

import pytest
from corpus_builders import LETTERHEAD, W, paragraph, word, word_of
from docx.document import Document

from corpus.model import CorpusError
from corpus.parse import parse_source
from corpus.readers import read_bytes
from corpus.readers.docx_numbering import print_number
from corpus.readers.package import MAX_UNPACKED


def lines(data: bytes) -> list[str]:
    return [line for line in read_bytes("a.docx", data).text.split("\n") if line]


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> dict[str, str]:
    """Return the list definitions of one abstract list; a level is "format start text more"."""
    made = []
    for i, level in enumerate(levels):
        format_, start, text, *more = level.split("|")
        made.append(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>{"".join(more)}'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )
    lists = f'<w:abstractNum w:abstractNumId="0">{"".join(made)}</w:abstractNum>'
    return {"numbering": f'<w:numbering xmlns:w="{W}">{lists}{nums}</w:numbering>'}


def listed(text: str, level: int = 0, num: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    made = ("".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{cells}</w:tr>" for cells in made) + "</w:tbl>"


LEVELS = ("upperRoman|1|%1.", "decimal|1|%2.", "lowerLetter|1|%3)", "bullet|1|-")


def test_labels_are_counted_from_the_list_definitions() -> None:
    body = "".join(
        [listed("Một"), listed("Hai", 1), listed("Ba", 2), listed("Bốn", 2), listed("Năm", 3), listed("Sáu", 1),
         listed("Bảy", 2), listed("Tám"), listed("Chín", 1)]
    )  # fmt: skip
    assert lines(word_of(body, numbering(*LEVELS))) == [
        "I. Một", "1. Hai", "a) Ba", "b) Bốn", "- Năm", "2. Sáu", "a) Bảy", "II. Tám", "1. Chín",
    ]  # fmt: skip


def test_a_level_may_number_through_its_parents() -> None:
    never = '<w:lvlRestart w:val="0"/>'
    body = "".join([listed("Chương"), listed("Điều", 1), listed("Chương"), listed("Điều", 1)])
    levels = ("upperRoman|1|Chương %1", f"decimal|1|Điều %2.|{never}")
    assert lines(word_of(body, numbering(*levels))) == [
        "Chương I Chương", "Điều 1. Điều", "Chương II Chương", "Điều 2. Điều",
    ]  # fmt: skip
    legal = numbering("upperRoman|1|%1.", "decimal|1|%1.%2.|<w:isLgl/>")
    assert lines(word_of(listed("A") + listed("B", 1), legal)) == ["I. A", "1.1. B"]


def test_a_list_begins_anew_where_its_number_says_so() -> None:
    again = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = listed("Một") + listed("Hai") + listed("Ba", num=2) + listed("Bốn", num=2) + listed("Năm", num=3)
    assert lines(word_of(body, numbering("decimal|1|%1.", nums=again))) == [
        "1. Một", "2. Hai", "5. Ba", "6. Bốn", "7. Năm",
    ]  # fmt: skip


def test_the_list_of_a_style_and_its_removal() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Point"><w:basedOn w:val="Base"/></w:style>'
        "</w:styles>"
    )
    levels = numbering("decimal|1|%1.", 'lowerLetter|1|%2)|<w:pStyle w:val="Point"/>')
    base, point = '<w:pStyle w:val="Base"/>', '<w:pStyle w:val="Point"/>'
    off = point + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("Một", properties=base) + paragraph("Hai", properties=point) + paragraph("Ba", properties=off)
    assert lines(word_of(body, {**levels, "styles": styles})) == ["1. Một", "a) Hai", "Ba"]


def test_an_empty_paragraph_of_a_list_is_counted_as_word_does() -> None:
    body = listed("Một") + listed(" ") + listed("Hai")
    assert lines(word_of(body, numbering("decimal|1|%1."))) == ["1. Một", "3. Hai"]


def test_a_column_of_counted_numbers() -> None:
    rows = "".join(f"<w:tr><w:tc>{listed('')}</w:tc><w:tc>{paragraph(word)}</w:tc></w:tr>" for word in ("Một", "Hai"))
    data = word_of(f"<w:tbl>{rows}</w:tbl>", numbering("decimal|1|%1"))
    assert lines(data) == ["1 | Một", "2 | Hai"]


@pytest.mark.parametrize(
    "number, format_, printed",
    [(4, "upperRoman", "IV"), (1999, "lowerRoman", "mcmxcix"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"),
     (7, "decimalZero", "07"), (2, "vietnameseCounting", "hai"), (5, "chicago", "5"), (0, "upperRoman", "0")],
)  # fmt: skip
def test_number_formats(number: int, format_: str, printed: str) -> None:
    assert print_number(number, format_) == printed


def test_insertions_are_kept_and_deletions_dropped() -> None:
    kept = '<w:ins w:id="1" w:author="A"><w:r><w:t>mới</w:t></w:r></w:ins>'
    gone = '<w:del w:id="2" w:author="A"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    moved = '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>nơi cũ</w:t></w:r></w:moveFrom>'
    merged = paragraph("Một ", properties='<w:rPr><w:del w:id="4" w:author="A"/></w:rPr>') + paragraph("hai")
    assert lines(word_of(paragraph("Bản ", kept, gone, moved) + merged)) == ["Bản mới", "Một hai"]


def test_hidden_words_and_field_codes_are_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ d</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>16/3</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    caps = "<w:r><w:rPr><w:caps/></w:rPr><w:t>thông báo</w:t></w:r>"
    assert lines(word_of(paragraph("Ngày ", hidden, field) + paragraph(caps))) == ["Ngày 16/3", "THÔNG BÁO"]


def test_old_fonts_become_unicode_run_by_run() -> None:
    def run(text: str, font: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>{text}</w:r>'

    body = paragraph(
        run("<w:t>Nhµ n</w:t><w:softHyphen/><w:t>íc </w:t>", ".VnTime"), run("<w:t>ủy ban ®</w:t>", "Times New Roman")
    )
    body += paragraph(run("<w:t>bé y tÕ</w:t>", ".VnTimeH")) + paragraph(run("<w:t>Boä Y teá</w:t>", "VNI-Times"))
    assert lines(word_of(body)) == ["Nhà nước ủy ban ®", "BỘ Y TẾ", "Bộ Y tế"]


def test_footnotes_hang_at_their_markers() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{paragraph("Theo Công văn 9.")}</w:footnote></w:footnotes>'
    )
    marker = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = "".join(map(paragraph, ("Số 5-TB/VPTW", "THÔNG BÁO"))) + paragraph("1. Bộ Y tế", marker, " rà soát.")
    directive = parse_source(read_bytes("a.docx", word_of(body, {"footnotes": notes})))
    (note,) = directive.footnotes
    assert (note.marker, note.text) == ("1", "Theo Công văn 9.")
    assert directive.text[: note.anchor].endswith("Bộ Y tế")


def test_a_letterhead_table_is_read_column_by_column_and_a_text_box_in_its_place() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(1, 3)  # a blank column between spaces the two out
        table.cell(0, 0).text, table.cell(0, 2).text = LETTERHEAD[0]
        document.add_paragraph("THÔNG BÁO\nvề việc thử")
        document.add_paragraph("1. Bộ Y tế rà soát.")

    directive = parse_source(read_bytes("a.docx", word(fill)))
    assert (directive.number, str(directive.date), directive.subject) == ("5/TB-VP", "2026-03-16", "về việc thử")
    box = '<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>{}</w:txbxContent>'
    box = box.format(paragraph("VĂN PHÒNG") + paragraph("Số 5-TB/VPTW")) + "</v:textbox></w:pict></w:r>"
    assert lines(word_of(paragraph(box) + paragraph("Sau"))) == ["VĂN PHÒNG", "Số 5-TB/VPTW", "Sau"]


def test_a_task_table_with_merged_cells_becomes_tasks() -> None:
    def fill(document: Document) -> None:
        for line in ("VĂN PHÒNG", "Số 5-TB/VPTW", "Hà Nội, ngày 16 tháng 3 năm 2026", "THÔNG BÁO", "về việc thử"):
            document.add_paragraph(line)
        document.add_paragraph("1. Nhiệm vụ như sau:")
        table = document.add_table(6, 5)
        rows = [
            ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời hạn"], ["", "", "Chủ trì", "Phối hợp", ""],
            ["I", "Hạ tầng số", "", "", ""], ["1", "Rà soát quy định", "Bộ Y tế", "Bộ Tài chính", "Tháng 4/2026"],
            ["2", "Xây dựng đề án", "", "Bộ Công an", "30/6/2026"], ["3", "Báo cáo kết quả", "Bộ Nội vụ", "", "Quý II"],
        ]  # fmt: skip
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
        table.cell(0, 2).merge(table.cell(0, 3))
        for column in (0, 1, 4):
            table.cell(0, column).merge(table.cell(1, column))
        table.cell(2, 1).merge(table.cell(2, 4))
        table.cell(3, 2).merge(table.cell(4, 2))

    directive = parse_source(read_bytes("a.docx", word(fill)))
    parties = [([a.name for a in t.leads], [a.name for a in t.coordinators]) for t in directive.tasks]
    assert [t.id.partition("#")[2] for t in directive.tasks] == ["sec_1__row_1", "sec_1__row_2", "sec_1__row_3"]
    assert parties == [(["Bộ Y tế"], ["Bộ Tài chính"]), (["Bộ Y tế"], ["Bộ Công an"]), (["Bộ Nội vụ"], [])]
    assert [str(t.deadlines[0].last) for t in directive.tasks] == ["2026-04-30", "2026-06-30", "2026-06-30"]


def test_a_clause_knows_its_paragraph() -> None:
    body = "".join(map(paragraph, ("VĂN PHÒNG", "Số 5-TB/VPTW", "THÔNG BÁO", "1. Bộ Y tế rà soát.", "2. Hai.")))
    directive = parse_source(read_bytes("a.docx", word_of(body)))
    places = [directive.place_at(clause.start) for clause in directive.clauses]
    assert [(place.page, place.paragraph) for place in places if place] == [(None, 4), (None, 5)]


BAD = {
    "no zip": (b"not a zip", "hỏng"),
    "a zip without a document": (word_of("")[:100], "hỏng"),
    "a document type": (word_of("", {"styles": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "DOCTYPE"),
    "broken XML": (word_of("<w:p>"), "hỏng"),
}


@pytest.mark.parametrize("data, says", BAD.values(), ids=BAD.keys())
def test_bad_files_are_refused(data: bytes, says: str) -> None:
    with pytest.raises(CorpusError, match=says):
        read_bytes("a.docx", data)


def test_a_table_that_lays_the_page_out_is_running_text() -> None:
    """Its paragraphs keep their labels, and a task table in one of its cells stays a table."""
    inner = table(("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("1", "Trình đề án", "Vụ Pháp chế", "30/6/2026"))
    cell = paragraph("1. Cục Viễn thông lập kế hoạch.") + inner + paragraph("2. Văn phòng Bộ theo dõi.")
    frame = f"<w:tbl><w:tr><w:tc><w:tcPr/>{cell}</w:tc><w:tc>{paragraph('')}</w:tc></w:tr></w:tbl>"
    source = read_bytes("a.docx", word_of(frame))
    assert source.text.split("\n")[:4] == [
        "1. Cục Viễn thông lập kế hoạch.",
        "TT | Nhiệm vụ | Chủ trì | Thời hạn",
        "1 | Trình đề án | Vụ Pháp chế | 30/6/2026",
        "2. Văn phòng Bộ theo dõi.",
    ]
    assert len(source.rows) == 2


def test_a_table_inside_a_row_of_work_is_words_of_its_cell() -> None:
    head = "".join(f"<w:tc>{paragraph(word)}</w:tc>" for word in ("TT", "Nhiệm vụ", "Chủ trì"))
    inner = table(("nhóm A", "nhóm B")) + paragraph("")
    cells = [paragraph("1"), paragraph("Rà soát") + inner, paragraph("Sở Tư pháp")]
    body = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    source = read_bytes("a.docx", word_of(f"<w:tbl><w:tr>{head}</w:tr><w:tr>{body}</w:tr></w:tbl>"))
    assert len(source.rows) == 2 and "Sở Tư pháp" in source.text.split("\n")[1]


def test_rows_and_cells_that_a_tracked_change_deletes() -> None:
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("bỏ") + "</w:tc></w:tr>"
    cells = f"<w:tc>{paragraph('1')}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('cũ')}</w:tc>"
    kept = f"<w:tr><w:trPr><w:ins/></w:trPr>{cells}<w:tc>{paragraph('mới')}</w:tc></w:tr>"
    assert read_bytes("a.docx", word_of(f"<w:tbl>{kept}{gone}</w:tbl>")).text == "1 | mới\n"


def test_review_comments_are_left_out() -> None:
    marks = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    comment = f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{paragraph("Giao Sở Y tế?")}</w:comment></w:comments>'
    data = word_of(paragraph(marks[0], "1. Bộ Y tế rà soát.", marks[1]), {"comments": comment})
    assert read_bytes("a.docx", data).text == "1. Bộ Y tế rà soát.\n"


def test_macros_are_never_looked_at() -> None:
    """A .docm's program, whatever it holds, is neither unpacked nor read."""
    target = io.BytesIO(word_of(paragraph("1. Bộ Y tế rà soát.")))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/vbaProject.bin", bytes(MAX_UNPACKED + 1))
    assert read_bytes("a.docm", target.getvalue()).text == "1. Bộ Y tế rà soát.\n"
