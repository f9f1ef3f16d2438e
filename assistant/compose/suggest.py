"""Up to three questions that may follow, each one that the assistant can answer."""

from __future__ import annotations

from datetime import date

from assistant.compose.draft import Draft
from assistant.labels import month_name
from assistant.model import Intent
from assistant.selection.select import Selection
from corpus.model import Task

MOST = 3


def suggest_after_tasks(draft: Draft, selection: Selection) -> tuple[str, ...]:
    """Suggest what leads on from a list of tasks."""
    meaning = draft.interpretation
    if not meaning.agencies:
        narrowed = meaning.due or meaning.topic or meaning.kinds or meaning.provision
        whole = meaning.documents[:1] if narrowed else ()  # the document's whole list has just been shown
        documents = [draft.message("suggest.document_tasks", document=number) for number in whole]
        general = [] if meaning.overdue else [draft.message("suggest.overdue_all")]
        return tuple([*general, *documents][:MOST])
    agency = draft.agency(meaning.agencies[0])
    found = []
    if selection.excluded.get("undated") or meaning.due:
        found.append(draft.message("suggest.tasks_of", agency=agency))
    if selection.excluded.get("coordinator"):
        found.append(draft.message("suggest.coordinating", agency=agency))
    if not meaning.due:
        found.append(_next_month(draft, agency))
    if not meaning.overdue:
        found.append(draft.message("suggest.overdue", agency=agency))
    return tuple(found[:MOST])


def suggest_after_task(draft: Draft, task: Task) -> tuple[str, ...]:
    """Suggest what else is to be known of a piece of work, and its lead's other tasks."""
    intent = draft.interpretation.intent
    found = [] if intent is Intent.WHEN else [draft.message("suggest.when_this")]
    if intent is not Intent.WHO:
        found.append(draft.message("suggest.who_this"))
    lead = next((party for party in task.leads if not party.is_group), None)
    if lead:
        found.append(draft.message("suggest.tasks_of", agency=draft.parties((lead,))))
    return tuple(found[:MOST])


def suggest_after_document(draft: Draft, number: str) -> tuple[str, ...]:
    """Suggest what leads on from a fact about a document."""
    return (
        draft.message("suggest.document_tasks", document=number),
        draft.message("suggest.document_signer", document=number),
    )


def _next_month(draft: Draft, agency: str) -> str:
    today = draft.question.today
    following = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return draft.message(
        "suggest.due_month",
        agency=agency,
        month=following.month,
        month_name=month_name(following.month),
        year=following.year,
    )
