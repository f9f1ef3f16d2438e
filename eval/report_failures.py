"""The failures of a run, as the page shows them: what was expected, what was got, and where to read the clause."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from assistant.labels import clause_label, date_text
from assistant.model import Language
from eval.answers import Check, Verdict
from eval.report_clauses import ClauseText
from eval.report_results import told

Words = Mapping[str, Any]

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])


@dataclass(frozen=True, slots=True)
class Link:
    """A clause, with its place in the page; ``mark`` says whether the other side lacks it."""

    label: str
    anchor: str
    """Empty where the page does not hold it: a clause of a distractor."""
    match: str
    mark: str


@dataclass(frozen=True, slots=True)
class Side:
    """What was expected, or got."""

    status: str
    words: str
    clauses: tuple[Link, ...]
    answer: Markup


@dataclass(frozen=True, slots=True)
class Failure:
    """A question with a fault."""

    id: str
    question: str
    language: str
    today: str
    history: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]
    expected: Side
    got: Side


@dataclass(frozen=True, slots=True)
class Group:
    """The failures of a class: how many, and those that are shown."""

    kind: str
    name: str
    failed: int
    total: int
    members: tuple[Failure, ...]


def failure_groups(
    verdicts: Sequence[Verdict], shown: Sequence[Verdict], clauses: Mapping[str, ClauseText], words: Words,
    language: Language,
) -> list[Group]:  # fmt: skip
    """Return the failures by class, in the order of the questions.

    Args:
        verdicts: every verdict of the run.
        shown: the failures to be shown in full; the others are only counted.
        clauses: the clauses that the page holds.
        words: the page's wording.
        language: the page's language.
    """
    writer = _Writer(words, language, clauses)
    told_of = {verdict.gold.id for verdict in shown}
    groups = []
    for kind, members in groupby(verdicts, lambda verdict: verdict.gold.kind):
        group = list(members)
        failed = [verdict for verdict in group if not verdict.passed]
        failures = tuple(writer.failure(verdict) for verdict in failed if verdict.gold.id in told_of)
        groups.append(Group(kind, words["class_names"].get(kind, kind), len(failed), len(group), failures))
    return [group for group in groups if group.failed]


@dataclass(frozen=True, slots=True)
class _Writer:
    words: Words
    language: Language
    clauses: Mapping[str, ClauseText]

    def failure(self, verdict: Verdict) -> Failure:
        gold = verdict.gold
        names = self.words["measure_names"]
        return Failure(
            id=gold.id,
            question=gold.question,
            language=gold.language.value,
            today=date_text(gold.today, self.language),
            history=gold.history,
            faults=tuple((names.get(check.name, check.name), self._note(check)) for check in told(verdict)),
            expected=self._expected(verdict),
            got=self._got(verdict),
        )

    def _note(self, check: Check) -> str:
        """Return what was wrong in the page's language; nothing where the clauses of both sides show it."""
        what, _, items = check.note.partition(": ")
        return f"{self.words['notes'][what]}: {items}" if what in self.words["notes"] else ""

    def _expected(self, verdict: Verdict) -> Side:
        expected = verdict.gold.expected
        matches = {_clause(task): str(match or "") for task, match in (expected.tasks or {}).items()}
        said = "; ".join((*expected.contains, *expected.candidates))
        cited = {citation["clause"] for citation in verdict.reply.answer["citations"]}
        return Side(
            self._status(expected.status.value),
            said,
            tuple(self._links(expected.citations, matches, cited, "missing")),
            Markup(),
        )

    def _got(self, verdict: Verdict) -> Side:
        expected, answer = verdict.gold.expected, verdict.reply.answer
        matches = {_clause(task["id"]): str(task["match"] or "") for task in answer["tasks"]}
        cited = list(dict.fromkeys(citation["clause"] for citation in answer["citations"]))
        known = {*expected.citations, *expected.allow}
        links = tuple(self._links(cited, matches, known, "extra"))
        return Side(self._status(answer["status"]), "; ".join(answer["candidates"]), links, _rendered(answer["answer"]))

    def _links(
        self, clauses: Collection[str], matches: Mapping[str, str], other: Collection[str], mark: str
    ) -> Iterator[Link]:
        for clause in clauses:
            document = clause.partition("#")[0]
            label = f"{clause_label(clause, self.language)}, {document}"
            match = self.words["match_names"].get(matches.get(clause, ""), "")
            anchor = self.clauses[clause].anchor if clause in self.clauses else ""
            yield Link(label, anchor, match, "" if clause in other else mark)

    def _status(self, status: str) -> str:
        return str(self.words["status_names"].get(status, status))


def _rendered(markdown: str) -> Markup:
    """Return an answer as the chat shows it; what came from a document stays text, and nothing is fetched."""
    return Markup(_MARKDOWN.render(markdown))  # noqa: S704 - HTML is switched off in the renderer


def _clause(task: str) -> str:
    return task.partition("~")[0]
