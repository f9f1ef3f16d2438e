"""Documents named in questions, by number in any writing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.understand.cues.pattern import Cue
from assistant.understand.document_origin import Mention, day_at, issuers_of, with_origin
from assistant.understand.document_subjects import by_subject, is_meant, with_subject
from assistant.understand.document_types import CODES, TYPE, WORDS, is_type, mention_name, one_of
from corpus.agency_names import question_finder
from corpus.force import base_number, document_key
from corpus.references import find_references, normalize_title
from corpus.text import fold, slugify
from index.catalog import DirectiveHead


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """The documents a question names, and where."""

    known: tuple[str, ...] = ()
    """Numbers of stored documents."""
    unknown: tuple[str, ...] = ()
    """Names of documents that the corpus does not hold."""
    ambiguous: tuple[str, ...] = ()
    """Numbers of stored documents that one short mention may mean."""
    spans: tuple[tuple[int, int], ...] = ()


_NO = r"(?:so(?: hieu)?|no\.?|number|#)\s*:?\s*"
_COUNTED = rf"(?!\s?(?:{one_of(WORDS['counted'])})(?!\w))"
# "công điện hỏa tốc số 952"
_HASTE = r"(?:\s+(?:hoa toc|(?:thuong |toi )?khan|mat|lien tich|lien nganh))?"
# "20-tb/cqttbcd", "2618/qd-bkhcn", "66.7/2025/nq-cp"
_FULL = Cue(
    rf"(?:\b(?P<type>{TYPE}){_HASTE}\s+)?(?:{_NO})?(?<![\w/])(?P<number>\d{{1,6}}(?:\.\d{{1,3}})?(?:/\d{{4}})?\s?[-/]\s?[a-z][a-z0-9]{{0,9}}"
    r"(?:\s?[-/&]\s?[a-z][a-z0-9]{0,12}){0,3})\b"
)
# "693 cv vptw": told from other words by being in the corpus
_SPACED = Cue(
    rf"(?:\b(?P<type>{TYPE}){_HASTE}\s+)?(?:{_NO})?"
    rf"(?<![\w/])(?P<number>\d{{1,6}}[ /-](?:{one_of(CODES)})[ /-][a-z][a-z0-9]{{1,12}})\b"
)
# "cong van 693", "cv so 693", "thong bao so 20", "nghi quyet 57 nam 2024"
_SHORT = Cue(
    rf"\b(?P<type>{TYPE}){_HASTE}\s*-?(?:{_NO})?:?\s*(?P<number>\d{{3,6}}\b"
    # "nghị quyết 66.7": some series have a number within the year's
    rf"|\d{{1,3}}\.\d{{1,2}}\b|\d{{1,2}}\b{_COUNTED})(?!\s?/\s?\d{{1,2}}(?!\d))(?![.-]\d)"
    r"(?:(?:\s?/\s?|,? nam | of )(?:19|20)\d\d\b)?"
)
# "công văn 693 và 694": the second number of a type
_ALSO = Cue(rf"\s?(?:,|va|and|voi|&)\s?(?:{_NO})?(?P<number>\d{{2,6}})\b(?!\s?[/.-]\s?\d){_COUNTED}")
# "Luật Đất đai 2024"
_ACT_OF_YEAR = Cue(r"(?:Bộ luật|Luật|Pháp lệnh)\s+[^\W\d_a-z]\w*(?:\s+[^\W\d_]+){0,8}?\s+(?:năm\s+)?(?:19|20)\d\d\b")
# "Luật Công nghệ cao được dẫn ở đâu?": a title ends before what is asked of it
_ACT_MENTIONED = Cue(
    r"\b(?:bo luat|luat|phap lenh)(?: [a-z]+){1,10}?(?= (?:nam \d{4} )?(?:(?:duoc|bi|co duoc) (?:dan|nhac|vien|trich"
    r"|neu|de cap)"
    r"|xuat hien|is (?:mentioned|cited|referenced)))"
)
# "cong van ngay 2/3", "the dispatch of 2 March"
_DATED = Cue(
    rf"\b(?P<type>{TYPE})\s+(?:(?:ban hanh |ra )?(?=ngay\s+\d)|(?=\d{{1,2}}/\d)|(?:of|dated|from) (?=\w+ \d|\d))"
)
# "công văn của Văn phòng Trung ương Đảng"
_ISSUED = Cue(
    rf"(?<!nhung )(?<!cac )(?<!may )(?<!nhieu )\b(?P<type>{TYPE})\s+(?:cua|do|from|by|of|issued by)\s+(?:the )?"
)


def find_documents(question: str, heads: Sequence[DirectiveHead], today: date) -> DocumentReading:
    """Return the documents that a question names; a date without a year is one of today's year."""
    folded = fold(question)
    known: list[str] = []
    unknown: list[str] = []
    ambiguous: list[str] = []
    spans: list[tuple[int, int]] = []
    for mention in _without_overlaps(_mentions(question, folded, heads, today)):
        spans.append((mention.start, mention.end))
        numbers = [head.number for head in mention.found]
        if not numbers:
            if not _beside(folded, mention):
                unknown.append(mention.name)
        elif len({document_key(head.number, head.issuer, head.date) for head in mention.found}) == 1:
            known += numbers  # one document, whose annexes may have come in files of their own
        else:
            ambiguous += numbers
    return DocumentReading(_unique(known), _unique(unknown), _unique(ambiguous), tuple(spans))


