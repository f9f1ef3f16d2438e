"""Session tokens: what a portal's page gets for its key, and presents with each request."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt

LIFETIME = timedelta(minutes=15)
_PREFIX = "portal."
# Tells a portal's token from other bearer tokens.
_ALGORITHM = "HS256"
_SECRET_FILE = "portal.secret"  # noqa: S105  (a file's name)


class TokenError(ValueError):
    """A token that is not ours, is over, or is no token."""


@dataclass(frozen=True, slots=True)
class PortalSession:
    """Who asks through a portal: the key, the page's origin, and a name for the visit."""

    key: str
    origin: str
    session: str


class TokenIssuer:
    """Signs sessions and reads them back."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def issue(self, key: str, origin: str, now: datetime | None = None) -> str:
        """Return a token of a new session, good for ``LIFETIME``."""
        ends = (now or datetime.now(UTC)) + LIFETIME
        claims = {"key": key, "origin": origin, "session": secrets.token_hex(16), "exp": ends}
        return _PREFIX + jwt.encode(claims, self._secret, _ALGORITHM)

    def read(self, token: str) -> PortalSession:
        """Return the session that a token stands for.

        Raises:
            TokenError: it was not issued here, or its time is over.
        """
        try:
            claims = jwt.decode(
                token.removeprefix(_PREFIX),
                self._secret,
                algorithms=[_ALGORITHM],
                options={"require": ["key", "origin", "session", "exp"]},
            )
        except jwt.InvalidTokenError as error:
            raise TokenError(str(error)) from error
        return PortalSession(claims["key"], claims["origin"], claims["session"])


def bearer(headers: Mapping[str, str]) -> str | None:
    """Return the portal token that a request presents, or None."""
    token = headers.get("authorization", "").removeprefix("Bearer ")
    return token if token.startswith(_PREFIX) else None


def load_secret(data_dir: Path) -> str:
    """Return the installation's secret; it is made when there is none, for its owner's eyes only.

    Raises:
        OSError: the data folder cannot be written.
    """
    path = data_dir / _SECRET_FILE
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return path.read_text("ascii")
