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
    cased = _cased(name.lower(), _known_names())
    nouns = "|".join(sorted((*ORGANISATION_NOUNS, *BRANCH_NOUNS), key=len, reverse=True))
    for first in [m.start(1) for m in re.finditer(rf"(?=\b(?:{nouns})\s+([^\W\d_]))", cased)]:
        cased = cased[:first] + cased[first].upper() + cased[first + 1 :]
    cased = re.sub(r"\b(Ủy ban|Uỷ ban|Hội đồng) N(?=hân dân\b)", r"\1 n", cased)
    return _raise_first(_places(cased))


def _places(cased: str) -> str:
    """Raise every syllable of a place's name, and leave the word for the place lower."""
    word = rf"(?<=\s)({'|'.join(_PLACES)})\s+(?!ủy\b|uỷ\b|đoàn\b|hội\b)"
    cased = re.sub(word, lambda m: m[0].lower(), cased, flags=re.IGNORECASE)
    return re.sub(
        rf"{word}([^\d,;()]+)$", lambda m: f"{m[1]} {_SYLLABLE.sub(lambda s: _raise_first(s[0]), m[2])}", cased
    )


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
    return (
        "Việt Nam",
        *(a.name for a in agencies if a.kind != "province"),
        *bare,
        *places,
        *ORGANISATION_NOUNS,
        *BRANCH_NOUNS,
    )


def _raise_first(text: str) -> str:
    return text[:1].upper() + text[1:]
