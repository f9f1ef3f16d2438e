"""A cue is tried only where it can match: what it finds is what its pattern alone finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from utterance_builders import utterances

from assistant import understand
from assistant.understand.cues.needles import needles
from assistant.understand.cues.pattern import Cue, any_of, prepare_cues
from corpus.text import fold

DIRECTIVES = Path(__file__).parents[2] / "corpus" / "directives"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("han nop", {"han nop"}),
        (r"\bden han\b(?! chua)", {"den han"}),  # what has no width holds nothing, and parts nothing
        ("den han|qua han", {"den han", "qua han"}),
        ("(?:den|toi) han", {" han"}),  # the longest of what must be there
        ("(?:thoi )?han", {"han"}),
        ("(?:hang )+thang tu", {"thang tu"}),
        ("(?:hang ){0,2}nam", {"nam"}),
        ("[ab]cd", {"cd"}),
        (r"\d+ ngay", {" ngay"}),
        ("(?P<what>viec) gi", {"viec"}),
        ("bo(?: nganh)?|tinh", {"bo", "tinh"}),
        ("due|overdue", {"due"}),  # whoever holds the longer holds the shorter
        ("thang|", set()),
        (r"\d+|thang", set()),
        ("(?:a|b)?", set()),
        ("(?i)Han", set()),
        ("(?i:Han)", set()),
        ("(?:x|)y", {"y"}),
        ("(?>thang) tu|quy", {" tu", "quy"}),
    ],
)
def test_what_a_text_must_hold(pattern: str, expected: set[str]):
    assert set(needles(pattern)) == expected


def every_cue() -> Iterator[Cue]:
    """Yield the cues of all modules that understand, those in tables too."""
    modules = [import_module(each.name) for each in walk_packages(understand.__path__, understand.__name__ + ".")]
    waiting: list[object] = [value for module in modules for value in vars(module).values()]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Cue):
            yield each
        elif isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, tuple | list):
            waiting += each


def texts() -> list[str]:
    """What people ask, one after the other until it is long, and what directives say, folded."""
    lines = [line for path in DIRECTIVES.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    said = [fold(text) for text in (*(row.question for row in utterances()), *lines) if text.strip()]
    return [" ".join(said[start : start + 10]) for start in range(0, len(said), 10)]


def test_every_cue_finds_what_its_pattern_finds():
    asked, found = texts(), 0
    for cue in set(every_cue()):
        plain = re.compile(cue.pattern)
        for text in asked:
            spans = [match.span() for match in plain.finditer(text)]
            assert [match.span() for match in cue.finditer(text)] == spans, (cue.pattern, text)
            first = cue.search(text)
            assert (first and first.span()) == (spans[0] if spans else None), (cue.pattern, text)
            found += len(spans)
    assert found > 1_000


def test_a_cue_begins_and_ends_with_words():
    cue = any_of("den han", ", het")
    assert cue.search("viec den han nao")
    assert not cue.search("viecden han")
    assert not cue.search("den hang")
    assert cue.search("viec, het chua")
    assert cue.sub("-", "viec den han, den han nua") == "viec -, - nua"
    assert cue.match("viec den han", 5)
    assert not cue.match("viec den han", 4)
    assert cue.fullmatch("den han")


def test_what_is_prepared_finds_the_same():
    cue = any_of("den han")
    prepare_cues()
    assert cue.search("viec den han " * 40)
    assert not cue.search("viec nao " * 40)
