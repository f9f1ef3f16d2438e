"""Clauses asked about by their place: "mục 3 điểm c gạch đầu dòng thứ 6", "Điều 5 khoản 2", "section 3, point c"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Clause, Directive

_ELEMENTS: tuple[tuple[str, str], ...] = (
    ("annex", r"(?:phu luc|annex|appendix)(?:\s+(?:so\s+)?(?P<n>[ivx]+|\d{1,2}))?"),
    ("part", r"(?:phan|part)\s+(?:thu\s+)?(?P<n>[ivx]+|\d{1,2})"),
    ("chp", r"(?:chuong|chapter)\s+(?P<n>[ivx]+|\d{1,2})"),
    ("sec", r"(?:muc|section)\s+(?P<n>[ivx]+|\d{1,3})"),
    ("art", r"(?:dieu|article)\s+(?P<n>\d{1,3})"),
    ("para", r"(?:khoan|paragraph)\s+(?P<n>\d{1,3})"),
    ("point", r"(?:diem|point)\s+(?P<n>[a-z](?![a-z]))"),
    ("indent", r"(?:gach dau dong|dash|indent)\s+(?:thu\s+)?(?P<n>\d{1,2})"),
    ("item", r"(?:y|item)\s+\(?(?P<n>\d{1,2})\)?"),
    ("row", r"(?:dong|row)\s+(?:so\s+)?(?P<n>\d{1,3})"),
)
_PATTERNS = tuple((element, re.compile(rf"\b{pattern}(?!\w)")) for element, pattern in _ELEMENTS)
_DEPTH = {element: depth for depth, (element, _) in enumerate(_ELEMENTS)}


@dataclass(frozen=True, slots=True)
class ProvisionReading:
    """(element, number) pairs, outermost first, and where their words stand."""

    path: tuple[tuple[str, str], ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def find_provision(text: str, folded: str) -> ProvisionReading:
    """Return the place that a question names; numbers as typed in ``text`` (a point "đ" is not "d")."""
    found = {}
    spans = []
    for element, pattern in _PATTERNS:
        if match := pattern.search(folded):
            written = text[match.start("n") : match.end("n")] if match["n"] else ""
            found[element] = (
                written.upper() if element in {"annex", "part", "chp"} or _roman(written) else written.lower()
            )
            spans.append(match.span())
    path = tuple(sorted(found.items(), key=lambda pair: _DEPTH[pair[0]]))
    return ProvisionReading(path, tuple(spans))


def locate(directive: Directive, path: tuple[tuple[str, str], ...]) -> Clause | None:
    """Return the outermost clause whose id holds every segment of a place in order; None where there is none."""
    wanted = [f"{element}_{number}" if number else element for element, number in path]
    for clause in sorted(directive.walk(), key=lambda c: (c.path.count("__"), c.start)):
        segments = clause.path.split("__")
        if segments[-1] == wanted[-1] and _in_order(wanted, segments):
            return clause
    return None


def _in_order(wanted: list[str], segments: list[str]) -> bool:
    position = iter(segments)
    return all(any(each == segment for segment in position) for each in wanted)


def _roman(number: str) -> bool:
    return bool(re.fullmatch(r"[ivxIVX]+", number))
