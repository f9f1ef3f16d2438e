"""What a sync did to each document, in the order in which the documents were given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a document."""

    CREATED = "created"
    UPDATED = "updated"
    DELETED = "deleted"
    UNCHANGED = "unchanged"
    SAME = "same"
    """Another file of the same document says the same: that one is kept."""
    SKIPPED = "skipped"
    """A file that a folder or a zip file held beside directives: nothing in it looks like one."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one document, and of which file it was read."""

    outcome: Outcome
    document: str
    """Its number; the file's name where no number was read."""
    file: str = ""
    reason: str = ""
    """Why it failed or was skipped; for ``SAME``, the file that is kept."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What became of every document."""

    done: tuple[Done, ...] = ()

    @property
    def created(self) -> tuple[str, ...]:
        """Numbers of the documents that are new."""
        return self._numbers(Outcome.CREATED)

    @property
    def updated(self) -> tuple[str, ...]:
        """Numbers of the documents of which a new version is stored."""
        return self._numbers(Outcome.UPDATED)

    @property
    def deleted(self) -> tuple[str, ...]:
        """Numbers of the documents that were removed."""
        return self._numbers(Outcome.DELETED)

    @property
    def unchanged(self) -> tuple[str, ...]:
        """Numbers of the documents that were stored like this before."""
        return self._numbers(Outcome.UNCHANGED)

    @property
    def failed(self) -> tuple[Done, ...]:
        """The documents that were left out, with the reason."""
        return tuple(each for each in self.done if each.outcome is Outcome.FAILED)

    def __add__(self, other: SyncReport) -> SyncReport:
        return SyncReport(self.done + other.done)

    def count(self, outcome: Outcome) -> int:
        """Return how many documents had an outcome."""
        return sum(each.outcome is outcome for each in self.done)

    def _numbers(self, outcome: Outcome) -> tuple[str, ...]:
        return tuple(each.document for each in self.done if each.outcome is outcome)


def failure(document: str, reason: str, file: str = "") -> Done:
    """Return the outcome of a document that was left out."""
    return Done(Outcome.FAILED, document, file, reason)
