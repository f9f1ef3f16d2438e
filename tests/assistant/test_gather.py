"""Which files of a folder are taken, and what is said of the others."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from assistant.ingest import File, gather
from corpus.isolation import Worker
from corpus.model import Audience, CorpusError, NotADirectiveError
from corpus.readers import dispatch


def test_locks_and_hidden_files_are_nobodys_documents(tmp_path: Path) -> None:
    for name in ("a.txt", "~$a.docx", ".DS_Store", "__MACOSX/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    files, failures = gather([tmp_path], None)
    assert ([file.name for file in files], failures) == (["a.txt"], [])


def test_what_is_no_file_or_too_large_is_said_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(dispatch.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    files, failures = gather([tmp_path / "pipe.txt", large, tmp_path / "missing.txt"], None)
    assert files == []
    assert [Path(each.file).name for each in failures] == ["pipe.txt", "large.txt", "missing.txt"]
    assert "20 MB" in failures[1].reason


def test_a_name_in_an_archive_is_no_longer_than_a_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("n" * 400 + ".txt", "x")
    (file,), _ = gather([tmp_path], Audience.PUBLIC)
    assert isinstance(file, File) and len(file.name) == 255 and file.name.endswith("n.txt")


def test_a_name_cannot_steer_a_terminal_or_turn_the_reading_direction(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("a\x07b\x1b[31m.txt", "x")
        made.writestr("\u202efdp.txt", "x")
    files, _ = gather([tmp_path], Audience.PUBLIC)
    assert sorted(file.name for file in files) == ["a.zip/a\ufffdb\ufffd[31m.txt", "a.zip/\ufffdfdp.txt"]


def test_a_folder_and_an_archive_hold_files_that_nobody_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("in/README.md", "a.txt"):
        (tmp_path / name).write_text("x")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as made:
        made.writestr("c.txt", "x")
    files, _ = gather([tmp_path / "in", tmp_path / "a.txt", tmp_path / "b.zip"], None)
    assert {file.name: file.named for file in files} == {"README.md": False, "a.txt": True, "b.zip/c.txt": False}
    both, _ = gather([tmp_path / "in", tmp_path / "in" / "README.md"], None)
    assert [(file.name, file.named) for file in both] == [("README.md", True)]


OFFICIAL = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMột việc.",
    "Hà Nội, ngày 02 tháng 3 năm 2026\nMột việc.",
    "KẾ HOẠCH\nMột việc.",
    "Kính gửi: Các bộ\nMột việc.",
    "Một việc.\nNơi nhận:\n- Như trên",
    "Một việc.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Văn Mẫu",
    "Điều 1. Một việc.",
    "PHỤ LỤC II\nMột việc.",
    "| TT | Nhiệm vụ | Cơ quan chủ trì |\n|---|---|---|\n| 1 | Lập sổ | Sở Y tế |",
    "1. Bộ Tài chính chủ trì lập sổ.",
]
NOT_OFFICIAL = [
    "Danh sách mua sắm: trứng, sữa, bánh mì.",
    "# Kế hoạch nghỉ mát\n\n1. Đặt xe.\n2. Đặt phòng.",
    "# chidao\n\nAn assistant over official directives.\n\n- fast\n- complete\n",
    "Ghi chú: xem các điều khoản ở thư mục bên.",
]


@pytest.mark.parametrize(("text", "official"), [(t, True) for t in OFFICIAL] + [(t, False) for t in NOT_OFFICIAL])
def test_what_lacks_a_number_is_no_directive_only_where_nothing_else_looks_like_one(text: str, official: bool) -> None:
    with Worker() as worker, pytest.raises(CorpusError, match="số, ký hiệu") as caught:
        worker.parse("a.md" if text.startswith(("#", "|")) else "a.txt", text.encode())
    assert isinstance(caught.value, NotADirectiveError) is not official
