"""Where names of agencies stand in a question, by every way of finding them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.understand.context import CorpusContext
from assistant.understand.departments import Department, PlacelessDepartment, find_departments, find_placeless
from assistant.understand.english_departments import departments_in_english
from assistant.understand.generic import GenericMatch, find_generic
from assistant.understand.groups import GroupMatch, find_groups
from assistant.understand.name_ends import goes_on
from assistant.understand.spelling import find_misspelt
from assistant.understand.unlisted import ORGANISATION, OWNED, Written, guessed, in_corpus
from corpus.agencies import registry
from corpus.agency_names import NameMatch, question_finder

Match = NameMatch | Written | GroupMatch | Department | PlacelessDepartment | GenericMatch


def find_names(text: str, folded: str, context: CorpusContext) -> list[Match]:
    """Return the names in a question, in order; of overlapping ones the longer, of equals the surer.

    A name is joined with that of its owner behind it, and settled by its gloss beside it.
    """
    return _with_glosses(_with_owners(_found(text, folded, context), folded), folded)


def _found(text: str, folded: str, context: CorpusContext) -> list[Match]:
    named = question_finder().find(text)
    named += _bare_ministries(text, folded, named)
    misspelt = find_misspelt(text)
    departments = list(find_departments(text, folded, named))
    found: list[Match] = [
        *named,
        *find_groups(text, folded),
        *misspelt,
        *in_corpus(text, folded, context),
        *departments_in_english(text, folded, context),
        *departments,
    ]
    found += find_placeless(text, folded)
    found += find_generic(text, folded)
    if ORGANISATION.search(folded):
        surer = {m.start for m in misspelt} | {m.start for m in departments}
        found += (
            guess for guess in guessed(text, folded) if guess.start not in surer and not _beyond(guess, found, text)
        )
    kept: list[Match] = []
    taken = bytearray(len(text))
    for match in sorted(found, key=lambda m: m.start - m.end):  # stable: the surer first
        if not any(taken[match.start : match.end]):
            kept.append(match)
            taken[match.start : match.end] = b"\x01" * (match.end - match.start)
    return sorted(kept, key=lambda m: m.start)


def _beyond(guess: Written, known: Sequence[Match], text: str) -> bool:
    """Tell whether a guess takes in words behind a name that the corpus holds, and that are no part of a name."""
    ends = [m.end for m in known if isinstance(m, Written) and m.start == guess.start and m.end < guess.end]
    return bool(ends) and not goes_on(text, max(ends), guess.end)


_ALSO = re.compile(r"\s*(?:,|&|\b(?:và|va|and)\b)\s*")
_MINISTRIES = re.compile(r"\bcac bo\s*:?\s+")
# "bên Tài chính", "phía công an": as colleagues speak of a ministry
_COLLEAGUES = re.compile(r"\b(?:ben|phia) (?!nao\b)")


def _bare_ministries(text: str, folded: str, named: Sequence[NameMatch]) -> Iterator[NameMatch]:
    """Yield ministries named without "Bộ".

    In a list that says it once ("Bộ Tài chính, Tư pháp và Công an", "các Bộ: Y tế, Nội vụ"), or as "bên Tài chính".
    """
    by_id = registry().by_id
    starts = {match.start for match in named}
    heads = [m.end for m in named if len(m.agency_ids) == 1 and by_id[m.agency_ids[0]].kind == "ministry"]
    for position in heads:
        yield from _list_from(text, position, starts)
    for m in _MINISTRIES.finditer(folded):
        first = question_finder().match_at(text, m.end(), len(text), bare=True)
        if first:
            yield first
            yield from _list_from(text, first.end, starts)
    for m in _COLLEAGUES.finditer(folded):
        spoken_of = question_finder().match_at(text, m.end(), len(text), bare=True)
        if spoken_of:
            yield spoken_of


def _list_from(text: str, position: int, starts: set[int]) -> Iterator[NameMatch]:
    while link := _ALSO.match(text, position):
        match = question_finder().match_at(text, link.end(), len(text), bare=True)
        # "Bộ Tài chính và xây dựng kế hoạch": a ministry's name begins with a capital
        if match is None or match.start in starts or not text[match.start].isupper():
            return
        yield match
        position = match.end


# "BTC (Bộ Tài chính)", "Bộ Tài chính (BTC)", "BTC tức là Bộ Tài chính"
_GLOSS = re.compile(
    r"\s*[,(–-]?\s*(?:tuc(?: la)?|nghia la|y la|hay(?: con goi)?(?: la)?|viet tat(?: cua| la)?|la|goi tat la"
    r"|i\.?e\.?|meaning"
    r"|short for|in short|or)?\s*[(:,]?\s*"
)


def _with_glosses(matches: list[Match], folded: str) -> list[Match]:
    """Let a full name settle the short name with several bearers that stands right beside it."""
    settled = list(matches)
    for i, (left, right) in enumerate(pairwise(matches)):
        if not (isinstance(left, NameMatch) and isinstance(right, NameMatch)):
            continue
        if not _GLOSS.fullmatch(folded[left.end : right.start]):
            continue
        for at, short, whole in ((i, left, right), (i + 1, right, left)):
            if len(short.agency_ids) > 1 and len(whole.agency_ids) == 1 and whole.agency_ids[0] in short.agency_ids:
                settled[at] = replace(short, agency_ids=whole.agency_ids)
    return settled


def _with_owners(matches: list[Match], folded: str) -> list[Match]:
    """Join a name with the name of whom it belongs to, behind it: "Ủy ban Pháp luật và Tư pháp của Quốc hội"."""
    joined: list[Match] = []
    for match in matches:
        before = joined[-1] if joined else None
        if isinstance(before, NameMatch) and isinstance(match, NameMatch) and len(match.agency_ids) == 1:
            owned = tuple(key for key in before.agency_ids if match.agency_ids[0] in registry().above(key))
            if owned and OWNED.fullmatch(folded[before.end : match.start]):
                joined[-1] = replace(before, agency_ids=owned, end=match.end)
                continue
        joined.append(match)
    return joined
