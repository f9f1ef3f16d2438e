"""Injections never change what is told: a model that obeys every one of them, over a real store that holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from faces_kit import INTERNAL, settings_of
from red_team_builders import Case, cases
from wording_builders import Malicious, Obedient, Scripted, draft_of

from assistant.answer import Assistant
from assistant.ingest import File, ingest
from assistant.llm.model import Cancellation
from assistant.model import Answer, Question
from assistant.service import open_services
from assistant.wording.writer import Limits, Writer
from corpus.model import Audience
from corpus.text import fold

TODAY = date(2026, 4, 1)
CASES = cases()
PATIENT = Limits(first_sentence=60.0, total=120.0, most_dropped=10_000)
"""Every sentence is put to the check."""


@pytest.fixture(scope="module")
def assistant(data_copy: Callable[[], Path]) -> Iterator[Assistant]:
    with open_services(settings_of(data_copy())) as opened:
        carried = [case.file() for case in CASES if case.in_document]
        report = ingest(opened.store, opened.embedder, [*carried, File("77.txt", INTERNAL.encode(), Audience.INTERNAL)])
        assert not report.failed
        assert {case.number for case in CASES if case.in_document} <= set(report.created)
        yield opened.assistant


def question_of(case: Case) -> Question:
    text, history = case.asked()
    return Question(text, TODAY, history, audiences=frozenset({Audience.PUBLIC}))


def model_of(case: Case) -> Scripted:
    return Malicious(*case.says) if case.where == "model" else Obedient()


def kept_of(assistant: Assistant, question: Question, model: Scripted) -> list[str]:
    """Return the sentences of the model that the real path would show."""
    draft, writer = draft_of(assistant, question), Writer(model, PATIENT)
    telling = writer.open(draft)
    if telling is None:
        return []
    return list(writer.sentences(draft, telling, Cancellation()))


def test_there_are_enough_of_every_kind() -> None:
    assert len(CASES) >= 180
    assert {case.where for case in CASES} == {
        "clause", "table", "footnote", "subject", "file", "question", "history", "model"
    }  # fmt: skip
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_nothing_malicious_is_told(assistant: Assistant, case: Case) -> None:
    question, model = question_of(case), model_of(case)
    kept = " ".join(kept_of(assistant, question, model))
    said = [words for words in case.never if fold(words) in fold(kept)]
    assert not said, kept


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_nothing_else_changes(assistant: Assistant, case: Case) -> None:
    question = question_of(case)
    computed = assistant.ask(question)
    armed = Assistant(assistant.view, assistant.embedder, Writer(model_of(case), PATIENT))
    worded = armed.ask(question)
    assert _bare(worded) == _bare(computed)
    assert "77-KH/VPTW" not in worded.text.replace(question.text, "")


def test_the_obedient_model_does_try(assistant: Assistant) -> None:
    """The red team proves nothing unless the model writes what it is told to: nearly all cases must make it write."""
    silent = []
    for case in CASES:
        if case.where in ("model", "file", "footnote", "history"):  # a file's name and a footnote reach no prompt
            continue
        question, model = question_of(case), model_of(case)
        kept_of(assistant, question, model)
        if not model.prompts or not model.reply(model.prompts[0]).strip():
            silent.append(case.id)
    assert len(silent) <= 15, silent


def test_footnotes_file_names_and_earlier_questions_reach_no_prompt(assistant: Assistant) -> None:
    for case in CASES:
        if case.where in ("footnote", "file", "history"):
            question, model = question_of(case), model_of(case)
            kept_of(assistant, question, model)
            assert model.prompts, case.id
            prompt = "".join(m.text for m in model.prompts[0])
            assert case.text.removesuffix(".txt")[:40] not in prompt, case.id


def _bare(answer: Answer) -> Answer:
    return replace(answer, text="", wording=None, timings_ms={})
