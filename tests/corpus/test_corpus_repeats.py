"""Which tasks were given before, and which only read like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Directive
from corpus.parse import parse_file, parse_source
from corpus.readers import SourceText
from corpus.repeats import Given, earlier_tasks

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
]
OTHER_WORK = [
    FIRST.replace("định giá dữ liệu", "sàn dữ liệu"),
    FIRST.replace("dự thảo Nghị định", "dự thảo Luật"),
    FIRST.replace("trình Chính phủ", "không trình Chính phủ"),
    FIRST.replace("Bộ Tư pháp", "Bộ Công Thương"),
    FIRST.replace("trình Chính phủ", "rà soát, trình Chính phủ"),
    FIRST.replace("dữ liệu;", "dữ liệu giai đoạn 2;"),
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


def test_the_one_given_last_before_in_another_dated_document() -> None:
    one = notice("1/TB-CP", "05 tháng 01 năm 2026", FIRST, FIRST)
    two, three = notice("2/TB-CP", "05 tháng 02 năm 2026", FIRST), notice("3/TB-CP", "05 tháng 3 năm 2026", FIRST)
    assert repeats(three, one, two) == {"2/TB-CP#sec_1": "1/TB-CP#sec_2", "3/TB-CP#sec_1": "2/TB-CP#sec_1"}
    undated = notice("4/TB-CP", "", FIRST)
    assert undated.date is None and repeats(one, undated) == {}


def test_no_task_of_the_shipped_directives_repeats_another() -> None:
    """They share leads and topics: 20-TB sec_2 c) and 693-CV sec_3 have 55 of 100 pairs of words in common."""
    assert repeats(*(parse_file(path) for path in sorted(DIRECTIVES.glob("*.txt")))) == {}
