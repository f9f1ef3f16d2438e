"""Vietnamese text: sentences, folding, slugs."""

from __future__ import annotations

import pytest

from corpus.text import detone, fold, has_diacritics, sentence_case, sentence_spans, slugify, uncapitalize

SENTENCES = {
    "two": ("Rà soát dữ liệu. Báo cáo Ban Chỉ đạo.", ["Rà soát dữ liệu.", "Báo cáo Ban Chỉ đạo."]),
    "a capital that Unicode puts among small letters": (
        "Rà soát. Đề nghị Bộ Y tế báo cáo. Ủy ban nhân dân tổ chức. Ưu tiên nguồn lực.",
        ["Rà soát.", "Đề nghị Bộ Y tế báo cáo.", "Ủy ban nhân dân tổ chức.", "Ưu tiên nguồn lực."],
    ),
    "a small letter that Unicode puts among capitals": (
        "theo điểm a. đồng thời rà soát", ["theo điểm a. đồng thời rà soát"],
    ),
    "an abbreviation": ("UBND TP. Hồ Chí Minh rà soát. Hết.", ["UBND TP. Hồ Chí Minh rà soát.", "Hết."]),
    "a number with a dot": ("Nghị quyết số 66.7/2025/NQ-CP. Hết.", ["Nghị quyết số 66.7/2025/NQ-CP.", "Hết."]),
    "dots": ("cơ chế tài chính... Hết… Vậy.", ["cơ chế tài chính...", "Hết…", "Vậy."]),
    "dots inside": ("cơ chế tài chính...) yêu cầu", ["cơ chế tài chính...) yêu cầu"]),
    "a quotation": ("Gọi là “sạch.” Sau đó rà soát.", ["Gọi là “sạch.”", "Sau đó rà soát."]),
    "a quotation first": ("Rà soát. “Đúng, đủ” là yêu cầu.", ["Rà soát.", "“Đúng, đủ” là yêu cầu."]),
    "no full stop": ("Rà soát dữ liệu", ["Rà soát dữ liệu"]),
    "nothing": ("  ", []),
}  # fmt: skip


@pytest.mark.parametrize("text, expected", SENTENCES.values(), ids=SENTENCES.keys())
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(text)] == expected


def test_sentences_of_a_stretch() -> None:
    text = "Một. Hai. Ba."
    assert [text[a:b] for a, b in sentence_spans(text, 5, 9)] == ["Hai."]


@pytest.mark.parametrize(
    "text, folded, detoned",
    [
        ("Bộ Y tế", "bo y te", "bô y tê"),
        ("Đề án", "de an", "đê an"),
        ("Ủy ban, Uỷ ban", "uy ban, uy ban", "uy ban, uy ban"),
        ("TRƯỞNG ẮẰẲẴẶ", "truong aaaaa", "trương ăăăăă"),
        ("İ ẞ ﬁ 😀", "i ß ﬁ 😀", "İ ß ﬁ 😀"),  # İ stays: lower-cased it would be two characters
        ("", "", ""),
    ],
)
def test_folding(text: str, folded: str, detoned: str) -> None:
    assert (fold(text), detone(text)) == (folded, detoned)


@pytest.mark.parametrize(
    "text, marked",
    [("bo y te", False), ("BO Y TE 2026", False), ("bộ y tế", True), ("đ", True), ("Ô", True), ("", False)],
)
def test_has_diacritics(text: str, marked: bool) -> None:
    assert has_diacritics(text) is marked


@pytest.mark.parametrize(
    "number, slug",
    [
        ("20-TB/CQTTBCĐ", "20-tb-cqttbcd"),
        ("693-CV/VPTW", "693-cv-vptw"),
        ("66.7/2025/NQ-CP", "66-7-2025-nq-cp"),
        ("//", ""),
    ],
)
def test_slugs(number: str, slug: str) -> None:
    assert slugify(number) == slug


def test_cases() -> None:
    assert sentence_case("NHIỆM VỤ, GIẢI PHÁP") == "Nhiệm vụ, giải pháp"
    assert sentence_case("Về việc KHCN") == "Về việc KHCN"
    assert uncapitalize("Các bộ") == "các bộ"
    assert uncapitalize("") == ""
