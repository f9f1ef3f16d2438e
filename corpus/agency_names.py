"""Finding the names of the registry's agencies in a text, by a trie over words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.agencies import Agency, Predecessor, Registry, registry
from corpus.text import UPPER, detone, fold, uncapitalize, words


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found in a text."""

    agency_ids: tuple[str, ...]
    """One id, or several where the name is ambiguous."""
    start: int
    end: int
    predecessor: Predecessor | None = None
    """Set where a former agency was named."""


@dataclass(frozen=True, slots=True)
class _Name:
    agency_ids: tuple[str, ...]
    written: str
    predecessor: Predecessor | None = None


@dataclass(slots=True)
class _TrieNode:
    children: dict[str, _TrieNode] = field(default_factory=dict)
    names: list[_Name] = field(default_factory=list)


# Letters in an order that a Vietnamese syllable may have, folded: "byt" and "btc" have none
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|g[hi]?|h|kh?|l|m|ng?h?|ph?|qu|r|s|th?|tr|v|x)?(?:[aeiou]{1,3}|(?<=[hklmtsvu])y|y(?=$)|uy(?:e|a)?|[iy]e)"
    r"(?:ch?|m|ng?h?|p|t)?"
)
_MOST_VARIANTS = 24
"""How many shortened writings of one name are known."""
_WORD = re.compile(r"(\w+)")
_NEXT_WORD = re.compile(r"[\s&.,/'’–-]{1,3}(\w+)")
# What makes a name found the beginning of a longer one: "Ban Tuyên giáo và Dân vận | Tỉnh ủy", "Hội Nông dân | tỉnh",
# "Văn phòng Trung ương | Đoàn"
_LOCAL = re.compile(
    r"\s+(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+(?:ủy|uỷ|đoàn)"
    r"|cấp (?:tỉnh|huyện|xã)|tỉnh|thành phố|xã|phường|đặc khu|[Cc]hi nhánh|[Kk]hu vực"
    r"|(?<=Trung ương )(?:Đoàn|Hội))\b"
)
# "VNPT Nghệ An" is a branch, a body of its own
_BRANCH = re.compile(rf"\s+(?!Việt Nam)[{UPPER}]")
_NOT_AGENCIES = ("Thái Bình Dương",)
"""Longer names that hold an agency's name; they are found and dropped."""


class NameFinder:
    """Finds registry names in text, longest first, by a trie over words.

    Args:
        registry: where the names come from.
        key: how words are compared: ``detone`` for official texts, ``fold`` for what people type.
        english: whether English names count too.
        capitals: whether a name must begin with a capital, as official texts write it ("hòa bình" is peace).
    """

    def __init__(
        self, registry: Registry, key: Callable[[str], str], english: bool = False, capitals: bool = False
    ) -> None:
        self.registry = registry
        self.key = lru_cache(maxsize=16_384)(key)
        self.capitals = capitals
        self._root = _TrieNode()
        self._bare = _TrieNode()
        for phrase in _NOT_AGENCIES:
            self._insert(self._root, phrase, _Name((), phrase))
        for written, name in _names(registry, english):
            self._insert(self._root, written, name)
        for agency in registry.by_id.values():
            if agency.kind == "ministry":
                for official in (agency.name, *agency.aliases):
                    if official.startswith("Bộ "):
                        bare = official.removeprefix("Bộ ")
                        self._insert(self._bare, bare, _Name((agency.id,), bare))

    def find(self, text: str) -> list[NameMatch]:
        """Return the names in the text, in order and without overlap; the longest wins."""
        found: list[NameMatch] = []
        position = 0
        for word in _WORD.finditer(text):
            if word.start() < position or self.key(word[1]) not in self._root.children:
                continue
            match = self._longest(self._root, text, word.start(), len(text))
            if match and match.agency_ids:
                found.append(match)
            position = match.end if match else word.end()
        return found

    def match_at(self, text: str, position: int, end: int, bare: bool = False) -> NameMatch | None:
        """Return the longest name that begins at ``position`` and ends by ``end``.

        ``bare`` reads ministries without the word Bộ, as in "các Bộ: Tài chính, Tư pháp".
        """
        match = self._longest(self._bare if bare else self._root, text, position, end)
        return match if match and match.agency_ids else None

    def _longest(self, root: _TrieNode, text: str, start: int, end: int) -> NameMatch | None:
        """Walk the trie word by word; a match without ids is a name of no agency."""
        node, best = root, None
        word = _WORD.match(text, start, end)
        while word and (child := node.children.get(self.key(word[1]))):
            node = child
            written = text[start : word.end()]
            name = next((n for n in node.names if self._case_agrees(n.written, written)), None)
            if name:
                best = NameMatch(name.agency_ids, start, word.end(), name.predecessor)
            word = _NEXT_WORD.match(text, word.end(), end)
        return None if best and self.capitals and self._goes_on(best, text, end) else best

    def _goes_on(self, match: NameMatch, text: str, end: int) -> bool:
        """Tell whether a name found is only the beginning of a longer one, which official texts write with capitals."""
        if _LOCAL.match(text, match.end, end):
            return True
        kinds = {self.registry.by_id[key].kind for key in match.agency_ids}
        return kinds == {"state_enterprise"} and _BRANCH.match(text, match.end, end) is not None

    def _case_agrees(self, name: str, written: str) -> bool:
        """Tell whether a name may be typed so.

        An abbreviation of up to three letters ("BTC") stands in capitals; in questions also in small letters, where
        they make no syllable.
        """
        if name in self.registry.capitals_only:
            return sum(letter.isupper() for letter in written) >= len(name) - 1  # also "MoST"
        if len(name) <= 3 and name.isupper():
            return written.isupper() or (
                not self.capitals and len(name) == 3 and not _SYLLABLE.fullmatch(self.key(written))
            )
        return not self.capitals or written[:1].isupper() or name[:1].islower()

    def _insert(self, root: _TrieNode, written: str, name: _Name) -> None:
        node = root
        for word in words(written):
            node = node.children.setdefault(self.key(word.text), _TrieNode())
        if all(existing.agency_ids != name.agency_ids for existing in node.names):
            node.names.append(name)


