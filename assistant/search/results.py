"""The tasks that an interpretation stands for: what an answer lists, and what a later question points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus_view import CorpusView
from assistant.lexical.relevance import coverage, syllables
from assistant.model import TASK_INTENTS, Interpretation, Question
from assistant.search.evidence import says_another_year
from assistant.search.find import answering, find_tasks
from assistant.search.nearest import maybe_meant
from assistant.search.weighing import Weighed
from assistant.selection.select import Selection, TaskFilters, select
from assistant.understand.provisions import places_in
from corpus.force import NOTHING
from corpus.model import Task
from index.embedding import Embedder


def filters_of(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> TaskFilters:
    """Return the filters that an interpretation stands for; those of an earlier question narrow it to its tasks."""
    earlier = tasks_of(view, embedder, meaning.within, question) if meaning.within else None
    under = _places(view, meaning, question)
    return TaskFilters(
        agencies=meaning.agencies,
        roles=meaning.roles,
        documents=meaning.documents,
        due=meaning.due,
        overdue=meaning.overdue,
        topic=meaning.terms,
        partners=meaning.partners,
        givers=meaning.givers,
        bodies=meaning.bodies,
        without=meaning.without,
        recipients=meaning.recipients,
        absent=meaning.absent,
        without_documents=meaning.without_documents,
        without_past=question.today if meaning.without_overdue else None,
        kinds=meaning.kinds,
        without_kinds=meaning.without_kinds,
        periods=meaning.periods,
        under=under,
        by_name=meaning.by_name,
        only=None if earlier is None else frozenset(task.id for task in earlier),
        by_deadline=meaning.by_deadline,
        over=NOTHING if under else view.over.provisions_alone if meaning.documents else view.over,
        audiences=question.audiences,
    )


def _places(view: CorpusView, meaning: Interpretation, question: Question) -> tuple[str, ...]:
    """Return the clauses that a question narrows to ("nhiệm vụ tại Điều 3 Quyết định 904")."""
    if not meaning.provision:
        return ()
    directives = (view.directive(number, question.audiences) for number in meaning.documents)
    clauses = (clause for each in directives if each for clause in places_in(each, meaning.provision))
    return tuple(clause.id for clause in clauses) or ("",)


def selection_of(view: CorpusView, filters: TaskFilters) -> Selection:
    """Return the selection for filters; a topic is looked for in a task's words and in the headings above it."""
    return select(view.store, filters, view.registry, lambda task: _words(view, task, filters))


def holds_topic(view: CorpusView, filters: TaskFilters, tasks: Sequence[Task]) -> bool:
    """Tell whether some task holds a topic nearly word for word, in itself or the headings above it."""
    return any(coverage(filters.topic, _words(view, task, filters), reworded=False) >= _NEARLY_ALL for task in tasks)


_NEARLY_ALL = 0.8
"""Share of a topic that says it is one, where nothing introduces it."""


def tasks_of(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Task]:
    """Return the tasks of an earlier question's answer, in the order in which they were shown."""
    if meaning.ordinal is not None and meaning.within:
        pointed = task_at(tasks_of(view, embedder, meaning.within, question), meaning.ordinal)
        return [pointed] if pointed else []
    question = as_asked(meaning, question)
    if meaning.intent in TASK_INTENTS or not meaning.topic:
        filters = filters_of(view, embedder, meaning, question)
        return [matched.task for matched in selection_of(view, filters).all]
    return work_of(view, embedder, meaning, question)


def as_asked(meaning: Interpretation, question: Question) -> Question:
    """Return the question with the words of an earlier one, by which that one's answer was found."""
    return replace(question, text=meaning.asked or question.text)


_FEW = 3
"""So many tasks may be one piece of work."""
_FEWEST_SYLLABLES = 3
_WELL_HELD = 0.75
"""Coverage from which a task of the whole register is meant: "xây dựng nhà ở xã hội" is not "xây dựng ... xã hội"."""


def work_of(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Task]:
    """Return the tasks that the answer to a question about one piece of work told of."""
    passages = answering(view, embedder, meaning, question)
    tasks = certain_work_of(view, embedder, meaning, question, passages)
    if tasks or passages:
        return tasks
    return find_tasks(view, maybe_meant(view, embedder, meaning, question), meaning, question)


def certain_work_of(
    view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question, passages: Sequence[Weighed]
) -> list[Task]:
    """Return the tasks that a question about one piece of work means, of the passages that answer, else of all."""
    return find_tasks(view, passages, meaning, question) or _of_register(view, embedder, meaning, question)


def _of_register(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Task]:
    """Return the few tasks that hold the topic best, though no passage holds enough of all the question's words.

    In a question about one piece of work the rest are ways of asking ("deadline của việc ... là khi nào vậy em?"). A
    single word tells no task from another, unless the question names a document or an agency.
    """
    if len(syllables(meaning.terms)) < _FEWEST_SYLLABLES and not (meaning.documents or meaning.agencies):
        return []
    filters = replace(filters_of(view, embedder, meaning, question), roles=(), due=None, kinds=())
    tasks = [matched.task for matched in selection_of(view, filters).named]
    tasks = [task for task in tasks if not says_another_year(question.text, _said_of(task))]
    held = [coverage(meaning.terms, task.action) for task in tasks]
    best = max(held, default=0.0)
    if best < _WELL_HELD and not (meaning.documents or meaning.agencies):
        return []
    if len(tasks) > _FEW:
        tasks = [task for task, share in zip(tasks, held, strict=True) if share == best]
    return tasks if len(tasks) <= _FEW else []


def _said_of(task: Task) -> str:
    return " ".join((task.action, *(deadline.text for deadline in task.deadlines)))


def spoken_of(view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question) -> list[Task]:
    """Return what "việc đó" means after an earlier answer: of a list, what was given by name, if anything was."""
    if meaning.within and meaning.single and meaning.ordinal is None:
        return spoken_of(view, embedder, meaning.within, question)
    tasks = tasks_of(view, embedder, meaning, question)
    by_name = [task for task in tasks if not any(party.is_group for party in task.leads)]
    return by_name or tasks


def task_at(tasks: list[Task], ordinal: int) -> Task | None:
    """Return the task with a number in a list, counted from 1; -1 is the last."""
    index = ordinal if ordinal < 0 else ordinal - 1
    return tasks[index] if -len(tasks) <= index < len(tasks) else None


def _words(view: CorpusView, task: Task, filters: TaskFilters) -> str:
    outline = view.outlines(filters.audiences).get(task.clause.partition("#")[0])
    headings = [heading for clause, heading in outline.headings if _holds(clause, task.clause)] if outline else []
    return " ".join((*headings, task.action))


def _holds(clause_id: str, task_clause: str) -> bool:
    return task_clause == clause_id or task_clause.startswith(clause_id + "__")
