"""Several orders in one clause: parts of a sentence, headings between dashes, a table below, a shared deadline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import Directive, Scope
from corpus.parse import parse_source
from corpus.readers import read_bytes

Notice = Callable[[str], Directive]
Order = tuple[str, list[str], list[str], list[str]]


def orders(directive: Directive) -> list[Order]:
    """Return of each task its place, leads, directors and last days or periods."""
    return [
        (
            task.id.partition("#")[2],
            [lead.name for lead in task.leads],
            [director.name for director in task.directors],
            [str(d.period.value if d.period else d.last) for d in task.deadlines],
        )
        for task in directive.tasks
    ]


def test_a_semicolon_before_another_agency_begins_its_task(notice: Notice) -> None:
    body = (
        "1. Bộ Công an chủ trì, phối hợp với Bộ Y tế rà soát, hoàn thành trước ngày 30/4/2026; Bộ Xây dựng giảm "
        "thủ tục, xong trong tháng 5/2026; giao Bộ Nội vụ đánh giá; định kỳ hằng tuần Bộ Tài chính công bố kết quả.\n"
    )
    assert orders(notice(body)) == [
        ("sec_1~1", ["Bộ Công an"], [], ["2026-04-29"]),
        ("sec_1~2", ["Bộ Xây dựng"], [], ["2026-05-31"]),
        ("sec_1~3", ["Bộ Nội vụ"], [], []),
        ("sec_1~4", ["Bộ Tài chính"], [], ["weekly"]),
    ]
    assert [task.action for task in notice(body).tasks][1] == "Bộ Xây dựng giảm thủ tục, xong trong tháng 5/2026"


def test_who_directs_leads_what_follows_himself(notice: Notice) -> None:
    body = "1. Bộ Y tế chỉ đạo Cục Phòng bệnh tổ chức trực ban; chủ trì, phối hợp với Bộ Công an rà soát kho thuốc.\n"
    assert orders(notice(body)) == [
        ("sec_1~1", ["Cục Phòng bệnh"], ["Bộ Y tế"], []),
        ("sec_1~2", ["Bộ Y tế"], [], []),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bộ Y tế phối hợp với Bộ Công an; Bộ Nội vụ và Bộ Tài chính rà soát danh mục.",
        "Bộ Y tế chủ trì, phối hợp với: Bộ Công an; Bộ Nội vụ xây dựng kế hoạch.",
        "Bộ Y tế rà soát danh mục; báo cáo Bộ Nội vụ; gửi Bộ Tài chính tổng hợp.",
        "Bộ Y tế rà soát danh mục; Bộ Y tế công bố kết quả.",
        "Bộ Y tế rà soát dữ liệu của Bộ Công an; Bộ Nội vụ.",
    ],
)
def test_names_behind_a_semicolon_alone_are_no_task(notice: Notice, sentence: str) -> None:
    assert [leads for _, leads, *_ in orders(notice(f"1. {sentence}\n"))] == [["Bộ Y tế"]]


def test_what_was_not_agreed_gives_no_day_to_the_order_behind_it(notice: Notice) -> None:
    body = (
        "1. Chưa thống nhất với đề xuất của Bộ Xây dựng về việc gia hạn đến ngày 30/6/2027; "
        "giao Bộ Xây dựng đề xuất lại trong vòng 10 ngày kể từ ngày ký Thông báo này.\n"
    )
    assert orders(notice(body)) == [("sec_1", ["Bộ Xây dựng"], [], ["2026-03-26"])]


def test_headings_of_agencies_between_dashes(notice: Notice) -> None:
    body = (
        "4. Các bộ, ngành có liên quan tập trung thực hiện các nội dung sau:\nBộ Y tế:\n• Rà soát danh mục.\n"
        "• Báo cáo trước ngày 30/4/2026.\nBộ Nội vụ, Bộ Tài chính:\n• Bố trí kinh phí.\n5. Bộ Công an kiểm tra.\n"
    )
    assert orders(notice(body)) == [
        ("sec_4__p_2__indent_1", ["Bộ Y tế"], [], []),
        ("sec_4__p_2__indent_2", ["Bộ Y tế"], [], ["2026-04-29"]),
        ("sec_4__p_3__indent_1", ["Bộ Nội vụ", "Bộ Tài chính"], [], []),
        ("sec_5", ["Bộ Công an"], [], []),
    ]


def test_a_deadline_above_a_list_holds_for_all_of_it(notice: Notice) -> None:
    body = "1. Bộ Y tế hoàn thành trong tháng 6/2026 các việc sau:\na) Rà soát danh mục.\nb) Lập kế hoạch.\n"
    found = notice(body)
    assert [days for *_, days in orders(found)] == [["2026-06-30"], ["2026-06-30"]]
    assert {d.scope for task in found.tasks for d in task.deadlines} == {Scope.SHARED}
    own = body.replace("kế hoạch.", "kế hoạch trước ngày 10/4/2026.")
    assert [days for *_, days in orders(notice(own))] == [[], ["2026-04-09"]]


TABLE = "\n| TT | {} | Chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | Trình đề án | {} | {} |\n"


def test_an_order_above_a_table_is_no_heading_of_it() -> None:
    head = "Số 5-TB/VPTW\n\nHà Nội, ngày 16 tháng 3 năm 2026\n\nTHÔNG BÁO\n\nvề việc thử\n\n"
    whole = (
        head
        + "1. Bộ Y tế báo cáo Bộ Nội vụ trong tháng 5/2026.\n"
        + TABLE.format("Nhiệm vụ", "Bộ Công an", "30/6/2026")
    )
    assert orders(parse_source(read_bytes("a.md", whole.encode()))) == [
        ("sec_1", ["Bộ Y tế"], [], ["2026-05-31"]),
        ("sec_1__row_1", ["Bộ Công an"], [], ["2026-06-30"]),
    ]
    form = "1. Bộ Y tế tổng hợp theo mẫu sau, báo cáo trong tháng 5/2026:\n\n"
    form += "| TT | Chỉ tiêu |\n|---|---|\n| 1 | Số hồ sơ |\n"
    assert orders(parse_source(read_bytes("a.md", (head + form).encode()))) == [
        ("sec_1", ["Bộ Y tế"], [], ["2026-05-31"])
    ]


@pytest.mark.parametrize(
    "quoted",
    [
        "như sau:\n“Điều 5. Trách nhiệm\n1. Bộ Công an chủ trì kiểm tra trước ngày 30/4/2026.”",
        "như sau: “2. Bộ Công an chủ trì kiểm tra. Bộ Tài chính bố trí kinh phí trước ngày 30/4/2026.”",
        'như sau:\n"a) Bộ Công an chủ trì kiểm tra trước ngày 30/4/2026;\nb) Bộ Tài chính bố trí kinh phí."',
    ],
)
def test_what_is_quoted_is_another_documents_work(notice: Notice, quoted: str) -> None:
    body = f"1. Sửa đổi Điều 5 Quyết định số 12/QĐ-BYT {quoted}\n2. Bộ Nội vụ thẩm định.\n"
    assert [(path, leads) for path, leads, *_ in orders(notice(body))] == [("sec_2", ["Bộ Nội vụ"])]


def test_a_slogan_in_marks_takes_no_work_away(notice: Notice) -> None:
    body = "1. Bộ Y tế phát động phong trào “Vì sức khỏe”, hoàn thành trước ngày 30/4/2026.\n"
    assert orders(notice(body)) == [("sec_1", ["Bộ Y tế"], [], ["2026-04-29"])]
