"""Places in questions for tasks: whose documents they say, where the work is, whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model import TASK_INTENTS, Intent
from assistant.understand import cues
from assistant.understand.asides import NAMED
from assistant.understand.context import CorpusContext
from assistant.understand.cues.pattern import Cue
from assistant.understand.document_origin import issuers_of
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
    body, documents = reading.agencies.agencies[0], reading.documents.known
    if documents and set(documents) <= set(context.issued_at(body)):
        return True
    return bool(documents) and is_issuer(body, documents, context) and _GIVES.search(reading.folded) is not None


# "các nhiệm vụ Chính phủ giao ở 906": whose word the tasks are, not who has them
_GIVES = Cue(
    rf"{NAMED} (?:da |dang |moi |has |have )*(?:giao|phan cong|yeu cau|de nghi|dat ra|dua ra|neu ra|assigns?"
    rf"|assigned|gives?"
    rf"|gave|sets? out)(?! cho {NAMED}| {NAMED}| ai\b)|\b(?:do|cua) {NAMED}+ (?:giao|ban hanh|ra)\b"
    rf"|\b(?:given|assigned|issued|set out) by (?:the )?{NAMED}"
)


def is_issuer(body: str, documents: Sequence[str], context: CorpusContext) -> bool:
    """Tell whether a body issued the documents, by itself or as the part of their issuer that acts for it."""
    heads = [head for head in context.heads if head.number in documents]
    by_id = context.registry.by_id
    acts_for = context.registry.by_id[body].parent if body in by_id and by_id[body].kind == "central_party" else None
    return bool(heads) and all(issuers_of(head) & {body, acts_for} for head in heads)


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
    issued = tuple(dict.fromkeys(number for each in places for number in context.issued_at(each)))
    if len(places) < 2 or not asks or not all(context.issued_at(each) for each in places):
        return ()
    if reading.names_document:  # "Nghệ An (901) với Hải Phòng (902), nơi nào sơ kết sớm hơn?"
        known = reading.documents.known
        return known if set(known) <= set(issued) and not reading.documents.unknown else ()
    return issued


# "nơi nào giao nhiều việc hơn?": who gives, not who is given
_WHO_GIVES = Cue(
    r"\b(?:noi|ben|tinh|thanh pho|dia phuong|bo|co quan|ai)(?: nao)? (?:da |dang |moi )?giao (?:ra )?"
    r"(?:nhieu|it|bao nhieu)\b|\bwhich (?:one |of them |province |ministry )?(?:gives?|assigns?|gave|assigned) "
)


def documents_of_givers(reading: Reading, intent: Intent, context: CorpusContext) -> tuple[str, ...]:
    """Return the documents of the bodies that are compared by how much they give others."""
    bodies = reading.agencies.agencies
    if intent is not Intent.COMPARE or len(bodies) < 2 or reading.names_document or not reading.says(_WHO_GIVES):
        return ()
    issued = [context.issued_by(each) if each in context.registry.by_id else () for each in bodies]
    return tuple(number for each in issued for number in each) if all(len(each) == 1 for each in issued) else ()


def placeless(reading: Reading, documents: tuple[str, ...] = ()) -> Reading:
    """Return a question as if it named no agency, and these documents in its place."""
    known = replace(reading.documents, known=documents) if documents else reading.documents
    return replace(reading, agencies=replace(reading.agencies, agencies=(), names=()), documents=known)
