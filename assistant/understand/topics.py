"""What a question is about: the words that are left once names, dates, cues and manners are set aside."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.model import Language
from assistant.understand import cues
from assistant.understand.asides import ASIDE, NAMED, cover
from assistant.understand.glossary import in_vietnamese, is_term, partly_in_vietnamese
from assistant.understand.reading import Reading
from corpus.text import Word, fold, has_diacritics, words

_CUE = "\x01"
_FILLER = "\x03"
_BREAKS = frozenset(NAMED + ASIDE + _CUE + ".:;?!()\n")
_LONGEST_GAP = 2
"""How many function words a topic may hold between two words of its own ("kỹ năng số cho người dân")."""

_HARD = (
    cues.NEXT, cues.EXTREME, cues.CHANGED, cues.COMPARE, cues.RANKS, cues.WITHIN, cues.WHOLE, cues.CORRECTS,
    cues.ORDINAL, cues.SORT,
    *(cue for intent, cue in cues.INTENTS.items() if cue is not cues.WHAT),
    *(cue for _, cue in cues.ROLES),
    *(cue for _, cue in cues.FACTS),
    cues.STARTS_ANEW, cues.LED_BY_OTHERS, cues.DENIED, cues.DROPPED, cues.EITHER_ROLE,
    cues.REFERENCES, cues.DOCUMENTS, cues.THIS_DOCUMENT, cues.DETAIL, cues.INTRODUCES, cues.BY_NAME, cues.DATED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about; empty where it is about nothing beyond its names and dates."""

    words: str = ""
    """As typed."""
    terms: str = ""
    """Its own words alone, in Vietnamese: what to look for."""
    firm: bool = False
    """Whether the question introduces it ("về ..."); otherwise its words may be a way of speaking."""
    partial: bool = False
    """Whether ``terms`` are a translation of some of its words alone."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring words of a topic: from ``start`` to ``end``, its own words among them."""

    start: int
    end: int
    own: tuple[str, ...]


def topic_of(reading: Reading, kinds: bool = False, introduced_only: bool = False) -> Topic:
    """Return the words that are neither names, dates, cues nor manners.

    Args:
        reading: the question.
        kinds: also set the cues of task kinds aside, where the question narrows to a kind.
        introduced_only: where the question introduces a topic, leave what stands before it out.
    """
    folded = reading.folded
    introduced = _introduced(folded)
    runs = list(_runs(_bare(folded, kinds), reading.text, reading.language))
    if introduced is not None and any(run.start >= introduced for run in runs):
        after = [run for run in runs if run.start >= introduced]
        before = [run for run in runs if run.start < introduced and _substantive(run, reading)]
        runs = after if introduced_only else [*before, *after]
    elif _lists(reading) or any(_substantive(run, reading) for run in runs):
        runs = [run for run in runs if _substantive(run, reading)]
    firm = introduced is not None and any(run.start >= introduced for run in runs)
    return _topic(runs, reading, firm)


def left_over(reading: Reading, read: Sequence[tuple[int, int]]) -> list[str]:
    """Return the stretches of words of their own that are neither names, dates, cues nor manners, as typed.

    ``read`` is where the words stand that something else was made of.
    """
    runs = _runs(_bare(reading.folded, True), reading.text, reading.language)
    kept = (run for run in runs if not any(start < run.end and run.start < end for start, end in read))
    return [" ".join(reading.text[run.start : run.end].split()) for run in kept]


def is_lone(topic: Topic, language: Language) -> bool:
    """Tell whether a topic that nothing introduces is a single syllable: "việc còn lại trễ không?"."""
    word = topic.words
    vietnamese = language is Language.VI and " " not in word
    return bool(word) and vietnamese and not topic.firm and not (len(word) > 1 and word.isupper()) and word.isalpha()


@lru_cache(maxsize=256)
def _bare(folded: str, kinds: bool) -> str:
    """Return a question with what is said of any topic covered; it is asked for several times of each question."""
    said = [*_said_hard(folded), *_spans(folded, [cue for _, cue in cues.KINDS])] if kinds else _said_hard(folded)
    folded = cover(folded, said, _CUE)
    return cover(folded, _spans(folded, [cues.FILLER]), _FILLER)


@lru_cache(maxsize=256)
def _said_hard(folded: str) -> list[tuple[int, int]]:
    return _spans(folded, (*_HARD, cues.FIRM_TOPIC))


def _spans(folded: str, patterns: Iterable[cues.Cue]) -> list[tuple[int, int]]:
    return [match.span() for pattern in patterns for match in pattern.finditer(folded)]


def _lists(reading: Reading) -> bool:
    """Tell whether it asks for somebody's or some time's tasks: what is said beside that may be a way of speaking."""
    return reading.has_slots and any(reading.says(cue) for cue in (*cues.ASKS, *(cue for _, cue in cues.ROLES)))


def _introduced(folded: str) -> int | None:
    match = cues.FIRM_TOPIC.search(folded)
    return match.end() if match else None


