"""Every text that people read, from one catalogue for each language (``*.vi.toml``, ``*.en.toml``)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from assistant.model import Language


class MissingMessageError(KeyError):
    """A key that a catalogue lacks: a programming error, caught by the tests."""


def text(language: Language, key: str, **values: object) -> str:
    """Return a message with its values filled in (``str.format``).

    A number named ``count`` picks ``key.one`` or ``key.other`` where the catalogue has both.

    Raises:
        MissingMessageError: the catalogue has no such key.
    """
    catalogue = _catalogue(language)
    if "count" in values and f"{key}.one" in catalogue:
        key += ".one" if values["count"] == 1 else ".other"
    try:
        return catalogue[key].format(**values)
    except KeyError as error:
        raise MissingMessageError(f"{language.value}: {key}: {error}") from error


def templates(language: Language, group: str) -> dict[str, str]:
    """Return the messages of a group ("chat_page") as they stand, for a program that fills them in itself."""
    start = f"{group}."
    return {key.removeprefix(start): value for key, value in _catalogue(language).items() if key.startswith(start)}


def keys(language: Language) -> frozenset[str]:
    """Return every key of a language's catalogue."""
    return frozenset(_catalogue(language))


@lru_cache(maxsize=len(Language))
def _catalogue(language: Language) -> dict[str, str]:
    merged: dict[str, str] = {}
    for file in sorted(files("assistant.messages").iterdir(), key=lambda f: f.name):
        if file.name.endswith(f".{language.value}.toml"):
            found = _flat(tomllib.loads(file.read_text(encoding="utf-8")))
            if twice := merged.keys() & found.keys():
                raise ValueError(f"{file.name}: defined twice: {sorted(twice)}")
            merged |= found
    return merged


def _flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        found |= _flat(value, f"{key}.") if isinstance(value, dict) else {key: str(value)}
    return found
