"""What understanding may know of the corpus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from corpus.agencies import Registry
from index.catalog import DirectiveHead


@dataclass(frozen=True)
class CorpusContext:
    """The directives there are and the agencies that occur in them, for one set of audiences."""

    registry: Registry
    heads: tuple[DirectiveHead, ...]
    find_occurring: Callable[[], frozenset[str]] = frozenset
    """Reads the keys of the agencies that lead, co-ordinate or direct some task; called when first needed."""

    @cached_property
    def occurring(self) -> frozenset[str]:
        return self.find_occurring()

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(head.number for head in self.heads)
