"""Who leads, co-ordinates and directs: each rule of DESIGN section 6."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import AgencyRef, Directive
from corpus.parse import parse_source
from corpus.readers import SourceText
from corpus.roles import read_roles, report_recipient

HOLDER = AgencyRef("bo-noi-vu", "Bộ Nội vụ", "Bộ Nội vụ", 0, 0)
# sentence, leads, coordinators, directors; no leads: the clause's holder leads
SENTENCES = {
    "leads with": (
        "Bộ Y tế chủ trì, phối hợp với Bộ Tài chính xây dựng đề án.", ["Bộ Y tế"], ["Bộ Tài chính"], [],
    ),
    "leads without the word": ("Bộ Tài chính nghiên cứu, sửa đổi Thông tư.", ["Bộ Tài chính"], [], []),
    "several lead": (
        "Bộ Tài chính, Bộ Y tế theo chức năng hướng dẫn.", ["Bộ Tài chính", "Bộ Y tế"], [], [],
    ),
    "work is handed over": (
        "Giao Bộ Y tế chủ trì, phối hợp với các cơ quan liên quan theo dõi.",
        ["Bộ Y tế"], ["các cơ quan liên quan"], [],
    ),
    "a task is given to a group": (
        "Giao nhiệm vụ cho các tập đoàn/doanh nghiệp hàng đầu phối hợp với trường/viện xây dựng lộ trình.",
        ["các tập đoàn/doanh nghiệp hàng đầu"], ["trường/viện"], [],
    ),
    "asked politely": ("Đề nghị Đảng ủy Quốc hội chỉ đạo rà soát.", ["Đảng ủy Quốc hội"], [], []),
    "required": ("Yêu cầu Bộ Y tế rà soát.", ["Bộ Y tế"], [], []),
    "assigned": ("Phân công Bộ Nội vụ là cơ quan đầu mối.", ["Bộ Nội vụ"], [], []),
    "directs another to lead": (
        "Bộ Quốc phòng chỉ đạo Ban Cơ yếu Chính phủ chủ trì, phối hợp với các cơ quan liên quan đưa vào vận hành.",
        ["Ban Cơ yếu Chính phủ"], ["các cơ quan liên quan"], ["Bộ Quốc phòng"],
    ),
    "the holder directs": (
        "Chỉ đạo Bộ Y tế, Bộ Công Thương rà soát.", ["Bộ Y tế", "Bộ Công Thương"], [], ["Bộ Nội vụ"],
    ),
    "the holder directs, after a phrase": (
        "Trên cơ sở đánh giá của Bộ Y tế, chỉ đạo các bộ ngành có liên quan rà soát.",
        ["các bộ ngành có liên quan"], [], ["Bộ Nội vụ"],
    ),
    "gives to another": (
        "Thủ tướng Chính phủ giao Bộ Y tế chủ trì xây dựng đề án.", ["Bộ Y tế"], [], ["Thủ tướng Chính phủ"],
    ),
    "directs work, nobody": ("Chỉ đạo rà soát chức năng của Bộ Công an.", [], [], []),
    "directs in general": ("Tiếp tục chỉ đạo quyết liệt các bộ, ngành trong triển khai.", [], [], []),
    "the holder leads": ("Chủ trì, phối hợp với Bộ Tư pháp xây dựng quy định.", [], ["Bộ Tư pháp"], []),
    "agrees with": ("Chủ trì thống nhất với Bộ Tài chính nội hàm các khái niệm.", [], ["Bộ Tài chính"], []),
    "closely": (
        "Trao đổi, phối hợp chặt chẽ với Bộ Công an, Bộ Y tế để thống nhất.", [], ["Bộ Công an", "Bộ Y tế"], [],
    ),
    "without the word với": (
        "Chủ trì, phối hợp Bộ Tư pháp, Bộ Công an triển khai.", [], ["Bộ Tư pháp", "Bộ Công an"], [],
    ),
    "cùng": ("Bộ Y tế phối hợp cùng Bộ Công an tổ chức.", ["Bộ Y tế"], ["Bộ Công an"], []),
    "no one coordinates with himself": ("Bộ Y tế phối hợp với Bộ Y tế thực hiện.", ["Bộ Y tế"], [], []),
    "the subject comes later": ("Trong quá trình thực hiện, Bộ Y tế chủ trì xử lý.", ["Bộ Y tế"], [], []),
    "only mentioned": ("Rà soát các quy định của Bộ Y tế.", [], [], []),
    "an object": ("Kiện toàn Tổ giúp việc Ban Chỉ đạo.", [], [], []),
}  # fmt: skip


@pytest.mark.parametrize("sentence, leads, coordinators, directors", SENTENCES.values(), ids=SENTENCES.keys())
def test_sentence(sentence: str, leads: list[str], coordinators: list[str], directors: list[str]) -> None:
    roles = read_roles(sentence, 0, len(sentence), (HOLDER,))
    found = ([p.name for p in parties] for parties in (roles.leads, roles.coordinators, roles.directors))
    assert tuple(found) == (leads, coordinators, directors)


RECIPIENTS = {
    "standing committee": ("Báo cáo Thường trực Ban Chỉ đạo kết quả trước ngày 10/3/2026.", "Thường trực Ban Chỉ đạo"),
    "inside a sentence": ("Tổng hợp, báo cáo Ban Chỉ đạo các giải pháp.", "Ban Chỉ đạo"),
    "an agency": ("định kỳ hằng quý báo cáo Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
    "nobody": ("Tổng hợp báo cáo hằng năm.", None),
    "no report": ("Xây dựng đề án.", None),
}


@pytest.mark.parametrize("sentence, recipient", RECIPIENTS.values(), ids=RECIPIENTS.keys())
def test_report_recipient(sentence: str, recipient: str | None) -> None:
    assert report_recipient(sentence, 0, len(sentence)) == recipient


Register = list[tuple[str, list[str], list[str], list[str], list[str]]]


def register(directive: Directive) -> Register:
    """Return path, leads, coordinators, directors and deadlines' last days of each task."""
    return [
        (
            task.id.partition("#")[2],
            *([p.name for p in parties] for parties in (task.leads, task.coordinators, task.directors)),
            [f"{d.last} {d.scope.value}" for d in task.deadlines],
        )
        for task in directive.tasks
    ]


