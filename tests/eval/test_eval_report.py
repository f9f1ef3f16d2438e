"""A whole run over a real server: answers, baselines, distractors, the folder and its page."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner, Result
from eval_builders import answer, question, verdict
from msgspec.structs import replace
from playwright.sync_api import sync_playwright

from assistant.model import Language
from eval.cli import main
from eval.dataset import Split
from eval.extraction import EvalError
from eval.report_html import Content, page
from eval.report_plots import Bar, bars, histogram, matrix
from eval.report_refusal import load_refusal
from eval.report_results import Results

TODAY = "2026-04-01"
TASK = "5-TB/VPTW#sec_1"
DIRECTIVE = """VĂN PHÒNG
Số 5-TB/VPTW
Hà Nội, ngày 16 tháng 3 năm 2026
1. Bộ Y tế chủ trì, phối hợp với Bộ Công an xây dựng bản đồ dịch tễ số. Hoàn thành trong tháng 4/2026.
2. Bộ Nội vụ tổng hợp.
"""
REGISTER: dict[str, Any] = {
    "document": "5-TB/VPTW", "metadata": {}, "clauses": ["sec_1", "sec_2"], "footnotes": [], "references": [],
    "tasks": [
        {
            "id": TASK, "clause": TASK, "leads": ["Bộ Y tế"], "coordinators": ["Bộ Công an"], "directors": [],
            "deadlines": [{
                "kind": "by", "purpose": "completion", "from": "2026-04-01", "to": "2026-04-30", "scope": "own",
                "period": None,
            }],
        },
        {
            "id": "5-TB/VPTW#sec_2", "clause": "5-TB/VPTW#sec_2", "leads": ["Bộ Nội vụ"], "coordinators": [],
            "directors": [], "deadlines": [],
        },
    ],
}  # fmt: skip


def gold_question(name: str, text: str, split: str, **expect: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {"citations": [], "allow": [], "contains": [], "not_contains": []}
    return {
        "id": name, "class": "small", "split": split, "language": "vi", "question": text, "today": TODAY,
        "expect": {**blank, **expect},
    }  # fmt: skip


QUESTIONS = [
    gold_question(
        "list", "Trong Thông báo 5-TB/VPTW, Bộ Y tế chủ trì việc gì?", "test",
        status="answered", tasks={TASK: None}, citations=[TASK],
    ),
    gold_question(
        "who", "Ai xây dựng bản đồ dịch tễ số?", "train", status="answered", citations=[TASK], contains=["Bộ Y tế"],
    ),
    gold_question("scope", "Thủ đô của nước Pháp là gì?", "test", status="out_of_scope"),
    # Wrong on purpose: the report has a failure to show.
    gold_question(
        "wrong", "Thủ đô của nước Ý là gì?", "test", status="answered", citations=["20-TB/CQTTBCĐ#sec_3__point_e"],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gold")
    for name in ("directives", "extraction"):
        (folder / name).mkdir()
    (folder / "directives" / "5-TB-VPTW.txt").write_text(DIRECTIVE, encoding="utf-8")
    (folder / "directives" / "broken.txt").write_text("không phải văn bản", encoding="utf-8")
    (folder / "extraction" / "5-tb-vptw.json").write_text(json.dumps(REGISTER), encoding="utf-8")
    lines = [json.dumps(question, ensure_ascii=False) for question in QUESTIONS]
    (folder / "small.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(gold: Path, user_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report")
    table = out / "deep" / "table.md"
    options = ("--gold", str(gold), "--out", str(out), "--distractors", "3", "--markdown", str(table))
    done = CliRunner().invoke(main, ["report", *options])
    assert done.exit_code == 0, done.output
    return out


def answers(gold: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["answers", "--gold", str(gold), *options])


def results_of(report: Path) -> dict[str, Any]:
    results: dict[str, Any] = json.loads((report / "results.json").read_text(encoding="utf-8"))
    return results


def test_questions_are_asked_and_judged(report: Path) -> None:
    results = results_of(report)
    assert {each["id"]: each["passed"] for each in results["questions"]} == {
        "list": True, "who": True, "scope": True, "wrong": False,
    }  # fmt: skip
    shares = results["overall"]["shares"]
    assert shares["quotes"]["total"] >= 2 and shares["quotes"]["share"] == 1
    assert shares["leads"]["share"] == 1
    assert all(each["seconds"] > 0 for each in results["questions"])


def test_a_file_that_is_not_read_is_told_and_ends_nothing(report: Path) -> None:
    assert [each.partition(":")[0] for each in results_of(report)["unread"]] == ["broken.txt"]


def test_distractors_move_no_list(report: Path) -> None:
    crowded = results_of(report)["crowded"]
    assert crowded["moved"] == {"tasks": [], "verdicts": [], "citations": []}
    assert crowded["distractors"] == 3
    assert len(crowded["questions"]) == len(QUESTIONS)


def test_every_baseline_stands_beside_ours(report: Path) -> None:
    for results in (results_of(report), results_of(report)["crowded"]):
        names = [system["name"] for system in results["comparison"]["systems"]]
        assert names == ["LlamaIndex default", "BM25", "dense", "equal RRF", "chidao's search", "chidao"]
        assert (results["comparison"]["lists"], results["comparison"]["passages"]) == (1, 2)


def test_the_configuration_says_what_made_it(report: Path) -> None:
    config = json.loads((report / "config.json").read_text(encoding="utf-8"))
    assert re.fullmatch(r"[0-9a-f]{64}", config["directives"]["5-TB-VPTW.txt"])
    assert set(config["gold"]) == {"small.jsonl"}
    assert config["versions"]["chidao"] and config["settings"]["embedding_model"]
    assert config["distractors"]["count"] == 3


class _Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_needs_no_other_file_and_no_script(report: Path) -> None:
    page = (report / "report.html").read_text(encoding="utf-8")
    elements = _Elements(page).found
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in elements}
    assert not re.search(r"url\(|@import|https?://", page)


def test_every_link_leads_to_a_place_in_the_page(report: Path) -> None:
    """Above all those to clauses: the clause's own words stand where the link leads."""
    page = (report / "report.html").read_text(encoding="utf-8")
    elements = _Elements(page).found
    ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
    links = [attrs["href"] or "" for tag, attrs in elements if tag == "a"]
    assert len(ids) == len(set(ids))
    assert {link for link in links if link.removeprefix("#") not in ids} == set()
    (anchor,) = [each for each in ids if each and each.startswith("clause-")]
    assert links.count(f"#{anchor}") == 2  # in both editions
    text = page.partition(f'id="{anchor}"')[2]
    assert "<b>20-TB/CQTTBCĐ</b> · Mục 3, điểm e" in text and "vận hành chính thức" in text


