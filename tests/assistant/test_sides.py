"""One topic in the documents of several bodies: what each says of it stands side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.ingest import gather
from assistant.model import ALL_AUDIENCES, Answer, Question, Status
from eval.run import opened

GOLD = Path(__file__).resolve().parents[2] / "eval" / "gold" / "directives"


@pytest.fixture(scope="module")
def assistant() -> Iterator[Assistant]:
    """Answers over a notice of Nghệ An and a plan of Hải Phòng."""
    files, _ = gather([GOLD / "901-TB-TU.txt", GOLD / "902-KH-UBND.md"], None)
    with opened(files) as answering:
        yield answering


def _ask(assistant: Assistant, ask: str) -> Answer:
    return assistant.ask(Question(ask, date(2026, 4, 1), audiences=ALL_AUDIENCES))


@pytest.mark.parametrize(
    ("ask", "clauses", "words"),
    [
        (
            "Tỷ lệ hồ sơ trực tuyến toàn trình: Nghệ An đạt bao nhiêu, Hải Phòng nhắm tới bao nhiêu?",
            {"901-TB/TU#sec_I__sec_1", "902/KH-UBND#sec_I__sec_1"},
            ("71,5%", "80%"),
        ),
        (
            "Kiểm tra an toàn hệ thống cấp độ 3 của Nghệ An với Hải Phòng khác nhau chỗ nào?",
            {"901-TB/TU#sec_II__sec_3__point_c", "902/KH-UBND#annex__row_6"},
            ("01/4/2026", "Hằng quý"),
        ),
    ],
)
def test_each_body_is_quoted_from_its_own_documents(
    assistant: Assistant, ask: str, clauses: set[str], words: tuple[str, ...]
) -> None:
    answer = _ask(assistant, ask)
    assert answer.status is Status.ANSWERED
    assert clauses <= {citation.clause for citation in answer.citations}
    assert all(word in answer.text for word in words)


def test_of_what_one_body_alone_speaks_no_side_is_made_up(assistant: Assistant) -> None:
    answer = _ask(assistant, "Phủ sóng 5G ở khu công nghiệp của Nghệ An với Hải Phòng khác nhau chỗ nào?")
    assert "901-TB/TU#sec_I__sec_1" not in {citation.clause for citation in answer.citations}
