"""Lists of tasks as files: table, json, csv, xlsx, docx, ics, Markdown, Akoma Ntoso."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.files.calendars import CalendarSource, tasks_ics
from assistant.files.word_files import tasks_docx
from assistant.labels import clause_label, date_text
from assistant.messages import text
from assistant.model import Language
from assistant.wire import Json
from corpus.markdown_export import escape
from corpus.register_akn import register_akn

_CONTROLS = re.compile("[\x00-\x08\x09\x0b\x0c\x0d\x0e-\x1f]")
_COLUMNS = ("no", "task", "lead", "coordinators", "deadline", "clause")


def export_tasks(tasks: Sequence[Json], form: str, language: Language, source: CalendarSource | None = None) -> bytes:
    """Return tasks in a format: table, json, csv, xlsx, docx, ics, md or akn.

    ``tasks`` are as ``wire_documents.tasks_json`` gives them; ``source`` is what a calendar says of its origin.
    """
    if form == "ics":
        return tasks_ics(tasks, language, source or CalendarSource())
    return _WRITERS[form](tasks, language)


def _grid(tasks: Sequence[Json], language: Language) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows; a last column tells what there is to note of some, where there is anything."""
    rows = _rows(tasks, language)
    notes = [_note(task, language) for task in tasks]
    columns = (*_COLUMNS, "note") if any(notes) else _COLUMNS
    header = [text(language, f"column.{column}") for column in columns]
    return header, [[*row, note] for row, note in zip(rows, notes, strict=True)] if any(notes) else rows


def _note(task: Json, language: Language) -> str:
    """Return that a task was given before, or that its provision was changed or is no longer in force."""
    said = []
    if earlier := task.get("repeats"):
        place = f"{clause_label(earlier.partition('~')[0], language)}, {earlier.partition('#')[0]}"
        said.append(f"{text(language, 'admin.given_before')} {place}")
    if (status := task.get("status", "in_force")) != "in_force":
        said.append(text(language, f"admin.status_{status}"))
    return ". ".join(said)


def _rows(tasks: Sequence[Json], language: Language) -> list[list[str]]:
    return [
        [
            str(n),
            task["action"],
            "; ".join(task["lead"]),
            "; ".join(task["coordinators"]),
            "; ".join(_deadline(d, language) for d in task["deadlines"]),
            f"{clause_label(task['clause'], language)}, {task['document']}",
        ]
        for n, task in enumerate(tasks, start=1)
    ]


def _deadline(deadline: Json, language: Language) -> str:
    last = deadline["to"]
    if not last:
        return str(deadline["text"])
    return text(
        language, "deadline.resolved", text=deadline["text"], last=date_text(date.fromisoformat(last), language)
    )


def _table(tasks: Sequence[Json], language: Language) -> bytes:
    from rich.console import Console
    from rich.table import Table

    header, rows = _grid(tasks, language)
    table = Table(*header, show_lines=True)
    for row in rows:
        table.add_row(*row)
    out = io.StringIO()
    Console(file=out, width=160).print(table)
    return out.getvalue().encode()


def _json(tasks: Sequence[Json], language: Language) -> bytes:
    del language  # JSON carries the register's own values
    return (json.dumps({"tasks": list(tasks), "total": len(tasks)}, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(tasks: Sequence[Json], language: Language) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    header, rows = _grid(tasks, language)
    writer.writerows([_harmless_in_csv(value) for value in row] for row in (header, *rows))
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # the mark lets spreadsheets read UTF-8


def _xlsx(tasks: Sequence[Json], language: Language) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.worksheets[0]
    header, rows = _grid(tasks, language)
    sheet.append(header)
    for row in rows:
        sheet.append([_harmless(value) for value in row])
    for column, width in zip("ABCDEFG", (6, 70, 30, 40, 40, 40, 40), strict=True):
        sheet.column_dimensions[column].width = width
    for cells in sheet.iter_rows():
        for each in cells:
            each.alignment = Alignment(wrap_text=True, vertical="top")
            each.font = Font(bold=each.row == 1)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(tasks: Sequence[Json], language: Language) -> bytes:
    return tasks_docx(*_grid(tasks, language))


def _markdown(tasks: Sequence[Json], language: Language) -> bytes:
    header, rows = _grid(tasks, language)
    lines = [header, ["---"] * len(header), *([escape(words) for words in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()


def _akn(tasks: Sequence[Json], language: Language) -> bytes:
    places = [f"{clause_label(task['clause'], language)}, {task['document']}" for task in tasks]
    noted = [". ".join(filter(None, (place, _note(task, language)))) for place, task in zip(places, tasks, strict=True)]
    return register_akn(text(language, "register.title"), tasks, noted)


def _harmless(value: str) -> str:
    """Keep a spreadsheet from running a text as a formula (OWASP, CSV injection); no control characters."""
    value = _CONTROLS.sub(" ", value)
    return "'" + value if value.lstrip()[:1] in tuple("=+-@＝＋－＠") else value


# Where the list separator is a semicolon, "Bộ A; =1+1" falls into two cells, and a line break begins a row
_AFTER_SEMICOLON = re.compile(r"(;[\s\"]*)(?=[=+\-@＝＋－＠])")


def _harmless_in_csv(value: str) -> str:
    return _AFTER_SEMICOLON.sub(r"\1'", _harmless(" ".join(value.splitlines())))


_WRITERS: dict[str, Callable[[Sequence[Json], Language], bytes]] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "md": _markdown,
    "akn": _akn,
}
