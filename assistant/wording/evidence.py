"""What a worded sentence may say: the computed answer, cut into the facts that its citations stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from assistant.compose import Draft
from assistant.compose.tasks import deadline_words
from assistant.labels import clause_label
from assistant.model import Citation, DateRange, Language, MatchedTask, Statement
from assistant.wording.addressed import addresses_reader
from assistant.wording.agencies import Named, named
from assistant.wording.dates import Cue, Dated, read_dates, read_periods
from assistant.wording.numbers import Number, document_numbers, read_numbers
from assistant.wording.vocabulary import keys, phrase
from corpus.agencies import question_finder
from corpus.model import DeadlineKind, Period, Role, Task

_MARKER = re.compile(r"\s*(?<!\\)\[(\d+)\]")
_ECHO = re.compile(r"“[^”]*”")
_MARKDOWN = re.compile(r"\*\*|\\(?=[\\\[\]<>*_`|])|^[>|\-]\s*|\|", re.MULTILINE)


@dataclass(frozen=True)
class Support:
    """A text that was computed or quoted, and all that a sentence may take from it."""

    text: str
    language: Language
    year: int
    more_dates: tuple[Dated, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(keys(self.text))

    @cached_property
    def sequence(self) -> list[str]:
        return keys(self.text)

    @cached_property
    def phrase(self) -> str:
        return phrase(self.text)

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        # a clause's dates are Vietnamese, whatever language the answer is in
        here = {
            *read_dates(self.text, self.language, self.year).dates,
            *read_dates(self.text, Language.VI, self.year).dates,
        }
        return (*here, *self.more_dates)

    @cached_property
    def periods(self) -> frozenset[Period | None]:
        return frozenset(read_periods(self.text))

    @cached_property
    def numbers(self) -> frozenset[Number]:
        both = {*read_numbers(self.text, self.language, self.year), *read_numbers(self.text, Language.VI, self.year)}
        return frozenset(both)

    @cached_property
    def documents(self) -> frozenset[str]:
        return frozenset(document_numbers(self.text))

    @cached_property
    def agencies(self) -> frozenset[str]:
        return frozenset(i for match in question_finder().find(self.text) for i in match.agency_ids)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        return named(self.text, self.language)


@dataclass(frozen=True)
class Fact(Support):
    """What one or more tokens stand for together: a task with all its citations, or a clause cited for itself."""

    tokens: frozenset[int] = frozenset()
    quotes: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    matched: MatchedTask | None = None

    @cached_property
    def roles(self) -> dict[str, frozenset[Role]]:
        """Registry id -> the parts that the register gives it in the fact's tasks."""
        found: dict[str, set[Role]] = {}
        for task in self.tasks:
            for role, parties in (
                (Role.LEAD, task.leads),
                (Role.COORDINATOR, task.coordinators),
                (Role.DIRECTOR, task.directors),
            ):
                for party in parties:
                    found.setdefault(party.key, set()).add(role)
        return {name: frozenset(roles) for name, roles in found.items()}


@dataclass(frozen=True)
class Summary(Support):
    """A computed sentence over several facts, or over none: a count, a remark."""

    citations: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Evidence:
    """Everything that a worded answer may say."""

    language: Language
    facts: tuple[Fact, ...]
    summaries: tuple[Summary, ...]
    replaced: tuple[Statement, ...]
    """The computed prose that a worded text stands in for."""
    tasks: tuple[MatchedTask, ...] = ()
    excluded: dict[str, int] = field(default_factory=dict)
    agencies: tuple[str, ...] = ()
    """Registry ids of the agencies asked about."""
    year: int = 1
    below: Mapping[int, tuple[Fact, ...]] = field(default_factory=dict)
    """For a token whose citation is a heading: the tasks below it, each a fact of its own."""

    @cached_property
    def tokens(self) -> frozenset[int]:
        return frozenset(n for fact in self.facts for n in fact.tokens)

    def facts_of(self, tokens: Iterable[int]) -> tuple[Fact, ...]:
        wanted = set(tokens)
        return tuple(fact for fact in self.facts if fact.tokens & wanted)

    def summaries_of(self, tokens: Iterable[int]) -> tuple[Summary, ...]:
        """Return the computed sentences whose every citation is among the tokens."""
        given = set(tokens)
        return tuple(summary for summary in self.summaries if summary.citations <= given)


