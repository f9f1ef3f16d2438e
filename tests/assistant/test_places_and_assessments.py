"""Clauses by their place where documents name their divisions differently; shortcomings and results they state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.model import Question, Status
from assistant.selection.assessments import documents_of_author, find_assessments
from assistant.understand.provisions import locate
from corpus.model import Directive
from corpus.parse import parse_file
from index.catalog import DirectiveHead

GOLD = Path(__file__).resolve().parents[2] / "eval" / "gold" / "directives"
TODAY = date(2026, 4, 1)


@pytest.fixture(scope="module")
def conclusion() -> Directive:
    """A Party committee's conclusion: parts in Roman, sections in Arabic numbers."""
    return parse_file(GOLD / "901-TB-TU.txt")


@pytest.mark.parametrize(
    ("path", "clause"),
    [
        ((("sec", "I"), ("para", "2")), "sec_I__sec_2"),
        ((("part", "2"), ("sec", "3"), ("point", "d")), "sec_II__sec_3__point_d"),
        ((("sec", "II"), ("point", "2"), ("indent", "1")), "sec_II__sec_2__indent_1"),
        ((("sec", "II"), ("para", "9")), None),
        ((("sec", "II"), ("point", "i")), None),
    ],
)
def test_a_division_is_told_by_its_number(
    conclusion: Directive, path: tuple[tuple[str, str], ...], clause: str | None
) -> None:
    found = locate(conclusion, path)
    assert (found.path if found else None) == clause


@pytest.mark.parametrize(
    ("question", "topic", "clauses"),
    [
        ("Tồn tại, yếu kém nào được nêu?", "tồn yếu kém", ["sec_I__sec_2"]),
        ("Những bất cập về trang thiết bị cấp xã?", "bất cập trang thiết bị cấp xã", ["sec_I__sec_2"]),
        ("Bất cập về đất hiếm?", "bất cập đất hiếm", []),
        ("Kết quả đạt được là gì?", "kết quả", ["sec_I__sec_1"]),
        ("Văn phòng Tỉnh ủy làm gì?", "", []),
    ],
)
def test_what_is_said_of_how_things_stand(conclusion: Directive, question: str, topic: str, clauses: list[str]) -> None:
    assert [clause.path for _, clause, _, _ in find_assessments([conclusion], question, topic)] == clauses


@pytest.mark.parametrize(
    ("question", "agencies", "found"),
    [
        ("Hạn chế Tỉnh ủy Nghệ An chỉ ra?", ("text:ban thuong vu tinh uy nghe an chi ra",), ("901-TB/TU",)),
        ("Tỉnh ủy Nghệ An đã đánh giá thế nào?", ("text:tinh uy nghe an",), ("901-TB/TU",)),
        ("Tỉnh ủy Nghệ An phải làm gì?", ("text:tinh uy nghe an",), ()),
        ("Tỉnh ủy Nghệ An nêu gì?", (), ()),
    ],
)
def test_an_agency_that_says_something_is_an_author(
    conclusion: Directive, question: str, agencies: tuple[str, ...], found: tuple[str, ...]
) -> None:
    d = conclusion
    head = DirectiveHead(d.number, d.slug, d.type_code, d.type_name, d.issuer, d.date, d.subject, d.audience)
    assert documents_of_author(question, agencies, (head,)) == found


def test_one_work_in_two_documents_is_answered_by_document(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Đăng ký kinh phí ở Công văn 693 và Thông báo 20: thời hạn khi nào?", TODAY))
    assert answer.status is Status.ANSWERED
    assert {m.document for m in answer.tasks} == {"693-CV/VPTW", "20-TB/CQTTBCĐ"}
    assert "Công văn số 693-CV/VPTW có hạn sớm hơn: 09/3/2026; Thông báo số 20-TB/CQTTBCĐ: 31/3/2026" in answer.text


def test_a_document_not_held_is_the_topic_where_a_held_one_is_named(shipped: Assistant) -> None:
    answer = shipped.ask(Question("Việc sửa Thông tư 130/2025/TT-BTC trong Công văn 693 hạn khi nào?", TODAY))
    assert answer.status is Status.ANSWERED
    assert [m.task.id for m in answer.tasks] == ["693-CV/VPTW#sec_2__point_b"]
    assert "09/3/2026" in answer.text
    assert "không có trong kho" in answer.text
