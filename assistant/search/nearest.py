"""The middle between an answer and a refusal: passages that may be meant, where none certainly answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from assistant.corpus_view import CorpusView
from assistant.lexical.focus import focus_of
from assistant.lexical.relevance import syllables
from assistant.model import TASK_INTENTS, Interpretation, Question
from assistant.search.evidence import TEXTS
from assistant.search.find import FRAME, Weighed, issued_by, names_agencies, scope_of, texts_near, weigh
from assistant.understand.respelling import is_syllable
from assistant.understand.topics import asking_syllables
from index.embedding import Embedder

_MAY_ANSWER = 0.4
"""From which probability a passage may be meant. Measured, with the other two, in docs/decisions/0006."""
_OF_OTHERS = 0.6
"""The same for a passage that has nothing to do with the agencies asked about."""
_IN_DOCUMENT = 0.25
"""The same in a document that the question names: it is about that document."""
_SHARED = 0.35
"""The share of the topic that a passage's best sentence holds at least."""
_SHARED_BY_LIST = 0.55
"""The same where tasks are asked for: that there are none is an answer ("Tỉnh đoàn có được giao gì không?")."""
_FEWEST_SYLLABLES = 2
"""A topic of one syllable ("dán") tells no passage from another."""
_RARE = 2
"""So many of the texts near a question may hold a word that still tells what it is about."""
_AS_PROBABLE = 0.15
"""How much less probable than the best passage another may be and still be shown."""


def maybe_meant(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Weighed]:
    """Return the passages that may be meant, most probable first; none where nothing comes near.

    An agency that a question names may be misread or said in passing. What has to do with it comes first; where that
    is nothing, what others have is held to more. A figure is never guessed at.
    """
    if len(syllables(meaning.terms)) < _FEWEST_SYLLABLES or focus_of(question.text):
        return []
    found = _candidates(view, embedder, meaning, question)
    if not found:
        return []
    rare = _rare_words(texts_near(view, embedder, meaning, question, TEXTS), meaning, question)
    least = _SHARED_BY_LIST if meaning.intent in TASK_INTENTS else _SHARED
    if len(syllables(meaning.terms)) == _FEWEST_SYLLABLES:  # half of "giá điện" says nothing of it
        least = _SHARED_BY_LIST
    return [each for each in found if each.evidence.sentence >= least and not _lacks(each, rare)]


def _candidates(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Weighed]:
    everyone = weigh(view, embedder, meaning, question, scope_of(view, replace(meaning, agencies=())))
    if meaning.documents:
        return _near(everyone, _IN_DOCUMENT)
    if not meaning.agencies:
        return _near(everyone, _MAY_ANSWER)
    own = {each.found.id: each for each in weigh(view, embedder, meaning, question)}
    issued = issued_by(view, meaning, question)
    theirs = [each for each in everyone if each.found.document in issued or names_agencies(each, meaning)]
    own.update((each.found.id, each) for each in theirs if each.found.id not in own)
    return _near(list(own.values()), _MAY_ANSWER) or _near(everyone, _OF_OTHERS)


def _near(passages: list[Weighed], bound: float) -> list[Weighed]:
    """Return those from a probability on that share the topic's words, and are about as probable as the first.

    None where the first speaks of another year: what comes next would be further off still.
    """
    plausible = [
        each
        for each in sorted(passages, key=lambda each: -each.probability)
        if each.probability >= bound and each.evidence.sentence >= _SHARED and each.found.element not in FRAME
    ]
    if not plausible or plausible[0].elsewhen:
        return []
    least = plausible[0].probability - _AS_PROBABLE
    return [each for each in plausible if each.probability >= least and not each.elsewhen]


def _rare_words(texts: Sequence[str], meaning: Interpretation, question: Question) -> list[str]:
    """Return how the words of a topic sound that hardly any text near it holds: "bán dẫn".

    Two neighbouring syllables that the texts hold are known together; a word is a run of two or more that no such pair
    covers. One by itself, or said twice ("na ná"), may be a way of speaking; what is no syllable is misspelt.
    """
    asking = asking_syllables(question.text)
    typed = meaning.topic if all(word in meaning.topic for word in meaning.terms.split()) else meaning.terms
    parts = syllables(typed)
    spoken = [_spoken(text) for text in texts]
    known = [False] * len(parts)
    for i, pair in enumerate(pairwise(parts)):
        sound = _spoken(" ".join(pair))
        if sum(sound in text for text in spoken) > _RARE:
            known[i] = known[i + 1] = True
    strange = [
        is_syllable(part) and part not in asking and not is_known for part, is_known in zip(parts, known, strict=True)
    ]
    marked = groupby(zip(parts, strange, strict=True), key=lambda each: each[1])
    runs = [[part for part, _ in run] for is_strange, run in marked if is_strange]
    return [_spoken(" ".join(run)) for run in runs if len(set(run)) > 1]


def _lacks(passage: Weighed, words: Sequence[str]) -> bool:
    """Tell whether a passage lacks one of the words: the rest of what is asked then only looks alike."""
    text = _spoken(" ".join((*passage.found.path, passage.found.text)))
    return not all(word in text for word in words)


def _spoken(text: str) -> str:
    """Return how a text sounds, between blanks."""
    return f" {' '.join(map(_sound, syllables(text)))} "


_CONFUSED = (("tr", "ch"), ("gi", "d"), ("r", "d"), ("s", "x"), ("n", "l"))
"""First letters that are commonly written for each other."""


def _sound(syllable: str) -> str:
    """Return a folded syllable in one spelling of those that sound alike: "truc" and "chuc" are one."""
    for one, other in _CONFUSED:
        if syllable.startswith(one) and not syllable.startswith(("ng", "nh")):
            return other + syllable.removeprefix(one)
    return syllable