def gather(draft: Draft) -> Evidence:
    """Return what the computed draft lets a sentence say. What the question brought in (“topic”) is not part of it."""
    year = draft.question.today.year
    groups = _token_groups(draft)
    statements = [s for s in draft.statements if s.text]
    facts = tuple(_fact(draft, tokens, matched, statements, year) for tokens, matched in groups)
    prose = [s for s in statements if not is_table(s)]
    summaries = tuple(
        Summary(words, draft.language, year, _range_dates(draft.interpretation.due), frozenset(s.citations))
        for s in prose
        if not s.citations or not any(set(s.citations) <= fact.tokens for fact in facts)
        if not addresses_reader(words := plain(s.text))
    )
    return Evidence(
        draft.language,
        facts,
        summaries,
        tuple(s for s in prose if is_prose(s)),
        draft.tasks,
        dict(draft.excluded),
        draft.interpretation.agencies,
        year,
        {c.n: _below(draft, c, year) for c in draft.citations if _is_heading(draft, c)},
    )


def is_table(statement: Statement) -> bool:
    """Tell whether a statement is a row of a table."""
    return statement.text.startswith("|")


def is_prose(statement: Statement) -> bool:
    """Tell whether a statement is prose that may be reworded: a claim, and no row, quotation, list entry or warning."""
    text = statement.text
    return (
        statement.claim
        and not statement.fixed
        and not is_table(statement)
        and not text.startswith((">", "- "))
        and "\n>" not in text
    )


def plain(text: str) -> str:
    """Return a statement's text without markers, markdown and what it echoes of the question in “ ”."""
    return " ".join(_MARKDOWN.sub(" ", _MARKER.sub("", _ECHO.sub("", text))).split())


def _token_groups(draft: Draft) -> list[tuple[frozenset[int], MatchedTask | None]]:
    """Return the citations of each task together (a shared deadline is cited apart); others stand alone."""
    groups: list[tuple[frozenset[int], MatchedTask | None]] = []
    for matched in draft.tasks:
        spans = {(matched.task.start, matched.task.end), *((d.start, d.end) for d in matched.task.deadlines)}
        number = matched.document
        tokens = frozenset(c.n for c in draft.citations if c.document == number and (c.start, c.end) in spans)
        own = any(c.n in tokens and c.start == matched.task.start for c in draft.citations)
        if own and all(tokens != known for known, _ in groups):
            groups.append((tokens, matched))
    covered = {n for tokens, _ in groups for n in tokens}
    groups += [(frozenset({c.n}), None) for c in draft.citations if c.n not in covered]
    return groups


def _fact(
    draft: Draft,
    tokens: frozenset[int],
    matched: MatchedTask | None,
    statements: Sequence[Statement],
    year: int,
) -> Fact:
    citations = [c for c in draft.citations if c.n in tokens]
    tasks = (matched.task,) if matched else _tasks_cited(draft, citations)
    own = [words for s in statements if set(s.citations) <= tokens and (words := _own_words(s))]
    quotes = tuple(c.quote for c in citations if not addresses_reader(c.quote))
    overdue = ("quá hạn", "overdue") if matched and draft.interpretation.overdue else ()
    text = ". ".join((*quotes, *(_place(draft, c) for c in citations), *own, *_register(draft, tasks), *overdue))
    in_range = _range_dates(draft.interpretation.due) if matched and matched.match == "due" else ()
    return Fact(
        text, draft.language, year, (*_deadline_dates(tasks), *in_range),
        tokens=tokens, quotes=quotes, tasks=tasks, matched=matched,
    )  # fmt: skip


