"""A draft answer: statements in blocks, and the citations they carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.corpus_view import CorpusView
from assistant.document_parts import number_text
from assistant.labels import agency_name, clause_label, clause_url, date_text, in_sentence, party_names
from assistant.messages import text
from assistant.model import Citation, Interpretation, Language, MatchedTask, Question, Statement, Status
from corpus.model import AgencyRef, Directive


class ClauseGoneError(LookupError):
    """A clause that was selected is no longer in the store (removed meanwhile); ask again."""


@dataclass(slots=True)
class Draft:
    """What an answer is put together in. Nothing leaves before ``assistant.verify`` has passed it."""

    question: Question
    language: Language
    interpretation: Interpretation
    view: CorpusView
    status: Status = Status.ANSWERED
    blocks: list[list[Statement]] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    tasks: tuple[MatchedTask, ...] = ()
    excluded: dict[str, int] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    repeats: Mapping[str, str] = field(default_factory=dict)
    """The earlier task, by id, of tasks given before."""

    @property
    def statements(self) -> list[Statement]:
        return [statement for block in self.blocks for statement in block]

    @property
    def text(self) -> str:
        """The answer's markdown: lines of a block below each other, a blank line between blocks."""
        return "\n\n".join("\n".join(statement.text for statement in block) for block in self.blocks)

    def message(self, key: str, **values: object) -> str:
        """Return a message of the catalogue in the answer's language."""
        return text(self.language, key, **values)

    def say(self, words: str, *numbers: int, claim: bool = True) -> None:
        """Add a statement as a block of its own."""
        self.blocks.append([Statement(words, numbers, claim)])

    def note(self, words: str) -> None:
        """Add a remark that states nothing of a clause's content."""
        self.say(words, claim=False)

    def directive(self, number: str) -> Directive:
        """Return a directive that the asker may see; raises ``ClauseGoneError``."""
        found = self.view.directive(number, self.question.audiences)
        if found is None:
            raise ClauseGoneError(number)
        return found

    def cite(self, clause_id: str, start: int, end: int) -> int:
        """Cite ``text[start:end]`` of a clause and return the citation's number; the same words keep their number."""
        for citation in self.citations:
            if (citation.clause, citation.start, citation.end) == (clause_id, start, end):
                return citation.n
        number = clause_id.partition("#")[0]
        quote = self.directive(number).text[start:end]
        label = clause_label(clause_id, self.language)
        n = len(self.citations) + 1
        self.citations.append(Citation(n, clause_id, number, label, quote, start, end, clause_url(clause_id)))
        return n

    def agency(self, key: str) -> str:
        """Return the name of an agency asked about, in the answer's language."""
        if key not in self.view.registry.by_id:
            typed = dict(zip(self.interpretation.agencies, self.interpretation.agency_names, strict=True))
            written = {each: name for _, each, name in self.view.context(self.question.audiences).written}
            return typed.get(key) or written.get(key) or key.removeprefix("text:").removeprefix("group:")
        return in_sentence(agency_name(key, self.language, self.view.registry), self.language)

    def parties(self, parties: Sequence[AgencyRef]) -> str:
        """Return agencies' names in the answer's language, joined."""
        return party_names(tuple(parties), self.language, self.view.registry)

    def document_name(self, number: str) -> str:
        """Return "Công văn số 693-CV/VPTW"; in English the number alone says it."""
        head = next((h for h in self.view.context(self.question.audiences).heads if h.number == number), None)
        words = number_text(number, self.language, head.issuer if head else "")
        return words if head is None or self.language is Language.EN else f"{head.type_name} số {words}"

    def day(self, day: date | None) -> str:
        """Return a date in the answer's language."""
        return date_text(day, self.language)


_SHORTEST_RUN = 4


def markers(numbers: Sequence[int]) -> str:
    """Return citation markers for a sentence: " [1] [2]"; a long run of neighbours as " [1]–[30]"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    if len(run) >= _SHORTEST_RUN:
        return f" [{run[0]}]–[{run[-1]}]"
    return "".join(f" [{n}]" for n in run)


def cell(words: str) -> str:
    """Return words that are safe inside a markdown table cell: no line breaks, bars or brackets that act."""
    flat = " ".join(words.split())
    for char in "\\|[]<>*_`":
        flat = flat.replace(char, "\\" + char)
    return flat


_BEFORE = 90
"""How many characters before the place that matters a shortened quotation shows."""


def shorten_around(words: str, at: int, limit: int = 240) -> str:
    """Cut a long text on both sides of a place in it, at words' ends, and mark the cuts."""
    if len(words) <= limit:
        return " ".join(words.split())
    first = max(0, min(at - _BEFORE, len(words) - limit))
    head = "… " if first else ""
    rest = words[first:].partition(" ")[2] if first else words
    return head + shorten(rest, limit)


def shorten(words: str, limit: int = 180) -> str:
    """Cut a long text at a word's end and mark the cut; the whole stands in the citation."""
    flat = " ".join(words.split())
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
