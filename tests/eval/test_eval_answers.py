"""Judging: what breaks which check, and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from eval_builders import APRIL, A, B, C, answer, citation, question, task, verdict

from assistant.model import Status
from eval.answers import ancestors, plain

NO_TASKS: dict[str, Any] = {"tasks": None, "count": None, "group": frozenset()}
REFUSED: dict[str, Any] = {"tasks": [], "citations": [], "answer": "Không có."}


def broken(gold: dict[str, Any], said: dict[str, Any]) -> set[str]:
    return {check.name for check in verdict(question(**gold), answer(**said)).broken}


def test_a_right_answer_breaks_nothing() -> None:
    found = verdict()
    assert found.passed
    assert {check.name for check in found.checks} >= {
        "task set",
        "match",
        "group",
        "count",
        "quotes",
        "leads",
        "deadlines",
    }
    assert found.matches == (("due", "due"), ("spans", "spans"))


BREAKS: dict[str, tuple[dict[str, Any], dict[str, Any], set[str]]] = {
    "a task missing": ({}, {"tasks": [task(A, "due")]}, {"task set", "task recall", "count"}),
    "a task too many": (
        {},
        {"tasks": [task(A, "due"), task(B, "spans", "group"), task(C)], "answer": "Bộ Y tế: 3"},
        {"task set", "task precision", "count"},
    ),
    "another match": ({}, {"tasks": [task(A, "spans"), task(B, "spans", "group")]}, {"match"}),
    "a member of a group shown as named": ({}, {"tasks": [task(A, "due"), task(B, "spans")]}, {"group"}),
    "a named one shown as a member": (
        {}, {"tasks": [task(A, "due", "group"), task(B, "spans", "group")]}, {"group"},
    ),
    "another lead": (
        {}, {"tasks": [task(A, "due", lead=["Bộ Tài chính"]), task(B, "spans", "group")]}, {"leads"},
    ),
    "another deadline": (
        {},
        {"tasks": [task(A, "due", deadlines=[{**APRIL, "to": "2026-05-31"}]), task(B, "spans", "group")]},
        {"deadlines"},
    ),
    "a clause not cited": ({}, {"citations": [citation(A)]}, {"citation recall"}),
    "a clause cited without need": ({}, {"citations": [citation(A), citation(B), citation(C)]}, {"citation precision"}),
    "a word changed in a quotation": (
        {}, {"citations": [citation(A, "1. Bộ Y tế rà soat."), citation(B)]}, {"quotes"},
    ),
    "a quotation from elsewhere in the clause": (
        {}, {"citations": [citation(A, "Bộ Y tế", 100), citation(B)]}, {"quotes"},
    ),
    "an empty quotation": ({}, {"citations": [citation(A, ""), citation(B)]}, {"quotes"}),
    "a clause that does not exist": (
        {}, {"citations": [citation(A), citation(B), citation("1-TB/X#sec_9")]}, {"quotes", "citation precision"},
    ),
    "words not said": ({"contains": ("Bộ Công an",)}, {}, {"contains"}),
    "words that must not be said": ({}, {"answer": "Bộ Y tế: 2 việc QUÁ HẠN"}, {"does not contain"}),
    "the number not in the text": ({}, {"answer": "Bộ Y tế có hai việc, hạn 02/4/2026."}, {"count"}),
    "another status": ({}, {"status": "no_match"}, {"status", "not refused"}),
    "a server error": ({}, {"status": "error"}, {"status", "not refused"}),
    "an answer where none is": (
        {**NO_TASKS, "status": Status.NO_MATCH, "citations": (), "contains": ()},
        {},
        {"status", "refusal", "citation precision"},
    ),
    "another refusal": (
        {**NO_TASKS, "status": Status.OUT_OF_SCOPE, "citations": (), "contains": ()},
        {**REFUSED, "status": "no_match"},
        {"status", "refusal"},
    ),
    "a candidate not offered": (
        {**NO_TASKS, "status": Status.CLARIFY, "citations": (), "contains": (), "candidates": ("Bộ Y tế", "Bộ X")},
        {**REFUSED, "status": "clarify", "candidates": ["Bộ Y tế"], "answer": "Bộ X?"},
        {"candidates"},
    ),
    "a list where the right one is empty": (
        {"tasks": {}, "group": frozenset(), "count": None, "status": Status.NO_MATCH, "citations": (), "contains": ()},
        {"status": "no_match"},
        {"task set", "task precision", "citation precision"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("gold, said, checks", BREAKS.values(), ids=BREAKS.keys())
def test_each_fault_breaks_its_check(gold: dict[str, Any], said: dict[str, Any], checks: set[str]) -> None:
    assert broken(gold, said) == checks


ALLOWED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a task that may be listed": (
        {"tasks_allow": frozenset([C]), "allow": frozenset([C])},
        {
            "tasks": [task(A, "due"), task(B, "spans", "group"), task(C)],
            "citations": [citation(A), citation(B), citation(C)],
            "answer": "Bộ Y tế: 3 việc",
        },
    ),
    "the same words, other case, other spelling, marked": (
        {"contains": ("ủy ban nhân dân",)},
        {"answer": "2 việc của **Uỷ ban** Nhân dân"},
    ),
    "any tasks where none are asked about": (NO_TASKS, {"tasks": [task(C)]}),
    "a clause that holds a required one": ({"citations": (B,), "allow": frozenset([A])}, {}),
}


@pytest.mark.parametrize("gold, said", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_is_allowed_breaks_nothing(gold: dict[str, Any], said: dict[str, Any]) -> None:
    assert broken(gold, said) == set()


def test_an_ancestor_of_a_required_clause_is_not_false() -> None:
    parent = {"citations": [citation(A), citation(B), citation("1-TB/X#sec_2")]}
    assert broken({}, parent) == {"quotes"}  # cited with right, though this clause is not there to be quoted


def test_ancestors_are_nearest_first() -> None:
    assert ancestors("1-TB/X#sec_2__point_a__item_1") == ["1-TB/X#sec_2__point_a", "1-TB/X#sec_2"]
    assert ancestors(A) == []


def test_shares_within_a_check_are_counted() -> None:
    (recall,) = [c for c in verdict(said=answer(citations=[citation(A)])).checks if c.name == "citation recall"]
    assert (recall.right, recall.total) == (1, 2)
    assert recall.note == f"not cited: {B}"


def test_matches_pair_what_either_side_lists() -> None:
    found = verdict(said=answer(tasks=[task(A, "recurring"), task(C, "due")]))
    assert set(found.matches) == {("due", "recurring"), ("spans", "absent"), ("absent", "due")}


def test_words_are_compared_without_marks_and_case() -> None:
    assert plain("**Uỷ  ban**\nNHÂN dân") == "ủy ban nhân dân"
    assert plain("Bộ") != plain("Bo")
