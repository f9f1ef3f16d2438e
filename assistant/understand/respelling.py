"""Mistyped words of asking put right before anything is recognised: "Quyết địng 904", "hạn trót", "deadlne"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from assistant.understand.cues.topic import STOPWORDS_VI
from assistant.understand.spelling import MOST_WORDS, one_mistake
from assistant.understand.telex import untyped
from corpus.text import Word, fold, has_diacritics, words

_REACH = 1_000
"""Characters that so many words take at the most."""
_SHORTEST_ENGLISH = 5
_SHORT_WORD = re.compile(r"(?<![\w/.-])[^\W\d_]{1,5}(?:/[^\W\d_]{1,5})?(?![\w/.-])")
_ALWAYS = (("tr", "ch"), ("s", "x"))
"""Letters confused so commonly that a word of asking may be another one mistyped too ("chủ chì")."""
_ONSET = r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh|n|ph?|qu|r|s|th|tr|t|v|x)?"
_RIME = (
    r"(?:a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu|i|ia|ich|iec|iem|ien|ieng|iep|iet"
    r"|ieu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc"
    r"|oong"
    r"|op|ot|u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya"
    r"|uych"
    r"|uyen|uyet|uynh|uyt|uyu|y|yem|yen|yet|yeu)"
)
_SYLLABLE = re.compile(_ONSET + _RIME)


@dataclass(frozen=True, slots=True)
class _Words:
    pairs: dict[str, str]
    """Folded pair -> as written."""
    sides: dict[str, tuple[set[str], set[str]]]
    """Folded word -> those that may stand before it, and behind it."""
    numbered: frozenset[str]
    """Folded pairs that stand before a number: what is mistyped there can only be one of them."""
    alike: tuple[tuple[str, ...], ...]
    finals: tuple[tuple[str, ...], ...]
    lone: dict[str, str]
    """Folded word -> as written: known without a neighbour."""
    english: frozenset[str]
    short: dict[str, str]
    """What is typed short -> what it stands for."""


def is_syllable(folded: str) -> bool:
    """Tell whether a folded word can be a Vietnamese syllable: "phong", not "phog"."""
    return _SYLLABLE.fullmatch(folded) is not None


# "chủ trì những NV nào"
_TASKS_SHORT = re.compile(
    r"(?:(?<=những )|(?<=các )|(?<=mấy )|(?<=nhiêu )|(?<=nhung )|(?<=cac )|(?<=may )|(?<=nhieu ))NV(?!\w)"
)


def respelled(text: str) -> str:
    """Return a question with the mistyped words of asking put right; what is not surely meant stays as typed."""
    known = _words()
    text = untyped(_spoken_softly(text), _SYLLABLE)
    text = _SHORT_WORD.sub(lambda m: _written_out(m.group(), known), text)
    text = _TASKS_SHORT.sub("nhiệm vụ", text)
    tokens = words(text[:_REACH])[:MOST_WORDS]
    folded = [fold(token.text) for token in tokens]
    marked = has_diacritics(text)
    changes: list[tuple[Word, str]] = []
    for i, (left, right) in enumerate(pairwise(folded)):
        if f"{left} {right}" in known.pairs:
            continue
        for at, neighbour, side in ((i, right, 0), (i + 1, left, 1)):
            meant = _meant(folded[at], known.sides.get(neighbour, (set(), set()))[side], known)
            meant = meant or _by_final(tokens[at].text.lower(), neighbour, side, known)
            meant = meant or _cut_short(tokens[at].text.lower(), neighbour, side, known)
            if not meant and folded[i + 2 : i + 3] and folded[i + 2].isdecimal():
                meant = _only(w for w in _beside(known, known.numbered, neighbour, side) if one_mistake(folded[at], w))
            if meant and not _in_pair(folded, at, known) and not _is_meant(tokens[at].text):
                pair = f"{meant} {neighbour}" if side == 0 else f"{neighbour} {meant}"
                written = known.pairs[pair].split()[side]
                changes.append((tokens[at], written if marked else fold(written)))
    if marked:
        done = {token.start for token, _ in changes}
        lone = ((t, _lone(t.text, folded, at, known)) for at, t in enumerate(tokens) if t.start not in done)
        changes += [(token, meant) for token, meant in lone if meant]
    if not marked:
        changes += [(t, meant) for t, word in zip(tokens, folded, strict=True) if (meant := _english(word, known))]
    for token, meant in sorted(changes, key=lambda change: -change[0].start):
        typed = text[token.start : token.end]
        text = text[: token.start] + (meant.capitalize() if typed[:1].isupper() else meant) + text[token.end :]
    return text


_WORD_ALONE = re.compile(r"(?<![\w/.&-])[^\W\d_]+(?![\w/&-]|\.\w)")
_FEWEST_SHOUTED = 4
"""Words that are written in capitals where a whole question is: of fewer, each may be an abbreviation."""


def _spoken_softly(text: str) -> str:
    """Return a question typed in capitals alone in small letters, but for abbreviations and numbers of documents.

    >>> _spoken_softly("BỘ Y TẾ CÓ VIỆC GÌ TRONG 20-TB/CQTTBCĐ?")
    'Bộ y tế có việc gì trong 20-TB/CQTTBCĐ?'
    """
    found = _WORD_ALONE.findall(text)
    if len(found) < _FEWEST_SHOUTED or not "".join(found).isupper():
        return text
    small = _WORD_ALONE.sub(lambda m: m.group().lower() if is_syllable(fold(m.group())) else m.group(), text)
    return small[:1].upper() + small[1:]


def _written_out(word: str, known: _Words) -> str:
    """Return what a word typed short stands for; capitals are an office's abbreviation."""
    capitals = len(word) > 1 and word.isupper()
    return word if capitals else known.short.get(word.lower(), word)


