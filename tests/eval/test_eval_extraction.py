"""``chidao-eval extraction``: what it counts, what it lists, and when it fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from eval.cli import main
from eval.extraction import GOLDEN, Score, evaluate, load_golden, overall

NOTICE = """VĂN PHÒNG
Số 5-TB/VPTW
Hà Nội, ngày 16 tháng 3 năm 2026
1. Bộ Y tế chủ trì, phối hợp với Bộ Công an, Bộ Tư pháp rà soát Luật Dữ liệu năm 2024. Hoàn thành trong tháng 4/2026.
2. Bộ Nội vụ tổng hợp.
"""

# Written by hand from the notice above.
GOLD: dict[str, Any] = {
    "document": "5-TB/VPTW",
    "metadata": {"number": "5-TB/VPTW", "date": "2026-03-16", "place": "Hà Nội"},
    "clauses": ["sec_1", "sec_2"],
    "footnotes": [],
    "references": ["Luật Dữ liệu năm 2024"],
    "tasks": [
        {
            "id": "5-TB/VPTW#sec_1",
            "clause": "5-TB/VPTW#sec_1",
            "leads": ["Bộ Y tế"],
            "coordinators": ["Bộ Công an", "Bộ Tư pháp"],
            "directors": [],
            "deadlines": [
                {
                    "kind": "by",
                    "purpose": "completion",
                    "from": "2026-04-01",
                    "to": "2026-04-30",
                    "scope": "own",
                    "period": None,
                }
            ],
        },
        {
            "id": "5-TB/VPTW#sec_2",
            "clause": "5-TB/VPTW#sec_2",
            "leads": ["Bộ Nội vụ"],
            "coordinators": [],
            "directors": [],
            "deadlines": [],
        },
    ],
}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Evaluate the notice against a golden file, which ``change`` may alter first."""
    corpus, golden = tmp_path / "corpus", tmp_path / "golden"
    corpus.mkdir()
    golden.mkdir()
    (corpus / "notice.txt").write_text(NOTICE, encoding="utf-8")

    def extraction(*options: str, change: Callable[[dict[str, Any]], object] = lambda gold: None) -> Result:
        gold = json.loads(json.dumps(GOLD))
        change(gold)
        (golden / "notice.json").write_text(json.dumps(gold), encoding="utf-8")
        folders = ("--golden", str(golden), "--corpus", str(corpus))
        return CliRunner().invoke(main, ["extraction", *folders, *options])

    return extraction


def test_agreement(run: Callable[..., Result]) -> None:
    result = run()
    assert result.exit_code == 0
    assert "0 mismatches" in result.output
    assert result.output.count("5-TB/VPTW") == 1  # the document's table, no mismatch


DIFFERENCES: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "a wrong lead": (
        lambda gold: gold["tasks"][1].update(leads=["Bộ Tài chính"]),
        "task leads",
        '- 5-TB/VPTW#sec_2 leads: expected ["Bộ Tài chính"], found ["Bộ Nội vụ"]',
    ),
    "a coordinator more": (
        lambda gold: gold["tasks"][0]["coordinators"].append("Bộ Tài chính"),
        "task coordinators",
        '- 5-TB/VPTW#sec_1 coordinators: expected ["Bộ Công an", "Bộ Tài chính", "Bộ Tư pháp"], '
        'found ["Bộ Công an", "Bộ Tư pháp"]',
    ),
    "a director": (
        lambda gold: gold["tasks"][1].update(directors=["Chính phủ"]),
        "task directors",
        '- 5-TB/VPTW#sec_2 directors: expected ["Chính phủ"], found []',
    ),
    "another last day": (
        lambda gold: gold["tasks"][0]["deadlines"][0].update(to="2026-05-31"),
        "deadline to",
        "- 5-TB/VPTW#sec_1 deadlines: expected ",
    ),
    "another purpose": (
        lambda gold: gold["tasks"][0]["deadlines"][0].update(purpose="report"),
        "deadline purpose",
        "- 5-TB/VPTW#sec_1 deadlines: expected ",
    ),
    "a task more": (
        lambda gold: gold["tasks"].append({**gold["tasks"][1], "id": "5-TB/VPTW#sec_3"}),
        "tasks",
        "- 5-TB/VPTW#sec_3 tasks: expected present, found missing",
    ),
    "a task fewer": (
        lambda gold: gold["tasks"].pop(),
        "tasks",
        "- 5-TB/VPTW#sec_2 tasks: expected absent, found found",
    ),
    "another clause": (
        lambda gold: gold["clauses"].append("sec_3"),
        "clauses",
        "- 5-TB/VPTW sec_3 clauses: expected present, found missing",
    ),
    "a reference fewer": (
        lambda gold: gold["references"].clear(),
        "references",
        "- 5-TB/VPTW Luật Dữ liệu năm 2024 references: expected absent, found found",
    ),
    "another date": (
        lambda gold: gold["metadata"].update(date="2026-03-17"),
        "metadata",
        '- 5-TB/VPTW letterhead date: expected "2026-03-17", found "2026-03-16"',
    ),
    "a footnote": (
        lambda gold: gold["footnotes"].append({"marker": "1", "text": "Chú thích."}),
        "footnotes",
        "footnotes: expected present, found missing",
    ),
}


