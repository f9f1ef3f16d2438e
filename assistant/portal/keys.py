"""The keys under which portals embed the assistant.

A key is publishable: it stands in the portal's page for everybody to read. What it opens is bounded by the origins
that it names, by public documents, and by its rate.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from limits import parse
from sqlalchemy import Column, DateTime, Engine, Row, String, Table, Text, insert, select, update

from assistant.database import METADATA

_KEYS = Table(
    "portal_keys",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("label", String(200), nullable=False),
    Column("origins", Text, nullable=False),
    Column("rate", String(40), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
)


class PortalKeyError(ValueError):
    """A key that cannot be made or found; the message says what to do."""


@dataclass(frozen=True, slots=True)
class PortalKey:
    """What a portal's page presents, and what it may do."""

    id: str
    label: str
    origins: tuple[str, ...]
    """Where the page may stand: "https://portal.example"."""
    rate: str
    """Questions that all its readers together may ask: "30/minute"."""
    created_at: datetime
    revoked_at: datetime | None = None


class KeyStore:
    """The keys in the database. Every look reads the database, so that a revocation holds at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, origins: Sequence[str], *, label: str = "", rate: str = "30/minute") -> PortalKey:
        """Make a key.

        Raises:
            PortalKeyError: an origin is no origin, or the rate can't be read.
        """
        if not origins:
            raise PortalKeyError("A key needs at least one origin: --origin https://portal.example")
        key = PortalKey(
            id=f"pk_{secrets.token_urlsafe(24)}",
            label=label,
            origins=tuple(dict.fromkeys(map(read_origin, origins))),
            rate=read_rate(rate),
            created_at=datetime.now(UTC),
        )
        with self._engine.begin() as connection:
            connection.execute(
                insert(_KEYS).values(
                    id=key.id, label=label, origins=json.dumps(key.origins), rate=key.rate, created_at=key.created_at
                )
            )
        return key

    def active(self, key_id: str) -> PortalKey | None:
        """Return a key that is not revoked, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(_KEYS).where(_KEYS.c.id == key_id, _KEYS.c.revoked_at.is_(None))).first()
        return _key(row) if row else None

    def all(self) -> list[PortalKey]:
        """Return every key, oldest first."""
        with self._engine.connect() as connection:
            return [_key(row) for row in connection.execute(select(_KEYS).order_by(_KEYS.c.created_at))]

    def allows(self, origin: str) -> bool:
        """Tell whether any key in force names an origin."""
        return any(origin in key.origins for key in self.all() if key.revoked_at is None)

    def revoke(self, key_id: str) -> None:
        """End a key at once, with every session that it opened.

        Raises:
            PortalKeyError: there is no such key in force.
        """
        with self._engine.begin() as connection:
            ended = connection.execute(
                update(_KEYS)
                .where(_KEYS.c.id == key_id, _KEYS.c.revoked_at.is_(None))
                .values(revoked_at=datetime.now(UTC))
            )
        if not ended.rowcount:
            raise PortalKeyError(f"There is no key {key_id} in force; `chidao key list` shows them.")

    def rotate(self, key_id: str) -> PortalKey:
        """Replace a key by a new one with the same rights; the old one ends at once.

        Raises:
            PortalKeyError: there is no such key in force.
        """
        old = self.active(key_id)
        if old is None:
            raise PortalKeyError(f"There is no key {key_id} in force; `chidao key list` shows them.")
        new = self.create(old.origins, label=old.label, rate=old.rate)
        self.revoke(key_id)
        return new


def read_origin(text: str) -> str:
    """Return an origin as browsers send it (RFC 6454): scheme, host in lower case, port unless the scheme's own.

    Raises:
        PortalKeyError: it is none, or has a path, or is no web address.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise PortalKeyError(f"{text}: not an origin. Write it as https://portal.example") from None
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or not bare:
        raise PortalKeyError(f"{text}: not an origin. Write it as https://portal.example, without a path")
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    own = {"http": 80, "https": 443}[parts.scheme]
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port not in (None, own) else "")


def read_rate(text: str) -> str:
    """Return a rate as the limiter reads it ("30/min" -> "30/minute").

    Raises:
        PortalKeyError: it can't be read.
    """
    amount, slash, unit = (part.strip() for part in text.partition("/"))
    unit = {"s": "second", "sec": "second", "m": "minute", "min": "minute", "h": "hour"}.get(unit, unit)
    try:
        parse(f"{amount}/{unit}")
    except ValueError:
        slash = ""
    if not slash or not amount.isdecimal() or int(amount) < 1:
        raise PortalKeyError(f"{text}: not a rate. Write it as 30/minute, 500/hour or 5000/day")
    return f"{int(amount)}/{unit}"


def _key(row: Row[tuple[object, ...]]) -> PortalKey:
    return PortalKey(
        id=row.id,
        label=row.label,
        origins=tuple(json.loads(row.origins)),
        rate=row.rate,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )
