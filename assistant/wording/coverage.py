"""Whether worded sentences tell all that the computed prose tells which they stand in for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Statement
from assistant.wording.agencies import named
from assistant.wording.check import units
from assistant.wording.counts import counts
from assistant.wording.dates import read_dates
from assistant.wording.evidence import plain
from assistant.wording.facts import Evidence, Fact
from assistant.wording.vocabulary import function_words, keys
from corpus.model import Deadline

_BRACKETS = re.compile(r"\([^)]*\)")
RECALL = 0.5
"""Share of the computed prose's content words that must be told, where it has no tasks, agencies or dates to count."""


def tells_all(sentences: Sequence[str], evidence: Evidence) -> bool:
    """Tell whether nothing of the computed prose is lost.

    Every clause cited is cited; every agency named is named, every deadline is told by one of its days, and the first
    count is told; a fact of a document keeps its words.
    """
    told = {n for sentence in sentences for unit in units(sentence) for n in unit.tokens}
    text = " ".join(sentences)
    wanted = {n for statement in evidence.replaced for n in statement.citations}
    if not sentences or not wanted <= told:
        return False
    return all(_tells(statement, text, evidence) for statement in evidence.replaced)


def _tells(statement: Statement, text: str, evidence: Evidence) -> bool:
    language = evidence.language
    computed = plain(statement.text)
    agencies = {frozenset(ids) for part in named(computed, language) for ids in part.ids}
    said = {i for part in named(text, language) for ids in part.ids for i in ids}
    if any(not ids & said for ids in agencies):
        return False
    facts = [f for f in evidence.facts if f.tokens & set(statement.citations)]
    if evidence.tasks and not counts(computed, language):
        return _deadlines_told(computed, text, facts, evidence)
    if evidence.tasks:
        return bool(counts(computed, language) & counts(text, language))
    return _recall(computed, text, evidence) >= RECALL and _dates_told(computed, text, evidence)


def _deadlines_told(computed: str, text: str, facts: Sequence[Fact], evidence: Evidence) -> bool:
    days = {d for each in read_dates(text, evidence.language, evidence.year).dates for d in (each.first, each.last)}
    shown = {
        d for each in read_dates(computed, evidence.language, evidence.year).dates for d in (each.first, each.last)
    }
    deadlines: list[Deadline] = [d for fact in facts for task in fact.tasks for d in task.deadlines]
    return all(
        {d.first, d.last} & days or not {d.first, d.last} & shown for d in deadlines if d.first or d.last
    ) or bool(shown and shown <= days)


def _dates_told(computed: str, text: str, evidence: Evidence) -> bool:
    shown = {(d.first, d.last) for d in read_dates(computed, evidence.language, evidence.year).dates}
    return shown <= {(d.first, d.last) for d in read_dates(text, evidence.language, evidence.year).dates}


def _recall(computed: str, text: str, evidence: Evidence) -> float:
    content = {w for w in keys(_BRACKETS.sub("", computed)) if w not in function_words(evidence.language)}
    return len(content & set(keys(text))) / len(content) if content else 1.0