def test_a_heading_gives_its_agency_to_the_dashes_below(notice: Callable[[str], Directive]) -> None:
    found = register(
        notice("1. Nhiệm vụ\na) Bộ Y tế\n- Rà soát dữ liệu.\n- Chủ trì, phối hợp với Bộ Công an báo cáo.\n")
    )
    assert found == [
        ("sec_1__point_a__indent_1", ["Bộ Y tế"], [], [], []),
        ("sec_1__point_a__indent_2", ["Bộ Y tế"], ["Bộ Công an"], [], []),
    ]


def test_a_clause_that_names_its_own_agency_keeps_it(notice: Callable[[str], Directive]) -> None:
    found = register(notice("1. Nhiệm vụ\na) Bộ Y tế\n- Rà soát.\n- Bộ Công an đánh giá.\nb) Bộ Nội vụ tổng hợp.\n"))
    assert [lead for _, lead, *_ in found] == [["Bộ Y tế"], ["Bộ Công an"], ["Bộ Nội vụ"]]


def test_a_topic_gives_nothing_to_the_clauses_below(notice: Callable[[str], Directive]) -> None:
    found = register(notice("1. Kiện toàn Ban Chỉ đạo\na) Bộ Y tế rà soát.\nb) Nâng cao nhận thức.\n"))
    assert found == [("sec_1__point_a", ["Bộ Y tế"], [], [], [])]


def test_an_introduction_gives_leads_and_coordinators_to_its_list(notice: Callable[[str], Directive]) -> None:
    body = "1. Bộ Y tế chủ trì, phối hợp với Bộ Công an: (1) Rà soát dữ liệu. (2) Xây dựng đề án.\n"
    assert register(notice(body)) == [
        ("sec_1__item_1", ["Bộ Y tế"], ["Bộ Công an"], [], []),
        ("sec_1__item_2", ["Bộ Y tế"], ["Bộ Công an"], [], []),
    ]


def test_a_closing_deadline_is_shared_when_no_item_has_one(notice: Callable[[str], Directive]) -> None:
    body = "1. Bộ Y tế: (1) Rà soát dữ liệu. (2) Xây dựng đề án. Hoàn thành trong tháng 4/2026.\n"
    assert [deadlines for *_, deadlines in register(notice(body))] == [["2026-04-30 shared"], ["2026-04-30 shared"]]


