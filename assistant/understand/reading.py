"""Everything that is recognised in one question, before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from assistant.lexical.focus import focus_of
from assistant.model import DateRange, Language, Question, TaskKind
from assistant.understand import cues
from assistant.understand.asides import ASIDE, NAMED, Span, cover, find_asides
from assistant.understand.bodies import BodiesReading, find_bodies, own_office
from assistant.understand.context import CorpusContext
from assistant.understand.dialect import in_common_words
from assistant.understand.documents import DocumentReading, find_documents
from assistant.understand.language import detect_language
from assistant.understand.lookalikes import cue_fold
from assistant.understand.manners import without_manners
from assistant.understand.names import AgencyReading, find_agencies
from assistant.understand.periods import OVERDUE, PeriodReading, find_period
from assistant.understand.provisions import ProvisionReading, find_provision
from assistant.understand.respelling import respelled
from corpus.text import fold


@lru_cache(maxsize=1024)
def _said(cue: cues.Cue, folded: str) -> bool:
    """Tell whether a cue occurs; the same few are asked for again and again of one question."""
    return cue.search(folded) is not None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a question leaves out."""

    agencies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    kinds: tuple[TaskKind, ...] = ()
    overdue: bool = False

    def __bool__(self) -> bool:
        return bool(self.agencies or self.documents or self.kinds or self.overdue)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question and everything recognised in it."""

    text: str
    folded: str
    """Folded for cues (``lookalikes.cue_fold``), with the names, numbers, dates and asides blanked out."""
    whole: str
    """Folded, with only the names and numbers blanked out."""
    language: Language
    """The language it is written in."""
    documents: DocumentReading
    agencies: AgencyReading
    period: PeriodReading | None
    provision: ProvisionReading
    bodies: BodiesReading
    own: str
    """The words for the asker's own office, where nothing says which that is."""
    without: Exclusion
    giver: str | None = None
    """Key of who gave the tasks, where the question says so in the passive ("được Bộ A giao")."""
    compared: tuple[DateRange, DateRange] | None = None
    """Two periods that the question sets side by side."""

    of_the_past: bool = False
    """Whether its period ended before any document began: one of a piece of work, no deadline's."""

    @property
    def names_document(self) -> bool:
        return bool(self.documents.known or self.documents.unknown or self.documents.ambiguous)

    @property
    def has_slots(self) -> bool:
        return bool(self.names_document or self.agencies.agencies or self.agencies.ambiguous or self.period)

    @property
    def overdue(self) -> bool:
        return bool(self.period and self.period.overdue)

    @property
    def counts(self) -> bool:
        """Whether it asks how many tasks there are; "bao nhiêu hồ sơ?" asks for a figure that a text states."""
        return self.says(cues.COUNT) and focus_of(self.text) is None

    def says(self, cue: cues.Cue) -> bool:
        """Tell whether a cue occurs in the question."""
        return _said(cue, self.folded)


