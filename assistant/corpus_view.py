"""The corpus as answering sees it: one snapshot of the store; heads, directives and agencies are read once and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.understand import CorpusContext
from corpus.agencies import Registry
from corpus.force import Force, NotInForce, not_in_force
from corpus.model import Audience, Clause, Directive, Role
from corpus.repeats import Given, earlier_tasks
from corpus.warnings import warnings_of
from index import catalog
from index.catalog import Outline
from index.register import TaskQuery, select_tasks
from index.store import Store
from index.versions import snapshot

_KEPT_DIRECTIVES = 512


@dataclass(frozen=True, slots=True)
class Check:
    """How far what was read of a document was checked."""

    tasks: int
    warnings: int
    approved: bool


class CorpusView:
    """Cached reading of one snapshot of the store. Safe to share between threads.

    An answer keeps to one view; who begins an answer asks for the ``current`` one.
    """

    def __init__(self, store: Store, registry: Registry) -> None:
        self._raw = store
        self.store = snapshot(store)
        self.registry = registry
        self.context: Callable[[frozenset[Audience]], CorpusContext] = lru_cache(maxsize=4)(self._context)
        """What understanding may know, for a set of audiences."""
        self.directive: Callable[[str, frozenset[Audience]], Directive | None] = lru_cache(maxsize=_KEPT_DIRECTIVES)(
            self._directive
        )
        """The directive with a number, if the audiences may see it."""

        self.repeats: Callable[[frozenset[Audience], frozenset[str]], dict[str, str]] = lru_cache(256)(self._repeats)
        """The earlier task, by id, of each task given before to one of these leads, as the audiences may see."""

        self.outlines: Callable[[frozenset[Audience]], dict[str, Outline]] = lru_cache(maxsize=4)(self._outlines)
        """The outline, by number, of every directive that the audiences may see, in the corpus's order."""

        self.checks: Callable[[], dict[str, Check]] = lru_cache(maxsize=1)(self._checks)
        """How far each directive's reading was checked, by number; for who maintains the corpus."""

    def current(self) -> CorpusView:
        """Return this view, or a new one where versions were shown or hidden since."""
        return self if self.store.is_current() else CorpusView(self._raw, self.registry)

    @cached_property
    def forces(self) -> dict[str, Force]:
        """The force of every document that is not simply in force, by number."""
        return catalog.document_forces(self.store)

    @cached_property
    def over(self) -> NotInForce:
        """The documents, and the provisions of others, that were replaced or annulled."""
        return not_in_force(self.forces)

    def clause(self, clause_id: str, audiences: frozenset[Audience]) -> tuple[Directive, Clause] | None:
        """Return a clause and its directive, if the audiences may see it."""
        directive = self.directive(clause_id.partition("#")[0], audiences)
        clause = next((c for c in directive.walk() if c.id == clause_id), None) if directive else None
        return (directive, clause) if directive and clause else None

    def _directive(self, number: str, audiences: frozenset[Audience]) -> Directive | None:
        return catalog.directive(self.store, number, audiences)

    def _context(self, audiences: frozenset[Audience]) -> CorpusContext:
        heads = tuple(catalog.directives(self.store, audiences))
        return CorpusContext(
            self.registry, heads, lambda: self._parties(audiences), lambda: catalog.mentions(self.store, audiences)
        )

    def _outlines(self, audiences: frozenset[Audience]) -> dict[str, Outline]:
        numbers = [head.number for head in self.context(audiences).heads]
        found = dict(catalog.outlines(self.store, audiences, numbers))
        return {number: found[number] for number in numbers if number in found}

    def _checks(self) -> dict[str, Check]:
        numbers = [head.number for head in self.context(frozenset(Audience)).heads]
        return {
            each.number: Check(len(each.tasks), len(warnings_of(each)), each.approved is not None)
            for each in catalog.whole_directives(self.store, frozenset(Audience), numbers)
        }

    def _repeats(self, audiences: frozenset[Audience], leads: frozenset[str]) -> dict[str, str]:
        if not leads:
            return {}
        days = {head.number: head.date for head in self.context(audiences).heads}
        query = TaskQuery(audiences, agencies=tuple(sorted(leads)), roles=frozenset({Role.LEAD}))
        tasks = select_tasks(self.store, query)
        return earlier_tasks(Given(task, number := task.id.partition("#")[0], days.get(number)) for task in tasks)

    def _parties(self, audiences: frozenset[Audience]) -> dict[str, str]:
        """Return key -> name of everybody who has a part in some task."""
        tasks = select_tasks(self.store, TaskQuery(audiences))
        return {p.key: p.name for task in tasks for p in (*task.leads, *task.coordinators, *task.directors)}
