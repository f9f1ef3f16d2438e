"""``chidao corpus``: the documents that are stored."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import click

from assistant.backend import Backend
from assistant.commands.terminal import show_report
from assistant.curation import Change
from assistant.files.document_exports import Form
from assistant.wire import Json
from corpus.model import Audience, Status
from index.outcomes import SyncReport

Opening = Callable[[], AbstractContextManager[Backend]]
"""Opens the backend and words its errors; the context's object."""


@click.group()
def corpus() -> None:
    """List, show, declare, export and remove the documents that are stored."""


@corpus.command("list")
@click.pass_obj
def list_(opened: Opening) -> None:
    """Show every document, by date."""
    with opened() as backend:
        heads = backend.documents()
    for head in heads:
        click.echo(_head(head))
    click.echo(f"{len(heads)} documents")


@corpus.command()
@click.argument("number")
@click.pass_obj
def show(opened: Opening, number: str) -> None:
    """Show what was understood of a document, and what to look at."""
    with opened() as backend:
        click.echo(backend.export(number, Form.MARKDOWN).decode(), nl=False)


@corpus.command("set")
@click.argument("number")
@click.option("--audience", type=click.Choice([a.value for a in Audience]), help="Who may see it.")
@click.option("--status", type=click.Choice([s.value for s in Status]), help="Whether it is in force.")
@click.option("--provision", metavar="PLACE", help='What the status is of: "khoản 2 Điều 5", or a clause\'s id.')
@click.option("--replaced-by", metavar="NUMBER", help="It was replaced by this document.")
@click.option("--by", metavar="NUMBER", help="The document that amended or annulled it (with --status).")
@click.option("--withdraw", is_flag=True, help="Take back the status declared, of the document or the provision.")
@click.pass_obj
def set_(
    opened: Opening, number: str, audience: str | None, status: str | None, provision: str | None,
    replaced_by: str | None, by: str | None, withdraw: bool,
) -> None:  # fmt: skip
    """Declare a document's audience or status, or a provision's status.

    This wins over what the texts say and survives a re-ingest; lists leave out what was replaced or annulled.
    """
    if replaced_by and status not in (None, Status.REPLACED.value):
        raise click.UsageError("--replaced-by means --status replaced; give one of the two.")
    chosen = Status.REPLACED if replaced_by else Status(status) if status else None
    if by and chosen is None:
        raise click.UsageError("--by says what brought a status about; give --status too.")
    if withdraw and chosen:
        raise click.UsageError("--withdraw takes a status back; give no other one.")
    if provision is not None and not (chosen or withdraw):
        raise click.UsageError("--provision says what a status is of; give --status, --replaced-by or --withdraw too.")
    if not (audience or chosen or withdraw):
        raise click.UsageError("Nothing to set: give --audience, --status, --replaced-by or --withdraw.")
    change = Change(Audience(audience) if audience else None, chosen, replaced_by or by, provision, withdraw)
    with opened() as backend:
        _finish(backend.declare(number, change))


@corpus.command()
@click.argument("number")
@click.pass_obj
def remove(opened: Opening, number: str) -> None:
    """Remove a document. What was declared of it is kept for when it comes back."""
    with opened() as backend:
        _finish(backend.remove(number))


@corpus.command()
@click.argument("number")
@click.option("--format", "form", type=click.Choice([f.value for f in Form]), default="json", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.pass_obj
def export(opened: Opening, number: str, form: str, output: Path | None) -> None:
    """Write a document as JSON, Akoma Ntoso XML or Markdown."""
    with opened() as backend:
        content = backend.export(number, Form(form))
    if output:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def _head(head: Json) -> str:
    status = head["status"] + (f" by {', '.join(head['status_by'])}" if head["status_by"] else "")
    over = sum(part["status"] in (Status.REPLACED, Status.ANNULLED) for part in head["provisions"])
    status += f", {over} provisions over" if over else ""
    return f"{head['number']:<24} {head['date'] or '?':<10} {head['audience']:<8} {status:<10} {head['subject'][:80]}"


def _finish(report: SyncReport) -> None:
    show_report(report)
    sys.exit(1 if report.failed else 0)
