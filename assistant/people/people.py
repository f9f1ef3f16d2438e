"""Who is asking, from a request's own evidence."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from assistant.people.accounts import Accounts, Person, Rank
from assistant.settings import Settings

COOKIE = "chidao_session"
OWNER = Person("", Rank.ADMINISTRATOR)
"""Who sits at the machine, where chidao is open on it."""


@dataclass(frozen=True, slots=True)
class People:
    """The ways in. Safe to share between threads."""

    accounts: Accounts
    settings: Settings

    @property
    def configured(self) -> bool:
        """Whether people must sign in: there is an account, or single sign-on is set up."""
        return bool(self.settings.trusted_header or self.settings.oidc_issuer) or self.accounts.any()

    def person(self, headers: Mapping[str, str], address: str) -> Person | None:
        """Return who a request comes from, by its session or by a trusted proxy's word; None for a stranger.

        ``address`` is the peer's own address, not one that a header names.
        """
        secret = session_secret(headers)
        found = self.accounts.of_session(secret) if secret else None
        return found or self._vouched(headers, address)

    def _vouched(self, headers: Mapping[str, str], address: str) -> Person | None:
        """Return whom a proxy named, if it is one of those that the settings trust."""
        header, trusted = self.settings.trusted_header, self.settings.trusted_proxies
        name = headers.get(header.lower(), "").strip() if header else ""
        return self.outside(name) if name and _within(address, trusted) else None

    def outside(self, name: str) -> Person | None:
        """Return who signed in elsewhere: the account of that name, else somebody of the settings' role."""
        account = self.accounts.known(name)
        rank = self.settings.outside_rank
        if account or not rank or any(each.name == name.strip().lower() for each in self.accounts.all()):
            return account  # a disabled account stays out
        return Person(name.strip().lower(), Rank(rank))


def session_secret(headers: Mapping[str, str]) -> str | None:
    """Return the session's secret in a request's cookies."""
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return cookie.value if cookie else None


def _within(address: str, networks: tuple[str, ...]) -> bool:
    try:
        peer = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(peer in ipaddress.ip_network(network) for network in networks)
