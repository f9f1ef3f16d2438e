"""How often somebody may try to sign in."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

_ACCOUNT_TRIES = parse("5/minute")
_ADDRESS_TRIES = parse("30/minute")


class Throttle:
    """Counts failed tries to sign in, by account and by address, in this process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def wait(self, name: str, address: str) -> int:
        """Return the seconds until another try is allowed, 0 if now."""
        waits = [self._wait(item, *who) for item, who in _rules(name, address) if not self._limiter.test(item, *who)]
        return max(waits, default=0)

    def failed(self, name: str, address: str) -> None:
        """Count a failed try."""
        for item, who in _rules(name, address):
            self._limiter.hit(item, *who)

    def _wait(self, item: RateLimitItem, *who: str) -> int:
        window = self._limiter.get_window_stats(item, *who)
        return max(1, math.ceil(window.reset_time - time.time()))


def _rules(name: str, address: str) -> tuple[tuple[RateLimitItem, tuple[str, str]], ...]:
    return ((_ACCOUNT_TRIES, ("account", name)), (_ADDRESS_TRIES, ("address", address)))
