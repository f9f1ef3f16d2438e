"""Bodies that the registry lacks, as questions name them: those with a part in some task, and guesses at others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assistant.understand.context import CorpusContext
from assistant.understand.name_ends import name_end
from corpus.agency_names import question_finder
from corpus.parties import parse_parties
from corpus.text import fold, has_diacritics
from corpus.vocabulary import ORGANISATION_NOUNS


@dataclass(frozen=True, slots=True)
class Written:
    """A body that the registry lacks, found in a question."""

    key: str
    name: str
    start: int
    end: int
    owner: str | None = None


OWNED = re.compile(r"\s*(?:-|–)?\s*(?:(?:truc )?thuoc|cua|(?:o )?ben|of|under|in|at)?\s*(?:the\s+)?")
"""What may stand between a name and that of whom it belongs to."""
ORGANISATION = re.compile(rf"\b(?:{'|'.join(sorted(map(fold, ORGANISATION_NOUNS), key=len, reverse=True))})\b")


def in_corpus(text: str, folded: str, context: CorpusContext) -> Iterator[Written]:
    """Yield the bodies outside the registry that have a part in some task."""
    for name, key, written in context.written:
        for short in (name, *_shortened(name)):
            if short not in folded:
                continue
            for m in re.finditer(rf"\b{re.escape(short)}(?!\w)", folded):
                match = _with_owner(Written(key, written, m.start(), m.end()), text, folded, context)
                # "Sở Y tế tỉnh Nghệ An" is nobody's namesake where no body of Nghệ An issued anything
                if match.owner is None or context.issued_by(match.owner):
                    yield match

    for base in _without_level(context.written):
        if base not in folded:  # a pattern of each would take longer to compile than all that is done here
            continue
        for m in re.finditer(rf"\b{re.escape(base)}(?! (?:tinh|thanh pho|xa|phuong|dac khu))(?!\w)", folded):
            yield Written(f"text:{base}", text[m.start() : m.end()], m.start(), m.end())
    for base, written in _shared(context.bodies).items():
        if base not in folded:
            continue
        for m in re.finditer(rf"(?<!\w){re.escape(base)}(?!\w)", folded):
            typed = text[m.start() : m.end()]
            if typed.lower() == written or not has_diacritics(text):
                yield Written(f"text:{base}", typed, m.start(), m.end())


@lru_cache(maxsize=8)
def _without_level(bodies: tuple[tuple[str, str, str], ...]) -> tuple[str, ...]:
    """Return the names that several bodies of the corpus share but for their level: "văn phòng ủy ban nhân dân"."""
    bases = Counter(_LEVEL.sub("", name) for name, _, _ in bodies if _LEVEL.search(name))
    return tuple(sorted(base for base, bearing in bases.items() if bearing > 1 and base.count(" ") >= _FEWEST_BLANKS))


_FEWEST_BLANKS = 3
"""Blanks of the shortest name that is looked for without its level."""


_SECTORS = {
    "khoa hoc va cong nghe": ("kh&cn", "khcn", "kh-cn", "kh va cn"), "tai nguyen va moi truong": ("tn&mt", "tnmt"),
    "nong nghiep va moi truong": ("nn&mt", "nnmt", "nn va mt"), "giao duc va dao tao": ("gd&dt", "gddt", "gd-dt"),
    "van hoa, the thao va du lich": ("vhttdl", "vh,tt&dl", "vhtt&dl"), "cong nghe thong tin": ("cntt",),
    "tai chinh": ("tc",), "noi vu": ("nv",), "xay dung": ("xd",), "tu phap": ("tp",), "y te": ("yt",),
    "uy ban nhan dan": ("ubnd",), "hoi dong nhan dan": ("hdnd",), "thanh pho": ("tp",),
}  # fmt: skip
"""What offices write short in the names of their departments."""


@lru_cache(maxsize=1024)
def _shortened(name: str) -> tuple[str, ...]:
    """Return a body's name with its sector, or its level, written short: "so kh&cn", "van phong ubnd tp"."""
    noun, _, rest = name.partition(" ")
    if noun == "so":
        return tuple(f"so {short}" for short in _SECTORS.get(rest, ()))
    names = [name]
    for full, shorts in _SECTORS.items():
        if full in {"tai chinh", "noi vu", "xay dung", "tu phap", "y te"}:
            continue
        names += [each.replace(full, short) for each in names if full in each for short in shorts[:1]]
    return tuple(names[1:])


_LONGEST_NAME = 160
_MOST_GUESSES = 40
"""How many words for a body ("ban", "cục") are followed up in one question."""


def guessed(text: str, folded: str) -> Iterator[Written]:
    """Yield what is written like a body's name."""
    position = 0
    for m in islice(ORGANISATION.finditer(folded), _MOST_GUESSES):
        if m.start() < position:
            continue
        limit = min(len(text), m.start() + _LONGEST_NAME)
        written = text[m.start() : name_end(text, folded, m.end(), limit)]
        parties = parse_parties(written, 0, len(written)).parties
        if parties and parties[0].key.startswith("text:"):
            party = parties[0]
            position = m.start() + party.end
            yield Written(party.key, party.name, m.start() + party.start, position)


