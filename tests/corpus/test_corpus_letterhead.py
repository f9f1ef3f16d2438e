"""Letterheads and closings of Party and state bodies, and what is no directive."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import CorpusError, Directive, Signer
from corpus.parse import parse_source
from corpus.readers import SourceText


def parse(text: str) -> Directive:
    return parse_source(SourceText("file.txt", "0" * 64, "txt", text))


RESOLUTION = """CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 66/2026/NQ-CP
Hà Nội, ngày 05 tháng 3 năm 2026
NGHỊ QUYẾT
Về cắt giảm thủ tục hành chính
Căn cứ Luật Tổ chức Chính phủ;
Điều 1. Trách nhiệm
1. Bộ Tư pháp rà soát.
Nơi nhận:
- Ban Bí thư;
- Lưu: VT, KSTT.
TM. CHÍNH PHỦ
THỦ TƯỚNG
Phạm Minh Chính
"""

DECISION = """THỦ TƯỚNG CHÍNH PHỦ
Số: 45/QĐ-TTg
Hà Nội, ngày 28 tháng 02 năm 2026
QUYẾT ĐỊNH
Phê duyệt Đề án phát triển
THỦ TƯỚNG CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ;
Điều 1. Giao Bộ Y tế chủ trì thực hiện.
THỦ TƯỚNG
Phạm Minh Chính
Nơi nhận:
- Như trên;
- Lưu VT.
"""

DISPATCH = """VĂN PHÒNG CHÍNH PHỦ
Số: 693/VPCP-KSTT
V/v đôn đốc cải cách
thủ tục hành chính
Hà Nội, ngày 02 tháng 3 năm 2026
Kính gửi:
- Bộ Y tế,
- Bộ Nội vụ.
Đề nghị Bộ Y tế báo cáo trước ngày 5/4.
KT. BỘ TRƯỞNG, CHỦ NHIỆM
PHÓ CHỦ NHIỆM
Nguyễn Văn A
"""


def test_resolution_of_the_government() -> None:
    directive = parse(RESOLUTION)
    assert (directive.number, directive.type_code, directive.type_name) == ("66/2026/NQ-CP", "NQ", "Nghị quyết")
    assert (directive.issuer, directive.date, directive.place) == ("Chính phủ", date(2026, 3, 5), "Hà Nội")
    assert directive.subject == "Về cắt giảm thủ tục hành chính"
    assert directive.recipients == ("Ban Bí thư", "Lưu: VT, KSTT")
    assert directive.signer == Signer("Phạm Minh Chính", "Thủ tướng", "TM. CHÍNH PHỦ")
    assert [clause.path for clause in directive.clauses] == ["p_1", "art_1"]


def test_decision_signed_before_its_recipients_are_named() -> None:
    directive = parse(DECISION)
    assert (directive.number, directive.type_code, directive.issuer) == ("45/QĐ-TTg", "QĐ", "Thủ tướng Chính phủ")
    assert directive.subject == "Phê duyệt Đề án phát triển"
    assert directive.recipients == ("Như trên", "Lưu VT")
    assert directive.signer == Signer("Phạm Minh Chính", "Thủ tướng", None)
    assert [task.id for task in directive.tasks] == ["45/QĐ-TTg#art_1"]


def test_dispatch_of_a_state_body() -> None:
    directive = parse(DISPATCH)
    assert (directive.number, directive.type_code) == ("693/VPCP-KSTT", "CV")
    assert directive.issuer == "Văn phòng Chính phủ"
    assert directive.subject == "đôn đốc cải cách thủ tục hành chính"
    assert directive.addressees == ("Bộ Y tế", "Bộ Nội vụ")
    assert directive.recipients == ()
    assert directive.signer is not None
    assert (directive.signer.name, directive.signer.title) == ("Nguyễn Văn A", "Phó Chủ nhiệm")
    assert [clause.path for clause in directive.clauses] == ["p_1"]
    (task,) = directive.tasks
    assert [str(d.last) for d in task.deadlines] == ["2026-04-04"]


def test_annex_alone_takes_its_number_from_the_line_that_attaches_it() -> None:
    directive = parse(
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Quyết định số 45/QĐ-TTg ngày 28 tháng 02 năm 2026 "
        "của Thủ tướng Chính phủ)\n1. Bộ Y tế rà soát.\n"
    )
    assert (directive.number, directive.type_name, directive.date) == ("45/QĐ-TTg", "Quyết định", date(2026, 2, 28))
    assert (directive.issuer, directive.subject) == ("Thủ tướng Chính phủ", "Danh mục nhiệm vụ")
    assert [clause.path for clause in directive.clauses] == ["sec_1"]


@pytest.mark.parametrize(
    "line",
    ["Số 5-TB/VPTW", "Số: 5-TB/VPTW", "Số:5-TB/VPTW", "Số : 5-TB/VPTW", "  Số   5-TB/VPTW  ", "Số 5-TB/VPTW  Mật"],
)
def test_number_lines(line: str) -> None:
    assert parse(f"VĂN PHÒNG\n{line}\n1. Bộ Y tế rà soát.\n").number == "5-TB/VPTW"


def test_a_decomposed_letterhead_is_read_alike() -> None:
    import unicodedata

    composed, decomposed = parse(RESOLUTION), parse(unicodedata.normalize("NFD", RESOLUTION))
    assert unicodedata.normalize("NFD", RESOLUTION) != RESOLUTION
    assert (decomposed.text, decomposed.signer, decomposed.clauses) == (
        composed.text,
        composed.signer,
        composed.clauses,
    )


@pytest.mark.parametrize("day", ["31 tháng 02 năm 2026", "00 tháng 3 năm 2026", "5 tháng 13 năm 2026"])
def test_an_impossible_date_is_reported(day: str) -> None:
    directive = parse(f"VĂN PHÒNG\nSố 5-TB/VPTW\nHà Nội, ngày {day}\n1. Bộ Y tế rà soát.\n")
    assert directive.date is None
    assert "no_document_date" in directive.warnings


NO_DIRECTIVES = {
    "an article": "Xin chào. Đây là một bài báo về khoa học và công nghệ.",
    "a number in running text only": "Bài này nói về nghị quyết của Đảng.",
    "a table": "a;b;c\n1;2;3\n",
    "one letter": "x",
}


@pytest.mark.parametrize("text", NO_DIRECTIVES.values(), ids=NO_DIRECTIVES.keys())
def test_no_directive(text: str) -> None:
    with pytest.raises(CorpusError, match="số, ký hiệu"):
        parse(text)


def test_a_letterhead_without_a_body() -> None:
    with pytest.raises(CorpusError, match="5-TB/VPTW không có nội dung"):
        parse("VĂN PHÒNG\nSố 5-TB/VPTW\nHà Nội, ngày 16 tháng 3 năm 2026\n")


COLUMNS = """BỘ Y TẾ                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG BỘ                        Độc lập - Tự do - Hạnh phúc
-----                               -----------------
Số: 55/BYT-VPB1               Hà Nội, ngày 04 tháng 5 năm 2026
V/v rà soát dữ liệu
hồ sơ sức khỏe điện tử

