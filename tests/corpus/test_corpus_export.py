"""The JSON of a parsed directive."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from corpus.export import directive_json
from corpus.model import Directive


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
    ]  # fmt: skip
    assert {key: again["metadata"][key] for key in golden["metadata"]} == golden["metadata"]
    assert [node["id"].partition("#")[2] for node in nodes(again["clauses"])] == golden["clauses"]
    assert [task["id"] for task in again["tasks"]] == [task["id"] for task in golden["tasks"]]
    assert all(directive.text[n["start"] : n["end"]] == n["text"] for n in nodes(again["clauses"]))
    assert again["source"]["sha256"] == directive.source.sha256


def test_the_same_directive_gives_the_same_bytes(directive: Directive) -> None:
    first, second = (json.dumps(directive_json(directive), ensure_ascii=False) for _ in range(2))
    assert first == second
