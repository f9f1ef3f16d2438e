"""The ``chidao`` command."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from assistant.backend import Backend, BackendError, open_backend
from assistant.commands.corpus import corpus
from assistant.commands.keys import key
from assistant.commands.users import user
from assistant.messages import text
from assistant.model import Language, QuestionError
from assistant.selection.filters import FilterWords, read_day
from assistant.settings import SettingsError, load
from corpus.model import Audience, CorpusError, Role
from index.errors import IndexFailure

_FORMATS = ("table", "json", "csv", "xlsx", "docx", "ics", "md", "akn")
_LANG = click.option(
    "--lang", type=click.Choice([language.value for language in Language]), help="Answer in this language."
)
_TODAY = click.option("--today", metavar="YYYY-MM-DD", help="The day that relative dates refer to (default: today).")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="chidao")
@click.pass_context
def main(context: click.Context) -> None:
    """Answer questions about official directives: complete lists, resolved deadlines, verified citations."""
    context.obj = _backend


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--audience",
    type=click.Choice([a.value for a in Audience]),
    help="Who may see the documents (default: SOURCES.toml, else internal).",
)
@click.option("--rebuild", is_flag=True, help="Throw the index away first.")
@click.option("--json", "as_json", is_flag=True, help="The outcome of each file as JSON.")
def ingest(paths: tuple[Path, ...], audience: str | None, rebuild: bool, as_json: bool) -> None:
    """Read directives (files or folders) into the index. Unchanged ones cost nothing.

    Says of each file what became of it; the exit code is 1 where one failed, or none is a directive. What a folder
    holds beside directives (a README) is skipped and told; a file that is named must be a directive.
    """
    from assistant.commands.terminal import progress_bar, show_report
    from assistant.ingest import gather, readable
    from index.outcomes import Outcome, SyncReport

    files, failures = gather(paths, Audience(audience) if audience else None)
    if not files and not failures:
        raise click.ClickException(f"There is nothing to read in {', '.join(map(str, paths))}. Formats: {readable()}.")
    with _backend(rebuild=rebuild) as backend, progress_bar() as progress:
        report = backend.ingest(files, progress) + SyncReport(tuple(failures))
    if as_json:
        _print_json([asdict(each) for each in report.done])
    else:
        show_report(report)
    sys.exit(1 if report.failed or report.count(Outcome.SKIPPED) == len(report.done) else 0)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The whole directive as JSON.")
def parse(file: Path, as_json: bool) -> None:
    """Show what is understood of a file, without storing it."""
    from assistant.commands.terminal import show_directive
    from corpus.export import directive_json
    from corpus.isolation import Worker
    from corpus.readers import read_file

    with _reported(), Worker() as worker:
        directive = worker.parse(file.name, read_file(file))
    if as_json:
        _print_json(directive_json(directive))
    else:
        show_directive(directive)


@main.command()
@click.option("--agency", multiple=True, help="Name or abbreviation; repeatable.")
@click.option("--role", multiple=True, type=click.Choice([role.value for role in Role]), help="Repeatable.")
@click.option("--document", multiple=True, help="Number; repeatable.")
@click.option("--from", "first", metavar="YYYY-MM-DD", help="First day of the range.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="Last day of the range.")
@click.option("--overdue", is_flag=True, help="Only what was due before today.")
@click.option("--text", "words", default="", help="Only tasks about these words.")
@_TODAY
@_LANG
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def tasks(
    agency: tuple[str, ...], role: tuple[str, ...], document: tuple[str, ...], first: str | None, last: str | None,
    overdue: bool, words: str, today: str | None, lang: str | None, form: str, output: Path | None,
) -> None:  # fmt: skip
    """List tasks from the register, whole."""
    from assistant.files.exports import export_tasks

    typed = FilterWords(agency, role, document, first, last, "overdue" if overdue else None, words)
    with _backend() as backend:
        found = backend.tasks(typed, _day(today))
    content = export_tasks(found, form, Language(lang or "vi"))
    if output:
        output.write_bytes(content)
        click.echo(f"{output}: {len(found)}")
    else:
        sys.stdout.buffer.write(content)


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100))
@click.option("--json", "as_json", is_flag=True)
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find the clauses nearest to the words."""
    from assistant.commands.terminal import show_found

    with _backend() as backend:
        found = backend.search(" ".join(words), limit)
    if as_json:
        _print_json(found)
    else:
        show_found(found)


@main.command()
@click.argument("question", nargs=-1, required=True)
@_TODAY
@click.option("--after", multiple=True, metavar="QUESTION", help="An earlier question of the conversation; repeatable.")
@_LANG
@click.option("--json", "as_json", is_flag=True, help="The answer in the interface's shape.")
def ask(question: tuple[str, ...], today: str | None, after: tuple[str, ...], lang: str | None, as_json: bool) -> None:
    """Ask a question, in Vietnamese or English."""
    from assistant.commands.terminal import show_answer

    with _backend() as backend:
        answer = backend.ask(" ".join(question), _day(today), after, Language(lang) if lang else None)
    if as_json:
        _print_json(answer)
    else:
        show_answer(answer)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def serve(host: str, port: int) -> None:
    """Serve the chat, the documents and the interface over what has been ingested."""
    with _reported():
        settings = load()
        from assistant.service import serve as run

        sys.exit(run(settings, host, port))


main.add_command(key)
main.add_command(user)


@contextmanager
def _backend(*, rebuild: bool = False) -> Iterator[Backend]:
    """Open the backend, and turn every expected error into one line that says what to do."""
    with _reported():
        settings = load()
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
        backend = open_backend(settings, rebuild=rebuild)
        try:
            yield backend
        finally:
            backend.close()


@contextmanager
def _reported() -> Iterator[None]:
    try:
        yield
    except QuestionError as error:
        raise click.ClickException(text(Language.VI, f"error.{error.code}", **error.values)) from error
    except (CorpusError, IndexFailure, BackendError, SettingsError) as error:
        raise click.ClickException(str(error)) from error


def _day(value: str | None) -> date:
    return read_day(value) if value else date.today()


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


main.add_command(corpus)

if __name__ == "__main__":
    main()
