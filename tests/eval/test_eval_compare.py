"""Comparing runs: better, worse, and what a regression is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from eval_builders import A, answer, citation, question, task, verdict

from eval.cli import main
from eval.compare import baseline_json, compare, comparison_text, load_baseline, load_results, regressions
from eval.extraction import EvalError
from eval.report_results import Results, failures_markdown, results_json

FAULTLESS = answer()
SHORT = answer(tasks=[task(A, "due")], citations=[citation(A)], answer="Bộ Y tế: 1")
UNCITED = answer(citations=[citation(A)])
MISREAD = answer(tasks=[task(A, "due"), task("1-TB/X#sec_2__point_a", "due", "group")])


def run_of(**said: dict[str, Any]) -> dict[str, Any]:
    """Return the results of a run that gave each question this answer."""
    return results_json(Results(tuple(verdict(question(name), each) for name, each in said.items())))


def written(folder: Path, name: str, results: dict[str, Any]) -> Path:
    (folder / name).write_text(json.dumps(results), encoding="utf-8")
    return folder / name


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    before = run_of(same=FAULTLESS, fixed=SHORT, broke=FAULTLESS, less=SHORT, other=UNCITED, gone=FAULTLESS)
    after = run_of(same=FAULTLESS, fixed=FAULTLESS, broke=UNCITED, less=UNCITED, other=MISREAD, new=SHORT)
    return written(tmp_path, "a.json", before), written(tmp_path, "b.json", after)


def test_questions_are_sorted_by_what_happened_to_them(runs: tuple[Path, Path]) -> None:
    found = compare(*map(load_results, runs))
    assert [change.id for change in found.better] == ["fixed", "less"]
    assert [change.id for change in found.worse] == ["broke"]
    assert [change.id for change in found.other] == ["other"]
    assert (found.unchanged, found.added, found.removed, found.passed) == (1, ("new",), ("gone",), (2, 2))


def test_the_command_tells_what_is_new_and_what_is_gone(runs: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(main, ["compare", *map(str, runs)])
    assert result.exit_code == 1  # something got worse
    assert "Worse: broke Việc gì?\n    + citation recall: not cited: 1-TB/X#sec_2__point_a" in result.output
    assert "Added: new" in result.output and "Removed: gone" in result.output


def test_a_run_is_like_itself(runs: tuple[Path, Path]) -> None:
    found = compare(load_results(runs[0]), load_results(runs[0]))
    assert (found.better, found.worse, found.other, found.unchanged) == ((), (), (), 6)
    assert "unchanged 6" in comparison_text(found)
    assert CliRunner().invoke(main, ["compare", str(runs[0]), str(runs[0])]).exit_code == 0


def test_a_folder_stands_for_its_results(runs: tuple[Path, Path], tmp_path: Path) -> None:
    written(tmp_path, "results.json", json.loads(runs[0].read_text(encoding="utf-8")))
    assert load_results(tmp_path) == load_results(runs[0])


def test_a_regression_is_what_was_right_and_is_not(tmp_path: Path) -> None:
    kept = written(tmp_path, "baseline.json", baseline_json(run_of(one=FAULTLESS, two=SHORT, three=FAULTLESS)))
    baseline = load_baseline(kept)
    assert baseline == {"one": True, "two": False, "three": True}
    assert regressions(baseline, run_of(one=FAULTLESS, two=SHORT)) == []
    assert regressions(baseline, run_of(one=UNCITED, two=SHORT, three=SHORT, new=SHORT)) == ["one", "three"]


def test_a_baseline_keeps_the_shares() -> None:
    shares = baseline_json(run_of(one=FAULTLESS, two=SHORT))["shares"]
    assert (shares["passed"], shares["task set"]) == (0.5, 0.5)


@pytest.mark.parametrize("content", ["{", "[]", '{"scores": 1}', '{"questions": [{}]}'])
def test_files_that_hold_something_else_are_said_clearly(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvalError, match=r"x\.json holds no results.*--json FILE"):
        load_results(path)
    if "questions" not in content:
        with pytest.raises(EvalError, match=r"x\.json is no baseline.*--accept"):
            load_baseline(path)
    assert CliRunner().invoke(main, ["compare", str(path), str(path)]).exit_code == 1


def test_failures_are_listed_by_class() -> None:
    told = failures_markdown(Results((verdict(question("one"), SHORT), verdict(question("two")))))
    assert "# Failures: 1 of 2 questions" in told and "## lists: 1 of 2" in told
    assert "**one**" in told and "**two**" not in told
    assert "- task set: missing: 1-TB/X#sec_2__point_a" in told
    assert "task recall" not in told  # follows from the set
