"""What a maintainer declares of a document and corrects in its register, laid over what was read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.agencies import registry
from corpus.agency_names import document_finder
from corpus.model import (
    AgencyRef,
    Audience,
    Clause,
    CorpusError,
    Correction,
    Deadline,
    DeadlineKind,
    Declared,
    Directive,
    Purpose,
    Task,
)
from corpus.numbering import match_label
from corpus.text import fold

FIELDS = ("lead", "coordinators", "deadlines", "action")
LOST, LAPSED = "lost_correction", "lapsed_approval"
"""Warnings of a directive: a correction of a task that is no longer there; an approval of words that have changed."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A corrected field of a task."""

    task: str
    digest: str
    """Of the clause's text when it was corrected (``clause_digest``)."""
    field: str
    """One of ``FIELDS``."""
    values: tuple[str, ...]
    """Names of agencies; last days as ISO dates; or the action. Nothing: there is none."""
    by: str
    at: str
    """When, as an ISO time."""
    words: str = ""
    """Digest of the clause's words without its number (``words_digest``): by it a clause that moved is found again."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that was declared of one document; empty parts leave what was read."""

    number: str
    audience: Audience | None = None
    declared: Declared | None = None
    approved: str | None = None
    """By whom and when the reading was approved; falls away when the text changes."""
    approved_digest: str | None = None
    fixes: tuple[Fix, ...] = ()

    def fixed(self, fix: Fix) -> Overlay:
        """Return the overlay with a fix, in the place of an earlier one of the same field."""
        kept = tuple(each for each in self.fixes if (each.task, each.field) != (fix.task, fix.field))
        return replace(self, fixes=(*kept, fix))

    def unfixed(self, task: str, field: str) -> Overlay:
        """Return the overlay without the fix of a field."""
        return replace(self, fixes=tuple(each for each in self.fixes if (each.task, each.field) != (task, field)))


def overlaid(directive: Directive, overlay: Overlay) -> Directive:
    """Return the directive with an overlay in the place of any earlier one."""
    read = directive.read_tasks or directive.tasks
    fixes = settled(directive, overlay).fixes
    tasks = tuple(_corrected(directive, task, fixes) for task in read)
    approved = overlay.approved if overlay.approved_digest == text_digest(directive) else None
    ids = {task.id for task in read}
    notes = [f"{LOST}:{fix.task}" for fix in fixes if fix.task not in ids]
    notes += [f"{LAPSED}:{overlay.approved}"] if overlay.approved and not approved else []
    return replace(
        directive,
        audience=overlay.audience or directive.audience,
        declared=overlay.declared,
        tasks=tasks,
        read_tasks=read if tasks != read else (),
        approved=approved,
        warnings=(*(w for w in directive.warnings if w.partition(":")[0] not in (LOST, LAPSED)), *dict.fromkeys(notes)),
    )


def settled(directive: Directive, overlay: Overlay) -> Overlay:
    """Return the overlay with each correction bound to where its clause stands now.

    A clause that only got another number (one was inserted before it) is told by its words, where no other has them.
    """
    read = directive.read_tasks or directive.tasks
    clauses = {clause.id: clause for clause in directive.walk()}
    places: dict[tuple[str, str], list[Task]] = {}
    for task in read if overlay.fixes else ():
        key = words_digest(directive, task.clause, clauses), task.id.partition("~")[2]
        places.setdefault(key, []).append(task)
    return replace(overlay, fixes=tuple(_settled(directive, fix, places) for fix in overlay.fixes))


def _settled(directive: Directive, fix: Fix, places: Mapping[tuple[str, str], Sequence[Task]]) -> Fix:
    now = places.get((fix.words, fix.task.partition("~")[2]), ()) if fix.words else ()
    here = next((task for task in now if task.id == fix.task), now[0] if len(now) == 1 else None)
    if here is None:
        return fix
    return replace(fix, task=here.id, digest=clause_digest(directive, here.clause))


