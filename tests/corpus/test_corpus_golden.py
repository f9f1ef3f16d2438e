"""What the parser reads out of the two shipped directives, against files written by hand from the text."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.model import AgencyRef, Deadline, Directive, Task

MATTER = {"preface", "conclusions"}


def names(parties: tuple[AgencyRef, ...]) -> list[str]:
    return [party.name for party in parties]


def deadline(found: Deadline) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "purpose": found.purpose,
        "from": found.first and found.first.isoformat(),
        "to": found.last and found.last.isoformat(),
        "scope": found.scope,
        "period": found.period,
    }


def field(task: Task, name: str) -> Any:
    parties = {"leads": task.leads, "coordinators": task.coordinators, "directors": task.directors}
    return names(parties[name]) if name in parties else [deadline(d) for d in task.deadlines]


@pytest.mark.parametrize("name", ["number", "type_code", "type_name", "issuer", "place", "subject"])
def test_metadata(directive: Directive, golden: dict[str, Any], name: str) -> None:
    assert getattr(directive, name) == golden["metadata"][name]


@pytest.mark.parametrize("name", ["addressees", "recipients"])
def test_lists_of_the_letterhead(directive: Directive, golden: dict[str, Any], name: str) -> None:
    assert list(getattr(directive, name)) == golden["metadata"][name]


def test_date(directive: Directive, golden: dict[str, Any]) -> None:
    assert directive.date and directive.date.isoformat() == golden["metadata"]["date"]


def test_signer(directive: Directive, golden: dict[str, Any]) -> None:
    signer = directive.signer
    found = {"name": signer.name, "title": signer.title, "capacity": signer.capacity} if signer else None
    assert found == golden["metadata"]["signer"]


def test_clauses_in_order(directive: Directive, golden: dict[str, Any]) -> None:
    assert [clause.path for clause in directive.walk() if clause.element not in MATTER] == golden["clauses"]
    assert {clause.id.partition("#")[0] for clause in directive.walk()} == {golden["document"]}


def test_footnotes(directive: Directive, golden: dict[str, Any]) -> None:
    assert [{"marker": note.marker, "text": note.text} for note in directive.footnotes] == golden["footnotes"]


def test_references_in_the_order_of_their_first_mention(directive: Directive, golden: dict[str, Any]) -> None:
    assert list(dict.fromkeys(r.document for r in directive.references)) == golden["references"]


def test_tasks_in_order(directive: Directive, golden: dict[str, Any]) -> None:
    assert [(task.id, task.clause) for task in directive.tasks] == [(t["id"], t["clause"]) for t in golden["tasks"]]


@pytest.mark.parametrize("name", ["leads", "coordinators", "directors", "deadlines"])
def test_task_field(directive: Directive, golden: dict[str, Any], name: str) -> None:
    found = {task.id: field(task, name) for task in directive.tasks}
    assert found == {task["id"]: task[name] for task in golden["tasks"]}


def test_nothing_was_odd(directive: Directive) -> None:
    assert directive.warnings == ()


@pytest.mark.parametrize(
    "leak",
    [
        "Admincv693",  # the page header
        "bookmark",  # the word processor's marks
        "Nơi nhận",  # the closing
        "Võ Thành Hưng",
        "K/T CHÁNH",
        "mềm1",  # the footnote's marker
        "Doanh nghiệp xây dựng Hệ thống thông tin giải quyết TTHC",  # the footnote
        "Kính gửi",  # the letterhead
        "Kèm theo Thông báo số 20",
        "_____",
        "-----",
    ],
)
def test_nothing_leaks_into_clauses_or_tasks(directive: Directive, leak: str) -> None:
    assert not [c.id for c in directive.walk() if c.element not in MATTER and leak in directive.clause_text(c)]
    assert not [t.id for t in directive.tasks if leak in t.action]


def test_actions_are_verbatim_and_do_not_repeat_the_deadline(directive: Directive) -> None:
    by_id = {clause.id: clause for clause in directive.walk()}
    for task in directive.tasks:
        assert task.action in directive.clause_text(by_id[task.clause])
        assert not task.action.startswith(("Hoàn thành trong", "Hoàn thành trước", "Nhiệm vụ thường xuyên"))


def test_quotable_parts_are_where_they_say(directive: Directive) -> None:
    parts = [p for t in directive.tasks for p in (*t.deadlines, *t.references)] + list(directive.references)
    parts += [p for t in directive.tasks for p in (*t.leads, *t.coordinators, *t.directors)]
    assert len(parts) > 80
    assert all(directive.text[part.start : part.end] == part.text for part in parts)


REPORTS = {
    "20-TB/CQTTBCĐ": {
        "sec_3__point_d~2": "Thường trực Ban Chỉ đạo",
        "sec_3__point_g__indent_2": "Thường trực Ban Chỉ đạo",
        "sec_3__point_i": "Thường trực Ban Chỉ đạo",
        "sec_3__point_l__item_3": "Thường trực Ban Chỉ đạo",
    },
    "693-CV/VPTW": {
        "sec_1__point_b": "Thường trực Ban Chỉ đạo",
        "sec_2__point_a__indent_1": "Ban Chỉ đạo",
        "sec_5": "Ban Chỉ đạo",
    },
}


def test_whom_to_report_to(directive: Directive) -> None:
    expected = REPORTS[directive.number]
    found = {task.id.partition("#")[2]: task.report_to for task in directive.tasks}
    assert {path: found[path] for path in expected} == expected


def test_a_task_without_a_report_has_nobody_to_report_to(directive: Directive) -> None:
    silent = {"20-TB/CQTTBCĐ": "sec_3__point_h", "693-CV/VPTW": "sec_6__point_a"}[directive.number]
    assert [t.report_to for t in directive.tasks if t.id.endswith(f"#{silent}")] == [None]