@pytest.mark.parametrize("change, score, line", DIFFERENCES.values(), ids=DIFFERENCES.keys())
def test_each_difference_is_counted_listed_and_fails(
    run: Callable[..., Result], change: Callable[[dict[str, Any]], object], score: str, line: str
) -> None:
    result = run(change=change)
    assert result.exit_code == 1
    assert line in result.output
    assert f"5-TB/VPTW {score} 0." in result.output  # the line that says what is below the minimum


def test_the_minimum_can_be_lowered(run: Callable[..., Result]) -> None:
    change = DIFFERENCES["a wrong lead"][0]
    assert run("--min", "0.5", change=change).exit_code == 0
    assert run("--min", "0.51", change=change).exit_code == 1


def test_order_of_parties_does_not_matter(run: Callable[..., Result]) -> None:
    assert run(change=lambda gold: gold["tasks"][0]["coordinators"].reverse()).exit_code == 0


def test_json(run: Callable[..., Result]) -> None:
    result = run("--json", "--min", "0", change=DIFFERENCES["a task more"][0])
    printed = json.loads(result.output)
    tasks = printed["documents"][0]["scores"]["tasks"]
    assert (tasks["right"], tasks["found"], tasks["expected"]) == (2, 2, 3)
    assert (tasks["precision"], round(tasks["recall"], 3), tasks["f1"]) == (1.0, 0.667, 0.8)
    assert printed["all"]["scores"]["tasks"] == tasks
    (mismatch,) = printed["all"]["mismatches"]
    assert (mismatch["place"], mismatch["field"]) == ("5-TB/VPTW#sec_3", "tasks")


@pytest.mark.parametrize(
    "right, found, expected, precision, recall, f1",
    [
        (2, 2, 2, 1.0, 1.0, 1.0),
        (1, 2, 4, 0.5, 0.25, 1 / 3),
        (0, 3, 0, 0.0, 1.0, 0.0),
        (0, 0, 3, 1.0, 0.0, 0.0),
        (0, 0, 0, 1.0, 1.0, 1.0),
    ],
)
def test_scores(right: int, found: int, expected: int, precision: float, recall: float, f1: float) -> None:
    score = Score("x", right, found, expected)
    assert (score.precision, score.recall) == (precision, recall)
    assert score.f1 == pytest.approx(f1)


def test_the_shipped_directives_agree_with_their_golden_files() -> None:
    documents = evaluate()
    assert [d.document for d in documents] == ["20-TB/CQTTBCĐ", "693-CV/VPTW"]
    assert overall(documents).mismatches == ()
    counts = {s.name: s.expected for s in overall(documents).scores}
    assert (counts["tasks"], counts["clauses"]) == (36 + 25, 45 + 36)


def test_the_default_golden_files_are_the_checkouts() -> None:
    assert [gold["document"] for gold in load_golden(GOLDEN)] == ["20-TB/CQTTBCĐ", "693-CV/VPTW"]


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["extraction", *arguments])


def test_missing_golden_files_are_said_clearly(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        result = invoke("--golden", str(folder))
        assert result.exit_code == 1
        assert "No golden files" in result.output and "--golden" in result.output


def test_a_corpus_without_the_document_is_said_clearly(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run(change=lambda gold: gold.update(document="6-TB/VPTW"))
    assert result.exit_code == 1
    assert "6-TB/VPTW" in result.output
    assert "No directives" in invoke("--corpus", str(tmp_path / "missing")).output


@pytest.mark.parametrize(
    "text, says", [("{", "Cannot read"), ("[]", "lacks"), ('{"document": "1-TB/A"}', "lacks metadata")]
)
def test_a_malformed_golden_file_is_said_clearly(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    result = invoke("--golden", str(tmp_path))
    assert result.exit_code == 1
    assert says in result.output and "bad.json" in result.output
