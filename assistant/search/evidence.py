"""What speaks for a passage answering a question: a few numbers that can be read and checked by hand.

How much a syllable counts follows from the search itself: what many of its candidates hold proves little. Nothing is
counted beforehand, so no document that the asker may not see has a say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log

from assistant.lexical.focus import focus_of, states
from assistant.lexical.relevance import syllables
from assistant.lexical.thesaurus import in_words_of
from assistant.search.distinct import distinct
from assistant.understand.topics import asking_syllables
from corpus.text import UPPER, fold, sentence_spans
from index.search import Found, SearchResult

TEXTS = 60
"""So many candidates tell how common a syllable is."""
_TEXTS_KEPT = 1024
"""Of so many passages and sentences it is kept what they hold: about 15 MB. A question looks at most of them twice, the
next question at some of them again."""
_LEADERS = 3
"""So many passages may answer together: a clause, what stands above it, what says the same."""
_FARTHEST = 2.0
"""Further ahead than this proves no more."""
_OF_ASKING = log(2)
"""The most that a word of asking weighs: texts seldom hold "hôm nào nhỉ", and that proves nothing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one passage; the meaning of each number is in ``data/answers.toml``."""

    sentence: float
    asked: float
    cosine: float
    named: float
    ahead: float
    stated: float
    elsewhen: float


class Judge:
    """Looks at the passages that one search brought with one question's eyes."""

    def __init__(
        self,
        question: str,
        topic: str,
        result: SearchResult,
        around: SearchResult | None = None,
        typed: str | None = None,
    ) -> None:
        """Look at the passages of ``result``; how common a word is, ``around`` tells, a search of the whole corpus.

        ``typed`` is the question as it was typed, where something else was searched for.
        """
        candidates = _candidates(result, around or result)
        apart = distinct(candidates, TEXTS)
        texts = _voices([_held(_whole(found)) for found in apart], syllables(question))
        rarity = _Rarity(texts)
        self._topic, self._asked = _Weighted(topic, rarity), _Weighted(question, rarity)
        self._names = names_in(question)
        self._typed = question if typed is None else typed
        self._focus = focus_of(self._typed)
        self._ahead = _ahead(result) if around in (None, result) else _ahead(result, around)
        self._cosines = [found.dense for found in candidates if found.dense is not None]

    def evidence(self, found: Found) -> tuple[Evidence, tuple[int, int]]:
        """Return what speaks for a passage, and where in its text the sentence stands that holds most of the topic."""
        cosine = found.dense if found.dense is not None else min(self._cosines, default=0.0)
        share, *place = self.best_sentence(found.text)
        whole = _whole(found)
        evidence = Evidence(
            sentence=share,
            asked=self._asked.share(whole),
            cosine=10 * (cosine - 0.8),
            named=_share(self._names, _folded(whole)),
            ahead=self._ahead.get(found.id, -_FARTHEST),
            stated=float(self._focus is None or states(self._focus, found.text)),
            elsewhen=float(says_another_year(self._typed, whole)),
        )
        return evidence, (place[0], place[1])

    def best_sentence(self, text: str) -> tuple[float, int, int]:
        """Return the share of the topic in the sentence that holds most of it, and where it stands; first of equals."""
        scored = [(self._topic.share(text[a:b]), a, b) for a, b in sentences(text)]
        return max(scored, key=lambda each: (each[0], -each[1]), default=(0.0, 0, len(text)))


def _ahead(*searches: SearchResult) -> dict[str, float]:
    """Return by id how far each passage's score lies ahead of the pack's, in the search where it does most.

    The pack is led by the fourth, or the last of fewer: among the three passages of one agency nothing is ahead, and
    in the whole corpus what one document says may be one of many. Passages that say nearly the same are one of them.
    """
    found: dict[str, float] = {}
    for search in searches:
        best_first = sorted(_all(search), key=lambda each: -each.score)
        leaders = distinct(best_first, _LEADERS + 1)
        pack = leaders[-1].score if leaders else 0.0
        for passage in best_first:
            lead = max(-_FARTHEST, min(_FARTHEST, passage.score - pack))
            found[passage.id] = max(lead, found.get(passage.id, -_FARTHEST))
    return found


def _candidates(result: SearchResult, around: SearchResult) -> list[Found]:
    """Return what both searches brought, each passage once, the whole corpus's first."""
    return list({found.id: found for each in (around, result) for found in _all(each)}.values())


def _all(search: SearchResult) -> list[Found]:
    return [*search.kept, *(rejected.found for rejected in search.rejected)]


