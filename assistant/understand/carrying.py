"""What a question that leans on the one before takes over from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.model import DateRange, Intent, Interpretation, TaskKind
from assistant.understand import cues
from assistant.understand.asides import NAMED
from assistant.understand.cues.pattern import Cue
from assistant.understand.intents import meant_kinds
from assistant.understand.parties import ALL_ROLES, explicit_roles
from assistant.understand.reading import Reading
from assistant.understand.subject import KEPT, members_too
from assistant.understand.topics import Topic, is_lone, topic_of
from corpus.model import Role


def kinds_asked(reading: Reading) -> tuple[TaskKind, ...]:
    """Return the kinds of tasks that a question says."""
    return meant_kinds(tuple(kind for kind, cue in cues.KINDS if reading.says(cue)))


def topic_slots(reading: Reading) -> dict[str, Any]:
    """Return what a question introduces as its topic, by the names of an interpretation's slots."""
    topic = topic_of(reading, kinds=True, introduced_only=True)
    return {"topic": topic.words, "terms": topic.terms, "firm_topic": topic.firm}


def is_continued(reading: Reading) -> bool:
    """Tell whether a question goes on ("thế còn ...?") or corrects ("ý tôi là ...")."""
    return bool(cues.CONTINUES.match(reading.folded)) or reading.says(cues.CORRECTS)


# "việc nào làm cùng Bộ Công an", "có cái nào chung với Bộ Y tế không"
TOGETHER = Cue(
    rf"\b(?:lam|thuc hien|chung|phoi hop|trung|lien quan) ?(?:cung|chung|voi|toi|den)+ (?:voi )?{NAMED}"
    rf"|\b(?:together |jointly |shared |also )?with (?:the )?{NAMED}"
)


def _leans(reading: Reading) -> bool:
    """Tell whether it is a correction, a continuation ("thế còn ...?"), or slots alone ("Bộ Tư pháp?", "tháng 5?")."""
    topic = topic_of(reading, kinds=True)
    topic = Topic() if is_lone(topic, reading.language) else topic
    said = bool(reading.has_slots or explicit_roles(reading) or reading.without or reading.says(cues.BY_NAME))
    if (
        reading.says(cues.CORRECTS)
        or TOGETHER.search(reading.folded)
        or (reading.says(cues.ADDS) and reading.has_slots)
    ):
        return said
    if cues.CONTINUES.match(reading.folded):
        return (said and not topic.words) or (topic.firm and not reading.says(cues.NAMED_TASKS))
    if reading.says(cues.ONLY):
        return said or topic.firm or bool(kinds_asked(reading))
    if explicit_roles(reading) and not topic.words and not reading.has_slots and not reading.says(cues.WHO):
        return True  # "việc nào là chủ trì?": of whom is clear from before
    if (reading.without or reading.says(cues.BY_NAME)) and not reading.has_slots:
        return True
    asks = any(reading.says(cue) for cue in (cues.TASKS, cues.WHO, cues.COUNT))
    return said and not topic.words and not asks


def carried_over(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """Fill what the question leaves out from the previous one."""
    if not _leans(reading):
        return None
    if reading.says(cues.ONLY) and not previous.agencies:
        alone = members_too(alone, reading)
    counted = Intent.COUNT_TASKS if reading.counts else None
    from_facts = previous.intent is Intent.DOCUMENT_FACTS and (alone.agencies or reading.period)
    agencies = alone.agencies or tuple(key for key in previous.agencies if key not in reading.without.agencies)
    partners = alone.partners or (() if alone.agencies else previous.partners)
    if alone.agencies and previous.agencies and TOGETHER.search(reading.folded):  # "việc nào làm cùng Bộ Công an?"
        agencies, partners = previous.agencies, alone.agencies
    elif alone.agencies and reading.says(cues.ADDS):
        agencies = tuple(dict.fromkeys((*previous.agencies, *alone.agencies)))
    kept = dict(zip((*previous.agencies, *alone.agencies), (*previous.agency_names, *alone.agency_names), strict=True))
    asked = explicit_roles(reading)
    if asked and reading.says(cues.ADDS):
        asked = tuple(role for role in ALL_ROLES if role in {*asked, *previous.roles})
    roles = asked or previous.roles or alone.roles or (Role.LEAD,)
    if alone.agencies and previous.agencies and reading.says(cues.AGAINST):
        counted, agencies = Intent.COMPARE, tuple(dict.fromkeys((*previous.agencies, *alone.agencies)))
    moved = bool(reading.period)
    about = topic_slots(reading) if topic_of(reading, kinds=True).firm else {}
    return replace(
        previous,
        intent=counted or (Intent.LIST_TASKS if from_facts else previous.intent),
        fact=None if from_facts else previous.fact,
        agencies=agencies,
        agency_names=tuple(kept[key] for key in agencies),
        roles=roles if agencies else (),
        partners=partners,
        bodies=alone.bodies or (() if alone.agencies else previous.bodies),
        bodies_name=alone.bodies_name or ("" if alone.agencies else previous.bodies_name),
        givers=alone.givers or (() if alone.agencies else previous.givers),
        due=_due(previous, alone, reading) if moved else previous.due,
        overdue=alone.overdue if moved else previous.overdue,
        documents=alone.documents or previous.documents,
        unknown_documents=alone.unknown_documents or (() if alone.documents else previous.unknown_documents),
        without=reading.without.agencies or previous.without,
        recipients=alone.recipients or previous.recipients,
        absent=alone.absent or (() if alone.agencies else previous.absent),
        without_kinds=reading.without.kinds or previous.without_kinds,
        without_documents=reading.without.documents or previous.without_documents,
        by_name=alone.by_name or reading.says(cues.BY_NAME) or previous.by_name,
        without_overdue=reading.without.overdue or previous.without_overdue,
        kinds=kinds_asked(reading) or previous.kinds,
        periods=alone.periods or previous.periods,
        by_deadline=alone.by_deadline or previous.by_deadline,
        notes=alone.notes if alone.notes or moved else _kept_notes(previous, alone),
        **about,
    )


def _kept_notes(previous: Interpretation, alone: Interpretation) -> tuple[tuple[str, str], ...]:
    """Return the remarks that still hold; whom the last question went on about does not, once another is named."""
    return tuple(note for note in previous.notes if note[0] != KEPT or not (alone.agencies or alone.bodies))


def _due(previous: Interpretation, alone: Interpretation, reading: Reading) -> DateRange | None:
    """Return the range asked about; with the one before, where the question adds to it ("tháng 5 nữa")."""
    one, other = previous.due, alone.due
    if not reading.says(cues.ADDS) or not (one and other and one.first and one.last and other.first and other.last):
        return other
    return DateRange(min(one.first, other.first), max(one.last, other.last))
