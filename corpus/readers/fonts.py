"""Text typed in the Vietnamese fonts from before Unicode (TCVN3, VNI, VPS) to Unicode.

Such a file holds the codes of a Latin page; only the font shows them as Vietnamese: "Bé Y tÕ" in .VnTime is "Bộ Y tế".
The tables are ``viparse``'s, and this is the only module that knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import Charmap, build_charmap, convert

Piece = tuple[str, str | None]
"""Words and the name of their font, None where it is not known."""

# "ABCDEF+.VnTimeH": a PDF tags the fonts of which it holds a part
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FAMILIES = (
    ("tcvn3", re.compile(r"\.?vn(?!i)[a-z]|abc ")),  # .VnTime, VnTimes, ABC Times; VNI-Times is another
    ("vni", re.compile(r"vni[ -]")),
    ("vps", re.compile(r"vps ?\w")),
)
# .VnTimeH draws small letters as capitals
_CAPITALS = re.compile(r"\.vn\w+?h(?:[ ,-].*)?$")
# What viparse's table leaves out because its samples lack it, from the VNI-Windows layout: A-breve with hook above, and
# y with a dot below, which has a code of its own
_VNI_MORE = (("aú", "ẳ"), ("AÚ", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ"))
# VPS has letters from 0x80 to 0x9F, which Word keeps as the signs of Windows' Latin page: "‰" for 0x89
_ON_WINDOWS = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_VPS_MORE = tuple((sign, letter) for code, letter in CHARMAPS["vps"].pairs if (sign := _ON_WINDOWS.get(code)))
_TABLES: dict[str, Charmap] = {
    **CHARMAPS,
    "vni": build_charmap("vni", (*CHARMAPS["vni"].pairs, *_VNI_MORE)),
    "vps": build_charmap("vps", (*CHARMAPS["vps"].pairs, *_VPS_MORE)),
}


@cache
def encoding_of(font: str | None) -> str | None:
    """Return the encoding that a font's name tells of: "tcvn3", "vni", "vps", or None for Unicode."""
    name = _SUBSET.sub("", font or "").strip().lower()
    return next((encoding for encoding, pattern in _FAMILIES if pattern.match(name)), None)


def to_unicode(pieces: Iterable[Piece]) -> str:
    """Return the words of the pieces in Unicode; a letter and its mark may lie in two pieces of one encoding."""
    words = []
    for (encoding, capitals), group in groupby(pieces, lambda piece: _reading(piece[1])):
        text = "".join(piece[0] for piece in group)
        if encoding:
            text = convert(text, _TABLES[encoding])
        words.append(text.upper() if capitals else text)
    return "".join(words)


@cache
def _reading(font: str | None) -> tuple[str | None, bool]:
    encoding = encoding_of(font)
    return encoding, encoding == "tcvn3" and bool(_CAPITALS.match(_SUBSET.sub("", font or "").strip().lower()))
