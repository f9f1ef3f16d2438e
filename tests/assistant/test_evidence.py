"""What speaks for a passage does not hang on how often other documents say the same."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search.evidence import Judge, figures_held, says_another_year
from index.search import Found, Rejected, SearchResult

SAID = "{} đưa phân hệ sinh hoạt đảng điện tử vào sử dụng từ ngày 01/7/2026."
OTHERS = [
    "Bộ Tài chính bố trí kinh phí mua sắm thiết bị cho các đơn vị.",
    "Văn phòng Trung ương Đảng tổng hợp, báo cáo Thường trực Ban Chỉ đạo.",
    "Các địa phương rà soát, cắt giảm thành phần hồ sơ của dịch vụ công trực tuyến.",
    "Bộ Công an hoàn thiện cơ sở dữ liệu quốc gia về dân cư trong năm 2026.",
]


def passage(number: int, text: str, cosine: float = 0.9) -> Found:
    clause = f"{number}-KH/X#sec_1"
    return Found(clause, f"{number}-KH/X", clause, "sec", (), 0, len(text), text, 0.0, cosine, 1.0)


def judged(question: str, texts: list[str]) -> tuple[float, float]:
    """The shares that the first of the passages holds."""
    found = [passage(number, text) for number, text in enumerate(texts)]
    judge = Judge(question, question, SearchResult((found[0],), tuple(Rejected(f, "rank") for f in found[1:]), {}))
    evidence, _ = judge.evidence(found[0])
    return evidence.asked, evidence.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Phân hệ sinh hoạt đảng điện tử đưa vào dùng từ ngày nào",
        "phan he sinh hoat dang dien tu dua vao su dung khi nao",
        "khi nào các tỉnh có phân hệ sinh hoạt đảng điện tử",
    ],
)
def test_what_sixty_plans_repeat_counts_as_much_as_what_one_says(question: str) -> None:
    alone = judged(question, [SAID.format("Ban Tổ chức Trung ương"), *OTHERS])
    repeated = [SAID.format(f"Sở Công Thương tỉnh thứ {number}") for number in range(55)]
    crowded = judged(question, [SAID.format("Ban Tổ chức Trung ương"), *repeated, *OTHERS])
    assert crowded == pytest.approx(alone, abs=0.15)
    assert min(crowded) > 0.4


def test_what_all_hold_but_the_rest_of_the_question_proves_little() -> None:
    """Passages that hold little of what is asked still tell how common that little is."""
    question = "Bộ Công an đặt mua tàu vũ trụ ở đâu"
    texts = [f"Bộ Công an thực hiện nhiệm vụ thứ {number}." for number in range(50)]
    assert max(judged(question, texts)) < 0.25


@given(st.text("1a2 -/.,;7_đ"), st.sampled_from(["Luật số 12", "Điều 1-2", "mục 7/a", "ngày 2"]))
def test_a_figure_is_held_where_it_stands_as_a_whole_word(text: str, question: str) -> None:
    figure = re.escape(question.rpartition(" ")[2])
    assert figures_held(question, passage(1, text)) == bool(re.search(rf"\b{figure}\b", text))


def test_another_year_is_one_that_the_question_does_not_name() -> None:
    assert says_another_year("kế hoạch năm 2027", "hoàn thành trong năm 2026")
    assert not says_another_year("kế hoạch năm 2026", "hoàn thành trong quý III/2026")
    assert not says_another_year("kế hoạch năm 2026", "hoàn thành trong tháng 5/2025, quyết toán 2026")
    assert not says_another_year("kế hoạch", "hoàn thành trong năm 2026")
    assert not says_another_year("kế hoạch năm 2026", "hoàn thành sớm")


def scored(*scores: float) -> SearchResult:
    found = [replace(passage(number, OTHERS[number % 4]), score=score) for number, score in enumerate(scores)]
    return SearchResult(tuple(found), (), {})


def leads(result: SearchResult, around: SearchResult | None = None) -> list[float]:
    """How far each passage of a search lies ahead."""
    judge = Judge("Bộ Công an", "Bộ Công an", result, around)
    return [judge.evidence(found)[0].ahead for found in result.kept]


def test_a_passage_leads_by_its_distance_from_the_fourth() -> None:
    assert leads(scored(2.5, 1.5, 1.2, 1.0, 0.2)) == pytest.approx([1.5, 0.5, 0.2, 0.0, -0.8])


def test_copies_of_a_passage_are_one_of_the_pack() -> None:
    """Five provinces that copy the best passage's neighbour take no lead away."""
    texts = (*OTHERS[:4], *(f"{OTHERS[1]} {year}" for year in range(2023, 2028)))
    scores = (2.5, 1.5, 1.2, 1.0, *(1.49 - number / 100 for number in range(5)))
    found = [replace(passage(n, text), score=score) for n, (text, score) in enumerate(zip(texts, scores, strict=True))]
    assert leads(SearchResult(tuple(found), (), {}))[:4] == pytest.approx([1.5, 0.5, 0.2, 0.0])


def test_no_lead_counts_without_end() -> None:
    assert leads(scored(9.0, 0.0, 0.0, 0.0, -9.0)) == [2.0, 0.0, 0.0, 0.0, -2.0]


def test_what_one_agency_alone_speaks_of_leads_in_the_whole_corpus() -> None:
    """Of a narrowed search's few passages none leaves a pack behind."""
    corpus = scored(2.5, 1.5, 1.2, 1.0, 0.2)
    own = SearchResult(corpus.kept[:1], (), {})
    assert leads(own) == [0.0]
    assert leads(own, corpus) == pytest.approx([1.5])


def test_a_figure_asked_for_has_to_be_stated() -> None:
    with_figure, without = "Cắt giảm 30% thành phần hồ sơ.", "Cắt giảm thành phần hồ sơ."
    found = [passage(0, with_figure), passage(1, without)]
    judge = Judge("Cắt giảm bao nhiêu phần trăm hồ sơ?", "cắt giảm hồ sơ", SearchResult(tuple(found), (), {}))
    assert [judge.evidence(each)[0].stated for each in found] == [1.0, 0.0]
