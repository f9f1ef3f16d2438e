"""Words compared as a reader would: small letters, tone marks in either customary place, numbers as digits."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

from assistant.lexical.relevance import ABBREVIATIONS
from assistant.model import Language
from corpus.text import detone

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\W_]+")

# whole words only, and no part of a document's number ("12/NQ-HĐND")
_SHORT = re.compile(
    rf"(?<![\w/-])(?:{'|'.join(sorted(map(re.escape, ABBREVIATIONS), key=len, reverse=True))})(?![\w/-])", re.IGNORECASE
)

_DIGITS_VI = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "lăm": 5, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mốt": 1,
}  # fmt: skip
_DIGITS_EN = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
# "năm nhiệm vụ" is five tasks, "năm 2026" and "hằng năm" are years
_FIVE = re.compile(
    r"(?<!hằng )(?<!hàng )(?<!mỗi )(?<!trong )(?<!cả )(?<!cuối )(?<!đầu )(?<!từng )\bnăm(?=\s+(?:nhiệm vụ|việc|bộ"
    r"|cơ quan|văn bản|mục|địa phương|tỉnh|thành phố|đơn vị|ngày|tháng|tuần|lần|ban)\b)"
)
# "một số giải pháp", "một cách", "thứ nhất"
_NO_ONE = re.compile(r"\bmột(?=\s+(?:số|cách|phần|vài|khi|mặt)\b)")
_TENS_VI = re.compile(
    r"\b(?:(?P<t>hai|ba|bốn|năm|sáu|bảy|tám|chín) mươi|mười)(?: (?P<u>một|mốt|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín))?\b"
)
_ONE_VI = re.compile(r"\b(?:một|hai|ba|bốn|sáu|bảy|tám|chín)\b")
_TENS_EN = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](one|two|three|four|five|six|seven|eight|nine))?\b"
)
_ONE_EN = re.compile(rf"\b(?:{'|'.join(word for word, value in _DIGITS_EN.items() if value < 20)})\b")


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """Return a word as it is compared: "hoà" and "hòa" meet, "hoa" and "hòa" do not.

    >>> key("Hoà") == key("hòa"), key("hoa") == key("hòa")
    (True, False)
    """
    tones = "".join(c for c in unicodedata.normalize("NFD", word) if c in _TONES)
    return detone(word) + tones


def keys(text: str) -> list[str]:
    """Return the words of a text, compared."""
    return [key(match.group()) for match in _WORD.finditer(text)]


def phrase(text: str) -> str:
    """Return a text as its words with single spaces around each, for finding one text in another."""
    return f" {' '.join(keys(text))} "


def with_digits(text: str, language: Language) -> str:
    """Return a text in small letters with its number words as digits ("hai mươi lăm" -> "25").

    "tư", "lăm" and "mốt" count only within a number: "đầu tư" is no four.
    """
    text = unicodedata.normalize("NFC", text).lower()
    if language is Language.EN:
        text = _TENS_EN.sub(lambda m: str(_DIGITS_EN[m[1]] + (_DIGITS_EN[m[2]] if m[2] else 0)), text)
        return _ONE_EN.sub(lambda m: str(_DIGITS_EN[m[0]]), text)
    text = _TENS_VI.sub(lambda m: str(10 * _DIGITS_VI[m["t"] or "một"] + (_DIGITS_VI[m["u"]] if m["u"] else 0)), text)
    text = _NO_ONE.sub("mot", _FIVE.sub("5", text))
    return _ONE_VI.sub(lambda m: str(_DIGITS_VI[m[0]]), text).replace("mot", "một")


def with_long_forms(text: str) -> str:
    """Return a text, and behind it the same with what offices write short ("ĐMST") written out, where it has any."""
    long = _SHORT.sub(lambda m: ABBREVIATIONS[m.group().lower()], text)
    return text if long == text else f"{text}. {long}"


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads(files("assistant.wording").joinpath("data/words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=len(Language))
def function_words(language: Language) -> frozenset[str]:
    """Return the words that state nothing of their own."""
    return frozenset(keys(str(_data()["function"][language.value])))


@lru_cache(maxsize=len(Language))
def operators(language: Language) -> tuple[tuple[str, ...], ...]:
    """Return the words that turn what follows them, each as its compared words, the longest first."""
    found = [tuple(keys(each)) for each in _data()["operators"][language.value]]
    return tuple(sorted(found, key=len, reverse=True))


@lru_cache(maxsize=1)
def no_operators() -> tuple[tuple[str, ...], ...]:
    """Return what only looks like an operator."""
    return tuple(tuple(keys(each)) for each in _data()["operators"]["plain"])


@lru_cache(maxsize=1)
def english_terms() -> dict[str, str]:
    """Return what English verbs of administration are called in a directive: they hold where the source says so."""
    return {str(word): str(term) for word, term in _data()["english"].items()}
