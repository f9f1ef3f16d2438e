"""Short directives in forms that bodies use every day, each with the register a reader would write; all fictitious."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from corpus.parse import parse_source
from corpus.readers import SourceText

Row = tuple[str, list[str], list[str], list[str], list[str]]
"""Path, leads, coordinators, directors, and the deadlines as "kind purpose last day or period"."""


@dataclass(frozen=True, slots=True)
class Case:
    """A directive's letterhead and body, and its register."""

    head: str
    body: str
    tasks: list[Row]


NOTICE = (
    "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nSố: 31/TB-UBND\nQuảng Trị, ngày 04 tháng 5 năm 2026\nTHÔNG BÁO\nvề việc thử\n"
)
LETTER = "SỞ NỘI VỤ\nSố: 32/SNV-CCVC\nV/v thử\nHuế, ngày 04 tháng 5 năm 2026\nKính gửi: Các sở, ban, ngành.\n"
MINISTRY = "BỘ Y TẾ\nSố: 33/CT-BYT\nHà Nội, ngày 04 tháng 5 năm 2026\nCHỈ THỊ\nvề việc thử\n"
COMMUNE = "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 34/KH-UBND\nTân Lập, ngày 04 tháng 5 năm 2026\nKẾ HOẠCH\nvề việc thử\n"
PARTY = "TỈNH ỦY SƠN LA\n*\nSố 35-CT/TU\nSơn La, ngày 04 tháng 5 năm 2026\nCHỈ THỊ\nvề việc thử\n"