def _beside(folded: str, mention: Mention) -> bool:
    """Tell whether a document is mentioned in brackets only: "Công văn 693 (thực hiện Công văn 19995)"."""
    opened = folded.rfind("(", 0, mention.start)
    return opened > 0 and ")" not in folded[opened : mention.start] and ")" in folded[mention.end :]


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Keep the first of overlapping mentions (they come by how sure they are), and put them in order."""
    kept: list[Mention] = []
    for mention in mentions:
        before = bisect_left(kept, mention.end, key=_start)
        if not before or kept[before - 1].end <= mention.start:
            kept.insert(before, mention)
    return kept


def _start(mention: Mention) -> int:
    return mention.start


def _mentions(question: str, folded: str, heads: Sequence[DirectiveHead], today: date) -> list[Mention]:
    """Return what may be mentions, the surest first."""
    found = [
        *_by_number(question, folded, heads),
        *_by_serial(question, folded, heads),
        *_by_date(question, folded, heads, today),
        *_by_issuer(question, folded, heads),
        *_by_bare_serial(folded, heads),
    ]
    found = [with_subject(with_origin(mention, question, folded, today), folded) for mention in found]
    titled = (with_origin(mention, question, folded, today) for mention in by_subject(folded, heads))
    found += [mention for mention in titled if len(mention.found) == 1 and is_meant(mention, folded)]
    acts = [(a.start, a.end, a.document or "") for a in find_references(question)]
    acts += [(m.start(), m.end(), normalize_title(m.group())) for m in _ACT_OF_YEAR.finditer(question)]
    acts += [(m.start(), m.end(), normalize_title(question[slice(*m.span())])) for m in _ACT_MENTIONED.finditer(folded)]
    return found + [Mention(a, b, (), title) for a, b, title in acts if title and not title[0].isdigit()]


def _by_number(question: str, folded: str, heads: Sequence[DirectiveHead]) -> Iterator[Mention]:
    """Whole numbers in any writing, and those that lack the type or the issuer ("20-TB", "693/VPTW")."""
    spaced, full = list(_SPACED.finditer(folded)), list(_FULL.finditer(folded))
    if not spaced and not full:
        return
    alike: dict[str, list[tuple[DirectiveHead, tuple[str, ...]]]] = defaultdict(list)
    for head in heads:
        parts = _parts(base_number(head.number))  # as printed: issuers may share it, annexes have their document's
        alike[parts[0]].append((head, parts))
    for m in spaced:
        parts = _parts(m["number"])
        matching = tuple(head for head, whole in alike.get(parts[0], ()) if whole == parts)
        if matching:
            yield Mention(m.start(), m.end(), matching, "")
    for m in full:
        parts = _parts(m["number"])
        near = alike.get(parts[0], ())
        matching = tuple(head for head, whole in near if whole == parts) or tuple(
            head for head, whole in near if _abridges(parts, whole)
        )
        yield Mention(
            m.start(), m.end(), matching, mention_name(m["type"], question[m.start("number") : m.end("number")])
        )


@lru_cache(maxsize=4096)
def _parts(number: str) -> tuple[str, ...]:
    """Return the parts of a number, however it is written: "693-CV/VPTW" has three."""
    return tuple(slugify(number).split("-"))


# "Bộ Tài chính, quá hạn, 693": a number of a stored document by itself, where it counts nothing
_BARE = Cue(
    rf"(?:^|(?<=[ ,;:(\[]))\d{{3,6}}(?=\W*$|\s*[,;:)\]?!–—-]| (?:co|giao|noi|quy dinh|yeu cau|ai|do"
    rf"|thi|khac|va|voi|so voi|hay|hoac|with|and|gives?|says?|asks?|da|dang|con|phai|duoc"
    rf"|bao gom|gom|hien|tinh den|den nay|toi nay|qua han|tre|nhung|cac|dua|can cu|ra doi|ban hanh|bat dau|ap dung"
    rf"|thay|nham|ve|gui|ky|bi|la|nhac|dan|nhan)\b){_COUNTED}"
    # "cái 902", "theo 904": pointed at, whatever follows
    rf"|(?:(?<=\bcai )|(?<=\btheo )|(?<=\btrong ))\d{{3,6}}\b(?!\s?[/.-]\s?\d){_COUNTED}"
)
_YEAR = Cue(r"(?:19|20)\d\d")


def _by_bare_serial(folded: str, heads: Sequence[DirectiveHead]) -> Iterator[Mention]:
    found = [m for m in _BARE.finditer(folded) if not _YEAR.fullmatch(m.group())]
    serials = _serials(heads) if found else {}
    for m in found:
        if matching := tuple(serials.get(int(m.group()), ())):
            yield Mention(m.start(), m.end(), matching, "")


def _abridges(parts: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether a number typed is another one without some of its parts."""
    rest = iter(whole)
    return parts[0] == whole[0] and len(parts) < len(whole) and all(part in rest for part in parts)