def words_digest(directive: Directive, clause_id: str, clauses: Mapping[str, Clause] | None = None) -> str:
    """Return the digest of a clause's words without its own number; white space does not count."""
    found = clauses or {clause.id: clause for clause in directive.walk()}
    clause = found.get(clause_id)
    if clause is None:
        return ""
    label = match_label(directive.clause_text(clause))
    return _digest(directive.clause_text(clause)[label.end if label and clause.number else 0 :])


def clause_digest(directive: Directive, clause_id: str) -> str:
    """Return the digest of a clause's words; white space does not count. Empty where there is no such clause."""
    clause = next((each for each in directive.walk() if each.id == clause_id), None)
    return _digest(directive.clause_text(clause)) if clause else ""


def text_digest(directive: Directive) -> str:
    """Return the digest of a document's words."""
    return _digest(directive.text)


_OFFICIAL_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def check_values(field: str, values: Sequence[str]) -> tuple[str, ...]:
    """Return a correction's values, cleaned, days as ISO dates; raises ``CorpusError`` where they cannot be taken."""
    cleaned = tuple(filter(None, (" ".join(value.split()) for value in values)))
    if field not in FIELDS:
        raise CorpusError(f"Không có trường “{field}”. Các trường hiệu chỉnh được: {', '.join(FIELDS)}.")
    if field == "action" and not cleaned:
        raise CorpusError("Nội dung nhiệm vụ không được để trống.")
    return tuple(map(_iso_day, cleaned)) if field == "deadlines" else cleaned


def _iso_day(written: str) -> str:
    """Return a day as an ISO date, from one or as officials write it: 30/4/2026."""
    official = _OFFICIAL_DAY.fullmatch(written)
    try:
        day = date(*(int(part) for part in official.groups()[::-1])) if official else date.fromisoformat(written)
    except ValueError:
        raise CorpusError(
            f"“{written}” không phải ngày hợp lệ. Viết theo dạng ngày/tháng/năm, ví dụ 30/4/2026."
        ) from None
    return day.isoformat()


def _corrected(directive: Directive, task: Task, fixes: Sequence[Fix]) -> Task:
    for fix in fixes:
        if fix.task != task.id:
            continue
        stale = fix.digest != clause_digest(directive, task.clause)
        mark = Correction(fix.field, fix.by, fix.at, _words(task, fix.field), stale)
        changed = task if stale else _with(task, fix)
        task = replace(changed, corrections=(*task.corrections, mark))
    return task


def _with(task: Task, fix: Fix) -> Task:
    if fix.field == "lead":
        return replace(task, leads=tuple(_party(name, task) for name in fix.values))
    if fix.field == "coordinators":
        return replace(task, coordinators=tuple(_party(name, task) for name in fix.values))
    if fix.field == "deadlines":
        return replace(task, deadlines=tuple(_deadline(day, task) for day in fix.values))
    return replace(task, action=" ".join(fix.values))


def _party(name: str, task: Task) -> AgencyRef:
    """Return an agency as corrected: the registry's where the name is one of its names, else as written."""
    matches = document_finder().find(name)
    if len(matches) == 1 and len(matches[0].agency_ids) == 1 and (matches[0].start, matches[0].end) == (0, len(name)):
        key = matches[0].agency_ids[0]
        return AgencyRef(key, registry().by_id[key].name, name, task.start, task.start)
    return AgencyRef(f"text:{fold(name)}", name, name, task.start, task.start)


def _deadline(day: str, task: Task) -> Deadline:
    last = date.fromisoformat(day)
    text = f"{last.day:02d}/{last.month:02d}/{last.year}"
    return Deadline(text, task.start, task.start, DeadlineKind.BY, Purpose.COMPLETION, None, last)


def _words(task: Task, field: str) -> str:
    read = {
        "lead": [party.name for party in task.leads],
        "coordinators": [party.name for party in task.coordinators],
        "deadlines": [deadline.text for deadline in task.deadlines],
        "action": [task.action],
    }
    return "; ".join(read[field])


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
