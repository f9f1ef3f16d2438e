"""How much of a topic's words a text holds: the inspectable half of deciding whether something answers."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from sys import intern
from unicodedata import normalize

from assistant.lexical.thesaurus import in_words_of
from corpus.text import fold, has_diacritics

ABBREVIATIONS = {
    "cđs": "chuyển đổi số", "cntt": "công nghệ thông tin", "csdl": "cơ sở dữ liệu", "csdlqg": "cơ sở dữ liệu quốc gia",
    "dvc": "dịch vụ công", "dvctt": "dịch vụ công trực tuyến", "đmst": "đổi mới sáng tạo", "hđnd": "hội đồng nhân dân",
    "kh&cn": "khoa học và công nghệ", "khcn": "khoa học công nghệ", "qppl": "quy phạm pháp luật",
    "tthc": "thủ tục hành chính", "ttdl": "trung tâm dữ liệu", "ubnd": "ủy ban nhân dân", "nsnn": "ngân sách nhà nước",
}  # fmt: skip
"""What offices write short; a topic and a clause may each use either form."""
COVERED = 0.6
"""Share of a topic's words and word pairs that a text must hold to be about it."""


def covers(topic: str, text: str) -> bool:
    """Tell whether a text is about a topic."""
    return coverage(topic, text) >= COVERED


def coverage(topic: str, text: str, reworded: bool = True) -> float:
    """Return the share of a topic's syllables and neighbouring pairs of syllables that a text holds, 0 to 1.

    Diacritics do not count, so a topic typed without them covers the same. Pairs weigh as much as syllables: single
    syllables of Vietnamese are too common to prove anything. Other words of the same meaning count as the text's own,
    unless ``reworded`` is false.
    """
    topic = in_words_of(topic, text) if reworded else topic
    wanted = syllables(topic)
    if not wanted:
        return 1.0
    held = syllables(text)
    if len(wanted) == 1 and has_diacritics(topic):  # "điện" alone is no "điển hình"
        return float(any(_spelt(word) == _spelt(topic) for word in _SYLLABLE.findall(text.lower())))
    common = set(wanted).intersection(held)
    single = sum(s in common for s in wanted) / len(wanted)
    pairs = list(pairwise(wanted))
    if not pairs:
        return single
    # only what the topic has too can make a pair of it
    held_pairs = {pair for pair in pairwise(held) if pair[0] in common and pair[1] in common}
    return (single + sum(pair in held_pairs for pair in pairs) / len(pairs)) / 2


def coverage_as_spelt(topic: str, text: str) -> float:
    """Return the share of the very words, marks and all: "về" and "thiết bị" are nothing of "vé máy bay".

    A topic typed without diacritics covers as in ``coverage``.
    """
    if not has_diacritics(topic):
        return coverage(topic, text, reworded=False)
    wanted = [_spelt(word) for word in _SYLLABLE.findall(topic.lower())]
    held = [_spelt(word) for word in _SYLLABLE.findall(text.lower())]
    single = sum(each in held for each in wanted) / len(wanted)
    pairs, known = list(pairwise(wanted)), list(pairwise(held))
    return (single + sum(pair in known for pair in pairs) / len(pairs)) / 2 if pairs else single


@lru_cache(maxsize=8192)
def _spelt(syllable: str) -> tuple[str, ...]:
    """Return a syllable's letters and marks, wherever its tone stands ("hoá", "hóa")."""
    return tuple(sorted(normalize("NFD", syllable.strip().lower())))


_SYLLABLE = re.compile(r"\w+")
_EXPANDED = {fold(short): tuple(fold(words_).split()) for short, words_ in ABBREVIATIONS.items()}


@lru_cache(maxsize=8192)  # the tasks of a thousand documents, which a topic is held against one by one
def syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of a text, folded, abbreviations of offices written out."""
    found = (part for syllable in _SYLLABLE.findall(fold(text)) for part in _EXPANDED.get(syllable, (syllable,)))
    return tuple(map(intern, found))