def _beside(known: _Words, pairs: frozenset[str], neighbour: str, side: int) -> list[str]:
    """Return the words that some of the pairs have on a side of a neighbour."""
    of = known.sides.get(neighbour, (set(), set()))[side]
    return [word for word in of if (f"{word} {neighbour}" if side == 0 else f"{neighbour} {word}") in pairs]


def _only(found: Iterable[str]) -> str | None:
    several = list(found)
    return several[0] if len(several) == 1 else None


def _is_meant(typed: str) -> bool:
    """Tell whether a word is a small one typed with its diacritics: "thông báo đó" is no "bao giờ"."""
    return has_diacritics(typed) and typed.lower() in STOPWORDS_VI


def _in_pair(folded: list[str], at: int, known: _Words) -> bool:
    """Tell whether a word and a neighbour of it are already what officials ask with."""
    return any(" ".join(folded[i : i + 2]) in known.pairs for i in (at - 1, at) if 0 <= i < len(folded) - 1)


def _meant(typed: str, candidates: set[str], known: _Words) -> str | None:
    """Return the one candidate that a word is a slip of."""
    if typed in candidates or not typed.isalpha():
        return None
    if _SYLLABLE.fullmatch(typed):
        near = [word for word in candidates if _sounds_alike(typed, word, known)]
    else:
        near = [word for word in candidates if len(word) > 1 and one_mistake(typed, word)]
    return _only(near)


def _sounds_alike(typed: str, word: str, known: _Words) -> bool:
    """Tell whether two words differ in letters that sound alike; "phải năm 2027" is no "phải làm" for all that."""
    for group in known.alike:
        if typed in known.sides and group not in _ALWAYS:
            continue
        for a in group:
            if typed.startswith(a) and any(b != a and b + typed[len(a) :] == word for b in group):
                return True
    return False


def _by_final(typed: str, neighbour: str, side: int, known: _Words) -> str | None:
    """Return the word that one typed with its marks is but for a final that sounds alike: "quá hạng"."""
    if not has_diacritics(typed):
        return None
    alike = {typed[: -len(a)] + b for group in known.finals for a in group if typed.endswith(a) for b in group}
    for word in known.sides.get(neighbour, (set(), set()))[side] if alike else ():
        pair = f"{word} {neighbour}" if side == 0 else f"{neighbour} {word}"
        if known.pairs[pair].split()[side] in alike:
            return word
    return None


def _cut_short(typed: str, neighbour: str, side: int, known: _Words) -> str | None:
    """Return the word that one typed with its marks lacks the last letter of: "phố hợp", "hoà thành"."""
    if not has_diacritics(typed):
        return None
    for word in known.sides.get(neighbour, (set(), set()))[side]:
        meant = known.pairs[f"{word} {neighbour}" if side == 0 else f"{neighbour} {word}"].split()[side]
        if len(meant) >= _SHORTEST_CUT and typed == meant[:-1]:
            return word
    return None


_SHORTEST_CUT = 4
"""Letters of the shortest word that is known without its last one."""
_MONTHS = range(1, 13)


def _lone(typed: str, folded: list[str], at: int, known: _Words) -> str | None:
    """Return the word of asking, as written, that a word is a slip of whatever stands beside it; "thán 5" is a month.

    A syllable of Vietnamese is another word, unless a month's number follows and only its last letter is missing.
    """
    word = folded[at]
    if not word.isalpha() or len(word) < _SHORTEST_LONE or word in known.lone:
        return None
    if _SYLLABLE.fullmatch(word):
        month = folded[at + 1] if at + 1 < len(folded) else ""
        numbered = month.isdecimal() and len(month) < _SHORTEST_LONE and int(month) in _MONTHS
        return "tháng" if word == "than" and numbered else None
    near = (each for each in known.lone if each[0] == word[0] and one_mistake(word, each))
    meant = known.lone.get(_only(near) or "")
    if has_diacritics(typed):  # the marks are no slip: "phòg" is no "phối"
        return meant if meant and one_mistake(typed.lower(), meant) else None
    return meant if meant and not has_diacritics(meant) else None


_SHORTEST_LONE = 3
"""Letters of the shortest word that is told without a neighbour."""


def _english(word: str, known: _Words) -> str | None:
    """Return the word of asking that an English word is a slip of; no word of Vietnamese is one."""
    if len(word) < _SHORTEST_ENGLISH or word in known.english or _SYLLABLE.fullmatch(word):
        return None
    near = [each for each in known.english if abs(len(each) - len(word)) <= 1 and one_mistake(word, each)]
    near = [each for each in near if len(each) > _SHORTEST_ENGLISH or sorted(each) == sorted(word)]
    return _only(near)


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = tomllib.loads(files("assistant.understand").joinpath("data/spelling.toml").read_text(encoding="utf-8"))
    numbered, others = ([" ".join(p.split()) for p in table[key].split("|")] for key in ("numbered", "pairs"))
    written = [*numbered, *others]
    pairs = {fold(pair): pair for pair in written}
    sides: dict[str, tuple[set[str], set[str]]] = {}
    for pair in pairs:
        left, right = pair.split()
        sides.setdefault(right, (set(), set()))[0].add(left)
        sides.setdefault(left, (set(), set()))[1].add(right)
    english = frozenset(table["english"].split())
    alike, finals = (tuple(map(tuple, table[key])) for key in ("alike", "finals"))
    lone = {fold(word): word for word in table["lone"].split()}
    return _Words(pairs, sides, frozenset(map(fold, numbered)), alike, finals, lone, english, table["short"])
