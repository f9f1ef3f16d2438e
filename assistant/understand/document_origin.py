"""A document's own date and issuer behind its number in a question: they are part of its name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.understand.cues.pattern import Cue
from assistant.understand.moments import Moment, find_moments
from corpus.agencies import registry
from corpus.agency_names import question_finder
from corpus.text import fold
from index.catalog import DirectiveHead


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a question names a document, and the stored ones it may mean."""

    start: int
    end: int
    found: tuple[DirectiveHead, ...]
    name: str
    """What to call it where the corpus does not hold it."""


_ITS_DATE = Cue(r",?\s*(?:(?:ban hanh |ra )?(?=ngay\s+\d)|(?:of|dated) (?=\w+ \d|\d))")
_DATE_REACH = 40
"""How many characters after a document's name its date is looked for in."""

# "Công văn 903 của Bộ Khoa học và Công nghệ", "904/QĐ-BTP do Bộ Tư pháp ban hành"
_ITS_ISSUER = Cue(r",?\s*(?:(?:cua|by|of|from|issued by)|(?P<by>do))\s+(?:the\s+)?")
_ISSUES = Cue(r"\s+(?:da\s+)?(?:ban hanh|gui|ky|ra)\b")


def with_origin(mention: Mention, question: str, folded: str, today: date) -> Mention:
    """Take in a document's date and its issuer behind its number, in either order: they say whose it is."""
    dated = _with_date(mention, question, folded, today)
    issued = _with_issuer(dated, question, folded)
    return _with_date(issued, question, folded, today) if dated.end == mention.end else issued


def _with_issuer(mention: Mention, question: str, folded: str) -> Mention:
    """Take in the document's own issuer; another body named there may be whose tasks are asked about."""
    match = _ITS_ISSUER.match(folded, mention.end)
    issuer = question_finder().match_at(question, match.end(), len(question)) if match else None
    if match is None or issuer is None:
        return mention
    own = tuple(head for head in mention.found if _issued_by(head, issuer.agency_ids))
    if mention.found and not own:
        return mention
    issues = _ISSUES.match(folded, issuer.end)
    if match["by"] and not issues:  # "Công văn 903 do Bộ Tư pháp chủ trì"
        return mention
    return replace(mention, end=issues.end() if issues and match["by"] else issuer.end, found=own)


def _with_date(mention: Mention, question: str, folded: str, today: date) -> Mention:
    """Take in the document's own date behind its number; another date there is no part of the name."""
    match = _ITS_DATE.match(folded, mention.end)
    day = day_at(question, folded, match.end(), today) if match else None
    if match is None or day is None:
        return mention
    own = tuple(head for head in mention.found if head.date == day.first)
    return mention if mention.found and not own else replace(mention, end=match.end() + day.end, found=own)


def day_at(question: str, folded: str, position: int, today: date) -> Moment | None:
    """Return the day that is named right at a position; its offsets count from there."""
    reach = slice(position, position + _DATE_REACH)
    moments = find_moments(question[reach], folded[reach], today, english=True)
    return moments[0] if moments and (moments[0].start, moments[0].unit) == (0, "day") and moments[0].first else None


def _issued_by(head: DirectiveHead, bodies: tuple[str, ...]) -> bool:
    """Tell whether one of the bodies issued a document, or is the province whose body did."""
    # a directive of the Central Committee is its Secretariat's or its Politburo's
    acting = {registry().by_id[body].parent for body in bodies if registry().by_id[body].kind == "central_party"}
    if not issuers_of(head).isdisjoint({*bodies, *acting}):
        return True
    provinces = [registry().by_id[body] for body in bodies if registry().by_id[body].kind == "province"]
    issuer = fold(head.issuer)
    return any(issuer.endswith(_LEVEL.sub("", fold(province.name))) for province in provinces)


_LEVEL = Cue(r"^(?:thanh pho|tinh) ")


def issuers_of(head: DirectiveHead) -> frozenset[str]:
    """Return the registry ids of the body that issued a stored document."""
    matches = question_finder().find(head.issuer)
    return frozenset(matches[0].agency_ids if matches else ())
