"""Which files are one document: body and annexes of a number may come in files of their own (docs/decisions/0007)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.force import document_key
from corpus.letterhead import is_attachment
from corpus.model import Directive
from corpus.numbering import match_label
from corpus.text import fold, slugify

BODY = ""
"""The part of a file that holds a document's own words."""

_ANNEX = "phu-luc"
_NUMBERED = re.compile(rf"{_ANNEX}-(?:[ivxlc]+|\d+)")
_TITLE_WORDS = 8
_RUN = 3
_AKIN = 0.3
"""The share of three-word runs in common from which two texts may be versions of one; strangers have up to 0.18."""
_RETITLED = 0.6
"""The share from which a file of the same name is a new version although its year or its title differs."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a file's document from others with its number; the file's next version has the same."""

    number: str
    """As printed, without what a wider id adds."""
    issuer: str
    year: int | None
    part: str
    """``phu-luc-iii`` for a file that holds only an annex, else ``BODY``."""

    def is_kin(self, other: Identity) -> bool:
        """Tell whether both are parts of one document: an issuer gives a number once a year."""
        years = {self.year, other.year} - {None}
        return (self.number, self.issuer) == (other.number, other.issuer) and len(years) < 2

    def is_same(self, other: Identity) -> bool:
        """Tell whether both are the same part of one document."""
        return self.is_kin(other) and self.part == other.part


def identity_of(directive: Directive) -> Identity:
    """Return a directive's identity."""
    return Identity(*document_key(directive.number, directive.issuer, directive.date), part_of(directive))


def part_of(directive: Directive) -> str:
    """Return which annex a file holds, as its letterhead says: "PHỤ LỤC III", or a title "(Kèm theo ...)"."""
    if directive.preface is None:
        return BODY
    preface = directive.clause_text(directive.preface)
    label = match_label(preface.partition("\n")[0])
    annex = label is not None and label.element == "annex"
    if not (annex or is_attachment(preface)):
        return BODY
    if label and annex and label.number:
        return annex_part(label.number)
    return "-".join([_ANNEX, *slugify(directive.subject).split("-")[:_TITLE_WORDS]])


def annex_part(number: str) -> str:
    """Return the part that an annex with a number is."""
    return f"{_ANNEX}-{slugify(number)}"


def annexes_of(directive: Directive) -> set[str]:
    """Return the parts that are a document's numbered annexes."""
    return {annex_part(each.number) for each in directive.clauses if each.element == "annex" and each.number}


def is_akin(one: Directive, other: Directive) -> bool:
    """Tell whether two texts may be versions of one: the shorter shares a good part of its words with the longer."""
    return _share(one, other) >= _AKIN


def is_retitled(new: Directive, old: Directive) -> bool:
    """Tell whether a file is a new version although the year or an unnumbered annex's title was mended in it."""
    mine, theirs = identity_of(new), identity_of(old)
    same_part = mine.part == theirs.part or (_is_unnumbered(mine.part) and _is_unnumbered(theirs.part))
    same_place = (mine.number, mine.issuer, new.source.name) == (theirs.number, theirs.issuer, old.source.name)
    return same_part and same_place and _share(new, old) >= _RETITLED


def holds(whole: Directive, part: Directive) -> bool:
    """Tell whether a document holds all the words of an annex that came in a file of its own."""
    words = _letters(part)
    return bool(words) and words in _letters(whole)


def _is_unnumbered(part: str) -> bool:
    return part.startswith(f"{_ANNEX}-") and not _NUMBERED.fullmatch(part)


def _share(one: Directive, other: Directive) -> float:
    first, second = _runs(one), _runs(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 1.0


def _runs(directive: Directive) -> set[tuple[str, ...]]:
    words = [word for clause in directive.clauses for word in fold(directive.clause_text(clause)).split()]
    return set(zip(*(words[i:] for i in range(_RUN)), strict=False))


def _letters(directive: Directive) -> str:
    return "".join(
        char for clause in directive.clauses for char in directive.clause_text(clause).lower() if char.isalnum()
    )