def _with_owner(match: Written, text: str, folded: str, context: CorpusContext) -> Written:
    """Take in whose a body is, behind its name: it tells which of its namesakes is meant.

    The province of a local body ("Sở Tư pháp tỉnh Nghệ An"), the ministry of a unit ("Cục Công nghệ thông tin của Bộ
    Tư pháp"); the last word of the one name may be the first of the other ("Văn phòng Bộ Tư pháp").
    """
    last_word = match.end - len(match.name.rpartition(" ")[2])
    behind = OWNED.match(folded, match.end)
    for start in (behind.end() if behind else match.end, last_word):
        owner = question_finder().match_at(text, start, len(text))
        if owner is None or len(owner.agency_ids) != 1 or owner.end <= match.end:
            continue
        kind = question_finder().registry.by_id[owner.agency_ids[0]].kind
        if kind == "province" or kind in _HAS_UNITS:
            name = " ".join(text[match.start : owner.end].split())
            return Written(match.key, name, match.start, owner.end, owner.agency_ids[0])
    short = _INITIALS.match(folded, match.end)
    place = _by_initials(short["place"], text[short.start("place") : short.end()], context) if short else None
    if short and place:
        name = f"{match.name} {context.registry.by_id[place].name.removeprefix('Thành phố ').removeprefix('Tỉnh ')}"
        return Written(match.key, name, match.start, short.end(), place)
    return match


# "Sở KHCN HP", "Sở Tài chính tỉnh NA"
_INITIALS = re.compile(r"\s+(?:(?:tinh|tp\.?|thanh pho)\s+)?(?P<place>[a-z]{2,3})(?!\w)")


def _by_initials(initials: str, typed: str, context: CorpusContext) -> str | None:
    """Return the one province of these initials; in small letters, one whose bodies issued something."""
    by_id = context.registry.by_id
    provinces = [key for key, agency in by_id.items() if agency.kind == "province"]
    found = [key for key in provinces if "".join(w[0] for w in _core(by_id[key].name).split()) == initials]
    return found[0] if len(found) == 1 and (typed.isupper() or context.issued_in(found[0])) else None


def _core(province: str) -> str:
    return fold(province).removeprefix("thanh pho ").removeprefix("tinh ")


_HAS_UNITS = frozenset({"ministry", "ministerial_agency", "government_agency", "party_body"})
_LEVEL = re.compile(r"(?: (?:tinh|thanh pho|xa|phuong|dac khu|cap tinh|cap xa))+")


def of_each_level(match: Written, context: CorpusContext) -> list[tuple[str, str]]:
    """Return (key, name) of the bodies in the corpus that a local body's name without its level may mean."""
    short = match.key.removeprefix("text:").replace("ubnd", "uy ban nhan dan").replace("hdnd", "hoi dong nhan dan")
    if any(key == match.key for _, key, _ in context.written):
        return []
    return sorted(
        ((key, name) for folded, key, name in context.written if _of_level(folded, short)), key=lambda each: each[1]
    )


_OFFICE = re.compile(
    r"(?: (?:trung uong|tinh uy|thanh uy|cua tinh uy|cua thanh uy|tinh|thanh pho|chinh phu|quoc hoi)(?: dang)?)+"
)


def of_each_office(match: Written, context: CorpusContext) -> list[tuple[str, str]]:
    """Return (key, name) of the bodies in the corpus that a name without its level may mean: "Ủy ban Kiểm tra"."""
    short = match.key.removeprefix("text:")
    named = {
        (key, name)
        for folded, key, name in context.bodies
        if folded.startswith(short + " ") and _OFFICE.fullmatch(folded, len(short))
    }
    return sorted(named, key=lambda each: each[1])


@lru_cache(maxsize=4)
def _shared(bodies: tuple[tuple[str, str, str], ...]) -> dict[str, str]:
    """Return the names that several bodies of the corpus share but for whose they are: "ủy ban kiểm tra", folded.

    With how they are written in small letters.
    """
    found: dict[str, set[str]] = {}
    written: dict[str, str] = {}
    for folded, key, name in bodies:
        if (office := _OFFICE.search(folded)) and office.end() == len(folded):
            base = folded[: office.start()]
            found.setdefault(base, set()).add(key)
            written[base] = name[: office.start()].lower()
    return {
        base: written[base] for base, keys in found.items() if len(keys) > 1 and base.count(" ") >= _FEWEST_OF_OFFICES
    }


_FEWEST_OF_OFFICES = 2
"""Blanks of the shortest such name: "văn phòng" alone is any body's."""


def _of_level(name: str, short: str) -> bool:
    return name == short or (name.startswith(short) and _LEVEL.fullmatch(name, len(short)) is not None)
