"""How many tasks a sentence says there are: every count is counted again over the computed list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.model import Language, Match, MatchedTask
from assistant.wording.agencies import Named, Said
from assistant.wording.facts import Evidence
from assistant.wording.vocabulary import with_digits
from corpus.model import Role

_TASKS = r"(?:nhiệm vụ|việc|tasks?)"
_COUNT = re.compile(rf"(?<![\w/.,-])(\d+)\s+(?:{_TASKS}|of|is|are)\b")
_PART = re.compile(r"[,;:]\s|\s(?:và|and|gồm|bao gồm|trong đó|including|made up of|but|nhưng)\s")

_Test = Callable[[MatchedTask], bool]
_GROUP = re.compile(r"giao chung|nhóm|\bgroups?\b")
_SPANS = re.compile(r"sau đó|trùm|\blater\b|under way")
_RECURRING = re.compile(r"định kỳ|\brecurring\b")
_DUE = re.compile(r"đến hạn|\bdue\b|hoàn thành")
_UNDATED = re.compile(r"không ghi thời hạn|chưa tính|undated|not counted|without a definite deadline")


def wrong_counts(
    text: str, language: Language, tokens: Iterable[int], evidence: Evidence, parts: tuple[Named, ...]
) -> bool:
    """Tell whether a sentence counts tasks otherwise than the computed list, or without citing all that it counts."""
    given = frozenset(tokens)
    words = with_digits(text, language)
    for match in _COUNT.finditer(words):
        count = int(match[1])
        around = _around(words, match.start(), match.end())
        if not any(_right(count, test, given, evidence) for test in _tests(around, evidence, parts)) and not (
            _UNDATED.search(around) and count in evidence.excluded.values()
        ):
            return True
    return False


def counts(text: str, language: Language) -> set[int]:
    """Return the counts of tasks in a sentence."""
    return {int(m[1]) for m in _COUNT.finditer(with_digits(text, language))}


def _around(words: str, start: int, end: int) -> str:
    """Return the part of the sentence that a count stands in."""
    first = max((m.end() for m in _PART.finditer(words, 0, start + 1) if m.end() <= start), default=0)
    last = min((m.start() for m in _PART.finditer(words, end)), default=len(words))
    return words[first:last]


def _tests(around: str, evidence: Evidence, parts: tuple[Named, ...]) -> list[_Test]:
    """Return what a count may count, from the words around it."""
    if _GROUP.search(around):
        return [lambda m: m.role is Role.GROUP]
    if _SPANS.search(around):
        return [lambda m: m.match is Match.SPANS and m.role is not Role.GROUP]
    if _RECURRING.search(around):
        return [lambda m: m.match is Match.RECURRING and m.role is not Role.GROUP]
    ids = {i for part in parts if part.said in (Said.LEAD, Said.OPEN) for name in part.ids for i in name}
    tests: list[_Test] = [lambda m: m.role is not Role.GROUP]
    if ids - set(evidence.agencies):  # an agency that was not asked about: its share of the list
        tests = [lambda m: bool(ids & {p.key for p in m.task.leads})]
    elif _DUE.search(around):
        tests = [lambda m: m.match in (Match.DUE, None) and m.role is not Role.GROUP]
    return tests


def _right(count: int, test: _Test, given: frozenset[int], evidence: Evidence) -> bool:
    counted = [fact for fact in evidence.facts if fact.matched and test(fact.matched)]
    return len(counted) == count and all(fact.tokens & given for fact in counted)
