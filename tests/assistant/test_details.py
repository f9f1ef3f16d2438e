"""Details that a directive may not give: a room, a channel, an hour, an address, a price, who won a contract."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.lexical.focus import focus_of, states
from assistant.lexical.relevance import coverage_as_spelt
from assistant.messages import text
from assistant.model import Language, Question, Status

TODAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        ("Hội nghị sơ kết họp ở hội trường nào?", "venue"),
        ("Buổi tổng kết diễn ra ở đâu?", "venue"),
        ("hop o phong hop nao", "venue"),
        ("Which room is the conference in?", "venue"),
        ("Trụ sở ở địa chỉ nào?", "address"),
        ("Gửi thắc mắc về email nào?", "mail"),
        ("What is the e-mail address for questions?", "mail"),
        ("Chuyển tiền vào số tài khoản nào?", "account"),
        ("Chương trình phát trên kênh VTV nào?", "channel"),
        ("Which TV channel carries it?", "channel"),
        ("Cuộc họp bắt đầu lúc mấy giờ?", "hour"),
        ("Công ty nào trúng thầu hệ thống này?", "contractor"),
        ("Lệ phí cấp phiếu là bao nhiêu?", "price"),
        ("Mức phạt khi làm lộ dữ liệu là bao nhiêu?", "price"),
        ("Ban Thường vụ bàn trên báo cáo số mấy?", "document number"),
        ("Ai được cử làm tổ trưởng tổ công tác?", "post"),
        ("Tòa nhà trung tâm dữ liệu cao bao nhiêu?", "number"),
        ("How tall is the data centre?", "number"),
        # neighbours that ask for none of these
        ("Cập nhật giá mua máy móc do ai làm?", None),
        ("Ai thành lập tổ công tác?", None),
        ("Bộ Công an phối hợp ở đâu?", None),
        ("Thành phố nào làm thí điểm?", None),
        ("Kết quả được công khai qua kênh nào?", None),
        ("Ai quản lý hệ thống thư điện tử của tỉnh?", None),
        ("Địa chỉ IP do ai cấp?", None),
    ],
)
def test_what_detail_a_question_wants(ask: str, kind: str | None) -> None:
    focus = focus_of(ask)
    assert (focus.name if focus else None) == kind


@pytest.mark.parametrize(
    ("ask", "said", "stated"),
    [
        ("Lệ phí cấp phiếu là bao nhiêu?", "Lệ phí cấp phiếu là 200.000 đồng", True),
        ("Lệ phí cấp phiếu là bao nhiêu?", "Giảm ít nhất 40% thời gian cấp phiếu", False),
        ("Kinh phí bố trí bao nhiêu?", "Bố trí tối thiểu 2% chi ngân sách tỉnh", True),  # of a budget a share is one
        ("Chương trình phát trên kênh VTV nào?", "phối hợp với Đài Truyền hình Việt Nam", False),
        ("Chương trình phát trên kênh VTV nào?", "phát sóng trên VTV1", True),
        ("Nộp trước mấy giờ?", "ban hành hướng dẫn trước 17 giờ 00 ngày 06/4/2026", True),
        ("Nộp trước mấy giờ?", "hoàn thành trước ngày 15/4/2026", False),
        ("Lắp bao nhiêu trạm thu phát sóng?", "5 | Phủ sóng 5G tại các khu công nghiệp", False),  # a row, a name
        ("Lắp bao nhiêu trạm thu phát sóng?", "5 | Lắp 40 trạm thu phát sóng 5G", True),
        ("Gửi về email nào?", "điện thoại 024.0000.0903, thư điện tử mau@example.vn", True),
        ("Bàn trên báo cáo số mấy?", "cho ý kiến đối với Báo cáo số 915-BC/ĐU", True),
        ("Bàn trên báo cáo số mấy?", "cho ý kiến đối với báo cáo năm 2026", False),
    ],
)
def test_whether_a_text_states_it(ask: str, said: str, stated: bool) -> None:
    focus = focus_of(ask)
    assert focus is not None
    assert states(focus, said) is stated


@pytest.mark.parametrize(
    ("ask", "key"),
    [
        ("Thường trực Ban Chỉ đạo nghe báo cáo về truy xuất nguồn gốc nông sản lúc mấy giờ?", "detail.hour"),
        ("Công ty nào trúng thầu hệ thống truy xuất nguồn gốc nông, lâm, thủy sản?", "detail.contractor"),
        ("Kết quả kiểm tra chéo chất lượng dịch vụ công phát trên kênh VTV nào?", "detail.channel"),
    ],
)
def test_a_detail_that_no_clause_gives_is_named_beside_what_the_clause_says(
    shipped: Assistant, ask: str, key: str
) -> None:
    answer = shipped.ask(Question(ask, TODAY))
    assert answer.status is Status.NO_MATCH
    assert text(Language.VI, "no_match.unstated_detail", what=text(Language.VI, key)) in answer.text
    assert answer.citations


def test_what_an_english_question_says_beside_what_is_known_is_never_certain(shipped: Assistant) -> None:
    answer = shipped.ask(Question("What penalty do hospitals face for whatever mishandling of traceability?", TODAY))
    certain = text(Language.EN, "search.intro")
    assert certain not in answer.text


def test_so_many_words_are_no_way_of_asking_for_all_tasks(shipped: Assistant) -> None:
    ask = "Bộ Công an được yêu cầu làm gì với đèn giao thông hỏng ở ngã tư đường quốc lộ qua khu dân cư đông người?"
    answer = shipped.ask(Question(ask, TODAY))
    assert len(answer.tasks) <= 1


def test_below_a_quotation_stands_who_acts_where_a_heading_names_them(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Điểm c mục 3 gạch đầu dòng thứ 5 Thông báo 20 ghi thế nào?", TODAY))
    assert "\nBộ Khoa học và Công nghệ chủ trì." in answer.text
    named = shipped.ask(Question("Điểm i mục 3 Thông báo 20 ghi thế nào?", TODAY))
    assert "Bộ Nông nghiệp và Môi trường chủ trì." not in named.text  # the clause says so itself


def test_below_a_quotation_stands_by_when_where_the_list_closes_with_it(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Mục 1 ý 2 Thông báo 20 nói gì?", TODAY))
    assert "chậm nhất 30/4/2026" in answer.text
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize(
    ("topic", "said", "share"),
    [
        ("vé máy bay", "về trang thiết bị của xã", 0.0),
        ("dữ liệu đất đai", "làm sạch dữ liệu đất đai", 1.0),
        ("du lieu dat dai", "làm sạch dữ liệu đất đai", 1.0),
    ],
)
def test_the_very_words(topic: str, said: str, share: float) -> None:
    assert coverage_as_spelt(topic, said) == share