def test_a_closing_deadline_is_the_last_items_when_another_has_its_own(notice: Callable[[str], Directive]) -> None:
    body = (
        "1. Bộ Y tế: (1) Rà soát, hoàn thành trong tháng 3/2026. (2) Lập danh mục. "
        "(3) Xây dựng đề án. Hoàn thành trong tháng 4/2026.\n"
    )
    assert [deadlines for *_, deadlines in register(notice(body))] == [["2026-03-31 own"], [], ["2026-04-30 own"]]


def test_a_deadline_inside_the_last_item_is_its_own(notice: Callable[[str], Directive]) -> None:
    body = "1. Bộ Y tế: (1) Rà soát dữ liệu. (2) Xây dựng đề án, hoàn thành trong tháng 4/2026.\n"
    assert [deadlines for *_, deadlines in register(notice(body))] == [[], ["2026-04-30 own"]]


def test_a_hand_over_begins_a_second_task_of_the_clause(notice: Callable[[str], Directive]) -> None:
    body = "1. Bộ Y tế ban hành kế hoạch trong tháng 3/2026. Giao Bộ Công an theo dõi; báo cáo trước ngày 10/4/2026.\n"
    assert register(notice(body)) == [
        ("sec_1~1", ["Bộ Y tế"], [], [], ["2026-03-31 own"]),
        ("sec_1~2", ["Bộ Công an"], [], [], ["2026-04-09 own"]),
    ]


def test_a_sentence_that_begins_with_a_marked_capital_is_a_sentence(notice: Callable[[str], Directive]) -> None:
    body = (
        "1. Bộ Y tế rà soát danh mục. Ủy ban nhân dân các tỉnh, thành phố bố trí kinh phí. Đảng ủy Chính phủ chỉ đạo.\n"
    )
    assert [(path, leads) for path, leads, *_ in register(notice(body))] == [
        ("sec_1~1", ["Bộ Y tế"]),
        ("sec_1~2", ["Ủy ban nhân dân các tỉnh, thành phố"]),
        ("sec_1~3", ["Đảng ủy Chính phủ"]),
    ]


def test_a_clause_without_a_holder_orders_nothing(notice: Callable[[str], Directive]) -> None:
    assert register(notice("1. Mục tiêu chung là nâng cao nhận thức của toàn xã hội.\n")) == []


def test_who_directs_a_list_that_a_colon_opens(notice: Callable[[str], Directive]) -> None:
    body = "1. Đảng ủy Chính phủ lãnh đạo, chỉ đạo Bộ Xây dựng: (1) Rà soát quy hoạch. (2) Lập danh mục.\n"
    assert register(notice(body)) == [
        ("sec_1__item_1", ["Bộ Xây dựng"], [], ["Đảng ủy Chính phủ"], []),
        ("sec_1__item_2", ["Bộ Xây dựng"], [], ["Đảng ủy Chính phủ"], []),
    ]


def test_a_topic_may_stand_before_the_subject(notice: Callable[[str], Directive]) -> None:
    found = register(notice("1. Về nguồn lực: Bộ Tài chính bố trí kinh phí.\n2. Về mục tiêu: Bộ máy tinh gọn.\n"))
    assert [(path, leads) for path, leads, *_ in found] == [("sec_1", ["Bộ Tài chính"])]


def test_an_introduction_of_headings_orders_nothing(notice: Callable[[str], Directive]) -> None:
    body = "Bộ trưởng Bộ Y tế yêu cầu:\n1. Cục Y tế dự phòng rà soát dữ liệu.\n"
    assert [path for path, *_ in register(notice(body))] == ["sec_1"]


def test_who_is_meant_is_no_order(notice: Callable[[str], Directive]) -> None:
    assert register(notice("1. Đối tượng\nCác cấp ủy, tổ chức đảng và đảng viên.\n")) == []


def test_a_regulation_tells_of_duties_in_its_headings(notice: Callable[[str], Directive]) -> None:
    body = "Điều 1. Trách nhiệm của Sở Nội vụ\n1. Bố trí nhân sự.\n2. Tham mưu khen thưởng.\n"
    assert [(path, leads) for path, leads, *_ in register(notice(body))] == [
        ("art_1__para_1", ["Sở Nội vụ"]),
        ("art_1__para_2", ["Sở Nội vụ"]),
    ]


