"""One file's crash, hang or hunger costs that file only; bombs are refused."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from pathlib import Path

import pytest
from corpus_builders import windows_1258

from corpus.isolation import IsolationError, Limits, Pool, Worker
from corpus.model import Audience, CorpusError, Directive
from corpus.readers import read_bytes
from corpus.readers.archive import members
from corpus.readers.package import MAX_RATIO, Budget, Package, parse_xml

TEXT = "VĂN PHÒNG\nSố 5-TB/VPTW\nTHÔNG BÁO\nvề việc thử\n1. Bộ Y tế rà soát.\n".encode()


def worker_that(does: str, seconds: float = 20.0, megabytes: int = 1_024) -> Worker:
    """Return a worker whose reader does something to files named "bad", and understands the others."""
    code = (
        "import ctypes, os, sys, time\nfrom corpus import isolation\n"
        f"def answer(request, data):\n    if request.name.startswith('bad'):\n        {does}\n"
        "    return isolation.understand(request, data)\nisolation.serve(answer)\n"
    )
    return Worker(Limits(seconds, megabytes), (sys.executable, "-P", "-c", code))


FAULTS = {
    "a segmentation fault": "ctypes.string_at(0)",
    "an abort": "os.abort()",
    "an exit": "os._exit(0)",
    "all the memory there is": "x = [bytearray(64 << 20) for _ in range(10_000)]",
    "an answer that is none": "os.write(1, b'x' * 64); sys.stdout.flush(); os._exit(1)",
}


@pytest.mark.parametrize("does", FAULTS.values(), ids=FAULTS.keys())
def test_a_crash_costs_one_file(does: str) -> None:
    with worker_that(does) as worker:
        assert worker.parse("a.txt", TEXT).number == "5-TB/VPTW"
        with pytest.raises(IsolationError):
            worker.parse("bad.txt", TEXT)
        assert worker.parse("b.txt", TEXT).number == "5-TB/VPTW"


def _over(status: Path) -> bool:
    try:
        return status.read_text().split()[2] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_hang_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    does = "import subprocess; p = subprocess.Popen(['sleep', '600']); "
    does += f"open({str(noted)!r}, 'w').write(str(p.pid)); p.wait()"
    with worker_that(does, seconds=4.0) as worker:
        with pytest.raises(IsolationError, match="quá 4 giây"):
            worker.parse("bad.txt", TEXT)
        status = Path(f"/proc/{noted.read_text()}/stat")
        until = time.monotonic() + 20  # a killed process ends when it is next given the processor
        while not _over(status):
            assert time.monotonic() < until
            time.sleep(0.05)
        assert worker.parse("a.txt", TEXT).number == "5-TB/VPTW"


def test_a_worker_does_not_see_the_secrets_of_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIDAO_QDRANT_API_KEY", "secret")
    with worker_that("assert 'CHIDAO_QDRANT_API_KEY' not in os.environ; request.name = 'a.txt'") as worker:
        assert worker.parse("bad.txt", TEXT).number == "5-TB/VPTW"


def test_a_pool_answers_in_order_whatever_fails() -> None:
    files = [(f"{i}.txt", TEXT.replace(b"5-TB", f"{i}-TB".encode()), Audience.PUBLIC) for i in range(1, 20)]
    files[4] = ("4.pdf", b"no pdf", Audience.PUBLIC)
    with Pool(len(files)) as pool:
        found = list(pool.parse(files))
    assert [each.number if isinstance(each, Directive) else type(each) for each in found] == [
        CorpusError if i == 5 else f"{i}-TB/VPTW" for i in range(1, 20)
    ]


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return target.getvalue()


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to_not_by_what_it_says() -> None:
    bomb = zipped(**{"a.txt": b"\0" * (40 << 20)})
    assert len(bomb) * MAX_RATIO < 40 << 20
    assert [(name, type(each)) for name, each in members(bomb)] == [("a.txt", CorpusError)]
    with pytest.raises(CorpusError, match="phình"):
        Package(bomb).read("a.txt")
    with pytest.raises(CorpusError):  # a document that is one
        read_bytes("a.docx", zipped(**{"word/document.xml": b" " * (40 << 20)}))
    # sizes that the directory declares smaller than they are
    lying = bomb.replace((40 << 20).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    with pytest.raises(CorpusError):
        Package(lying).read("a.txt")


def test_entities_are_refused() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a x="&c;">&c;</a>'
    outside = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    for xml in (laughs, outside, laughs.decode().encode("utf-16")):
        with pytest.raises(CorpusError, match="DOCTYPE"):
            parse_xml(xml)
    with pytest.raises(CorpusError):
        read_bytes("a.xlsx", zipped(**{"xl/workbook.xml": laughs}))


def test_names_in_an_archive_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = zipped(
        **{"../../etc/a.txt": TEXT, "C:\\b.txt": TEXT, "/root/c.txt": TEXT, ".hidden/d.txt": b"", "__MACOSX/e": b""}
    )
    assert sorted(name for name, _ in members(data)) == ["a.txt", "b.txt", "c.txt"]
    assert list(tmp_path.iterdir()) == []


def test_names_that_an_archive_does_not_declare_as_utf8_are_readable() -> None:
    data = zipped(**{"Kế hoạch.txt": b"a"})
    flagged = bytes.fromhex("0008")  # bit 11 of the flags: names are in UTF-8
    assert data.count(flagged) >= 2
    found = [name for name, _ in members(data.replace(flagged, bytes(2)))]
    assert found == ["Kế hoạch.txt"] == [name for name, _ in members(data)]


@pytest.mark.parametrize(
    "raw, name",
    [
        (windows_1258("Kế hoạch số 5.txt"), "Kế hoạch số 5.txt"),
        ("KÕ ho¹ch sè 5.txt".encode("latin-1"), "Kế hoạch số 5.txt"),
        ("R\x82sum\x82.txt".encode("latin-1"), "Résumé.txt"),  # code page 437 itself
    ],
)
def test_names_in_old_code_pages(raw: bytes, name: str) -> None:
    stand_in = "x" * len(raw)
    data = zipped(**{stand_in: b"a"}).replace(stand_in.encode(), raw)
    assert [found for found, _ in members(data)] == [name]


def test_archives_nest_to_a_small_depth() -> None:
    inner = zipped(**{"a.txt": TEXT})
    assert list(members(zipped(**{"b.zip": inner}))) == [("a.txt", TEXT)]
    deep = dict(members(zipped(**{"c.zip": zipped(**{"b.zip": inner}), "d.txt": TEXT})))
    assert "lồng" in str(deep["b.zip"]) and deep["d.txt"] == TEXT


def test_archives_in_an_archive_share_what_may_be_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Budget.__init__, "__defaults__", (1_000,))
    inner = zipped(**{"a.txt": b"a" * 600})
    found = [each for _, each in members(zipped(**{"b.zip": inner, "c.zip": inner}))]
    assert [type(each) for each in found] == [bytes, CorpusError]


def test_a_locked_member_does_not_cost_the_others() -> None:
    data = bytearray(zipped(**{"a.txt": TEXT, "b.txt": TEXT}))
    for at in (6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    (first, locked), second = members(bytes(data))
    assert first == "a.txt" and "mật khẩu" in str(locked) and second == ("b.txt", TEXT)


def test_a_broken_archive_is_refused() -> None:
    with pytest.raises(CorpusError, match="hỏng"):
        list(members(b"PK\x03\x04 nothing"))
