"""Who or what a conversation is about: what a question that names nobody goes on about."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import TASK_INTENTS, Intent, Interpretation, TaskKind
from assistant.understand import cues
from assistant.understand.cues.pattern import Cue
from assistant.understand.parties import ALL_ROLES, explicit_roles
from assistant.understand.reading import Reading
from corpus.groups import group_kinds, is_group, words_of_group
from corpus.model import Role

KEPT = "kept_subject"
"""The note that says whom a question was read as going on about."""


def shown_again(previous: Interpretation, reading: Reading) -> Interpretation | None:
    """The same answer, where it is doubted ("chắc chưa?") or the list holds what is asked of each task."""
    if reading.has_slots or previous.intent not in TASK_INTENTS:
        return None
    if cues.SURE.fullmatch(reading.folded):
        return previous
    of_each = reading.says(cues.EACH) and not reading.says(cues.ORDINAL) and not reading.counts
    counted = previous.intent is Intent.COUNT_TASKS
    return (replace(previous, intent=Intent.LIST_TASKS) if counted else previous) if of_each else None


def of_the_same(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """The question's own conditions, of the agencies or the documents spoken of, which it does not name again."""
    subject = _subject(previous)
    if (
        subject is None
        or (alone.topic and not of_these(reading))
        or reading.own
        or reading.says(cues.WHOLE)
        or reading.says(cues.EVERY)
    ):
        return None
    if reading.says(cues.OF_THEM) and alone.agencies and subject.agencies:  # "họ phối hợp với Bộ B việc nào?"
        return _with_partners(subject, alone, reading)
    if alone.agencies and subject.documents and not subject.agencies and of_these(reading):
        if reading.names_document or alone.intent not in TASK_INTENTS:
            return None
        return replace(alone, documents=subject.documents, notes=(*alone.notes, (KEPT, _named(subject))))
    names = reading.agencies.agencies or reading.names_document or reading.bodies.kinds or reading.agencies.ambiguous
    if names or alone.intent not in {Intent.LIST_TASKS, Intent.COUNT_TASKS, Intent.NEXT_DEADLINE}:
        return None
    narrows = subject.intent is Intent.DOCUMENT_FACTS or (
        alone.topic or alone.due or alone.overdue or alone.kinds or alone.without_kinds or alone.latest or alone.limit
    )
    if reading.says(cues.WHO) or not (narrows or alone.intent is Intent.NEXT_DEADLINE):
        return None
    if of_these(reading):
        alone = _among(previous, alone)
    return replace(
        alone,
        agencies=subject.agencies,
        agency_names=subject.agency_names,
        roles=(explicit_roles(reading) or subject.roles or (Role.LEAD,)) if subject.agencies else (),
        documents=subject.documents,
        notes=(*alone.notes, (KEPT, _named(subject))),
    )


def _among(previous: Interpretation, alone: Interpretation) -> Interpretation:
    """Keep the conditions of before that "việc nào ...?" chooses among, where it says nothing of the same."""
    undated = TaskKind.UNDATED in alone.kinds
    topic = alone if alone.topic else previous
    return replace(
        alone,
        due=alone.due or (None if undated else previous.due),
        overdue=alone.overdue or (previous.overdue and alone.due is None and not undated),
        topic=topic.topic,
        terms=topic.terms,
        firm_topic=topic.firm_topic,
        kinds=alone.kinds or tuple(kind for kind in previous.kinds if kind not in alone.without_kinds),
        periods=alone.periods or (() if alone.kinds else previous.periods),
        partners=previous.partners,
        without=alone.without or previous.without,
        without_kinds=alone.without_kinds or previous.without_kinds,
        without_documents=alone.without_documents or previous.without_documents,
        without_overdue=alone.without_overdue or previous.without_overdue,
    )


def not_understood(previous: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation | None:
    """The tasks of before, where a question for some of them says nothing else that was understood.

    What it says is told as not understood; a list of all there is would answer nothing that was asked.
    """
    if previous.intent not in TASK_INTENTS or alone.intent not in {Intent.LIST_TASKS, Intent.COUNT_TASKS}:
        return None
    if reading.has_slots or reading.bodies.kinds or reading.own or alone.topic or alone.kinds or alone.without_kinds:
        return None
    if reading.says(cues.EVERY) or reading.says(cues.WHO) or _asks_of_all(reading):
        return None
    return replace(previous, intent=alone.intent)


def _asks_of_all(reading: Reading) -> bool:
    """Tell whether it asks for tasks and says nothing of which: "liệt kê nhiệm vụ"."""
    return len(reading.text.split()) <= _BARE and not cues.LIMIT.search(reading.folded)


_BARE = 3
"""Words of a question that may ask for all there is."""


def members_too(alone: Interpretation, reading: Reading) -> Interpretation:
    """Let "chỉ lấy của các bộ" mean whatever ministries have, by name too, where a list is narrowed to a group."""
    if not alone.agencies or not all(map(is_group, alone.agencies)):
        return alone
    kinds = tuple(dict.fromkeys(kind for key in alone.agencies for kind in group_kinds(words_of_group(key))))
    if not kinds:
        return alone
    return replace(
        alone, agencies=(), agency_names=(), roles=(), bodies=kinds, bodies_name=", ".join(alone.agency_names)
    )


_THESE = Cue(
    r"\W*(?:(?:vay|the|con|va|thi) )*(?:co )?(?:viec|nhiem vu|dau viec|cai) nao\b|\W*(?:is there|are there) any"
)


def of_these(reading: Reading) -> bool:
    """Tell whether it opens as one that chooses among what was spoken of: "có việc nào về dữ liệu không?"."""
    return _THESE.match(reading.folded) is not None


def _subject(previous: Interpretation) -> Interpretation | None:
    """Return the last question for tasks that names whose, or in which document; or for a fact of one."""
    meaning: Interpretation | None = previous
    while meaning and not (_of_tasks(meaning) or (meaning.intent is Intent.DOCUMENT_FACTS and meaning.documents)):
        meaning = meaning.within
    return meaning if meaning and meaning.intent is not Intent.COMPARE else None


def _of_tasks(meaning: Interpretation) -> bool:
    return meaning.intent in TASK_INTENTS and bool(meaning.agencies or meaning.documents)


def _with_partners(subject: Interpretation, alone: Interpretation, reading: Reading) -> Interpretation:
    counts = reading.counts
    return replace(
        subject,
        intent=Intent.COUNT_TASKS if counts else Intent.LIST_TASKS,
        partners=alone.agencies,
        roles=ALL_ROLES,
        due=alone.due or subject.due,
        overdue=alone.overdue or subject.overdue,
        notes=alone.notes,
    )


def _named(subject: Interpretation) -> str:
    return "|".join(subject.agency_names or subject.documents)
