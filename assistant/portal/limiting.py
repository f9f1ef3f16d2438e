"""How often a key, a session and an address may ask."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.portal.keys import PortalKey
from assistant.portal.tokens import PortalSession

SESSION_RATE = parse("10/minute")
ADDRESS_RATE = parse("60/minute")
READ_RATE = parse("240/minute")
"""Requests of an address that ask nothing: session tokens, clauses, feedback."""


class Limits:
    """Counts requests in moving windows, in this process. Safe to share between threads."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def admit_question(self, key: PortalKey, session: PortalSession, address: str) -> int:
        """Count a question; return 0, or the seconds to wait. What is refused is not counted."""
        return self._admit(
            (parse(key.rate), ("key", key.id)),
            (SESSION_RATE, ("session", session.session)),
            (ADDRESS_RATE, ("address", address)),
        )

    def admit_read(self, address: str) -> int:
        """Count a request that asks nothing; return 0, or the seconds to wait."""
        return self._admit((READ_RATE, ("read", address)))

    def _admit(self, *rules: tuple[RateLimitItem, tuple[str, str]]) -> int:
        full = [rule for rule in rules if not self._limiter.test(rule[0], *rule[1])]
        if not full:
            hits = [self._limiter.hit(item, *who) for item, who in rules]
            if all(hits):
                return 0
            full = [rule for rule, hit in zip(rules, hits, strict=True) if not hit]
        return max(self._wait(item, who) for item, who in full)

    def _wait(self, item: RateLimitItem, who: tuple[str, str]) -> int:
        window = self._limiter.get_window_stats(item, *who)
        return max(1, math.ceil(window.reset_time - time.time()))
