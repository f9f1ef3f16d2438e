"""Ask the gold questions of the running product, and judge each answer check by check."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.model import Status
from corpus.model import Role
from eval.dataset import Expected, GoldQuestion, Registers
from eval.extraction import DEADLINE_FIELDS, PARTIES
from eval.run import Client

Json = dict[str, Any]
Clauses = Callable[[str], Json | None]
"""Gives a clause as ``GET /api/v1/clauses`` does."""

ABSENT = "absent"
"""Stands for a task that one side does not list, in the confusion of matches."""
NO_RANGE = "none"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the product answered, and how long it took at the client."""

    answer: Json
    seconds: float


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a right answer fulfils: how much of it was right."""

    name: str
    right: int
    total: int
    note: str = ""
    """What was expected and what was found, where they differ."""

    @property
    def ok(self) -> bool:
        return self.right == self.total


@dataclass(frozen=True, slots=True)
class Verdict:
    """A question, its answer, and every check that applies to it."""

    gold: GoldQuestion
    reply: Reply
    checks: tuple[Check, ...]
    matches: tuple[tuple[str, str], ...] = ()
    """For each task listed or to be listed: its match as it should be, and as it is."""
    broken: tuple[Check, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "broken", tuple(check for check in self.checks if not check.ok))

    @property
    def passed(self) -> bool:
        """Whether every check holds."""
        return not self.broken


def ask_all(client: Client, questions: Sequence[GoldQuestion]) -> list[Reply]:
    """Ask every question, one after the other."""
    return [Reply(*client.ask(question.body)) for question in questions]


def judge(gold: GoldQuestion, reply: Reply, registers: Registers, clauses: Clauses) -> Verdict:
    """Check an answer against what was expected, against the registers, and its quotations against the clauses."""
    expected, answer = gold.expected, reply.answer
    checks = [
        *_status(expected, answer),
        *_tasks(expected, answer),
        *_citations(expected, answer),
        *_quotes(answer, clauses),
        *_fields(answer, registers),
        *_words(expected, answer),
        *_candidates(expected, answer),
    ]
    return Verdict(gold, reply, tuple(checks), tuple(_match_pairs(expected, answer)))


def _status(expected: Expected, answer: Json) -> Iterator[Check]:
    wanted, found = expected.status.value, answer["status"]
    note = f"expected {wanted}, got {found}" if wanted != found else ""
    yield Check("status", int(wanted == found), 1, note)
    if expected.status is Status.ANSWERED:
        yield Check("not refused", int(found == Status.ANSWERED.value), 1, f"got {found}")
    else:
        yield Check("refusal", int(wanted == found), 1, note)


def _tasks(expected: Expected, answer: Json) -> Iterator[Check]:
    """Compare the list with the expected one; tasks that may be listed as well count neither for nor against."""
    if expected.tasks is None:
        return
    wanted, found = set(expected.tasks), {task["id"] for task in answer["tasks"]} - expected.tasks_allow
    both = len(wanted & found)
    note = _difference(wanted, found)
    yield Check("task set", int(wanted == found), 1, note)
    yield Check("task recall", both, len(wanted), note)
    yield Check("task precision", both, len(found), note)
    yield from _of_common_tasks(expected, expected.tasks, answer)
    if expected.count is not None:
        yield _count(expected, answer)


def _of_common_tasks(expected: Expected, wanted: Mapping[str, Any], answer: Json) -> Iterator[Check]:
    """Compare match and group of the tasks that both sides list."""
    common = [task for task in answer["tasks"] if task["id"] in wanted]
    wrong = [task for task in common if task["match"] != wanted[task["id"]]]
    notes = [f"{task['id']} is {task['match']}, not {_value(wanted[task['id']])}" for task in wrong]
    yield Check("match", len(common) - len(wrong), len(common), "; ".join(notes))
    apart = [task for task in common if (task["role"] == Role.GROUP.value) != (task["id"] in expected.group)]
    notes = [f"{task['id']} has role {task['role']}" for task in apart]
    yield Check("group", len(common) - len(apart), len(common), "; ".join(notes))


def _count(expected: Expected, answer: Json) -> Check:
    """The number has to stand in the text; tasks that may be listed may be counted."""
    wanted = expected.count or 0
    allowed = sum(task["id"] in expected.tasks_allow for task in answer["tasks"])
    numbers = {int(number) for number in re.findall(r"(?<![\d/.-])\d{1,6}(?![\d/-])", answer["answer"])}
    ok = answer["total"] - allowed == wanted and answer["total"] in numbers
    return Check("count", int(ok), 1, f"stated: {answer['total']} ≠ {wanted}")


def _citations(expected: Expected, answer: Json) -> Iterator[Check]:
    """Compare at clause level: ancestors of a required clause, and clauses that are allowed, are not false."""
    cited = {citation["clause"] for citation in answer["citations"]}
    required = set(expected.citations)
    true = required | expected.allow | {above for clause in required for above in ancestors(clause)}
    missing, false = required - cited, cited - true
    yield Check("citation recall", len(required) - len(missing), len(required), _listed("not cited", missing))
    yield Check("citation precision", len(cited) - len(false), len(cited), _listed("cited without need", false))


def ancestors(clause: str) -> list[str]:
    """Return the ids of the clauses above a clause, nearest first."""
    document, _, path = clause.partition("#")
    parts = path.split("__")
    return [f"{document}#{'__'.join(parts[:length])}" for length in range(len(parts) - 1, 0, -1)]


def _quotes(answer: Json, clauses: Clauses) -> Iterator[Check]:
    """Every quotation stands in its clause, word for word and where it says."""
    if answer["citations"]:
        wrong = [citation for citation in answer["citations"] if not _verbatim(citation, clauses(citation["clause"]))]
        total = len(answer["citations"])
        yield Check("quotes", total - len(wrong), total, _listed("not verbatim", {c["clause"] for c in wrong}))


def _verbatim(citation: Json, clause: Json | None) -> bool:
    if clause is None or not citation["quote"].strip():
        return False
    start, end = citation["start"] - clause["start"], citation["end"] - clause["start"]
    return bool(start >= 0 and clause["text"][start:end] == citation["quote"])


def _fields(answer: Json, registers: Registers) -> Iterator[Check]:
    """Compare roles and deadlines of every task listed with the register written by hand."""
    pairs = [(task, registers.tasks[task["id"]]) for task in answer["tasks"] if task["id"] in registers.tasks]
    if not pairs:
        return
    for name, key in PARTIES.items():
        wrong = [task["id"] for task, register in pairs if sorted(task[key]) != sorted(register[name])]
        yield Check(name, len(pairs) - len(wrong), len(pairs), _listed("differ from the register", wrong))
    wrong = [task["id"] for task, register in pairs if _deadlines(task) != _deadlines(register)]
    yield Check("deadlines", len(pairs) - len(wrong), len(pairs), _listed("differ from the register", wrong))


def _deadlines(task: Json) -> list[list[str]]:
    return sorted([str(deadline[name]) for name in DEADLINE_FIELDS] for deadline in task["deadlines"])


def _words(expected: Expected, answer: Json) -> Iterator[Check]:
    text = plain(answer["answer"])
    lacking = [words for words in expected.contains if plain(words) not in text]
    banned = [words for words in expected.not_contains if plain(words) in text]
    if expected.contains:
        total = len(expected.contains)
        yield Check("contains", total - len(lacking), total, _listed("not said", lacking))
    if expected.not_contains:
        total = len(expected.not_contains)
        yield Check("does not contain", total - len(banned), total, _listed("said", banned))


def _candidates(expected: Expected, answer: Json) -> Iterator[Check]:
    if expected.candidates:
        offered = plain("\n".join(answer["candidates"]))
        lacking = [name for name in expected.candidates if plain(name) not in offered]
        total = len(expected.candidates)
        yield Check("candidates", total - len(lacking), total, _listed("not offered", lacking))


def plain(text: str) -> str:
    """Return the text as it is compared: without regard to case, Markdown's marks, and the two spellings of "Ủy"."""
    bare = re.sub(r"[*_`\\]", "", unicodedata.normalize("NFC", text)).casefold()
    return re.sub(r"\s+", " ", bare.replace("uỷ", "ủy"))


def _match_pairs(expected: Expected, answer: Json) -> Iterator[tuple[str, str]]:
    """Pair each task's match as expected with its match as found, where the question has a range."""
    wanted = expected.tasks or {}
    if not any(wanted.values()):
        return
    found = {task["id"]: task["match"] for task in answer["tasks"] if task["id"] not in expected.tasks_allow}
    for task in dict.fromkeys([*wanted, *found]):
        yield _side(wanted, task), _side(found, task)


def _side(matches: Mapping[str, Any], task: str) -> str:
    return _value(matches[task]) if task in matches else ABSENT


def _value(match: Any) -> str:
    return str(match) if match else NO_RANGE


def _difference(wanted: Collection[str], found: Collection[str]) -> str:
    missing = [each for each in wanted if each not in found]
    extra = [each for each in found if each not in wanted]
    return "; ".join(filter(None, (_listed("missing", missing), _listed("too many", extra))))


def _listed(what: str, items: Collection[str]) -> str:
    return f"{what}: {', '.join(sorted(items))}" if items else ""
