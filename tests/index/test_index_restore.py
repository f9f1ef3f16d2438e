"""Diacritics from the texts that a bare question found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.text import fold
from index.lexical import is_plain_vietnamese
from index.restore import restore

TEXTS = (
    "Bộ Tài chính bố trí kinh phí cho các nhiệm vụ theo quy định.",
    "Bộ Tài chính báo cáo Chính phủ; các bộ, ngành phối hợp với Bộ Tài chính.",
    "Bờ biển và các bờ sông. Bố trí lại dân cư ở bờ biển.",
)


def test_a_neighbour_decides_between_readings():
    assert restore("bo tai chinh bo tri gi", TEXTS) == "bộ tài chính bố trí gì"
    assert restore("bo bien", TEXTS) == "bờ biển"


def test_capitals_and_signs_stay_where_they_were_typed():
    assert restore("Bo Tai chinh, BO TRI kinh phi?", TEXTS) == "Bộ Tài chính, BỐ TRÍ kinh phí?"


def test_words_of_questions_need_no_text():
    assert restore("con bao nhieu viec qua han", ()).endswith("bao nhiêu việc quá hạn")
    assert restore("co dung khong", ()) == "có đúng không"


def test_what_nobody_wrote_stays_as_it_is():
    assert restore("xyzt 693-CV/VPTW", TEXTS) == "xyzt 693-CV/VPTW"
    assert restore("", TEXTS) == ""


@given(st.text(), st.lists(st.text(), max_size=3))
def test_only_diacritics_change(question: str, texts: list[str]):
    restored = restore(question, texts)
    assert fold(restored) == fold(question)


def test_the_shipped_text_is_read_back(shipped):
    """Each long line, stripped, from the other lines of its directive and not from itself: 92 of 100 words."""
    right = asked = 0
    for document in shipped:
        lines = [line for line in document.text.splitlines() if len(line.split()) >= 8]
        for at, line in enumerate(lines):
            plain = fold(line)
            assert is_plain_vietnamese(plain)
            read = restore(plain, lines[:at] + lines[at + 1 :]).split()
            wanted = line.lower().split()
            asked += len(wanted)
            right += sum(a == b for a, b in zip(read, wanted, strict=True))
    assert right / asked > 0.9
