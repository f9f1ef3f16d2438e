"""Deadlines of a table's cell, where a bare period binds."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.cells import cell_deadlines
from corpus.model import Purpose

SIGNED = date(2026, 3, 16)

CELLS: dict[str, list[tuple[str, str | None, str | None]]] = {
    "Tháng 4/2026": [("by", "2026-04-01", "2026-04-30")],
    "Tháng 4": [("by", "2026-04-01", "2026-04-30")],
    "4/2026": [("by", "2026-04-01", "2026-04-30")],
    "30/6/2026": [("by", None, "2026-06-30")],
    "30/6": [("by", None, "2026-06-30")],
    "2027-06-30": [("by", None, "2027-06-30")],
    "Quý III": [("by", "2026-07-01", "2026-09-30")],
    "Quý I, II/2027": [("by", "2027-01-01", "2027-06-30")],
    "Quý II - IV/2026": [("by", "2026-04-01", "2026-12-31")],
    "Tháng 3 - 5/2026": [("by", "2026-03-01", "2026-05-31")],
    "Từ tháng 3 đến tháng 6/2026": [("by", "2026-03-01", "2026-06-30")],
    "Năm 2027": [("by", "2027-01-01", "2027-12-31")],
    "2027": [("by", "2027-01-01", "2027-12-31")],
    "2026 - 2030": [("by", "2026-01-01", "2030-12-31")],
    "6 tháng đầu năm 2026": [("by", "2026-01-01", "2026-06-30")],
    "Trước 30/6": [("before", None, "2026-06-29")],
    "Trước ngày 15/5/2026": [("before", None, "2026-05-14")],
    "Hoàn thành trước 31/12/2026": [("before", None, "2026-12-30")],
    "Từ ngày 01/5/2026": [("start", "2026-05-01", None)],
    "15/02/2026, 15/8/2026": [("by", None, "2026-02-15"), ("by", None, "2026-08-15")],
    "Tháng 5/2026; cập nhật hằng quý": [("by", "2026-05-01", "2026-05-31"), ("recurring", None, None)],
    "Hằng năm": [("recurring", None, None)],
    "Trước ngày 20 hằng tháng": [("recurring", None, None)],
    "01 lần/năm": [("recurring", None, None)],
    "Thường xuyên": [("ongoing", None, None)],
    "Hằng ngày": [("recurring", None, None)],
    "2 tuần/lần": [("recurring", None, None)],
    "Trong vòng 10 ngày kể từ ngày ký": [("relative", None, "2026-03-26")],
    "Theo tiến độ của dự án": [("conditional", None, None)],
    "Ngay sau khi được phê duyệt": [("conditional", None, None)],
    "": [], "-": [], "Không": [],
}  # fmt: skip


@pytest.mark.parametrize("cell, expected", CELLS.items(), ids=CELLS.keys())
def test_cell(cell: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    text = f"1 | Rà soát | {cell} | x"
    start = text.index("| ", 5) + 2
    found = cell_deadlines(text, start, start + len(cell), SIGNED).deadlines
    assert [(d.kind.value, d.first and str(d.first), d.last and str(d.last)) for d in found] == expected
    assert all(text[d.start : d.end] == d.text for d in found)


PERIODS = {
    "Định kỳ 3 tháng/lần": "quarterly", "02 lần/năm": "half_yearly", "Trước ngày 10 của tháng cuối quý": "quarterly",
    "Hằng quý": "quarterly", "Hàng tuần": "weekly", "Định kỳ 6 tháng": "half_yearly", "2 lần/tháng": "monthly",
}  # fmt: skip


@pytest.mark.parametrize("cell, period", PERIODS.items(), ids=PERIODS.keys())
def test_periods(cell: str, period: str) -> None:
    (found,) = cell_deadlines(cell, 0, len(cell), SIGNED).deadlines
    assert found.period == period


@pytest.mark.parametrize("cell, warning", [("31/02/2026", "impossible_date"), ("Tháng 13/2026", "impossible_date")])
def test_impossible_dates_are_reported(cell: str, warning: str) -> None:
    reading = cell_deadlines(cell, 0, len(cell), SIGNED)
    assert [(d.kind.value, d.first, d.last, d.rule) for d in reading.deadlines] == [("by", None, None, warning)]
    assert [w.partition(":")[0] for w in reading.warnings] == [warning]


def test_without_a_year_and_a_date_it_is_reported() -> None:
    reading = cell_deadlines("Quý IV", 0, 6, None)
    assert [(d.last, d.rule) for d in reading.deadlines] == [(None, "no_year")]
    assert reading.warnings == ("no_year:Quý IV",)


def test_what_the_row_orders_is_what_the_deadline_is_for() -> None:
    (found,) = cell_deadlines("30/6", 0, 4, SIGNED, Purpose.REPORT).deadlines
    assert found.purpose is Purpose.REPORT
    (start,) = cell_deadlines("Từ ngày 01/5/2026", 0, 17, SIGNED, Purpose.REPORT).deadlines
    assert start.purpose is Purpose.START


@pytest.mark.parametrize(
    "cell, expected",
    [
        ("31/3/2026", ("before", None, "2026-03-30")),
        ("Tháng 4/2026", ("before", None, "2026-03-31")),
        ("Chậm nhất 30/4/2026", ("by", None, "2026-04-30")),
        ("Trước 30/4/2026", ("before", None, "2026-04-29")),
    ],
)
def test_a_header_that_says_before(cell: str, expected: tuple[str, str | None, str | None]) -> None:
    found = cell_deadlines(cell, 0, len(cell), SIGNED, before=True).deadlines
    assert [(d.kind.value, d.first and str(d.first), d.last and str(d.last)) for d in found] == [expected]
