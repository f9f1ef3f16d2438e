"""What a model is given to word: the computed prose and the numbered sources, as plain data."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.compose import Draft
from assistant.compose.tasks import deadline_words
from assistant.model import Citation
from assistant.wording.evidence import is_table, tasks_within
from corpus.model import Task

_LONGEST_QUOTE = 700


def answer_text(draft: Draft) -> str:
    """Return the computed prose, without tables."""
    return "\n".join(s.text for s in draft.statements if not is_table(s))


def sources_text(draft: Draft) -> str:
    """Return each citation with its token, its place, its words, and who must do what by when in it."""
    return "\n".join(_source(draft, citation) for citation in draft.citations)


def _source(draft: Draft, citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    cut = quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    lines = [f"[{citation.n}] {citation.label}, {citation.document}: “{cut}”"]
    lines += [f"  {words}" for task in tasks_within(draft, citation) for words in _task(draft, task)]
    return "\n".join(lines)


def _task(draft: Draft, task: Task) -> Iterator[str]:
    for key, parties in (("lead", task.leads), ("coordinators", task.coordinators), ("director", task.directors)):
        if parties:
            yield draft.message(f"who.{key}", agencies=draft.parties(parties))
    if task.deadlines:
        deadlines = "; ".join(deadline_words(draft, d) for d in task.deadlines)
        yield draft.message("when_answer.deadline", deadlines=deadlines)
