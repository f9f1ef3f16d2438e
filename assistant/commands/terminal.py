"""What the commands print."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from assistant.answer_view import wording_line
from assistant.wire import Json
from corpus.model import Clause, Directive
from corpus.text import printable
from index.outcomes import Done, Outcome, SyncReport

if TYPE_CHECKING:
    from assistant.ingest import Progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a bar on the terminal; in a pipe, a line for each document."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    if not sys.stderr.isatty():
        seen: set[str] = set()

        def tell(done: int, total: int, document: str) -> None:
            if document not in seen:
                seen.add(document)
                click.echo(f"  {document} …", err=True)

        yield tell
        return
    from rich.console import Console

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        row = bar.add_task("…", total=None)
        yield lambda done, total, document: bar.update(row, completed=done, total=total, description=document)


def show_report(report: SyncReport) -> None:
    """Print what became of each document, and of which file it was read."""
    for outcome in Outcome:
        for each in report.done:
            if each.outcome is outcome:
                click.echo(f"{outcome.value:<10} {_told(each)}")
    click.echo(", ".join(f"{outcome.value} {report.count(outcome)}" for outcome in Outcome))


def show_directive(directive: Directive) -> None:
    """Print a directive's metadata, clause tree and tasks."""
    click.echo(f"{directive.type_name} {directive.number} ({directive.date or '?'}), {directive.issuer}")
    click.echo(f"{directive.subject}\n")
    for clause in directive.clauses:
        _show_clause(directive, clause, 0)
    click.echo(f"\n{len(directive.tasks)} tasks")
    for task in directive.tasks:
        leads = "; ".join(party.name for party in task.leads)
        deadlines = "; ".join(deadline.text for deadline in task.deadlines) or "-"
        click.echo(f"  {task.id.partition('#')[2]}: {leads} | {deadlines}")
    for warning in directive.warnings:
        click.echo(f"warning: {warning}")


def show_found(found: Sequence[Json]) -> None:
    """Print passages, best first."""
    for each in found:
        click.echo(f"{each['score']:6.2f}  {each['clause']}\n        {' '.join(each['text'].split())[:200]}")


def show_answer(answer: Json) -> None:
    """Print an answer: markdown on a terminal, the plain text in a pipe; then its citations and next questions."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(answer["answer"]))
    else:
        click.echo(answer["answer"])
    if line := wording_line(answer):
        click.echo(f"\n({line.strip('*')})")
    if answer["candidates"]:
        click.echo("\n" + "\n".join(f"- {candidate}" for candidate in answer["candidates"]))
    if answer["citations"]:
        click.echo()
    for citation in answer["citations"]:
        quote = " ".join(citation["quote"].split())
        click.echo(f"[{citation['n']}] {citation['label']}, {citation['document']}: “{quote}”")


def _told(done: Done) -> str:
    if done.outcome in (Outcome.FAILED, Outcome.SKIPPED):
        return f"{printable(done.file or done.document)}: {done.reason}"
    kept = f" (as {done.reason})" if done.outcome is Outcome.SAME else f" ({done.reason})" if done.reason else ""
    return done.document + (f"  {done.file}{kept}" if done.file else "")


def _show_clause(directive: Directive, clause: Clause, depth: int) -> None:
    words = clause.heading or " ".join(directive.text[clause.content_start : clause.end].split())
    click.echo(f"{'  ' * depth}{clause.path.rpartition('__')[2]}  {words[:90]}")
    for child in clause.children:
        _show_clause(directive, child, depth + 1)