class _Held:
    """The syllables of a text, and its pairs of neighbours."""

    def __init__(self, syllables: Sequence[str]) -> None:
        self.single = frozenset(syllables)
        self._syllables = syllables

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Its pairs of neighbours; put together only where one may be among them."""
        return frozenset(pairwise(self._syllables))


@lru_cache(maxsize=_TEXTS_KEPT)
def _held(text: str) -> _Held:
    return _Held(syllables(text))


@lru_cache(maxsize=_TEXTS_KEPT)
def _folded(text: str) -> str:
    return fold(text)


def _voices(texts: Sequence[_Held], asked: Sequence[str]) -> list[_Held]:
    """Return the texts, and of those that hold the same and most of what is asked only one.

    A sentence that sixty plans repeat is said once: repetition must not make what it says worth nothing.
    """
    single, pairs = frozenset(asked), frozenset(pairwise(asked))
    voices: dict[object, _Held] = {}
    for number, text in enumerate(texts):
        held = text.single & single
        voices.setdefault((held, text.pairs & pairs) if 2 * len(held) >= len(single) else number, text)
    return list(voices.values())


class _Rarity:
    """How rare syllables and pairs of neighbours are among texts; each is counted once."""

    def __init__(self, texts: Sequence[_Held]) -> None:
        self._texts = texts
        self._holding: dict[str, list[_Held]] = {}
        self._pairs: dict[tuple[str, str], float] = {}

    def of(self, syllable: str) -> float:
        """Return the weight of a syllable's rarity."""
        return _rarity(len(self._with(syllable)), len(self._texts))

    def of_pair(self, pair: tuple[str, str]) -> float:
        """Return the weight of a pair's rarity."""
        if pair not in self._pairs:
            first, second = pair
            holding = sum(second in text.single and pair in text.pairs for text in self._with(first))
            self._pairs[pair] = _rarity(holding, len(self._texts))
        return self._pairs[pair]

    def _with(self, syllable: str) -> list[_Held]:
        if syllable not in self._holding:
            self._holding[syllable] = [text for text in self._texts if syllable in text.single]
        return self._holding[syllable]


class _Weighted:
    """A topic's syllables and pairs of neighbours, each with the weight of its rarity among texts."""

    def __init__(self, topic: str, rarity: _Rarity) -> None:
        self._topic, self._rarity = topic, rarity
        self._asking = asking_syllables(topic)

    def share(self, text: str) -> float:
        """Return the weight that a text holds, 0 to 1; syllables and pairs count for half each.

        What the topic calls otherwise than the text (``assistant.lexical.thesaurus``) counts as the text calls it.
        """
        held = _held(text)
        wanted = syllables(in_words_of(self._topic, text))
        single = {s: self._weight(s) for s in wanted}
        pairs = {p: self._pair_weight(p) for p in pairwise(wanted)}
        found = _part(single, held.single)
        return (found + _part(pairs, held.pairs)) / 2 if pairs else found

    def _weight(self, syllable: str) -> float:
        rarity = self._rarity.of(syllable)
        return min(rarity, _OF_ASKING) if syllable in self._asking else rarity

    def _pair_weight(self, pair: tuple[str, str]) -> float:
        rarity = self._rarity.of_pair(pair)
        return rarity if self._asking.isdisjoint(pair) else min(rarity, _OF_ASKING)


@lru_cache(maxsize=_TEXTS_KEPT)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a text, line by line, as half-open offsets."""
    return tuple(span for line in re.finditer(r"[^\n]+", text) for span in sentence_spans(text, *line.span()))


# "Luật Đất đai 2024", "Điều 7": what is written large within a sentence, and figures
_NAME = re.compile(rf"(?<=[\w,] )[{UPPER}][\w&/-]*|\b\d[\d./-]*[\w/-]*")


@lru_cache(maxsize=64)
def names_in(question: str) -> tuple[str, ...]:
    """Return the capitalised words and the figures of a question, folded; its first word is always large."""
    return tuple(dict.fromkeys(fold(match.group().rstrip("./-")) for match in _NAME.finditer(question)))


def figures_held(question: str, found: Found) -> float:
    """Return the share of a question's figures that a passage holds; 1 where it has none."""
    figures = [name for name in names_in(question) if name[0].isdigit()]
    return _share(figures, _folded(_whole(found))) if figures else 1.0


_YEAR = re.compile(r"\bnam ((?:19|20)\d\d)\b")
# "đến ngày 31/12/2026", "quý III/2026"; the date of a document referred to stands behind its number
_WHEN = re.compile(r"\b(?:den|truoc|tu|trong|nam|thang|quy|het)(?: ngay| nam| thang)? [\divx/. ]{0,8}((?:19|20)\d\d)\b")


def of_another_year(question: str, found: Found) -> bool:
    """Tell whether a passage speaks of another year than the question: the plan of 2026 is not that of 2027."""
    return says_another_year(question, _whole(found))


def says_another_year(question: str, text: str) -> bool:
    """Tell whether a text speaks of some year, but not of one that a question names."""
    asked = set(_YEAR.findall(_folded(question)))
    if not asked:
        return False
    folded = _folded(text)
    return bool(_WHEN.search(folded)) and not any(_stands_in(folded, year) for year in asked)


def _share(names: Sequence[str], text: str) -> float:
    """The share of the names that stand in a text as whole words; 1 where there is none."""
    return sum(_stands_in(text, name) for name in names) / len(names) if names else 1.0


def _stands_in(text: str, name: str) -> bool:
    """Tell whether a name stands in a text as a whole word of its own; to compile a pattern of it takes longer."""
    start = text.find(name)
    while start >= 0:
        if _is_edge(text, start) and _is_edge(text, start + len(name)):
            return True
        start = text.find(name, start + 1)
    return False


def _is_edge(text: str, place: int) -> bool:
    before, behind = text[place - 1 : place] if place else "", text[place : place + 1]
    return _is_word(before) != _is_word(behind)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _rarity(holding: int, texts: int) -> float:
    return log((texts + 1) / (holding + 0.5))


def _part(weights: dict[str, float] | dict[tuple[str, str], float], held: Set[object]) -> float:
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 1.0


def _whole(found: Found) -> str:
    return " ".join((*found.path, found.text))
