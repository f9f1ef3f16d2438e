"""The middle between an answer and a refusal: passages that may be meant, where none certainly answers."""

from __future__ import annotations

from dataclasses import replace

from assistant.corpus_view import CorpusView
from assistant.lexical.focus import focus_of
from assistant.lexical.relevance import syllables
from assistant.model import TASK_INTENTS, Interpretation, Question
from assistant.search.find import issued_by, names_agencies
from assistant.search.judgement import judgement
from assistant.search.weighing import FRAME, Weighed, scope_of, weigh
from index.embedding import Embedder

_OF_OTHERS = 0.9
"""From which probability a passage may be meant that has nothing to do with the agencies asked about. Measured, with
the next one, in docs/decisions/0006."""
_A_FIGURE = 0.5
"""The same for a figure: a wrong one does more harm than a wrong clause."""
_IN_DOCUMENT = 0.2
"""The same in a document that the question names: it is about that document."""
_CONTACTS = frozenset({"phone", "mail", "address"})
"""Details that a document hardly states but once: what states one in it is what is meant."""
_SHARED = 0.55
"""The share of the topic that a passage's best sentence holds at least where it is short, or where tasks are asked for:
that there are none is an answer ("Tỉnh đoàn có được giao gì không?")."""
_FEWEST_SYLLABLES = 2
"""A topic of one syllable ("dán") tells no passage from another."""
_AS_PROBABLE = 0.15
"""How much less probable than the best passage another may be and still be shown."""


def maybe_meant(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Weighed]:
    """Return the passages that may be meant, most probable first; none where nothing comes near.

    An agency that a question names may be misread or said in passing. What has to do with it comes first; where that
    is nothing, what others have is held to more. A figure is held to as much, and never another body's.
    """
    if len(syllables(meaning.terms)) < _FEWEST_SYLLABLES:
        return []
    found = _candidates(view, embedder, meaning, question)
    # half of "giá điện" says nothing of it
    short = len(syllables(meaning.terms)) == _FEWEST_SYLLABLES
    if short or meaning.intent in TASK_INTENTS:
        found = [each for each in found if each.evidence.sentence >= _SHARED]
    return found


def _candidates(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Weighed]:
    everyone = weigh(view, embedder, meaning, question, scope_of(view, replace(meaning, agencies=())))
    figure = focus_of(question.text)
    if figure:
        everyone = [each for each in everyone if each.evidence.stated]
    least = _A_FIGURE if figure else judgement().may_answer_from
    if meaning.documents:
        contact = figure is not None and figure.name in _CONTACTS
        return _near(everyone, 0.0 if contact else least if figure else _IN_DOCUMENT)
    if not meaning.agencies:
        return _near(everyone, least)
    own = {each.found.id: each for each in weigh(view, embedder, meaning, question) if each.evidence.stated}
    issued = issued_by(view, meaning, question)
    theirs = [each for each in everyone if each.found.document in issued or names_agencies(each, meaning)]
    own.update((each.found.id, each) for each in theirs if each.found.id not in own)
    # words that only look like a body's ("các bộ, tỉnh") say of whom the question speaks, and set nobody apart
    listed = any(key in view.registry.by_id for key in meaning.agencies)
    return _near(list(own.values()), least) or ([] if figure else _near(everyone, _OF_OTHERS if listed else least))


def _near(passages: list[Weighed], bound: float) -> list[Weighed]:
    """Return those from a probability on that are about as probable as the first.

    None where the first speaks of another year: what comes next would be further off still.
    """
    plausible = [
        each
        for each in sorted(passages, key=lambda each: -each.probability)
        if each.probability >= bound and each.found.element not in FRAME
    ]
    if not plausible or plausible[0].elsewhen:
        return []
    least = plausible[0].probability - _AS_PROBABLE
    return [each for each in plausible if each.probability >= least and not each.elsewhen]
