"""Documents and clauses as JSON values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant.corpus_view import CorpusView
from assistant.labels import clause_label, clause_url
from assistant.marking import marked_parts
from assistant.model import ALL_AUDIENCES, Language, MatchedTask
from assistant.wire import task_json
from corpus import export
from corpus.force import Force, Part
from corpus.model import Audience, Clause, Directive, Task
from corpus.repeats import leads_of
from index.catalog import DirectiveHead

Json = dict[str, Any]


def head_json(head: DirectiveHead) -> Json:
    """Return what a list of documents shows."""
    return {
        "number": head.number,
        "slug": head.slug,
        "type": head.type_name,
        "issuer": head.issuer,
        "date": head.date.isoformat() if head.date else None,
        "subject": head.subject,
        "audience": head.audience.value,
        "url": f"/documents/{head.slug}",
    }


def heads_json(view: CorpusView, audiences: frozenset[Audience]) -> list[Json]:
    """Return what a list of documents shows, by date; with whether each is in force."""
    return [head_json(head) | force_json(view, head.number, audiences) for head in view.context(audiences).heads]


def force_json(view: CorpusView, number: str, audiences: frozenset[Audience]) -> Json:
    """Return a document's status and the documents that brought it about, those only that the audiences may see."""
    force = view.forces.get(number, Force())
    seen = [by for by in force.by if view.directive(by, audiences) or not view.directive(by, ALL_AUDIENCES)]
    return {
        "status": force.status.value,
        "status_by": seen,
        "status_declared": force.declared,
        "provisions": [_part_json(view, part, audiences) for part in force.parts],
    }


def _part_json(view: CorpusView, part: Part, audiences: frozenset[Audience]) -> Json:
    """Return what became of a provision: its clause's id where a maintainer declared it, else the words of the act."""
    hidden = part.by and not view.directive(part.by, audiences) and view.directive(part.by, ALL_AUDIENCES)
    return {
        "provision": part.place,
        "status": part.status.value,
        "by": None if hidden else part.by,
        "declared": part.declared,
    }


def tasks_json(view: CorpusView, found: Sequence[MatchedTask], audiences: frozenset[Audience]) -> list[Json]:
    """Return tasks of the register; "repeats" is the task that gave one before, "status" whether it is in force."""
    repeats = view.repeats(audiences, leads_of(matched.task for matched in found))
    return [
        task_json(matched)
        | {
            "repeats": repeats.get(matched.task.id),
            "status": view.forces.get(matched.document, Force()).status_at(matched.task.clause).value,
        }
        for matched in found
    ]


def document_json(directive: Directive, language: Language, repeats: Mapping[str, str]) -> Json:
    """Return a document with its text, clauses and tasks; "repeats" of a task is the one that gave it before."""
    return {
        **export.metadata_json(directive),
        "type": directive.type_name,
        "url": f"/documents/{directive.slug}",
        "text": directive.text,
        "clauses": [_tree_json(clause, language) for clause in directive.clauses],
        "tasks": [_task_json(task, directive, repeats) for task in directive.tasks],
        "references": [export.reference_json(reference) for reference in directive.references],
        "footnotes": [export.footnote_json(note) for note in directive.footnotes],
        "source": {"name": directive.source.name, "sha256": directive.source.sha256},
        "warnings": list(directive.warnings),
    }


def clause_json(
    directive: Directive,
    clause: Clause,
    language: Language,
    repeats: Mapping[str, str],
    quote: tuple[int, int] = (0, 0),
) -> Json:
    """Return a clause with its words, the clauses below it and the tasks in it.

    Its "parts" joined are its text; they say what is quoted and what gives a role or a deadline.
    """
    below = {each.id for each in clause.walk()}
    return {
        **_tree_json(clause, language),
        "document": directive.number,
        "text": directive.clause_text(clause),
        "parts": [asdict(part) for part in marked_parts(directive, clause, quote)],
        "url": clause_url(clause.id),
        "tasks": [_task_json(task, directive, repeats) for task in directive.tasks if task.clause in below],
    }


def _tree_json(clause: Clause, language: Language) -> Json:
    return {
        "id": clause.id,
        "element": clause.element,
        "number": clause.number,
        "heading": clause.heading,
        "label": clause_label(clause.id, language),
        "start": clause.start,
        "end": clause.end,
        "children": [_tree_json(child, language) for child in clause.children],
    }


def _task_json(task: Task, directive: Directive, repeats: Mapping[str, str]) -> Json:
    return task_json(MatchedTask(task, directive.number, None, None)) | {"repeats": repeats.get(task.id)}
