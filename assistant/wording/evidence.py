"""What a worded sentence may say: the computed answer, cut into the facts that its citations stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from assistant.compose import Draft
from assistant.compose.tasks import deadline_words
from assistant.labels import clause_label
from assistant.model import Citation, DateRange, Language, MatchedTask, Statement
from assistant.wording.addressed import addresses_reader
from assistant.wording.dates import Cue, Dated
from assistant.wording.facts import Evidence, Fact, Summary
from assistant.wording.vocabulary import with_long_forms
from corpus.model import DeadlineKind, Task

_MARKER = re.compile(r"\s*(?<!\\)\[(\d+)\]")
_ECHO = re.compile(r"“[^”]*”")
_MARKDOWN = re.compile(r"\*\*|\\(?=[\\\[\]<>*_`|])|^[>|\-]\s*|\|", re.MULTILINE)


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
        with_long_forms(text), draft.language, year, (*_deadline_dates(tasks), *in_range),
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
        found.append(
            Fact(with_long_forms(text), draft.language, year, dates, tokens=tokens, quotes=quotes, tasks=(task,))
        )
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
