"""Numbers and document numbers in a text, each number with the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.model import Language
from assistant.wording.agencies import DOCUMENT
from assistant.wording.dates import read_dates
from assistant.wording.vocabulary import key, with_digits
from corpus.references import normalize_number

_NUMBER = re.compile(r"(?<![^\W\d_])\d+(?:[.,:]\d+)*%?")
_BEFORE = re.compile(r"([^\W_]+)[\s(]*$")
_AFTER = re.compile(r"^[\s)]*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the word before it and the word after it, as words are compared; empty where there is none."""

    value: str
    before: str
    after: str


def document_numbers(text: str) -> Iterator[str]:
    """Yield the numbers of documents in a text, in one writing."""
    return (normalize_number(match.group()) for match in DOCUMENT.finditer(text))


def read_numbers(text: str, language: Language, year: int) -> list[Number]:
    """Return the numbers of a text that belong to no date and to no document's number."""
    masked = DOCUMENT.sub(lambda m: " " * len(m.group()), text)
    for start, end in read_dates(masked, language, year).spans:
        masked = masked[:start] + " " * (end - start) + masked[end:]
    words = with_digits(masked, language)
    found = []
    for match in _NUMBER.finditer(words):
        before, after = _BEFORE.search(words[: match.start()]), _AFTER.match(words[match.end() :])
        value = match.group().lstrip("0") or "0"
        found.append(Number(value, key(before[1]) if before else "", key(after[1]) if after else ""))
    return found
