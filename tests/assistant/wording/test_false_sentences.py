"""Sentences made of a clause's own words that are false of it: none may pass."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from test_good_sentences import TODAY
from wording_builders import draft_of

from assistant.answer import Assistant
from assistant.model import Question
from assistant.wording.check import check
from assistant.wording.evidence import gather
from assistant.wording.reasons import Reason
from assistant.wording.vocabulary import phrase

CASES = tomllib.loads((Path(__file__).parent / "false_sentences.toml").read_text(encoding="utf-8"))["answer"]
_BY_THE_WAY = {Reason.NO_TOKEN, Reason.UNKNOWN_TOKEN, Reason.FRAGMENT, Reason.CHARACTERS, Reason.MARKUP}
"""Reasons that would say nothing of what a sentence states."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_no_false_sentence_passes(shipped: Assistant, case: dict[str, object]) -> None:
    evidence = gather(draft_of(shipped, Question(str(case["question"]), TODAY)))
    reasons = {sentence: check(sentence, evidence) for sentence in case["sentences"]}  # type: ignore[attr-defined]
    assert [sentence for sentence, reason in reasons.items() if reason is None] == []
    assert not [sentence for sentence, reason in reasons.items() if reason in _BY_THE_WAY], "it fails for what it says"


def test_the_prompts_own_words_are_not_told(shipped: Assistant) -> None:
    """Even where the sources hold each of them: a run of the prompt's words that no source holds in that order."""
    evidence = gather(draft_of(shipped, Question("Ai chủ trì truy xuất nguồn gốc nông sản?", TODAY)))
    sentence = "Trong văn bản này có các nhiệm vụ được giao cho cơ quan chủ trì [1]."
    assert check(sentence, evidence) is None
    assert check(sentence, evidence, phrase("Trong văn bản này có các nhiệm vụ được giao")) is Reason.PROMPT
