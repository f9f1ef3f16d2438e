"""Upper-case names and offices in the case of running text (Nghị định 30/2020/NĐ-CP, annex II)."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.agencies import registry
from corpus.vocabulary import BRANCH_NOUNS, ORGANISATION_NOUNS

OFFICES = (
    "Tổng Bí thư", "Bí thư", "Thủ tướng", "Bộ trưởng", "Thứ trưởng", "Chủ tịch", "Chánh Văn phòng", "Trưởng Ban",
    "Giám đốc", "Cục trưởng", "Vụ trưởng", "Tổng Kiểm toán", "Viện trưởng", "Chủ nhiệm", "Tổng Thanh tra", "Thống đốc",
    "Ủy viên", "Uỷ viên", "Tổng Giám đốc", "Trưởng phòng", "Chi cục trưởng", "Hiệu trưởng",
)  # fmt: skip
_WITHIN_OFFICES = ("Thường trực", "Ban Thường vụ", "Ban Chấp hành", "Ban Bí thư", "Bộ Chính trị", "Văn phòng")
# Words after which a place's name begins; each of its syllables is a capital ("xã Quảng Châu")
_PLACES = ("tỉnh", "thành phố", "huyện", "quận", "xã", "phường", "đặc khu", "thị xã")
_NOUNS = (*ORGANISATION_NOUNS, *BRANCH_NOUNS)
_LONG_NOUNS = tuple(noun for noun in _NOUNS if " " in noun)
# The first letter after a word for a body: any such word at the beginning, a long one anywhere; not "Ủy ban nhân dân",
# "Bảo hiểm xã hội"
_BEGINS = re.compile(
    rf"(?=(?:(?<!.)(?>{'|'.join(sorted(_NOUNS, key=len, reverse=True))})|(?<!\w)(?>{'|'.join(_LONG_NOUNS)}))"
    r"\s+(?!nhân dân\b|xã hội\b)([^\W\d_]))"
)
_SYLLABLE = re.compile(r"[^\W\d_]+")


def office_case(title: str) -> str:
    """Write an upper-case office as running text does ("PHÓ BÍ THƯ THƯỜNG TRỰC" -> "Phó Bí thư Thường trực")."""
    if not title.isupper():
        return title
    return _raise_first(_cased(title.lower(), (*OFFICES, *_WITHIN_OFFICES)))


def name_case(name: str) -> str:
    """Write an upper-case name of a body as running text does.

    "SỞ KHOA HỌC VÀ CÔNG NGHỆ" -> "Sở Khoa học và Công nghệ"; "ỦY BAN NHÂN DÂN XÃ QUẢNG CHÂU" -> "Ủy ban nhân dân xã
    Quảng Châu"; what no list knows takes a capital after the word for the body ("Cục Tần số vô tuyến điện").
    """
    if not name.isupper():
        return name
    cased = _raise_first(_cased(name.lower(), _known_names()))
    for first in [m.start(1) for m in _BEGINS.finditer(cased)]:
        cased = cased[:first] + cased[first].upper() + cased[first + 1 :]
    return _places(cased)


def _places(cased: str) -> str:
    """Raise every syllable of a place's name, and leave the word for the place lower."""
    word = rf"(?<=\s)({'|'.join(_PLACES)})\s+(?!ủy\b|uỷ\b|đoàn\b|hội\b)"
    cased = re.sub(word, lambda m: m[0].lower(), cased, flags=re.IGNORECASE)
    return re.sub(rf"{word}([^\d,;()]+)$", lambda m: f"{m[1]} {_raise_each(m[2])}", cased)


def _cased(lowered: str, names: tuple[str, ...]) -> str:
    """Write the names among lower-case words as they are listed, the longest first."""
    by_lower = {name.lower(): name for name in names}
    pattern = "|".join(re.escape(name) for name in sorted(by_lower, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda m: by_lower[m[0]], lowered)


@lru_cache(maxsize=1)
def _known_names() -> tuple[str, ...]:
    """Return the names of the registry, what ministries are for, and the words for bodies."""
    agencies = registry().agencies
    bare = [a.name.removeprefix("Bộ ") for a in agencies if a.kind == "ministry"]
    places = [a.name.partition(" ")[2].removeprefix("phố ") for a in agencies if a.kind == "province"]
    names = [a.name for a in agencies if a.kind != "province"]
    return ("Việt Nam", "UBND", "HĐND", *names, *bare, *places, *_LONG_NOUNS)


def _raise_each(words: str) -> str:
    return _SYLLABLE.sub(lambda syllable: _raise_first(syllable[0]), words)


def _raise_first(text: str) -> str:
    return text[:1].upper() + text[1:]
