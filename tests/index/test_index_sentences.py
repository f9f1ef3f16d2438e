from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentences

LEGAL = st.lists(
    st.sampled_from(
        [
            "Bộ A. ",
            "66.7/2025/NQ-CP",
            ", ngày 01/3/2027. ",
            "“Trích. Dẫn” ",
            '"',
            "“",
            "TP. ",
            "…",
            "\n",
            "(1) ",
            "Việc; ",
        ]
    )
).map("".join)


@given(st.text() | LEGAL)
def test_spans_cover_the_text_without_gap_or_overlap(text: str):
    spans = sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bộ A trình. Bộ B thẩm định.", ["Bộ A trình. ", "Bộ B thẩm định."]),
        # numbers, dates and decimals
        ("Theo số 66.7/2025/NQ-CP của Chính phủ. Xong.", ["Theo số 66.7/2025/NQ-CP của Chính phủ. ", "Xong."]),
        ("Đạt 1.500 tỷ. Hạn 01.3.2027 là cuối.", ["Đạt 1.500 tỷ. ", "Hạn 01.3.2027 là cuối."]),
        # abbreviations
        ("Tại TP. Hồ Chí Minh và K/T. Bộ trưởng ký.", ["Tại TP. Hồ Chí Minh và K/T. Bộ trưởng ký."]),
        # a quotation stays whole, whatever it holds
        (
            "Ghi “Làm ngay. Không chờ. Báo cáo.” rồi gửi. Xong.",
            ["Ghi “Làm ngay. Không chờ. Báo cáo.” rồi gửi. ", "Xong."],
        ),
        ('Ghi "Một. Hai." rồi gửi.', ['Ghi "Một. Hai." rồi gửi.']),
        # a line break ends a sentence
        ("Mục một\nMục hai", ["Mục một\n", "Mục hai"]),
        ("", []),
        (" \n ", [" \n "]),
    ],
)
def test_sentences(text: str, expected: list[str]):
    assert [text[start:end] for start, end in sentences(text)] == expected
