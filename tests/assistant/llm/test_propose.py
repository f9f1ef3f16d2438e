"""Interpretations proposed by a model: what is taken of them, what never is, and when one is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from assistant.answer import Assistant
from assistant.llm.model import Cancellation, Generation, LanguageModelError, Message
from assistant.llm.proposer import Proposer
from assistant.model import PROPOSED, Answer, Intent, Interpretation, Question, Status
from assistant.understand.propose import RejectedError, accepted, choices, unsure
from assistant.web.context import Services
from assistant.wire import answer_json
from corpus.model import Audience, Role
from eval.dataset import GOLD, Split, load_gold

TODAY = date(2026, 4, 1)
LOOSE = "ngành tài chính gánh vác nỗi gì"
"""Refused by the grammar: nobody writes the ministry's name so."""
SOUND: dict[str, Any] = {
    "intent": "list_tasks",
    "agencies": [{"id": "bo-tai-chinh", "words": "ngành tài chính"}],
    "documents": [],
    "roles": ["lead"],
    "due_words": "",
    "topic": "",
}


class Saying:
    """A model that says the same to everything, or fails."""

    name = "saying"

    def __init__(self, reply: str | None) -> None:
        self.reply = reply
        self.asked: list[tuple[Sequence[Message], dict[str, Any] | None]] = []

    def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Generation:
        self.asked.append((messages, schema))
        if self.reply is None:
            raise LanguageModelError("gone")
        return Generation(self.reply, 1, 1, 0.0)

    def stream(self, messages: Sequence[Message], *, max_tokens: int, cancellation: Cancellation | None = None) -> Any:
        raise AssertionError("an interpretation is not streamed")


def _with(shipped: Assistant, model: Saying) -> tuple[Assistant, Proposer]:
    proposer = Proposer(model)
    return Assistant(shipped.view, shipped.embedder, proposer=proposer), proposer


def _asked(shipped: Assistant, proposal: dict[str, Any] | str | None, text: str = LOOSE) -> tuple[Answer, str]:
    """Return the answer with a model that proposes this, and what was counted."""
    reply = json.dumps(proposal, ensure_ascii=False) if isinstance(proposal, dict) else proposal
    assistant, proposer = _with(shipped, Saying(reply))
    answer = assistant.ask(Question(text, TODAY))
    registry = CollectorRegistry()
    for collector in proposer.collectors:
        registry.register(collector)
    lines = generate_latest(registry).decode().splitlines()
    counted = [line.split('"')[1] for line in lines if line.startswith("chidao_llm_proposals_total")]
    return answer, ",".join(counted)


def _same(one: Answer, other: Answer) -> bool:
    return answer_json(replace(one, timings_ms={})) == answer_json(replace(other, timings_ms={}))


def test_a_sound_proposal_is_answered_and_marked(shipped: Assistant) -> None:
    assert shipped.ask(Question(LOOSE, TODAY)).status in (Status.NO_MATCH, Status.OUT_OF_SCOPE)
    answer, counted = _asked(shipped, SOUND)
    plain = shipped.ask(Question("Bộ Tài chính chủ trì những nhiệm vụ gì?", TODAY))
    assert (answer.status, counted) == (Status.ANSWERED, "used")
    assert [t.task.id for t in answer.tasks] == [t.task.id for t in plain.tasks]
    assert answer.interpretation.agency_names == ("Bộ Tài chính",)
    assert answer_json(answer)["interpretation"]["proposed"] is True
    assert "mô hình ngôn ngữ đề xuất" in answer.text
    assert "proposed" not in answer_json(plain)["interpretation"]


def test_the_model_is_shown_only_what_is_there(shipped: Assistant) -> None:
    model = Saying(None)
    _with(shipped, model)[0].ask(Question(LOOSE, TODAY))
    (messages, schema) = model.asked[0]
    assert LOOSE in messages[-1].text
    assert schema is not None
    numbers = schema["properties"]["documents"]["items"]["properties"]["number"]["enum"]
    assert sorted(numbers) == ["20-TB/CQTTBCĐ", "693-CV/VPTW"]
    ids = schema["properties"]["agencies"]["items"]["properties"]["id"]["enum"]
    assert set(ids) == shipped.view.context(frozenset(Audience)).mentioned
    assert schema["additionalProperties"] is False


