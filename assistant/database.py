"""The database of the record: its engine, and its schema brought up to date by migrations."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData, create_engine, event, inspect, make_url

METADATA = MetaData()
"""Every table of the product; a migration brings a database to them, and a test compares the two."""
_MIGRATIONS = Path(__file__).parent / "migrations"
_FIRST = "0001"
_UPGRADING = threading.Lock()


def open_database(url: str) -> Engine:
    """Return the engine behind a SQLAlchemy URL, its schema up to date.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached, or a migration fails (and changes nothing,
            where the database has transactional schema changes: SQLite and PostgreSQL have).
    """
    engine = _connect(url)
    upgrade(engine)
    return engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database's schema to a revision."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with _UPGRADING, engine.begin() as connection:
        config.attributes["connection"] = connection
        tables = set(inspect(connection).get_table_names())
        if "answers" in tables and "alembic_version" not in tables:
            command.stamp(config, _FIRST)  # made before there were migrations
        command.upgrade(config, revision)


def _connect(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": 15})
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _: Any) -> None:
    """Readers and the writer do not wait for each other; foreign keys hold."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
