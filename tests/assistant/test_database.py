"""The schema of the record: migrations lead to the tables that the code writes to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

import assistant.portal.keys
from assistant.conversations import Conversations
from assistant.database import METADATA, open_database, upgrade
from assistant.history import History, Sitting
from assistant.settings import SettingsError

ANSWER = {"question": "Ai ký?", "status": "answered", "language": "vi"}


def test_migrations_lead_to_the_tables_of_the_code(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_a_database_from_before_the_migrations_keeps_its_rows(tmp_path: Path) -> None:
    old = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(old, "0001")
    with old.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    answer_id = old_answer(old)
    old.dispose()
    engine = open_database(str(old.url))
    assert History(engine).answer(answer_id) == ANSWER
    assert set(METADATA.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_answers_from_before_conversations_stay_on_record(tmp_path: Path) -> None:
    old = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(old, "0003")
    answer_id = old_answer(old)
    old.dispose()
    engine = open_database(str(old.url))
    assert History(engine).answer(answer_id) == ANSWER
    assert [each.rating for each in History(engine).feedback(answer_id)] == ["up"]
    assert Conversations(engine).search("").total == 0
    History(engine).save_answer(Sitting("s", ""), ANSWER)  # the session goes on, and is a conversation from now on
    assert Conversations(engine).search("").conversations[0].questions == 1
    engine.dispose()


def old_answer(engine: Engine) -> str:
    """Write an answer, and what was said of it, as the first version did."""
    row = {"id": "a" * 32, "session": "s", "at": "2026-03-01 08:00:00.000000", "json": json.dumps(ANSWER)}
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO answers (id, session, asked_at, question, status, language, json)"
                " VALUES (:id, :session, :at, 'Ai ký?', 'answered', 'vi', :json)"
            ),
            row,
        )
        said = "INSERT INTO feedback (id, answer, given_at, rating) VALUES (:id, :id, :at, 'up')"
        connection.execute(text(said), row)
    return row["id"]


def test_migrations_lead_back(database_url: str) -> None:
    engine = open_database(database_url)
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


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_processes_that_start_at_once_migrate_once(database_url: str) -> None:
    ready_then_go = (
        "import sys; from assistant.database import open_database\n"
        "print('ready', flush=True); sys.stdin.readline(); open_database(sys.argv[1])"
    )
    command = [sys.executable, "-c", ready_then_go, database_url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    started = [subprocess.Popen(command, **pipes) for _ in range(4)]
    assert [each.stdout.readline() for each in started] == ["ready\n"] * 4
    for each in started:
        each.stdin.write("\n")
        each.stdin.flush()
    assert [each.wait(60) for each in started] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "not a SQLAlchemy URL"),
        ("mysql+pymysql://host/name", "driver pymysql is not installed"),
        ("postgresql://chidao:secret@127.0.0.1:1/name", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_says_so(url: str, said: str) -> None:
    with pytest.raises(SettingsError, match=f"CHIDAO_DATABASE_URL: .*{said}") as refused:
        open_database(url)
    assert "secret" not in str(refused.value)


def test_what_is_committed_outlives_a_power_cut(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'chidao.db'}")
    with engine.connect() as connection:
        modes = [connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("journal_mode", "synchronous")]
    assert modes == ["wal", 2]  # 2 is FULL: each commit is on disk before it returns
    engine.dispose()
