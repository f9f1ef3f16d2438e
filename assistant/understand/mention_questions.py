"""Where the corpus speaks of something: "906 có nhắc đến Bộ Y tế không?", "VNeID xuất hiện ở văn bản nào?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.model import SOUGHT_WORDS, Language
from assistant.understand import cues
from assistant.understand.asides import NAMED
from assistant.understand.glossary import in_vietnamese
from assistant.understand.reading import Reading


@dataclass(frozen=True, slots=True)
class Mentions:
    """What is looked for, and in which documents."""

    documents: tuple[str, ...]
    """Of those held; none is all of them."""
    sought: tuple[str, ...]
    """Registry ids, documents' numbers, and words behind ``SOUGHT_WORDS``."""


def mentions_asked(reading: Reading) -> Mentions | None:
    """Return what is looked for in which documents; None where nothing is."""
    if reading.says(cues.NAMED_TASKS) or reading.period:
        return None
    return _in_documents(reading) or _in_corpus(reading)


def _in_documents(reading: Reading) -> Mentions | None:
    """Whether the documents named mention a body or another document."""
    said = cues.MENTIONS.search(reading.folded)
    known, unknown = reading.documents.known, reading.documents.unknown
    if said is None or not known:
        return None
    if reading.agencies.agencies:
        return None if unknown else Mentions(known, reading.agencies.agencies)
    if unknown:
        return Mentions(known, unknown)
    if len(known) != len(reading.documents.spans) or len(known) < 2:
        return None
    named = sorted(zip((start for start, _ in reading.documents.spans), known, strict=True))
    before = tuple(number for start, number in named if start < said.start())
    after = tuple(number for start, number in named if start > said.start())
    if not before or not after:
        return None
    return Mentions(after, before) if said["passive"] else Mentions(before, after)


_PLACE = r"(?:van ban|dieu khoan|dieu|khoan|muc|diem|doan|cho|phan|tai lieu|chi dao)"
_WHERE = rf"(?:o |trong |tai )?(?:dau|(?:nhung |cac )?{_PLACE}(?: chi dao)? nao|nhung (?:dau|{_PLACE}(?: nao)?))"
_SPEAKS = r"(?:nhac|noi|de cap|neu ten|xuat hien|dan chieu|viet)(?: (?:den|toi|ve))?"
_OPEN = rf"[^\w{NAMED}]*"
_END = r"(?=\W*(?:$|(?:the|vay|a|nhi|ha|khong|hay chua)\W*$))"
_THING = rf"(?P<thing>[\w{NAMED}](?:[^?!;:]{{0,60}}?[\w{NAMED}])?)"
_ASKED = (
    # "Cổng Dịch vụ công quốc gia được nhắc ở những đâu?"
    re.compile(
        rf"^{_OPEN}{_THING} (?:(?:co )?(?:duoc |bi )?(?:{_SPEAKS}|co mat)|co(?= (?:trong|o|tai) )) {_WHERE}{_END}"
    ),
    # "Những văn bản nào nói đến trí tuệ nhân tạo?"
    re.compile(
        rf"^{_OPEN}(?:(?:co|trong kho co|cho biet|xin hoi|tim|liet ke) )?(?:nhung |cac )?{_PLACE}(?: chi dao)? nao"
        rf"(?: trong kho)? (?:co |deu |da |dang )*{_SPEAKS} {_THING}{_END}"
    ),
    re.compile(rf"^{_OPEN}where (?:is|are|does|do) (?:the )?{_THING} (?:mentioned|appear|come up|referred to){_END}"),
    re.compile(
        rf"^{_OPEN}(?:which|what) (?:documents?|directives?|clauses?|sections?|texts?) (?:mentions?|speaks? of"
        rf"|refers? to|talks? about) (?:the )?{_THING}{_END}"
    ),
)
_MOST_WORDS = 6
"""Words of a term; what is longer is a sentence, whose content is looked for."""


def _in_corpus(reading: Reading) -> Mentions | None:
    """Where anything at all mentions a body or a term."""
    match = next((found for pattern in _ASKED if (found := pattern.search(reading.folded))), None)
    if match is None or reading.names_document:
        return None
    if reading.agencies.agencies:
        return Mentions((), reading.agencies.agencies) if not match["thing"].strip(NAMED + " ") else None
    thing = reading.text[slice(*match.span("thing"))].strip(" “”\"'")
    if reading.language is Language.EN:
        thing = in_vietnamese(thing) or thing
    return Mentions((), (SOUGHT_WORDS + thing,)) if len(thing.split()) <= _MOST_WORDS else None
