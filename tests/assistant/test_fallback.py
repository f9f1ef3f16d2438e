"""Questions that no list answers: what is quoted, what is refused, and that the judgement behind it can be read."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.model import Answer, Question, Status
from assistant.search.evidence import Judge, names_in
from assistant.search.judgement import FEATURES, judgement, logistic, read_judgement
from index.search import Found, SearchResult

TODAY = date(2026, 4, 1)
CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "fallback" / "questions.toml").read_text(encoding="utf-8")
)["question"]
REFUSALS = {
    "no_match": {Status.NO_MATCH},
    "out_of_scope": {Status.OUT_OF_SCOPE},
    "either": {Status.NO_MATCH, Status.OUT_OF_SCOPE},
}


def above(clause: str) -> set[str]:
    document, _, path = clause.partition("#")
    parts = path.split("__")
    return {f"{document}#{'__'.join(parts[:length])}" for length in range(1, len(parts))}


def cited(answer: Answer) -> set[str]:
    return {citation.clause for citation in answer.citations}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case["ask"], marks=[pytest.mark.xfail(reason=case["open"], strict=True)] if "open" in case else []
        )
        for case in CASES
    ],
)
def test_quoted_or_refused(shipped: Assistant, case: dict[str, Any]) -> None:
    answer = shipped.ask(Question(case["ask"], TODAY))
    if "refuse" in case:
        assert answer.status in REFUSALS[case["refuse"]]
        assert not answer.citations
        return
    required = set(case["clauses"])
    allowed = required | set(case.get("allow", ())) | {each for clause in required for each in above(clause)}
    assert answer.status is Status.ANSWERED
    assert required <= cited(answer) <= allowed
    assert any(case.get("says", "") in citation.quote for citation in answer.citations)


def found(text: str, dense: float | None = 0.85, lexical: float | None = 5.0, n: int = 1) -> Found:
    return Found(str(n), "1-TB/X", f"1-TB/X#sec_{n}", "sec", ("1-TB/X",), 0, len(text), text, 0.0, dense, lexical)


def result(*texts: str) -> SearchResult:
    return SearchResult(tuple(found(text, n=n) for n, text in enumerate(texts)), (), {})


def test_a_rare_syllable_counts_more_than_a_common_one() -> None:
    texts = ["số hóa hồ sơ", "số hóa bản đồ", "số hóa sổ sách", "số liệu bán dẫn"]
    judge = Judge("số bán dẫn", "số bán dẫn", result(*texts))
    held = [judge.evidence(found(text))[0].asked for text in texts]
    assert held[3] > 0.6
    assert max(held[:3]) < 0.2


def test_what_no_text_holds_weighs_most() -> None:
    """A near miss shares the words of the trade; what it is about is missing."""
    judge = Judge("đào tạo nhân lực bán dẫn", "đào tạo nhân lực bán dẫn", result("đào tạo nhân lực", "đào tạo nghề"))
    assert judge.evidence(found("đào tạo nhân lực"))[0].asked < 0.5


def test_the_sentence_that_holds_most_is_marked() -> None:
    text = "Bộ A rà soát quy định. Bộ B truy xuất nguồn gốc thủy sản. Báo cáo trước ngày 10/3/2026."
    share, first, last = Judge("truy xuất nguồn gốc", "truy xuất nguồn gốc", result(text)).best_sentence(text)
    assert (text[first:last], share) == ("Bộ B truy xuất nguồn gốc thủy sản.", 1.0)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Luật Đất đai 2024 quy định gì?", ("dat", "2024")),
        ("việc gì", ()),
        ("Điều 7 nói gì", ("7",)),
        ("vì sao Hà Nội, Đà Nẵng được chọn?", ("ha", "noi", "da", "nang")),
    ],
)
def test_names_in_a_question(question: str, names: tuple[str, ...]) -> None:
    assert names_in(question) == names


def test_nothing_found_is_evidence_of_nothing() -> None:
    evidence, _ = Judge("gì", "", SearchResult((), (), {})).evidence(found("", dense=None, lexical=None))
    assert judgement().probability(evidence) < judgement().answers_from


def test_the_shipped_coefficients_are_whole() -> None:
    assert set(judgement().weights) == set(FEATURES)
    assert 0 < judgement().answers_from < 1


@pytest.mark.parametrize("weights", ["", "asked = 1", "unheard = 1"])
def test_coefficients_that_do_not_fit_are_named(weights: str) -> None:
    with pytest.raises(ValueError, match="expected sentence"):
        read_judgement(f"intercept = 0\nanswers_from = 0.5\n[weights]\n{weights}")


def test_the_logistic_function_does_not_overflow() -> None:
    assert (logistic(-1e4), logistic(0.0), logistic(1e4)) == (0.0, 0.5, 1.0)