def test_the_page_can_be_read_aloud(report: Path) -> None:
    page = (report / "report.html").read_text(encoding="utf-8")
    elements = _Elements(page).found
    assert ("html", {"lang": "vi"}) in elements
    assert [attrs["lang"] for tag, attrs in elements if attrs.get("class") == "edition"][:2] == ["vi", "en"]
    assert all(attrs.get("aria-label") for tag, attrs in elements if tag == "ol")  # each plot says what it shows
    assert page.count("<caption>") >= 10
    ids = {attrs["id"] for _, attrs in elements if "id" in attrs}
    labels = {attrs["aria-labelledby"] for tag, attrs in elements if tag == "section" and "aria-labelledby" in attrs}
    assert labels <= ids


def test_the_page_tells_the_held_out_questions_first_and_every_failure(report: Path) -> None:
    page = (report / "report.html").read_text(encoding="utf-8")
    assert "2 trong 3 câu hỏi giữ kín được trả lời không có lỗi nào (66,7%)" in page
    assert "2 of the 3 held-out questions were answered without any fault (66.7%)" in page
    assert 'article id="vi-wrong"' in page and 'article id="vi-list"' not in page
    assert "Thủ đô của nước Ý là gì?" in page


def test_failures_of_held_out_questions_can_be_left_unread() -> None:
    unanswered = answer(status="no_match", tasks=[], citations=[], answer="?")
    held, seen = replace(question("held"), split=Split.TEST, question="Kín?"), replace(question("seen"), question="Mở?")
    results = Results((verdict(held, unanswered), verdict(seen, unanswered)))
    config = {"date": "2026-04-01", "commit": None, "uncommitted_changes": False, "versions": {"chidao": "1"}}
    drawn = page(Content(results, None, None, config, frozenset([Split.TRAIN])), Language.EN)
    assert '<html lang="en">' in drawn and "not printed: 1" in drawn
    assert "Mở?" in drawn and "Kín?" not in drawn


