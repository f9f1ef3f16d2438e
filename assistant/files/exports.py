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
    """Return the tasks (as ``wire.task_json`` gives them) in a format: table, json, csv, xlsx, docx, ics, md or akn.

    ``source`` is what a calendar says of where it comes from.
    """
    if form == "ics":
        return tasks_ics(tasks, language, source or CalendarSource())
    return _WRITERS[form](tasks, language)


def _header(language: Language) -> list[str]:
    return [text(language, f"column.{column}") for column in _COLUMNS]


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

    table = Table(*_header(language), show_lines=True)
    for row in _rows(tasks, language):
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
    writer.writerow([_harmless_in_csv(value) for value in _header(language)])
    writer.writerows([_harmless_in_csv(value) for value in row] for row in _rows(tasks, language))
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # the mark lets spreadsheets read UTF-8


def _xlsx(tasks: Sequence[Json], language: Language) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(_header(language))
    for row in _rows(tasks, language):
        sheet.append([_harmless(value) for value in row])
    for column, width in zip("ABCDEF", (6, 70, 30, 40, 40, 40), strict=True):
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
    return tasks_docx(_header(language), _rows(tasks, language))


def _markdown(tasks: Sequence[Json], language: Language) -> bytes:
    header = _header(language)
    lines = [header, ["---"] * len(header), *([escape(words) for words in row] for row in _rows(tasks, language))]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()


def _akn(tasks: Sequence[Json], language: Language) -> bytes:
    places = [f"{clause_label(task['clause'], language)}, {task['document']}" for task in tasks]
    return register_akn(text(language, "register.title"), tasks, places)


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
