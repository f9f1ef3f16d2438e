"""The same question said otherwise is read the same: a sample of the open gold questions; the rest is a command's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model import ALL_AUDIENCES, Language
from assistant.understand import CorpusContext
from eval.dataset import GOLD, GoldQuestion, Split, load_gold
from eval.run import corpus_files, opened
from eval.variations import VARIATIONS, read_alike, unmarked, variations_text, varied_ways, vary

EVERY = 14
SAMPLE = [q for q in load_gold(GOLD, Split.TRAIN).questions if q.language is Language.VI][::EVERY]
SURE = (
    "no question mark", "ạ", "nhé", "vậy", "giúp em với", "thế nhỉ", "cho em hỏi", "xin hỏi", "nhờ xem giúp", "bạn ơi"
)  # fmt: skip
"""Manners, which change nothing at all."""


@pytest.fixture(scope="module")
def context() -> Iterator[CorpusContext]:
    with opened(corpus_files(GOLD)) as assistant:
        yield assistant.view.context(ALL_AUDIENCES)


def share(name: str, context: CorpusContext) -> tuple[float, list[str]]:
    """Return the share of the sample that a variation leaves as read, and the questions that it does not."""
    asked = [q for q in SAMPLE if name in {each for each, _ in varied_ways(q)}]
    otherwise = [q.id for q in asked if not read_alike(q, VARIATIONS[name], context)]
    return 1 - len(otherwise) / len(asked), otherwise


@pytest.mark.parametrize("name", SURE)
def test_manners_change_nothing(name: str, context: CorpusContext) -> None:
    alike, otherwise = share(name, context)
    assert alike >= 0.96, otherwise


@pytest.mark.parametrize(("name", "least"), [("small letters", 0.9), ("capitals", 0.85)])
def test_letters_change_little(name: str, least: float, context: CorpusContext) -> None:
    alike, otherwise = share(name, context)
    assert alike >= least, otherwise


def test_what_is_said_otherwise_is_answered_the_same() -> None:
    asked = SAMPLE[::6]
    with opened(corpus_files(GOLD)) as assistant:
        found = list(vary(assistant, asked))
    assert sum(each.answers for each in found) / len(found) >= 0.95
    assert all(each.answers for each in found if each.reads)
    assert variations_text(found).splitlines()[-1].startswith("all")


def test_a_variation_that_changes_nothing_is_not_asked() -> None:
    bare = GoldQuestion(
        id="x-1", kind="x", split=Split.TRAIN, language=Language.VI, question="bo y te co viec gi",
        today=SAMPLE[0].today, expected=SAMPLE[0].expected,
    )  # fmt: skip
    assert not {"no marks", "small letters", "no question mark"} & {name for name, _ in varied_ways(bare)}


def test_readings_differ_where_they_should(context: CorpusContext) -> None:
    assert not read_alike(SAMPLE[0], lambda _: SAMPLE[-1].question, context)


def test_unmarked_keeps_everything_but_the_marks() -> None:
    assert unmarked("Điểm đ, Kế hoạch 902/KH-UBND?") == "Diem d, Ke hoach 902/KH-UBND?"


def test_a_reading_is_the_same_as_itself(context: CorpusContext) -> None:
    assert all(read_alike(q, lambda text: text, context) for q in SAMPLE[:5])
