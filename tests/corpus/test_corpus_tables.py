"""Task tables: columns by their headers, kinds of rows, ids, and what a row orders."""

from __future__ import annotations

import pytest

from corpus.model import Directive
from corpus.parse import parse_source
from corpus.readers import read_bytes
from corpus.tables import Column, header_column, row_number

HEAD = "Số: 7/KH-UBND\n\nVinh, ngày 5 tháng 3 năm 2026\n\n# KẾ HOẠCH\n\nVề việc thử\n\n1. Mở đầu.\n\n"
CLOSING = "Nơi nhận:\n\n- Lưu VT.\n\n**CHỦ TỊCH**\n\nTrần Văn B\n\n"


def parse(markdown: str) -> Directive:
    return parse_source(read_bytes("plan.md", markdown.encode()))


def table(*rows: str, annex: str = "# PHỤ LỤC\n\nDANH MỤC NHIỆM VỤ\n\n") -> Directive:
    """Parse a table (its first row the header) in an annex behind the signature."""
    width = rows[0].count("|") - 1
    return parse(f"{HEAD}{CLOSING}{annex}{rows[0]}\n{'|---' * width}|\n" + "\n".join(rows[1:]) + "\n")


def rows(directive: Directive) -> list[str]:
    return [clause.path for clause in directive.walk() if clause.element == "row"]


def orders(directive: Directive) -> list[tuple[str, str, list[str], list[str], list[str]]]:
    """Return row, action, leads, coordinators and deadlines of each task of the annexes."""
    return [
        (
            task.id.rpartition("__")[2],
            task.action,
            [party.name for party in task.leads],
            [party.name for party in task.coordinators],
            [deadline.text for deadline in task.deadlines],
        )
        for task in directive.tasks
        if "row" in task.id
    ]


HEADERS = {
    "TT": Column.NUMBER, "STT": Column.NUMBER, "Số TT": Column.NUMBER,
    "Nhiệm vụ": Column.TASK, "Nội dung công việc": Column.TASK, "Tên nhiệm vụ, giải pháp": Column.TASK,
    "Công việc cụ thể": Column.TASK,
    "Cơ quan chủ trì": Column.LEAD, "Đơn vị thực hiện": Column.LEAD, "CƠ QUAN, ĐƠN VỊ THỰC HIỆN": Column.LEAD,
    "Chủ trì": Column.LEAD, "Đơn vị chủ trì, phối hợp": Column.LEAD, "Phân công thực hiện": Column.LEAD,
    "Cơ quan phối hợp": Column.COORDINATOR, "Phối hợp": Column.COORDINATOR,
    "Sản phẩm": Column.PRODUCT, "Kết quả đạt được": Column.PRODUCT, "Dự kiến sản phẩm": Column.PRODUCT,
    "Thời hạn": Column.DEADLINE, "Thời gian hoàn thành": Column.DEADLINE, "Tiến độ": Column.DEADLINE,
    "Hoàn thành": Column.DEADLINE, "Lộ trình thực hiện": Column.DEADLINE,
    "Đơn vị được kiểm tra": Column.OTHER, "Ghi chú": Column.OTHER, "Đơn vị tính": Column.OTHER, "": Column.OTHER,
    "Rà soát, công bố danh mục": Column.OTHER,
}  # fmt: skip


@pytest.mark.parametrize("header, column", HEADERS.items(), ids=HEADERS.keys())
def test_a_column_is_known_by_its_header(header: str, column: Column) -> None:
    assert header_column(header) is column


NUMBERS = {
    "the next": ("7", "6", "7"),
    "the first": ("1", None, "1"),
    "a gap stays": ("9", "6", "9"),
    "beginning anew in the next group": ("1", "6", "7"),
    "an empty cell below a row": ("", "7", "7.1"),
    "another": ("", "7.1", "7.2"),
    "a table without TT": (None, "7", "8"),
    "decimal": ("1.2", "1", "1.2"),
    "Roman": ("IV", "3", "IV"),
}


@pytest.mark.parametrize("printed, last, number", NUMBERS.values(), ids=NUMBERS.keys())
def test_a_rows_number(printed: str | None, last: str | None, number: str) -> None:
    assert row_number(printed, last) == number


