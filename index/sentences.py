"""Sentence spans, and words, by underthesea. Its only user; importing it takes seconds, so it is imported late.

Guarantees, whatever the text: the spans cover it without gap or overlap; no boundary
stands inside a quotation; a document number, a date or an abbreviation is never split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

# A number, a date, a decimal: "66.7/2025/NQ-CP", "01/3/2027", "1.500".
_NUMBER = r"\d[\d.,/-]*[\w/-]*\w"
# An initial or a short title before a name: "TP.", "K/T.", "PGS.", "v.v.".
_ABBREVIATION = r"(?:\b(?:TP|Tp|TT|GS|PGS|TS|ThS|KT|TM|TL|TUQ|Q|K/T|T/M|v\.v)\.)(?!\s*$)"
_PROTECTED = re.compile(f"{_NUMBER}|{_ABBREVIATION}")
# A quotation within one paragraph. Longer ones are more likely an unpaired mark.
_QUOTATION = re.compile(r'“[^“”\n]{1,600}”|"[^"\n]{1,600}"')


def sentences(text: str) -> list[tuple[int, int]]:
    """Return half-open spans that cover the text; each begins with a sentence and takes the white space after it."""
    if not text:
        return []
    quoted = [match.span() for match in _QUOTATION.finditer(text)]
    inside = [start for start in _starts(text) if start and not any(a < start < b for a, b in quoted)]
    bounds = [0, *inside, len(text)]
    return list(pairwise(bounds))


def _starts(text: str) -> Iterator[int]:
    """Yield where each sentence begins; a line break ends one too."""
    position = 0
    masked = _mask(text)
    for line in masked.splitlines(keepends=True):
        for sentence in _split(line):
            start = masked.find(sentence, position)
            if start < 0:  # the tokenizer rewrote the words: leave the rest of the line whole
                break
            yield start
            position = start + len(sentence)


def _split(line: str) -> list[str]:
    from underthesea import sent_tokenize

    found: list[str] = sent_tokenize(line)
    return found


def _mask(text: str) -> str:
    """Replace what must stay whole by letters of the same length: offsets keep their meaning."""
    return _PROTECTED.sub(lambda match: "x" * len(match.group()), text)
