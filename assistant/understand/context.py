"""What understanding may know of the corpus."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from corpus.agencies import Registry
from index.catalog import DirectiveHead


@dataclass(frozen=True)
class CorpusContext:
    """The directives there are and the agencies that occur in them, for one set of audiences."""

    registry: Registry
    heads: tuple[DirectiveHead, ...]
    occurring: Collection[str] = field(default_factory=frozenset)
    """Registry ids of the agencies that lead, co-ordinate or direct some task."""

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(head.number for head in self.heads)