def tasks_within(draft: Draft, citation: Citation) -> Iterator[Task]:
    """Yield the register's tasks in the words cited: they say who leads, whatever the question was.

    Where a clause's heading is cited, the tasks are those below it.
    """
    for task in draft.directive(citation.document).tasks:
        same = task.clause == citation.clause and task.start < citation.end and citation.start < task.end
        if same or (_is_heading(draft, citation) and task.clause.startswith(citation.clause + "__")):
            yield task


def _is_heading(draft: Draft, citation: Citation) -> bool:
    found = draft.view.clause(citation.clause, draft.question.audiences)
    return found is not None and found[1].heading == citation.quote


def _tasks_cited(draft: Draft, citations: Sequence[Citation]) -> tuple[Task, ...]:
    return tuple(t for c in citations if not _is_heading(draft, c) for t in tasks_within(draft, c))


def _below(draft: Draft, citation: Citation, year: int) -> tuple[Fact, ...]:
    """Return the tasks below a heading, each as a fact: what a sentence says must all be true of one of them."""
    directive = draft.directive(citation.document)
    found = []
    for task in tasks_within(draft, citation):
        quotes = tuple(q for q in (directive.text[task.start : task.end], citation.quote) if not addresses_reader(q))
        text = ". ".join((*quotes, _place(draft, citation), *_register(draft, [task])))
        dates = tuple(_deadline_dates([task]))
        tokens = frozenset({citation.n})
        found.append(Fact(text, draft.language, year, dates, tokens=tokens, quotes=quotes, tasks=(task,)))
    return tuple(found)


def _place(draft: Draft, citation: Citation) -> str:
    labels = dict.fromkeys(clause_label(citation.clause, language) for language in (draft.language, Language.VI))
    return ". ".join((*labels, draft.document_name(citation.document), citation.document))


def _own_words(statement: Statement) -> str:
    """Return what a computed sentence about one fact adds; rows and quotations hold the document's words."""
    text = statement.text
    if not statement.citations or is_table(statement) or text.startswith(">"):
        return ""
    words = plain(text.partition("\n>")[0])
    return "" if addresses_reader(words) else words


def _register(draft: Draft, tasks: Sequence[Task]) -> Iterator[str]:
    """Yield what the register says of tasks: who takes part, until when."""
    for task in tasks:
        yield draft.parties((*task.leads, *task.coordinators, *task.directors))
        for deadline in task.deadlines:
            if not addresses_reader(deadline.text):
                yield deadline_words(draft, deadline)
        if not task.deadlines:
            yield draft.message("deadline.none")


def _deadline_dates(tasks: Sequence[Task]) -> Iterator[Dated]:
    for deadline in (d for task in tasks for d in task.deadlines):
        if deadline.first and deadline.last:
            yield Dated(deadline.first, deadline.last, Cue.IN)
        if deadline.last:
            yield Dated(deadline.last, deadline.last, Cue.BY)
            if deadline.kind is DeadlineKind.BEFORE:
                after = deadline.last + timedelta(days=1)
                yield Dated(after, after, Cue.BEFORE)
        elif deadline.first:
            yield Dated(deadline.first, deadline.first, Cue.FROM)


def _range_dates(due: DateRange | None) -> tuple[Dated, ...]:
    """Return the range asked about, as a computed sentence over all that was found may name it."""
    if due is None:
        return ()
    found = []
    if due.first and due.last:
        found.append(Dated(due.first, due.last, Cue.IN))
    found += [Dated(day, day, cue) for day, cue in _ends(due) if day]
    return tuple(found)


def _ends(due: DateRange) -> tuple[tuple[date | None, Cue], ...]:
    return ((due.first, Cue.FROM), (due.last, Cue.BY))
