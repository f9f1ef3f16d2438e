"""Who takes part in what: the agencies of a sentence against the register and the clauses cited."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Language
from assistant.wording.agencies import Named, Said, holds
from assistant.wording.facts import Fact, Support
from assistant.wording.sources import Sources, shares
from corpus.model import Role
from corpus.parties import parse_parties

_GROUP = "group:"
_HELPS = re.compile(r"\s*(?:cùng\s+|chủ động\s+)?(?:phối hợp|tham gia)")


def known(parts: Sequence[Named], sources: Sources) -> bool:
    """Tell whether every agency named is one of the sources'."""
    return all(_known(ids, sources) for part in parts for ids in part.ids)


def play(parts: Sequence[Named], sources: Sources) -> bool:
    """Tell whether every agency has the part that the sentence gives it."""
    return all(_plays(ids, part.said, sources, at == 0) for at, part in enumerate(parts) for ids in part.ids)


def group_acts(text: str, language: Language, facts: Sequence[Fact]) -> bool:
    """Tell whether the group that a sentence begins with ("các cơ quan liên quan ...") acts in the register too."""
    if language is not Language.VI:
        return True
    start = len(text) - len(text.lstrip(" ,;"))
    found = parse_parties(text, start, len(text))
    groups = [party for party in found.parties if party.key.startswith(_GROUP)]
    if not groups or any(not party.key.startswith(_GROUP) for party in found.parties):
        return True
    wanted = Said.COORDINATOR if _HELPS.match(text, start + len(groups[0].text)) else Said.OPEN
    return all(holds(wanted, fact.roles.get(groups[0].key, frozenset())) for fact in facts if fact.tasks)


def whole(parts: Sequence[Named], facts: Sequence[Fact]) -> bool:
    """Tell whether a list of partners is whole: none is left out of two or more, or of those who help a lead."""
    return all(_whole(part, facts) for part in parts)


def _known(ids: tuple[str, ...], sources: Sources) -> bool:
    return sources.bear(shares(ids, "agencies")) or (
        bool(sources.facts) and all(set(ids) & (fact.agencies | fact.roles.keys()) for fact in sources.facts)
    )


def _plays(ids: tuple[str, ...], said: Said, sources: Sources, first: bool) -> bool:
    def in_register(fact: Fact) -> bool:
        roles = _roles(ids, fact)
        if not fact.tasks:
            return said in (Said.OPEN, Said.RECIPIENT) or _states(fact, ids, said)
        if said is Said.RECIPIENT:
            return _states(fact, ids, said)
        if said is Said.OPEN and not roles and not first:
            return True  # named within the work, with no part in it; that it is named at all was checked
        return holds(said, roles)

    if sources.facts and all(map(in_register, sources.facts)):
        return True
    return any(_states(summary, ids, said, alone=True) for summary in sources.summaries if summary.citations)


def _roles(ids: Sequence[str], fact: Fact) -> frozenset[Role]:
    return frozenset[Role]().union(*(fact.roles.get(i, frozenset()) for i in ids))


def _states(support: Support, ids: tuple[str, ...], said: Said, alone: bool = False) -> bool:
    """Tell whether a text gives an agency a part; ``alone``: and no other beside it, of whom only all can be said."""
    same = (p for p in support.named if any(set(ids) & set(n) for n in p.ids) and (len(p.ids) == 1 or not alone))
    return any(part.said is said or (said is Said.OPEN and part.said is not Said.RECIPIENT) for part in same)


def _whole(part: Named, facts: Sequence[Fact]) -> bool:
    if part.said not in (Said.LEAD, Said.COORDINATOR, Said.PARTNER):
        return True
    told = {i for ids in part.ids for i in ids}
    for fact in facts:
        for role in (Role.LEAD, Role.COORDINATOR):
            everyone = {name for name, roles in fact.roles.items() if role in roles and ":" not in name}
            added = part.given and role is Role.COORDINATOR  # "..., phối hợp với X" names who helps
            if len(told & everyone) > (0 if added else 1) and not everyone <= told:
                return False
    return True
