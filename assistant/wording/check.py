"""Check one sentence that a model wrote against what was computed: nothing that the code cannot follow is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from assistant.model import Language
from assistant.wording import lexical, surface, tense
from assistant.wording import parts as agency_parts
from assistant.wording.agencies import DOCUMENT, Named, named
from assistant.wording.counts import wrong_counts
from assistant.wording.dates import agrees, read_dates, read_periods
from assistant.wording.facts import Evidence, Fact, Support
from assistant.wording.numbers import Number, document_numbers, read_numbers
from assistant.wording.reasons import Reason
from assistant.wording.sources import Sources, shares
from assistant.wording.vocabulary import function_words, key, keys, phrase, with_digits
from corpus.agencies import registry
from corpus.model import Role
from corpus.parties import parse_parties
from corpus.text import UPPER
from corpus.vocabulary import ORGANISATION_NOUNS

_FEWEST_WORDS = 4
"""Words below which nothing is stated."""
TOKENS = re.compile(r"(?:\s*\[\d{1,3}\])+")
_TOKEN = re.compile(r"\[(\d{1,3})\]")
_QUOTED = re.compile(r"[“\"«„‟”]([^“”\"«»„‟]+)[”\"»]?")
_NAMES = re.compile(rf"[{UPPER}][^\W_]*(?:[ \-–&/][{UPPER}0-9][^\W_]*)*")
_ORGANISATION = re.compile(rf"\b(?:{'|'.join(sorted(ORGANISATION_NOUNS, key=len, reverse=True))})\s+(?=\w)")
_COUNTED = frozenset(key(word) for word in ("nhiệm", "việc", "task", "tasks", "of", "is", "are"))
"""What follows a number that counts tasks; ``counts`` counts them again."""
_SEVERAL = {
    Language.VI: re.compile(
        r"\bđều\b|\b(?:các|những|mọi) (?:nhiệm vụ|việc|văn bản) (?:này|đó|trên|nêu trên|còn lại)\b"
    ),
    Language.EN: re.compile(r"\b(?:these|those|both) (?:tasks?|documents?|deadlines?)\b"),
}
"""Says something of several, which one fact cannot bear out."""
_ALL_BY = re.compile(r"\bhoàn thành\b|\bđều\b|\bcompleted?\b|\b(?:these|both)\b")
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b|thứ\s+(nhất|hai|ba|tư|\d+)\b"
)
_ORDINALS = {
    word: n for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
} | {"nhất": 1, "hai": 2, "ba": 3, "tư": 4}
_DERIVED_NOUNS = frozenset(key(word) for word in ("bộ", "ministries", "ministry"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a sentence and the tokens that close it: "... [1]" in "... [1], ... [2]."."""

    text: str
    tokens: tuple[int, ...]


def check(sentence: str, evidence: Evidence, prompt: str = "") -> Reason | None:
    """Return why a sentence may not be shown, or None.

    Args:
        sentence: as the model wrote it, NFC, with its tokens.
        evidence: what was computed.
        prompt: the prompt's own text as ``vocabulary.phrase`` gives it.
    """
    if surface.bad_characters(sentence):
        return Reason.CHARACTERS
    if surface.has_markup(sentence):
        return Reason.MARKUP
    parts = units(sentence)
    if not parts:
        return Reason.NO_TOKEN
    if len(keys(TOKENS.sub(" ", sentence))) < _FEWEST_WORDS:
        return Reason.FRAGMENT
    if not {n for unit in parts for n in unit.tokens} <= evidence.tokens:
        return Reason.UNKNOWN_TOKEN
    return next((reason for unit in parts if (reason := _check_unit(unit, evidence, prompt))), None)


