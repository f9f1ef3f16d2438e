"""How probable it is that the passages near a question answer it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from assistant.corpus_view import CorpusView
from assistant.lexical.thesaurus import official_words
from assistant.model import Interpretation, Language, Question
from assistant.search.distinct import distinct
from assistant.search.evidence import TEXTS, Evidence, Judge, figures_held
from assistant.search.judgement import judgement
from assistant.search.strange import lacks, strange_words
from assistant.selection.select import concerned_keys
from assistant.understand.language import detect_language
from corpus.text import fold
from index.embedding import Embedder
from index.filters import Filter, Match
from index.search import Found, SearchResult, search

_EXAMINED = 10
_WEIGHINGS_KEPT = 8
"""The passages of so many weighings in a corpus are kept: one question makes no more, half of them twice."""
FRAME = frozenset({"preface", "conclusions"})
"""Elements that are no clause: letterhead and signature."""
_SHORTEST_FRAME = 25
"""Characters that a line of letterhead or signature has at least to be quoted as an answer."""
_LOOKS_ALIKE = 0.1
"""How probable it is that a passage answers which lacks a strange word of the topic: "bán dẫn"."""
_IN_SPITE = 0.6
"""From which probability it does all the same: the word may be a way of speaking."""
_IN_SPITE_TRANSLATED = 0.85
"""The same where the topic was translated: the glossary knows no ways of speaking."""
_CLEARLY_AHEAD = 1.2
_PARTLY_TRANSLATED = 0.75
"""The most that an answer is probable whose question is translated in part: below what is certain."""
SIMILAR = 0.86
"""Cosine from which a passage counts as about a question in the other language, whose words it cannot hold."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage, what speaks for its answering a question, and how probable that is."""

    found: Found
    evidence: Evidence
    probability: float
    figures: float
    """The share of the question's figures that it holds: another year's passage does not answer as well."""
    elsewhen: bool
    """Whether it speaks of another year than the question."""
    sentence: tuple[int, int]
    """The answering sentence, as offsets into the directive's text."""


def texts_near(
    view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question, most: int = _EXAMINED
) -> list[str]:
    """Return the texts of the whole corpus that are nearest to a question, with the headings above them.

    What many documents repeat is one of them.
    """
    result = search(view.store, embedder, _sought(meaning, question), question.audiences, None, most)
    return [_whole(hit) for hit in distinct(_all(result), most)]


_Asked = tuple[Embedder, Interpretation, Question, Filter]
_KEPT: WeakKeyDictionary[CorpusView, Mapping[_Asked, tuple[Weighed, ...]]] = WeakKeyDictionary()


def weigh(
    view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question, where: Filter | None = None
) -> list[Weighed]:
    """Return the passages near a question in the search's order, each with how probable it is that it answers.

    ``where`` narrows the search; None: to the documents and agencies that the question names.
    """
    narrowed = scope_of(view, meaning) if where is None else where
    asked = (embedder, meaning, question, narrowed)
    kept = _KEPT.get(view, {})
    found = kept.get(asked)
    if found is None:
        found = tuple(_weighed(view, embedder, meaning, question, narrowed))
        # a new dictionary: another thread may be reading the old one
        _KEPT[view] = {**dict(list(kept.items())[1 - _WEIGHINGS_KEPT :]), asked: found}
    return list(found)


