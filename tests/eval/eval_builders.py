"""Questions and answers made by hand, for the tests of the harness."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.model import Language, Match, Status
from eval.answers import Reply, Verdict, judge
from eval.dataset import Expected, GoldQuestion, Registers, Split

Json = dict[str, Any]

A, B, C = "1-TB/X#sec_1", "1-TB/X#sec_2__point_a", "1-TB/X#sec_2__point_b"
APRIL = {
    "kind": "by",
    "purpose": "completion",
    "from": "2026-04-01",
    "to": "2026-04-30",
    "scope": "own",
    "period": None,
}
TEXTS = {A: "1. Bộ Y tế rà soát. Hoàn thành trong tháng 4/2026.", B: "a) Bộ Công an chủ trì.", C: "b) Bộ Xây dựng."}
"""The document: three clauses, each ordering one task."""


def register(task: str, lead: str, deadlines: Sequence[Json] = ()) -> Json:
    return {
        "id": task, "clause": task, "leads": [lead], "coordinators": [], "directors": [], "deadlines": list(deadlines),
    }  # fmt: skip


REGISTERS = Registers(
    {A: register(A, "Bộ Y tế", [APRIL]), B: register(B, "Bộ Công an"), C: register(C, "Bộ Xây dựng")},
    frozenset([*TEXTS, "1-TB/X#sec_2", "1-TB/X#preface"]),
)


def clause(clause_id: str) -> Json | None:
    """Give a clause as the interface does; each begins at offset 100."""
    text = TEXTS.get(clause_id)
    return {"start": 100, "end": 100 + len(text), "text": text} if text else None


def task(task_id: str, match: str | None = None, role: str = "lead", **changes: Any) -> Json:
    held = REGISTERS.tasks[task_id]
    listed = {
        "id": task_id, "clause": task_id, "lead": held["leads"], "coordinators": [], "directors": [],
        "deadlines": held["deadlines"], "role": role, "match": match,
    }  # fmt: skip
    return {**listed, **changes}


def citation(clause_id: str, quote: str | None = None, start: int = 100) -> Json:
    words = TEXTS.get(clause_id, "?") if quote is None else quote
    return {"n": 1, "clause": clause_id, "quote": words, "start": start, "end": start + len(words)}


def answer(**fields: Any) -> Json:
    """Return a right answer to ``question()``, but for the fields given."""
    tasks = fields.pop("tasks", [task(A, "due"), task(B, "spans", "group")])
    right = {
        "status": "answered",
        "interpretation": {"intent": "list_tasks", "agencies": [], "roles": [], "due": None, "documents": []},
        "answer": "**Bộ Y tế** có 2 nhiệm vụ, hạn 30/4/2026.",
        "tasks": tasks,
        "total": len(tasks),
        "citations": [citation(A), citation(B)],
        "candidates": [],
    }
    return {**right, **fields}


def question(gold_id: str = "q-1", kind: str = "lists", **expected: Any) -> GoldQuestion:
    """Return a question whose answer is the tasks A (due) and B (spanning, through a group)."""
    fields: Json = {
        "status": Status.ANSWERED,
        "tasks": {A: Match.DUE, B: Match.SPANS},
        "group": frozenset([B]),
        "citations": (A, B),
        "allow": frozenset(["1-TB/X#preface"]),
        "contains": ("Bộ Y tế",),
        "not_contains": ("quá hạn",),
        "count": 2,
    }
    return GoldQuestion(
        id=gold_id, kind=kind, split=Split.TRAIN, language=Language.VI, question="Việc gì?", today=date(2026, 4, 1),
        expected=Expected(**{**fields, **expected}),
    )  # fmt: skip


def verdict(gold: GoldQuestion | None = None, said: Json | None = None, seconds: float = 0.01) -> Verdict:
    return judge(gold or question(), Reply(said or answer(), seconds), REGISTERS, clause)
