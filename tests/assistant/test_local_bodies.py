"""Departments and committees of a province: whose they are is said by the place, its initials, or the document."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from utterance_builders import context_of

from assistant.model import Intent, Interpretation, Question
from assistant.understand import CorpusContext, interpret

GOLD = Path(__file__).resolve().parents[2] / "eval" / "gold" / "directives"
HAI_PHONG, NGHE_AN = "902/KH-UBND", "901-TB/TU"


@cache
def context() -> CorpusContext:
    """What is known beside a plan of Hải Phòng and a notice of Nghệ An."""
    return context_of(GOLD / name for name in ("901-TB-TU.txt", "902-KH-UBND.md"))


def understood(question: str) -> Interpretation:
    return interpret(Question(question, date(2026, 4, 1)), context()).interpretation


@pytest.mark.parametrize(
    ("question", "agency", "documents"),
    [
        ("Sở Tài chính Hải Phòng có việc gì?", "text:so tai chinh", (HAI_PHONG,)),
        ("Sở Tài chính Nghệ An có việc gì?", "text:so tai chinh", (NGHE_AN,)),
        ("Sở KHCN HP lo mấy việc?", "text:so khoa hoc va cong nghe", (HAI_PHONG,)),
        ("sở tài chính hp có việc gì", "text:so tai chinh", (HAI_PHONG,)),
        ("Which tasks does the Hai Phong Department of Finance lead?", "text:so tai chinh", (HAI_PHONG,)),
        ("What must the Department of Justice of Nghe An do?", "text:so tu phap", (NGHE_AN,)),
        ("Thông báo 901 giao UBND tỉnh mấy việc?", "people-committee-tinh-nghe-an", (NGHE_AN,)),
        ("Sở Nội vụ đứng tên mấy việc ở 902?", "text:so noi vu", (HAI_PHONG,)),
        ("902 đã có việc nào của Sở Nội vụ trễ hẹn chưa?", "text:so noi vu", (HAI_PHONG,)),
    ],
)
def test_whose_body_is_meant(question: str, agency: str, documents: tuple[str, ...]) -> None:
    meaning = understood(question)
    assert (meaning.agencies, meaning.documents) == ((agency,), documents)


def test_a_department_of_two_provinces_is_both_sides_of_a_comparison() -> None:
    meaning = understood("Sở Tài chính Hải Phòng và Sở Tài chính Nghệ An, bên nào nhiều việc hơn?")
    assert (meaning.intent, meaning.paired, meaning.documents) == (Intent.COMPARE, True, (HAI_PHONG, NGHE_AN))
    assert meaning.agency_names == ("Sở Tài chính Hải Phòng", "Sở Tài chính Nghệ An")


def test_a_department_of_two_provinces_is_listed_from_both() -> None:
    meaning = understood("Sở Tài chính Hải Phòng và Sở Tài chính Nghệ An có việc gì?")
    assert (meaning.agencies, set(meaning.documents)) == (("text:so tai chinh",), {HAI_PHONG, NGHE_AN})


def test_who_directs_and_who_leads_are_told_apart() -> None:
    meaning = understood("Thông báo 901: Đảng ủy UBND tỉnh được giao chỉ đạo UBND tỉnh mấy việc?")
    assert meaning.agencies == ("people-committee-tinh-nghe-an",)
    assert meaning.givers == ("text:dang uy uy ban nhan dan tinh",)


@pytest.mark.parametrize(
    "question",
    ["Hải Phòng và Nghệ An, nơi nào sơ kết sớm hơn?", "Nghệ An (901) với Hải Phòng (902), bên nào sơ kết trước?"],
)
def test_the_same_work_of_two_places_is_looked_for_in_the_documents_of_both(question: str) -> None:
    meaning = understood(question)
    assert (meaning.intent, set(meaning.documents), meaning.topic) == (Intent.WHEN, {HAI_PHONG, NGHE_AN}, "sơ kết")


def test_a_period_before_any_document_belongs_to_the_work() -> None:
    meaning = understood("Số hóa sổ hộ tịch lập trước năm 2016 ở Hải Phòng phải xong ngày nào?")
    assert (meaning.intent, meaning.due) == (Intent.WHEN, None)
    assert understood("Việc nào ở Hải Phòng phải xong trước năm 2016?").intent is Intent.LIST_TASKS


def test_who_gives_more_is_told_by_the_documents_of_each() -> None:
    meaning = understood("Nghệ An và Hải Phòng, nơi nào giao nhiều việc hơn?")
    assert (meaning.intent, meaning.agencies, meaning.documents) == (Intent.COMPARE, (), (NGHE_AN, HAI_PHONG))
    received = understood("Nghệ An và Hải Phòng, nơi nào được giao nhiều việc hơn?")
    assert received.agencies == ("tinh-nghe-an", "thanh-pho-hai-phong")


def test_tasks_written_short_are_no_topic() -> None:
    assert understood("Sở Nội vụ chủ trì những NV nào?").topic == ""


@pytest.mark.parametrize(
    ("place", "documents"),
    [
        ("Hải Phòng nhé", (HAI_PHONG,)),
        ("của Nghệ An ấy", (NGHE_AN,)),
        ("hai phong a", (HAI_PHONG,)),
        ("Nghệ An", (NGHE_AN,)),
    ],
)
def test_a_province_named_afterwards_says_whose_department_was_meant(place: str, documents: tuple[str, ...]) -> None:
    asked = Question(place, date(2026, 4, 1), ("Sở Tài chính có việc gì?",))
    meaning = interpret(asked, context()).interpretation
    assert (meaning.agencies, meaning.documents) == (("text:so tai chinh",), documents)


def test_a_province_set_against_a_department_is_asked_about_itself() -> None:
    asked = Question("Còn Hải Phòng thì sao?", date(2026, 4, 1), ("Sở Tài chính có việc gì?",))
    assert interpret(asked, context()).interpretation.agencies == ("thanh-pho-hai-phong",)


@pytest.mark.parametrize(
    ("question", "agencies", "documents"),
    [
        ("Cái kế hoạch phát triển dữ liệu số của Hải Phòng ấy, gom hết đầu việc trong đó ra cho anh", (), (HAI_PHONG,)),
        (
            "trong ke hoach phat trien du lieu so cua hai phong, so tai chinh co viec gi",
            ("text:so tai chinh",),
            (HAI_PHONG,),
        ),
        ("Kế hoạch 902 về phát triển dữ liệu số giao Sở Nội vụ việc gì?", ("text:so noi vu",), (HAI_PHONG,)),
        ("Ai xây dựng kế hoạch phát triển dữ liệu số?", (), ()),
    ],
)
def test_a_document_is_named_by_what_it_is_about(
    question: str, agencies: tuple[str, ...], documents: tuple[str, ...]
) -> None:
    meaning = understood(question)
    assert (meaning.agencies, meaning.documents, meaning.intent is Intent.WHO or not meaning.topic) == (
        agencies, documents, True
    )  # fmt: skip
