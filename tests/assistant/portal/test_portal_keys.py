"""Keys: what is taken as an origin and a rate, and when a key ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from assistant.database import open_database
from assistant.portal.keys import KeyStore, PortalKeyError, read_origin, read_rate
from assistant.portal.tokens import LIFETIME, TokenError, TokenIssuer, load_secret


@pytest.fixture
def keys(database_url: str) -> Iterator[KeyStore]:
    engine = open_database(database_url)
    yield KeyStore(engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://portal.example", "https://portal.example"),
        ("https://Portal.Example:443/", "https://portal.example"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:80", "http://[::1]"),
        ("https://cổng.vn", "https://xn--cng-qmz.vn"),
    ],
)
def test_origins_are_kept_as_browsers_send_them(written: str, sent: str) -> None:
    assert read_origin(written) == sent


@pytest.mark.parametrize(
    "written",
    ["portal.example", "https://", "ftp://x.vn", "https://x.vn/trang", "*", "null", "https://u@x.vn", "http://x:y"],
)
def test_what_is_no_origin_is_refused(written: str) -> None:
    with pytest.raises(PortalKeyError, match=r"https://portal\.example"):
        read_origin(written)


@pytest.mark.parametrize(("written", "read"), [("30/min", "30/minute"), ("5 / s", "5/second"), ("900/day", "900/day")])
def test_rates(written: str, read: str) -> None:
    assert read_rate(written) == read


@pytest.mark.parametrize("written", ["30", "0/min", "-1/min", "x/min", "30/fortnight", "", "1/2/3"])
def test_what_is_no_rate_is_refused(written: str) -> None:
    with pytest.raises(PortalKeyError, match="30/minute"):
        read_rate(written)


def test_a_key_ends_at_once_and_a_rotated_one_keeps_its_rights(keys: KeyStore) -> None:
    first = keys.create(["https://a.vn", "https://b.vn"], label="A", rate="5/min")
    second = keys.rotate(first.id)
    assert keys.active(first.id) is None
    assert (second.origins, second.label, second.rate) == (first.origins, first.label, first.rate)
    assert keys.allows("https://b.vn") and not keys.allows("https://c.vn")
    keys.revoke(second.id)
    assert not keys.allows("https://b.vn")
    with pytest.raises(PortalKeyError):
        keys.revoke(second.id)


def test_a_token_lasts_its_time_and_no_other_secret_makes_one() -> None:
    issuer = TokenIssuer("a" * 64)
    now = datetime.now(UTC)
    assert issuer.read(issuer.issue("pk_1", "https://a.vn", now)).origin == "https://a.vn"
    for bad in (issuer.issue("pk_1", "x", now - LIFETIME - timedelta(seconds=1)), "portal.x.y.z", "portal.", ""):
        with pytest.raises(TokenError):
            issuer.read(bad)
    with pytest.raises(TokenError):
        issuer.read(TokenIssuer("b" * 64).issue("pk_1", "https://a.vn"))


def test_the_secret_stays_and_is_its_owners(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert load_secret(folder) == load_secret(folder)
    assert (folder / "portal.secret").stat().st_mode & 0o777 == 0o600


def test_the_command(tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["key", *arguments], env={"CHIDAO_DATA_DIR": str(tmp_path)})
        return done.exit_code, done.output

    code, made = run("create", "--origin", "https://a.vn", "--audience", "public", "--rate", "30/min")
    key = made.split("\t")[0]
    assert code == 0 and key.startswith("pk_") and "30/minute" in made
    code, rotated = run("rotate", key)
    assert run("revoke", rotated.split("\t")[0]) == (0, f"{rotated.split(chr(9))[0]}: revoked\n")
    assert run("list")[1].count("revoked") == 2
    assert run("revoke", key)[0] == 1
    assert run("create", "--origin", "a.vn") == (
        1,
        "Error: a.vn: not an origin. Write it as https://portal.example, without a path\n",
    )
    assert run("create", "--origin", "https://a.vn", "--audience", "internal")[0] == 2
