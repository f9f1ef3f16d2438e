"""Which versions of directives are seen: one point lists the numbers of those that are hidden (docs/decisions/0007).

A version is written hidden, shown by one write that hides its predecessor, and the
predecessor is deleted once no snapshot sees it. Whatever a kill interrupts, readers have
seen one version or the other, and ``sweep`` deletes the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import Any
from weakref import WeakSet

from index.filters import Filter, Hit, Match, Payload, Point, Range, Record, T, Vector
from index.schema import Fingerprint, Kind, point_id
from index.store import Store

VERSIONS_ID = point_id(Kind.META, "versions")
GRACE = 15 * 60.0
"""Seconds for which a hidden version stays where other processes may still be reading it."""

PAYLOADS_KEPT = 4096
"""So many payloads are kept: about 10 MB of clauses. Read from the store they take most of a search's time."""

MADE_KEPT = 20_000
"""So many things made of payloads are kept: about 50 MB of tasks. Further ones are made again for each question."""

_READ_AT_ONCE = 2000

_LISTS_KEPT = 16
"""Of so many conditions the whole list is kept: questions without an agency or a document share one."""

_POINT = Filter(must=(Match("kind", (Kind.META.value,)), Match("name", ("versions",))))
_GUARD = RLock()
_LIVE: WeakSet[Snapshot] = WeakSet()


@dataclass(frozen=True, slots=True)
class _State:
    """What the point says."""

    latest: int = 0
    """The number of the last version begun; it grows with every change."""
    hidden: Mapping[int, float] = field(default_factory=dict)
    """Versions that nobody sees, each with the time (seconds since 1970) from which it was hidden."""


class Snapshot:
    """A store as it was at one moment, for reading: what is hidden stays hidden, what was seen stays seen."""

    def __init__(self, store: Store, state: _State) -> None:
        self._store = store
        self._latest = state.latest
        self._hidden = frozenset(state.hidden)
        later = Range("version", gte=state.latest + 1)
        self._unseen = (Match("version", tuple(sorted(self._hidden))), later) if self._hidden else (later,)
        self._kept: Mapping[str, Payload] = {}
        self._made: dict[tuple[str, Callable[[Payload], Any]], Any] = {}
        self._lists: dict[tuple[Filter, Callable[[Payload], Any]], tuple[Any, ...]] = {}

    @property
    def fingerprint(self) -> Fingerprint:
        """The format and the embedding model of what is stored."""
        return self._store.fingerprint

    def scroll(self, where: Filter, fields: Sequence[str] | None = None) -> list[Record]:
        """Return every point that matches, as ``Store.scroll``."""
        return self._store.scroll(self._seen(where), fields)

    def read(self, where: Filter, decode: Callable[[Payload], T]) -> list[T]:
        """Return what a function makes of every point that matches, as ``Store.read``; it is kept."""
        found = self._lists.get((where, decode))
        if found is None:
            found = tuple(self._made_of(where, decode))
            if len(self._lists) >= _LISTS_KEPT:
                self._lists = {}  # a new one: another thread may be reading the old one
            if len(self._made) < MADE_KEPT:
                self._lists[where, decode] = found
        return list(found)

    def _made_of(self, where: Filter, decode: Callable[[Payload], T]) -> list[T]:
        ids = self._store.ids(self._seen(where))
        found = {each: made for each in ids if (made := self._made.get((each, decode))) is not None}
        missing = [each for each in ids if each not in found]
        # a point that is gone by now belongs to a version that this snapshot no longer sees
        for start in range(0, len(missing), _READ_AT_ONCE):
            for each, payload in self._store.payloads(missing[start : start + _READ_AT_ONCE]).items():
                found[each] = made = decode(payload)
                if len(self._made) < MADE_KEPT:
                    self._made[each, decode] = made
        return [found[each] for each in ids if each in found]

    def points(self, where: Filter) -> list[Point]:
        """Return every point that matches with its vectors, as ``Store.points``."""
        return self._store.points(self._seen(where))

    def count(self, where: Filter) -> int:
        """Return how many points match, exactly."""
        return self._store.count(self._seen(where))

    def nearest(self, vector_name: str, vector: Vector, where: Filter, limit: int) -> list[Hit]:
        """Return the nearest points that match, as ``Store.nearest``; payloads read once are kept."""
        ranked = self._store.ranked(vector_name, vector, self._seen(where), limit)
        payloads = self._payloads([found for found, _ in ranked])
        return [Hit(found, score, payloads[found]) for found, score in ranked if found in payloads]

    def is_current(self) -> bool:
        """Tell whether nothing has been shown or hidden since."""
        return _read(self._store).latest == self._latest

    def sees(self, store: Store, version: int) -> bool:
        """Tell whether this snapshot of the store may read a version."""
        return self._store is store and version <= self._latest and version not in self._hidden

    def scores(self, vector_name: str, vector: Vector, where: Filter, ids: Sequence[str]) -> dict[str, float]:
        """Return the scores of these points, as ``Store.scores``."""
        return self._store.scores(vector_name, vector, self._seen(where), ids)

    def _payloads(self, ids: Sequence[str]) -> Mapping[str, Payload]:
        """Return payloads by id. A version's points never change, so what was read stays true as long as this lives."""
        kept = self._kept
        missing = [each for each in ids if each not in kept]
        if missing:
            # a new dictionary: another thread may be reading the old one
            fresh = self._store.payloads(missing)
            room = len(kept) + len(fresh) <= PAYLOADS_KEPT
            self._kept = kept = {**(kept if room else {each: kept[each] for each in ids if each in kept}), **fresh}
        return kept

    def _seen(self, where: Filter) -> Filter:
        return Filter(must=(where,), must_not=self._unseen)


