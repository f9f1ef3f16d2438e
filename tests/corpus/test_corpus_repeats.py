"""Which tasks were given before, and which only read like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Directive
from corpus.parse import parse_file, parse_source
from corpus.readers import SourceText
from corpus.repeats import Given, asked_before, earlier_tasks

DIRECTIVES = Path(__file__).parents[2] / "corpus" / "directives"
FIRST = "Bộ Tư pháp chủ trì, phối hợp với Bộ Tài chính trình Chính phủ dự thảo Nghị định về định giá dữ liệu; " \
        "hoàn thành trong quý I/2026."  # fmt: skip


def notice(number: str, day: str, *clauses: str) -> Directive:
    body = "\n".join(f"{n}. {clause}" for n, clause in enumerate(clauses, 1))
    head = f"CHÍNH PHỦ\nSố: {number}\nHà Nội, ngày {day}\nTHÔNG BÁO\nvề việc thử\n"
    return parse_source(SourceText("a.txt", number, "txt", f"{head}{body}\n"))


def repeats(*directives: Directive) -> dict[str, str]:
    return earlier_tasks(Given(task, each.number, each.date) for each in directives for task in each.tasks)


AGAIN = [
    FIRST,
    FIRST.replace("trong quý I/2026", "trước ngày 30/6/2026"),
    FIRST.replace("Bộ Tài chính", "Bộ Công an"),
    "Giao Bộ Tư pháp tiếp tục chủ trì, khẩn trương trình Chính phủ dự thảo Nghị định về định giá dữ liệu, "
    "hoàn thành trước ngày 15/5/2026.",
    "Bộ Tư pháp trình Chính phủ dự thảo Nghị định về định giá dữ liệu trong tháng 4/2026.",
    "Bộ Tư pháp sớm hoàn thành việc trình Chính phủ dự thảo Nghị định định giá dữ liệu, bảo đảm tiến độ.",
    FIRST + " Báo cáo Thủ tướng Chính phủ kết quả thực hiện trước ngày 20/6/2026.",
    FIRST + " Nhiệm vụ này chậm so với yêu cầu do thiếu nhân lực.",
]
OTHER_WORK = [
    FIRST.replace("định giá dữ liệu", "sàn dữ liệu"),
    FIRST.replace("dự thảo Nghị định", "dự thảo Luật"),
    FIRST.replace("trình Chính phủ", "không trình Chính phủ"),
    FIRST.replace("Bộ Tư pháp", "Bộ Công Thương"),
    FIRST.replace("trình Chính phủ", "rà soát, trình Chính phủ"),
    FIRST.replace("dữ liệu;", "dữ liệu giai đoạn 2;"),
    FIRST.replace("dữ liệu;", "dữ liệu đất đai;"),
    FIRST.replace("về định giá dữ liệu", "sửa đổi Nghị định về định giá dữ liệu"),
    "Các bộ, cơ quan ngang bộ trình Chính phủ dự thảo Nghị định về định giá dữ liệu trong tháng 4/2026.",
    "Bộ Tư pháp báo cáo kết quả thực hiện trước ngày 15/5/2026.",
]


@pytest.mark.parametrize("clause", AGAIN)
def test_a_task_is_given_again(clause: str) -> None:
    found = repeats(notice("1/TB-CP", "05 tháng 01 năm 2026", FIRST), notice("2/TB-CP", "05 tháng 4 năm 2026", clause))
    assert found == {"2/TB-CP#sec_1": "1/TB-CP#sec_1"}


@pytest.mark.parametrize("clause", OTHER_WORK)
def test_other_work_is_no_repetition(clause: str) -> None:
    first = notice("1/TB-CP", "05 tháng 01 năm 2026", FIRST, "Bộ Tư pháp báo cáo kết quả trong tháng 3/2026.")
    assert repeats(first, notice("2/TB-CP", "05 tháng 4 năm 2026", clause)) == {}


def test_short_forms_are_the_words_they_stand_for() -> None:
    long = "Bộ Công an xây dựng cơ sở dữ liệu thủ tục hành chính của các trung tâm dữ liệu trong quý I/2026."
    short = "Bộ Công an xây dựng CSDL TTHC của trung tâm dữ liệu, hoàn thành trong tháng 5/2026."
    found = repeats(notice("1/TB-CP", "05 tháng 01 năm 2026", long), notice("2/TB-CP", "05 tháng 4 năm 2026", short))
    assert found == {"2/TB-CP#sec_1": "1/TB-CP#sec_1"}


BUILD = (
    "Bộ Công an chủ trì, phối hợp với Bộ Y tế xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội; "
    "hoàn thành trước ngày 30/6/2026."
)
REWORDED = [
    # due on the same day, or renewed; only words of manner, why and verbs of one meaning differ
    (BUILD, "Bộ Công an triển khai xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội trước ngày 30/6/2026."),
    (BUILD, "Bộ Công an tổ chức thực hiện đồng bộ, hiệu quả việc xây dựng CSDL quốc gia về bảo hiểm xã hội, "
            "hoàn thành trước ngày 30/6/2026."),
    ("Bộ Tư pháp xây dựng dự thảo Nghị định về định giá dữ liệu trong quý II/2026.",
     "Bộ Tư pháp soạn thảo dự thảo Nghị định về định giá dữ liệu, hoàn thành trước ngày 30/6/2026."),
    (BUILD, "Bộ Công an tiếp tục triển khai xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội nhằm phục vụ người "
            "dân; hoàn thành trong tháng 9/2026."),
    (BUILD, "Bộ Công an tập trung nguồn lực xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội, nhiệm vụ đã chậm tiến "
            "độ; chậm nhất ngày 31/8/2026."),
    (BUILD.replace("xã hội;", "xã hội để chi trả trợ cấp kịp thời;"),
     "Bộ Công an khẩn trương xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội, xong trước ngày 31/7/2026."),
    ("Bộ Nội vụ tổ chức đào tạo kỹ năng số cho cán bộ, công chức trên phạm vi cả nước trong tháng 9/2026.",
     "Bộ Nội vụ tập huấn kỹ năng số cho cán bộ, công chức toàn quốc, hoàn thành trước ngày 30/9/2026."),
    ("Bộ Tài chính nâng cấp hệ thống quản lý ngân sách nhà nước cấp xã trong quý III/2026.",
     "Bộ Tài chính tiếp tục triển khai nâng cấp hệ thống quản lý ngân sách nhà nước cấp xã, bảo đảm an toàn; "
     "hoàn thành trong tháng 12/2026."),
]  # fmt: skip
NOT_REWORDED = [
    # neither the same day nor a word of renewal
    (BUILD, "Bộ Công an triển khai xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội trước ngày 30/9/2026."),
    # another object, one more word, one less, another act, another lead
    (BUILD, "Bộ Công an triển khai xây dựng cơ sở dữ liệu quốc gia về bảo hiểm y tế trước ngày 30/6/2026."),
    (BUILD, "Bộ Công an triển khai xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội tự nguyện trước ngày 30/6/2026."),
    (BUILD, "Bộ Công an triển khai xây dựng cơ sở dữ liệu về bảo hiểm xã hội trước ngày 30/6/2026."),
    (BUILD, "Bộ Công an tiếp tục vận hành cơ sở dữ liệu quốc gia về bảo hiểm xã hội, trong tháng 9/2026."),
    (BUILD, "Bộ Công an tiếp tục làm sạch cơ sở dữ liệu quốc gia về bảo hiểm xã hội, trong tháng 9/2026."),
    (BUILD, "Bộ Công an tiếp tục kết nối cơ sở dữ liệu quốc gia về bảo hiểm xã hội, trong tháng 9/2026."),
    (BUILD, "Bộ Công an tiếp tục xây dựng 02 cơ sở dữ liệu quốc gia về bảo hiểm xã hội, trong tháng 9/2026."),
    (BUILD, "Bộ Nội vụ tiếp tục triển khai xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội, trong tháng 9/2026."),
    (BUILD, "Bộ Công an tiếp tục triển khai sửa đổi, xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội."),
    (BUILD, "Bộ Công an tiếp tục chưa triển khai xây dựng cơ sở dữ liệu quốc gia về bảo hiểm xã hội."),
    # two that go on differently
    ("Bộ Nội vụ rà soát danh mục thủ tục hành chính cấp xã để cắt giảm điều kiện kinh doanh trước ngày 30/6/2026.",
     "Bộ Nội vụ tiếp tục rà soát danh mục thủ tục hành chính cấp xã để phân cấp cho địa phương trước ngày 30/6/2026."),
    # too little is left to tell by
    ("Bộ Nội vụ tổ chức triển khai thực hiện đồng bộ, hiệu quả kế hoạch trước ngày 30/6/2026.",
     "Bộ Nội vụ tiếp tục tập trung thực hiện kế hoạch trước ngày 30/6/2026."),
]  # fmt: skip


@pytest.mark.parametrize(("first", "again"), REWORDED)
def test_a_task_in_other_words_is_given_again(first: str, again: str) -> None:
    found = repeats(notice("1/TB-CP", "05 tháng 01 năm 2026", first), notice("2/TB-CP", "05 tháng 4 năm 2026", again))
    assert found == {"2/TB-CP#sec_1": "1/TB-CP#sec_1"}


@pytest.mark.parametrize(("first", "other"), NOT_REWORDED)
def test_other_work_in_nearly_the_same_words_is_no_repetition(first: str, other: str) -> None:
    assert (
        repeats(notice("1/TB-CP", "05 tháng 01 năm 2026", first), notice("2/TB-CP", "05 tháng 4 năm 2026", other)) == {}
    )


CONNECT = (
    "Bộ Y tế chủ trì, phối hợp với các địa phương kết nối nền tảng hồ sơ sức khỏe điện tử với bệnh viện trung ương; "
    "hoàn thành trước ngày 28/02/2026."
)
EARLIER = (
    CONNECT,
    "Bộ Y tế hướng dẫn các bệnh viện trung ương thanh toán viện phí trực tuyến trong tháng 3/2026.",
    "Bộ Công an kết nối nền tảng hồ sơ sức khỏe điện tử với bệnh viện trung ương.",
)
ASKED_AGAIN = [
    "Bộ Y tế khẩn trương hoàn thành việc kết nối nền tảng hồ sơ sức khỏe điện tử với toàn bộ 34 bệnh viện trung ương. "
    "Nhiệm vụ này đã được yêu cầu tại Công văn số 896/CV-BKHCN ngày 05/01/2026 nhưng chưa xong; "
    "chậm nhất ngày 20/4/2026.",
    "Bộ Y tế đẩy nhanh việc đưa bệnh viện trung ương vào nền tảng hồ sơ sức khỏe điện tử như đã yêu cầu tại "
    "Công văn số 896/CV-BKHCN ngày 05/01/2026, xong trước ngày 20/4/2026.",
    "Giao Bộ Y tế tiếp tục thực hiện nhiệm vụ được giao tại Mục 1 Công văn số 896/CV-BKHCN ngày 05/01/2026 về kết nối "
    "hồ sơ sức khỏe điện tử, hoàn thành trong tháng 4/2026.",
]  # fmt: skip
NOT_THAT = [
    # names the dispatch for another reason
    "Bộ Y tế kết nối nền tảng hồ sơ sức khỏe điện tử với các phòng khám tư theo quy định tại Công văn số 896/CV-BKHCN "
    "ngày 05/01/2026.",
    # says that it was asked for, of work that is none of those
    "Bộ Y tế công khai giá thuốc như đã yêu cầu tại Công văn số 896/CV-BKHCN ngày 05/01/2026.",
    # of all of them at once
    "Bộ Y tế tiếp tục thực hiện nghiêm các nhiệm vụ được giao tại Công văn số 896/CV-BKHCN ngày 05/01/2026.",
    # of somebody else
    "Bộ Tài chính kết nối nền tảng hồ sơ sức khỏe điện tử với bệnh viện trung ương như đã yêu cầu tại "
    "Công văn số 896/CV-BKHCN ngày 05/01/2026.",
]  # fmt: skip


def dispatches(clause: str) -> dict[str, str]:
    first = notice("896/CV-BKHCN", "05 tháng 01 năm 2026", *EARLIER)
    return repeats(first, notice("903/CV-BKHCN", "18 tháng 3 năm 2026", clause))


@pytest.mark.parametrize("clause", ASKED_AGAIN)
def test_a_task_that_says_where_it_was_asked_for_is_that_one_in_other_words(clause: str) -> None:
    assert dispatches(clause) == {"903/CV-BKHCN#sec_1": "896/CV-BKHCN#sec_1"}


@pytest.mark.parametrize("clause", NOT_THAT)
def test_a_mention_of_a_document_alone_links_nothing(clause: str) -> None:
    assert dispatches(clause) == {}


def test_of_two_that_may_be_meant_neither_is() -> None:
    two = [CONNECT.replace("bệnh viện trung ương", f"bệnh viện {place}") for place in ("trung ương", "trung tâm")]
    again = (
        "Bộ Y tế kết nối nền tảng hồ sơ sức khỏe điện tử với bệnh viện như đã yêu cầu tại Công văn số 896/CV-BKHCN "
        "ngày 05/01/2026."
    )
    first = notice("896/CV-BKHCN", "05 tháng 01 năm 2026", *two)
    assert repeats(first, notice("903/CV-BKHCN", "18 tháng 3 năm 2026", again)) == {}


def test_what_the_dispatch_of_the_gold_directives_says_was_asked_for_before() -> None:
    gold = DIRECTIVES.parents[1] / "eval" / "gold" / "directives" / "903-BKHCN-VP.txt"
    tasks = parse_file(gold).tasks
    told = {task.id: [r.document for r in asked_before(task)] for task in tasks if asked_before(task)}
    assert told == {"903/BKHCN-VP#p_5": ["896/BKHCN-VP"]}, "the form enclosed with 896 was not asked for there"


def test_the_one_given_last_before_in_another_dated_document() -> None:
    one = notice("1/TB-CP", "05 tháng 01 năm 2026", FIRST, FIRST)
    two, three = notice("2/TB-CP", "05 tháng 02 năm 2026", FIRST), notice("3/TB-CP", "05 tháng 3 năm 2026", FIRST)
    assert repeats(three, one, two) == {"2/TB-CP#sec_1": "1/TB-CP#sec_2", "3/TB-CP#sec_1": "2/TB-CP#sec_1"}
    undated = notice("4/TB-CP", "", FIRST)
    assert undated.date is None and repeats(one, undated) == {}


def test_no_task_of_the_shipped_and_gold_directives_repeats_another() -> None:
    """105 pairs share a lead; 693-CV sec_2 b) has 85 of 100 content words of 906-NQ II.1 b), and is other work."""
    gold = DIRECTIVES.parents[1] / "eval" / "gold" / "directives"
    paths = [*sorted(DIRECTIVES.glob("*.txt")), *sorted(gold.glob("9*"))]
    assert len(paths) == 8 and repeats(*map(parse_file, paths)) == {}
