"""``chidao key``: the keys under which portals embed the assistant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from assistant.settings import SettingsError, load

if TYPE_CHECKING:  # the database takes a second to import, which other commands need not wait for
    from assistant.portal.keys import KeyStore, PortalKey


@click.group()
def key() -> None:
    """Make, list and end the keys under which portals embed the assistant."""


@key.command()
@click.option("--origin", "origins", multiple=True, help="Where the page stands: https://portal.example; repeatable.")
@click.option(
    "--audience", type=click.Choice(["public"]), default="public", show_default=True, help="What the key opens."
)
@click.option("--rate", default="30/minute", show_default=True, help="Questions of all its readers together.")
@click.option("--label", default="", help="Whose key it is.")
def create(origins: tuple[str, ...], audience: str, rate: str, label: str) -> None:
    """Make a key for a portal's page. It may stand in the page for all to read: it opens public documents only."""
    with _keys() as keys:
        _show(keys.create(origins, label=label, rate=rate))


@key.command("list")
def list_() -> None:
    """Show every key, oldest first."""
    with _keys() as keys:
        for each in keys.all():
            _show(each)


@key.command()
@click.argument("key_id", metavar="KEY")
def revoke(key_id: str) -> None:
    """End a key at once, with every session that it opened."""
    with _keys() as keys:
        keys.revoke(key_id)
        click.echo(f"{key_id}: revoked")


@key.command()
@click.argument("key_id", metavar="KEY")
def rotate(key_id: str) -> None:
    """Replace a key by a new one with the same rights; the old one ends at once."""
    with _keys() as keys:
        _show(keys.rotate(key_id))


def _show(each: PortalKey) -> None:
    state = f"revoked {each.revoked_at:%Y-%m-%d %H:%M}" if each.revoked_at else "in force"
    click.echo("\t".join((each.id, state, each.rate, " ".join(each.origins), each.label)).rstrip())


@contextmanager
def _keys() -> Iterator[KeyStore]:
    from assistant.database import open_database
    from assistant.portal.keys import KeyStore, PortalKeyError

    try:
        engine = open_database(load().database_url)
        try:
            yield KeyStore(engine)
        finally:
            engine.dispose()
    except (PortalKeyError, SettingsError) as error:
        raise click.ClickException(str(error)) from error
