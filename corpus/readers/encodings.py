"""Bytes of text whose encoding nothing declares: Unicode, else the old Vietnamese code pages where they are certain.

Python's decoders turn any bytes into letters; which of them is meant is told by whether the words are Vietnamese
syllables. Where that is not certain the answer is None: a wrong letter is a wrong name.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from corpus.readers.fonts import to_unicode

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SURE, _NEXT = 0.9, 0.75
"""At least so many of the words must be syllables, and of the next best reading at most so many of it."""
_SAMPLE = 40_000
_TONES = {ord(mark): None for mark in "\u0300\u0301\u0303\u0309\u0323"}
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|p|ph|qu?|r|s|th?|tr?|v|x)?"
    r"(?:(?:ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|oai|oao|oay|oeo|oi|ôi|ơi|ua|ui|uôi|uây|uya|uyu|ưa|ưi|ưu|ươi|ươu|yêu)"
    r"|(?:iê|oa|oă|oe|oo|uâ|uê|uô|uơ|uy|uyê|ươ|yê|[aăâeêioôơuưy])(?:ch?|m|ng?|nh|p|t)?)"
)
_TWO = 2
"""No syllable has two tones."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_WIDE = 0.3
"""Of UTF-16 with blanks and Latin letters, so many bytes in every other place are zero."""


def decode(data: bytes) -> str | None:
    """Return the text that bytes hold, or None where no encoding is certain."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data, encoding)
    if (wide := _wide(data)) is not None:
        return wide
    text = _strictly(data, "utf-8")
    return text if text is not None else _of_code_page(data)


def _wide(data: bytes) -> str | None:
    """Decode UTF-16 that bears no mark: the upper halves of its Latin letters are zero."""
    head = data[:_SAMPLE]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        halves, others = head[first::2], head[1 - first :: 2]
        if halves.count(0) > _WIDE * len(halves) and not others.count(0) and len(data) % 2 == 0:
            text = _strictly(data, encoding)
            return text if text and _share(text) >= _SURE else None
    return None


def _of_code_page(data: bytes) -> str | None:
    """Decode windows-1258, or the code page of the TCVN3 or VNI fonts, where just one gives Vietnamese words."""
    found = sorted(((_share(text), text) for text in _readings(data)), reverse=True)
    if not found or found[0][0] < _SURE:
        return None
    return found[0][1] if len(found) == 1 or found[1][0] < _NEXT * found[0][0] else None


def _readings(data: bytes) -> Iterator[str]:
    if (text := _strictly(data, "cp1258")) is not None:
        yield unicodedata.normalize("NFC", text)
    for font in (".VnTime", "VNI-Times"):
        yield unicodedata.normalize("NFC", to_unicode([(data.decode("latin-1"), font)]))


def _share(text: str) -> float:
    """Return how many of the words with letters beyond ASCII are syllables; without any nothing is certain."""
    marked = [
        word for word in _WORD.findall(unicodedata.normalize("NFC", text[:_SAMPLE]).lower()) if not word.isascii()
    ]
    return sum(map(_is_syllable, marked)) / len(marked) if marked else 0.0


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word)
    plain = letters.translate(_TONES)
    return len(letters) - len(plain) < _TWO and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text
