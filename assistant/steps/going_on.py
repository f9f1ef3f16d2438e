"""A short question that goes on about what the last answer quoted: "sửa để làm gì?", "báo cáo cho ai?"."""

from __future__ import annotations

from assistant.compose import SHORT_CLAUSE, Draft, best_sentence, compose_clauses, compose_task_answer, sentences_of
from assistant.lexical.focus import focus_of, states
from assistant.lexical.relevance import coverage
from assistant.model import Intent, Status
from assistant.search.quoted import Spoken, clauses_spoken_of, goes_on, share_held
from assistant.steps.clauses import say_unstated
from assistant.steps.desk import Desk
from corpus.model import Task

_MOST_QUOTED = 2


def go_on(desk: Desk, draft: Draft) -> bool:
    """Answer from the clauses spoken of; tell whether the question is about them."""
    meaning = draft.interpretation
    if meaning.within is None:
        return False
    spoken = clauses_spoken_of(desk.view, desk.embedder, meaning.within, draft.question)
    desk.clock.lap("select")
    if not goes_on(desk.view, desk.embedder, meaning, draft.question, spoken):
        return False
    held = [share_held(meaning.terms, *each) for each in spoken]
    meant = [each for each, share in zip(spoken, held, strict=True) if share == max(held)]
    if focus_of(draft.question.text):
        _figures(draft, meant)
        return True
    tasks = [task for each in meant for task in _tasks_at(each)]
    if meaning.intent in {Intent.WHO, Intent.WHEN} and 0 < len(tasks) <= _MOST_QUOTED:
        compose_task_answer(draft, tasks)
    else:
        compose_clauses(draft, [_quoted(each, meaning.terms) for each in meant[:_MOST_QUOTED]], intro=None)
    return True


def _tasks_at(spoken: Spoken) -> list[Task]:
    directive, clause = spoken
    return [task for task in directive.tasks if task.clause == clause.id]


def _quoted(spoken: Spoken, topic: str) -> tuple[*Spoken, int, int]:
    directive, clause = spoken
    start, end = clause.start, clause.end
    if end - start > SHORT_CLAUSE:
        start, end = best_sentence(directive, start, end, topic)
    return directive, clause, start, end


def _figures(draft: Draft, meant: list[Spoken]) -> None:
    """Quote what states a figure of the kind asked for; where nothing does, say so."""
    focus = focus_of(draft.question.text)
    topic = draft.interpretation.terms
    spans = [
        (directive, clause, *span)
        for directive, clause in meant
        for span in sentences_of(directive, clause.start, clause.end)
    ]
    stating = [each for each in spans if focus and states(focus, each[0].text[each[2] : each[3]])]
    if stating:
        best = max(stating, key=lambda each: coverage(topic, each[0].text[each[2] : each[3]]))
        compose_clauses(draft, [best], intro=None, beside=False)
        return
    say_unstated(draft)
    compose_clauses(draft, [_quoted(meant[0], topic)], intro=None, beside=False)
    draft.status = Status.NO_MATCH