SIMPLE = ("1", "Mở lớp học", "Sở Nội vụ", "Sở Y tế", "30/6/2026")
ORDERS = {
    "the usual order": ("| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |", (0, 1, 2, 3, 4)),
    "the deadline first": (
        "| STT | Nội dung | Tiến độ | Cơ quan thực hiện | Phối hợp |",
        (0, 1, 4, 2, 3),
    ),
    "the agencies first": ("| TT | Đơn vị chủ trì | Đơn vị phối hợp | Công việc | Hoàn thành |", (0, 2, 3, 1, 4)),
    "without TT": ("| Thời gian | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp |", (4, 1, 2, 3)),
}


@pytest.mark.parametrize("header, places", ORDERS.values(), ids=ORDERS.keys())
def test_columns_come_in_any_order(header: str, places: tuple[int, ...]) -> None:
    directive = table(header, "| " + " | ".join(SIMPLE[place] for place in places) + " |")
    assert orders(directive) == [("row_1", "Mở lớp học", ["Sở Nội vụ"], ["Sở Y tế"], ["30/6/2026"])]


NAMED = "| TT | Nhiệm vụ | Chủ trì | Thời hạn |"
KINDS = {
    "groups are no clauses": (
        [
            NAMED,
            "| I | **Dữ liệu** | | |",
            "| 1 | Một | Sở Y tế | |",
            "| II | Hạ tầng | | |",
            "| 2 | Hai | Sở Y tế | |",
        ],
        ["annex__row_1", "annex__row_2"],
    ),
    "TT begins anew, rows keep counting": (
        [NAMED, "| A | Dữ liệu | | |", "| 1 | Một | Sở Y tế | |", "| B | Hạ tầng | | |", "| 1 | Hai | Sở Y tế | |"],
        ["annex__row_1", "annex__row_2"],
    ),
    "a second header row and column numbers": (
        [
            "| TT | Nhiệm vụ | Cơ quan thực hiện | |",
            "| | | Chủ trì | Phối hợp |",
            "| (1) | (2) | (3) | (4) |",
            "| 1 | Một | Sở Y tế | Sở Nội vụ |",
        ],
        ["annex__row_1"],
    ),
    "a header printed again": (
        [NAMED, "| 1 | Một | Sở Y tế | |", NAMED, "| 2 | Hai | Sở Y tế | |"],
        ["annex__row_1", "annex__row_2"],
    ),
    "a group without TT": ([NAMED, "| | Dữ liệu | | |", "| 1 | Một | Sở Y tế | |"], ["annex__row_1"]),
    "figures are rows that order nothing": (
        ["| Năm | Số hồ sơ |", "| 2024 | 120 |", "| 2025 | 340 |"],
        ["annex__row_1", "annex__row_2"],
    ),
}


@pytest.mark.parametrize("lines, expected", KINDS.values(), ids=KINDS.keys())
def test_kinds_of_rows(lines: list[str], expected: list[str]) -> None:
    assert rows(table(*lines)) == expected


def test_figures_order_nothing() -> None:
    assert orders(table("| Năm | Số hồ sơ |", "| 2024 | 120 |")) == []


def test_two_rows_of_headers_name_both_roles() -> None:
    directive = table(
        "| TT | Nhiệm vụ | Cơ quan thực hiện | |", "| | | Chủ trì | Phối hợp |", "| 1 | Một | Sở Y tế | Sở Nội vụ |"
    )
    assert orders(directive) == [("row_1", "Một", ["Sở Y tế"], ["Sở Nội vụ"], [])]


@pytest.mark.parametrize(
    "below", ["TT | Nhiệm vụ | Chủ trì | Phối hợp | Lãnh đạo phụ trách", " | | Chủ trì | Phối hợp | "]
)
def test_a_header_cell_that_reaches_down_is_no_row(below: str) -> None:
    directive = table(
        "| TT | Nhiệm vụ | Phân công thực hiện | | Lãnh đạo phụ trách |",
        f"| {below} |",
        "| 1 | Một | Sở Y tế | Sở Nội vụ | Đ/c Hà Văn A |",
    )
    assert orders(directive) == [("row_1", "Một", ["Sở Y tế"], ["Sở Nội vụ"], [])]