def _changed(**changes: Any) -> dict[str, Any]:
    return {**SOUND, **changes}


WRONG = {
    "no JSON": "Bộ Tài chính",
    "half of it": json.dumps(SOUND)[:-5],
    "a field too many": _changed(sql="DROP TABLE"),
    "a field too few": {key: value for key, value in SOUND.items() if key != "topic"},
    "no intent": _changed(intent="unknown"),
    "an intent of its own": _changed(intent="delete_tasks"),
    "an intent that only the grammar may see": _changed(intent="help"),
    "an agency that is not in the registry": _changed(agencies=[{"id": "bo-bi-mat", "words": "ngành tài chính"}]),
    "an agency that the corpus does not name": _changed(agencies=[{"id": "tinh-ca-mau", "words": "ngành tài chính"}]),
    "an agency that the question does not name": _changed(agencies=[{"id": "bo-tu-phap", "words": "ngành tài chính"}]),
    "words that name every agency": _changed(agencies=[{"id": "bo-tai-chinh", "words": "ngành"}]),
    "words that are not the question's": _changed(agencies=[{"id": "bo-tai-chinh", "words": "Bộ Tài chính"}]),
    "no words": _changed(agencies=[{"id": "bo-tai-chinh", "words": ""}]),
    "a document that is not there": _changed(documents=[{"number": "99-NQ/TW", "words": "tài chính"}]),
    "a document that the question does not mean": _changed(documents=[{"number": "693-CV/VPTW", "words": "tài chính"}]),
    "a date that the question does not say": _changed(due_words="tháng 4"),
    "words that are no date": _changed(due_words="gánh vác"),
    "a date as a date": _changed(due_words="2026-04-30"),
    "a topic of its own": _changed(topic="kinh phí"),
    "most of the question left out": _changed(agencies=[], intent="list_tasks"),
}


@pytest.mark.parametrize("proposal", WRONG.values(), ids=WRONG.keys())
def test_an_unsound_proposal_leaves_the_answer_as_it_was(shipped: Assistant, proposal: dict[str, Any] | str) -> None:
    answer, counted = _asked(shipped, proposal)
    assert _same(answer, shipped.ask(Question(LOOSE, TODAY)))
    assert counted == "rejected"


def test_a_model_that_fails_leaves_the_answer_as_it_was(shipped: Assistant) -> None:
    answer, counted = _asked(shipped, None)
    assert _same(answer, shipped.ask(Question(LOOSE, TODAY)))
    assert counted == "failed"


def test_a_proposal_that_leads_to_a_refusal_is_dropped(shipped: Assistant) -> None:
    answer, counted = _asked(shipped, _changed(roles=["director"]))  # it directs nothing
    assert _same(answer, shipped.ask(Question(LOOSE, TODAY)))
    assert counted == "vain"


def test_a_question_is_not_cut_down_to_one_that_has_an_answer(shipped: Assistant) -> None:
    asked = "Bộ Tài chính có việc gì về blockchain?"
    answer, counted = _asked(shipped, _changed(agencies=[{"id": "bo-tai-chinh", "words": "Bộ Tài chính"}]), asked)
    assert (answer.status, counted) == (Status.NO_MATCH, "rejected")


def test_what_the_grammar_recognised_stays(shipped: Assistant) -> None:
    text = "Bộ Tư pháp và ngành tài chính còn đọng gì tháng 4"
    question = Question(text, TODAY)
    context = shipped.view.context(question.audiences)
    due = shipped.ask(Question("việc tháng 4", TODAY)).interpretation.due
    meaning = Interpretation(
        Intent.SEARCH, ("bo-tu-phap",), ("Bộ Tư pháp",), due=due, topic="ngành tài chính đọng", terms=""
    )
    got = accepted(json.dumps(SOUND), question, meaning, choices(question, context))
    assert got.agencies == ("bo-tu-phap", "bo-tai-chinh")
    assert got.due == due
    assert got.roles == (Role.LEAD,)