def read_question(
    question: Question, context: CorpusContext, spoken_of: tuple[str, ...] = (), within: tuple[str, ...] = ()
) -> Reading:
    """Recognise names, numbers, dates and places in a question.

    ``spoken_of`` are the agencies of the conversation so far, ``within`` its documents: they settle a name with
    several bearers.
    """
    text = without_manners(respelled(in_common_words(" ".join(_CONTROL.sub(" ", question.text).split()))))
    language = detect_language(text)
    english = language is Language.EN
    documents = find_documents(text, context.heads, question.today)
    settled = (*spoken_of, *context.local_bodies(documents.known or within))
    agencies = find_agencies(_names_only(text, documents), context, settled)
    masked = blank(cue_fold(text), (*documents.spans, *agencies.spans))
    asides = find_asides(masked, lambda a, b: find_period(text[a:b], masked[a:b], question.today, english) is not None)
    without, giver = Exclusion(), None
    if asides.void or asides.excluded:
        without = _exclusion(question, text, asides.excluded, context)
        if asides.givers:
            named = find_agencies(blank(text, _around(len(text), asides.givers[:1])), context, settled).agencies
            giver = named[0] if len(named) == 1 else None
        kept = blank(text, (*asides.void, *asides.excluded))
        documents = find_documents(kept, context.heads, question.today)
        agencies = find_agencies(_names_only(kept, documents), context, settled)
        masked = blank(cue_fold(kept), (*documents.spans, *agencies.spans))
    own = "" if agencies.agencies or agencies.ambiguous else own_office(text, masked)
    if own and len(spoken_of) == 1 and spoken_of[0] in context.registry.by_id:
        agencies, own = AgencyReading(spoken_of, (context.registry.by_id[spoken_of[0]].name,)), ""
    folded = cover(masked, (*asides.manner, *asides.void, *asides.excluded), ASIDE)
    provision = find_provision(text, folded)
    folded = blank(folded, provision.spans)
    # "những đảng ủy nào": a name of many bodies is no name there
    bodies = find_bodies(text, fold(text) if agencies.ambiguous else folded)
    folded = blank(folded, (bodies.span,) if bodies.span else ())
    period = find_period(text, folded, question.today, english)
    compared = _compared(text, folded, question.today, english) if period else None
    folded = blank(folded, period.spans if period else ())
    past = bool(period and _is_past(period, context))
    return Reading(
        text,
        folded,
        masked,
        language,
        documents,
        agencies,
        period,
        provision,
        bodies,
        own,
        without,
        giver,
        compared,
        past,
    )


def _is_past(period: PeriodReading, context: CorpusContext) -> bool:
    """Tell whether a period ended before the oldest document: "sổ hộ tịch lập trước năm 2016"."""
    last = period.due.last if period.due and not period.overdue else None
    dates = [head.date for head in context.heads if head.date]
    return last is not None and bool(dates) and last < min(dates)


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""Nobody types them, and some mark what was recognised."""
# "văn bản chỉ đạo" holds no "Ban Chỉ đạo", "the most tasks" no MOST
_NO_NAME = re.compile(r"\b(?:van|bien) ban\b|(?<=\bthe )most\b")


def _names_only(text: str, documents: DocumentReading) -> str:
    """Return the question without what may not be taken for an agency's name."""
    return blank(text, (*documents.spans, *(m.span() for m in _NO_NAME.finditer(fold(text)))))


def _exclusion(question: Question, text: str, spans: tuple[Span, ...], context: CorpusContext) -> Exclusion:
    """Read what stands in the stretches that a question leaves out."""
    only = blank(text, _around(len(text), spans))
    documents = find_documents(only, context.heads, question.today)
    agencies = find_agencies(blank(only, documents.spans), context)
    folded = cue_fold(only)
    kinds = tuple(kind for kind, cue in cues.KINDS if cue.search(folded))
    return Exclusion(agencies.agencies, documents.known, kinds, OVERDUE.search(folded) is not None)


def _around(length: int, spans: tuple[Span, ...]) -> list[Span]:
    edges = [0, *(edge for span in sorted(spans) for edge in span), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


_AND = re.compile(r"\b(?:va|voi|so voi|hay|hoac|and|with|versus|vs|or|to)\b|,")


_MOST_JOINTS = 6
"""How many places a question is cut at to find two periods."""
_COMPARED_REACH = 80
"""How far from such a place a period may begin or end."""


def _compared(text: str, folded: str, today: date, english: bool) -> tuple[DateRange, DateRange] | None:
    """Return two periods set side by side: "so sánh tháng 4 và tháng 5"."""
    if not (cues.COMPARE.search(folded) or cues.RANKS.search(folded)):
        return None
    for joint in islice(_AND.finditer(folded), _MOST_JOINTS):
        parts = (
            slice(max(0, joint.start() - _COMPARED_REACH), joint.start()),
            slice(joint.end(), joint.end() + _COMPARED_REACH),
        )
        first, second = (find_period(text[part], folded[part], today, english) for part in parts)
        if first and second and first.due and second.due:
            return first.due, second.due
    return None


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Replace stretches by NUL characters, which no pattern and no word matches."""
    return cover(text, tuple(spans), NAMED)
