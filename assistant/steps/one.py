"""One piece of work: who, when, what; found by its words or pointed at in an earlier answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import Draft, compose_by_document, compose_task_answer
from assistant.lexical.focus import focus_of, states
from assistant.model import TASK_INTENTS, Intent, Interpretation, Status
from assistant.search.find import answering, find_tasks
from assistant.search.results import certain_work_of, spoken_of, task_at, tasks_of
from assistant.selection.select import concerned_keys, kinds_of, role_of
from assistant.steps.clauses import quote_clauses, search_clauses, told_as_unstated
from assistant.steps.desk import Desk
from assistant.steps.going_on import go_on
from assistant.steps.sides import passages_of, tell_sides
from assistant.steps.tasks import list_tasks
from corpus.model import Task
from corpus.text import fold


def one_task(desk: Desk, draft: Draft) -> None:
    """Answer who, when or what about one piece of work."""
    meaning = draft.interpretation
    if meaning.within and meaning.topic:
        if go_on(desk, draft):
            return
        meaning = draft.interpretation = replace(meaning, within=None)
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
    if len(meaning.agencies) > 1 and tell_sides(desk, draft):
        return
    passages = answering(desk.view, desk.embedder, meaning, draft.question)
    of_tasks = meaning.intent is not Intent.WHAT
    tasks = certain_work_of(desk.view, desk.embedder, meaning, draft.question, passages) if of_tasks else []
    desk.clock.lap("search")
    if tasks and _lack_detail(draft, tasks):
        if not told_as_unstated(desk, draft):
            quote_clauses(desk, draft, [])
    elif tasks:
        _tell_whose(draft, tasks)
        _of_force(draft, tasks)
    else:
        quote_clauses(desk, draft, passages)


def _lack_detail(draft: Draft, tasks: Sequence[Task]) -> bool:
    """Tell whether a detail is asked for ("họp lúc mấy giờ?") that no task found states."""
    focus = focus_of(draft.question.text)
    if focus is None or focus.figure:
        return False
    texts = [draft.directive(task.clause.partition("#")[0]).text[task.start : task.end] for task in tasks]
    return not any(states(focus, text) for text in texts)


_SETTLED = frozenset({Intent.WHO, Intent.WHEN})


def settled_by_work(desk: Desk, draft: Draft, words: str, candidates: Sequence[str]) -> bool:
    """Let the piece of work asked about tell which body a name with several bearers means; tell whether it does.

    It does where the work is certain, and one of the candidates alone has a part in it.
    """
    meaning = draft.interpretation
    if meaning.intent not in _SETTLED or not words or not meaning.topic or meaning.within or meaning.unknown_documents:
        return False
    passages = answering(desk.view, desk.embedder, meaning, draft.question)
    tasks = certain_work_of(desk.view, desk.embedder, meaning, draft.question, passages)
    parts = [{party.name for party in (*t.leads, *t.coordinators, *t.directors)} for t in tasks]
    meant = [name for name in candidates if parts and all(name in part for part in parts)]
    taking_part = [name for name in candidates if any(name in part for part in parts)]
    keys = [key for key, agency in desk.view.registry.by_id.items() if [agency.name] == meant == taking_part]
    desk.clock.lap("search")
    if len(keys) != 1:
        return False
    note = ("settled_by_work", f"{words}|{meant[0]}")
    draft.interpretation = replace(
        meaning,
        agencies=(keys[0], *meaning.agencies),
        agency_names=(meant[0], *meaning.agency_names),
        notes=(*meaning.notes, note),
    )
    return True


# "When does Hanoi have to report?", "Bộ Tài chính phải báo cáo khi nào?"
_ACTS = (
    r"\b{name} (?:se |thi |cung )?(?:phai|can|co trach nhiem|must|ha(?:s|ve) to|should|needs? to)\b",
    r"\b(?:must|does|do|should) (?:the )?{name}\b",
)


def _tell_whose(draft: Draft, tasks: Sequence[Task]) -> None:
    """Say so where the agency that is asked what it must do has no part in any of the tasks."""
    meaning, registry = draft.interpretation, draft.view.registry
    asked = fold(draft.question.text)
    names = [re.escape(fold(name)) for name in meaning.agency_names]
    if meaning.place or not any(re.search(form.format(name=name), asked) for name in names for form in _ACTS):
        return
    keys, kinds = concerned_keys(meaning.agencies, registry), kinds_of(meaning.agencies, registry)
    if not any(role_of(task, keys, kinds, ()) for task in tasks):
        agency = ", ".join(draft.agency(key) for key in meaning.agencies)
        draft.note(draft.message("note.not_theirs", agency=agency))


def _of_force(draft: Draft, tasks: list[Task]) -> None:
    """Answer with the tasks that are in force where there are any, and say how many are not; else with all."""
    over = draft.view.over.provisions_alone if draft.interpretation.documents else draft.view.over
    binding = [task for task in tasks if task.clause not in over]
    left_out = len(tasks) - len(binding)
    if not binding or not left_out or draft.interpretation.provision:
        compose_task_answer(draft, tasks)
        return
    compose_task_answer(draft, binding)
    draft.excluded["not_in_force"] = left_out
    draft.note(draft.message("note.not_in_force", count=left_out))


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
        (one.documents[0], find_tasks(desk.view, passages_of(desk, draft, one, question), one, question))
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
    if ordinal is None and focus_of(draft.question.text) and go_on(desk, draft):
        return
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
    elif ordinal is None and go_on(desk, draft):
        return
    else:
        draft.status = Status.NO_MATCH
        missing = "no_match.no_task" if ordinal == -1 else "no_match.ordinal" if ordinal else "no_match.search"
        draft.note(draft.message(missing, n=ordinal))


_MOST_IN_PROSE = 5
"""So many tasks are told one by one; of more the table says who, when and what."""