def test_the_decision_to_refuse_is_shown_where_it_was_measured(tmp_path: Path) -> None:
    bins = [{"questions": 30, "stated": 0.9, "true": 0.8}, {"questions": 0, "stated": 0.0, "true": 0.0}]
    part = {
        "name": "all", "questions": 30, "accuracy": 0.8, "false_refusals": None, "missed": 0.125, "brier": 0.1,
        "error": 0.05, "bins": bins, "marked": 0.5,
    }  # fmt: skip
    (tmp_path / "refusal.json").write_text(json.dumps([part]), encoding="utf-8")
    config = {"date": "2026-04-01", "commit": None, "uncommitted_changes": False, "versions": {"chidao": "1"}}
    parts = load_refusal(tmp_path / "refusal.json")
    drawn = page(Content(Results((verdict(),)), None, None, config, refusal=parts), Language.VI)
    assert "<td>80,0</td><td>-</td><td>12,5</td><td>0,100</td><td>0,050</td>" in drawn
    assert drawn.count("<circle") == 2 and "<desc>0.90: 0.80 (30)</desc>" in drawn  # in both editions
    (tmp_path / "refusal.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EvalError, match="chidao-eval refusal --json"):
        load_refusal(tmp_path / "refusal.json")


def test_the_table_in_markdown(report: Path) -> None:
    table = (report / "deep" / "table.md").read_text(encoding="utf-8")
    assert "test 2 of 3 (66.7%); train 1 of 1 (100.0%); all 3 of 4 (75.0%)" in table
    assert "| LlamaIndex default |" in table and "With 3 distractors 0 lists of tasks changed," in table


@pytest.mark.browser
def test_the_page_opens_in_a_browser(report: Path) -> None:
    errors: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: errors.append(request.url) if request.url[:4] == "http" else None)
        page.goto((report / "report.html").as_uri())
        page.locator("summary").first.click()
        assert page.locator("article#vi-wrong").is_visible()
        page.locator("article#vi-wrong a").first.click()
        assert page.locator(".clause:target blockquote").is_visible()
        assert Axe().run(page).violations_count == 0
        page.locator("label[for=choose-en]").click()
        assert Axe().run(page).violations_count == 0
        assert page.get_by_role("heading", level=1).inner_text() == "Evaluation of the directives assistant"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        browser.close()
    assert errors == []


def test_a_regression_fails_and_is_named(gold: Path, user_data: Path, tmp_path: Path) -> None:
    """The baseline of the run itself passes; one that holds the wrong question right does not."""
    kept, failures = tmp_path / "baseline.json", tmp_path / "failures.md"
    accepted = answers(gold, "--accept", str(kept), "--failures", str(failures), "--split", "test")
    assert accepted.exit_code == 0, accepted.output
    baseline = json.loads(kept.read_text(encoding="utf-8"))
    assert baseline["questions"] == {"list": True, "scope": True, "wrong": False}
    assert "**wrong**" in failures.read_text(encoding="utf-8")
    baseline["questions"]["wrong"] = True
    kept.write_text(json.dumps(baseline), encoding="utf-8")
    checked = answers(gold, "--check", str(kept), "--split", "test")
    assert checked.exit_code == 1
    assert checked.output.rstrip().endswith("and not now: wrong")


def test_wrong_input_is_said_before_anything_is_started(gold: Path, tmp_path: Path) -> None:
    missing = answers(gold, "--check", str(tmp_path / "none.json"))
    assert missing.exit_code == 1 and "is no baseline" in missing.output
    nowhere = answers(tmp_path / "none")
    assert nowhere.exit_code == 1 and "No gold questions" in nowhere.output


def test_a_setting_is_one_of_the_products(gold: Path) -> None:
    refused = answers(gold, "--setting", "PATH=/tmp")
    assert refused.exit_code == 2 and "not of the form CHIDAO_NAME=VALUE" in refused.output


def test_plots_escape_what_they_are_given() -> None:
    drawn = bars("<b>", [Bar("<script>", 0.5, "50%", "1/2"), Bar("nothing", None, "–")])
    assert "<script>" not in drawn and "&lt;script&gt;" in drawn and '<b>"' not in drawn
    assert re.findall(r"--v:([\d.]+)", drawn) == ["0.5000", "0.0000"]


def test_a_histogram_counts_between_its_edges() -> None:
    drawn = histogram("times", [1, 4.9, 5, 9, 11, 400], "ms", (5.0, 10.0))
    assert re.findall(r"<b>(\d+)</b>", drawn) == ["2", "2", "2"]


def test_a_matrix_shows_only_what_occurs() -> None:
    names = {"due": "due", "spans": "spans", "none": "none"}
    drawn = matrix("m", {("due", "due"): 3, ("due", "spans"): 1}, names, ("right", "answered"))
    assert re.findall(r">(\d+)</td>", drawn) == ["3", "1", "0", "0"]
    assert re.findall(r'<td class="(\w+)"', drawn) == ["right", "wrong", "wrong", "right"]
    assert "none" not in drawn
