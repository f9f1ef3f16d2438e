"""What a stretch of a sentence may rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.wording.facts import Fact, Summary, Support

Test = Callable[[Support], bool]


@dataclass(frozen=True, slots=True)
class Sources:
    """Each of its facts bears a statement out, or one computed sentence over them does."""

    facts: tuple[Fact, ...]
    summaries: tuple[Summary, ...]

    @property
    def all(self) -> tuple[Support, ...]:
        return (*self.facts, *self.summaries)

    @property
    def words(self) -> frozenset[str]:
        """Every word of them."""
        return frozenset().union(*(support.words for support in self.all))

    def bear(self, test: Test) -> bool:
        """Tell whether a test holds for every fact, or for one computed sentence."""
        return self.facts_bear(test) or any(map(test, self.summaries))

    def facts_bear(self, test: Test) -> bool:
        """Tell whether a test holds for every fact, and there is one."""
        return bool(self.facts) and all(map(test, self.facts))

    def say(self, phrase: str) -> bool:
        """Tell whether one of them holds a phrase, as ``vocabulary.phrase`` gives it."""
        return any(phrase in support.phrase for support in self.all)


def shares(wanted: Iterable[object], attribute: str) -> Test:
    """Return the test whether a source has one of some things."""
    given = set(wanted)
    return lambda support: bool(given & set(getattr(support, attribute)))