def units(sentence: str) -> tuple[Unit, ...]:
    """Cut a sentence at its tokens; what follows the last ones belongs to them."""
    found: list[Unit] = []
    position = 0
    for match in TOKENS.finditer(sentence):
        tokens = tuple(int(n) for n in _TOKEN.findall(match.group()))
        found.append(Unit(sentence[position : match.start()], tokens))
        position = match.end()
    if found and keys(sentence[position:]):
        last = found[-1]
        found[-1] = Unit(f"{last.text} {sentence[position:]}", last.tokens)
    elif found:
        found[-1] = Unit(found[-1].text + sentence[position:], found[-1].tokens)
    return tuple(found)


def _check_unit(unit: Unit, evidence: Evidence, prompt: str) -> Reason | None:
    if not keys(unit.text):
        return Reason.WORDS
    sources = Sources(evidence.facts_of(unit.tokens), evidence.summaries_of(unit.tokens))
    reason = _wrong(unit, evidence, sources, prompt)
    if reason and len(unit.tokens) == 1:
        for fact in evidence.below.get(unit.tokens[0], ()):
            if _wrong(unit, evidence, Sources((fact,), ()), prompt) is None:
                return None
    return reason


def _wrong(unit: Unit, evidence: Evidence, sources: Sources, prompt: str) -> Reason | None:
    text, language, year = unit.text, evidence.language, evidence.year
    parts = named(text, language)
    words = _words(text, language, parts, year)
    tests: tuple[tuple[Reason, Callable[[], bool]], ...] = (
        (Reason.LANGUAGE, lambda: not surface.speaks(text, language, sources.words)),
        (Reason.PROMPT, lambda: surface.from_prompt(text, prompt, " ".join(s.phrase for s in sources.all))),
        (Reason.QUOTATION, lambda: not all(_quoted(q, sources) for q in _QUOTED.findall(text))),
        (Reason.DOCUMENT, lambda: not all(sources.bear(shares([d], "documents")) for d in document_numbers(text))),
        (Reason.DATE, lambda: not _dates_hold(text, evidence, sources)),
        (Reason.FREQUENCY, lambda: not all(sources.bear(shares([p], "periods")) for p in read_periods(text))),
        (Reason.DATE, lambda: tense.relative_time(text, language, sources)),
        (Reason.AGENCY, lambda: not agency_parts.known(parts, sources)),
        (Reason.ROLE, lambda: not agency_parts.play(parts, sources)),
        (Reason.ROLE, lambda: not agency_parts.group_acts(text, language, sources.facts)),
        (Reason.LIST, lambda: not agency_parts.whole(parts, sources.facts)),
        (Reason.NAME, lambda: not all(_name_known(n, sources) for n in _names(text, parts))),
        (Reason.COUNT, lambda: bool(evidence.tasks) and wrong_counts(text, language, unit.tokens, evidence, parts)),
        (Reason.COUNT, lambda: len(sources.facts) < 2 and bool(_SEVERAL[language].search(text.lower()))),
        (Reason.NUMBER, lambda: not all(_number_holds(n, evidence, sources) for n in _numbers(text, evidence))),
        (Reason.NUMBER, lambda: not _ordinals_hold(text, unit.tokens, evidence)),
        (Reason.OPERATOR, lambda: lexical.turned(text, language, sources.all)),
        (
            Reason.OPERATOR,
            lambda: tense.claims_done(text, language, bool(read_dates(text, language, year).dates), sources),
        ),
        (Reason.WORDS, lambda: bool(lexical.unsupported(words, language, sources.all))),
        (Reason.ORDER, lambda: language is Language.VI and lexical.disordered(words, sources.all)),
        (Reason.ORDER, lambda: language is Language.VI and lexical.equated(words, sources.all)),
        (Reason.ORDER, lambda: language is Language.VI and lexical.acts_elsewhere(words, sources.all)),
    )
    return next((reason for reason, fails in tests if fails()), None)


def _quoted(quote: str, sources: Sources) -> bool:
    wanted = phrase(quote)
    return any(wanted in phrase(q) for fact in sources.facts for q in fact.quotes)


