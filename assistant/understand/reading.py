"""Everything that is recognised in one question, before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.model import Language, Question
from assistant.understand import cues
from assistant.understand.context import CorpusContext
from assistant.understand.documents import DocumentReading, find_documents
from assistant.understand.language import detect_language
from assistant.understand.names import AgencyReading, find_agencies
from assistant.understand.periods import PeriodReading, find_period
from assistant.understand.provisions import ProvisionReading, find_provision
from corpus.text import fold, has_diacritics, words


@dataclass(frozen=True, slots=True)
class Reading:
    """A question and everything recognised in it."""

    text: str
    folded: str
    """Folded, with the names, numbers and dates blanked out."""
    language: Language
    """The language it is written in."""
    documents: DocumentReading
    agencies: AgencyReading
    period: PeriodReading | None
    provision: ProvisionReading

    @property
    def names_document(self) -> bool:
        return bool(self.documents.known or self.documents.unknown or self.documents.ambiguous)

    @property
    def has_slots(self) -> bool:
        return bool(self.names_document or self.agencies.agencies or self.agencies.ambiguous or self.period)

    def says(self, cue: re.Pattern[str]) -> bool:
        """Tell whether a cue occurs in the question."""
        return cue.search(self.folded) is not None


def read_question(question: Question, context: CorpusContext, spoken_of: tuple[str, ...] = ()) -> Reading:
    """Recognise names, numbers, dates and places in a question.

    ``spoken_of`` are the agencies of the conversation so far: they settle a name with several bearers.
    """
    text = " ".join(question.text.split())
    language = detect_language(text)
    documents = find_documents(text, context.heads, question.today)
    agencies = find_agencies(blank(text, documents.spans), context, spoken_of)
    folded = blank(fold(text), (*documents.spans, *agencies.spans))
    provision = find_provision(text, folded)
    folded = blank(folded, provision.spans)
    period = find_period(text, folded, question.today, language is Language.EN)
    folded = blank(folded, period.spans if period else ())
    return Reading(text, folded, language, documents, agencies, period, provision)


_CUES: tuple[re.Pattern[str], ...] = (
    cues.NEXT, cues.CHANGED, cues.COMPARE, cues.WITHIN, cues.CORRECTS, cues.ORDINAL, cues.SORT,
    *(cue for intent, cue in cues.INTENTS.items() if cue is not cues.WHAT),
    *(cue for _, cue in cues.ROLES),
    *(cue for _, cue in cues.FACTS),
    cues.REFERENCES, cues.DOCUMENTS, cues.FILLER, cues.DETAIL,
)  # fmt: skip
# Markup and addresses that a question may carry; nobody asks about them
_MARKUP = re.compile(r"<script\b.*?</script\s*>|<[^<>]{1,200}>|!?\[[^\]]{0,200}\]\([^)]{0,500}\)|https?://\S+")
_SENTENCE = re.compile(r"[^.!?;\n]+")


def topic_of(reading: Reading, kinds: bool = False) -> str:
    """Return the words that are neither names, dates, cues nor function words, in order.

    Of several sentences the one that asks counts; what stands in the others is text, whatever it orders. ``kinds``
    also takes out the cues of task kinds, where the question narrows to a kind.
    """
    folded = reading.folded
    for pattern in (*_CUES, *(cue for _, cue in cues.KINDS if kinds)):
        folded = pattern.sub(lambda m: "\x01" * len(m.group()), folded)
    folded = _MARKUP.sub(lambda m: "\x02" * len(m.group()), folded)
    folded = cues.INSTRUCTS.sub(lambda m: "\x02" * len(m.group()), folded)
    start, end = _asking_sentence(reading, folded)
    stop = cues.STOPWORDS_EN if reading.language is Language.EN else cues.STOPWORDS_VI
    plain = frozenset(map(fold, stop))
    kept = []
    for word in words(folded[start:end]):
        written = reading.text[start + word.start : start + word.end]
        # a word typed without marks may be any of those that fold to it, in half-accented text too
        is_stop = written.lower() in stop if has_diacritics(written) else word.text in plain
        if not is_stop and not word.text.isdigit():
            kept.append(written)
    return " ".join(kept)


def _asking_sentence(reading: Reading, folded: str) -> tuple[int, int]:
    """Return the sentence with the most names, dates and cues; the last of equals."""
    sentences = [m.span() for m in _SENTENCE.finditer(folded)] or [(0, len(folded))]
    return max(sentences, key=lambda s: (folded[slice(*s)].count("\x00") + folded[slice(*s)].count("\x01") > 0, s[0]))


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Replace stretches by NUL characters, which no pattern and no word matches."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)