def test_who_leads_together_with_others(notice: Callable[[str], Directive]) -> None:
    found = register(notice("1. Bộ Ngoại giao chủ trì cùng các bộ: Công Thương, Tài chính đàm phán.\n"))
    assert found == [("sec_1", ["Bộ Ngoại giao"], ["Bộ Công Thương", "Bộ Tài chính"], [], [])]


def test_an_introduction_gives_its_agencies_to_the_clauses_behind_it(notice: Callable[[str], Directive]) -> None:
    body = (
        "Bộ Y tế đề nghị các Sở Y tế thực hiện một số nội dung sau:\n"
        "1. Rà soát danh mục trước ngày 05/4/2026.\n2. Cục Y tế dự phòng phối hợp với Công an tỉnh kiểm tra.\n"
        "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Bộ Y tế.\n"
    )
    assert [(path, leads) for path, leads, *_ in register(notice(body))] == [
        ("sec_1", ["các Sở Y tế"]),
        ("sec_2", ["Cục Y tế dự phòng"]),
    ]


@pytest.mark.parametrize(
    "lead_in",
    [
        "Bộ trưởng Bộ Y tế kết luận như sau:",
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch thực hiện như sau:",
        "Thực hiện nhiệm vụ Thủ tướng giao Bộ Y tế tại Thông báo trên, nội dung như sau:",
    ],
)
def test_an_introduction_that_asks_nobody_gives_nothing(notice: Callable[[str], Directive], lead_in: str) -> None:
    assert register(notice(f"{lead_in}\n1. Cơ bản thống nhất nội dung báo cáo.\n")) == []


def test_an_introduction_gives_nothing_to_roman_sections(notice: Callable[[str], Directive]) -> None:
    body = "Bộ Y tế đề nghị các Sở Y tế thực hiện như sau:\nI. MỤC ĐÍCH\nNâng cao nhận thức.\nII. YÊU CẦU\nKịp thời.\n"
    assert register(notice(body)) == []


def test_what_was_done_is_no_order(notice: Callable[[str], Directive]) -> None:
    body = "1. Các bộ, ngành đã nỗ lực triển khai.\n2. Các đơn vị đã được giao nhiệm vụ khẩn trương thực hiện.\n"
    assert [path for path, *_ in register(notice(body))] == ["sec_2"]


def test_who_chairs_a_meeting_leads_no_work(notice: Callable[[str], Directive]) -> None:
    assert register(notice("Ngày 30/9/2026, đồng chí Bí thư, Trưởng Ban Chỉ đạo chủ trì phiên họp thứ ba.\n")) == []


def test_recitals_order_nothing(notice: Callable[[str], Directive]) -> None:
    body = "Căn cứ Luật Y tế;\nChính phủ ban hành Nghị định về y tế.\nĐiều 1. Bộ Y tế rà soát danh mục.\n"
    assert [path for path, *_ in register(notice(body))] == ["art_1"]


def test_who_is_bound_by_an_act_gives_nothing_to_what_stands_below(notice: Callable[[str], Directive]) -> None:
    body = (
        "Điều 1. Bộ Y tế rà soát.\nĐiều 2. Chánh Văn phòng Ủy ban nhân dân thành phố, Giám đốc các Sở chịu trách nhiệm "
        "thi hành Quyết định này kể từ ngày ký.\n- Như Điều 2\n- Sở, Ban ngành thành phố\n"
    )
    assert [path for path, *_ in register(notice(body))] == ["art_1"]


def test_a_line_that_only_names_an_agency_heads_the_paragraphs_below(notice: Callable[[str], Directive]) -> None:
    body = (
        "Thực hiện kế hoạch năm 2026, yêu cầu thực hiện các việc sau:\nSở Y tế:\nRà soát bếp ăn.\nCông khai kết quả.\n"
        "Sở Nội vụ:\nTổng hợp.\nVăn phòng nhận được văn bản này.\n"
    )
    assert [(path, leads) for path, leads, *_ in register(notice(body))] == [
        ("p_3", ["Sở Y tế"]), ("p_4", ["Sở Y tế"]), ("p_6", ["Sở Nội vụ"]),
    ]  # fmt: skip


