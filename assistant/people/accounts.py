"""Accounts and their sessions, in SQL."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Engine,
    ForeignKey,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from assistant.database import METADATA
from assistant.history import CONVERSATIONS
from assistant.people.feeds import FEED_ADDRESSES

LONGEST_SESSION = timedelta(hours=12)
LONGEST_PAUSE = timedelta(hours=1)
SHORTEST_PASSWORD = 12
"""NIST SP 800-63B-4 asks for 15 where a password stands alone and 8 beside another factor; we throttle, and take 12."""
_LONGEST_PASSWORD = 256
_TOUCHED_AFTER = timedelta(minutes=1)

_ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("name", String(200), primary_key=True),
    Column("password", String(200)),
    Column("role", String(20), nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
_SESSIONS = Table(
    "sessions",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("account", ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("begun_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True), nullable=False),
)


class Rank(StrEnum):
    """What an account may do; each may also do what those before it may."""

    OFFICIAL = "official"
    MAINTAINER = "maintainer"
    ADMINISTRATOR = "administrator"

    def covers(self, wanted: Rank) -> bool:
        """Tell whether this rank may do what another may."""
        ranks = list(Rank)
        return ranks.index(self) >= ranks.index(wanted)


class AccountError(ValueError):
    """An account that cannot be made, changed or found; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in."""

    name: str
    rank: Rank


@dataclass(frozen=True, slots=True)
class Account:
    """An account as lists show it."""

    name: str
    rank: Rank
    disabled: bool
    has_password: bool


class Accounts:
    """Accounts and sessions in a database. Safe to call from any thread."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._engine = engine
        self._now = now
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def add(self, name: str, rank: Rank, password: str | None) -> None:
        """Make an account; without a password it can only be entered through single sign-on.

        Raises:
            AccountError: the name is taken or empty, or the password is too short or too long.
        """
        name = _name(name)
        row = {"name": name, "role": rank.value, "disabled": False, "created_at": self._now(), "password": None}
        if password is not None:
            row["password"] = self._hashed(password)
        with self._engine.begin() as connection:
            if connection.execute(select(_ACCOUNTS.c.name).where(_ACCOUNTS.c.name == name)).first():
                raise AccountError(f"There is already an account {name}. Change it with `chidao user set {name}`.")
            connection.execute(insert(_ACCOUNTS).values(row))

    def change(
        self, name: str, *, rank: Rank | None = None, password: str | None = None, disabled: bool | None = None
    ) -> None:
        """Change an account; its sessions end.

        Raises:
            AccountError: there is no such account, or the password won't do.
        """
        values: dict[str, object] = {}
        if rank is not None:
            values["role"] = rank.value
        if password is not None:
            values["password"] = self._hashed(password)
        if disabled is not None:
            values["disabled"] = disabled
        name = _name(name)
        if not values:
            raise AccountError("Nothing to change: give a role, a password, --disable or --enable.")
        with self._engine.begin() as connection:
            changed = connection.execute(update(_ACCOUNTS).where(_ACCOUNTS.c.name == name).values(values))
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.account == name))
        _found(changed.rowcount, name)

    def remove(self, name: str) -> None:
        """Remove an account and its sessions; what it asked stays on record, and belongs to nobody who comes after.

        Raises:
            AccountError: there is no such account.
        """
        name = _name(name)
        with self._engine.begin() as connection:
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.account == name))
            connection.execute(update(CONVERSATIONS).where(CONVERSATIONS.c.owner == name).values(owner=None))
            connection.execute(delete(FEED_ADDRESSES).where(FEED_ADDRESSES.c.owner == name))
            removed = connection.execute(delete(_ACCOUNTS).where(_ACCOUNTS.c.name == name))
        _found(removed.rowcount, name)

    def all(self) -> list[Account]:
        """Return every account, by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_ACCOUNTS).order_by(_ACCOUNTS.c.name)).all()
        return [Account(r.name, Rank(r.role), r.disabled, r.password is not None) for r in rows]

    def any(self) -> bool:
        """Tell whether there is an account."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(_ACCOUNTS)).scalar_one() > 0

    def check(self, name: str, password: str) -> Person | None:
        """Return who has this name and password, or None; an unknown name costs the same time."""
        row = self._row(name)
        known = row.password if row is not None and row.password and not row.disabled else None
        try:
            self._hasher.verify(known or self._nobody, password[:_LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return None
        return Person(row.name, Rank(row.role)) if row is not None and known else None

    def known(self, name: str) -> Person | None:
        """Return whom an outside sign-in names, where there is an account in force."""
        row = self._row(name)
        return Person(row.name, Rank(row.role)) if row is not None and not row.disabled else None

    def begin_session(self, person: Person) -> str:
        """Return the secret of a new session of an account."""
        secret = secrets.token_urlsafe(32)
        now = self._now()
        with self._engine.begin() as connection:
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.begun_at < now - LONGEST_SESSION))
            row = {"digest": _digest(secret), "account": person.name, "begun_at": now, "used_at": now}
            connection.execute(insert(_SESSIONS).values(row))
        return secret

    def of_session(self, secret: str) -> Person | None:
        """Return whose session a secret is, while it lasts; using it keeps it from lapsing."""
        joined = _SESSIONS.join(_ACCOUNTS, _SESSIONS.c.account == _ACCOUNTS.c.name)
        columns = (_ACCOUNTS.c.name, _ACCOUNTS.c.role, _SESSIONS.c.begun_at, _SESSIONS.c.used_at)
        wanted = (_SESSIONS.c.digest == _digest(secret)) & ~_ACCOUNTS.c.disabled
        with self._engine.connect() as connection:
            row = connection.execute(select(*columns).select_from(joined).where(wanted)).first()
        if row is None:
            return None
        now, begun, used = self._now(), _aware(row.begun_at), _aware(row.used_at)
        if now - begun > LONGEST_SESSION or now - used > LONGEST_PAUSE:
            return None
        if now - used > _TOUCHED_AFTER:
            with self._engine.begin() as connection:
                touched = update(_SESSIONS).where(_SESSIONS.c.digest == _digest(secret)).values(used_at=now)
                connection.execute(touched)
        return Person(row.name, Rank(row.role))

    def end_session(self, secret: str) -> None:
        """End a session."""
        with self._engine.begin() as connection:
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.digest == _digest(secret)))

    def _row(self, name: str) -> _AccountRow | None:
        columns = (_ACCOUNTS.c.name, _ACCOUNTS.c.password, _ACCOUNTS.c.role, _ACCOUNTS.c.disabled)
        with self._engine.connect() as connection:
            row = connection.execute(select(*columns).where(_ACCOUNTS.c.name == name.strip().lower())).first()
        return _AccountRow(*row) if row else None

    def _hashed(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
            raise AccountError(f"A password has {SHORTEST_PASSWORD} to {_LONGEST_PASSWORD} characters.")
        return self._hasher.hash(password)


@dataclass(frozen=True, slots=True)
class _AccountRow:
    name: str
    password: str | None
    role: str
    disabled: bool


def _name(name: str) -> str:
    """Return a name as it is kept: without regard to case, as people type it."""
    kept = name.strip().lower()
    if not kept or len(kept) > 200 or any(not c.isprintable() for c in kept):
        raise AccountError("An account needs a name of 1 to 200 visible characters.")
    return kept


def _found(rows: int, name: str) -> None:
    if not rows:
        raise AccountError(f"There is no account {name}; `chidao user list` shows them.")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _aware(moment: datetime) -> datetime:
    """SQLite forgets the zone, which is UTC here."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