def _weighed(
    view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question, narrowed: Filter
) -> list[Weighed]:
    """Return what ``weigh`` does, weighed anew."""
    sought = _sought(meaning, question)
    result = search(view.store, embedder, sought, question.audiences, narrowed, _EXAMINED)
    # how rare a word is, the few passages of one document or agency cannot tell
    around = (
        result if narrowed == Filter() else search(view.store, embedder, sought, question.audiences, None, _EXAMINED)
    )
    judge = Judge(_words(meaning, question), meaning.terms, result, around, question.text)
    # a body's Vietnamese name beside English words is near to whatever names the body
    untranslated = _untranslated(meaning, question) and not meaning.agency_names
    in_spite = _IN_SPITE if _as_typed(meaning, question) else _IN_SPITE_TRANSLATED
    strange = cache(lambda: strange_words(map(_whole, distinct(_all(around), TEXTS)), meaning, question))
    weighed = []
    for found in result.kept:
        if found.element in FRAME and len(found.text) < _SHORTEST_FRAME:  # "CHỦ TỊCH", "KẾ HOẠCH" say nothing
            continue
        if found.start == found.end:  # a footnote stands outside the text: it helps to find, and cannot be quoted
            continue
        evidence, (first, last) = judge.evidence(found)
        if found.element in FRAME and last - first < _SHORTEST_FRAME:  # "CHỦ TỊCH", "KẾ HOẠCH" say nothing
            continue
        probability = judgement().probability(evidence)
        if untranslated and (found.dense or 0.0) >= SIMILAR:
            probability = max(probability, judgement().answers_from)
        elif _LOOKS_ALIKE <= probability < in_spite and lacks(_whole(found), strange(), meaning.terms):
            probability = _LOOKS_ALIKE
        if meaning.partial_terms:
            probability = _of_part(probability, evidence)
        weighed.append(
            Weighed(
                found,
                evidence,
                probability,
                figures_held(question.text, found),
                evidence.elsewhen > 0,
                (found.start + first, found.start + last),
            )
        )
    return weighed


def _of_part(probability: float, evidence: Evidence) -> float:
    """Return how probable an answer is that holds what is known of a topic, where some of its words are not.

    It is never certain, and has to leave the others behind: what is not known may be what the question is about.
    """
    if evidence.ahead < _CLEARLY_AHEAD:
        return min(probability, _LOOKS_ALIKE)
    return min(probability, _PARTLY_TRANSLATED)


def _all(result: SearchResult) -> list[Found]:
    return [*result.kept, *(each.found for each in result.rejected)]


def _whole(found: Found) -> str:
    return " ".join((*found.path, found.text))


def scope_of(view: CorpusView, meaning: Interpretation) -> Filter:
    """Return the filter that a question's documents and agencies make."""
    must = []
    if meaning.documents:
        must.append(Match("document", meaning.documents))
    if meaning.agencies:
        must.append(Match("agencies", tuple(sorted(concerned_keys(meaning.agencies, view.registry)))))
    return Filter(must=tuple(must))


def _sought(meaning: Interpretation, question: Question) -> str:
    """Return what to search for: the words, and what directives call the things that they name.

    A question in the texts' own words is searched for as it stands; the bodies that it does not name as texts do are
    added by their full names.
    """
    words = fold(question.text)
    missing = [name for name in meaning.agency_names if _proper(name) not in words]
    own_words = _as_typed(meaning, question) and detect_language(question.text) is Language.VI
    as_asked = (question.text, *missing) if own_words else (_words(meaning, question),)
    return " ".join(filter(None, (*as_asked, official_words(meaning.terms))))


# "Hải Phòng" is said for "Thành phố Hải Phòng"
_KIND_OF_PLACE = re.compile(r"^(?:tinh|thanh pho) ")


def _proper(name: str) -> str:
    """Return a name, folded, without the word that says what kind of place it is."""
    return _KIND_OF_PLACE.sub("", fold(name))


def _words(meaning: Interpretation, question: Question) -> str:
    """Return what a passage is held against: the question itself where its words are those of the texts.

    Else the topic, in Vietnamese terms or of an earlier question, and the agencies by their full names: no text holds
    "HĐTVQG".
    """
    words, names = fold(question.text), [fold(name) for name in meaning.agency_names]
    if _as_typed(meaning, question) and all(name in words for name in names):
        return question.text
    return " ".join((meaning.terms, *meaning.agency_names))


def _untranslated(meaning: Interpretation, question: Question) -> bool:
    """Tell whether a question is in English and its topic could not be said in Vietnamese."""
    return _as_typed(meaning, question) and detect_language(question.text) is Language.EN


def _as_typed(meaning: Interpretation, question: Question) -> bool:
    """Tell whether what is looked for are the question's own words, not a translation or an earlier question's."""
    return all(word in question.text for word in meaning.terms.split())
