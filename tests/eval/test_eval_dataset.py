"""Gold questions: what is read, and what is refused with file and line."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.model import Language, Match, Status
from eval.dataset import GOLD, Split, load_gold
from eval.extraction import EvalError

TASK = "20-TB/CQTTBCĐ#sec_3__point_c__indent_6"

QUESTION: dict[str, Any] = {
    "id": "lists-owner-001",
    "class": "lists-owner",
    "split": "train",
    "language": "vi",
    "question": "Bộ KH&CN có việc gì đến hạn trong tháng 4?",
    "history": [],
    "today": "2026-04-01",
    "expect": {
        "status": "answered",
        "tasks": {TASK: "due"},
        "group": [],
        "citations": [TASK],
        "allow": ["20-TB/CQTTBCĐ#sec_3", "20-TB/CQTTBCĐ#preface"],
        "contains": [],
        "not_contains": [],
    },
}


def write(folder: Path, *questions: dict[str, Any], name: str = "lists-owner") -> Path:
    lines = [json.dumps(question, ensure_ascii=False) for question in questions]
    (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def changed(expect: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {**QUESTION, **fields, "expect": {**QUESTION["expect"], **(expect or {})}}


def test_a_question_is_read(tmp_path: Path) -> None:
    (question,) = load_gold(write(tmp_path, QUESTION)).questions
    assert (question.kind, question.language, question.split) == ("lists-owner", Language.VI, Split.TRAIN)
    assert question.expected.status is Status.ANSWERED
    assert question.expected.tasks == {TASK: Match.DUE}
    assert question.body == {"question": QUESTION["question"], "today": "2026-04-01", "history": []}


def test_a_split_is_chosen_and_all_lines_are_checked(tmp_path: Path) -> None:
    write(tmp_path, QUESTION, changed(id="lists-owner-002", split="test"))
    assert [q.id for q in load_gold(tmp_path, Split.TEST).questions] == ["lists-owner-002"]
    assert len(load_gold(tmp_path).questions) == 2
    write(tmp_path, QUESTION, changed(id="lists-owner-002", split="test", today="2026-02-30"))
    with pytest.raises(EvalError, match=r"lists-owner\.jsonl:2"):
        load_gold(tmp_path, Split.TRAIN)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a field that is none": (changed(answer="x"), "answer"),
    "an unknown split": (changed(split="dev"), "split"),
    "another class than the file's name": (changed(**{"class": "who"}), "the file's name says lists-owner"),
    "an empty question": (changed(question=" "), "the question is empty"),
    "an unknown status": (changed({"status": "maybe"}), "status"),
    "an unknown match": (changed({"tasks": {TASK: "late"}}), "match|Invalid enum"),
    "a task of no register": (changed({"tasks": {TASK + "9": None}}), "tasks: .*indent_69 is in no register"),
    "a task allowed of no register": (changed({"tasks_allow": ["1-TB/A#sec_1"]}), "1-TB/A#sec_1 is in no register"),
    "a clause of no register": (changed({"citations": ["20-TB/CQTTBCĐ#sec_9"]}), "sec_9 is a clause of no register"),
    "a group member that is not listed": (changed({"group": ["20-TB/CQTTBCĐ#sec_3__point_i"]}), "not among tasks"),
    "a count that is not the list's": (changed({"count": 2}), "count is 2, tasks holds 1"),
    "candidates without a question back": (changed({"candidates": ["Bộ Tài chính"]}), "candidates go with"),
    "a question back without candidates": (changed({"status": "clarify"}), "candidates go with"),
}


@pytest.mark.parametrize("question, says", WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_right_is_refused_with_its_place(tmp_path: Path, question: dict[str, Any], says: str) -> None:
    write(tmp_path, changed(id="lists-owner-000"), question)
    with pytest.raises(EvalError, match=rf"lists-owner\.jsonl:2: .*(?:{says})"):
        load_gold(tmp_path)


def test_broken_json_and_missing_fields_are_refused(tmp_path: Path) -> None:
    (tmp_path / "who.jsonl").write_text('\n{"id": "who-1"', encoding="utf-8")
    with pytest.raises(EvalError, match=r"who\.jsonl:2: "):
        load_gold(tmp_path)
    (tmp_path / "who.jsonl").write_text('{"id": "who-1"}', encoding="utf-8")
    with pytest.raises(EvalError, match=r"who\.jsonl:1: .*missing required field"):
        load_gold(tmp_path)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    write(tmp_path, QUESTION, QUESTION)
    with pytest.raises(EvalError, match=r"lists-owner\.jsonl:1: the id lists-owner-001 is used 2 times"):
        load_gold(tmp_path)


def test_a_folder_without_questions_is_said_clearly(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(EvalError, match=r"No gold questions .* --gold"):
            load_gold(folder)


def test_the_shipped_gold_is_complete() -> None:
    questions = load_gold(GOLD).questions
    classes = Counter(question.kind for question in questions)
    assert len(questions) >= 200
    assert len(classes) >= 20 and min(classes.values()) >= 10
    assert {question.split for question in questions} == set(Split)
    assert {question.expected.status for question in questions} == set(Status)
    assert max(len(question.history) for question in questions) >= 2
