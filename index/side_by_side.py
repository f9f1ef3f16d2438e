"""One question's vector by two threads where no other is being computed.

Every computation is made of two halves that are added up, whoever computes them, so that a text has the same vector
to the last digit, alone or among others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from index.weights import Floats

Step = Callable[[Floats], Floats]
Both = Callable[[Step, Step, Floats], Floats]
"""Adds up what two steps make of the same numbers."""


def in_turn(first: Step, second: Step, x: Floats) -> Floats:
    """Return the sum of both, computed one after the other."""
    total = first(x)
    total += second(x)
    return total


class SideBySide:
    """Who is at work: a second thread helps the only one, and more than there are cores wait for each other."""

    def __init__(self, cores: int):
        self._cores = cores
        self._places = BoundedSemaphore(cores)
        self._lock = Lock()
        self._at_work = 0

    @contextmanager
    def question(self) -> Iterator[Both]:
        """Yield how the caller is to add up halves: with a second thread, where nobody was at work before.

        The thread lives as long as the work, which costs a fiftieth of it: a fork leaves nothing behind that waits.
        """
        with self._places, self.at_work() as alone:
            if not alone or self._cores == 1:
                yield in_turn
                return
            with ThreadPoolExecutor(1, "half") as beside:
                yield lambda first, second, x: _with(beside, first, second, x)

    @contextmanager
    def at_work(self) -> Iterator[bool]:
        """Keep others from taking a second thread meanwhile; yield whether nobody was at work before."""
        with self._lock:
            alone = not self._at_work
            self._at_work += 1
        try:
            yield alone
        finally:
            with self._lock:
                self._at_work -= 1


def _with(beside: ThreadPoolExecutor, first: Step, second: Step, x: Floats) -> Floats:
    """Return the sum of both, the second computed meanwhile."""
    later = beside.submit(second, x)
    total = first(x)
    total += later.result()
    return total
