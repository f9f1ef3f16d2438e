"""Sheets as people save them: filtered and hidden rows, formulas without values, several tables and sheets."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from corpus.model import Directive
from corpus.parse import parse_source
from corpus.readers import SourceText, read_bytes
from corpus.warnings import warnings_of

HEAD = [
    ["VĂN PHÒNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["Số: 5/TB-VP", None, None, "Hà Nội, ngày 16 tháng 3 năm 2026"],
    ["THÔNG BÁO"],
    ["về việc thử"],
    ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
    [1, "Rà soát quy định", "Bộ Y tế", "Tháng 4/2026"],
    [2, "Xây dựng đề án", "Bộ Công an", "Tháng 5/2026"],
    [3, "Tổng kết", "Bộ Nội vụ", "Tháng 6/2026"],
]


def saved(change: Callable[[Worksheet], object]) -> SourceText:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    for row in HEAD:
        page.append(row)
    change(page)
    target = io.BytesIO()
    book.save(target)
    return read_bytes("a.xlsx", target.getvalue())


def leads(directive: Directive) -> list[tuple[str, str]]:
    return [(task.id.partition("#")[2], ", ".join(lead.name for lead in task.leads)) for task in directive.tasks]


def test_rows_and_columns_hidden_by_hand_are_left_out_and_told() -> None:
    def hide(page: Worksheet) -> None:
        page.row_dimensions[7].hidden = True
        page["E5"], page["E6"] = "Ghi chú", "bản nháp"
        page.column_dimensions["E"].hidden = True

    source = saved(hide)
    assert leads(parse_source(source)) == [("row_1", "Bộ Y tế"), ("row_3", "Bộ Nội vụ")]
    assert "bản nháp" not in source.text
    assert source.warnings == ("hidden_cells:Sheet: E, 7",)
    assert "hidden_cells" in {each.code for each in warnings_of(parse_source(source))}


def test_rows_that_a_filter_hides_are_read() -> None:
    def narrow(page: Worksheet) -> None:
        page.auto_filter.ref = "A5:D8"
        page.row_dimensions[7].hidden = True

    source = saved(narrow)
    assert [lead for _, lead in leads(parse_source(source))] == ["Bộ Y tế", "Bộ Công an", "Bộ Nội vụ"]
    assert source.warnings == ()


def test_a_merged_cell_whose_first_row_is_hidden_holds_for_the_others() -> None:
    def merge(page: Worksheet) -> None:
        page.merge_cells("C6:C7")
        page.row_dimensions[6].hidden = True

    assert leads(parse_source(saved(merge))) == [("row_2", "Bộ Y tế"), ("row_3", "Bộ Nội vụ")]


def test_a_formula_without_its_value_is_told() -> None:
    source = saved(lambda page: page.__setitem__("D7", '="Tháng "&5'))
    assert source.warnings == ("formula_no_value:D7",)
    assert [len(task.deadlines) for task in parse_source(source).tasks] == [1, 0, 1]


def test_a_second_table_has_columns_of_its_own() -> None:
    def more(page: Worksheet) -> None:
        for row in [
            [],
            ["STT", "Thời gian", "Nội dung công việc", "Đơn vị thực hiện"],
            [1, "30/9/2026", "Kiểm tra", "Bộ Tài chính"],
            [2, "Quý IV/2026", "Hoàn thành đề án", "Bộ Công an"],
        ]:
            page.append(row)

    directive = parse_source(saved(more))
    assert leads(directive)[3:] == [("row_4", "Bộ Tài chính"), ("row_5", "Bộ Công an")]
    assert [str(task.deadlines[0].last) for task in directive.tasks[3:]] == ["2026-09-30", "2026-12-31"]


def test_every_sheet_is_read_and_a_row_knows_its_place() -> None:
    def second(page: Worksheet) -> None:
        assert page.parent is not None
        other = page.parent.create_sheet("Phụ lục II")
        for row in [["PHỤ LỤC II"], ["DANH MỤC"], *HEAD[4:5], [1, "Thanh tra", "Thanh tra Chính phủ", "30/6/2026"]]:
            other.append(row)

    directive = parse_source(saved(second))
    assert leads(directive)[3:] == [("annex_II__row_1", "Thanh tra Chính phủ")]
    place = directive.place_at(directive.tasks[1].start)
    assert place is not None and place.row == 7