Kính gửi: Sở Y tế các tỉnh, thành phố.

     Bộ Y tế đề nghị Sở Y tế các tỉnh, thành phố rà soát dữ liệu hồ sơ sức
khỏe điện tử, hoàn thành trước ngày 30/5/2026.
     Cục Công nghệ thông tin và Vụ Bảo hiểm y tế theo dõi việc thực hiện.
     Thanh tra Bộ kiểm tra đột xuất, báo cáo Bộ trưởng trong quý
III/2026 theo chức năng, nhiệm vụ được giao và các quy định hiện
hành về công tác thanh tra chuyên ngành y tế, phối hợp chặt chẽ với
các đơn vị liên quan.

Nơi nhận:                          KT. BỘ TRƯỞNG
- Như trên;                         THỨ TRƯỞNG
- Bộ trưởng (để báo cáo);
- Lưu: VT, VPB1.
                                   Trần Thị Mai
"""


def test_two_columns_of_hard_wrapped_text_are_read_one_after_the_other() -> None:
    directive = parse(COLUMNS)
    assert (directive.number, directive.place, directive.date) == ("55/BYT-VPB1", "Hà Nội", date(2026, 5, 4))
    assert directive.issuer == "Bộ Y tế"
    assert directive.subject == "rà soát dữ liệu hồ sơ sức khỏe điện tử"
    assert directive.addressees == ("Sở Y tế các tỉnh, thành phố",)
    assert directive.recipients == ("Như trên", "Bộ trưởng (để báo cáo)", "Lưu: VT, VPB1")
    assert directive.signer == Signer("Trần Thị Mai", "Thứ trưởng", "KT. BỘ TRƯỞNG")


def test_first_line_indents_begin_paragraphs_of_hard_wrapped_text() -> None:
    assert [clause.path for clause in parse(COLUMNS).clauses] == ["p_1", "p_2", "p_3"]


SIGNATURES = {
    "in place of": ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", ("Phó Chủ tịch", "KT. CHỦ TỊCH")),
    "by order of": ("TL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG", ("Chánh Văn phòng", "TL. BỘ TRƯỞNG")),
    "on behalf of and in place of": (
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        ("Phó Chủ tịch", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"),
    ),
    "standing": ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC", ("Phó Bí thư Thường trực", "T/M BAN THƯỜNG VỤ")),
    "of the Politburo": ("T/M BỘ CHÍNH TRỊ\nỦY VIÊN BỘ CHÍNH TRỊ", ("Ủy viên Bộ Chính trị", "T/M BỘ CHÍNH TRỊ")),
    "an office alone": ("TỔNG GIÁM ĐỐC", ("Tổng Giám đốc", None)),
}


@pytest.mark.parametrize("lines, expected", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_signatures(lines: str, expected: tuple[str, str | None]) -> None:
    head = "VĂN PHÒNG\nSố 5-TB/VPTW\nHà Nội, ngày 16 tháng 3 năm 2026\nTHÔNG BÁO\nvề việc thử\n"
    signer = parse(f"{head}1. Bộ Y tế rà soát.\nNơi nhận:\n- Lưu VT.\n{lines}\nTrần Văn B\n").signer
    assert signer is not None and (signer.title, signer.capacity) == expected


ISSUERS = {
    "BỘ TƯ PHÁP\nCỤC KIỂM TRA VĂN BẢN": "Cục Kiểm tra văn bản",
    "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI": "Ủy ban nhân dân thành phố Hà Nội",
    "ỦY BAN NHÂN DÂN\nXÃ QUẢNG CHÂU": "Ủy ban nhân dân xã Quảng Châu",
    "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nVĂN PHÒNG": "Văn phòng Ủy ban nhân dân thành phố Cần Thơ",
    "UBND TỈNH NGHỆ AN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ": "Sở Khoa học và Công nghệ",
    "TỈNH ỦY LÀO CAI\nBAN TỔ CHỨC": "Ban Tổ chức",
    "ĐẢNG ỦY XÃ TÂN PHÚ": "Đảng ủy xã Tân Phú",
    "TẬP ĐOÀN DẦU KHÍ VIỆT NAM": "Tập đoàn Dầu khí Việt Nam",
    "BẢO HIỂM XÃ HỘI TỈNH NGHỆ AN": "Bảo hiểm xã hội tỉnh Nghệ An",
    "TRƯỜNG ĐẠI HỌC VINH": "Trường Đại học Vinh",
    "CỤC TẦN SỐ VÔ TUYẾN ĐIỆN": "Cục Tần số vô tuyến điện",
}


@pytest.mark.parametrize("lines, issuer", ISSUERS.items(), ids=ISSUERS.values())
def test_issuers_are_written_as_in_running_text(lines: str, issuer: str) -> None:
    assert parse(f"{lines}\nSố: 5/ZZZ-QT\nVinh, ngày 16 tháng 3 năm 2026\n1. Bộ Y tế rà soát.\n").issuer == issuer


def test_who_is_bound_by_a_decision_has_no_task() -> None:
    directive = parse(
        "BỘ Y TẾ\nSố: 45/QĐ-BYT\nHà Nội, ngày 5 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Bộ Y tế rà soát.\n"
        "Điều 2. Các vụ, cục thuộc Bộ và Sở Y tế các tỉnh chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    assert [task.id for task in directive.tasks] == ["45/QĐ-BYT#art_1"]


def test_a_document_that_is_replaced_is_a_reference() -> None:
    directive = parse(
        "BỘ Y TẾ\nSố: 45/QĐ-BYT\nHà Nội, ngày 5 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc thử\n"
        "Điều 1. Quyết định này thay thế Quyết định số 12/QĐ-BYT ngày 7/1/2025.\n"
    )
    assert [(r.document, r.date) for r in directive.references] == [("12/QĐ-BYT", date(2025, 1, 7))]
    assert directive.tasks == ()


OLD_TITLE = """Nghị định của Chính phủ số 7/2001/NĐ-CP
ngày 09/02/2001 về quản lý bến bãi.

