"""Verification must catch what composition could get wrong; each case breaks one thing in a good draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.compose import Draft, compose_tasks
from assistant.model import Question, Statement, Status
from assistant.selection.select import TaskFilters, select
from assistant.understand import interpret
from assistant.verify import UnverifiedAnswerError, verify


@pytest.fixture
def draft(shipped: Assistant) -> Draft:
    question = Question("Bộ Ngoại giao có nhiệm vụ gì?", date(2026, 4, 1))
    understanding = interpret(question, shipped.view.context(question.audiences))
    draft = Draft(question, understanding.language, understanding.interpretation, shipped.view)
    filters = TaskFilters(agencies=understanding.interpretation.agencies, roles=understanding.interpretation.roles)
    compose_tasks(draft, select(shipped.view.store, filters, shipped.view.registry), {})
    return draft


def test_a_good_draft_passes(draft: Draft) -> None:
    verify(draft)


def _forge_quote(draft: Draft) -> None:
    draft.citations[0] = replace(draft.citations[0], quote=draft.citations[0].quote + " và 100 nhiệm vụ khác")


def _shift_quote(draft: Draft) -> None:
    draft.citations[0] = replace(draft.citations[0], start=draft.citations[0].start + 1)


def _cite_another_clause(draft: Draft) -> None:
    draft.citations[0] = replace(draft.citations[0], clause="20-TB/CQTTBCĐ#sec_1__item_1")


def _cite_no_clause(draft: Draft) -> None:
    draft.citations[0] = replace(draft.citations[0], clause="20-TB/CQTTBCĐ#sec_99")


def _claim_without_citation(draft: Draft) -> None:
    draft.say("Bộ Ngoại giao đã hoàn thành mọi nhiệm vụ.")


def _marker_without_citation(draft: Draft) -> None:
    draft.say("Bộ Ngoại giao chủ trì. [99]", 99)


def _hidden_marker(draft: Draft) -> None:
    draft.blocks.append([Statement("Một câu khác [1] [2]", (1,))])


def _uncited_task(draft: Draft) -> None:
    other = replace(draft.tasks[0].task, id="20-TB/CQTTBCĐ#sec_3__point_h", clause="20-TB/CQTTBCĐ#sec_3__point_h")
    draft.tasks = (*draft.tasks, replace(draft.tasks[0], task=other))


def _agency_from_elsewhere(draft: Draft) -> None:
    task = draft.tasks[0].task
    stranger = replace(task.leads[0], name="Bộ Y tế", text="Bộ Y tế")
    draft.tasks = (replace(draft.tasks[0], task=replace(task, leads=(stranger,))), *draft.tasks[1:])


def _nothing_claimed(draft: Draft) -> None:
    draft.blocks = [[Statement("Xin chào.", claim=False)]]
    draft.tasks = ()
    draft.status = Status.ANSWERED


@pytest.mark.parametrize(
    "damage",
    [
        _forge_quote,
        _shift_quote,
        _cite_another_clause,
        _cite_no_clause,
        _claim_without_citation,
        _marker_without_citation,
        _hidden_marker,
        _uncited_task,
        _agency_from_elsewhere,
        _nothing_claimed,
    ],
)
def test_a_damaged_draft_is_stopped(draft: Draft, damage: Callable[[Draft], None]) -> None:
    damage(draft)
    with pytest.raises(UnverifiedAnswerError):
        verify(draft)
