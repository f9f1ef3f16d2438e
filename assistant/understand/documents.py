"""Documents named in questions, by number in any writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.dates import find_calendar_spans
from corpus.doctypes import NAMES
from corpus.references import find_references, normalize_title
from corpus.text import fold, slugify
from index.catalog import DirectiveHead


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """The documents a question names, and where."""

    known: tuple[str, ...] = ()
    """Numbers of stored documents."""
    unknown: tuple[str, ...] = ()
    """Documents that the corpus does not hold, as written."""
    ambiguous: tuple[str, ...] = ()
    """Numbers of stored documents that one short mention may mean."""
    spans: tuple[tuple[int, int], ...] = ()


_BY_WORD = {fold(name): code for code, name in reversed(NAMES.items())} | {
    "cong van": "CV", "official dispatch": "CV", "dispatch": "CV", "notice": "TB", "announcement": "TB", "plan": "KH",
    "decision": "QĐ", "resolution": "NQ", "directive": "CT", "conclusion": "KL", "circular": "TT", "decree": "NĐ",
}  # fmt: skip
_CODES = {fold(code): code for code in NAMES if len(code) > 1}
_TYPE = "|".join(sorted((*_BY_WORD, *_CODES), key=len, reverse=True))
# "20-tb/cqttbcd", "2618/qd-bkhcn", "66.7/2025/nq-cp"
_FULL = re.compile(
    rf"(?:\b(?P<type>{_TYPE})\s+)?(?:(?:so|no\.?|number)\s*:?\s*)?(?<![\w/])(?P<number>\d{{1,6}}(?:\.\d{{1,3}})?(?:/\d{{4}})?\s?[-/]\s?[a-z][a-z0-9]{{0,9}}"
    r"(?:\s?[-/&]\s?[a-z][a-z0-9]{0,12}){0,3})\b(?P<dated>,?\s*ngay\s+\d{1,2}\s*[/-]\s*\d{1,2}\s*[/-]\s*\d{4})?"
)
# "cong van 693", "cv so 693", "thong bao so 20"
_SHORT = re.compile(
    rf"\b(?P<type>{_TYPE})\s*(?:so|no\.?|number)?\s*:?\s*(?P<number>\d{{1,6}})\b(?!\s*/\s*\d)(?!\s+(?:ngay|thang|tuan)\b)"
)
# "Luật Đất đai 2024"
_ACT_OF_YEAR = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh)\s+[^\W\d_a-z]\w*(?:\s+[^\W\d_]+){0,8}?\s+(?:năm\s+)?(?:19|20)\d\d\b"
)
# "cong van ngay 2/3"
_DATED = re.compile(rf"\b(?P<type>{_TYPE})\s+(?=ngay\s+\d)")


def find_documents(question: str, heads: Sequence[DirectiveHead], default_year: int) -> DocumentReading:
    """Return the documents that a question names."""
    folded = fold(question)
    known: list[str] = []
    unknown: list[str] = []
    ambiguous: list[str] = []
    spans: list[tuple[int, int]] = []
    for span, found, written in _mentions(question, folded, heads, default_year):
        if any(a < span[1] and span[0] < b for a, b in spans):
            continue
        spans.append(span)
        if not found:
            unknown.append(written)
        elif len(found) == 1:
            known.append(found[0])
        else:
            ambiguous.extend(found)
    return DocumentReading(_unique(known), _unique(unknown), _unique(ambiguous), tuple(spans))


def find_type(question: str) -> str | None:
    """Return the code of a document type that a question names without a number, or None."""
    names = "|".join(sorted((name for name in _BY_WORD if " " in name), key=len, reverse=True))
    match = re.search(rf"\b(?:{names})\b", fold(question))
    return _BY_WORD[match.group()] if match else None


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _mentions(
    question: str, folded: str, heads: Sequence[DirectiveHead], default_year: int
) -> list[tuple[tuple[int, int], list[str], str]]:
    """Return each mention: its span, the stored documents it may mean, and its words."""
    found = []
    for m in _FULL.finditer(folded):
        slug = slugify(m["number"])
        written = " ".join(question[m.start() : m.end("number")].split())
        found.append((m.span(), [h.number for h in heads if h.slug == slug], written))
    for m in _SHORT.finditer(folded):
        code = _code(m["type"])
        matching = [h.number for h in heads if h.type_code == code and _serial(h.number) == int(m["number"])]
        found.append((m.span(), matching, " ".join(question[m.start() : m.end()].split())))
    for m in _DATED.finditer(folded):
        dates = [s for s in find_calendar_spans(folded[m.end() :], default_year) if s.start == 0 and s.unit == "day"]
        if dates and dates[0].first:
            span = (m.start(), m.end() + dates[0].end)
            matching = [h.number for h in heads if h.type_code == _code(m["type"]) and h.date == dates[0].first]
            found.append((span, matching, question[slice(*span)]))
    taken = [span for span, _, _ in found]
    acts = [(a.start, a.end, a.document or "") for a in find_references(question)]
    acts += [(m.start(), m.end(), normalize_title(m.group())) for m in _ACT_OF_YEAR.finditer(question)]
    for start, end, title in acts:
        if title and not title[0].isdigit() and not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            found.append(((start, end), [], title))
    return found


def _code(word: str) -> str:
    return _BY_WORD.get(word) or _CODES[word]


def _serial(number: str) -> int:
    match = re.match(r"\d+", number)
    return int(match.group()) if match else -1