CASES = {
    "conclusions in running text": Case(
        NOTICE,
        "Sau khi nghe các sở báo cáo, Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:\n"
        "1. Cơ bản thống nhất với báo cáo của Sở Xây dựng. Đến nay, dự án đã giải ngân 45% kế hoạch.\n"
        "2. Giao Sở Tài chính tham mưu bố trí vốn, trình Ủy ban nhân dân tỉnh trước ngày 15/5/2026; Sở Xây dựng hoàn "
        "chỉnh hồ sơ trong tháng 5/2026; đề nghị Ban Tổ chức Tỉnh ủy cho ý kiến về nhân sự.\n"
        "3. Chậm nhất ngày 20/5/2026, Công an tỉnh báo cáo kết quả xử lý.\n",
        [
            ("sec_2~1", ["Sở Tài chính"], [], [], ["before completion 2026-05-14"]),
            ("sec_2~2", ["Sở Xây dựng"], [], [], ["by completion 2026-05-31"]),
            ("sec_2~3", ["Ban Tổ chức Tỉnh ủy"], [], [], []),
            ("sec_3", ["Công an tỉnh"], [], [], ["by report 2026-05-20"]),
        ],
    ),
    "a request for reports": Case(
        LETTER,
        "Thực hiện chỉ đạo của Ủy ban nhân dân thành phố, Sở Nội vụ đề nghị các sở, ban, ngành thực hiện:\n"
        "1. Rà soát vị trí việc làm, gửi kết quả về Sở Nội vụ trước ngày 25/5/2026.\n"
        "2. Cử đầu mối, gửi danh sách trong vòng 05 ngày kể từ ngày ký văn bản này.\n"
        "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị liên hệ Sở Nội vụ để được hướng dẫn.\n",
        [
            ("sec_1", ["các sở, ban, ngành"], [], [], ["before report 2026-05-24"]),
            ("sec_2", ["các sở, ban, ngành"], [], [], ["relative completion 2026-05-09"]),
        ],
    ),
    "departments of a ministry": Case(
        MINISTRY,
        "Bộ trưởng Bộ Y tế chỉ thị:\n"
        "1. Cục Phòng bệnh:\n- Chủ trì, phối hợp với Cục Quản lý Dược dự trữ thuốc.\n- Hằng ngày công bố số ca mắc.\n"
        "2. Các bệnh viện trực thuộc Bộ tổ chức trực cấp cứu 24/24 giờ; báo cáo trước 15 giờ 00 hằng ngày.\n"
        "3. Giám đốc Sở Y tế các tỉnh, thành phố chịu trách nhiệm trước Bộ trưởng nếu để dịch lan rộng.\n",
        [
            ("sec_1__indent_1", ["Cục Phòng bệnh"], ["Cục Quản lý Dược"], [], []),
            ("sec_1__indent_2", ["Cục Phòng bệnh"], [], [], ["recurring completion daily"]),
            ("sec_2", ["các bệnh viện trực thuộc Bộ"], [], [], ["recurring report daily"]),
        ],
    ),
    "a commune's plan": Case(
        COMMUNE,
        "I. MỤC TIÊU\n1. Phấn đấu đến ngày 31/12/2026 có 95% hộ dân phân loại rác.\nII. NHIỆM VỤ\n"
        "1. Phòng Kinh tế chủ trì, Hội Nông dân xã phối hợp xây dựng điểm thu gom, xong trước mùa mưa.\n"
        "2. Công an xã cùng với Ban Chỉ huy Quân sự xã tuần tra hằng tuần.\n"
        "3. Các thôn: (1) Tuyên truyền trên loa. (2) Lập danh sách hộ cam kết. Hoàn thành trước ngày 01/6/2026.\n",
        [
            ("sec_II__sec_1", ["Phòng Kinh tế"], ["Hội Nông dân xã"], [], ["conditional completion None"]),
            ("sec_II__sec_2", ["Công an xã"], ["Ban Chỉ huy Quân sự xã"], [], ["recurring completion weekly"]),
            ("sec_II__sec_3__item_1", ["các thôn"], [], [], ["before completion 2026-05-31"]),
            ("sec_II__sec_3__item_2", ["các thôn"], [], [], ["before completion 2026-05-31"]),
        ],
    ),
    "a Party committee's directive": Case(
        PARTY,
        "Ban Thường vụ Tỉnh ủy yêu cầu:\n"
        "1. Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo, chỉ đạo Sở Nội vụ rà soát biên chế, hoàn thành trong quý III/2026.\n"
        "2. Ban Tuyên giáo và Dân vận Tỉnh ủy hướng dẫn tuyên truyền ngay sau khi Chỉ thị được ban hành.\n"
        "3. Văn phòng Tỉnh ủy theo dõi, đôn đốc, định kỳ 6 tháng báo cáo Ban Thường vụ Tỉnh ủy.\n",
        [
            ("sec_1", ["Sở Nội vụ"], [], ["Đảng ủy Ủy ban nhân dân tỉnh"], ["by completion 2026-09-30"]),
            ("sec_2", ["Ban Tuyên giáo và Dân vận Tỉnh ủy"], [], [], ["conditional completion None"]),
            ("sec_3", ["Văn phòng Tỉnh ủy"], [], [], ["recurring report half_yearly"]),
        ],
    ),
    "a heading line and plus signs": Case(
        NOTICE,
        "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các cơ quan thực hiện các nội dung sau:\n"
        "Sở Y tế:\n+ Kiểm tra bếp ăn.\n+ Công khai kết quả trước ngày 10/6/2026.\n"
        "Ủy ban nhân dân các xã, phường:\n+ Tuyên truyền tới từng hộ dân.\n",
        [
            ("p_2__indent_1", ["Sở Y tế"], [], [], []),
            ("p_2__indent_2", ["Sở Y tế"], [], [], ["before completion 2026-06-09"]),
            ("p_3__indent_1", ["Ủy ban nhân dân các xã, phường"], [], [], []),
        ],
    ),
    "provinces by name": Case(
        MINISTRY,
        "Bộ trưởng Bộ Y tế yêu cầu:\n"
        "1. Ủy ban nhân dân các tỉnh, thành phố: Cà Mau, Cần Thơ, An Giang chỉ đạo Sở Y tế lấy mẫu, "
        "gửi Viện Pasteur Thành phố Hồ Chí Minh trong vòng 48 giờ kể từ khi phát hiện ca bệnh.\n"
        "2. Viện Pasteur Thành phố Hồ Chí Minh xét nghiệm, trả kết quả trong 03 ngày làm việc kể từ ngày nhận mẫu.\n",
        [
            (
                "sec_1", ["Sở Y tế"], [],
                [
                    "Ủy ban nhân dân tỉnh Cà Mau", "Ủy ban nhân dân thành phố Cần Thơ",
                    "Ủy ban nhân dân tỉnh An Giang",
                ],
                ["relative completion None"],
            ),
            ("sec_2", ["Viện Pasteur Thành phố Hồ Chí Minh"], [], [], ["relative completion None"]),
        ],
    ),
    "effect, thanks and findings": Case(
        NOTICE,
        "Chủ tịch Ủy ban nhân dân tỉnh kết luận:\n"
        "1. Biểu dương Sở Y tế đã hoàn thành tiêm chủng trước ngày 30/4/2026.\n"
        "2. Sở Tài chính đã bố trí kinh phí từ ngày 01/3/2026.\n"
        "3. Thông báo này có hiệu lực kể từ ngày ký.\n"
        "4. Yêu cầu Sở Y tế khẩn trương khắc phục hạn chế nêu trên.\n",
        [("sec_4", ["Sở Y tế"], [], [], [])],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_its_register(case: Case) -> None:
    directive = parse_source(SourceText("dropped.txt", "0" * 64, "txt", case.head + case.body))
    assert [
        (
            task.id.partition("#")[2],
            *([party.name for party in parties] for parties in (task.leads, task.coordinators, task.directors)),
            [f"{d.kind} {d.purpose} {d.period or d.last}" for d in task.deadlines],
        )
        for task in directive.tasks
    ] == case.tasks
