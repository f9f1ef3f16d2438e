"""Questions in other words than the directives', and questions for a figure that no directive states."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.lexical.focus import asks_whether_done, focus_of, states
from assistant.lexical.thesaurus import in_words_of, official_words
from assistant.model import Question, Status
from assistant.search.evidence import says_another_year

TODAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("topic", "text", "reread"),
    [
        ("chợ mua bán dữ liệu", "vận hành thử nghiệm Sàn dữ liệu quốc gia", "sàn dữ liệu"),
        ("trí thức Việt kiều", "tri thức, nhà khoa học người Việt ở nước ngoài", "tri thức người Việt ở nước ngoài"),
        ("cho mua ban du lieu", "vận hành thử nghiệm Sàn dữ liệu quốc gia", "sàn dữ liệu"),  # typed without marks
        ("số hoá sổ hộ tịch", "Số hóa sổ hộ tịch", "số hoá sổ hộ tịch"),  # where the tone stands is no other word
        ("vận hành Mạng mật liên thông", "vận hành Mạng mật liên thông", "vận hành Mạng mật liên thông"),
        ("lương cán bộ xã", "bố trí kinh phí cho công chức cấp xã", "lương công chức cấp xã"),  # pay is no funding
        ("tien", "bố trí kinh phí", "tien"),  # one syllable without marks may be any of many words
    ],
)
def test_a_topic_in_the_words_of_a_text(topic: str, text: str, reread: str) -> None:
    assert in_words_of(topic, text) == reread


def test_what_directives_call_it() -> None:
    assert official_words("bệnh án điện tử ở bệnh viện lớn") == "hồ sơ sức khỏe điện tử bệnh viện trung ương"
    assert official_words("thuế thu nhập") == ""


@pytest.mark.parametrize(
    ("ask", "clause"),
    [
        ("Mạng mật dùng chung cho hệ thống chính trị bắt đầu chạy chính thức hôm nào?", "20-TB/CQTTBCĐ#sec_3__point_e"),
        ("Bêu tên đơn vị làm chưa tốt là do ban nào chỉ đạo?", "20-TB/CQTTBCĐ#sec_2__point_b"),
        ("Sếp hỏi ai lo vụ tra nguồn gốc nông sản vậy em", "20-TB/CQTTBCĐ#sec_3__point_i"),
        (
            "Dân bị bắt nộp lại giấy tờ đã có sẵn dữ liệu, ai phải xử lý dứt điểm?",
            "693-CV/VPTW#sec_4__point_a__indent_2",
        ),
        ("Ai phải đánh giá bình dân số hiệu quả ra sao?", "693-CV/VPTW#sec_5"),
        ("Công khai kết quả chất lượng dịch vụ công thì xem ở trang nào?", "20-TB/CQTTBCĐ#sec_3__point_l"),
        ("Bộ Ngoại giao được giao việc gì liên quan tới trí thức Việt kiều?", "20-TB/CQTTBCĐ#sec_3__point_g__indent_1"),
    ],
)
def test_asked_in_everyday_words(shipped: Assistant, ask: str, clause: str) -> None:
    answer = shipped.ask(Question(ask, TODAY))
    assert answer.status is Status.ANSWERED
    assert any(citation.clause.startswith(clause) for citation in answer.citations)


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        ("Lương của cán bộ chuyên trách ở xã là bao nhiêu?", "money"),
        ("Tổng kinh phí hết bao nhiêu tỷ đồng?", "sum"),
        ("ti le noi dia hoa toi thieu la bao nhieu phan tram", "share"),
        ("Bộ Y tế phải mua mấy máy chủ?", "number"),
        ("How many base stations must be installed?", "number"),
        ("Số điện thoại của Văn phòng Trung ương Đảng?", "phone"),
        ("Bộ Công an có bao nhiêu việc?", None),  # counted by the register
        ("Bao nhiêu ngày nữa thì hết hạn?", None),
        ("How many tasks are due in May?", None),
        ("Ai chủ trì việc truy xuất nguồn gốc?", None),
    ],
)
def test_which_figure_is_asked_for(ask: str, name: str | None) -> None:
    focus = focus_of(ask)
    assert (focus.name if focus else None) == name


@pytest.mark.parametrize(
    ("ask", "text", "stated"),
    [
        ("bao nhiêu phần trăm", "Bố trí tối thiểu 2% chi ngân sách tỉnh", True),
        ("bao nhiêu phần trăm", "cấp 5 hệ thống thông tin trong năm 2026", False),
        ("mấy bộ dữ liệu", "có ít nhất 1.000 bộ dữ liệu mở được công bố", True),
        ("bao nhiêu thành viên", "Thông báo số 17-TB/CQTTBCĐ, ngày 29/12/2025; giai đoạn 2026 - 2030", False),
        ("bao nhiêu nhóm nhiệm vụ", "Tập trung triển khai năm nhóm nhiệm vụ", True),
        ("bao nhiêu tiền", "trước ngày 10/3/2026, báo cáo theo Điều 8, khoản 2", False),
        ("số điện thoại", "điện thoại 024.0000.0903", True),
        ("số điện thoại", "trước ngày 10/3/2026", False),
    ],
)
def test_whether_a_text_states_the_figure(ask: str, text: str, stated: bool) -> None:
    focus = focus_of(ask + "?")
    assert focus is not None
    assert states(focus, text) is stated


@pytest.mark.parametrize(
    "ask",
    [
        "Tỉ lệ nội địa hóa tối thiểu trong sản phẩm công nghệ chiến lược là bao nhiêu %?",
        "Thông tư ban hành điều lệ mẫu của Quỹ phát triển khoa học công nghệ tốn bao nhiêu tiền?",
        "Mạng mật liên thông các cơ quan trong hệ thống chính trị có bao nhiêu máy chủ?",
    ],
)
def test_a_figure_that_no_clause_states_is_refused_beside_the_nearest_clause(shipped: Assistant, ask: str) -> None:
    answer = shipped.ask(Question(ask, TODAY))
    assert answer.status is Status.NO_MATCH
    assert "không nêu con số được hỏi" in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("ask", "whether"),
    [
        ("Hà Nội đã nộp báo cáo đó chưa?", True),
        ("viec do da lam xong chua", True),
        ("Has the Ministry of Finance submitted the report?", True),
        ("Việc đó đã đến hạn chưa?", False),
        ("Bao giờ phải nộp báo cáo?", False),
    ],
)
def test_whether_something_was_done_is_told_from_whether_it_is_due(ask: str, whether: bool) -> None:
    assert asks_whether_done(ask) is whether


def test_that_orders_do_not_tell_what_was_done_is_said(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Hà Nội đã nộp báo cáo rà soát 25 dịch vụ công trực tuyến chưa?", TODAY))
    assert answer.status is Status.ANSWERED
    assert "không ghi việc đó đã làm hay chưa" in answer.text


@pytest.mark.parametrize(
    "ask",
    [
        "Số điện thoại của Văn phòng Trung ương Đảng là bao nhiêu?",  # nobody's is given
        "Hướng dẫn tiêu chí xác định hợp phần khoa học công nghệ năm 2030 khi nào xong?",
        "Bộ Quốc phòng mua sắm thiết bị quân sự thế nào?",
    ],
)
def test_another_bodys_figure_or_another_years_task_is_no_answer(shipped: Assistant, ask: str) -> None:
    assert shipped.ask(Question(ask, TODAY)).status in {Status.NO_MATCH, Status.OUT_OF_SCOPE}


def test_an_agency_that_is_only_told_counts_as_named(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Ai phải trao đổi với Bộ Tư pháp để thống nhất chuẩn kết nối API?", TODAY))
    assert any(citation.clause == "693-CV/VPTW#sec_4__point_c" for citation in answer.citations)


@pytest.mark.parametrize(
    ("asked", "text", "other"),
    [
        ("kế hoạch năm 2027", "Ban hành Kế hoạch chuyển đổi số của tỉnh năm 2026", True),
        ("trong năm 2026", "hoàn thành trong quý III/2026", False),
        ("năm 2025 đạt bao nhiêu", "Phấn đấu đến ngày 31/12/2026, đạt tối thiểu 80%", True),
        ("năm 2026", "theo Thông báo số 17-TB/CQTTBCĐ, ngày 29/12/2025", False),  # a document's date says no year of it
        ("tháng 4/2026", "hoàn thành trong năm 2027", False),  # the question names no year's work
    ],
)
def test_which_year_a_text_speaks_of(asked: str, text: str, other: bool) -> None:
    assert says_another_year(asked, text) is other


def test_a_mention_is_shown_around_the_document_it_names(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Quyết định 2618/QĐ-BKHCN ban hành ngày nào, của bộ nào?", TODAY))
    assert answer.status is Status.NO_MATCH
    assert "ngày 11/9/2025 của Bộ Khoa học và Công nghệ" in answer.text


def test_a_document_not_held_is_the_object_where_tasks_of_a_held_one_are_asked_for(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Bộ Tài chính sửa Thông tư 130 để làm gì theo Công văn 693?", TODAY))
    assert answer.status is Status.ANSWERED
    assert {citation.clause for citation in answer.citations} == {"693-CV/VPTW#sec_2__point_b"}


def test_what_a_document_not_held_gives_is_not_what_others_give_about_it(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Công văn 19995 giao Bộ Quốc phòng việc gì?", TODAY))
    assert answer.status is Status.NO_MATCH


@pytest.mark.parametrize(
    ("ask", "clause"),
    [
        ("Who puts the secret inter-agency network into operation?", "20-TB/CQTTBCĐ#sec_3__point_e"),
        ("Explain the localisation ratio rule in the High-Tech Law task", "20-TB/CQTTBCĐ#sec_3__point_c__indent_2"),
        ("Which three cities pilot foreign institutional models?", "20-TB/CQTTBCĐ#sec_3__point_c__indent_1"),
        ("What happens to leaders who slip, says Notice 20?", "20-TB/CQTTBCĐ#sec_2__point_c__indent_1"),
        ("What must the Party Central Office draw up regarding field surveys?", "693-CV/VPTW#sec_6__point_c"),
    ],
)  # fmt: skip
def test_asked_in_plain_english(shipped: Assistant, ask: str, clause: str) -> None:
    answer = shipped.ask(Question(ask, TODAY))
    assert answer.status is Status.ANSWERED
    assert any(citation.clause == clause for citation in answer.citations)


@pytest.mark.parametrize(
    "ask",
    [
        "Which vendor won the contract for the secret network?",
        "Who is the current Minister of Science and Technology?",
        "Can a citizen sue a ward office that asks again for papers?",
    ],
)
def test_what_plain_english_asks_beside_the_directives_is_refused(shipped: Assistant, ask: str) -> None:
    assert shipped.ask(Question(ask, TODAY)).status in {Status.NO_MATCH, Status.OUT_OF_SCOPE}


@pytest.mark.parametrize(
    ("ask", "clause"),
    [
        (
            "Văn phòng Trung ương Đảng được giao đăng kết quả kiểm tra chéo chất lượng dịch vụ công lên trang nào?",
            "20-TB/CQTTBCĐ#sec_3__point_l__item_1",
        ),
        ("Bộ Công an được giao dùng chung dữ liệu để bỏ giấy tờ nào?", "693-CV/VPTW#sec_4__point_a__indent_2"),
    ],
)
def test_what_a_clause_says_of_a_body_is_no_list_of_all_its_tasks(shipped: Assistant, ask: str, clause: str) -> None:
    answer = shipped.ask(Question(ask, TODAY))
    assert answer.status is Status.ANSWERED
    assert clause in {citation.clause for citation in answer.citations}
    assert len(answer.citations) <= 3


def test_a_list_asked_for_in_so_many_words_stays_one(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Bộ Công an có những nhiệm vụ gì mà dân nào cũng mong?", TODAY))
    assert len(answer.tasks) > 3
