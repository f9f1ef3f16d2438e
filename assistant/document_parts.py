"""Body and annexes of one document that came in files of their own: which belong together, and what to call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.messages import text
from assistant.model import Language
from corpus.force import WIDE, base_number, document_key
from corpus.text import slugify
from index.catalog import DirectiveHead

# "phu-luc-ii", "phu-luc-ke-hoach-trien-khai-...", "van-ban"
_ANNEX = re.compile(r"(?:^|-)phu-luc(?:-(?P<number>[ivxlc]+|\d+)(?=-|$))?")
_BODY = re.compile(r"(?:^|-)van-ban$")
_YEAR = re.compile(r"(?:^|-)(?P<year>(?:19|20)\d\d)(?=-|$)")


def parts_of(number: str, heads: Sequence[DirectiveHead]) -> tuple[DirectiveHead, ...]:
    """Return the heads of all files of the document that a stored number belongs to, its own among them."""
    mine = next((_key(head) for head in heads if head.number == number), None)
    return tuple(head for head in heads if _key(head) == mine)


def wholes(heads: Iterable[DirectiveHead]) -> Mapping[str, str]:
    """Return, for each document in several files one of which has the printed number, number -> that number."""
    families: dict[object, list[str]] = defaultdict(list)
    for head in heads:
        families[_key(head)].append(head.number)
    printed = {number: base_number(number) for family in families.values() if len(family) > 1 for number in family}
    held = {number for family in families.values() for number in family}
    return {number: base for number, base in printed.items() if base in held}


def number_text(number: str, language: Language, issuer: str = "") -> str:
    """Return a number as people read it: "45/QĐ-UBND (Phụ lục II)", "12/KH-UBND (năm 2025)".

    Args:
        number: as it is stored; what a wider one adds is worded.
        language: to word it in.
        issuer: the document's, to name where the number says no more than whose it is.
    """
    printed, _, told = number.partition(WIDE)
    words = []
    if issuer and told.startswith(slugify(issuer)):
        words.append(issuer)
    if year := _YEAR.search(told):
        words.append(text(language, "part.year", year=year["year"]))
    if annex := _ANNEX.search(told):
        words.append(text(language, "part.annex", n=(annex["number"] or "").upper()).strip())
    elif _BODY.search(told):
        words.append(text(language, "part.body"))
    return f"{printed} ({', '.join(words)})" if words else number


def _key(head: DirectiveHead) -> tuple[str, str, int | None]:
    return document_key(head.number, head.issuer, head.date)
