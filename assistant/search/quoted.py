"""What a conversation speaks of: the clauses that the last answer quoted, which a short question goes on about."""

from __future__ import annotations

from dataclasses import replace

from assistant.corpus_view import CorpusView
from assistant.lexical.relevance import syllables
from assistant.lexical.thesaurus import in_words_of
from assistant.model import TASK_INTENTS, Intent, Interpretation, Question
from assistant.search.find import answering, find_clauses
from assistant.search.nearest import maybe_meant
from assistant.search.results import as_asked, tasks_of
from corpus.model import Clause, Directive, Task
from index.embedding import Embedder

Spoken = tuple[Directive, Clause]
_MOST = 6
"""Of so many clauses a short question may mean one."""
_HELD = 1 / 3
"""The share of a short question's own syllables that the clauses spoken of hold at least, if it goes on about them."""


def clauses_spoken_of(
    view: CorpusView, embedder: Embedder, earlier: Interpretation, question: Question
) -> list[Spoken]:
    """Return the clauses that the answer to an earlier question quoted; none where they are too many."""
    asked = as_asked(earlier, question)
    if earlier.within and earlier.topic:
        before = clauses_spoken_of(view, embedder, earlier.within, question)
        if goes_on(view, embedder, earlier, asked, before):
            return before
        earlier = replace(earlier, within=None)
    about_tasks = earlier.intent in TASK_INTENTS | {Intent.WHO, Intent.WHEN} or earlier.within
    tasks = tasks_of(view, embedder, earlier, question) if about_tasks else []
    if tasks:
        return _of_tasks(view, tasks, question) if len(tasks) <= _MOST else []
    if earlier.within:
        return clauses_spoken_of(view, embedder, earlier.within, question)
    if earlier.intent in TASK_INTENTS:
        return []
    passages = answering(view, embedder, earlier, asked) or maybe_meant(view, embedder, earlier, asked)
    return [(directive, clause) for directive, clause, *_ in find_clauses(view, passages, question)]


def goes_on(
    view: CorpusView, embedder: Embedder, meaning: Interpretation, question: Question, spoken: list[Spoken]
) -> bool:
    """Tell whether a short question is about the clauses spoken of.

    It is where they hold some of its own words. Where they hold none, it still is if it hardly has any ("qua kênh
    nào?") and nothing else surely answers it.
    """
    if not spoken:
        return False
    held = max(share_held(meaning.terms, directive, clause) for directive, clause in spoken)
    if held >= _HELD:
        return True
    return len(syllables(meaning.terms)) < 2 and not answering(view, embedder, replace(meaning, within=None), question)


def share_held(topic: str, directive: Directive, clause: Clause) -> float:
    """Return the share of a topic's syllables that a clause holds."""
    text = directive.text[clause.start : clause.end]
    wanted = syllables(in_words_of(topic, text))
    return sum(each in syllables(text) for each in wanted) / len(wanted) if wanted else 1.0


def _of_tasks(view: CorpusView, tasks: list[Task], question: Question) -> list[Spoken]:
    found = (view.clause(task.clause, question.audiences) for task in tasks)
    return list({clause.id: (directive, clause) for directive, clause in filter(None, found)}.values())
