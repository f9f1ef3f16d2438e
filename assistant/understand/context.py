"""What understanding may know of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.agencies import Registry
from corpus.text import fold
from index.catalog import DirectiveHead


def _none() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class CorpusContext:
    """The directives there are and the agencies that occur in them, for one set of audiences."""

    registry: Registry
    heads: tuple[DirectiveHead, ...]
    find_parties: Callable[[], Mapping[str, str]] = _none
    """Reads key -> name of all who lead, co-ordinate or direct some task; called when first needed."""
    find_mentions: Callable[[], frozenset[str]] = frozenset
    """Reads the registry ids of all agencies that occur anywhere in the corpus; called when first needed."""

    @cached_property
    def mentioned(self) -> frozenset[str]:
        return self.find_mentions()

    @cached_property
    def written(self) -> tuple[tuple[str, str, str], ...]:
        """(folded name, key, name) of the parties that the registry lacks, the longest first."""
        found = [(fold(name), key, name) for key, name in self.find_parties().items() if key.startswith("text:")]
        return tuple(sorted(found, key=lambda each: (-len(each[0]), each[0])))

    @cached_property
    def bodies(self) -> tuple[tuple[str, str, str], ...]:
        """(folded name, key, name) of all bodies that occur in the corpus, in the registry or not."""
        by_id = self.registry.by_id
        known = [(fold(by_id[key].name), key, by_id[key].name) for key in sorted(self.mentioned) if key in by_id]
        return (*known, *self.written)

    def issued_by(self, body: str) -> tuple[str, ...]:
        """Return the numbers of the documents that a body issued; of a province, those of its bodies."""
        agency = self.registry.by_id[body]
        if agency.kind == "province":
            return self.issued_in(body)
        name = fold(agency.name)
        return tuple(number for issuer, number in self._issuers if issuer == name)

    def local_bodies(self, documents: Sequence[str]) -> tuple[str, ...]:
        """Return the province, and its people's committee, whose bodies issued the documents; nothing of several."""
        if not documents:
            return ()
        provinces = [key for key, agency in self.registry.by_id.items() if agency.kind == "province"]
        places = [key for key in provinces if set(documents) <= set(self.issued_in(key))]
        committees = [f"people-committee-{key}" for key in places]
        return (*places, *(key for key in committees if key in self.registry.by_id)) if len(places) == 1 else ()

    def issued_at(self, body: str) -> tuple[str, ...]:
        """Return the numbers of the documents that bodies of a place issued; none where the body is no province."""
        is_place = body in self.registry.by_id and self.registry.by_id[body].kind == "province"
        return self.issued_in(body) if is_place else ()

    def issued_in(self, province: str) -> tuple[str, ...]:
        """Return the numbers of the documents that bodies of a province issued."""
        if province not in self._issued_in:
            name = fold(self.registry.by_id[province].name).removeprefix("thanh pho ").removeprefix("tinh ")
            self._issued_in[province] = tuple(number for issuer, number in self._issuers if issuer.endswith(name))
        return self._issued_in[province]

    @cached_property
    def _issuers(self) -> tuple[tuple[str, str], ...]:
        """(folded issuer, number) of every document, in their order."""
        return tuple((fold(head.issuer), head.number) for head in self.heads)

    @cached_property
    def _issued_in(self) -> dict[str, tuple[str, ...]]:
        """What ``issued_in`` found, by province: a question may ask for all of them."""
        return {}
