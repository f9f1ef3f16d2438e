"""The only reader of the environment."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.settings_model import JsonMode, ModelSettings, SettingsError, read_model

__all__ = ["JsonMode", "ModelSettings", "Settings", "SettingsError", "load"]


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
    trusted_proxies: tuple[str, ...]
    """``CHIDAO_TRUSTED_PROXIES``: addresses or networks, with commas, whose forwarding headers are believed."""
    trusted_header: str | None
    """``CHIDAO_TRUSTED_HEADER``: where a trusted proxy names who is signed in, e.g. ``X-Forwarded-User``."""
    oidc_issuer: str | None
    """``CHIDAO_OIDC_ISSUER``: the address of an OpenID Connect provider."""
    oidc_client_id: str | None
    """``CHIDAO_OIDC_CLIENT_ID``: what this installation is called there."""
    oidc_client_secret: str | None
    """``CHIDAO_OIDC_CLIENT_SECRET``."""
    oidc_claim: str
    """``CHIDAO_OIDC_CLAIM``: which claim names the person (``email``)."""
    outside_rank: str | None
    """``CHIDAO_OUTSIDE_ROLE``: what people may do who sign in elsewhere and have no account here (none: stay out)."""
    model: ModelSettings | None
    """``CHIDAO_LLM_*``: a language model; None where none is configured."""


_RANKS = ("official", "maintainer", "administrator")
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
        trusted_proxies=_networks(env.get("CHIDAO_TRUSTED_PROXIES") or ""),
        trusted_header=_trusted_header(env),
        oidc_issuer=_oidc_issuer(env),
        oidc_client_id=env.get("CHIDAO_OIDC_CLIENT_ID") or None,
        oidc_client_secret=env.get("CHIDAO_OIDC_CLIENT_SECRET") or None,
        oidc_claim=env.get("CHIDAO_OIDC_CLAIM") or "email",
        outside_rank=_one_of(env, "CHIDAO_OUTSIDE_ROLE", _RANKS),
        model=read_model(env),
    )


def _networks(text: str) -> tuple[str, ...]:
    networks = tuple(part.strip() for part in text.split(",") if part.strip())
    for network in networks:
        try:
            ipaddress.ip_network(network)
        except ValueError as error:
            raise SettingsError(
                f"CHIDAO_TRUSTED_PROXIES={network}: must be an address or a network ({error})"
            ) from None
    return networks


def _trusted_header(env: Mapping[str, str]) -> str | None:
    name = env.get("CHIDAO_TRUSTED_HEADER") or None
    if name and not env.get("CHIDAO_TRUSTED_PROXIES"):
        raise SettingsError(
            f"CHIDAO_TRUSTED_HEADER={name}: anybody could send this header. "
            "Name the proxy that sets it: CHIDAO_TRUSTED_PROXIES=10.0.0.5"
        )
    return name


def _oidc_issuer(env: Mapping[str, str]) -> str | None:
    issuer = env.get("CHIDAO_OIDC_ISSUER") or None
    if issuer and not issuer.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise SettingsError(f"CHIDAO_OIDC_ISSUER={issuer}: must begin with https://")
    if issuer and not env.get("CHIDAO_OIDC_CLIENT_ID"):
        raise SettingsError("CHIDAO_OIDC_ISSUER needs CHIDAO_OIDC_CLIENT_ID and CHIDAO_OIDC_CLIENT_SECRET beside it.")
    return issuer


def _one_of(env: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str | None:
    value = env.get(name) or None
    if value and value not in allowed:
        raise SettingsError(f"{name}={value}: must be one of {', '.join(allowed)}")
    return value
