"""The clauses that a report's failures speak of, with their texts: the page that names a clause also holds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.labels import clause_label
from assistant.model import Language
from corpus.model import Directive
from eval.answers import Verdict
from eval.distractors import parsed
from eval.report_results import Results


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as the page shows it."""

    anchor: str
    """Its id in the page."""
    labels: tuple[str, ...]
    """Its place in words, in each language."""
    document: str
    subject: str
    text: str


def clause_texts(results: Results, shown: Iterable[Verdict]) -> dict[str, ClauseText]:
    """Return the clauses expected or cited in these verdicts, by id, in the order of the texts."""
    wanted = {clause for verdict in shown for clause in named_clauses(verdict)}
    directives = [directive for file in results.files if (directive := parsed(file))]
    found = [(d, clause) for d in directives for clause in d.walk() if clause.id in wanted]
    return {clause.id: _text(d, clause.id, d.clause_text(clause), n) for n, (d, clause) in enumerate(found, 1)}


def named_clauses(verdict: Verdict) -> list[str]:
    """Return the clauses that should be cited and those that were."""
    cited = (citation["clause"] for citation in verdict.reply.answer["citations"])
    return list(dict.fromkeys((*verdict.gold.expected.citations, *cited)))


def _text(directive: Directive, clause: str, text: str, number: int) -> ClauseText:
    labels = tuple(clause_label(clause, language) for language in Language)
    return ClauseText(f"clause-{number}", labels, directive.number, directive.subject, text.strip())
