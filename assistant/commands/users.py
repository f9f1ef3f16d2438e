"""``chidao user``: the accounts of people."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from assistant.settings import SettingsError, load

if TYPE_CHECKING:  # the database takes a second to import, which other commands need not wait for
    from sqlalchemy import Engine

    from assistant.people.accounts import Accounts

_RANKS = click.Choice(["official", "maintainer", "administrator"])
_STDIN = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@click.group()
def user() -> None:
    """Make, list and change the accounts of people."""


@user.command()
@click.argument("name")
@click.option("--role", type=_RANKS, default="official", show_default=True, help="What the person may do.")
@click.option("--no-password", is_flag=True, help="Enters through single sign-on only.")
@_STDIN
def add(name: str, role: str, no_password: bool, password_stdin: bool) -> None:
    """Make an account; asks for its password."""
    from assistant.people.accounts import Rank

    password = None if no_password else _password(password_stdin)
    with _accounts() as accounts:
        accounts.add(name, Rank(role), password)
    click.echo(f"{name}: {role}")


@user.command("list")
def list_() -> None:
    """Show every account."""
    with _accounts() as accounts:
        for each in accounts.all():
            state = "disabled" if each.disabled else "in force"
            entry = "password" if each.has_password else "single sign-on"
            click.echo("\t".join((each.name, each.rank.value, state, entry)))


@user.command("set")
@click.argument("name")
@click.option("--role", type=_RANKS, help="What the person may do.")
@click.option("--password", "new_password", is_flag=True, help="Asks for a new password.")
@click.option("--disable/--enable", "disabled", default=None, help="Keep out, or let in again.")
@_STDIN
def set_(name: str, role: str | None, new_password: bool, disabled: bool | None, password_stdin: bool) -> None:
    """Change an account; its sessions end."""
    from assistant.people.accounts import Rank

    password = _password(password_stdin) if new_password or password_stdin else None
    with _accounts() as accounts:
        accounts.change(name, rank=Rank(role) if role else None, password=password, disabled=disabled)
    click.echo(f"{name}: changed")


@user.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove an account and its sessions; what it asked stays on record."""
    with _accounts() as accounts:
        accounts.remove(name)
    click.echo(f"{name}: removed")


@user.command("revoke-feeds")
@click.argument("name")
def revoke_feeds(name: str) -> None:
    """Void a person's secret calendar addresses."""
    from assistant.people.feeds import Feeds

    with _database() as engine:
        click.echo(f"{name}: {Feeds(engine).revoke_all(name)} revoked")


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


@contextmanager
def _accounts() -> Iterator[Accounts]:
    from assistant.people.accounts import Accounts

    with _database() as engine:
        yield Accounts(engine)


@contextmanager
def _database() -> Iterator[Engine]:
    from assistant.database import open_database
    from assistant.people.accounts import AccountError

    try:
        engine = open_database(load().database_url)
        try:
            yield engine
        finally:
            engine.dispose()
    except (AccountError, SettingsError) as error:
        raise click.ClickException(str(error)) from error
