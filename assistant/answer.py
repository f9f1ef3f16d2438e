"""The answer path: understand, select or search, compose, verify."""

from __future__ import annotations

from collections.abc import Callable

from assistant.compose import Draft
from assistant.corpus_view import CorpusView
from assistant.model import MAX_QUESTION_CHARS, Answer, Intent, Question, QuestionError, Status
from assistant.settings import Settings
from assistant.steps import clauses, documents, one, tasks
from assistant.steps.desk import Desk
from assistant.understand import Understanding, interpret
from assistant.verify import verify
from corpus.agencies import registry
from index.embedding import Embedder, load_embedder
from index.store import Store

_STEPS: dict[Intent, Callable[[Desk, Draft], None]] = {
    Intent.LIST_TASKS: tasks.list_tasks,
    Intent.COUNT_TASKS: tasks.list_tasks,
    Intent.NEXT_DEADLINE: tasks.next_deadline,
    Intent.COMPARE: tasks.compare,
    Intent.WHO: one.one_task,
    Intent.WHEN: one.one_task,
    Intent.WHAT: one.one_task,
    Intent.CLAUSE: clauses.clause,
    Intent.SEARCH: clauses.search_clauses,
    Intent.DOCUMENT_FACTS: documents.facts,
    Intent.LIST_DOCUMENTS: documents.documents,
    Intent.WHAT_CHANGED: documents.newest,
    Intent.REFERENCES: documents.references,
}
"""Intent -> what answering it takes; help and what is out of scope take nothing."""


def open_assistant(store: Store, settings: Settings) -> Assistant:
    """Return an assistant over an open store; the embedding model loads when first needed."""
    return Assistant(CorpusView(store, registry()), load_embedder(settings.embedding_model))


class Assistant:
    """Answers questions. Safe to share between threads."""

    def __init__(self, view: CorpusView, embedder: Embedder) -> None:
        self.view = view
        self.embedder = embedder

    def ask(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            QuestionError: the question is empty or too long.
        """
        _check(question)
        desk = Desk(self.view, self.embedder)
        understanding = interpret(question, self.view.context(question.audiences))
        desk.clock.lap("understand")
        draft = Draft(question, understanding.language, understanding.interpretation, self.view)
        _answer(desk, draft, understanding)
        desk.clock.lap("compose")
        verify(draft)
        desk.clock.lap("verify")
        return _finished(draft, desk.clock.laps)

    def warm(self) -> None:
        """Load what the first question would otherwise wait for."""
        self.embedder.embed_query("chỉ đạo")


def _answer(desk: Desk, draft: Draft, understanding: Understanding) -> None:
    meaning = draft.interpretation
    if understanding.impossible_date:
        draft.status = Status.CLARIFY
        draft.note(draft.message("clarify.impossible_date", words=understanding.impossible_date))
    elif understanding.clarify:
        _ask_back(draft, *understanding.clarify)
    elif meaning.intent not in _STEPS:
        _refuse(draft)
    elif meaning.unknown_documents and meaning.intent is not Intent.REFERENCES:
        documents.unknown_document(desk, draft)
    else:
        _STEPS[meaning.intent](desk, draft)


def _check(question: Question) -> None:
    if not question.text.strip():
        raise QuestionError("empty")
    longest = max(map(len, (question.text, *question.history)))
    if longest > MAX_QUESTION_CHARS:
        raise QuestionError("too_long", length=longest, limit=MAX_QUESTION_CHARS)


def _refuse(draft: Draft) -> None:
    helping = draft.interpretation.intent is Intent.HELP
    draft.status = Status.OUT_OF_SCOPE
    draft.note(draft.message("help.text" if helping else "out_of_scope.text"))


def _ask_back(draft: Draft, words: str, candidates: tuple[str, ...]) -> None:
    draft.status = Status.CLARIFY
    draft.candidates = candidates
    draft.note(draft.message("clarify.agency" if words else "clarify.document", words=words))


def _finished(draft: Draft, laps: dict[str, float]) -> Answer:
    return Answer(
        question=draft.question.text,
        language=draft.language,
        today=draft.question.today,
        status=draft.status,
        interpretation=draft.interpretation,
        text=draft.text,
        tasks=draft.tasks,
        excluded=draft.excluded,
        citations=tuple(draft.citations),
        candidates=draft.candidates,
        suggestions=draft.suggestions,
        timings_ms={"understand": 0.0, "select": 0.0, "compose": 0.0, **laps},
    )
