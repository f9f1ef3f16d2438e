"""The register as its page shows it: the tasks that meet the filters, sorted, with the counts of every facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from assistant.corpus_view import CorpusView
from assistant.document_parts import wholes
from assistant.model import MatchedTask
from assistant.selection.filters import FilterWords, read_filters
from assistant.selection.select import TaskFilters, concerned_keys, kinds_of, register_view, role_of
from assistant.selection.status import TaskStatus, day_of, statuses_of
from corpus.force import NOTHING
from corpus.model import AgencyRef, Audience, Role, Task
from corpus.text import fold

NAMES = {
    "agencies": "agency",
    "roles": "role",
    "documents": "document",
    "first": "from",
    "last": "to",
    "status": "status",
    "text": "text",
}
"""The fields of ``FilterWords`` -> the parameters of the address."""
SORTS = ("task", "lead", "deadline", "document")
Pairs = Sequence[tuple[str, str]]
_Reach = tuple[frozenset[str], frozenset[str]]
"""Through which names, and as a member of groups of which kinds, tasks reach agencies."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet: how many tasks the list has once it is chosen alone, the other filters as they are."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """The options of every facet that leads anywhere, and what is chosen."""

    statuses: tuple[Option, ...]
    roles: tuple[Option, ...]
    """Empty where no agency is chosen: a role is an agency's."""
    agencies: tuple[Option, ...]
    """Registry ids, most tasks first."""
    documents: tuple[Option, ...]
    """Numbers; annexes that came in files of their own count with the printed number, which lists them too."""
    wholes: frozenset[str]
    """Of these the numbers that stand for several files."""


@dataclass(frozen=True, slots=True)
class Register:
    """Tasks, sorted, and their facets."""

    filters: TaskFilters
    today: date
    tasks: tuple[MatchedTask, ...]
    facets: Facets


def read_register(
    view: CorpusView, words: FilterWords, today: date, audiences: frozenset[Audience], sort: str = "deadline"
) -> Register:
    """Return the tasks that ``GET /api/v1/tasks`` gives for the same words, sorted ("-task": downwards).

    Raises:
        QuestionError: as ``read_filters``.
    """
    filters = read_filters(words, today, view, audiences)
    found = register_view(view.store, filters, view.registry)
    return Register(filters, today, tuple(sorted_tasks(found, sort)), _Counting(view, words, filters, today).facets())


def sorted_tasks(tasks: Sequence[MatchedTask], sort: str) -> list[MatchedTask]:
    """Return the tasks by a column; what has no value there comes last, what is alike keeps its order."""
    column = sort.removeprefix("-")
    key = _KEYS[column] if column in _KEYS else _KEYS["deadline"]
    valued = [matched for matched in tasks if key(matched)]
    blank = [matched for matched in tasks if not key(matched)]
    return [*sorted(valued, key=key, reverse=sort.startswith("-")), *blank]


def days_of(task: Task) -> list[date]:
    """Return the days that a calendar shows for a task."""
    return [day for deadline in task.deadlines if (day := day_of(deadline))]


def pairs(words: FilterWords) -> list[tuple[str, str]]:
    """Return the filters as parameters of an address; what does not narrow is left out."""
    found: list[tuple[str, str]] = []
    for field, name in NAMES.items():
        value = getattr(words, field)
        values: Iterable[str] = (value,) if isinstance(value, str) else value or ()
        found += [(name, each) for each in values if each]
    return found


def link(path: str, words: FilterWords, extra: Pairs = ()) -> str:
    """Return the address of a list."""
    query = urlencode([*pairs(words), *extra])
    return f"{path}?{query}" if query else path


def _first_day(matched: MatchedTask) -> str:
    return min((day.isoformat() for day in days_of(matched.task)), default="")


_KEYS: dict[str, Callable[[MatchedTask], str]] = {
    "task": lambda matched: fold(matched.task.action),
    "lead": lambda matched: fold("; ".join(party.name for party in matched.task.leads)),
    "deadline": _first_day,
    "document": lambda matched: matched.document,
}