def _names(registry: Registry, english: bool) -> Iterator[tuple[str, _Name]]:
    for agency in registry.by_id.values():
        here = (agency.id,)
        for written in (_as_written(agency.name), *agency.aliases, *agency.abbreviations):
            yield written, _Name(here, written)
        shortened = (*_shortened((agency.name, *agency.aliases), registry), *_dotted(agency)) if english else ()
        for written in shortened:
            yield written, _Name(here, written)
        for written in (agency.en, *agency.aliases_en) if english else ():
            if written:
                yield written, _Name(here, written)
        for former in agency.predecessors:
            for written in (
                _as_written(former.name),
                *former.abbreviations,
                *((former.en,) if english and former.en else ()),
            ):
                yield written, _Name(here, written, former)
            for written in _shortened((former.name,), registry) if english else ():
                yield written, _Name(here, written, former)
    for ambiguous in registry.ambiguous:
        yield ambiguous.text, _Name(ambiguous.candidates, ambiguous.text)


def _shortened(names: Iterable[str], registry: Registry) -> Iterator[str]:
    """Yield the names with some of their words shortened as people type them: "Ban Tổ chức TW"."""
    for name in names:
        variants = [name]
        for rule in registry.shorthand:
            if rule.full in name:
                variants += [v.replace(rule.full, short) for v in variants for short in rule.short if rule.full in v]
        yield from (v for v in variants[1:_MOST_VARIANTS] if " " in v)


def _dotted(agency: Agency) -> Iterator[str]:
    """Yield "B.KHCN" for "Bộ KHCN"."""
    for short in agency.abbreviations:
        if short.startswith("Bộ ") and short[3:].isupper():
            yield f"B.{short[3:]}"


def _as_written(name: str) -> str:
    """Let a province begin in lower case, as running text does ("phối hợp với tỉnh Nghệ An")."""
    return uncapitalize(name) if name.startswith(("Tỉnh ", "Thành phố ")) else name


@lru_cache(maxsize=1)
def document_finder() -> NameFinder:
    """Return the finder for official texts: capitals and marks must agree, tone marks may sit in either place."""
    return NameFinder(registry(), detone, capitals=True)


@lru_cache(maxsize=1)
def question_finder() -> NameFinder:
    """Return the finder for questions: with or without diacritics, in any case, in English too."""
    return NameFinder(registry(), fold, english=True)
