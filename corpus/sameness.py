"""Whether two files of one document say the same: a letter as .docx and as .pdf."""

from __future__ import annotations

from collections.abc import Hashable

from corpus.model import Clause, Directive, Task


def say_the_same(one: Directive, other: Directive) -> bool:
    """Tell whether both show the same: who says it to whom, the words of the clauses and the work they order.

    Blanks, punctuation and capitals are the format's; how letterhead and signature are laid out is, too.
    """
    return _said(one) == _said(other)


def _said(directive: Directive) -> Hashable:
    clauses = tuple(
        (clause.path, _own_words(directive, clause)) for each in directive.clauses for clause in each.walk()
    )
    return _facts(directive), clauses, tuple(map(_ordered, directive.tasks))


def _facts(directive: Directive) -> Hashable:
    """Return what is shown of a document beside its clauses."""
    signer = directive.signer
    words = [directive.type_name, directive.issuer, directive.place or "", directive.subject]
    words += [signer.name, signer.title, signer.capacity or ""] if signer else []
    people = (map(_letters, each) for each in (directive.addressees, directive.recipients))
    notes = tuple(_letters(note.text) for note in directive.footnotes)
    return directive.number, directive.date, directive.audience, tuple(map(_letters, words)), *map(tuple, people), notes


def _own_words(directive: Directive, clause: Clause) -> str:
    return "".join(_letters(directive.text[start:end]) for start, end in clause.own_spans())


def _ordered(task: Task) -> Hashable:
    parties = tuple(tuple(p.key for p in each) for each in (task.leads, task.coordinators, task.directors))
    due = tuple((d.kind, d.purpose, d.first, d.last, d.scope, d.period) for d in task.deadlines)
    return task.id, _letters(task.action), parties, due


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
