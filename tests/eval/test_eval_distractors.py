"""Distractors: many, confusable, and harmless to every gold answer."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.ingest import File
from assistant.model import ALL_AUDIENCES, Question
from assistant.wire import answer_json
from corpus.model import Audience, Directive
from eval.answers import Reply, Verdict, judge
from eval.dataset import GOLD, Gold, GoldQuestion, Split, load_gold
from eval.distractors import Untouchable, distractor_files, parsed, wordings
from eval.report_results import Results, moved
from eval.run import corpus_files, opened

COUNT = 40
BESIDE = 12
"""So many stand beside where answers are compared; ``chidao-eval report`` does it with 1,000."""
EVERY = 20
"""Of the open questions every twentieth is asked."""


@pytest.fixture(scope="module")
def gold() -> Gold:
    return load_gold()


@pytest.fixture(scope="module")
def real() -> list[File]:
    return corpus_files(GOLD)


@pytest.fixture(scope="module")
def files(gold: Gold, real: list[File]) -> list[File]:
    return distractor_files(gold, real, COUNT)


@pytest.fixture(scope="module")
def directives(files: list[File]) -> list[Directive]:
    return [directive for file in files if (directive := parsed(file))]


def test_they_are_as_many_as_asked_for_and_all_differ(files: list[File], directives: list[Directive]) -> None:
    assert len(files) == len(directives) == COUNT
    assert len({hashlib.sha256(file.content).hexdigest() for file in files}) == COUNT
    assert len({directive.number for directive in directives}) == COUNT


def test_the_same_seed_gives_the_same_files(gold: Gold, real: list[File], files: list[File]) -> None:
    assert distractor_files(gold, real, COUNT) == files
    assert distractor_files(gold, real, 5) == files[:5]
    assert distractor_files(gold, real, 5, seed=1) != files[:5]


def test_they_are_like_the_real_ones(gold: Gold, real: list[File], directives: list[Directive]) -> None:
    phrases = wordings(Untouchable(gold), real)
    assert len(phrases) > 5  # fewer, the more the gold questions ask about
    assert any(phrase[1:20] in directive.text for phrase in phrases for directive in directives)
    assert {4, 5, 6} >= {len(directive.clauses) for directive in directives}
    assert len({directive.issuer for directive in directives}) > 5
    assert {directive.type_code for directive in directives} == {"KH", "QĐ", "TB"}


def test_no_agency_of_a_gold_task_takes_part(gold: Gold, directives: list[Directive]) -> None:
    names = {
        name for task in gold.registers.tasks.values() for part in ("leads", "coordinators") for name in task[part]
    }
    tasks = [task for directive in directives for task in directive.tasks]
    parties = [party for task in tasks for party in (*task.leads, *task.coordinators, *task.directors)]
    assert parties and not names & {party.name for party in parties}
    assert not any(party.is_group for party in parties)


def test_every_task_ends_in_a_year_that_nobody_asks_about(gold: Gold, directives: list[Directive]) -> None:
    deadlines = [list(task.deadlines) for directive in directives for task in directive.tasks]
    assert all(deadlines)
    years = Counter(deadline.last.year for each in deadlines for deadline in each if deadline.last)
    asked = {year for q in gold.questions for year in re.findall(r"\b20\d\d\b", q.question) if q.expected.tasks}
    assert len(years) > 2 and not set(years) & {2026, 2027, *map(int, asked)}
    assert all(deadline.period is None for each in deadlines for deadline in each)


def test_no_number_stands_for_a_gold_document(directives: list[Directive]) -> None:
    assert not any(directive.references for directive in directives)
    assert all(len(directive.number.partition("/")[0].partition("-")[0]) >= 4 for directive in directives)


def a_distractor(change: tuple[str, str]) -> File:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\n-------\nSố: 4567/KH-UBND\n"
        "Lào Cai, ngày 02 tháng 3 năm 2024\n\nKẾ HOẠCH\nThử\n\n"
        "1. Sở Du lịch tỉnh Lào Cai chủ trì xây dựng bản đồ số, hoàn thành trước ngày 30/9/2024.\n"
    )
    assert change[0] in text
    return File("x.txt", text.replace(*change).encode(), Audience.PUBLIC)


def test_the_rule_spares_a_harmless_directive(gold: Gold) -> None:
    directive = parsed(a_distractor(("bản đồ số", "bản đồ")))
    assert directive and Untouchable(gold).spares(directive)


BREAKS = {
    "a gold agency": ("Sở Du lịch tỉnh Lào Cai", "Bộ Y tế"),
    "a part of a gold agency's name": ("Sở Du lịch tỉnh Lào Cai", "Sở Tư pháp tỉnh Lào Cai"),
    "a group": ("Sở Du lịch tỉnh Lào Cai", "Các bộ, cơ quan ngang bộ"),
    "this year": ("30/9/2024", "30/9/2026"),
    "the year after": ("30/9/2024", "30/9/2027"),
    "a recurring duty": ("hoàn thành trước ngày 30/9/2024", "định kỳ hằng tháng báo cáo"),
    "no deadline": (", hoàn thành trước ngày 30/9/2024", ""),
    "a mention of another document": ("bản đồ số", "bản đồ số theo Nghị quyết số 57-NQ/TW"),
}


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS.keys())
def test_the_rule_throws_away_what_could_change_an_answer(gold: Gold, change: tuple[str, str]) -> None:
    directive = parsed(a_distractor(change))
    assert directive and not Untouchable(gold).spares(directive)


def asked(assistant: Assistant, gold: Gold, questions: list[GoldQuestion]) -> Results:
    """The product's answers, judged."""

    def clause(clause_id: str) -> dict[str, object] | None:
        found = assistant.view.clause(clause_id, ALL_AUDIENCES)
        return {"start": found[1].start, "text": found[0].text[found[1].start : found[1].end]} if found else None

    def verdict(each: GoldQuestion) -> Verdict:
        answer = answer_json(assistant.ask(Question(each.question, each.today, each.history)))
        return judge(each, Reply(answer, 0.0), gold.registers, clause)

    return Results(tuple(map(verdict, questions)))


def test_no_list_and_no_verdict_moves_beside_them(
    gold: Gold, real: list[File], files: list[File], user_data: Path
) -> None:
    """Neither what is listed, nor whether search answers, says that it is uncertain, or refuses."""
    questions = [question for question in gold.questions if question.split is Split.TRAIN][::EVERY]
    with opened(real) as assistant:
        alone = asked(assistant, gold, questions)
    with opened([*real, *files[:BESIDE]]) as assistant:
        beside = asked(assistant, gold, questions)
    changed = moved(alone, beside)
    assert (changed.tasks, changed.verdicts) == ((), ())
    statuses = [[each.reply.answer["status"] for each in run.verdicts] for run in (alone, beside)]
    assert statuses[0] == statuses[1]
    assert {"answered", "no_match"} <= set(statuses[0])
    assert sum(bool(each.reply.answer["citations"]) for each in alone.verdicts) > len(questions) / 2
