"""Accounts and sessions: who comes in, for how long, and what ends it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from assistant.cli import main
from assistant.database import open_database
from assistant.people.accounts import LONGEST_PAUSE, LONGEST_SESSION, AccountError, Accounts, Person, Rank
from assistant.people.people import People
from assistant.settings import SettingsError, load

PASSWORD = "một mật khẩu đủ dài"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 4, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(database_url: str, clock: Clock) -> Iterator[Accounts]:
    engine = open_database(database_url)
    made = Accounts(engine, clock)
    made.add("Lan", Rank.OFFICIAL, PASSWORD)
    yield made
    engine.dispose()


def test_a_password_lets_in_and_nothing_else_does(accounts: Accounts) -> None:
    assert accounts.check("lan ", PASSWORD) == Person("lan", Rank.OFFICIAL)
    assert accounts.check("lan", PASSWORD + "x") is None
    assert accounts.check("nobody", PASSWORD) is None
    accounts.add("sso", Rank.OFFICIAL, None)
    assert accounts.check("sso", "") is None


def test_passwords_are_kept_as_argon2id(accounts: Accounts) -> None:
    with accounts._engine.connect() as connection:
        kept = connection.execute(text("SELECT password FROM accounts")).scalar_one()
    assert kept.startswith("$argon2id$") and PASSWORD not in kept


@pytest.mark.parametrize(("name", "password"), [("lan", PASSWORD), (" ", PASSWORD), ("a\nb", PASSWORD), ("x", "ngắn")])
def test_what_is_no_account_is_refused(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(AccountError):
        accounts.add(name, Rank.OFFICIAL, password)
    assert len(accounts.all()) == 1


def test_a_session_lapses_without_use_and_ends_at_last(accounts: Accounts, clock: Clock) -> None:
    lan = Person("lan", Rank.OFFICIAL)
    idle, busy = accounts.begin_session(lan), accounts.begin_session(lan)
    begun = clock.now
    while clock.now - begun + timedelta(minutes=50) <= LONGEST_SESSION:
        clock.now += timedelta(minutes=50)
        assert accounts.of_session(busy) == lan
    assert clock.now - begun > LONGEST_PAUSE and accounts.of_session(idle) is None
    clock.now = begun + LONGEST_SESSION + timedelta(seconds=1)
    assert accounts.of_session(busy) is None


@pytest.mark.parametrize("change", [{"password": PASSWORD + "2"}, {"rank": Rank.MAINTAINER}, {"disabled": True}])
def test_a_change_ends_the_sessions(accounts: Accounts, change: dict[str, object]) -> None:
    secret = accounts.begin_session(Person("lan", Rank.OFFICIAL))
    accounts.change("lan", **change)  # type: ignore[arg-type]
    assert accounts.of_session(secret) is None


def test_the_database_does_not_hold_the_sessions_secret(accounts: Accounts) -> None:
    secret = accounts.begin_session(Person("lan", Rank.OFFICIAL))
    with accounts._engine.connect() as connection:
        assert secret not in str(connection.execute(text("SELECT * FROM sessions")).all())
    accounts.end_session(secret)
    assert accounts.of_session(secret) is None


def test_ranks_are_ordered() -> None:
    assert Rank.ADMINISTRATOR.covers(Rank.MAINTAINER) and Rank.OFFICIAL.covers(Rank.OFFICIAL)
    assert not Rank.OFFICIAL.covers(Rank.MAINTAINER)


@pytest.mark.parametrize(
    ("peer", "name", "expected"),
    [
        ("10.1.2.3", "Lan", Person("lan", Rank.OFFICIAL)),
        ("10.1.2.3", "Minh", Person("minh", Rank.OFFICIAL)),
        ("10.1.2.3", "", None),
        ("192.0.2.1", "Lan", None),
        ("", "Lan", None),
    ],
)
def test_a_header_counts_from_a_trusted_proxy_only(
    accounts: Accounts, peer: str, name: str, expected: Person | None
) -> None:
    settings = load(
        {
            "CHIDAO_TRUSTED_HEADER": "X-Forwarded-User",
            "CHIDAO_TRUSTED_PROXIES": "10.0.0.0/8",
            "CHIDAO_OUTSIDE_ROLE": "official",
        }
    )
    assert People(accounts, settings).person({"x-forwarded-user": name}, peer) == expected


def test_a_disabled_account_stays_out_by_every_door(accounts: Accounts) -> None:
    accounts.change("lan", disabled=True)
    outside = People(accounts, load({"CHIDAO_OUTSIDE_ROLE": "official"}))
    assert accounts.check("lan", PASSWORD) is None and outside.outside("lan") is None


@pytest.mark.parametrize(
    "environment",
    [
        {"CHIDAO_TRUSTED_HEADER": "X-User"},
        {"CHIDAO_TRUSTED_PROXIES": "nowhere"},
        {"CHIDAO_OUTSIDE_ROLE": "king"},
        {"CHIDAO_OIDC_ISSUER": "http://sso.example", "CHIDAO_OIDC_CLIENT_ID": "x"},
        {"CHIDAO_OIDC_ISSUER": "https://sso.example"},
    ],
)
def test_settings_that_would_let_anybody_in_are_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="CHIDAO_"):
        load(environment)


def test_the_command(tmp_path: Path) -> None:
    def run(*arguments: str, given: str = "") -> tuple[int, str]:
        environment = {"CHIDAO_DATA_DIR": str(tmp_path)}
        done = CliRunner().invoke(main, ["user", *arguments], env=environment, input=given)
        return done.exit_code, done.output

    assert run("add", "lan", "--role", "maintainer", given=f"{PASSWORD}\n{PASSWORD}\n")[0] == 0
    assert run("add", "minh", "--password-stdin", given=f"{PASSWORD}\n")[0] == 0
    assert run("add", "sso", "--no-password")[0] == 0
    assert run("set", "minh", "--disable")[0] == 0
    code, listed = run("list")
    assert [line.split("\t") for line in listed.splitlines()] == [
        ["lan", "maintainer", "in force", "password"],
        ["minh", "official", "disabled", "password"],
        ["sso", "official", "in force", "single sign-on"],
    ]
    assert run("remove", "minh")[0] == 0
    code, said = run("remove", "minh")
    assert code == 1 and "chidao user list" in said
    assert run("add", "x", "--password-stdin", given="ngắn\n")[0] == 1
