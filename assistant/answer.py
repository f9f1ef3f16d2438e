"""The answer path: understand, select or search, compose, verify."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.clock import Clock
from assistant.compose import (
    Draft,
    Mention,
    Side,
    best_sentence,
    cell,
    compose_clauses,
    compose_comparison,
    compose_documents,
    compose_facts,
    compose_references,
    compose_task_answer,
    compose_tasks,
)
from assistant.corpus_view import CorpusView
from assistant.find import find_clauses, find_mentions, find_tasks, is_named, touches_corpus
from assistant.labels import clause_label
from assistant.model import (
    MAX_QUESTION_CHARS,
    Answer,
    DateRange,
    Intent,
    Interpretation,
    Match,
    Question,
    QuestionError,
    Status,
)
from assistant.results import filters_of, selection_of, task_at, tasks_of
from assistant.select import Selection, TaskFilters
from assistant.settings import Settings
from assistant.understand import Understanding, interpret
from assistant.understand.interpret import TASK_INTENTS
from assistant.understand.provisions import locate
from assistant.verify import verify
from corpus.agencies import registry
from corpus.model import Task
from index.embedding import Embedder, load_embedder
from index.store import Store

log = logging.getLogger(__name__)


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
        clock = Clock()
        understanding = interpret(question, self.view.context(question.audiences))
        clock.lap("understand")
        draft = Draft(question, understanding.language, understanding.interpretation, self.view)
        self._answer(draft, understanding, clock)
        clock.lap("compose")
        verify(draft)
        clock.lap("verify")
        return _finished(draft, clock.laps)

    def warm(self) -> None:
        """Load what the first question would otherwise wait for."""
        self.embedder.embed_query("chỉ đạo")

    def _answer(self, draft: Draft, understanding: Understanding, clock: Clock) -> None:
        meaning = draft.interpretation
        if understanding.impossible_date:
            draft.status = Status.CLARIFY
            draft.note(draft.message("clarify.impossible_date", words=understanding.impossible_date))
        elif understanding.clarify:
            _ask_back(draft, *understanding.clarify)
        elif meaning.intent in {Intent.HELP, Intent.OUT_OF_SCOPE}:
            _refuse(draft)
        elif meaning.unknown_documents and meaning.intent is not Intent.REFERENCES:
            self._unknown_document(draft, clock)
        else:
            self._by_intent(meaning.intent)(draft, clock)

    def _by_intent(self, intent: Intent) -> Callable[[Draft, Clock], None]:
        return {
            Intent.LIST_TASKS: self._tasks,
            Intent.COUNT_TASKS: self._tasks,
            Intent.NEXT_DEADLINE: self._next_deadline,
            Intent.COMPARE: self._compare,
            Intent.WHO: self._one_task,
            Intent.WHEN: self._one_task,
            Intent.WHAT: self._one_task,
            Intent.CLAUSE: self._clause,
            Intent.DOCUMENT_FACTS: self._facts,
            Intent.LIST_DOCUMENTS: self._documents,
            Intent.WHAT_CHANGED: self._newest,
            Intent.REFERENCES: self._references,
        }.get(intent, self._search)

    def _tasks(self, draft: Draft, clock: Clock) -> None:
        filters = filters_of(self.view, self.embedder, draft.interpretation, draft.question)
        selection = selection_of(self.view, filters)
        clock.lap("select")
        slots = filters.agencies or filters.documents or filters.due
        if not selection.all and filters.topic and slots and not draft.interpretation.firm_topic:
            # words that no task holds and nothing introduces as a topic: a way of speaking; say that they are left out
            ignored, filters = draft.interpretation.topic, replace(filters, topic="")
            draft.interpretation = replace(draft.interpretation, topic="", terms="")
            selection = selection_of(self.view, filters)
            if selection.all:
                draft.note(draft.message("note.topic_ignored", topic=cell(ignored)))
        if not selection.all and filters.topic and not filters.due:
            self._search(draft, clock)  # the words may stand in a clause that orders nothing by themselves
            return
        compose_tasks(draft, selection, self._other_years(draft, filters, [m.match for m in selection.all]))

    def _other_years(self, draft: Draft, filters: TaskFilters, matches: Sequence[Match | None]) -> dict[int, int]:
        """Where the year was not written and nothing is due in this one: count the same period of its neighbours."""
        assumed = any(code == "year_assumed" for code, _ in draft.interpretation.notes)
        if not assumed or not filters.due or {Match.DUE, Match.SPANS} & set(matches):
            return {}
        year = draft.question.today.year
        counts = {}
        for other in (year - 1, year + 1):
            found = selection_of(self.view, replace(filters, due=_in_year(filters.due, other - year))).all
            if count := sum(m.match in {Match.DUE, Match.SPANS} for m in found):
                counts[other] = count
        return counts

    def _next_deadline(self, draft: Draft, clock: Clock) -> None:
        """List what is due on the first day, from today on, on which anything is."""
        meaning = replace(draft.interpretation, due=DateRange(draft.question.today, None))
        filters = filters_of(self.view, self.embedder, meaning, draft.question)
        days = [
            d.last
            for m in selection_of(self.view, filters).all
            for d in m.task.deadlines
            if d.last and d.last >= draft.question.today
        ]
        clock.lap("select")
        day = DateRange(min(days), min(days)) if days else filters.due
        draft.interpretation = replace(meaning, due=day)
        selection = selection_of(self.view, replace(filters, due=day))
        due = [m for m in selection.named if m.match is Match.DUE]
        group = [m for m in selection.group if m.match is Match.DUE]
        compose_tasks(draft, Selection(tuple(due), tuple(group)), {})

    def _compare(self, draft: Draft, clock: Clock) -> None:
        meaning = draft.interpretation
        agencies = len(meaning.agencies) > 1
        sides = []
        for each in meaning.agencies if agencies else meaning.documents:
            alone = replace(meaning, agencies=(each,)) if agencies else replace(meaning, documents=(each,))
            filters = filters_of(self.view, self.embedder, replace(alone, topic=""), draft.question)
            name = draft.agency(each) if agencies else draft.document_name(each)
            sides.append(Side(name, selection_of(self.view, filters).all))
        clock.lap("select")
        compose_comparison(draft, sides, "agencies" if agencies else "documents")

    def _one_task(self, draft: Draft, clock: Clock) -> None:
        meaning = draft.interpretation
        if meaning.within:
            self._pointed_at(draft, meaning.within, clock)
            return
        if not meaning.topic:
            self._tasks(draft, clock)
            return
        tasks = find_tasks(self.view, self.embedder, meaning, draft.question)
        clock.lap("search")
        if tasks and meaning.intent is not Intent.WHAT:
            compose_task_answer(draft, tasks)
        else:
            self._search(draft, clock)

    def _pointed_at(self, draft: Draft, earlier: Interpretation, clock: Clock) -> None:
        """Answer about the tasks of an earlier answer: one by its number, or all of them."""
        tasks = tasks_of(self.view, self.embedder, earlier, draft.question)
        clock.lap("select")
        ordinal = draft.interpretation.ordinal
        if ordinal is not None:
            pointed = task_at(tasks, ordinal)
            tasks = [pointed] if pointed else []
        if tasks:
            compose_task_answer(draft, tasks)
        else:
            draft.status = Status.NO_MATCH
            draft.note(draft.message("no_match.ordinal", n=ordinal) if ordinal else draft.message("no_match.search"))

    def _clause(self, draft: Draft, clock: Clock) -> None:
        """Quote a clause asked for by its place."""
        meaning = draft.interpretation
        found = []
        for number in meaning.documents:
            directive = draft.directive(number)
            clause = locate(directive, meaning.provision)
            if clause:
                found.append((directive, clause, clause.start, clause.end))
        clock.lap("select")
        if found:
            compose_clauses(draft, found)
            return
        place = clause_label("#" + "__".join(f"{e}_{n}".rstrip("_") for e, n in meaning.provision), draft.language)
        draft.status = Status.NO_MATCH
        for number in meaning.documents:
            draft.note(draft.message("no_match.clause", document=draft.document_name(number), place=place))

    def _search(self, draft: Draft, clock: Clock) -> None:
        found = find_clauses(self.view, self.embedder, draft.interpretation, draft.question)
        clock.lap("search")
        if not found:
            self._nothing_found(draft)
            return
        topic = draft.interpretation.terms
        compose_clauses(draft, [(d, c, *best_sentence(d, start, end, topic)) for d, c, start, end in found])

    def _nothing_found(self, draft: Draft) -> None:
        """Refuse: out of scope where nothing in the question belongs to the corpus, else no match."""
        meaning = draft.interpretation
        in_scope = bool(meaning.documents) or meaning.intent in TASK_INTENTS
        in_scope = in_scope or touches_corpus(self.view, self.embedder, meaning, draft.question)
        draft.status = Status.NO_MATCH if in_scope else Status.OUT_OF_SCOPE
        draft.note(draft.message("no_match.search" if in_scope else "out_of_scope.text"))

    def _facts(self, draft: Draft, clock: Clock) -> None:
        heads = self.view.context(draft.question.audiences).heads
        numbers = draft.interpretation.documents or tuple(h.number for h in heads if len(heads) == 1)
        if not numbers:
            draft.status = Status.CLARIFY
            draft.candidates = tuple(head.number for head in heads)
            draft.note(draft.message("clarify.which_document"))
            return
        compose_facts(draft, numbers, draft.interpretation.fact or "overview")
        clock.lap("select")

    def _newest(self, draft: Draft, clock: Clock) -> None:
        """Say which documents are new: those of a period, or the latest."""
        heads = self.view.context(draft.question.audiences).heads
        if draft.interpretation.due or not heads:
            self._documents(draft, clock)
            return
        draft.note(draft.message("note.newest"))
        compose_facts(draft, (heads[-1].number,), "overview")
        clock.lap("select")

    def _documents(self, draft: Draft, clock: Clock) -> None:
        due = draft.interpretation.due
        heads = self.view.context(draft.question.audiences).heads
        wanted = draft.interpretation.document_type
        inside = [h for h in heads if (due is None or _contains(due, h.date)) and wanted in (None, h.type_code)]
        compose_documents(draft, tuple(h.number for h in inside))
        clock.lap("select")

    def _references(self, draft: Draft, clock: Clock) -> None:
        meaning = draft.interpretation
        name = (meaning.documents or meaning.unknown_documents)[0]
        mentions: list[Mention] = find_mentions(self.view, name, draft.question.audiences)
        clock.lap("select")
        compose_references(draft, name, mentions)

    def _unknown_document(self, draft: Draft, clock: Clock) -> None:
        """Say that a document is not in the corpus, and where the corpus mentions it, if it does.

        Who does something about it, or when, the clauses that mention it may say.
        """
        meaning = draft.interpretation
        if meaning.intent in {Intent.WHO, Intent.WHEN} and meaning.topic:
            tasks = [t for t in find_tasks(self.view, self.embedder, meaning, draft.question) if _refers(t, meaning)]
            clock.lap("search")
            if tasks:
                compose_task_answer(draft, tasks)
                return
        for name in draft.interpretation.unknown_documents:
            draft.note(draft.message("no_match.document", document=name))
            mentions = find_mentions(self.view, name, draft.question.audiences)
            if mentions:
                draft.note(draft.message("note.cited_in"))
                compose_references(draft, name, mentions)
        draft.status = Status.NO_MATCH


def _check(question: Question) -> None:
    if not question.text.strip():
        raise QuestionError("empty")
    longest = max(map(len, (question.text, *question.history)))
    if longest > MAX_QUESTION_CHARS:
        raise QuestionError("too_long", length=longest, limit=MAX_QUESTION_CHARS)


def _contains(due: DateRange, day: date | None) -> bool:
    return day is not None and (due.first or date.min) <= day <= (due.last or date.max)


def _refers(task: Task, meaning: Interpretation) -> bool:
    """Tell whether a task refers to a document that the question names."""
    documents = [reference.document for reference in task.references if reference.document]
    return any(is_named(document, name) for document in documents for name in meaning.unknown_documents)


def _in_year(due: DateRange, shift: int) -> DateRange:
    return DateRange(_shifted(due.first, shift), _shifted(due.last, shift))


def _shifted(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


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
