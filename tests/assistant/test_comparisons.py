"""Comparisons answer with both sides, what follows from them, and a citation of each."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.model import ALL_AUDIENCES, Answer, Question, Status
from corpus.model import Role

N693, N20 = "693-CV/VPTW", "20-TB/CQTTBCĐ"


@pytest.fixture
def ask(shipped: Assistant):
    return lambda question: shipped.ask(Question(question, date(2026, 4, 1)))


def documents(answer: Answer) -> set[str]:
    return {citation.document for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Văn bản nào mới hơn: thông báo 20 hay công văn 693?", "Công văn số 693-CV/VPTW được ban hành trước"),
        ("Which is newer, notice 20 or dispatch 693?", "693-CV/VPTW was issued first (2 March 2026)"),
    ],
)
def test_the_older_document_is_named_with_both_dates(ask, question: str, words: str) -> None:
    answer = ask(question)
    assert words in answer.text
    assert "14" in answer.text.splitlines()[0]
    assert documents(answer) == {N693, N20}


def test_the_sooner_deadline_is_that_of_tasks_given_by_name(ask) -> None:
    answer = ask("Bộ Tư pháp và Bộ Tài chính ai phải báo cáo sớm hơn theo công văn 693?")
    assert answer.text.startswith("**Bộ Tài chính có hạn sớm hơn: 09/3/2026; Bộ Tư pháp: 04/4/2026 (cách nhau 26 ngày)")
    assert {c.clause for c in answer.citations} >= {f"{N693}#sec_1__point_b", f"{N693}#sec_2__point_b"}


def test_a_side_without_a_last_day_is_said_not_to_be_comparable(ask) -> None:
    answer = ask("Bộ Công Thương và Bộ Tư pháp theo thông báo 20, hạn nào sớm hơn?")
    industry = ask("Bộ Công Thương chủ trì những việc nào theo thông báo 20?")
    assert all(m.task.id in {other.task.id for other in answer.tasks} for m in industry.tasks)
    assert answer.status is Status.ANSWERED


def test_what_two_documents_have_in_common_is_cited_in_both(ask) -> None:
    answer = ask("Thông báo 20 và công văn 693 có điểm gì chung?")
    common = next(line for line in answer.text.splitlines() if "cùng được dẫn chiếu" in line)
    assert "17-TB/CQTTBCĐ" in common and "19995-CV/VPTW" in common
    assert "130/2025/TT-BTC" not in common  # only 693 refers to it
    leads = next(line for line in answer.text.splitlines() if "mọi văn bản được so sánh" in line)
    assert "Bộ Khoa học và Công nghệ" in leads and "Bộ Quốc phòng" not in leads


def test_who_has_more_is_not_told_what_the_documents_refer_to(ask) -> None:
    assert "cùng được dẫn chiếu" not in ask("Thông báo 20 và công văn 693, cái nào nhiều việc hơn?").text


def test_where_a_body_is_mentioned_is_told_document_by_document(ask) -> None:
    answer = ask("Công văn 693 và Thông báo 20 có cùng nhắc đến Ban Cơ yếu Chính phủ không?")
    assert answer.text.startswith("**Chỉ Thông báo số 20-TB/CQTTBCĐ nhắc đến Ban Cơ yếu Chính phủ")
    assert documents(answer) == {N20}
    both = ask("Công văn 693 và Thông báo 20 có cùng nhắc đến Bộ Công Thương không?")
    assert documents(both) == {N693, N20}  # in 693 as "các Bộ: ..., Công Thương", without "Bộ" before it


def test_a_document_looked_for_in_others_is_not_missed_for_being_absent_itself(ask) -> None:
    answer = ask("Công văn 693 và thông báo 20, văn bản nào nhắc đến Nghị định 231/2025/NĐ-CP?")
    assert "Chỉ Thông báo số 20-TB/CQTTBCĐ nhắc đến" in answer.text
    nowhere = ask("Công văn 693 có nhắc đến Bộ Văn hóa, Thể thao và Du lịch không?")
    assert nowhere.status is Status.NO_MATCH and not nowhere.citations


def test_work_that_ends_later_is_not_due_in_the_month_compared(ask) -> None:
    answer = ask("Bộ Tài chính và Bộ Khoa học và Công nghệ, ai có nhiều việc đến hạn hơn trong tháng 4/2026?")
    assert all(any(d.last and d.last <= date(2026, 4, 30) for d in m.task.deadlines) for m in answer.tasks)
    assert answer.tasks


def test_a_comparison_tells_tasks_by_name_from_those_of_groups(ask) -> None:
    """An agency leads what it is named for; what its groups do is counted beside, and both as a list counts them."""
    compared = ask("So sánh số việc của Bộ Công an và Bộ Tư pháp").text
    for agency in ("Bộ Công an", "Bộ Tư pháp"):
        listed = ask(f"{agency} chủ trì việc gì?")
        named = sum(m.role is Role.LEAD for m in listed.tasks)
        group = sum(m.role is Role.GROUP for m in listed.tasks)
        assert named and group
        assert f"**{agency} chủ trì {named} nhiệm vụ**; {group} nhiệm vụ giao chung" in compared
    assert "gồm cả nhiệm vụ giao chung cho nhóm cơ quan" in compared


def test_a_comparison_names_the_role_that_it_counts(ask) -> None:
    compared = ask("Bộ Công an với Bộ Tư pháp bên nào phối hợp nhiều hơn?").text
    assert "**Bộ Công an phối hợp thực hiện" in compared and "Bộ Công an chủ trì" not in compared.split("|")[0]


def test_every_place_that_holds_a_term_is_quoted(ask, shipped: Assistant) -> None:
    term = "Cổng Dịch vụ công quốc gia"
    answer = ask(f"{term} được nhắc ở những đâu?")
    texts = {number: shipped.view.directive(number, ALL_AUDIENCES).text for number in (N693, N20)}
    assert documents(answer) == {number for number, text in texts.items() if term in text}
    assert answer.citations and all(term.casefold() in citation.quote.casefold() for citation in answer.citations)
    typed_bare = ask("cong dich vu cong quoc gia duoc nhac o nhung dau")
    assert {c.clause for c in typed_bare.citations} >= {c.clause for c in answer.citations}


def test_every_document_that_names_a_body_is_told(ask) -> None:
    assert documents(ask("Bộ Quốc phòng được nhắc đến trong những văn bản nào?")) == {N20}
    assert documents(ask("Bộ Tư pháp được nhắc đến trong những văn bản nào?")) == {N693, N20}


def test_a_term_that_stands_nowhere_is_said_to(ask) -> None:
    answer = ask("Những văn bản nào nói đến lúa nước?")
    assert answer.status is Status.NO_MATCH
    assert "Không có chỗ nào trong kho nhắc đến “lúa nước”." in answer.text
