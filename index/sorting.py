"""What is to become of directives beside what is stored: new, changed, the same, another (docs/decisions/0007)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from corpus.family import BODY, annexes_of, holds, identity_of, is_akin, part_of
from corpus.force import base_number
from corpus.model import Audience, Directive
from corpus.sameness import say_the_same
from corpus.wide import number_beside, renumbered
from index import catalog
from index.filters import Filter, Match
from index.outcomes import Done, Outcome, failure
from index.points import digest_of
from index.schema import Kind
from index.store import Reader, Store
from index.versions import snapshot

_OTHER_WORDS = (
    "Trùng số, ký hiệu với tệp “{first}” trong cùng lần nạp nhưng nội dung khác; chỉ nhận tệp đó. "
    "Kiểm tra xem tệp nào đúng rồi nạp riêng tệp ấy."
)
_STRANGER = (
    "Trùng số, ký hiệu với “{number}” đã có trong kho (tệp “{file}”) nhưng nội dung khác hẳn, nên không thay. "
    "Nếu tệp này đúng, gỡ văn bản cũ bằng “chidao corpus remove {number}” rồi nạp lại; nếu đây là phụ lục, "
    "ghi “PHỤ LỤC” và tên phụ lục ở đầu tệp."
)
_HOLDS = "gồm cả nội dung của {parts} nên thay cho bản nạp riêng ấy"
_OTHER_OWN = "phụ lục trong tệp này có nội dung khác với {parts} đã nạp riêng; kiểm tra xem bản nào đúng"
_OTHER_ANNEX = "{number} (tệp “{file}”) cũng có phụ lục này nhưng nội dung khác; kiểm tra xem bản nào đúng"


@dataclass(frozen=True, slots=True)
class Stored:
    """What a sync compares with, of a stored document."""

    version: int
    digest: str
    source: str


def stored_documents(store: Reader) -> dict[str, Stored]:
    """Return the stored documents by number."""
    records = store.scroll(
        Filter(must=(Match("kind", (Kind.DIRECTIVE.value,)),)), ["document", "version", "digest", "source"]
    )
    return {
        record.payload["document"]: Stored(
            record.payload["version"], record.payload["digest"], record.payload["source"]
        )
        for record in records
    }


class Sorting:
    """Says what is to become of directives, beside what is stored and what came before them in the same call."""

    def __init__(self, store: Store, stored: Mapping[str, Stored], before: Collection[str]) -> None:
        self.taken: dict[str, Directive] = {}
        self._store = store
        self._reader = snapshot(store)
        self._stored = stored
        self._before = before
        self._numbers: dict[str, list[str]] = {}
        for number in stored:
            self._numbers.setdefault(base_number(number), []).append(number)

    def told_apart(self, directive: Directive) -> Directive:
        """Return the directive, under its wider number where another document has its number."""
        if directive.number != base_number(directive.number):
            return directive
        alike = self._numbers.get(directive.number, [])
        if directive.number in self.superseded(directive):
            return directive  # the whole document takes the number of its annex
        # the same file is the same document, whoever is now read as its issuer
        file = next((n for n in alike if self._stored[n].source == directive.source.sha256), None)
        return renumbered(directive, file or number_beside(directive, self._others(directive)))

    def compared(self, directive: Directive) -> Done:
        """Return what is to become of a directive."""
        number, file = directive.number, directive.source.name
        old, earlier = self._stored.get(number), self.taken.get(number)
        superseded = self.superseded(directive)
        told = "; ".join(f"{name} ({each.source.name})" for name, each in superseded.items())
        reason = _HOLDS.format(parts=told) if told else ""
        if number in superseded:
            return Done(Outcome.UPDATED, number, file, reason)
        if old and not earlier and old.source in self._before and old.source != directive.source.sha256:
            earlier = self._kept(number)
        if earlier:
            if earlier == directive or say_the_same(earlier, directive) or _is_held(directive, earlier):
                return Done(Outcome.SAME, number, file, earlier.source.name)
            return failure(number, _OTHER_WORDS.format(first=earlier.source.name), file)
        if old is None:
            return self._new(directive, reason)
        if old.digest == digest_of(directive, self._store.fingerprint) and not superseded:
            return Done(Outcome.UNCHANGED, number, file)
        kept = self._kept(number) if old.source != directive.source.sha256 else None
        if kept and say_the_same(kept, directive):
            return Done(Outcome.SAME, number, file, kept.source.name)
        if kept and kept.source.name != file and not is_akin(kept, directive):
            return failure(number, _STRANGER.format(number=number, file=kept.source.name), file)
        return Done(Outcome.UPDATED, number, file, reason)

    def superseded(self, directive: Directive) -> dict[str, Directive]:
        """Return, by number, the stored documents whose place a document takes beside its own earlier version.

        Those are annexes that came in files of their own and whose words the document holds, and, where one of them
        has the printed number, the body that had to stand beside it.
        """
        if part_of(directive) != BODY:
            return {}
        base = base_number(directive.number)
        stored = {n: kept for n in self._numbers.get(base, []) if n not in self.taken and (kept := self._kept(n))}
        found = {number: each for number, each in stored.items() if _is_held(each, directive)}
        if base in found:
            mine = identity_of(directive)
            found |= {n: each for n, each in stored.items() if n not in found and identity_of(each).is_same(mine)}
        return found

    def _new(self, directive: Directive, reason: str) -> Done:
        """Return the outcome of a document that is not stored, if another one does not hold its words."""
        number, file, mine = directive.number, directive.source.name, identity_of(directive)
        bodies = [each for each in self._others(directive).values() if part_of(each) == BODY and mine.part != BODY]
        whole = next((each for each in bodies if _is_held(directive, each)), None)
        if whole:
            return Done(Outcome.SAME, whole.number, file, whole.source.name)
        other = next(
            (each for each in bodies if identity_of(each).is_kin(mine) and mine.part in annexes_of(each)), None
        )
        own = annexes_of(directive) if mine.part == BODY else set()
        apart = [
            each for each in self._others(directive).values() if identity_of(each).is_kin(mine) and part_of(each) in own
        ]
        differing = [each for each in apart if not _is_held(each, directive)]
        if differing:
            told = "; ".join(f"{each.number} ({each.source.name})" for each in differing)
            reason = "; ".join(filter(None, [reason, _OTHER_OWN.format(parts=told)]))
        if other:
            reason = _OTHER_ANNEX.format(number=other.number, file=other.source.name)
        return Done(Outcome.CREATED, number, file, reason)

    def _others(self, directive: Directive) -> dict[str, Directive]:
        """Return the documents whose number is printed alike, by the numbers that they have."""
        base = base_number(directive.number)
        stored = {number: kept for number in self._numbers.get(base, []) if (kept := self._kept(number))}
        return stored | {number: each for number, each in self.taken.items() if base_number(number) == base}

    def _kept(self, number: str) -> Directive | None:
        return catalog.directive(self._reader, number, frozenset(Audience))


def _is_held(part: Directive, whole: Directive) -> bool:
    """Tell whether a file holds an annex of a document, for the same readers, whose words the whole one holds too."""
    mine = identity_of(part)
    of_one = mine.is_kin(identity_of(whole)) and part.audience is whole.audience
    return of_one and mine.part != BODY and part_of(whole) == BODY and holds(whole, part)
