"""What a conversation has spoken of so far: what a question may lean on without naming it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.model import Intent, Interpretation, Question
from assistant.understand import cues
from assistant.understand.answered_back import AskedBack, answered_back
from assistant.understand.asides import NAMED, cover
from assistant.understand.context import CorpusContext
from assistant.understand.interpret import clarification
from assistant.understand.reading import Reading
from assistant.understand.superlatives import compares_documents

_PASSING = frozenset({Intent.HELP, Intent.OUT_OF_SCOPE})
"""What leaves a conversation where it was: thanks, a greeting, a refusal."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a conversation is about so far."""

    previous: Interpretation | None = None
    before: Interpretation | None = None
    """The question before the previous one: what that leaned on."""
    documents: tuple[str, ...] = ()
    """The documents last spoken of."""
    earlier: tuple[str, ...] = ()
    """All documents spoken of, the last one last."""
    agencies: tuple[tuple[str, str], ...] = ()
    """(key, name) of the agencies last spoken of."""
    asked: AskedBack | None = None
    """What the previous question was answered with, where it was a question back."""


def answering(question: Question, spoken: Spoken) -> tuple[Question, Spoken]:
    """Return the question that a short answer to a question back completes, after what that one was asked after."""
    completed = answered_back(question.text, spoken.asked)
    if completed is None:
        return question, spoken
    return replace(question, text=completed), replace(spoken, previous=spoken.before)


def after_turn(spoken: Spoken, earlier: Interpretation, reading: Reading, context: CorpusContext) -> Spoken:
    """Return what a conversation is about after one more question."""
    asked = clarification(reading, earlier, context)
    remarks = reading.says(cues.REMARK) and not reading.has_slots and not reading.says(cues.NAMED_TASKS)
    passes = spoken.previous and (remarks or _passes(earlier))
    return Spoken(
        spoken.previous if passes else replace(earlier, asked=reading.text),
        spoken.previous,
        documents_of(earlier) or spoken.documents,
        tuple(dict.fromkeys(reversed((*spoken.earlier, *documents_of(earlier)))))[::-1],
        tuple(zip(earlier.agencies, earlier.agency_names, strict=True)) or spoken.agencies,
        AskedBack(reading.text, *asked) if asked else None,
    )


def _passes(earlier: Interpretation) -> bool:
    """Tell whether a turn leaves the conversation where it was: it was refused, or nothing in it was understood."""
    nothing = not (earlier.topic or earlier.agencies or earlier.documents or earlier.within)
    return earlier.intent in _PASSING or (earlier.intent is Intent.SEARCH and nothing)


def of_the_agencies(reading: Reading, agencies: tuple[tuple[str, str], ...]) -> Reading:
    """Let "Bộ ấy" name the agency last spoken of, where the question before was about something else."""
    named = reading.agencies
    if not agencies or named.agencies or named.ambiguous or not reading.says(cues.THAT_BODY):
        return reading
    folded = cover(reading.folded, [m.span() for m in cues.THAT_BODY.finditer(reading.folded)], NAMED)
    keys, names = (tuple(each) for each in zip(*agencies, strict=True))
    return replace(reading, folded=folded, agencies=replace(named, agencies=keys, names=names))


def of_two_documents(alone: Interpretation, reading: Reading, spoken: Spoken, context: CorpusContext) -> Interpretation:
    """Let "so sánh hai văn bản này" mean the last two spoken of, or the only two there are."""
    if alone.intent is not Intent.COMPARE or alone.documents or not compares_documents(reading):
        return alone
    held = tuple(head.number for head in context.heads)
    two = spoken.earlier[-2:] if len(spoken.earlier) > 1 else held
    return replace(alone, documents=two) if len(two) == 2 else alone


def documents_of(meaning: Interpretation | None) -> tuple[str, ...]:
    """Return the documents that a question was about, or those that the ones it leaned on were."""
    while meaning:
        if meaning.documents:
            return meaning.documents
        meaning = meaning.within
    return ()
