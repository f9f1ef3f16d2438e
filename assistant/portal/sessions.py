"""Letting a portal's request in: its token is read, its key looked up, its questions counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.portal.keys import KeyStore
from assistant.portal.limiting import Limits
from assistant.portal.tokens import PortalSession, TokenError, TokenIssuer


class PortalRefusalError(Exception):
    """A request that is not let in; ``code`` names the message of the catalogue, ``wait`` the seconds to wait."""

    def __init__(self, status: int, code: str, wait: int = 0) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Portal:
    """What serving portals takes. Safe to share between threads."""

    keys: KeyStore
    tokens: TokenIssuer
    limits: Limits = field(default_factory=Limits)

    def admit(self, token: str, origin: str | None, address: str, *, asks: bool) -> PortalSession:
        """Return the session of a request; ``origin`` is the foreign page's, None for the site's own.

        Raises:
            PortalRefusalError: the token is not good (any more), is another origin's, or too much was asked.
        """
        try:
            session = self.tokens.read(token)
        except TokenError:
            raise PortalRefusalError(401, "error.portal_session") from None
        key = self.keys.active(session.key)
        if key is None:
            raise PortalRefusalError(401, "error.portal_session")
        if origin and origin != session.origin:
            raise PortalRefusalError(403, "error.foreign_origin")
        _wait(self.limits.admit_question(key, session, address) if asks else self.limits.admit_read(address))
        return session

    def admit_newcomer(self, address: str) -> None:
        """Count a request for a session.

        Raises:
            PortalRefusalError: the address asked for too many.
        """
        _wait(self.limits.admit_read(address))


def _wait(seconds: int) -> None:
    if seconds:
        raise PortalRefusalError(429, "error.too_many", seconds)
