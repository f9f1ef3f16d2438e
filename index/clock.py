"""Milliseconds spent on each step of a search or an answer."""

from __future__ import annotations

from time import perf_counter


class Clock:
    """Milliseconds between laps, by name; a name used twice adds up."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, name: str) -> None:
        """Book the time since the last lap under a name."""
        now = perf_counter()
        self.laps[name] = self.laps.get(name, 0.0) + (now - self._last) * 1000
        self._last = now
