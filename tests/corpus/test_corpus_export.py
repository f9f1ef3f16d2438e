"""The JSON of a parsed directive."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.export import directive_json
from corpus.markdown_export import directive_markdown, escape
from corpus.model import Declared, Directive, Status
from corpus.parse import parse_file

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted((ROOT / "corpus" / "directives").glob("*.txt")),
    *sorted((ROOT / "eval" / "gold" / "directives").glob("9*")),
]


def nodes(clauses: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for clause in clauses:
        yield clause
        yield from nodes(clause["children"])


def test_a_small_directive_in_full(notice: Callable[[str], Directive]) -> None:
    directive = notice(
        "1. Nhiệm vụ\na) Bộ Y tế\n- Chủ trì, phối hợp với Bộ Công an thực hiện Công văn số 9-CV/TW, ngày 02/3/2026. "
        "Báo cáo Ban Bí thư trước ngày 10/4.\n"
    )
    dash = (
        "- Chủ trì, phối hợp với Bộ Công an thực hiện Công văn số 9-CV/TW, ngày 02/3/2026. "
        "Báo cáo Ban Bí thư trước ngày 10/4."
    )
    reference = {
        "text": "Công văn số 9-CV/TW, ngày 02/3/2026", "document": "9-CV/TW", "provision": None, "date": "2026-03-02",
        "relation": None,
    }  # fmt: skip
    start = directive.text.index("1. Nhiệm vụ")
    end = len(directive.text)
    assert directive_json(directive) == {
        "document": "5-TB/VPTW",
        "metadata": {
            "number": "5-TB/VPTW",
            "slug": "5-tb-vptw",
            "type_code": "TB",
            "type_name": "Thông báo",
            "issuer": "Văn phòng Trung ương Đảng",
            "date": "2026-03-16",
            "place": "Hà Nội",
            "subject": "về việc thử",
            "addressees": [],
            "recipients": [],
            "signer": None,
            "audience": "internal",
        },
        "declared": None,
        "declared_parts": [],
        "approved": None,
        "text": directive.text,
        "clauses": [
            {
                "id": "5-TB/VPTW#sec_1",
                "element": "sec",
                "number": "1",
                "heading": "Nhiệm vụ",
                "text": f"1. Nhiệm vụ\na) Bộ Y tế\n{dash}",
                "own_text": "1. Nhiệm vụ",
                "start": start,
                "end": end,
                "place": None,
                "children": [
                    {
                        "id": "5-TB/VPTW#sec_1__point_a",
                        "element": "point",
                        "number": "a",
                        "heading": "Bộ Y tế",
                        "text": f"a) Bộ Y tế\n{dash}",
                        "own_text": "a) Bộ Y tế",
                        "start": start + 12,
                        "end": end,
                        "place": None,
                        "children": [
                            {
                                "id": "5-TB/VPTW#sec_1__point_a__indent_1",
                                "element": "indent",
                                "number": "1",
                                "heading": None,
                                "text": dash,
                                "own_text": dash,
                                "start": end - len(dash),
                                "end": end,
                                "place": None,
                                "children": [],
                            }
                        ],
                    }
                ],
            }
        ],
        "tasks": [
            {
                "id": "5-TB/VPTW#sec_1__point_a__indent_1",
                "clause": "5-TB/VPTW#sec_1__point_a__indent_1",
                "document": "5-TB/VPTW",
                "action": "Chủ trì, phối hợp với Bộ Công an thực hiện Công văn số 9-CV/TW, ngày 02/3/2026.",
                "lead": ["Bộ Y tế"],
                "coordinators": ["Bộ Công an"],
                "directors": [],
                "deadlines": [
                    {
                        "text": "Báo cáo Ban Bí thư trước ngày 10/4",
                        "kind": "before",
                        "purpose": "report",
                        "from": None,
                        "to": "2026-04-09",
                        "scope": "own",
                        "period": None,
                        "rule": "day_before",
                    }
                ],
                "references": [reference],
                "report_to": "Ban Bí thư",
                "corrections": [],
            }
        ],
        "references": [reference],
        "footnotes": [],
        "warnings": [],
        "source": {"name": "notice.txt", "sha256": "0" * 64, "reader": "txt"},
    }


def test_the_shipped_directives_survive_json(directive: Directive, golden: dict[str, Any]) -> None:
    exported = directive_json(directive)
    again = json.loads(json.dumps(exported, ensure_ascii=False))
    assert again == exported  # plain values only
    assert list(again) == [
        "document", "metadata", "clauses", "tasks", "references", "footnotes", "warnings", "source",
        "declared", "declared_parts", "approved", "text",
    ]  # fmt: skip
    assert {key: again["metadata"][key] for key in golden["metadata"]} == golden["metadata"]
    assert [node["id"].partition("#")[2] for node in nodes(again["clauses"])] == golden["clauses"]
    assert [task["id"] for task in again["tasks"]] == [task["id"] for task in golden["tasks"]]
    assert all(directive.text[n["start"] : n["end"]] == n["text"] for n in nodes(again["clauses"]))
    assert again["source"]["sha256"] == directive.source.sha256


def test_the_same_directive_gives_the_same_bytes(directive: Directive) -> None:
    first, second = (json.dumps(directive_json(directive), ensure_ascii=False) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_field_of_a_register_survives_json(path: Path) -> None:
    directive = replace(parse_file(path), declared=Declared(Status.AMENDED, "9/QĐ"), approved="lan, 2026-04-01")
    again = json.loads(json.dumps(directive_json(directive), ensure_ascii=False))
    assert again["declared"] == {"status": "amended", "by": "9/QĐ"} and again["approved"] == "lan, 2026-04-01"
    assert again["text"] == directive.text
    for node, clause in zip(nodes(again["clauses"]), (c for top in directive.clauses for c in top.walk()), strict=True):
        assert (node["id"], again["text"][node["start"] : node["end"]]) == (clause.id, directive.clause_text(clause))
    for told, task in zip(again["tasks"], directive.tasks, strict=True):
        assert (told["id"], told["clause"], told["action"], told["report_to"]) == (
            task.id, task.clause, task.action, task.report_to,
        )  # fmt: skip
        for role, parties in (("lead", task.leads), ("coordinators", task.coordinators), ("directors", task.directors)):
            assert told[role] == [party.name for party in parties]
        fields = ("text", "kind", "purpose", "from", "to", "scope", "period", "rule")
        for each, deadline in zip(told["deadlines"], task.deadlines, strict=True):
            days = (day.isoformat() if day else None for day in (deadline.first, deadline.last))
            values = (deadline.text, deadline.kind, deadline.purpose, *days, deadline.scope, deadline.period)
            assert tuple(each[name] for name in fields) == (*values, deadline.rule)
        assert [r["document"] for r in told["references"]] == [r.document for r in task.references]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_markdown_tells_who_when_and_in_which_state(path: Path) -> None:
    directive = replace(parse_file(path), declared=Declared(Status.REPLACED, "9/QĐ"), approved="lan, 2026-04-01")
    page = directive_markdown(directive)
    assert "- Hiệu lực: đã bị thay thế bởi 9/QĐ" in page and "- Đã duyệt nội dung đọc được: lan, 2026-04-01" in page
    if directive.signer:
        assert f"- Người ký: {directive.signer.name}" in page
    register = page.partition("\n## Nhiệm vụ\n")[2]
    for task in directive.tasks:
        (row,) = [line for line in register.splitlines() if line.startswith(f"| {escape(task.id.partition('#')[2])} |")]
        assert all(escape(party.name) in row for party in (*task.leads, *task.coordinators, *task.directors))
        assert all(f"{d.last:%d/%m/%Y}" in row for d in task.deadlines if d.last)
