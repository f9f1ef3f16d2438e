"""A province named after a question about a local body: "Hải Phòng nhé" after "Sở Tài chính có việc gì?"."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import TASK_INTENTS, Interpretation
from assistant.understand import cues
from assistant.understand.context import CorpusContext
from assistant.understand.cues.pattern import Cue
from assistant.understand.reading import Reading
from assistant.understand.topics import topic_of

_CONTRASTS = Cue(r"\W*(?:the |vay )?con\b|\b(?:thi sao|what about|how about)\b")
"""Asks of the province itself: "còn Hải Phòng thì sao?"."""


def of_a_place(
    previous: Interpretation, alone: Interpretation, reading: Reading, context: CorpusContext
) -> Interpretation | None:
    """Return the question before, in the documents that the province's bodies issued; None where it says more."""
    of_local = bool(previous.agencies) and all(key.startswith(("text:", "group:")) for key in previous.agencies)
    if not of_local or previous.intent not in TASK_INTENTS or previous.documents or len(alone.agencies) != 1:
        return None
    says_more = reading.names_document or reading.period or topic_of(reading, kinds=True).words
    asks = any(reading.says(cue) for cue in cues.ASKS) or _CONTRASTS.search(reading.folded)
    there = context.issued_at(alone.agencies[0])
    return replace(previous, documents=there) if there and not says_more and not asks else None
