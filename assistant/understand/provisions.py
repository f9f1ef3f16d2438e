"""Clauses asked about by their place: "mục 3 điểm c gạch đầu dòng thứ 6", "Điều 5 khoản 2", "section 3, point c"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.understand.cues.pattern import Cue
from corpus.family import BODY, annex_part, part_of
from corpus.model import Clause, Directive

_WORDS_FOR_NUMBERS = {
    "nhat": 1, "dau tien": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
}  # fmt: skip
_ORDINAL = "|".join(_WORDS_FOR_NUMBERS)
_ELEMENTS: tuple[tuple[str, str], ...] = (
    ("annex", r"(?:phu luc|annex|appendix)(?:\s+(?:so\s+)?(?P<n>[ivx]+|\d{1,2}))?"),
    ("part", r"(?:phan|part)\s+(?:thu\s+)?(?P<n>[ivx]+|\d{1,2})"),
    ("chp", r"(?:chuong|chapter)\s+(?P<n>[ivx]+|\d{1,2})"),
    ("sec", r"(?<!danh )(?:muc|section)\s+(?:so\s+)?(?P<n>[ivx]+|\d{1,3})"),
    ("art", r"(?:dieu|article)\s+(?P<n>\d{1,3})"),
    ("para", r"(?:khoan|paragraph)\s+(?P<n>\d{1,3})"),
    ("point", r"(?:diem|point)\s+(?P<n>[a-z](?![a-z]))"),
    # "điểm 3 mục II": a numbered one only right before a larger place or a document ("thí điểm 3 địa phương")
    ("point", r"(?<!thi )(?<!thoi )diem\s+(?P<n>\d{1,2})(?=\s*,?\s*(?:cua\s+)?(?:muc|khoan|phan|dieu|\x00))"),
    (
        "p",
        r"(?<!giai )(?<!tap )doan\s+(?:thu\s+)?(?P<n>\d{1,2})(?=\s*,?\s*(?:cua\s+|trong\s+)?(?:muc|khoan|diem|\x00))",
    ),
    ("indent", rf"(?:(?:dau )?gach(?: dau dong| ngang)?|dash|indent)\s+(?:thu\s+)?(?P<n>\d{{1,2}}|{_ORDINAL})"),
    ("indent", r"(?:the )?(?P<n>first|second|third|fourth|fifth) (?:dash|indent)"),
    ("item", r"(?:y|item)\s+\(?(?P<n>\d{1,2})\)?"),
    ("row", r"(?:dong|row)\s+(?:so\s+)?(?P<n>\d{1,3})"),
)
_PATTERNS = tuple((element, Cue(rf"\b{pattern}(?!\w)")) for element, pattern in _ELEMENTS)
_DEPTH = {element: depth for depth, (element, _) in enumerate(_ELEMENTS)}
# What a numbered division is called differs: "mục 3", "khoản 3" and "điểm 3" of a Party document's part II are one
_NUMBERED = frozenset({"part", "sec", "para", "point"})


@dataclass(frozen=True, slots=True)
class ProvisionReading:
    """(element, number) pairs, outermost first, and where their words stand."""

    path: tuple[tuple[str, str], ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def find_provision(text: str, folded: str) -> ProvisionReading:
    """Return the place that a question names; numbers as typed in ``text`` (a point "đ" is not "d")."""
    found: list[tuple[str, str]] = []
    spans = []
    for element, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            number = _number(element, text[match.start("n") : match.end("n")] if match["n"] else "", match["n"])
            # "khoản 2 mục I" is one place; of two that cannot hold each other the first is meant
            if all(e != element or (element == "sec" and _roman(n) != _roman(number)) for e, n in found):
                found.append((element, number))
                spans.append(match.span())
    path = tuple(sorted(found, key=lambda pair: (_DEPTH[pair[0]], not _roman(pair[1]))))
    return ProvisionReading(path, tuple(spans))


def places_in(directive: Directive, path: tuple[tuple[str, str], ...]) -> tuple[Clause, ...]:
    """Return the clauses that a place names: one, or all of an annex that is a file of its own; none elsewhere."""
    if path and path[0][0] == "annex" and (part := part_of(directive)) != BODY:
        if path[0][1] and part != annex_part(path[0][1]):
            return ()
        if not path[1:]:
            return directive.clauses
        path = path[1:]
    found = locate(directive, path)
    return (found,) if found else ()


def locate(directive: Directive, path: tuple[tuple[str, str], ...]) -> Clause | None:
    """Return the outermost clause whose id holds every segment of a place in order; None where there is none.

    Where none does by the words of the document itself, numbered divisions are told by their numbers alone.
    """
    wanted = list(path)
    clauses = sorted(directive.walk(), key=lambda c: (c.path.count("__"), c.start))
    # "mục II phần 3": where the words for the parts are not the document's, a Roman number is the outer one
    outer_first = sorted(wanted, key=lambda pair: pair[0] in _NUMBERED and not _roman(pair[1]))
    for order, same in ((wanted, _is), (outer_first, _is_numbered_alike), (wanted, _is_numbered_alike)):
        for clause in clauses:
            segments = [(each.partition("_")[0], each.partition("_")[2]) for each in clause.path.split("__")]
            if same(order[-1], segments[-1]) and _in_order(order, segments, same):
                return clause
    return None


_Segment = tuple[str, str]


def _in_order(wanted: list[_Segment], segments: list[_Segment], same: Callable[[_Segment, _Segment], bool]) -> bool:
    position = iter(segments)
    return all(any(same(each, segment) for segment in position) for each in wanted)


def _is(wanted: _Segment, segment: _Segment) -> bool:
    return wanted == segment


def _is_numbered_alike(wanted: _Segment, segment: _Segment) -> bool:
    if wanted == segment:
        return True
    return {wanted[0], segment[0]} <= _NUMBERED and _value(wanted[1]) == _value(segment[1])


def _number(element: str, written: str, folded: str | None) -> str:
    if folded in _WORDS_FOR_NUMBERS:
        return str(_WORDS_FOR_NUMBERS[folded])
    return written.upper() if element in {"annex", "part", "chp", "sec"} else written.lower()


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _value(number: str) -> int | str:
    """Return a number's value, Roman or not; a letter stays one."""
    if number.isdecimal():
        return int(number)
    if not _roman(number) or number.islower():
        return number
    values = [_ROMAN[char] for char in number]
    return sum(-v if any(later > v for later in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def _roman(number: str) -> bool:
    return bool(re.fullmatch(r"[ivxIVX]+", number))