class _Counting:
    """The counts of every facet, from one list to which each facet puts the conditions of the others."""

    def __init__(self, view: CorpusView, words: FilterWords, filters: TaskFilters, today: date) -> None:
        open_words = replace(words, agencies=(), documents=(), status=None)
        loose = replace(read_filters(open_words, today, view, filters.audiences), over=NOTHING)
        self.filters, self.registry, self.over = filters, view.registry, view.over
        self.wholes = wholes(view.context(filters.audiences).heads)
        self.tasks = register_view(view.store, loose, view.registry)
        self.statuses = {m.task.id: statuses_of(m.task, today, loose.due) for m in self.tasks}
        self.reach = {key: self._reach((key,)) for key in self._occurring()}
        self.chosen = self._reach(filters.agencies)

    def facets(self) -> Facets:
        """Return the counts."""
        chosen = self.filters
        here = [m for m in self.tasks if self._of_document(m)]
        standing = [m for m in here if self._of_status(m)]
        concerned = [m for m in here if self._of_agency(m)]
        status = (chosen.standing.status,) if chosen.standing else ()
        statuses = Counter(str(s) for m in concerned for s in self.statuses[m.task.id])
        roles = Counter(str(r) for r in Role if chosen.agencies for m in standing if self._role(m, self.chosen, (r,)))
        agencies = Counter(key for m in standing for key in self._agencies(m))
        documents = Counter(self._whole(m.document) for m in self.tasks if self._of_status(m) and self._of_agency(m))
        asked = dict.fromkeys(self._whole(n) if self._whole(n) in chosen.documents else n for n in chosen.documents)
        return Facets(
            _options(statuses, status, list(TaskStatus)),
            _options(roles, chosen.roles if chosen.agencies else (), list(Role)),
            _options(agencies, chosen.agencies, _by_count(agencies)),
            _options(documents, tuple(asked), _by_count(documents)),
            frozenset(self.wholes.values()),
        )

    def _whole(self, number: str) -> str:
        return self.wholes.get(number, number)

    def _of_document(self, matched: MatchedTask) -> bool:
        wanted = self.filters.documents
        return matched.document in wanted if wanted else matched.task.clause not in self.over

    def _of_status(self, matched: MatchedTask) -> bool:
        standing = self.filters.standing
        return standing is None or standing.status in self.statuses[matched.task.id]

    def _of_agency(self, matched: MatchedTask) -> bool:
        return not self.filters.agencies or self._role(matched, self.chosen, self.filters.roles)

    def _agencies(self, matched: MatchedTask) -> list[str]:
        """Return the agencies that the task concerns in one of the roles asked about."""
        parties = _parties(matched.task)
        named, members = {p.key for p in parties}, {kind for p in parties for kind in p.members}
        near = {key: reach for key, reach in self.reach.items() if named & reach[0] or members & reach[1]}
        return [key for key, reach in near.items() if self._role(matched, reach, self.filters.roles)]

    def _role(self, matched: MatchedTask, reach: _Reach, roles: tuple[Role, ...]) -> bool:
        return role_of(matched.task, *reach, roles) is not None

    def _reach(self, agencies: tuple[str, ...]) -> _Reach:
        return concerned_keys(agencies, self.registry), kinds_of(agencies, self.registry)

    def _occurring(self) -> list[str]:
        named = {party.key for m in self.tasks for party in _parties(m.task)}
        return sorted({*named & self.registry.by_id.keys(), *self.filters.agencies})


def _parties(task: Task) -> tuple[AgencyRef, ...]:
    return (*task.leads, *task.coordinators, *task.directors)


def _by_count(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def _options(counts: Counter[str], chosen: Sequence[str], order: Sequence[str]) -> tuple[Option, ...]:
    """Return what leads somewhere, in the order given, and whatever is chosen."""
    values = dict.fromkeys([*(value for value in order if counts[value]), *chosen])
    return tuple(Option(str(value), counts[value], value in chosen) for value in values)
