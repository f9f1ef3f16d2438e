"""Sentences out of a stream of pieces, each as soon as it is whole."""

from __future__ import annotations

import re
import unicodedata

from corpus.text import sentence_spans

# models like to put the tokens behind the full stop: "... trong tháng 4. [1] Bộ ..."
_LATE_TOKENS = re.compile(r"([.!?…]+)((?:\s*[–-]?\s*\[\d{1,3}\])+)")
_RANGE = re.compile(r"\[(\d{1,2})\]\s*[–-]\s*\[(\d{1,2})\]")
_BULLET = re.compile(r"^\s*(?:[-*•+]|\d{1,2}[.)])\s+")
_LONGEST = 20_000
"""Characters after which a reply without an end is no answer any more."""


class Sentences:
    """Collects pieces; gives whole sentences."""

    def __init__(self) -> None:
        self._rest = ""
        self._seen = 0

    def feed(self, piece: str) -> list[str]:
        """Take a piece and return the sentences that it completes: the last one may still go on."""
        self._seen += len(piece)
        if self._seen > _LONGEST:
            self._rest = ""
            return []
        self._rest += piece
        *lines, last = self._rest.split("\n")
        found = [sentence for line in lines for sentence in _sentences(line)]
        settled = _settled(last)
        whole = _sentences(last[:settled])
        self._rest = last[settled:]
        return [*found, *whole]

    def end(self) -> list[str]:
        """Return what is left, once nothing more comes."""
        rest, self._rest = self._rest, ""
        return [sentence for line in rest.split("\n") for sentence in _sentences(line)]


def _settled(line: str) -> int:
    """Return where the last sentence of a line begins: all before it is whole, whatever comes."""
    if line.count("[") > line.count("]"):
        return 0  # within a token
    moved = _LATE_TOKENS.sub(r"\2\1", line)  # as long as the line
    spans = sentence_spans(moved)
    return spans[-1][0] if len(spans) > 1 else 0


def _sentences(line: str) -> list[str]:
    text = unicodedata.normalize("NFC", _BULLET.sub("", line)).replace("**", "")
    text = _RANGE.sub(_spelt_out, _LATE_TOKENS.sub(r"\2\1", text))
    return [" ".join(text[slice(*span)].split()) for span in sentence_spans(text)]


def _spelt_out(tokens: re.Match[str]) -> str:
    """Write a range of tokens as the computed prose does ("[1]–[4]") token by token: each must exist."""
    return " ".join(f"[{n}]" for n in range(int(tokens[1]), int(tokens[2]) + 1)) or tokens[0]
