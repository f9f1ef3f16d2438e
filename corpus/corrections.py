"""What a maintainer declares of a document and corrects in its register, laid over what was read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.agencies import registry
from corpus.agency_names import document_finder
from corpus.anchors import beginning, clause_digest, clauses_of, text_digest, words_digest
from corpus.model import (
    AgencyRef,
    Audience,
    CorpusError,
    Correction,
    Deadline,
    DeadlineKind,
    Declared,
    DeclaredPart,
    Directive,
    Purpose,
    Status,
    Task,
)
from corpus.text import fold

FIELDS = ("lead", "coordinators", "deadlines", "action")
LOST, LAPSED, UNBOUND = "lost_correction", "lapsed_approval", "lost_provision"
"""Warnings of a directive: a correction of a task that is no longer there; an approval of words that have changed;
a declaration of a provision whose words have changed or are gone. ``ABOUT`` parts an id from how its words began."""
ABOUT = "|"


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
    about: str = ""
    """How the clause's words began: by it people tell what a correction that no longer applies was for."""


@dataclass(frozen=True, slots=True)
class Provision:
    """What was declared of the force of a clause and all below it."""

    clause: str
    digest: str
    words: str
    """As of a ``Fix``."""
    status: Status
    by: str | None = None
    about: str = ""


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
    provisions: tuple[Provision, ...] = ()

    def fixed(self, fix: Fix) -> Overlay:
        """Return the overlay with a fix, in the place of an earlier one of the same field."""
        kept = tuple(each for each in self.fixes if (each.task, each.field) != (fix.task, fix.field))
        return replace(self, fixes=(*kept, fix))

    def unfixed(self, task: str, field: str) -> Overlay:
        """Return the overlay without the fix of a field."""
        return replace(self, fixes=tuple(each for each in self.fixes if (each.task, each.field) != (task, field)))

    def provided(self, provision: Provision) -> Overlay:
        """Return the overlay with a declaration of a clause, in the place of an earlier one."""
        kept = tuple(each for each in self.provisions if each.clause != provision.clause)
        return replace(self, provisions=(*kept, provision))

    def unprovided(self, clause: str) -> Overlay:
        """Return the overlay without the declaration of a clause."""
        return replace(self, provisions=tuple(each for each in self.provisions if each.clause != clause))


def overlaid(directive: Directive, overlay: Overlay) -> Directive:
    """Return the directive with an overlay in the place of any earlier one."""
    read = directive.read_tasks or directive.tasks
    bound = settled(directive, overlay)
    tasks = tuple(_corrected(directive, task, bound.fixes) for task in read)
    approved = overlay.approved if overlay.approved_digest == text_digest(directive) else None
    ids = {task.id for task in read}
    notes = [_note(LOST, fix.task, fix.about) for fix in bound.fixes if fix.task not in ids]
    notes += [_note(UNBOUND, each.clause, each.about) for each in bound.provisions if not _holds(directive, each)]
    notes += [f"{LAPSED}:{overlay.approved}"] if overlay.approved and not approved else []
    before = (w for w in directive.warnings if w.partition(":")[0] not in (LOST, LAPSED, UNBOUND))
    return replace(
        directive,
        audience=overlay.audience or directive.audience,
        declared=overlay.declared,
        declared_parts=tuple(
            DeclaredPart(each.clause, each.status, each.by) for each in bound.provisions if _holds(directive, each)
        ),
        tasks=tasks,
        read_tasks=read if tasks != read else (),
        approved=approved,
        warnings=(*before, *dict.fromkeys(notes)),
    )


def _note(code: str, place: str, about: str) -> str:
    return f"{code}:{place}{ABOUT}{about}" if about else f"{code}:{place}"


def settled(directive: Directive, overlay: Overlay) -> Overlay:
    """Return the overlay with each correction and declaration bound to where its clause stands now."""
    if not overlay.fixes and not overlay.provisions:
        return overlay
    clauses = clauses_of(directive)
    tasks: dict[tuple[str, str], list[Task]] = {}
    for task in directive.read_tasks or directive.tasks:
        key = words_digest(directive, task.clause, clauses), task.id.partition("~")[2]
        tasks.setdefault(key, []).append(task)
    places: dict[str, list[str]] = {}
    for clause in clauses if overlay.provisions else ():
        places.setdefault(words_digest(directive, clause, clauses), []).append(clause)
    return replace(
        overlay,
        fixes=tuple(_settled(directive, fix, tasks) for fix in overlay.fixes),
        provisions=tuple(_bound(directive, each, places) for each in overlay.provisions),
    )


def _settled(directive: Directive, fix: Fix, tasks: Mapping[tuple[str, str], Sequence[Task]]) -> Fix:
    now = tasks.get((fix.words, fix.task.partition("~")[2]), ()) if fix.words else ()
    here = next((task for task in now if task.id == fix.task), now[0] if len(now) == 1 else None)
    if here is None:
        return fix
    return replace(fix, task=here.id, digest=clause_digest(directive, here.clause))


def _bound(directive: Directive, each: Provision, places: Mapping[str, Sequence[str]]) -> Provision:
    now = places.get(each.words, ()) if each.words else ()
    if each.clause in now or len(now) != 1:
        return each
    return replace(each, clause=now[0], digest=clause_digest(directive, now[0]))


def _holds(directive: Directive, each: Provision) -> bool:
    return bool(each.digest) and each.digest == clause_digest(directive, each.clause)


def provision_of(directive: Directive, clause: str, status: Status, by: str | None) -> Provision:
    """Return what is declared of a clause as it stands."""
    digests = clause_digest(directive, clause), words_digest(directive, clause)
    return Provision(clause, *digests, status, by, beginning(directive, clause))


def fix_of(directive: Directive, task: Task, field: str, values: Sequence[str], by: str, at: str) -> Fix:
    """Return a correction of a task as it stands; raises ``CorpusError`` where the values cannot be taken."""
    digest, words = clause_digest(directive, task.clause), words_digest(directive, task.clause)
    return Fix(task.id, digest, field, check_values(field, values), by, at, words, beginning(directive, task.clause))


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
        mark = Correction(fix.field, fix.by, fix.at, _words(task, fix.field), stale, fix.about)
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
