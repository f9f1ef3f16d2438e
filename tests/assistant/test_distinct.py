"""What many documents repeat counts once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search.distinct import distinct
from index.search import Found

CLAUSE = (
    "Sở {field} tỉnh {place} chủ trì số hóa toàn bộ hồ sơ lưu trữ lịch sử của các xã, hoàn thành trước ngày {date}."
)
OTHERS = (
    "Bộ Tài chính trình Chính phủ nghị định về cơ chế thuê dịch vụ công nghệ thông tin.",
    "Văn phòng Trung ương Đảng đôn đốc các cơ quan gửi báo cáo hằng tháng.",
)


def passage(number: int, text: str) -> Found:
    return Found(f"p{number}", "1/KH", f"1/KH#sec_{number}", "sec", (), 0, len(text), text, 0.0, 0.8, 1.0)


def passages(*texts: str) -> list[Found]:
    return [passage(number, text) for number, text in enumerate(texts)]


def copies(count: int) -> list[str]:
    places = ("Lào Cai", "Cà Mau", "Sơn La")
    return [CLAUSE.format(field="Y tế", place=places[n % 3], date=f"{n + 1}/9/2024") for n in range(count)]


def test_copies_with_other_places_and_dates_are_one() -> None:
    found = distinct(passages(*copies(20), *OTHERS))
    assert [each.text for each in found] == [copies(1)[0], *OTHERS]


def test_the_first_of_each_is_kept_in_its_order() -> None:
    found = distinct(passages(OTHERS[0], *copies(3), OTHERS[1], OTHERS[0]))
    assert [each.id for each in found] == ["p0", "p1", "p4"]


@pytest.mark.parametrize("most", [0, 1, 2, 3, 9])
def test_no_more_than_asked_for(most: int) -> None:
    assert len(distinct(passages(*copies(5), *OTHERS), most)) == min(most, 3)


@given(st.lists(st.text("ab cdeg", max_size=12), max_size=12))
def test_every_passage_is_kept_or_like_one_that_is(texts: list[str]) -> None:
    """Doing it again changes nothing, and what is said twice is never kept twice."""
    kept = distinct(passages(*texts))
    assert distinct(kept) == kept
    assert len({frozenset(each.text.split()) for each in kept}) == len(kept)
    assert bool(kept) == bool(texts)
