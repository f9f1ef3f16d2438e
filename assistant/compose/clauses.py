"""Word answers that quote clauses: who, when, what, and what search found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.compose.draft import Draft, cell, markers
from assistant.compose.suggest import suggest_after_task
from assistant.compose.tasks import cite_task, deadline_words
from assistant.labels import capital
from assistant.lexical.relevance import coverage
from assistant.marking import operative_spans
from assistant.model import Intent, MatchedTask, Statement, Status
from assistant.understand.cues import WHEN
from corpus.model import Clause, Directive, Task
from corpus.text import fold, sentence_spans, trim


def compose_task_answer(draft: Draft, tasks: Sequence[Task]) -> None:
    """Say who acts on the tasks, or by when, and quote each."""
    draft.tasks = tuple(MatchedTask(task, task.clause.partition("#")[0], None, None) for task in tasks)
    for task in tasks:
        _say_task(draft, task)
    draft.suggestions = suggest_after_task(draft, tasks[0]) if len(tasks) == 1 else ()


def compose_by_document(draft: Draft, found: Sequence[tuple[str, Sequence[Task]]]) -> None:
    """Say the same of one piece of work document by document; of deadlines, whether they are the same.

    Args:
        draft: receives the statements.
        found: the number of each document and its tasks; none where it says nothing of the work.
    """
    tasks = [task for _, each in found for task in each]
    draft.tasks = tuple(MatchedTask(task, task.clause.partition("#")[0], None, None) for task in tasks)
    if draft.interpretation.intent in {Intent.WHEN, Intent.COMPARE}:
        _same_deadline(draft, found)
    for number, each in found:
        draft.note(f"**{draft.document_name(number)}**")
        for task in each:
            _say_task(draft, task)
        if not each:
            draft.note(draft.message("compare.silent"))


def compose_works(draft: Draft, sides: Sequence[tuple[str, Sequence[Task]]]) -> None:
    """Say which of two pieces of work ends first, then of each by when and who.

    Args:
        draft: receives the statements.
        sides: how each was called, and its tasks.
    """
    tasks = [task for _, each in sides for task in each]
    draft.tasks = tuple(MatchedTask(task, task.clause.partition("#")[0], None, None) for task in tasks)
    days = [min((d.last for task in each for d in task.deadlines if d.last), default=None) for _, each in sides]
    numbers = [number for task in tasks for number in cite_task(draft, task)]
    dated = [(day, name) for day, (name, _) in zip(days, sides, strict=True) if day]
    if len(dated) == len(sides):
        (first, soonest), (last, other) = min(dated), max(dated)
        key = "earlier" if first < last else "same_day"
        values = {"name": soonest, "other": other, "first": draft.day(first), "last": draft.day(last)}
        draft.say(f"**{draft.message(f'compare.{key}', **values)}**{markers(numbers)}", *numbers)
    for name, each in sides:
        draft.note(f"**{capital(cell(name))}**")
        for task in each:
            _say_task(draft, task)


def _same_deadline(draft: Draft, found: Sequence[tuple[str, Sequence[Task]]]) -> None:
    """Say whether every document's work ends on the same days, and of two last days, which comes first."""
    days = [sorted({d.last for task in each for d in task.deadlines if d.last}) for _, each in found]
    if not all(days):
        return
    numbers = [number for _, each in found for task in each for number in cite_task(draft, task)]
    key = "same_deadline" if all(each == days[0] for each in days) else "other_deadline"
    words = draft.message(f"compare.{key}")
    if key == "other_deadline" and len(found) == 2 and all(len(each) == 1 for each in days):
        (first, soonest), (last, other) = sorted(
            (each[0], number) for each, (number, _) in zip(days, found, strict=True)
        )
        words = draft.message(
            "compare.sooner",
            name=draft.document_name(soonest),
            other=draft.document_name(other),
            first=draft.day(first),
            last=draft.day(last),
            count=(last - first).days,
        )
    draft.say(f"**{capital(words)}**{markers(numbers)}", *numbers)


def _say_task(draft: Draft, task: Task) -> None:
    numbers = cite_task(draft, task)
    asks_who = draft.interpretation.intent not in {Intent.WHEN, Intent.COMPARE}
    words = _who(draft, task) if asks_who else _when(draft, task)
    draft.say(f"**{words}.**{markers(numbers)}", *numbers)
    if not asks_who:
        draft.say(f"{capital(_who(draft, task))}.{markers(numbers[:1])}", *numbers[:1])
    elif task.deadlines:
        draft.say(f"{_when(draft, task)}.{markers(numbers)}", *numbers)
    quote = _marked(draft.directive(task.clause.partition("#")[0]), task)
    draft.say(f"> {quote}{markers(numbers[:1])}", *numbers[:1])


def _marked(directive: Directive, task: Task) -> str:
    """Return a task's words with the operative ones in bold: what gives each role, and the deadlines."""
    pieces, at = [], task.start
    for start, end in operative_spans(directive, task):
        if start >= at:
            pieces += [_escape(directive.text[at:start], trim=False), f"**{_escape(directive.text[start:end])}**"]
            at = end
    return " ".join("".join((*pieces, _escape(directive.text[at : task.end], trim=False))).split())


