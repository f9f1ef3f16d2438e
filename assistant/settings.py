"""The only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured, with its default."""

    data_dir: Path
    """``CHIDAO_DATA_DIR``: all that is written at run time lies below it (``./data``)."""
    qdrant_url: str | None
    """``CHIDAO_QDRANT_URL``: a Qdrant server or cluster instead of the embedded store."""
    qdrant_api_key: str | None
    """``CHIDAO_QDRANT_API_KEY``."""
    database_url: str
    """``CHIDAO_DATABASE_URL``: SQLAlchemy URL of the record (SQLite in the data folder)."""
    embedding_model: str
    """``CHIDAO_EMBEDDING_MODEL``: ``bundled``, or a sentence-transformers model's name or folder."""
    log_level: str
    """``CHIDAO_LOG_LEVEL``: debug, info, warning or error."""


_LEVELS = ("debug", "info", "warning", "error")


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environ`` (the process's environment by default).

    Raises:
        SettingsError: a value is not allowed.
    """
    env = os.environ if environ is None else environ
    data_dir = Path(env.get("CHIDAO_DATA_DIR") or "data").expanduser().absolute()
    level = (env.get("CHIDAO_LOG_LEVEL") or "info").lower()
    if level not in _LEVELS:
        raise SettingsError(f"CHIDAO_LOG_LEVEL={level}: must be one of {', '.join(_LEVELS)}")
    url = env.get("CHIDAO_QDRANT_URL") or None
    if url and not url.startswith(("http://", "https://")):
        raise SettingsError(f"CHIDAO_QDRANT_URL={url}: must begin with http:// or https://")
    return Settings(
        data_dir=data_dir,
        qdrant_url=url,
        qdrant_api_key=env.get("CHIDAO_QDRANT_API_KEY") or None,
        database_url=env.get("CHIDAO_DATABASE_URL") or f"sqlite:///{data_dir / 'chidao.db'}",
        embedding_model=env.get("CHIDAO_EMBEDDING_MODEL") or "bundled",
        log_level=level,
    )