Chính phủ

Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992;
Điều 1. Bộ Giao thông vận tải chủ trì rà soát.
TM. Chính phủ
Thủ tướng
Phan Văn Thử
"""
OLD_CAPITALS = """NGHỊ ĐỊNH
CỦA CHÍNH PHỦ SỐ  7 /1999/NĐ-CP NGÀY 9 THÁNG 2 NĂM 1999
QUY ĐỊNH CHI TIẾT THI HÀNH LUẬT
SỐ 04/1998/QH10
CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992;
Điều 1. Bộ Tài chính chủ trì rà soát.
"""
OLD_DECISION = """BỘ Y TẾ
Số: 33/2001/QĐ-BYT
Hà Nội, ngày 13 tháng 3 năm 2001
QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ Y TẾ
về việc ban hành quy chế trực
BỘ TRƯỞNG BỘ Y TẾ
Căn cứ Nghị định số 68/CP;
Điều 1. Ban hành kèm theo Quyết định này Quy chế trực.
Nơi gửi:
- Các bệnh viện;
- Lưu VP.
KT/BỘ TRƯỞNG BỘ Y TẾ
Thứ trưởng
(đã ký)
Lê Văn Mẫu
CHẾ ĐỘ TRỰC
ÁP DỤNG CHO BỆNH VIỆN
(Ban hành theo Quyết định số 33/2001/QĐ-BYT ngày 13/3/2001 của Bộ trưởng Bộ Y tế)
Điều 1. Bệnh viện trực ngày đêm.
"""
OLD = {
    "title with number and date": (
        OLD_TITLE, "Nghị định", "Chính phủ", date(2001, 2, 9), "về quản lý bến bãi",
        Signer("Phan Văn Thử", "Thủ tướng", "TM. Chính phủ"),
    ),
    "the same in capitals": (
        OLD_CAPITALS, "Nghị định", "Chính phủ", date(1999, 2, 9),
        "Quy định chi tiết thi hành luật số 04/1998/QH10", None,
    ),
    "decision of a minister, with a regime behind": (
        OLD_DECISION, "Quyết định", "Bộ Y tế", date(2001, 3, 13), "về việc ban hành quy chế trực",
        Signer("Lê Văn Mẫu", "Thứ trưởng", "KT/BỘ TRƯỞNG BỘ Y TẾ"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "issuer", "day", "subject", "signer"), OLD.values(), ids=OLD)
def test_letterheads_of_before_2005(
    text: str, kind: str, issuer: str, day: date, subject: str, signer: Signer | None
) -> None:
    found = parse(text)
    assert (found.type_name, found.issuer, found.date, found.subject) == (kind, issuer, day, subject)
    assert found.signer == signer


def test_what_was_issued_with_an_old_decision_is_its_annex() -> None:
    found = parse(OLD_DECISION)
    assert [clause.path for clause in found.clauses if clause.element in {"art", "annex"}] == ["art_1", "annex"]
    assert found.recipients == ("Các bệnh viện", "Lưu VP")


@pytest.mark.parametrize("who", ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NGHỆ AN", "GIÁM ĐỐC SỞ Y TẾ", "HỘI ĐỒNG NHÂN DÂN XÃ A"])
def test_who_enacts_is_no_part_of_the_subject(who: str) -> None:
    head = "Số: 4/QĐ-A\nHà Nội, ngày 01 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc cử cán bộ\n"
    assert parse(f"{head}{who}\nCăn cứ Luật A;\nĐiều 1. Bộ Y tế làm việc.\n").subject == "cử cán bộ"


def test_an_urgent_dispatch_names_whom_it_is_sent_to() -> None:
    directive = parse(
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 27/CĐ-TTg\nHà Nội, ngày 03 tháng 9 năm 2026\nCÔNG ĐIỆN\nVề việc ứng phó bão\n"
        "THỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng các Bộ: Công an, Quốc phòng;\n- Chủ tịch UBND tỉnh Nghệ An.\n"
        "Thủ tướng Chính phủ yêu cầu:\n1. Bộ Công an hỗ trợ sơ tán dân.\n"
    )
    assert directive.addressees == ("Bộ trưởng các Bộ: Công an, Quốc phòng", "Chủ tịch UBND tỉnh Nghệ An")
    assert [clause.path for clause in directive.clauses] == ["p_1", "sec_1"]
    assert [task.id.partition("#")[2] for task in directive.tasks] == ["sec_1"]
