"""Gold questions: read, checked against their schema and against the registers written by hand.

The schema is described in ``eval/gold/README.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from assistant.model import Language, Match, Status
from eval.extraction import CHECKOUT, GOLDEN, EvalError, load_golden

GOLD = CHECKOUT / "eval" / "gold"
MATTER = ("preface", "conclusions")
"""Paths of letterhead and signature: citable, in no list of clauses."""

Json = dict[str, Any]


class Split(StrEnum):
    """Whether a question is open to development, or held out."""

    TRAIN = "train"
    TEST = "test"


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a right answer holds."""

    status: Status
    citations: tuple[str, ...]
    allow: frozenset[str]
    contains: tuple[str, ...]
    not_contains: tuple[str, ...]
    tasks: dict[str, Match | None] | None = None
    """Task id to match; None where the question does not ask for tasks."""
    group: frozenset[str] = frozenset()
    tasks_allow: frozenset[str] = frozenset()
    candidates: tuple[str, ...] = ()
    count: int | None = None


class GoldQuestion(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"kind": "class", "expected": "expect"},
):
    """A question with its right answer."""

    id: str
    kind: str
    split: Split
    language: Language
    question: str
    today: date
    expected: Expected
    history: tuple[str, ...] = ()

    @property
    def body(self) -> Json:
        """The question as ``POST /api/v1/ask`` takes it."""
        return {"question": self.question, "today": self.today.isoformat(), "history": list(self.history)}


@dataclass(frozen=True, slots=True)
class Registers:
    """What is in the documents, written by hand."""

    tasks: Mapping[str, Json]
    clauses: frozenset[str]

    @property
    def agencies(self) -> frozenset[str]:
        """Every agency that takes part in some task, by the name in the register."""
        parts = ("leads", "coordinators", "directors")
        return frozenset(name for task in self.tasks.values() for part in parts for name in task[part])


@dataclass(frozen=True, slots=True)
class Gold:
    """The questions asked for, and the registers behind them."""

    questions: tuple[GoldQuestion, ...]
    registers: Registers


def load_gold(folder: Path = GOLD, split: Split | None = None, golden: Path = GOLDEN) -> Gold:
    """Read the gold questions of a folder, in the order of their files and lines.

    Args:
        folder: holds ``<class>.jsonl`` files, and ``extraction/`` with the registers of its own directives.
        split: only these questions; None for all.
        golden: the registers of the shipped directives.

    Raises:
        EvalError: something is missing or malformed; the message names file and line.
    """
    registers = load_registers(folder, golden)
    paths = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
    if not paths:
        raise EvalError(f"No gold questions (*.jsonl) in {folder}. Name their folder with --gold.")
    lines = [(f"{path}:{number}", path, line) for path in paths for number, line in _lines(path)]
    read = [(where, _question(where, path, line, registers)) for where, path, line in lines]
    _check_unique(read)
    return Gold(tuple(q for _, q in read if split is None or q.split is split), registers)


def load_registers(folder: Path = GOLD, golden: Path = GOLDEN) -> Registers:
    """Read the hand-written registers of the shipped directives and of the evaluation's own; raises ``EvalError``."""
    folders = [golden, *([folder / "extraction"] if (folder / "extraction").is_dir() else [])]
    documents = [document for each in folders for document in load_golden(each)]
    tasks = {task["id"]: task for document in documents for task in document["tasks"]}
    clauses = {f"{d['document']}#{path}" for d in documents for path in (*d["clauses"], *MATTER)}
    return Registers(tasks, frozenset(clauses))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"Cannot read {path}: {error}") from error
    return ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _question(where: str, path: Path, line: str, registers: Registers) -> GoldQuestion:
    try:
        question = msgspec.json.decode(line, type=GoldQuestion)
    except msgspec.DecodeError as error:
        raise EvalError(f"{where}: {error}") from error
    for complaint in _complaints(question, path, registers):
        raise EvalError(f"{where}: {complaint}")
    return question


def _complaints(question: GoldQuestion, path: Path, registers: Registers) -> Iterator[str]:
    """Yield what cannot be right about a question that has the right shape."""
    expected = question.expected
    tasks = expected.tasks or {}
    if question.kind != path.stem:
        yield f"the class is {question.kind}, the file's name says {path.stem}"
    if not question.question.strip():
        yield "the question is empty"
    if expected.count is not None and expected.count != len(tasks):
        yield f"count is {expected.count}, tasks holds {len(tasks)}"
    if (expected.status is Status.CLARIFY) != bool(expected.candidates):
        yield "candidates go with the status clarify, and only with it"
    yield from _unknown("group", expected.group, tasks, "is not among tasks")
    yield from _unknown("tasks", (*tasks, *expected.tasks_allow), registers.tasks, "is in no register")
    cited = (*expected.citations, *expected.allow)
    yield from _unknown("citations", cited, registers.clauses, "is a clause of no register")


def _unknown(field: str, ids: Iterable[str], known: Iterable[str], complaint: str) -> Iterator[str]:
    holds = frozenset(known)
    return (f"{field}: {each} {complaint}" for each in ids if each not in holds)


def _check_unique(read: list[tuple[str, GoldQuestion]]) -> None:
    counts = Counter(question.id for _, question in read)
    for where, question in read:
        if counts[question.id] > 1:
            raise EvalError(f"{where}: the id {question.id} is used {counts[question.id]} times")
