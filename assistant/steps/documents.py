"""Documents: their facts, lists of them, where they are mentioned, and those that are not there."""

from __future__ import annotations

from datetime import date

from assistant.compose import (
    Draft,
    Mention,
    Place,
    compose_by_document,
    compose_concordance,
    compose_documents,
    compose_facts,
    compose_mentioned,
    compose_references,
    compose_task_answer,
)
from assistant.lexical.relevance import COVERED, coverage
from assistant.model import SOUGHT_WORDS, DateRange, Intent, Interpretation, Status
from assistant.search.find import answering, find_tasks
from assistant.selection.select import concerned_keys
from assistant.steps.clauses import search_clauses
from assistant.steps.concordance import places_of_words
from assistant.steps.desk import Desk
from assistant.steps.mentions import find_mentions, places_of_agency
from corpus.family import BODY, part_of
from corpus.force import base_number
from corpus.model import Task
from index.catalog import holding, mentioning


def facts(desk: Desk, draft: Draft) -> None:
    """State a fact of a document."""
    heads = desk.view.context(draft.question.audiences).heads
    numbers = draft.interpretation.documents or tuple(h.number for h in heads if len(heads) == 1)
    if not numbers:
        draft.status = Status.CLARIFY
        draft.candidates = tuple(head.number for head in heads)
        draft.note(draft.message("clarify.which_document"))
        return
    fact = draft.interpretation.fact or "overview"
    compose_facts(draft, numbers if fact == "overview" else _bodies(draft, numbers), fact)
    desk.clock.lap("select")


