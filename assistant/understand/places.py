"""Places in questions for tasks: whose documents they say, where the work is, whose they are."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import TASK_INTENTS, Intent
from assistant.understand import cues
from assistant.understand.context import CorpusContext
from assistant.understand.parties import explicit_roles
from assistant.understand.reading import Reading


def local_documents(reading: Reading, intent: Intent, context: CorpusContext) -> tuple[str, ...]:
    """Return the documents of a place's own bodies where the tasks there are asked about: "Ở Hải Phòng có việc gì?"."""
    place = reading.agencies.place
    if place is None or intent not in TASK_INTENTS or reading.agencies.agencies != (place,) or reading.names_document:
        return ()
    return context.issued_in(place)


def owns_documents(reading: Reading, intent: Intent, context: CorpusContext) -> bool:
    """Tell whether the place named only says whose the documents named are: its own bodies issued them."""
    if intent not in TASK_INTENTS or len(reading.agencies.agencies) != 1 or explicit_roles(reading):
        return False
    documents = reading.documents.known
    return bool(documents) and set(documents) <= set(context.issued_at(reading.agencies.agencies[0]))


def located(reading: Reading, intent: Intent, context: CorpusContext) -> Reading | None:
    """Return a question about an agency's tasks at a place: those in the documents of the place's bodies."""
    named, place = reading.agencies, reading.agencies.place
    if intent not in TASK_INTENTS or place is None or len(named.agencies) != 2 or reading.names_document:
        return None
    issued = context.issued_at(place)
    kept = [(key, name) for key, name in zip(named.agencies, named.names, strict=True) if key != place]
    if not issued or any(context.issued_at(key) for key, _ in kept):
        return None
    agencies = replace(named, agencies=tuple(key for key, _ in kept), names=tuple(name for _, name in kept))
    return replace(reading, agencies=agencies, documents=replace(reading.documents, known=issued))


def documents_of_places(reading: Reading, context: CorpusContext) -> tuple[str, ...]:
    """Return the documents of the bodies of several places, where the same is asked of each of them."""
    places = reading.agencies.agencies
    asks = reading.says(cues.WHO) or reading.says(cues.WHEN) or reading.says(cues.EARLIER)
    if len(places) < 2 or not asks or reading.names_document or not all(context.issued_at(each) for each in places):
        return ()
    return tuple(dict.fromkeys(number for each in places for number in context.issued_at(each)))


def placeless(reading: Reading, documents: tuple[str, ...] = ()) -> Reading:
    """Return a question as if it named no agency, and these documents in its place."""
    known = replace(reading.documents, known=documents) if documents else reading.documents
    return replace(reading, agencies=replace(reading.agencies, agencies=(), names=()), documents=known)