def test_a_section_is_lettered_in_whichever_column() -> None:
    directive = table(
        "| Tiến độ | STT | Nhiệm vụ | Cơ quan tham mưu |",
        "| A | | LĨNH VỰC QUY HOẠCH | |",
        "| Tháng 6/2026 | 1 | Một | Vụ Pháp chế |",
        "| B. | | LĨNH VỰC NHÀ Ở | |",
        "| 2027 | 2 | Hai | Văn phòng Bộ |",
    )
    assert orders(directive) == [
        ("row_1", "Một", ["Vụ Pháp chế"], [], ["Tháng 6/2026"]),
        ("row_2", "Hai", ["Văn phòng Bộ"], [], ["2027"]),
    ]


LEADS = {
    "lead and coordinators in one cell": (
        "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Sở Xây dựng",
        ["Sở Y tế"],
        ["Sở Nội vụ", "Sở Xây dựng"],
    ),
    "labels in the cell": (
        "Chủ trì: Sở Y tế<br>Phối hợp: Sở Nội vụ; Sở Xây dựng",
        ["Sở Y tế"],
        ["Sở Nội vụ", "Sở Xây dựng"],
    ),
    "lines of a cell": ("Sở Y tế<br>Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"], []),
    "dashes in a cell": ("- Sở Y tế<br>- Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"], []),
    "a hyphen inside a name": ("Tập đoàn Giấy - Bao bì miền Bắc", ["Tập đoàn Giấy - Bao bì miền Bắc"], []),
    "a branch, as written": ("VNPT Nghệ An; Viettel Nghệ An", ["VNPT Nghệ An", "Viettel Nghệ An"], []),
    "no word for a body": (
        "Chi nhánh điện cao thế miền Trung và các đơn vị liên quan",
        ["Chi nhánh điện cao thế miền Trung", "các đơn vị liên quan"],
        [],
    ),
    "a bracket": ("Bộ Công an (Cục C06), Bộ Nội vụ", ["Bộ Công an", "Bộ Nội vụ"], []),
    "a group": (
        "Các sở, ban, ngành; Ủy ban nhân dân các xã, phường",
        ["các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"],
        [],
    ),
    "no verb ends a name in a cell": ("Cục Quản lý giám sát bảo hiểm", ["Cục Quản lý giám sát bảo hiểm"], []),
}


@pytest.mark.parametrize("cell, leads, coordinators", LEADS.values(), ids=LEADS.keys())
def test_agencies_of_a_cell(cell: str, leads: list[str], coordinators: list[str]) -> None:
    directive = table("| TT | Nhiệm vụ | Phân công | Thời hạn |", f"| 1 | Một | {cell} | 2026 |")
    assert orders(directive) == [("row_1", "Một", leads, coordinators, ["2026"])]


def test_a_group_row_that_names_an_agency_gives_it_to_its_rows() -> None:
    directive = table("| TT | Nhiệm vụ | Thời hạn |", "| I | Bộ Y tế | |", "| 1 | Một | 2026 |", "| 2 | Hai | 2027 |")
    assert [(row, leads) for row, _, leads, *_ in orders(directive)] == [("row_1", ["Bộ Y tế"]), ("row_2", ["Bộ Y tế"])]


def test_a_table_inside_a_section() -> None:
    body = "2. Nhiệm vụ cụ thể\n\n| TT | Việc | Chủ trì |\n|---|---|---|\n| 1 | Một | Sở Y tế |\n\n3. Kết thúc.\n\n"
    directive = parse(HEAD + body + CLOSING)
    assert [clause.path for clause in directive.walk()][1:-1] == ["sec_1", "sec_2", "sec_2__row_1", "sec_3"]
    assert [clause.heading for clause in directive.clauses] == [None, "Nhiệm vụ cụ thể", None]
    assert orders(directive) == [("row_1", "Một", ["Sở Y tế"], [], [])]