def _bodies(draft: Draft, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the documents without annexes that came in files of their own, where the body is there that says it."""
    bodies = tuple(number for number in numbers if part_of(draft.directive(number)) == BODY)
    held = {base_number(number) for number in bodies}
    return tuple(number for number in numbers if number in bodies or base_number(number) not in held)


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
    """List the documents, of a period, a type or an issuer where the question says so."""
    meaning = draft.interpretation
    context = desk.view.context(draft.question.audiences)
    due, wanted = meaning.due, meaning.document_type
    of_them = {number for key in meaning.agencies for number in context.issued_by(key)}
    inside = [
        head.number
        for head in context.heads
        if (due is None or _contains(due, head.date))
        and wanted in (None, head.type_code)
        and (not meaning.agencies or head.number in of_them)
    ]
    compose_documents(draft, tuple(inside))
    desk.clock.lap("select")


def references(desk: Desk, draft: Draft) -> None:
    """List where a document is mentioned."""
    meaning = draft.interpretation
    if meaning.mentioned:
        found = [(_called(draft, each), _places(desk, draft, each)) for each in meaning.mentioned]
        desk.clock.lap("select")
        if meaning.documents:
            compose_mentioned(draft, found)
        elif any(documents for _, documents in found):
            compose_concordance(draft, found)
        else:  # what it calls by other words the search may find
            names = ", ".join(name for name, _ in found)
            draft.note(draft.message("mentioned.nowhere", name=names))
            search_clauses(desk, draft)
        return
    name = base_number((meaning.documents or meaning.unknown_documents)[0])
    mentions: list[Mention] = find_mentions(desk.view, name, draft.question.audiences)
    desk.clock.lap("select")
    compose_references(draft, name, mentions)


def _called(draft: Draft, sought: str) -> str:
    """Return how a body, a document or a term that is looked for is called."""
    if sought.startswith(SOUGHT_WORDS):
        return f"“{sought.removeprefix(SOUGHT_WORDS)}”"
    if sought in draft.view.registry.by_id or sought.startswith("text:"):
        return draft.agency(sought)
    heads = draft.view.context(draft.question.audiences).heads
    return draft.document_name(sought) if any(head.number == sought for head in heads) else sought


def _places(desk: Desk, draft: Draft, sought: str) -> list[tuple[str, list[Place]]]:
    """Return the places that mention what is sought, for each document asked about, or each that does."""
    if not draft.interpretation.documents:
        return _places_anywhere(desk, draft, sought)
    numbers = _bodies(draft, draft.interpretation.documents)
    if sought in desk.view.registry.by_id or sought.startswith("text:"):
        return [(number, places_of_agency(draft.directive(number), sought)) for number in numbers]
    mentions = find_mentions(desk.view, base_number(sought), draft.question.audiences)
    return [
        (
            number,
            [Place(m.clause, m.reference.start, m.reference.end) for m in mentions if m.directive.number == number],
        )
        for number in numbers
    ]


def _places_anywhere(desk: Desk, draft: Draft, sought: str) -> list[tuple[str, list[Place]]]:
    """Return each document that mentions what is sought, the oldest first, with the places that do."""
    audiences, view = draft.question.audiences, desk.view
    term = sought.removeprefix(SOUGHT_WORDS)
    if sought.startswith(SOUGHT_WORDS):
        numbers = holding(view.store, audiences, term)
    else:
        numbers = frozenset(mentioning(view.store, audiences, sought))
    seek = places_of_words if sought.startswith(SOUGHT_WORDS) else places_of_agency
    heads = view.context(audiences).heads
    found = [(h.number, seek(draft.directive(h.number), term)) for h in heads if h.number in numbers]
    return [(number, places) for number, places in found if places]


def unknown_document(desk: Desk, draft: Draft) -> None:
    """Say that a document is not in the corpus, and where the corpus mentions it, if it does.

    Who does something about it, or when, the clauses that mention it may say.
    """
    meaning = draft.interpretation
    names = meaning.unknown_documents
    # beside a document that is held, the other is what its tasks are about
    if (meaning.intent in _OF_WORK or _in_held(meaning)) and (found := _work_about(desk, draft)):
        for name in names:
            draft.note(draft.message("no_match.document", document=name))
        if len(found) > 1 and meaning.documents:
            compose_by_document(draft, found)
        else:
            compose_task_answer(draft, [task for _, tasks in found for task in tasks])
        return
    for name in names:
        draft.note(draft.message("no_match.document", document=name))
        mentions = find_mentions(desk.view, name, draft.question.audiences)
        if mentions:
            draft.note(draft.message("note.cited_in"))
            compose_references(draft, name, mentions)
    draft.status = Status.NO_MATCH


def _in_held(meaning: Interpretation) -> bool:
    return bool(meaning.documents) and meaning.intent in {Intent.LIST_TASKS, Intent.WHAT, Intent.SEARCH}


_FEW = 3
"""So many tasks may be what a question without a topic means by a document that it names."""
_OF_WORK = frozenset({Intent.WHO, Intent.WHEN, Intent.COMPARE})


def _work_about(desk: Desk, draft: Draft) -> list[tuple[str, list[Task]]]:
    """Return, document by document, the tasks of the clauses that refer to a document which is not held.

    They are those that hold most of the topic. Without a topic the question must name where to look ("việc sửa Thông
    tư 130 trong Công văn 693"): the document itself is the topic then.
    """
    meaning = draft.interpretation
    mentions = [
        m for name in meaning.unknown_documents for m in find_mentions(desk.view, name, draft.question.audiences)
    ]
    own = concerned_keys(meaning.agencies, desk.view.registry)
    found: dict[str, list[Task]] = {}
    for mention in mentions:
        number = mention.directive.number
        if meaning.documents and number not in meaning.documents:
            continue
        for task in mention.directive.tasks:
            inside = task.clause == mention.clause.id or task.clause.startswith(mention.clause.id + "__")
            if meaning.agencies and own.isdisjoint(party.key for party in task.leads):
                continue
            if inside and task not in found.setdefault(number, []):
                found[number].append(task)
    desk.clock.lap("search")
    if not meaning.topic and not (meaning.documents or meaning.agencies):
        return list(found.items()) if sum(map(len, found.values())) <= _FEW else []
    if not meaning.topic:
        return [(number, tasks) for number in meaning.documents or found if (tasks := found.get(number, []))]
    held = {task.id: coverage(meaning.terms, task.action) for tasks in found.values() for task in tasks}
    best = max(held.values(), default=0.0)
    if best < COVERED and not meaning.documents and (meant := _found_among(desk, draft, set(held))):
        return meant
    if best < COVERED and not meaning.documents:
        # the one task of the agency asked about that the document is mentioned in
        return list(found.items()) if meaning.agencies and len(held) == 1 else []
    sides = []
    for number, tasks in found.items():
        most = max((held[task.id] for task in tasks), default=0.0) if meaning.documents else best
        sides.append((number, [task for task in tasks if held[task.id] == most]))
    return [(number, tasks) for number, tasks in sides if tasks]


def _found_among(desk: Desk, draft: Draft, mentioning: set[str]) -> list[tuple[str, list[Task]]]:
    """Return what the search finds of the work, where it is among the tasks that mention the document."""
    meaning = draft.interpretation
    passages = answering(desk.view, desk.embedder, meaning, draft.question)
    tasks = find_tasks(desk.view, passages, meaning, draft.question)
    desk.clock.lap("search")
    if not tasks or not all(task.id in mentioning for task in tasks):
        return []
    return [(tasks[0].clause.partition("#")[0], tasks)]


def _contains(due: DateRange, day: date | None) -> bool:
    return day is not None and (due.first or date.min) <= day <= (due.last or date.max)
