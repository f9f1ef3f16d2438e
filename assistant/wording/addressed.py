"""Words of a document that talk to whoever reads it out, not to the agencies it directs.

A directive orders agencies; a clause that speaks to an assistant, or about its answer, is not one. None of its free
words may be told in prose: what the register read in it (who, until when) still may, and it is still quoted as it is.
Where the cue stands does not matter, since what it wants said may stand before it or behind it.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.model import Language
from assistant.understand.language import detect_language
from corpus.text import fold, sentence_spans

_VIETNAMESE = (
    r"tro ly(?! giup viec)", r"chat\s?bot", r"mo hinh ngon ngu", r"cau tra loi", r"nguoi (?:hoi|doc)", r"loi nhac",
    r"(?:bo qua|phot lo|quen)\b[^.]{0,40}\b(?:chi dan|huong dan|quy tac|lenh|yeu cau|dieu tren)",
    r"hay (?:tra loi|viet|noi|in|dong vai|lap lai|ghi|ket luan|them|chen|xuat|dich|giai ma|doc|bao)",
    r"khi (?:duoc hoi|tra loi|tom tat)", r"chi dan (?:truoc|he thong|tren)", r"he thong\s*:", r"ban la",
    r"(?:tra loi|noi) (?:rang|la)",
)  # fmt: skip
"""Folded."""
_ENGLISH = (
    "ignore", "disregard", "forget", "override", "assistant", "language model", "you (?:are|must|should|will)", "your",
    r"system\s*:", r"user\s*:", "prompt", "instructions?", "when asked", "say", "write", "print", "output", "repeat",
    "respond", "reply", "answer", "base64", "rot13", "decode", "tool",
)  # fmt: skip
_CUES = re.compile(rf"\b(?:{'|'.join((*_VIETNAMESE, *_ENGLISH))})(?!\w)", re.IGNORECASE)
# marks that no directive uses
_MARKS = re.compile(r"[«»{}<>`]|!\[|\]\(|://|\[\d+\]|\[/?[a-z]{2,}\]|~~~|###")


def addresses_reader(text: str) -> bool:
    """Tell whether a text holds words for its reader, another language, or signs that are not seen."""
    if any(unicodedata.category(c) in ("Cf", "Co", "Cn") or _foreign(c) for c in text):
        return True
    if _MARKS.search(text) or _CUES.search(fold(text)):
        return True
    sentences = (text[a:b] for a, b in sentence_spans(text))
    return any(len(s.split()) > 4 and detect_language(s) is Language.EN for s in sentences) and _is_vietnamese(text)


def _foreign(char: str) -> bool:
    return char.isalpha() and not unicodedata.name(char, "").startswith(("LATIN", "MODIFIER"))


def _is_vietnamese(text: str) -> bool:
    """A computed English sentence is no foreign one."""
    return detect_language(text) is Language.VI
