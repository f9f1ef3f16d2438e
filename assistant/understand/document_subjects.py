"""Documents named by what they are about: "nghị quyết về kinh tế dữ liệu", "Chỉ thị 951 về phòng, chống dịch"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.understand.cues.documents import FACTS
from assistant.understand.cues.pattern import Cue
from assistant.understand.document_origin import Mention
from assistant.understand.document_types import TYPE, is_type
from corpus.text import fold
from index.catalog import DirectiveHead

_WORD = re.compile(r"[a-z0-9]+")
_ABOUT = r"(?:(?:moi )?(?:ve|v/v|on|about)(?: viec| the)? )"
# "nghị quyết về kinh tế dữ liệu", "công điện hỏa tốc về bão số 8", "công văn đôn đốc nền tảng số"
_TITLED = Cue(rf"\b(?P<type>{TYPE})(?: (?:hoa toc|khan|thuong k[iy]))?\s+{_ABOUT}?(?P<rest>[a-z][a-z0-9, -]+)")
_ITS_SUBJECT = Cue(rf",?\s*\(?{_ABOUT}(?P<rest>[a-z][a-z0-9, -]+)")
_TITLE_WORDS = 4
"""So many words of its subject name a document."""
_FEWEST = 3
"""So many do where the question says no other of it."""
# "trong kế hoạch phát triển dữ liệu số", "nghị quyết về kinh tế dữ liệu giao việc gì", "kế hoạch ... ấy"
_INTO = re.compile(r"\b(?:trong|theo|tai|o|cua|cai|in|under|of)\s+(?:cai |ban |the )?\Z")
_GIVES = re.compile(
    r"[\s,]*(?:(?:ay|nay|do|kia|vua roi|vua ban hanh)\b|(?:thi |da |se )*(?:giao|yeu cau|de nghi|phan cong|dat ra"
    r"|co (?:nhung |cac |bao nhieu |may )?(?:viec|nhiem vu|gi|dau viec)|gom|noi gi|gives?|assigns?|asks?|requires?)\b)"
)
_ENDS = frozenset(
    "co giao thi cua do trong nay ay kia phai duoc la o tai theo gom yeu ngay nam bo uy ban tinh so".split()
)
"""A word behind a subject that is no part of it."""


def by_subject(folded: str, heads: Sequence[DirectiveHead]) -> Iterator[Mention]:
    """Yield the documents of a type whose subject holds the words behind the type, in their order."""
    of_type: dict[str, list[DirectiveHead]] = {}
    for m in _TITLED.finditer(folded):
        word = m["type"]
        if word not in of_type:
            of_type[word] = [head for head in heads if is_type(head, word)]
        behind = _behind(m)
        held = [(_held(behind, m, head), head) for head in of_type[word]]
        most = max((count for (count, _), _ in held), default=0)
        best = [(end, head) for (count, end), head in held if count == most]
        if most and _names(m, most, best[0][0]):
            yield Mention(m.start(), best[0][0], tuple(head for _, head in best), "")


def is_meant(mention: Mention, folded: str) -> bool:
    """Tell whether such a document is where to look.

    A question for tasks may name a document that is to be drawn up in the same words; one for a fact never does.
    """
    asks_of_it = any(cue.search(folded) for _, cue in FACTS)
    return bool(asks_of_it or _INTO.search(folded, 0, mention.start) or _GIVES.match(folded, mention.end))


def with_subject(mention: Mention, folded: str) -> Mention:
    """Take in what a document is about behind its number: it is no condition of its own."""
    match = _ITS_SUBJECT.match(folded, mention.end)
    if match is None or not mention.found:
        return mention
    count, end = _held(_behind(match), match, mention.found[0])
    return replace(mention, end=end) if count and _names(match, count, end) else mention


def _behind(match: re.Match[str]) -> list[tuple[str, int]]:
    """Return the words behind a type or a number, and where each ends."""
    return [(word.group(), word.end()) for word in _WORD.finditer(match.string, *match.span("rest"))]


def _held(behind: Sequence[tuple[str, int]], match: re.Match[str], head: DirectiveHead) -> tuple[int, int]:
    """Return how many of the first words behind occur in a subject in their order, and where the last of them ends."""
    rest = iter(_words(head.subject))
    count, end = 0, match.start("rest")
    for word, its_end in behind:
        if word not in rest:
            break
        count, end = count + 1, its_end
    return count, end


@lru_cache(maxsize=4096)
def _words(subject: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(subject)))


def _names(match: re.Match[str], count: int, end: int) -> bool:
    """Tell whether so many words name a document: many, or all that the question says of it."""
    after = _WORD.match(match.string, end + 1) if end < match.end("rest") else None
    all_said = after is None or after.group() in _ENDS
    return count >= _TITLE_WORDS or (count >= _FEWEST and all_said)
