"""SOURCES.toml: where the shipped directives are from, and what is said about a bad list."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from corpus.model import Audience, CorpusError
from corpus.parse import parse_file
from corpus.sources import SOURCES_NAME, load_sources

DIRECTIVES = Path(__file__).parents[2] / "corpus" / "directives"


def test_every_shipped_file_is_listed_and_every_entry_has_its_file() -> None:
    files = {path.name for path in DIRECTIVES.iterdir() if path.name != SOURCES_NAME}
    assert set(load_sources(DIRECTIVES)) == files
    assert len(files) == 2


def test_the_digests_are_the_files() -> None:
    for name, entry in load_sources(DIRECTIVES).items():
        assert hashlib.sha256((DIRECTIVES / name).read_bytes()).hexdigest() == entry.sha256


def test_the_entries_say_what_the_files_say() -> None:
    for name, entry in load_sources(DIRECTIVES).items():
        directive = parse_file(DIRECTIVES / name)
        said = (entry.number, entry.type_name, entry.date, entry.issuer)
        assert said == (directive.number, directive.type_name, directive.date, directive.issuer)
        assert directive.subject in entry.title
        assert entry.audience is Audience.PUBLIC
        assert entry.origin


ENTRY = """
[[document]]
file = "a.txt"
number = "1-TB/A"
title = "Thử"
type = "Thông báo"
date = 2026-03-16
issuer = "Văn phòng"
origin = "thử"
sha256 = "00"
audience = "internal"
"""


def write(folder: Path, text: str) -> Path:
    (folder / SOURCES_NAME).write_text(text, encoding="utf-8")
    return folder


def test_an_entry(tmp_path: Path) -> None:
    entry = load_sources(write(tmp_path, ENTRY))["a.txt"]
    assert (entry.number, entry.date, entry.audience, entry.note) == (
        "1-TB/A",
        date(2026, 3, 16),
        Audience.INTERNAL,
        "",
    )


def test_no_list_is_an_empty_list(tmp_path: Path) -> None:
    assert load_sources(tmp_path) == {}
    assert load_sources(write(tmp_path, "")) == {}


MALFORMED = {
    "no TOML": ("[[document", "SOURCES.toml"),
    "a field is missing": (ENTRY.replace('number = "1-TB/A"\n', ""), "number"),
    "an unknown audience": (ENTRY.replace("internal", "secret"), "secret"),
    "a date that is a text": (ENTRY.replace("2026-03-16", '"hôm qua"'), "date"),
    "a number that is no text": (ENTRY.replace('"1-TB/A"', "1"), "number"),
    "document is no list of tables": ('document = "a.txt"', "SOURCES.toml"),
    "document is one table": ('[document]\nfile = "a.txt"', "SOURCES.toml"),
    "the same file twice": (ENTRY + ENTRY, "a.txt"),
}


@pytest.mark.parametrize("text, says", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_list_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CorpusError) as error:
        load_sources(write(tmp_path, text))
    assert says in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_a_list_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / SOURCES_NAME).write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(CorpusError, match=r"SOURCES\.toml"):
        load_sources(tmp_path)