def test_dates_are_computed_by_the_grammar_from_the_questions_words(shipped: Assistant) -> None:
    question = Question("ngành tài chính tháng tới thế nào", TODAY)
    offered = choices(question, shipped.view.context(question.audiences))
    meaning = Interpretation(Intent.SEARCH, topic="ngành tài chính tháng tới")
    got = accepted(json.dumps(_changed(due_words="tháng tới")), question, meaning, offered)
    assert got.due is not None
    assert (got.due.first, got.due.last) == (date(2026, 5, 1), date(2026, 5, 31))
    assert ("relative", "") in got.notes
    assert (PROPOSED, "") in got.notes
    with pytest.raises(RejectedError):
        accepted(json.dumps(_changed(due_words="tháng sau")), question, meaning, offered)


def test_nobody_sees_more_than_they_may(internal_services: Services) -> None:
    """77-KH/VPTW is internal: the public is neither offered it nor given it, whatever the model says."""
    asked = "cái kế hoạch 77 dặn ngành tài chính những khoản gì ấy"
    proposal = _changed(intent="list_tasks", documents=[{"number": "77-KH/VPTW", "words": "kế hoạch 77"}])
    proposal["topic"] = "khoản"
    view = internal_services.assistant.view
    model = Saying(json.dumps(proposal))
    assistant = Assistant(view, internal_services.assistant.embedder, proposer=Proposer(model))
    public = frozenset({Audience.PUBLIC})
    answer = assistant.ask(Question(asked, TODAY, audiences=public))
    assert "77-KH/VPTW" not in json.dumps(answer_json(answer)["citations"])
    assert not [m for m in answer.tasks if m.document == "77-KH/VPTW"]
    question = Question(asked, TODAY, audiences=public)
    offered = choices(question, view.context(public))
    assert "77-KH/VPTW" not in [head.number for head in offered.documents]
    meaning = Interpretation(Intent.SEARCH, topic="ngành tài chính khoản")
    with pytest.raises(RejectedError, match="not offered"):
        accepted(json.dumps(proposal), question, meaning, offered)


@pytest.mark.parametrize(
    ("meaning", "status", "expected"),
    [
        (Interpretation(Intent.SEARCH, topic="x"), Status.NO_MATCH, True),
        (Interpretation(Intent.SEARCH, topic="x"), Status.OUT_OF_SCOPE, True),
        (Interpretation(Intent.LIST_TASKS, topic="x"), Status.NO_MATCH, True),
        (Interpretation(Intent.SEARCH, topic="x"), Status.ANSWERED, False),
        (Interpretation(Intent.SEARCH, topic="x"), Status.CLARIFY, False),
        (Interpretation(Intent.OUT_OF_SCOPE, topic="x"), Status.OUT_OF_SCOPE, False),
        (Interpretation(Intent.LIST_TASKS), Status.NO_MATCH, False),
        (Interpretation(Intent.WHO, topic="x", unknown_documents=("9-TB/X",)), Status.NO_MATCH, False),
    ],
)
def test_when_the_grammar_is_unsure(meaning: Interpretation, status: Status, expected: bool) -> None:
    assert unsure(meaning, status) is expected


def test_what_is_answered_is_never_put_to_a_model(shipped: Assistant) -> None:
    """Over the open gold questions: answers are the same, byte for byte, beside a model that proposes nonsense."""
    model = Saying(json.dumps(_changed(agencies=[{"id": "bo-y-te", "words": "y tế"}])))
    assistant = _with(shipped, model)[0]
    refused = 0
    for gold in load_gold(GOLD, Split.TRAIN).questions[::4]:
        question = Question(gold.question, gold.today, tuple(gold.history))
        plain = shipped.ask(question)
        before = len(model.asked)
        assert _same(assistant.ask(question), plain), gold.id
        refused += plain.status in (Status.NO_MATCH, Status.OUT_OF_SCOPE)
        assert len(model.asked) == before or plain.status in (Status.NO_MATCH, Status.OUT_OF_SCOPE), gold.id
    assert model.asked
    assert refused