def _by_serial(question: str, folded: str, heads: Sequence[DirectiveHead]) -> Iterator[Mention]:
    found = list(_SHORT.finditer(folded))
    serials = _serials(heads) if found else {}
    for m in found:
        yield _serial_mention(m.start(), m, m["type"], serials)
        also = _ALSO.match(folded, m.end())
        while also:
            yield _serial_mention(also.start("number"), also, m["type"], serials)
            also = _ALSO.match(folded, also.end())


def _serial_mention(
    start: int, match: re.Match[str], word: str, serials: Mapping[int, Sequence[DirectiveHead]]
) -> Mention:
    number = match["number"]
    alike = serials.get(int(number), ()) if number.isdecimal() else ()
    matching = tuple(head for head in alike if is_type(head, word))
    return Mention(start, match.end(), matching, mention_name(word, number))


def _by_date(question: str, folded: str, heads: Sequence[DirectiveHead], today: date) -> Iterator[Mention]:
    for m in _DATED.finditer(folded):
        day = day_at(question, folded, m.end(), today)
        if day is None:
            continue
        matching = tuple(head for head in heads if is_type(head, m["type"]) and head.date == day.first)
        if matching or m["type"] not in WORDS["verbs"]:
            written = " ".join(question[m.end("type") : m.end() + day.end].split())
            yield Mention(m.start(), m.end() + day.end, matching, mention_name(m["type"], written))


def _by_issuer(question: str, folded: str, heads: Sequence[DirectiveHead]) -> Iterator[Mention]:
    """The one document of a type that a body issued."""
    for m in _ISSUED.finditer(folded):
        issuer = question_finder().match_at(question, m.end(), len(question))
        if issuer:
            matching = tuple(
                head
                for head in heads
                if is_type(head, m["type"]) and not issuers_of(head).isdisjoint(issuer.agency_ids)
            )
            if len(matching) == 1:
                yield Mention(m.start(), issuer.end, matching, "")


def _serials(heads: Sequence[DirectiveHead]) -> Mapping[int, Sequence[DirectiveHead]]:
    """Return the documents by the figure that their numbers begin with."""
    found: dict[int, list[DirectiveHead]] = defaultdict(list)
    for head in heads:
        found[_serial(head.number)].append(head)
    return found


@lru_cache(maxsize=4096)
def _serial(number: str) -> int:
    match = re.match(r"\d+", number)
    return int(match.group()) if match else -1
