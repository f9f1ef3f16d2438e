"""The facts that a worded answer may tell, each with all that a sentence may take from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assistant.model import Language, MatchedTask, Statement
from assistant.wording.agencies import Named, named
from assistant.wording.dates import Dated, read_dates, read_periods
from assistant.wording.numbers import Number, document_numbers, read_numbers
from assistant.wording.vocabulary import keys, phrase
from corpus.agency_names import question_finder
from corpus.model import Period, Role, Task


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
        """Who is given which part; a clause's own words are Vietnamese, whatever language the answer is in."""
        here = named(self.text, self.language)
        return here if self.language is Language.VI else (*here, *named(self.text, Language.VI))


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
