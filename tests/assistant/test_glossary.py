"""English topics in the words of Vietnamese directives: whole, in part, and words that are no topic alone."""

from __future__ import annotations

import pytest

from assistant.understand.glossary import in_vietnamese, is_term, partly_in_vietnamese


@pytest.mark.parametrize(
    ("topic", "terms"),
    [
        ("central hospitals hooked up e-health records", "bệnh viện trung ương kết nối hồ sơ sức khỏe điện tử"),
        ("supplying conviction data", "cung cấp dữ liệu án tích"),
        ("digitised procedures", "số hoá thủ tục"),  # verbs and plurals in any form
        ("policies", "chính sách"),
        ("QR codes", "mã QR"),
        ("minister resigned scandal", None),
    ],
)
def test_a_topic_that_is_known(topic: str, terms: str | None) -> None:
    assert in_vietnamese(topic) == terms


@pytest.mark.parametrize(
    ("topic", "terms"),
    [
        ("hooking central hospitals whatever comes next", "kết nối bệnh viện trung ương"),
        ("central hospitals", None),  # known whole
        ("data scandal resigned minister", None),  # one word proves nothing
    ],
)
def test_a_topic_that_is_known_in_part(topic: str, terms: str | None) -> None:
    assert partly_in_vietnamese(topic) == terms


@pytest.mark.parametrize(
    ("word", "alone"),
    [("traceability", True), ("hospital", True), ("supply", False), ("improve", False), ("xyz", False)],
)
def test_a_word_that_is_a_topic_by_itself(word: str, alone: bool) -> None:
    assert is_term(word) is alone
