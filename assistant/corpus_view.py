"""The corpus as answering sees it: heads, directives and occurring agencies, read once and kept until refreshed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from threading import Lock

from assistant.understand import CorpusContext
from corpus.agencies import Registry
from corpus.model import Audience, Clause, Directive
from index import catalog
from index.register import TaskQuery, select_tasks
from index.store import Store

_KEPT_DIRECTIVES = 512


class CorpusView:
    """Cached reading of the store; ``refresh`` after an ingest. Safe to share between threads."""

    def __init__(self, store: Store, registry: Registry) -> None:
        self.store = store
        self.registry = registry
        self._lock = Lock()
        self.refresh()

    def refresh(self) -> None:
        """Forget what was read."""
        with self._lock:
            self.context: Callable[[frozenset[Audience]], CorpusContext] = lru_cache(maxsize=4)(self._context)
            """What understanding may know, for a set of audiences."""
            self.directive: Callable[[str, frozenset[Audience]], Directive | None] = lru_cache(
                maxsize=_KEPT_DIRECTIVES
            )(self._directive)
            """The directive with a number, if the audiences may see it."""

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

    def _parties(self, audiences: frozenset[Audience]) -> dict[str, str]:
        """Return key -> name of everybody who has a part in some task."""
        tasks = select_tasks(self.store, TaskQuery(audiences))
        return {p.key: p.name for task in tasks for p in (*task.leads, *task.coordinators, *task.directors)}