ONE_CLAUSE = {
    "when before who": ("Trước ngày 20/8/2026, Sở Y tế hoàn thành rà soát.", ["Sở Y tế"], []),
    "a day of each month before who": ("Trước ngày 25 hằng tháng, hai Sở báo cáo kết quả.", ["hai Sở"], []),
    "an event before who": (
        "Sau bão, Ủy ban nhân dân các tỉnh, thành phố: Quảng Ninh, Hải Phòng thống kê thiệt hại.",
        ["Ủy ban nhân dân tỉnh Quảng Ninh", "Ủy ban nhân dân thành phố Hải Phòng"], [],
    ),
    "one of several alone": ("Riêng Sở Y tế mở chuyên mục.", ["Sở Y tế"], []),
    "together with": ("Công an phường cùng với Phòng Kinh tế rà soát bãi tắm.", ["Công an phường"], ["Phòng Kinh tế"]),
    "who joins is named behind who leads": (
        "Công an xã chủ trì, Ban Chỉ huy Quân sự xã và các thôn phối hợp kiểm tra.",
        ["Công an xã"], ["Ban Chỉ huy Quân sự xã", "các thôn"],
    ),
    "a body that is no office": ("Vườn quốc gia Hoàng Liên cắm mốc ranh giới.", ["Vườn quốc gia Hoàng Liên"], []),
    "kinds of a group": (
        "Các trường mầm non, tiểu học trên địa bàn tổ chức bơi.", ["các trường mầm non, tiểu học trên địa bàn"], [],
    ),
    "a term with a verb's letters": (
        "Cục Quản lý và Xây dựng công trình thủy lợi rà soát.", ["Cục Quản lý và Xây dựng công trình thủy lợi"], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence, leads, coordinators", ONE_CLAUSE.values(), ids=ONE_CLAUSE.keys())
def test_one_clause(
    notice: Callable[[str], Directive], sentence: str, leads: list[str], coordinators: list[str]
) -> None:
    assert [found[1:3] for found in register(notice(f"1. {sentence}\n"))] == [(leads, coordinators)]


NO_TASK = {
    "a meeting that was": "Trước ngày 10/3/2026, Sở Y tế chủ trì cuộc họp.",
    "who answers": "Sở Y tế chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh nếu để xảy ra dịch.",
}


@pytest.mark.parametrize("sentence", NO_TASK.values(), ids=NO_TASK.keys())
def test_no_task(notice: Callable[[str], Directive], sentence: str) -> None:
    assert register(notice(f"1. {sentence}\n")) == []


def of_province(body: str, issuer: str = "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN") -> Register:
    head = f"{issuer}\nSố: 5/TB-UBND\nVinh, ngày 16 tháng 3 năm 2026\nTHÔNG BÁO\nvề việc thử\n"
    return register(parse_source(SourceText("notice.txt", "0" * 64, "txt", head + body)))


def test_the_committee_without_its_province_is_the_issuers() -> None:
    body = "1. Ủy ban nhân dân tỉnh chỉ đạo Sở Y tế rà soát.\n2. UBND tỉnh Hà Tĩnh phối hợp với HĐND tỉnh rà soát.\n"
    assert [(leads, coordinators, directors) for _, leads, coordinators, directors, _ in of_province(body)] == [
        (["Sở Y tế"], [], ["Ủy ban nhân dân tỉnh Nghệ An"]),
        (["Ủy ban nhân dân tỉnh Hà Tĩnh"], ["Hội đồng nhân dân tỉnh Nghệ An"], []),
    ]


def test_a_department_s_letterhead_tells_its_province_too() -> None:
    found = of_province("1. Ủy ban nhân dân thành phố rà soát.\n", "UBND THÀNH PHỐ ĐÀ NẴNG\nSỞ Y TẾ")
    assert [leads for _, leads, *_ in found] == [["Ủy ban nhân dân thành phố Đà Nẵng"]]


def test_no_province_is_guessed_where_a_ministry_issues() -> None:
    body = "1. Ủy ban nhân dân tỉnh rà soát.\n"
    assert [leads for _, leads, *_ in of_province(body, "BỘ Y TẾ")] == [["Ủy ban nhân dân tỉnh"]]
