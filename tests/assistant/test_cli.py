"""The command as a user types it, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from corpus import isolation

DIRECTIVES = Path(__file__).resolve().parents[2] / "corpus" / "directives"


def chidao(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant.cli", *arguments]
    env = {**os.environ, "CHIDAO_DATA_DIR": str(data_dir)}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=300)


def test_ask_json_has_the_shape_of_the_interface(data_dir: Path) -> None:
    done = chidao(data_dir, "ask", "Bộ KH&CN có việc gì đến hạn trong tháng 4?", "--today", "2026-04-01", "--json")
    answer = json.loads(done.stdout)
    assert set(answer) >= {
        "question", "language", "today", "status", "interpretation", "answer", "tasks", "total", "excluded",
        "citations", "timings_ms",
    }  # fmt: skip
    assert (answer["language"], answer["today"], answer["status"]) == ("vi", "2026-04-01", "answered")
    assert answer["interpretation"]["due"] == {"from": "2026-04-01", "to": "2026-04-30"}
    first = answer["tasks"][0]
    assert first["clause"] == "20-TB/CQTTBCĐ#sec_3__point_c__indent_6"
    assert first["coordinators"] == ["Bộ Tài chính", "Bộ Công Thương", "Bộ Xây dựng"]
    assert first["deadlines"][0] | {"rule": None} == {
        "text": "Hoàn thành trong tháng 4/2026", "kind": "by", "purpose": "completion", "from": "2026-04-01",
        "to": "2026-04-30", "scope": "own", "period": None, "rule": None,
    }  # fmt: skip
    assert answer["citations"][0]["label"] == "Mục 3, điểm c, gạch đầu dòng thứ 6"
    assert answer["citations"][0]["url"] == "/documents/20-tb-cqttbcd#sec_3__point_c__indent_6"


def test_the_same_question_twice_is_byte_identical(data_dir: Path) -> None:
    ask = ("ask", "việc nào quá hạn?", "--today", "2026-04-01")
    assert chidao(data_dir, *ask).stdout == chidao(data_dir, *ask).stdout


def test_tasks_by_filters(data_dir: Path) -> None:
    done = chidao(data_dir, "tasks", "--agency", "Bộ Tài chính", "--role", "lead", "--format", "json")
    found = json.loads(done.stdout)
    named = [task["clause"] for task in found["tasks"] if task["role"] == "lead"]
    assert named == ["693-CV/VPTW#sec_2__point_b", "693-CV/VPTW#sec_2__point_d"]


def test_search(data_dir: Path) -> None:
    found = json.loads(chidao(data_dir, "search", "truy xuất nguồn gốc nông sản", "--json").stdout)
    assert found[0]["clause"] == "20-TB/CQTTBCĐ#sec_3__point_i"


def test_ingesting_again_changes_nothing(data_dir: Path) -> None:
    done = chidao(data_dir, "ingest", str(DIRECTIVES))
    assert done.stdout.splitlines()[-1] == "created 0, updated 0, deleted 0, unchanged 2, same 0, skipped 0, failed 0"
    assert done.returncode == 0


def test_a_file_is_not_understood_in_the_commands_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "understand", None)
    monkeypatch.setattr(isolation, "parse_source", None)
    done = CliRunner().invoke(main, ["parse", str(DIRECTIVES / "693-CV-VPTW.txt"), "--json"])
    assert done.exit_code == 0 and json.loads(done.stdout)["metadata"]["number"] == "693-CV/VPTW"


def test_bad_files_are_reported_and_the_rest_is_read(data_dir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "empty.txt").write_text("")
    (folder / "shopping.txt").write_text("Trứng, sữa, bánh mì")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "old.wps").write_bytes(b"x")
    (folder / "good.txt").write_text(
        "UBND TỈNH NGHỆ AN\nSố: 7/CĐ-UBND\nNghệ An, ngày 05 tháng 4 năm 2026\nCÔNG ĐIỆN\n"
        "1. Sở Tư pháp chủ trì rà soát văn bản. Hoàn thành trước ngày 20/4/2026.\n"
    )
    done = chidao(data_dir, "ingest", str(folder))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "created 1, updated 0, deleted 0, unchanged 0, same 0, skipped 1, failed 3"
    assert all(name in done.stdout for name in ("empty.txt", "shopping.txt", "binary.txt", "old.wps"))
    asked = json.loads(chidao(data_dir, "tasks", "--format", "json").stdout)
    assert asked["total"] == 62
    assert "7/CĐ-UBND#sec_1" in {task["clause"] for task in asked["tasks"]}


def test_what_is_no_directive_is_skipped_in_a_folder_and_fails_by_its_name(data_dir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "README.md").write_text("# Văn bản tháng 4\n\nTải ngày 05/4/2026.\n")
    (folder / "good.txt").write_text(
        "UBND TỈNH NGHỆ AN\nSố: 7/CĐ-UBND\nNghệ An, ngày 05 tháng 4 năm 2026\nCÔNG ĐIỆN\n"
        "1. Sở Tư pháp chủ trì rà soát văn bản. Hoàn thành trước ngày 20/4/2026.\n"
    )
    done = chidao(data_dir, "ingest", str(folder))
    assert done.returncode == 0 and "skipped    README.md: Không phải văn bản chỉ đạo" in done.stdout
    assert done.stdout.splitlines()[-1] == "created 1, updated 0, deleted 0, unchanged 0, same 0, skipped 1, failed 0"
    named = chidao(data_dir, "ingest", str(folder / "README.md"))
    assert named.returncode == 1 and "failed     README.md: Không tìm thấy số, ký hiệu" in named.stdout
    (folder / "good.txt").unlink()
    assert chidao(data_dir, "ingest", str(folder)).returncode == 1, "nothing of it is a directive"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", ""), "Câu hỏi trống"),
        (("ask", "viec " * 20_000), "vượt quá giới hạn"),
        (("ask", "việc gì", "--today", "2026-02-30"), "không phải là ngày hợp lệ"),
        (("tasks", "--agency", "Bộ Phép thuật"), "Không nhận ra cơ quan"),
        (("tasks", "--from", "2026-05-01", "--to", "2026-04-01"), "sau ngày kết thúc"),
        (("parse", "no-such-file.txt"), "Không đọc được tệp"),
        (("ingest", "no-such-file.txt"), "Không đọc được tệp"),
    ],
)
def test_bad_input_gets_a_clear_message(data_dir: Path, arguments: tuple[str, ...], words: str) -> None:
    done = chidao(data_dir, *arguments)
    assert done.returncode != 0
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_life_of_a_document_from_the_terminal(data_dir: Path, tmp_path: Path) -> None:
    number = "693-CV/VPTW"
    assert "in_force" in chidao(data_dir, "corpus", "list").stdout
    annulled = ("corpus", "set", number, "--provision", "mục 2", "--status", "annulled")
    assert chidao(data_dir, *annulled).returncode == 0
    assert "amended, 1 provisions over" in chidao(data_dir, "corpus", "list").stdout
    nowhere = chidao(data_dir, "corpus", "set", number, "--provision", "Điều 40", "--status", "annulled")
    assert nowhere.returncode == 1 and "không có điều khoản “Điều 40”" in nowhere.stderr
    assert chidao(data_dir, "corpus", "set", number, "--provision", "mục 2", "--withdraw").returncode == 0
    assert chidao(data_dir, "corpus", "set", number, "--replaced-by", "20-TB/CQTTBCĐ").returncode == 0
    listed = chidao(data_dir, "corpus", "list").stdout
    assert "replaced by 20-TB/CQTTBCĐ" in listed
    told = json.loads(chidao(data_dir, "ask", "Bộ Công an có những nhiệm vụ gì?", "--json").stdout)
    assert told["excluded"]["not_in_force"] > 0 and {task["document"] for task in told["tasks"]} == {"20-TB/CQTTBCĐ"}
    assert chidao(data_dir, "corpus", "export", number, "--format", "akn").stdout.startswith("<?xml")
    done = chidao(data_dir, "corpus", "set", number)
    assert done.returncode == 2 and "Nothing to set" in done.stderr
    assert chidao(data_dir, "corpus", "remove", number).returncode == 0
    missing = chidao(data_dir, "corpus", "show", number)
    assert missing.returncode != 0 and "Không có văn bản" in missing.stderr
