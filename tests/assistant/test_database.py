"""The schema of the record: migrations lead to the tables that the code writes to."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

import assistant.portal.keys
from assistant.database import METADATA, open_database, upgrade
from assistant.history import History

ANSWER = {"question": "Ai ký?", "status": "answered", "language": "vi"}


def test_migrations_lead_to_the_tables_of_the_code(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_a_database_from_before_the_migrations_keeps_its_rows(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    old = create_engine(url)
    for name in ("answers", "feedback"):
        METADATA.tables[name].create(old)
    answer_id = History(old).save_answer("s", ANSWER)
    old.dispose()
    engine = open_database(url)
    assert History(engine).answer(answer_id) == ANSWER
    assert set(METADATA.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_migrations_lead_back(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'back.db'}")
    with engine.begin() as connection:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(assistant.portal.keys.__file__).parents[1] / "migrations"))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    upgrade(engine)
    assert set(METADATA.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()
