"""The database of the record: its engine, and its schema brought up to date by migrations."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    URL,
    Connection,
    Dialect,
    Engine,
    MetaData,
    String,
    Text,
    TypeDecorator,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.types import TypeEngine

from assistant.settings_model import SettingsError

METADATA = MetaData()
"""Every table of the product; a migration brings a database to them, and a test compares the two."""
_MIGRATIONS = Path(__file__).parent / "migrations"
_FIRST = "0001"
_UPGRADING = threading.Lock()
_ADVISORY_LOCK = 0x63686964
"""PostgreSQL's name of the lock under which one process migrates while others wait ("chid")."""


class OutsideText(TypeDecorator[str]):
    """Text that people or programs sent: what no database can hold (NUL, half a surrogate pair) becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__(length)
        self.length = length

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return String(self.length) if self.length else Text()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def open_database(url: str) -> Engine:
    """Return the engine behind a SQLAlchemy URL, its schema up to date.

    Raises:
        SettingsError: the URL is none, its driver is not installed, or the database cannot be reached.
        sqlalchemy.exc.SQLAlchemyError: a migration fails (and changes nothing, where the database has
            transactional schema changes: SQLite and PostgreSQL have).
    """
    try:
        engine = _connect(url)
        engine.connect().close()
    except ArgumentError as error:
        raise SettingsError("CHIDAO_DATABASE_URL: not a SQLAlchemy URL, such as postgresql://user@host/name") from error
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"CHIDAO_DATABASE_URL: its driver {error.name} is not installed (pip install 'chidao[postgresql]')"
        ) from error
    except OperationalError as error:
        raise SettingsError(f"CHIDAO_DATABASE_URL: the database cannot be reached: {error.orig}") from error
    upgrade(engine)
    return engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database's schema to a revision."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with _UPGRADING, engine.begin() as connection:
        config.attributes["connection"] = connection
        _wait_for_others(connection)
        tables = set(inspect(connection).get_table_names())
        if "answers" in tables and "alembic_version" not in tables:
            command.stamp(config, _FIRST)  # made before there were migrations
        command.upgrade(config, revision)


def _wait_for_others(connection: Connection) -> None:
    """Let one process migrate at a time; a SQLite file has one owner already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})


def _connect(url: str) -> Engine:
    parsed = _with_driver(make_url(url))
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": 15})
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _with_driver(url: URL) -> URL:
    """Name psycopg 3 where a PostgreSQL address names no driver ("postgres" is how hosting panels write it)."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def _tune_sqlite(connection: Any, _: Any) -> None:
    """Readers and the writer do not wait for each other; foreign keys hold."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # what was acknowledged outlives a power cut
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
