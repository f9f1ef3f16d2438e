"""Whether the words of a sentence are those of its sources, and turned no other way.

A model paraphrases freely; code cannot tell a true paraphrase from a false one. So every content word must stand in
the sources (threshold: all of them), the words that turn a statement (negation, permission, "already") must govern
what they govern in the source, and in Vietnamese, where sources and answer share a language, most neighbouring words
must be near each other in the source too: words of a clause can otherwise be put together to say its opposite.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from assistant.model import Language
from assistant.wording.facts import Support
from assistant.wording.vocabulary import english_terms, function_words, key, keys, no_operators, operators, with_digits

ORDER_THRESHOLD = 0.7
"""Share of a sentence's neighbouring content words that must stand near each other, in the same order, in a source."""
_NEAR = 5
_FEWEST_PAIRS = 4
_SCOPE = 6
_IS = key("là")
# who is in no register, and may still be said to do something
_ACTORS = tuple(
    tuple(keys(each)) for each in ("người dân", "công dân", "doanh nghiệp", "tổ chức", "cá nhân", "cán bộ", "công chức")
)
_REACH = 4
_QUANTIFIERS = frozenset(map(key, ("các", "những", "mọi", "mỗi", "từng")))
_STOPS = re.compile(r"[.;:,()…]\s|[.;:]$")
# turning words whose object may not be told without them ("tình trạng yêu cầu người dân nộp lại")
_STRONG = frozenset(
    tuple(keys(each))
    for each in ("không", "chưa", "cấm", "trừ", "có thể", "cho phép", "tình trạng", "tránh", "hạn chế", "chấm dứt")
)


def unsupported(words: Iterable[str], language: Language, supports: Sequence[Support]) -> list[str]:
    """Return the content words that no source has; in English a term's Vietnamese counterpart counts too."""
    known = frozenset().union(*(support.words for support in supports)) | function_words(language)
    listed = list(words)
    if language is Language.VI:
        return [word for word in listed if word not in known]
    return list(_untranslated(listed, known))


def disordered(words: Sequence[str], supports: Sequence[Support]) -> bool:
    """Tell whether too few neighbouring content words of a Vietnamese sentence are neighbours in a source."""
    content = [word for word in words if word not in function_words(Language.VI)]
    pairs = list(zip(content, content[1:], strict=False))
    if len(pairs) < _FEWEST_PAIRS:
        return False
    near = frozenset().union(*(_near_pairs(tuple(support.sequence)) for support in supports))
    return sum(pair in near for pair in pairs) < ORDER_THRESHOLD * len(pairs)


def acts_elsewhere(words: Sequence[str], supports: Sequence[Support]) -> bool:
    """Tell whether a sentence begins with people who do in it what they do in no source ("Người dân xây dựng ...")."""
    said = [word for word in words if word not in _QUANTIFIERS]
    actor = next((each for each in _ACTORS if tuple(said[: len(each)]) == each), None)
    deed = next((w for w in said[len(actor) :] if w not in function_words(Language.VI)), None) if actor else None
    if actor is None or deed is None:
        return False
    return not any(
        deed in [w for w in sequence[at + len(actor) :] if w not in function_words(Language.VI)][:_NEAR]
        for sequence in (support.sequence for support in supports)
        for at in _places(sequence, actor)
    )


def equated(words: Sequence[str], supports: Sequence[Support]) -> bool:
    """Tell whether a sentence says that something is ("là") what no source says beside it.

    Agencies are checked by their parts, and a subject such as "nhiệm vụ" or "thời hạn" names nothing of its own.
    """
    if _IS not in words or words[0] in function_words(Language.VI):
        return False
    at = words.index(_IS)
    before = [word for word in words[:at] if word not in function_words(Language.VI)]
    behind = [word for word in words[at + 1 :] if word not in function_words(Language.VI)]
    if not before or not behind:
        return False
    return not any((before[-1], behind[0]) in _near_pairs(tuple(support.sequence)) for support in supports)


def stands(words: str, behind: str, supports: Sequence[Support]) -> bool:
    """Tell whether some source has Vietnamese words before the same content word."""
    scope = (keys(with_digits(_STOPS.split(behind)[0], Language.VI)))[:_REACH]
    if not any(word not in function_words(Language.VI) for word in scope):
        return False
    known = [segment for support in supports for segment in _segments(support.text, Language.VI)]
    return _governed(tuple(keys(words)), scope, known)