def snapshot(store: Store) -> Snapshot:
    """Return the store as it is now; versions that it sees are kept as long as it lives."""
    with _GUARD:
        taken = Snapshot(store, _read(store))
        _LIVE.add(taken)
        return taken


def begin(store: Store) -> int:
    """Return the number of a new version, which is hidden until it is shown."""
    with _GUARD:
        state = _read(store)
        version = state.latest + 1
        _write(store, _State(version, {**state.hidden, version: time.time()}))
        return version


def switch(store: Store, show: int | None, hide: Collection[int]) -> None:
    """Show one version and hide others, in one write that is safe on disk when this returns."""
    with _GUARD:
        state = _read(store)
        hidden = {version: since for version, since in state.hidden.items() if version != show}
        hidden |= dict.fromkeys(hide, time.time())
        _write(store, _State(state.latest + 1, hidden))


def sweep(store: Store, now: float | None = None) -> int:
    """Delete the hidden versions that nobody reads any more; return how many points those were.

    Where other processes may be reading (a Qdrant server) only what has been hidden for ``GRACE`` seconds at ``now``.
    """
    with _GUARD:
        state = _read(store)
        due = (time.time() if now is None else now) - (GRACE if store.shared else 0.0)
        old = [v for v, since in state.hidden.items() if since <= due and not any(s.sees(store, v) for s in _LIVE)]
        if not old:
            return 0
        where = Filter(must=(Match("version", tuple(old)),))
        count = store.count(where)
        store.delete(where)
        store.flush()
        _write(store, _State(state.latest, {v: since for v, since in state.hidden.items() if v not in old}))
        return count


def _read(store: Store) -> _State:
    found = store.scroll(_POINT)
    if not found:
        return _State()
    payload = found[0].payload
    return _State(payload["latest"], {version: float(since) for version, since in payload["hidden"]})


def _write(store: Store, state: _State) -> None:
    payload = {
        "kind": Kind.META.value,
        "name": "versions",
        "latest": state.latest,
        "hidden": [[version, since] for version, since in sorted(state.hidden.items())],
    }
    store.upsert([Point(VERSIONS_ID, {}, payload)])
    store.flush()
