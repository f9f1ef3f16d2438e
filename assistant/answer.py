"""The answer path: understand, select or search, compose, verify; then, where a model is configured, word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.compose import Draft, say_how_far_off, say_how_read, say_what_is_not_recorded
from assistant.compose.force import warn_of_force
from assistant.compose.repeats import tell_repeats
from assistant.corpus_view import CorpusView
from assistant.labels import capital
from assistant.model import (
    ALL_AUDIENCES,
    MAX_QUESTION_CHARS,
    PROPOSED,
    Answer,
    Intent,
    Interpretation,
    Question,
    QuestionError,
    Statement,
    Status,
    Wording,
)
from assistant.settings import Settings
from assistant.steps import clauses, documents, one, rankings, tasks
from assistant.steps.desk import Desk
from assistant.understand import Understanding, interpret
from assistant.understand.cues import EXPORT, prepare_cues
from assistant.understand.manners import without_manners
from assistant.understand.propose import unsure
from assistant.verify import verify
from corpus.agencies import registry
from corpus.text import fold
from index.embedding import Embedder, load_embedder
from index.store import Store

if TYPE_CHECKING:  # nothing of a language model is imported where none is configured
    from assistant.llm.model import Cancellation
    from assistant.llm.proposer import Proposer
    from assistant.wording.writer import Telling, Writer

_STEPS: dict[Intent, Callable[[Desk, Draft], None]] = {
    Intent.LIST_TASKS: tasks.list_tasks,
    Intent.COUNT_TASKS: tasks.list_tasks,
    Intent.NEXT_DEADLINE: rankings.next_deadline,
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

    def __init__(
        self, view: CorpusView, embedder: Embedder, writer: Writer | None = None, proposer: Proposer | None = None
    ) -> None:
        self._view = view
        self.embedder = embedder
        self.writer = writer
        """Words what was computed; None where no language model is configured."""
        self.proposer = proposer
        """Proposes what a question means that would be refused; None where no language model is configured."""

    @property
    def view(self) -> CorpusView:
        """The corpus as it is now. Whoever reads twice keeps what this gives."""
        self._view = self._view.current()
        return self._view

    def ask(self, question: Question, cancellation: Cancellation | None = None) -> Answer:
        """Answer a question; ``cancellation`` tells when nobody waits for a language model's part any more.

        Raises:
            QuestionError: the question is empty or too long.
        """
        draft, laps = self._compute(question, cancellation)
        text, wording = self.writer.word(draft, cancellation) if self.writer else (draft.text, None)
        return _finished(draft, laps, text, wording)

    def tell(self, question: Question, cancellation: Cancellation) -> Iterator[Answer | str]:
        """Answer a question in pieces: the answer as computed, its text as it is worded, the answer as it was told.

        The pieces joined are the last answer's text; tasks, citations and all else are the first one's.

        Raises:
            QuestionError: the question is empty or too long.
        """
        draft, laps = self._compute(question, cancellation)
        computed = _finished(draft, laps, draft.text, None)
        yield computed
        telling = self.writer.open(draft) if self.writer else None
        if self.writer is None or telling is None:
            yield draft.text
            yield computed
            return
        told = []
        for piece in _told(self.writer.sentences(draft, telling, cancellation), telling):
            told.append(piece)
            yield piece
        yield replace(computed, text="".join(told), wording=telling.wording)

    def _compute(self, question: Question, cancellation: Cancellation | None = None) -> tuple[Draft, dict[str, float]]:
        """Return the verified draft of an answer; a model has a part in it only where the grammar would refuse."""
        _check(question)
        view = self.view
        desk = Desk(view, self.embedder)
        understanding = interpret(question, view.context(question.audiences))
        desk.clock.lap("understand")
        draft = Draft(question, understanding.language, understanding.interpretation, view)
        _answer(desk, draft, understanding)
        if self.proposer and unsure(draft.interpretation, draft.status):
            draft = _as_proposed(desk, draft, self.proposer, cancellation) or draft
        say_how_far_off(draft)
        say_what_is_not_recorded(draft)
        say_how_read(draft)
        tell_repeats(draft)
        warn_of_force(draft)
        desk.clock.lap("compose")
        verify(draft)
        desk.clock.lap("verify")
        return draft, desk.clock.laps

    def warm(self, stopping: Callable[[], bool] = bool) -> None:
        """Load what the first question would otherwise wait for; nothing more once the server is stopping."""
        self.embedder.embed_query("chỉ đạo")
        if not stopping():
            interpret(Question("chỉ đạo", date.min), self.view.context(ALL_AUDIENCES))
            prepare_cues()


def _answer(desk: Desk, draft: Draft, understanding: Understanding) -> None:
    meaning = draft.interpretation
    if understanding.impossible_date:
        draft.status = Status.CLARIFY
        draft.note(draft.message("clarify.impossible_date", words=understanding.impossible_date))
    elif understanding.clarify and not one.settled_by_work(desk, draft, *understanding.clarify):
        _ask_back(draft, *understanding.clarify, own=understanding.own)
    elif meaning.intent not in _STEPS:
        _refuse(draft)
    elif meaning.unknown_documents and not _asks_of_mentions(meaning):
        documents.unknown_document(desk, draft)
    else:
        _STEPS[meaning.intent](desk, draft)


_OF_OTHERS = frozenset({"replaces", "basis", "cites", "effect"})
"""Facts of a document that name other documents."""


def _asks_of_mentions(meaning: Interpretation) -> bool:
    """Tell whether a document that is not held is what is looked for in others: "906 thay thế Nghị quyết 57 à?"."""
    of_other = meaning.intent is Intent.DOCUMENT_FACTS and bool(meaning.documents)
    return meaning.intent is Intent.REFERENCES or (
        of_other and not _OF_OTHERS.isdisjoint((meaning.fact or "").split("+"))
    )


def _as_proposed(desk: Desk, refused: Draft, proposer: Proposer, cancellation: Cancellation | None) -> Draft | None:
    """Return the answer to what a model thinks a refused question means, marked as that; None where it is no answer."""
    question = refused.question
    desk.clock.lap("compose")
    meaning = proposer.propose(question, refused.interpretation, desk.view.context(question.audiences), cancellation)
    desk.clock.lap("propose")
    if meaning is None:
        return None
    draft = Draft(question, refused.language, meaning, desk.view)
    _STEPS[meaning.intent](desk, draft)
    answered = draft.status is Status.ANSWERED
    proposer.settle(used=answered)
    if not answered:
        return None
    draft.blocks.insert(0, [Statement(draft.message(f"note.{PROPOSED}"), claim=False, fixed=True)])
    return draft


def _check(question: Question) -> None:
    if not question.text.strip():
        raise QuestionError("empty")
    longest = max(map(len, (question.text, *question.history)))
    if longest > MAX_QUESTION_CHARS:
        raise QuestionError("too_long", length=longest, limit=MAX_QUESTION_CHARS)


def _refuse(draft: Draft) -> None:
    helping = draft.interpretation.intent is Intent.HELP
    draft.status = Status.OUT_OF_SCOPE
    files = helping and EXPORT.fullmatch(fold(without_manners(draft.question.text)))
    draft.note(draft.message("help.files" if files else "help.text" if helping else "out_of_scope.text"))


def _ask_back(draft: Draft, words: str, candidates: tuple[str, ...], *, own: bool) -> None:
    draft.status = Status.CLARIFY
    draft.candidates = candidates
    kind = "own" if own else "agency" if words else "document"
    draft.note(draft.message(f"clarify.{kind}", words=words))


def _told(sentences: Iterator[str], telling: Telling) -> Iterator[str]:
    """Yield an answer's text: what stands before the prose, the sentences, what follows them."""
    frame = telling.frame
    if frame.before:
        yield frame.before
    gap = ""
    for sentence in sentences:
        yield gap + sentence
        gap = " "
    rest = frame.after if telling.complete else frame.appended() if telling.kept else frame.computed
    if rest:
        yield rest


def _finished(draft: Draft, laps: dict[str, float], text: str, wording: Wording | None) -> Answer:
    return Answer(
        question=draft.question.text,
        language=draft.language,
        today=draft.question.today,
        status=draft.status,
        interpretation=draft.interpretation,
        text=text,
        tasks=draft.tasks,
        excluded=draft.excluded,
        citations=tuple(draft.citations),
        candidates=draft.candidates,
        suggestions=tuple(map(capital, draft.suggestions)),
        timings_ms={"understand": 0.0, "select": 0.0, "compose": 0.0, **laps},
        wording=wording,
        repeats=draft.repeats,
    )
