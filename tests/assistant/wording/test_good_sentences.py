"""Correct sentences must mostly pass: a check that drops all is safe and useless. Written before the rules."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from wording_builders import draft_of

from assistant.answer import Assistant
from assistant.model import Question
from assistant.wording.check import check
from assistant.wording.evidence import gather

FILES = ("good_sentences.toml", "more_good_sentences.toml")
HERE = Path(__file__).parent
TODAY = date(2026, 4, 1)
MOST_DROPPED = 0.2


def _dropped(assistant: Assistant, name: str) -> tuple[int, list[str]]:
    total, dropped = 0, []
    for case in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["answer"]:
        draft = draft_of(assistant, Question(case["question"], TODAY))
        evidence = gather(draft)
        for sentence in case["sentences"]:
            total += 1
            reason = check(_numbered(sentence, case, draft), evidence)
            if reason:
                dropped.append(f"{reason}: {sentence}")
    return total, dropped


def _numbered(sentence: str, case: dict[str, Any], draft: Any) -> str:
    numbers = {c.clause: c.n for c in draft.citations}
    return re.sub(r"\[([A-Z]+)\]", lambda m: f"[{numbers[case['clauses'][m[1]]]}]", sentence)


@pytest.mark.parametrize("name", FILES)
def test_few_correct_sentences_are_dropped(shipped: Assistant, name: str) -> None:
    total, dropped = _dropped(shipped, name)
    assert total >= 20
    assert len(dropped) <= MOST_DROPPED * total, "\n".join(dropped)
