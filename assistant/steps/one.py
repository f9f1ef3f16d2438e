"""One piece of work: who, when, what; found by its words or pointed at in an earlier answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import Draft, compose_by_document, compose_task_answer
from assistant.evidence import says_another_year
from assistant.find import Weighed, answering, find_tasks
from assistant.model import TASK_INTENTS, Intent, Interpretation, Status
from assistant.relevance import coverage, syllables
from assistant.results import filters_of, selection_of, spoken_of, task_at, tasks_of
from assistant.steps.clauses import quote_clauses, search_clauses
from assistant.steps.desk import Desk
from assistant.steps.tasks import list_tasks
from corpus.model import Task


def one_task(desk: Desk, draft: Draft) -> None:
    """Answer who, when or what about one piece of work."""
    meaning = draft.interpretation
    if meaning.within:
        _pointed_at(desk, draft, meaning.within)
        return
    if not meaning.topic:
        if _narrows(meaning):
            list_tasks(desk, draft)
        else:  # "ai chủ trì?" of nothing at all
            search_clauses(desk, draft)
        return
    if len(meaning.documents) > 1 and meaning.intent in {Intent.WHO, Intent.WHEN} and _in_each(desk, draft):
        return
    passages = answering(desk.view, desk.embedder, meaning, draft.question)
    tasks = _of_passages(desk, draft, passages) if meaning.intent is not Intent.WHAT else []
    desk.clock.lap("search")
    if tasks:
        _of_force(draft, tasks)
    else:
        quote_clauses(desk, draft, passages)


def _of_force(draft: Draft, tasks: list[Task]) -> None:
    """Answer with the tasks that are in force where there are any, and say how many are not; else with all."""
    binding = [task for task in tasks if task.clause.partition("#")[0] not in draft.view.over]
    left_out = len(tasks) - len(binding)
    if not binding or not left_out or draft.interpretation.documents:
        compose_task_answer(draft, tasks)
        return
    compose_task_answer(draft, binding)
    draft.excluded["not_in_force"] = left_out
    draft.note(draft.message("note.not_in_force", count=left_out))


_FEW = 3
"""So many tasks may be one piece of work."""
_FEWEST_SYLLABLES = 3
_WELL_HELD = 0.75
"""Coverage from which a task of the whole register is meant: "xây dựng nhà ở xã hội" is not "xây dựng ... xã hội"."""


def _of_passages(desk: Desk, draft: Draft, passages: Sequence[Weighed]) -> list[Task]:
    return find_tasks(desk.view, passages, draft.interpretation, draft.question) or _of_register(desk, draft)


def _of_register(desk: Desk, draft: Draft) -> list[Task]:
    """Return the few tasks that hold the topic best, though no passage holds enough of all the question's words.

    In a question about one piece of work the rest are ways of asking ("deadline của việc ... là khi nào vậy em?"). A
    single word tells no task from another, unless the question names a document or an agency.
    """
    meaning = draft.interpretation
    if len(syllables(meaning.terms)) < _FEWEST_SYLLABLES and not (meaning.documents or meaning.agencies):
        return []
    filters = replace(filters_of(desk.view, desk.embedder, meaning, draft.question), roles=(), due=None, kinds=())
    tasks = [matched.task for matched in selection_of(desk.view, filters).named]
    tasks = [task for task in tasks if not says_another_year(draft.question.text, _said_of(task))]
    held = [coverage(meaning.terms, task.action) for task in tasks]
    best = max(held, default=0.0)
    if best < _WELL_HELD and not (meaning.documents or meaning.agencies):
        return []
    if len(tasks) > _FEW:
        tasks = [task for task, share in zip(tasks, held, strict=True) if share == best]
    return tasks if len(tasks) <= _FEW else []


def _said_of(task: Task) -> str:
    return " ".join((task.action, *(deadline.text for deadline in task.deadlines)))


def _narrows(meaning: Interpretation) -> bool:
    """Tell whether a question says anything by which tasks can be chosen."""
    slots = (meaning.agencies, meaning.documents, meaning.due, meaning.kinds, meaning.bodies, meaning.periods)
    return any(slots) or bool(meaning.without or meaning.without_kinds or meaning.without_documents or meaning.overdue)


def _in_each(desk: Desk, draft: Draft) -> bool:
    """Answer document by document where the question names several; tell whether more than one says something."""
    meaning = draft.interpretation
    # each is searched by the topic alone: what the question says of the other document is no evidence
    question = replace(draft.question, text=meaning.topic)
    each = [replace(meaning, documents=(number,)) for number in meaning.documents]
    found = [
        (one.documents[0], find_tasks(desk.view, answering(desk.view, desk.embedder, one, question), one, question))
        for one in each
    ]
    desk.clock.lap("search")
    if sum(bool(tasks) for _, tasks in found) < 2:
        return False
    compose_by_document(draft, found)
    return True


def _pointed_at(desk: Desk, draft: Draft, earlier: Interpretation) -> None:
    """Answer about the tasks of an earlier answer: one by its number, or all of them."""
    ordinal = draft.interpretation.ordinal
    one = draft.interpretation.single and ordinal is None
    tasks = (spoken_of if one else tasks_of)(desk.view, desk.embedder, earlier, draft.question)
    desk.clock.lap("select")
    if ordinal is not None:
        pointed = task_at(tasks, ordinal)
        tasks = [pointed] if pointed else []
    if len(tasks) > _MOST_IN_PROSE and earlier.intent in TASK_INTENTS and earlier.intent is not Intent.NEXT_DEADLINE:
        draft.interpretation = replace(earlier, intent=Intent.LIST_TASKS, notes=draft.interpretation.notes)
        list_tasks(desk, draft)
    elif tasks:
        compose_task_answer(draft, tasks)
    else:
        draft.status = Status.NO_MATCH
        missing = "no_match.no_task" if ordinal == -1 else "no_match.ordinal" if ordinal else "no_match.search"
        draft.note(draft.message(missing, n=ordinal))


_MOST_IN_PROSE = 5
"""So many tasks are told one by one; of more the table says who, when and what."""