def turned(text: str, language: Language, supports: Sequence[Support]) -> bool:
    """Tell whether a sentence negates, permits or declares done what its sources do not, or leaves such a word out."""
    said = _segments(text, language)
    known = [segment for support in supports for segment in _segments(support.text, language)]
    if language is Language.EN:
        return any(not _governed(op, scope, known) for words in said for op, scope in _operators(words, language))
    return any(not _governed(op, scope, known) for words in said for op, scope in _operators(words, language)) or any(
        _left_out(words, known) for words in said
    )


def _governed(op: tuple[str, ...], scope: Sequence[str], known: Sequence[list[str]]) -> bool:
    """Tell whether some source has the operator before the same content word, or else before the same small one."""
    content = next((word for word in scope if word not in function_words(Language.VI)), None)
    for words in known:
        for i in _places(words, op):
            near = words[i + len(op) : i + len(op) + _REACH]
            if content in near if content else near[:1] == list(scope[:1]):
                return True
    return False


def _left_out(words: list[str], known: Sequence[list[str]]) -> bool:
    """Tell whether three content words in a row that a source turns stand in the sentence unturned."""
    free: set[tuple[str, ...]] = set()
    bound: dict[tuple[str, ...], tuple[str, ...]] = {}
    for source in known:
        covered: set[int] = set()
        for op, at in _places_of_all(source, Language.VI):
            if op in _STRONG:
                scope = range(at + len(op), min(len(source), at + len(op) + _SCOPE))
                covered |= set(scope)
                bound |= {run: op for first, last, run in _runs(source) if first in scope and last in scope}
        free |= {run for first, _, run in _runs(source) if first not in covered}
    for i, _, run in _runs(words):
        if run in bound and run not in free:
            before = words[max(0, i - _SCOPE) : i]
            if not any(True for _ in _places(before, bound[run])):
                return True
    return False


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield three content words in a row, with the places of the first and the last: "người dân (phải) nộp lại"."""
    content = [(i, word) for i, word in enumerate(words) if word not in function_words(Language.VI)]
    for (first, a), (_, b), (last, c) in zip(content, content[1:], content[2:], strict=False):
        yield first, last, (a, b, c)


def _operators(words: list[str], language: Language) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    for op, at in _places_of_all(words, language):
        yield op, words[at + len(op) :]


def _places_of_all(words: list[str], language: Language) -> Iterator[tuple[tuple[str, ...], int]]:
    blocked = {i + k for plain in no_operators() for i in _places(words, plain) for k in range(len(plain))}
    for op in operators(language):
        for at in _places(words, op):
            if at not in blocked:
                blocked |= set(range(at, at + len(op)))
                yield op, at


def _places(words: Sequence[str], wanted: tuple[str, ...]) -> Iterator[int]:
    n = len(wanted)
    return (i for i in range(len(words) - n + 1) if tuple(words[i : i + n]) == wanted)


def _segments(text: str, language: Language) -> list[list[str]]:
    return [found for part in _STOPS.split(with_digits(text, language)) if (found := keys(part))]


@lru_cache(maxsize=512)
def _near_pairs(sequence: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    content = [word for word in sequence if word not in function_words(Language.VI)]
    return frozenset((a, b) for i, a in enumerate(content) for b in content[i + 1 : i + 1 + _NEAR])


def _untranslated(words: list[str], known: frozenset[str]) -> Iterator[str]:
    i = 0
    while i < len(words):
        length = next((n for n in (4, 3, 2, 1) if _translates(words[i : i + n], known)), 0)
        if length:
            i += length
            continue
        if words[i] not in known:
            yield words[i]
        i += 1


def _translates(words: list[str], known: frozenset[str]) -> bool:
    term = _glossary().get(" ".join(_singular(word) for word in words)) or english_terms().get(" ".join(words))
    return term is not None and set(keys(term)) <= known


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1)
def _glossary() -> dict[str, str]:
    text = files("assistant.understand").joinpath("data/glossary.en.toml").read_text(encoding="utf-8")
    return {" ".join(_singular(w) for w in keys(k)): v for k, v in tomllib.loads(text)["terms"].items()}