def _topic(runs: Sequence[_Run], reading: Reading, firm: bool) -> Topic:
    shown = " ".join(" ".join(reading.text[run.start : run.end].split()) for run in runs)
    own = " ".join(word for run in runs for word in run.own)
    if reading.language is not Language.EN:
        return Topic(shown, own, firm)
    whole = in_vietnamese(own)
    partly = None if whole else partly_in_vietnamese(own)
    return Topic(shown, whole or partly or own, firm, partly is not None)


@lru_cache(maxsize=256)
def _runs(folded: str, text: str, language: Language) -> tuple[_Run, ...]:
    """Return the stretches of neighbouring words that are the topic's own, function words between them included."""
    tokens = words(folded)
    own = _own(tokens, folded, text, language)
    runs: list[list[int]] = []
    for i in (i for i, is_own in enumerate(own) if is_own):
        if runs and _joined(tokens, folded, runs[-1][-1], i):
            runs[-1].append(i)
        else:
            runs.append([i])
    return tuple(_run(tokens, members, text) for members in runs)


def _run(tokens: Sequence[Word], members: Sequence[int], text: str) -> _Run:
    start, end = tokens[members[0]].start, tokens[members[-1]].end
    return _Run(start, end, tuple(text[tokens[i].start : tokens[i].end] for i in members))


def _joined(tokens: Sequence[Word], folded: str, left: int, right: int) -> bool:
    gap = folded[tokens[left].end : tokens[right].start]
    if right == left + 1 and gap.strip(" ,-/&") == "":
        return True
    return "," not in gap and right - left - 1 <= _LONGEST_GAP and not _BREAKS & set(gap)


def _own(tokens: Sequence[Word], folded: str, text: str, language: Language) -> list[bool]:
    """Tell for each word whether it belongs to a topic: no function word, or a part of a compound ("đầu tư")."""
    written = [text[token.start : token.end] for token in tokens]
    stops = [_is_stopword(word, language) for word in written]
    own = [not is_stop and not word.isdigit() for is_stop, word in zip(stops, written, strict=True)]
    for i in range(len(tokens) - 1):
        near = folded[tokens[i].end : tokens[i + 1].start].strip() == ""
        pair = fold(f"{tokens[i].text} {tokens[i + 1].text}")
        if near and (
            pair in cues.COMPOUNDS or (pair in _unmarked_words() and pair == " ".join(written[i : i + 2]).lower())
        ):
            own[i] = own[i + 1] = True
    for i in range(len(tokens) - 1, 0, -1):  # "25 dịch vụ công trực tuyến"
        near = folded[tokens[i - 1].end : tokens[i].start].strip() == ""
        own[i - 1] = own[i - 1] or (near and own[i] and written[i - 1].isdigit())
    return own


@lru_cache(maxsize=1)
def _unmarked_words() -> frozenset[str]:
    """Return the words of two syllables that only look like function words without their marks: "bao cao"."""
    text = files("assistant.understand").joinpath("data/unmarked_words.toml").read_text(encoding="utf-8")
    return frozenset(word.strip() for word in tomllib.loads(text)["words"].replace("\n", " ").split("|"))


@lru_cache(maxsize=2)
def _stopwords(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Return a language's words without a topic of their own, as written and folded."""
    stop = cues.STOPWORDS_EN if language is Language.EN else cues.STOPWORDS_VI
    return stop, frozenset(map(fold, stop))


@lru_cache(maxsize=4096)
def _is_stopword(word: str, language: Language) -> bool:
    """Tell whether a word has no topic of its own; one typed without marks may be any of those that fold to it."""
    stop, plain = _stopwords(language)
    return word.lower() in stop if has_diacritics(word) else fold(word) in plain


@lru_cache(maxsize=256)
def asking_syllables(question: str) -> frozenset[str]:
    """Return the syllables of a question, folded, that are ways of asking, and part of no word of its own.

    >>> sorted(asking_syllables("mã hóa dữ liệu thì sếp nào lo vậy"))
    ['lo', 'nao', 'sep', 'thi', 'vay']
    """
    folded = fold(question)
    tokens = words(folded)
    own = _own(tokens, folded, question, Language.VI)
    said = [question[token.start : token.end].lower() in cues.COLLOQUIAL for token in tokens]
    inside = [match.span() for match in cues.ATTRIBUTES.finditer(folded)]
    asks = [
        (not mine or colloquial or any(a <= token.start < b for a, b in inside)) and not token.text.isdigit()
        for mine, colloquial, token in zip(own, said, tokens, strict=True)
    ]
    kept = {token.text for mine, token in zip(asks, tokens, strict=True) if not mine}
    return frozenset(token.text for mine, token in zip(asks, tokens, strict=True) if mine) - kept


def _substantive(run: _Run, reading: Reading) -> bool:
    """Tell whether a stretch can be a topic beside names and dates: a lone syllable is a way of speaking."""
    if len(run.own) > 1 or any(len(word) > 1 and word.isupper() for word in run.own):
        return True
    return reading.language is Language.EN and is_term(run.own[0])
