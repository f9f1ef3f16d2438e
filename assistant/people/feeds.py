"""Secret addresses of calendar feeds, in SQL: a calendar cannot sign in, so its address says whose it is.

One for each person and agency. The secret has 256 random bits and is kept as a digest; it is shown once.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, DateTime, Engine, String, Table, UniqueConstraint, delete, insert, select

from assistant.database import METADATA

FEED_ADDRESSES = Table(
    "feed_addresses",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("owner", String(200), nullable=False),
    Column("agency", String(200), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("owner", "agency", name="uq_feed_addresses_owner_agency"),
)
_F = FEED_ADDRESSES.c


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose calendar an address is, and of which agency (its registry id)."""

    owner: str
    agency: str


class Feeds:
    """The addresses in a database. Safe to call from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, feed: Feed) -> str:
        """Return the secret of a new address; the one before is void from now on."""
        secret = secrets.token_urlsafe(32)
        row = {"digest": _digest(secret), "owner": feed.owner, "agency": feed.agency, "made_at": datetime.now(UTC)}
        with self._engine.begin() as connection:
            connection.execute(delete(FEED_ADDRESSES).where(_is(feed)))
            connection.execute(insert(FEED_ADDRESSES).values(row))
        return secret

    def revoke(self, feed: Feed) -> bool:
        """Void an address; return False where there was none."""
        with self._engine.begin() as connection:
            return bool(connection.execute(delete(FEED_ADDRESSES).where(_is(feed))).rowcount)

    def revoke_all(self, owner: str) -> int:
        """Void every address of a person; return how many there were."""
        with self._engine.begin() as connection:
            return connection.execute(delete(FEED_ADDRESSES).where(_F.owner == owner.strip().lower())).rowcount

    def exists(self, feed: Feed) -> bool:
        """Tell whether a person has an address for an agency."""
        with self._engine.connect() as connection:
            return connection.execute(select(_F.digest).where(_is(feed))).first() is not None

    def of(self, secret: str) -> Feed | None:
        """Return what an address stands for; None where it is none, or was revoked."""
        with self._engine.connect() as connection:
            query = select(_F.owner, _F.agency).where(_F.digest == _digest(secret))
            row = connection.execute(query).first()
        return None if row is None else Feed(row.owner, row.agency)


def _is(feed: Feed) -> ColumnElement[bool]:
    return (_F.owner == feed.owner) & (_F.agency == feed.agency)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
