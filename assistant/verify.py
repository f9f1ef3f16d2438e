"""Check an answer against its sources before it leaves: what is claimed must stand in the clause cited for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compose.draft import Draft
from assistant.model import Citation, MatchedTask, Statement, Status
from corpus.model import AgencyRef, Clause, Deadline, Directive, Task

# "[3]", or "[1]–[30]" for all from the first to the last
_MARKER = re.compile(r"(?<!\\)\[(\d+)\](?:–\[(\d+)\])?")


class UnverifiedAnswerError(RuntimeError):
    """An answer that its sources do not bear out; it is never sent. A bug of ours: the log has the reasons."""


def verify(draft: Draft) -> None:
    """Pass a draft or raise ``UnverifiedAnswerError`` with every reason.

    Checked: each claim cites; each marker has its citation; each quotation is a verbatim part of the clause it names;
    each task listed is cited; each agency and deadline shown was read from the task's clause or one above it; an
    answered question has at least one claim.
    """
    problems = [*_statements(draft), *_citations(draft), *_tasks(draft)]
    if draft.status is Status.ANSWERED and not any(s.claim for s in draft.statements):
        problems.append("answered without a claim")
    if problems:
        raise UnverifiedAnswerError("; ".join(problems))


def _statements(draft: Draft) -> Iterator[str]:
    known = {citation.n for citation in draft.citations}
    for statement in draft.statements:
        yield from _statement(statement, known)


def _statement(statement: Statement, known: set[int]) -> Iterator[str]:
    ends = [(int(m[1]), int(m[2] or m[1])) for m in _MARKER.finditer(statement.text)]
    marked = {n for first, last in ends for n in range(first, last + 1)}
    if statement.claim and not statement.citations:
        yield f"claim without citation: {statement.text[:80]!r}"
    if marked != set(statement.citations):
        yield f"markers {sorted(marked)} are not the citations {sorted(statement.citations)}"
    if not marked <= known:
        yield f"markers without citation: {sorted(marked - known)}"


def _citations(draft: Draft) -> Iterator[str]:
    for citation in draft.citations:
        found = draft.view.clause(citation.clause, draft.question.audiences)
        if found is None:
            yield f"no such clause: {citation.clause}"
        elif not _verbatim(citation, *found):
            yield f"not verbatim in {citation.clause}: {citation.quote[:80]!r}"


def _verbatim(citation: Citation, directive: Directive, clause: Clause) -> bool:
    inside = clause.start <= citation.start < citation.end <= clause.end
    return inside and directive.text[citation.start : citation.end] == citation.quote


def _tasks(draft: Draft) -> Iterator[str]:
    cited = {citation.clause for citation in draft.citations}
    for matched in draft.tasks:
        if matched.task.clause not in cited:
            yield f"task without citation: {matched.task.id}"
        yield from _supports(draft, matched)


def _context(directive: Directive, top: Clause) -> tuple[int, int]:
    """Return where a task's agencies may have been read: its top-level clause, for a table's row all that precedes it.

    A row of a table that is the whole document has no clause above it; its group rows are paragraphs before it.
    """
    if top.element != "row" or not directive.clauses:
        return top.start, top.end
    return directive.clauses[0].start, top.end


def _supports(draft: Draft, matched: MatchedTask) -> Iterator[str]:
    """Yield what a task shows that neither its clause nor one above it says."""
    directive, task = draft.directive(matched.document), matched.task
    lineage = [c for c in directive.walk() if task.clause == c.id or task.clause.startswith(c.id + "__")]
    if not lineage:
        yield f"no such clause: {task.clause}"
        return
    start, end = _context(directive, lineage[0])
    read: tuple[AgencyRef | Deadline, ...] = _read_fields(task)
    for shown in read:
        if not (start <= shown.start < shown.end <= end and directive.text[shown.start : shown.end] == shown.text):
            yield f"{task.id}: not in its clause: {shown.text!r}"


def _read_fields(task: Task) -> tuple[AgencyRef | Deadline, ...]:
    """Return what was read from the text: a field that a maintainer corrected is theirs, and marked as such."""
    corrected = {each.field for each in task.corrections if not each.stale}
    fields: dict[str, tuple[AgencyRef | Deadline, ...]] = {
        "lead": task.leads,
        "coordinators": task.coordinators,
        "directors": task.directors,
        "deadlines": task.deadlines,
    }
    return tuple(each for name, values in fields.items() if name not in corrected for each in values)
