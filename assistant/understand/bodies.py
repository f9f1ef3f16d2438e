"""Whom a question means without a name: some of a sort of bodies ("bộ nào"), the asker's own office ("bên em")."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.understand.context import CorpusContext
from corpus.text import fold, has_diacritics

MOST_CANDIDATES = 12
"""How many offices are offered to choose one's own from."""


@dataclass(frozen=True, slots=True)
class BodiesReading:
    """A sort of bodies that a question asks to choose among."""

    name: str = ""
    """As typed."""
    kinds: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    """Where the words stand, if they ask nothing ("của cấp tỉnh", not "tỉnh nào")."""


def find_bodies(text: str, folded: str) -> BodiesReading:
    """Return the sort of bodies that a question asks to choose among: "tỉnh nào có việc quá hạn?"."""
    for pattern, typed, kinds in _sorts():
        match = pattern.search(folded)
        words = " ".join(text[slice(*match.span())].split()) if match else ""
        if match and (not typed or not has_diacritics(words.removesuffix("nào")) or typed.search(words.lower())):
            return BodiesReading(_OF.sub("", _WHICH.sub("", words)), kinds, _asking_nothing(match))
    return BodiesReading()


_MIDDLE = re.compile(r"(?<=\bban )dang(?= nao$)")
"""What stands between the words that ask: "ban đảng nào"."""


def _asking_nothing(match: re.Match[str]) -> tuple[int, int] | None:
    if not _WHICH.search(match.group()):
        return match.span()
    middle = _MIDDLE.search(match.group())
    return (match.start() + middle.start(), match.start() + middle.end()) if middle else None


_WHICH = re.compile(r"\s+nào$|\s+nao$|^(?:which|what)\s+", re.IGNORECASE)
_OF = re.compile(
    r"^(?:của|cua|do|giao cho|giao|cho|lọc|loc|chỉ|chi|only(?: the| those of(?: the)?)?)\s+|\s+only$", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _sorts() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None, tuple[str, ...]], ...]:
    """Return the pattern of each sort, what has to be typed where diacritics are, and its kinds."""
    text = files("assistant.understand").joinpath("data/bodies.toml").read_text(encoding="utf-8")
    return tuple(
        (
            re.compile(rf"\b(?:{'|'.join(sort['words'])})\b"),
            re.compile("|".join(sort["typed"])) if "typed" in sort else None,
            tuple(sort["kinds"]),
        )
        for sort in tomllib.loads(text)["sorts"]
    )


_OFFICE = "bên|đơn vị|cơ quan|phòng|ban|sở|bộ|vụ|cục|chỗ|phía|ngành|tỉnh|tổ|nhà"
_OURS = "mình|em|tôi|chúng tôi|chúng em|chúng mình|bọn mình|bọn em|ta|chúng ta|tụi em"
_OWN = re.compile(rf"\b(?:{_OFFICE}) (?:(?:của|bên|chỗ) )?(?:{_OURS})\b")
# without its marks "chỗ tôi" is "cho tôi"
_OWN_PLAIN = re.compile(rf"\b(?:{fold(_OFFICE.replace('|chỗ', ''))}) (?:(?:cua|ben|cho) )?(?:{fold(_OURS)})\b")
_OWN_EN = re.compile(r"\b(?:my|our) (?:agency|ministry|office|unit|department|organi[sz]ation|side)\b")


def own_office(text: str, folded: str) -> str:
    """Return the words in which a question speaks of the asker's own office, or nothing."""
    lower = text.lower()
    match = (_OWN if has_diacritics(text) else _OWN_PLAIN).search(lower) or _OWN_EN.search(folded)
    return " ".join(text[slice(*match.span())].split()) if match else ""


_USUAL = ("ministry", "party_body", "ministerial_agency", "province", "people_committee")
"""Kinds of agencies, those that most askers belong to first."""


def own_candidates(context: CorpusContext) -> tuple[str, ...]:
    """Return the names of the agencies that have a part in tasks: one of them may be the asker's own."""
    known = context.registry.by_id
    keys = [key for key in context.find_parties() if key in known]
    keys.sort(key=lambda key: _USUAL.index(known[key].kind) if known[key].kind in _USUAL else len(_USUAL))
    return tuple(known[key].name for key in keys[:MOST_CANDIDATES])