def test_every_part_of_a_row_is_where_it_says() -> None:
    directive = table(
        "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |",
        "| 1 | Một | Sở Y tế<br>Sở Nội vụ | Các Sở: Xây dựng, Tài chính | Tháng 4; hằng quý |",
    )
    (task,) = directive.tasks
    (row,) = [clause for clause in directive.walk() if clause.id == task.clause]
    parts = (*task.leads, *task.coordinators, *task.deadlines)
    assert [part.text for part in parts] == ["Sở Y tế", "Sở Nội vụ", "Xây dựng", "Tài chính", "Tháng 4", "hằng quý"]
    assert all(directive.text[part.start : part.end] == part.text for part in parts)
    assert all(row.start <= part.start and part.end <= row.end for part in parts)
    assert directive.clause_text(row) == (
        "1 | Một | Sở Y tế; Sở Nội vụ | Các Sở: Xây dựng, Tài chính | Tháng 4; hằng quý"
    )


ANNEXES = {
    "with a number": ("# PHỤ LỤC II\n\nDANH MỤC\n\n1. Một.\n", ["annex_II", "annex_II__sec_1"], ["DANH MỤC"]),
    "two": (
        "# PHỤ LỤC I\n\nMỘT\n\n1. Một.\n\n# PHỤ LỤC II\n\nHAI\n\n1. Hai.\n",
        ["annex_I", "annex_I__sec_1", "annex_II", "annex_II__sec_1"],
        ["MỘT", "HAI"],
    ),
    "a title of two lines": (
        "# PHỤ LỤC\n\nDANH MỤC NHIỆM VỤ\nNĂM 2026\n\n1. Một.\n",
        ["annex", "annex__sec_1"],
        ["DANH MỤC NHIỆM VỤ\nNĂM 2026"],
    ),
    "attached, without the word": (
        "# KẾ HOẠCH\n\nThực hiện Nghị quyết\n\n(Kèm theo Quyết định số 7/KH-UBND)\n\nI. Mục tiêu\n\n1. Một.\n",
        ["annex", "annex__sec_I", "annex__sec_I__sec_1"],
        ["KẾ HOẠCH\nThực hiện Nghị quyết"],
    ),
}


@pytest.mark.parametrize("text, paths, headings", ANNEXES.values(), ids=ANNEXES.keys())
def test_annexes_behind_the_signature(text: str, paths: list[str], headings: list[str]) -> None:
    directive = parse(HEAD + CLOSING + text)
    assert directive.signer is not None and directive.signer.name == "Trần Văn B"
    assert directive.conclusions is not None
    found = [clause for clause in directive.walk() if clause.start > directive.conclusions.end]
    assert [clause.path for clause in found] == paths
    assert [clause.heading for clause in found if clause.element == "annex"] == headings


def test_a_file_that_is_an_annex_alone_has_rows_of_its_own() -> None:
    text = (
        "# PHỤ LỤC\n\nDANH MỤC NHIỆM VỤ\n\n"
        "(Kèm theo Kế hoạch số 7/KH-UBND ngày 5/3/2026 của Ủy ban nhân dân tỉnh Nghệ An)\n\n"
        "| TT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| I | Dữ liệu | |\n"
        "| 1 | Một | Sở Y tế |\n| 2 | Hai | Sở Xây dựng |\n"
    )
    directive = parse(text)
    assert rows(directive) == ["row_1", "row_2"]
    assert [(task.action, [lead.name for lead in task.leads]) for task in directive.tasks] == [
        ("Một", ["Sở Y tế"]),
        ("Hai", ["Sở Xây dựng"]),
    ]


def test_what_a_header_leaves_open_is_said() -> None:
    row = "|1|Rà soát quy định|Sở Y tế|15/4/2026|x|"
    assert table("|TT|Nhiệm vụ|Cơ quan chủ trì|Thời hạn|Ghi chú|", row).warnings == ()
    assert table("|TT|Nhiệm vụ|Cơ quan chủ trì|Thời hạn|Ký hiệu|", row, row).warnings == ("table_column:Ký hiệu",)
    assert table("|TT|Nhiệm vụ|Phòng ban|Thời hạn|Nguồn|", row).warnings == (
        "table_column:Phòng ban", "table_no_lead:TT | Nhiệm vụ | Phòng ban | Thời hạn | Nguồn",
    )  # fmt: skip
    assert table("|TT|Tên hàng|Thuế suất|Mã số|Năm|", row).warnings == (), "no task table"
