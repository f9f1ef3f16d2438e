"""The list of sources that may lie beside directives: SOURCES.toml says where each file is from and whose it is."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from corpus.model import Audience, CorpusError

SOURCES_NAME = "SOURCES.toml"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What is known of one file."""

    file: str
    number: str
    title: str
    type_name: str
    date: date
    issuer: str
    origin: str
    sha256: str
    audience: Audience
    note: str = ""


def load_sources(folder: Path) -> dict[str, SourceEntry]:
    """Return the entries of a folder's SOURCES.toml by file name; empty where there is no such file.

    Raises:
        CorpusError: the file cannot be read, or an entry lacks something.
    """
    path = folder / SOURCES_NAME
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
        entries = [_entry(table) for table in tables]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"Không đọc được {path}: {error}") from error
    except (msgspec.ValidationError, TypeError, ValueError) as error:
        raise CorpusError(f"{path}: mục [[document]] thiếu hoặc sai trường ({error}).") from error
    found = {entry.file: entry for entry in entries}
    if len(found) < len(entries):
        twice = next(name for name, n in Counter(entry.file for entry in entries).items() if n > 1)
        raise CorpusError(f"{path}: tệp “{twice}” được khai báo nhiều lần.")
    return found


def _entry(table: dict[str, Any]) -> SourceEntry:
    named = {"type_name" if key == "type" else key: value for key, value in dict(table).items()}
    return msgspec.convert(named, SourceEntry)
