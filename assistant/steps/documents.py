"""Documents: their facts, lists of them, where they are mentioned, and those that are not there."""

from __future__ import annotations

from datetime import date

from assistant.compose import Draft, Mention, compose_documents, compose_facts, compose_references, compose_task_answer
from assistant.find import find_mentions, find_tasks, is_named
from assistant.model import DateRange, Intent, Interpretation, Status
from assistant.steps.desk import Desk
from corpus.model import Task


def facts(desk: Desk, draft: Draft) -> None:
    """State a fact of a document."""
    heads = desk.view.context(draft.question.audiences).heads
    numbers = draft.interpretation.documents or tuple(h.number for h in heads if len(heads) == 1)
    if not numbers:
        draft.status = Status.CLARIFY
        draft.candidates = tuple(head.number for head in heads)
        draft.note(draft.message("clarify.which_document"))
        return
    compose_facts(draft, numbers, draft.interpretation.fact or "overview")
    desk.clock.lap("select")


def newest(desk: Desk, draft: Draft) -> None:
    """Say which documents are new: those of a period, or the latest."""
    heads = desk.view.context(draft.question.audiences).heads
    if draft.interpretation.due or not heads:
        documents(desk, draft)
        return
    draft.note(draft.message("note.newest"))
    compose_facts(draft, (heads[-1].number,), "overview")
    desk.clock.lap("select")


def documents(desk: Desk, draft: Draft) -> None:
    """List the documents, of a period or a type where the question says so."""
    due = draft.interpretation.due
    heads = desk.view.context(draft.question.audiences).heads
    wanted = draft.interpretation.document_type
    inside = [h for h in heads if (due is None or _contains(due, h.date)) and wanted in (None, h.type_code)]
    compose_documents(draft, tuple(h.number for h in inside))
    desk.clock.lap("select")


def references(desk: Desk, draft: Draft) -> None:
    """List where a document is mentioned."""
    meaning = draft.interpretation
    name = (meaning.documents or meaning.unknown_documents)[0]
    mentions: list[Mention] = find_mentions(desk.view, name, draft.question.audiences)
    desk.clock.lap("select")
    compose_references(draft, name, mentions)


def unknown_document(desk: Desk, draft: Draft) -> None:
    """Say that a document is not in the corpus, and where the corpus mentions it, if it does.

    Who does something about it, or when, the clauses that mention it may say.
    """
    meaning = draft.interpretation
    if meaning.intent in {Intent.WHO, Intent.WHEN} and meaning.topic:
        tasks = [t for t in find_tasks(desk.view, desk.embedder, meaning, draft.question) if _refers(t, meaning)]
        desk.clock.lap("search")
        if tasks:
            compose_task_answer(draft, tasks)
            return
    for name in draft.interpretation.unknown_documents:
        draft.note(draft.message("no_match.document", document=name))
        mentions = find_mentions(desk.view, name, draft.question.audiences)
        if mentions:
            draft.note(draft.message("note.cited_in"))
            compose_references(draft, name, mentions)
    draft.status = Status.NO_MATCH


def _contains(due: DateRange, day: date | None) -> bool:
    return day is not None and (due.first or date.min) <= day <= (due.last or date.max)


def _refers(task: Task, meaning: Interpretation) -> bool:
    """Tell whether a task refers to a document that the question names."""
    documents = [reference.document for reference in task.references if reference.document]
    return any(is_named(document, name) for document in documents for name in meaning.unknown_documents)