def compose_clauses(
    draft: Draft,
    found: Sequence[tuple[Directive, Clause, int, int]],
    intro: str | None = "search.intro",
    beside: bool = True,
) -> None:
    """Quote a stretch of each clause.

    Args:
        draft: receives the statements.
        found: the clauses, and what of each answers.
        intro: the message above; None for clauses asked for by their place.
        beside: whether to say below who acts and by when, where the quotation does not.
    """
    if not found:
        draft.status = Status.NO_MATCH
        draft.note(draft.message("no_match.search"))
        return
    if intro:
        draft.note(draft.message(intro))
    for directive, found_clause, start, end in found:
        clause = _smallest(found_clause, start, end)
        first, last = _quotable(directive, clause, start, end)
        number = draft.cite(clause.id, first, last)
        where = f"**{draft.citations[number - 1].label}, {draft.document_name(directive.number)}**"
        words = [_escape(directive.text[a:b], trim=False) for a, b in ((first, start), (start, end), (end, last))]
        if (first, last) != (start, end):
            words[1] = f"**{words[1].strip()}**" + " " * words[1].endswith((" ", "\n"))
        draft.say(f"{where}:{markers([number])}\n> {' '.join(''.join(words).split())}", number)
        if beside:
            _say_beside(draft, directive, clause, (first, last), number)


def _say_beside(draft: Draft, directive: Directive, clause: Clause, quoted: tuple[int, int], number: int) -> None:
    """Say below a quotation that orders one task what it does not say itself.

    Who acts, where a heading names them; by when, where the list's closing says it or the question asks for the day.
    """
    first, last = quoted
    ordered = [t for t in directive.tasks if t.clause == clause.id and t.start < last and first < t.end]
    if len(ordered) != 1:
        return
    task = ordered[0]
    said = fold(directive.text[first:last])
    headed = any(fold(party.name) not in said for party in task.leads)
    closed = any(not first <= deadline.start < last for deadline in task.deadlines)
    asked = bool(task.deadlines) and WHEN.search(fold(draft.question.text)) is not None
    if not (headed or closed or asked):
        return
    inside = first <= task.start and task.end <= last
    numbers = cite_task(draft, task) if closed or not inside else (number,)
    parts = [_who(draft, task)] if headed and task.leads else []
    parts += [_when(draft, task)] if closed or asked else []
    if parts:
        # fixed: it stands below the quotation that it completes, whoever words the rest
        words = f"{'. '.join(map(capital, parts))}.{markers(numbers)}"
        draft.blocks.append([Statement(words, numbers, fixed=True)])


SHORT_CLAUSE = 600
"""Characters of a clause that is quoted whole, the sentence that answers marked: what else is asked may follow it."""


def _quotable(directive: Directive, clause: Clause, start: int, end: int) -> tuple[int, int]:
    """Return what of a clause is quoted for a sentence of it: all its words, where they are few and its own."""
    first = min(start, clause.content_start)
    if clause.children or clause in (directive.preface, directive.conclusions) or clause.end - first > SHORT_CLAUSE:
        return start, end
    return trim(directive.text, first, max(end, clause.end))


def _smallest(clause: Clause, start: int, end: int) -> Clause:
    """Return the smallest clause around a sentence: a passage may take in several."""
    around = [c for c in clause.walk() if c.start <= start and end <= c.end] or [clause]
    return min(around, key=lambda c: c.end - c.start)


def best_sentence(directive: Directive, start: int, end: int, topic: str) -> tuple[int, int]:
    """Return the sentence of a stretch that holds most of the topic; the first of equals."""
    sentences = sentences_of(directive, start, end)
    return max(sentences, key=lambda span: (coverage(topic, directive.text[slice(*span)]), -span[0]))


def sentences_of(directive: Directive, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a stretch, line by line and clause by clause."""
    borders = sorted({start, end, *(c.start for c in directive.walk() if start < c.start < end)})
    parts = list(pairwise(borders)) or [(start, end)]
    lines = [(a + m.start(), a + m.end()) for a, b in parts for m in re.finditer(r"[^\n]+", directive.text[a:b])]
    return [s for a, b in lines for s in sentence_spans(directive.text, max(a, start), b)] or [(start, end)]


def _who(draft: Draft, task: Task) -> str:
    if not task.leads:
        return draft.message("who.nobody")
    parts = [draft.message("who.lead", agencies=draft.parties(task.leads))]
    if task.directors:
        parts.insert(0, draft.message("who.director", agencies=draft.parties(task.directors)))
    if task.coordinators:
        parts.append(draft.message("who.coordinators", agencies=draft.parties(task.coordinators)))
    return capital("; ".join(parts))


def _when(draft: Draft, task: Task) -> str:
    if not task.deadlines:
        return draft.message("when_answer.none")
    return draft.message("when_answer.deadline", deadlines="; ".join(deadline_words(draft, d) for d in task.deadlines))


def _escape(words: str, trim: bool = True) -> str:
    flat = " ".join(words.split()) if trim else words
    for char in "\\[]<>*_`":
        flat = flat.replace(char, "\\" + char)
    return flat