def _dates_hold(text: str, evidence: Evidence, sources: Sources) -> bool:
    reading = read_dates(text, evidence.language, evidence.year)
    if reading.impossible:
        return False

    def held(support: Support, at: int) -> bool:
        return any(agrees(reading.dates[at], known) for known in support.dates)

    # a computed sentence names the range asked about: of what falls into it, not all must be done by then
    bear = sources.facts_bear if len(sources.facts) > 1 and _ALL_BY.search(text.lower()) else sources.bear
    return all(bear(partial(held, at=i)) for i in range(len(reading.dates)))


def _names(text: str, parts: tuple[Named, ...]) -> Iterator[str]:
    """Yield capitalised names that are no agency of the registry, and bodies that the registry lacks."""
    masked = text
    for part in parts:
        masked = masked[: part.start] + "," * (part.end - part.start) + masked[part.end :]
    for match in _NAMES.finditer(masked):
        if match.start() or " " in match.group():
            yield match.group()
    for match in _ORGANISATION.finditer(masked):
        for party in parse_parties(masked, match.start(), len(masked)).parties:
            if party.key.startswith("text:"):
                yield party.text


def _name_known(name: str, sources: Sources) -> bool:
    wanted = phrase(name)
    if not wanted.strip():
        return True
    if sources.say(wanted):
        return True
    first, *rest = wanted.split()
    return _common(first) and (not rest or sources.say(f" {' '.join(rest)} "))


def _common(word: str) -> bool:
    """A sentence's first word has its capital from the sentence ("Theo Mục 4", "The Ministry")."""
    return any(word in function_words(language) for language in Language)


def _numbers(text: str, evidence: Evidence) -> list[Number]:
    """Return the numbers that count no tasks of the list; those are counted again."""
    found = read_numbers(text, evidence.language, evidence.year)
    return [n for n in found if not (evidence.tasks and n.after in _COUNTED)]


def _number_holds(number: Number, evidence: Evidence, sources: Sources) -> bool:
    def held(support: Support) -> bool:
        return any(
            known.value == number.value
            and (
                (known.after == number.after and bool(number.after))
                or (known.before == number.before and bool(number.before))
                or (evidence.language is Language.EN and not number.after)
            )
            for known in support.numbers
        )

    if sources.bear(held):
        return True
    return number.after in _DERIVED_NOUNS and any(str(_ministries(f)) == number.value for f in sources.facts)


def _ministries(fact: Fact) -> int:
    """Return how many ministries co-ordinate on a fact's tasks."""
    return sum(Role.COORDINATOR in roles and _is_ministry(name) for name, roles in fact.roles.items())


def _is_ministry(name: str) -> bool:
    agency = registry().by_id.get(name)
    return agency is not None and agency.kind == "ministry"


def _ordinals_hold(text: str, tokens: tuple[int, ...], evidence: Evidence) -> bool:
    """Tell whether "the third task" is the third of the list."""
    if not evidence.tasks:
        return True
    for match in _ORDINAL.finditer(text.lower()):
        word = match[1] or match[2]
        if not re.match(r"\s+tasks?\b", text[match.end() :].lower()) and not match[2]:
            continue
        if match[2] and re.search(r"gạch đầu dòng\s*$", text[: match.start()].lower()):
            continue
        n = _ORDINALS.get(word) or int(word)
        listed = [fact for fact in evidence.facts if fact.matched]
        if n > len(listed) or not set(tokens) <= listed[n - 1].tokens:
            return False
    return True


def _words(text: str, language: Language, parts: tuple[Named, ...], year: int) -> list[str]:
    """Return the words that nothing else has checked: no agencies, dates, document numbers or numbers."""
    masked = text
    spans = [(part.start, part.end) for part in parts]
    spans += list(read_dates(text, language, year).spans)
    for start, end in spans:
        masked = masked[:start] + " " * (end - start) + masked[end:]
    masked = DOCUMENT.sub(" ", masked)
    return [word for word in keys(with_digits(masked, language)) if not word.isdecimal()]
