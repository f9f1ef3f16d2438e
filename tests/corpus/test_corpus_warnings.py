"""What a maintainer is told to look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.parse import parse_source
from corpus.readers import read_bytes
from corpus.warnings import warnings_of

HEAD = "BỘ TƯ PHÁP\nSố: 9/QĐ-BTP\nHà Nội, ngày 05 tháng 4 năm 2026\nQUYẾT ĐỊNH\nVề phân công\n"
CLOSING = "TM. BỘ TRƯỞNG\nBỘ TRƯỞNG\nNguyễn Văn A\n"


def found(body: str, head: str = HEAD) -> set[tuple[str, str, str]]:
    directive = parse_source(read_bytes("a.txt", (head + body + CLOSING).encode()))
    for warning in warnings_of(directive):
        assert 0 <= warning.start <= warning.end <= len(directive.text)
    return {(w.code, w.words, w.more) for w in warnings_of(directive)}


GOOD = "1. Bộ Tài chính chủ trì rà soát.\n2. Bộ Y tế chủ trì lập hồ sơ. Hoàn thành trước ngày 20/5/2026.\n"


def test_nothing_to_look_at() -> None:
    assert found(GOOD) - {("no_signer", "", "")} == set()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (GOOD.replace("2. ", "4. "), ("numbering_jump", "1", "4")),
        ("2. Bộ Y tế chủ trì lập hồ sơ.\n3. Bộ Tài chính chủ trì việc.\n", ("numbering_start", "", "2")),
        (
            "1. Bộ Y tế:\na) Lập hồ sơ.\nb) Rà soát.\nc) Báo cáo.\ne) Kiểm tra.\n2. Bộ Tài chính chủ trì việc.\n",
            ("numbering_jump", "c", "e"),
        ),
        (GOOD.replace("20/5/2026", "20/5"), ("year_of_document", "Hoàn thành trước ngày 20/5", "")),
        (GOOD.replace("20/5/2026", "30/02/2026"), ("impossible_date", "Hoàn thành trước ngày 30/02/2026", "")),
        (GOOD.replace("20/5/2026", "20/5/2025"), ("past_deadline", "Hoàn thành trước ngày 20/5/2025", "")),
        (GOOD.replace("Bộ Y tế", "Bộ Phép thuật"), ("unknown_agency", "Bộ Phép thuật", "")),
    ],
)
def test_things_to_look_at(body: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(body)


def test_letters_follow_the_vietnamese_alphabet() -> None:
    letters = "".join(f"{letter}) Việc {letter}.\n" for letter in "abcdđegh")
    assert not {w for w in found(f"1. Bộ Y tế:\n{letters}2. Bộ Tài chính chủ trì việc.\n") if "numbering" in w[0]}


def test_what_the_head_lacks() -> None:
    codes = {code for code, _, _ in found(GOOD, "Số: 9/QĐ-BTP\nQUYẾT ĐỊNH\nVề phân công\n")}
    assert "no_date" in codes


def test_pages_read_off_a_picture_are_named() -> None:
    source = replace(read_bytes("a.txt", (HEAD + GOOD + CLOSING).encode()), warnings=("recognised:3-5",))
    assert ("recognised", "3-5") in {(w.code, w.words) for w in warnings_of(parse_source(source))}
