"""``chidao-eval bench``: the harness's arithmetic, and that the command measures."""

from __future__ import annotations

import json
import shutil
import time
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.bench import Bench, parse_speed
from eval.bench_questions import KINDS, LENGTH, content_questions, slow_questions
from eval.bench_timing import in_turn, latency, percentiles, rate
from eval.cli import main
from eval.dataset import GOLD
from eval.extraction import DIRECTIVES
from eval.report_text import bench_text, table


def test_percentiles() -> None:
    values = [float(n) for n in range(1, 102)]
    assert percentiles(values) == (51.0, 96.0)
    assert percentiles([3.0]) == (3.0, 3.0)


def test_a_rate_falls_as_time_grows() -> None:
    found = rate("x", "pages/s", 10, [1.0, 2.0, 4.0], "y", [0.5, 0.5])
    assert found.p50 == 5
    assert found.p95 < found.p50
    assert (found.baseline, found.ratio) == (20, 0.25)


def test_a_latency_grows_with_time() -> None:
    found = latency("x", [0.001, 0.002, 0.004], "y", [0.004])
    assert found.p50 == pytest.approx(2)
    assert found.p95 > found.p50
    assert found.baseline == pytest.approx(4)
    assert found.ratio == pytest.approx(0.5)


def test_a_measurement_may_have_no_baseline() -> None:
    found = latency("x", [0.5])
    assert (found.baseline, found.ratio) == (None, None)
    assert bench_text([found]).splitlines()[1].split() == ["x", "500", "500", "ms"]


def test_work_and_baseline_are_timed_in_turn() -> None:
    calls: list[str] = []

    def work() -> None:
        calls.append("work")
        time.sleep(0.002)

    slow, fast = in_turn(work, lambda: calls.append("baseline"), 3)
    assert calls == ["work", "baseline"] * 4  # one round is not measured
    assert len(slow) == len(fast) == 3
    assert min(slow) >= 0.002 > max(fast)


def test_parse_speed_is_slower_than_splitting_into_words(tmp_path: Path) -> None:
    found = parse_speed(Bench(DIRECTIVES, tmp_path, 2))
    assert found.unit == "pages/s"
    assert found.ratio is not None and 0 < found.ratio < 1


def test_the_command_measures_the_product(user_data: Path, tmp_path: Path) -> None:
    """The whole run, once, over one short directive: each figure has a baseline of the same run and lies where it can.

    How fast the product is over more is what the command is for.
    """
    shutil.copy(GOLD / "directives" / "904-QD-BTP.txt", tmp_path)
    printed = CliRunner().invoke(main, ["bench", "--repeat", "1", "--corpus", str(tmp_path), "--json"])
    assert printed.exit_code == 0, printed.output
    rows = {row["name"]: row for row in json.loads(printed.output)}
    assert all(row["ratio"] == pytest.approx(row["p50"] / row["baseline"]) for row in rows.values())
    (worst,) = [name for name in rows if name.startswith("understand 2000 characters, worst: ")]
    assert {name: row["unit"] for name, row in rows.items()} == {
        "parse": "pages/s",
        **{f"read and parse .{ending}": "pages/s" for ending in ("docx", "rtf", "html")},
        **({"read and parse .pdf": "pages/s"} if shutil.which("soffice") else {}),
        "ingest": "pages/s",
        "task question, cold command": "s",
        "task question, API": "ms",
        "search question, API": "ms",
        "content question, new each time, API": "ms",
        **{f"{kind} question, API": "ms" for kind in KINDS},
        "search, API": "ms",
        worst: "ms",
        "serving memory": "MB",
    }
    assert rows["ingest"]["ratio"] < 1  # it parses as well
    assert rows["task question, cold command"]["ratio"] > 1  # Python alone starts faster
    assert rows["serving memory"]["ratio"] > 1  # the product holds more than its framework
    assert rows["task question, API"]["ratio"] > 1


def test_slow_questions_are_long_and_never_alike() -> None:
    shapes = dict(slow_questions())
    assert len(shapes) > 10
    for questions in shapes.values():
        first, second = next(questions), next(questions)
        assert len(first) == len(second) == LENGTH and first != second


def test_no_content_question_is_asked_twice() -> None:
    asked = list(islice(content_questions(["rà soát quy định về dữ liệu", "công bố thủ tục"]), 30))
    assert len(set(asked)) == len(asked)
    assert "Khi nào phải công bố thủ tục?" in asked
    assert list(content_questions([])) == []


def test_seconds_are_a_unit() -> None:
    found = latency("x", [0.5, 0.5], "y", [0.25], unit="s")
    assert (found.p50, found.unit, found.ratio) == (0.5, "s", 2)


def test_a_missing_corpus_is_said_clearly(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["bench", "--corpus", str(tmp_path / "missing")])
    assert result.exit_code == 1
    assert "No directives" in result.output and "--corpus" in result.output


def test_tables_are_aligned() -> None:
    assert table(("", "n"), [("long name", "1"), ("x", "100")]).splitlines() == [
        "             n",
        "long name    1",
        "x          100",
    ]
