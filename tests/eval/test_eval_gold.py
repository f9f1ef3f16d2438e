"""The shipped gold itself: every class of question, and nothing in it that contradicts texts or registers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from assistant.model import Language, Match, Status
from corpus.model import Directive
from eval.answers import plain
from eval.dataset import GOLD, MATTER, Gold, GoldQuestion, Split, load_gold
from eval.distractors import parsed
from eval.run import corpus_files

# What point by point has to have a figure of its own.
CLASSES = {
    "lists-owner", "lists-coordinator", "lists-date", "lists-document", "lists-combined", "counts", "who", "when",
    "what", "document-facts", "references", "comparisons", "follow-ups", "english", "no-diacritics",
    "half-diacritics", "abbreviations", "misspellings", "relative-dates", "overdue", "empty", "false-premise",
    "out-of-corpus", "out-of-scope", "ambiguous-names", "injected-instructions",
}  # fmt: skip
WRITTEN = {"901-TB/TU", "902/KH-UBND", "903/BKHCN-VP", "904/QĐ-BTP", "905-KH/TW", "906/NQ-CP"}
SHIPPED = {"20-TB/CQTTBCĐ", "693-CV/VPTW"}


@pytest.fixture(scope="module")
def gold() -> Gold:
    return load_gold(GOLD)


@pytest.fixture(scope="module")
def directives() -> list[Directive]:
    return [directive for file in corpus_files(GOLD) if (directive := parsed(file))]


def test_every_class_has_open_and_held_out_questions(gold: Gold) -> None:
    """Ten or more of each to develop on, and of nearly all some that nobody who develops has read."""
    counts = Counter((question.kind, question.split) for question in gold.questions)
    assert {kind for kind, _ in counts} == CLASSES
    for kind in CLASSES:
        assert counts[kind, Split.TRAIN] >= 10, kind
    assert sum(counts[kind, Split.TEST] > 0 for kind in CLASSES) >= len(CLASSES) - 2
    assert sum(question.split is Split.TEST for question in gold.questions) >= 80


def test_every_directive_is_asked_about(gold: Gold, directives: list[Directive]) -> None:
    assert {directive.number for directive in directives} == SHIPPED | WRITTEN
    asked = Counter(head for q in gold.questions for head in {c.partition("#")[0] for c in q.expected.citations})
    assert set(asked) == SHIPPED | WRITTEN and min(asked.values()) >= 10


def test_what_was_written_for_the_evaluation_says_so() -> None:
    sources = (GOLD / "directives" / "SOURCES.toml").read_text(encoding="utf-8")
    assert sources.count('origin = "Written for tests; fictitious"') == len(WRITTEN)
    assert "test material" in (GOLD / "directives" / "README.md").read_text(encoding="utf-8")


def test_every_clause_of_the_gold_stands_in_the_texts(gold: Gold, directives: list[Directive]) -> None:
    held = {clause.id for directive in directives for clause in directive.walk()}
    named = {clause for clause in gold.registers.clauses if clause.partition("#")[2] not in MATTER}
    assert named - held == set()


def test_the_schema_page_counts_what_there_is(gold: Gold) -> None:
    """Read the table of classes in README.md beside the questions."""
    page = (GOLD / "README.md").read_text(encoding="utf-8")
    told = {
        row[0]: tuple(map(int, row[1:]))
        for row in re.findall(r"^\| ([\w-]+) \| (\d+) \| (\d+) \| (\d+) \|", page, re.M)
    }
    counts = Counter((question.kind, question.split) for question in gold.questions)
    found = {kind: (counts[kind, Split.TRAIN], counts[kind, Split.TEST]) for kind in CLASSES}
    assert told == {kind: (sum(both), *both) for kind, both in found.items()}
    assert f"{len(gold.questions)} questions in {len(CLASSES)} classes" in page


def test_an_id_tells_its_class_and_no_question_is_asked_twice(gold: Gold) -> None:
    assert [q.id for q in gold.questions if not re.fullmatch(rf"{q.kind}-\d{{3,4}}", q.id)] == []
    asked = Counter((q.question, q.history, q.today) for q in gold.questions)
    assert asked.most_common(1)[0][1] == 1


def test_matches_fit_the_deadlines_of_the_register(gold: Gold) -> None:
    assert [complaint for q in gold.questions for complaint in _misfits(q, gold.registers.tasks)] == []


def test_what_is_listed_is_cited_and_nothing_else(gold: Gold) -> None:
    for question in gold.questions:
        expected = question.expected
        if expected.tasks:
            assert set(expected.citations) == {gold.registers.tasks[task]["clause"] for task in expected.tasks}, (
                question.id
            )
        assert not set(expected.tasks or ()) & expected.tasks_allow, question.id
        assert not set(expected.citations) & expected.allow, question.id


def test_a_status_goes_with_what_an_answer_of_its_kind_holds(gold: Gold) -> None:
    for question in gold.questions:
        expected = question.expected
        holds = bool(expected.tasks or expected.citations)
        if expected.status is Status.ANSWERED:
            assert holds or expected.allow, question.id
        else:
            assert not holds, question.id


def test_words_to_be_said_stand_in_a_text_or_are_a_day_of_the_register(gold: Gold, directives: list[Directive]) -> None:
    said = plain("\n".join(directive.text for directive in directives))
    days = {plain(_as_written(day)) for day in (*_days(gold), *(d.date for d in directives if d.date))}
    for question in gold.questions:
        if question.expected.status is Status.ANSWERED and question.language is Language.VI:
            strange = [w for w in question.expected.contains if plain(w) not in said and plain(w) not in days]
            assert not strange, question.id


@pytest.mark.parametrize(
    "kind, holds",
    [
        ("counts", lambda q: q.expected.count is not None),
        ("empty", lambda q: q.expected.tasks == {} and q.expected.status is Status.NO_MATCH),
        ("out-of-scope", lambda q: q.expected.status is Status.OUT_OF_SCOPE),
        ("out-of-corpus", lambda q: q.expected.status is Status.NO_MATCH),
        ("english", lambda q: q.language is Language.EN),
        ("no-diacritics", lambda q: not _marked(q.question)),
        ("half-diacritics", lambda q: _marked(q.question) > 0),
        ("follow-ups", lambda q: 1 <= len(q.history) <= 4),
        ("overdue", lambda q: q.expected.tasks is not None),
    ],
)
def test_questions_are_of_their_class(gold: Gold, kind: str, holds: Any) -> None:
    assert [question.id for question in gold.questions if question.kind == kind and not holds(question)] == []


def test_follow_ups_have_two_to_five_turns(gold: Gold) -> None:
    turns = {len(question.history) + 1 for question in gold.questions if question.kind == "follow-ups"}
    assert turns == {2, 3, 4, 5}


def test_relative_dates_are_asked_on_many_days(gold: Gold) -> None:
    assert len({question.today for question in gold.questions if question.kind == "relative-dates"}) >= 5


def _misfits(question: GoldQuestion, register: Any) -> Iterator[str]:
    """Yield the tasks whose match no deadline written in the register bears out."""
    for task, match in (question.expected.tasks or {}).items():
        deadlines = register[task]["deadlines"]
        bears = {
            None: True,
            Match.DUE: any(deadline["to"] for deadline in deadlines),
            Match.RECURRING: any(deadline["kind"] == "recurring" for deadline in deadlines),
            Match.SPANS: any(deadline["from"] for deadline in deadlines),
        }
        if not bears[match]:
            yield f"{question.id}: {task} is not {match}"
        past = any(deadline["to"] and date.fromisoformat(deadline["to"]) < question.today for deadline in deadlines)
        if question.kind == "overdue" and not past:
            yield f"{question.id}: {task} is not overdue"


def _days(gold: Gold) -> set[date]:
    ends = {
        deadline[end]
        for task in gold.registers.tasks.values()
        for deadline in task["deadlines"]
        for end in ("from", "to")
    }
    return {date.fromisoformat(end) for end in ends if end}


def _as_written(day: date) -> str:
    """Return a date as Nghị định 30/2020 has it: a zero before days below 10 and before January and February."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


def _marked(text: str) -> int:
    return sum(unicodedata.combining(char) > 0 for char in unicodedata.normalize("NFD", text))
