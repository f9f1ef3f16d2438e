"""The list of sources that may lie beside directives: SOURCES.toml says where each file is from and whose it is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

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
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise CorpusError(f"{path}: mục [[document]] thiếu hoặc sai trường {error}.") from error
    return {entry.file: entry for entry in entries}


def _entry(table: dict[str, Any]) -> SourceEntry:
    return SourceEntry(
        file=table["file"],
        number=table["number"],
        title=table["title"],
        type_name=table["type"],
        date=table["date"],
        issuer=table["issuer"],
        origin=table["origin"],
        sha256=table["sha256"],
        audience=Audience(table["audience"]),
        note=table.get("note", ""),
    )
