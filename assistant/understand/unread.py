"""What a question for tasks says that nothing was made of: the answer has to say so, or ask back.

A restriction that is silently passed over gives a list that looks complete for what was asked and is not. So every word
that narrows - a denial, a superlative, a quantity - and every word of content that no slot took is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model import Intent, Interpretation, Language
from assistant.understand import cues
from assistant.understand.asides import ASIDE, NAMED, Span, cover
from assistant.understand.parties import NO_PART
from assistant.understand.reading import Reading
from assistant.understand.topics import left_over
from corpus.text import fold

UNREAD = "unread"
"""The note that names words of which nothing was made."""
UNTOLD = "untold"
"""The note that the corpus does not say what was done."""
_OF_TASKS = frozenset({Intent.LIST_TASKS, Intent.COUNT_TASKS, Intent.NEXT_DEADLINE, Intent.COMPARE})
_OF_ONE = frozenset({Intent.WHO, Intent.WHEN, Intent.WHAT})
_READ = "\x04"
"""Stands for each character of words that something was made of."""
_MOST_WORDS = 6
"""How many words of a restriction are quoted."""
_CLAUSE = re.compile(rf"[^,.;:?!()\n{ASIDE}{_READ}]*")


def with_unread(meaning: Interpretation, reading: Reading) -> Interpretation:
    """Note the words of a question for tasks that nothing was made of."""
    notes = [note for note in meaning.notes if note[0] not in {UNREAD, UNTOLD}]
    if cues.SURE.fullmatch(reading.folded) or meaning.unknown_documents:
        return replace(meaning, notes=tuple(notes))
    if meaning.intent in _OF_TASKS or (meaning.intent in _OF_ONE and not meaning.topic and not meaning.within):
        read = _read(meaning, reading)
        words = _restrictions(reading, read) or _content(meaning, reading, read)
        notes += [(UNREAD, each) for each in words]
        if reading.says(cues.DONE):
            notes.append((UNTOLD, ""))
    return replace(meaning, notes=tuple(notes))


def unread(meaning: Interpretation) -> tuple[str, ...]:
    """Return the words that nothing was made of."""
    return tuple(words for code, words in meaning.notes if code == UNREAD)


def _restrictions(reading: Reading, read: Sequence[Span]) -> tuple[str, ...]:
    """Return the restrictions that no slot took, each to the end of its clause."""
    said = cover(reading.folded, read, _READ)
    found: list[str] = []
    end = 0
    limits = cues.LIMIT_EN if reading.language is Language.EN else cues.LIMIT
    for match in limits.finditer(said):
        if match.start() < end:
            continue
        end = match.end()
        if cues.OPENS.match(match.group()):
            clause = _CLAUSE.match(said, match.start())
            end = max(end, clause.end() if clause else 0)
        found.append(" ".join(reading.text[match.start() : end].split()[:_MOST_WORDS]))
    return tuple(found)


def _read(meaning: Interpretation, reading: Reading) -> list[Span]:
    """Return where the restrictions stand that a question was read with, and what only looks like one."""
    said = reading.folded
    patterns = [
        cues.DATED,
        cues.MANNERLY,
        cues.TAG,
        cues.DONE,
        cues.CORRECTS,
        cues.BOTH_SPOKEN_OF,
        *(cue for _, cue in cues.KINDS),
        *(cue for _, cue in cues.DROPS),
    ]
    if meaning.by_name:
        patterns.append(cues.BY_NAME)
    if meaning.roles:
        patterns += [cues.DENIED, cues.DROPPED, cues.EITHER_ROLE]
    if meaning.intent is Intent.COMPARE:
        patterns += [cues.RANKS, cues.COMPARE, cues.EARLIER, *([cues.IDLE] if meaning.idle else [])]
    if meaning.intent is Intent.NEXT_DEADLINE:
        patterns += [cues.NEXT, cues.EXTREME]
    if meaning.by_deadline:
        patterns += [cues.SORT, cues.NEXT]
    if meaning.absent:
        patterns.append(NO_PART)
    if meaning.limit or meaning.intent is Intent.COMPARE:
        patterns.append(cues.FEW)
    if meaning.ordinal is not None:
        patterns.append(cues.ORDINAL)
    return [m.span() for pattern in patterns for m in pattern.finditer(said)]


def _content(meaning: Interpretation, reading: Reading, read: Sequence[Span]) -> tuple[str, ...]:
    """Return the words of content that are neither in the topic nor a way of speaking."""
    topic = set(fold(meaning.topic).split())
    found = []
    for words in left_over(reading, read):
        own = fold(words).split()
        if cues.STOPWORDS_EN.issuperset(own):
            continue
        if not topic.issuperset(own) and not cues.MANNER_WORDS.issuperset(own) and NAMED not in words:
            found.append(words)
    if reading.language is Language.EN:  # other words are plain English; a name is what a question is about
        found = [words for words in found if any(word[0].isupper() for word in words.split())]
    return tuple(found)
