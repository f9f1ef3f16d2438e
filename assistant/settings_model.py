"""The settings of the optional language model, read for ``assistant.settings``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what is allowed."""


class JsonMode(StrEnum):
    """How an endpoint is told that a reply must be JSON of a given shape."""

    RESPONSE = "response_format"
    """OpenAI's ``response_format``: vLLM, Ollama, llama.cpp and hosted endpoints."""
    LLAMA_CPP = "json_schema"
    """llama.cpp's own field, for builds that do not know the other."""
    NONE = "none"
    """Not at all: the prompt asks for it, and what comes back is checked as ever."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Where the language model is, how long it may take, and what it costs."""

    url: str | None
    """``CHIDAO_LLM_URL``: an OpenAI-compatible endpoint, up to and with ``/v1``."""
    gguf: Path | None
    """``CHIDAO_LLM_GGUF``: a model file to run in this process instead."""
    name: str
    """``CHIDAO_LLM_MODEL``: the model's name at the endpoint (a file's name where it is a file)."""
    api_key: str | None = field(repr=False)
    """``CHIDAO_LLM_API_KEY``."""
    json_mode: JsonMode
    """``CHIDAO_LLM_JSON``: response_format, json_schema or none."""
    connect_seconds: float
    """``CHIDAO_LLM_CONNECT_SECONDS``: until there is a connection."""
    first_seconds: float
    """``CHIDAO_LLM_FIRST_SECONDS``: until the first piece of a reply, and until its first checked sentence."""
    total_seconds: float
    """``CHIDAO_LLM_TOTAL_SECONDS``: until its end; retries included."""
    retries: int
    """``CHIDAO_LLM_RETRIES``: further tries after a passing failure."""
    concurrency: int
    """``CHIDAO_LLM_CONCURRENCY``: most requests at a time."""
    queue_seconds: float
    """``CHIDAO_LLM_QUEUE_SECONDS``: how long a request waits for its turn."""
    breaker_failures: int
    """``CHIDAO_LLM_BREAKER_FAILURES``: failures in a row after which the model is left alone."""
    breaker_seconds: float
    """``CHIDAO_LLM_BREAKER_SECONDS``: for how long."""
    context: int
    """``CHIDAO_LLM_CONTEXT``: tokens of context for each request, for a model in this process."""
    threads: int
    """``CHIDAO_LLM_THREADS``: for a model in this process; 0 leaves it to llama.cpp."""
    price_prompt: float
    """``CHIDAO_LLM_PRICE_PROMPT``: price of a million prompt tokens, in any currency."""
    price_completion: float
    """``CHIDAO_LLM_PRICE_COMPLETION``: price of a million generated tokens."""


def read_model(env: Mapping[str, str]) -> ModelSettings | None:
    """Read the language model's settings; None where no model is configured.

    Raises:
        SettingsError: a value is not allowed, or two contradict each other.
    """
    url, gguf = env.get("CHIDAO_LLM_URL") or None, env.get("CHIDAO_LLM_GGUF") or None
    name, key = env.get("CHIDAO_LLM_MODEL") or None, env.get("CHIDAO_LLM_API_KEY") or None
    if not url and not gguf:
        if name or key:
            given = "CHIDAO_LLM_MODEL" if name else "CHIDAO_LLM_API_KEY"
            raise SettingsError(f"{given} is set, but no model: set CHIDAO_LLM_URL or CHIDAO_LLM_GGUF, or unset it")
        return None
    if url and gguf:
        raise SettingsError("CHIDAO_LLM_URL and CHIDAO_LLM_GGUF are both set: keep the one to be used")
    file = _file(gguf) if gguf else None
    if url and not name:
        raise SettingsError(
            f"CHIDAO_LLM_MODEL is not set: name the endpoint's model to use (`curl {_address(url)}/models` lists them)"
        )
    return ModelSettings(
        url=_address(url) if url else None,
        gguf=file,
        name=name or (file.stem if file else ""),
        api_key=key,
        json_mode=_json_mode(env.get("CHIDAO_LLM_JSON") or JsonMode.RESPONSE.value),
        connect_seconds=_number(env, "CONNECT_SECONDS", 5, above=0),
        first_seconds=_number(env, "FIRST_SECONDS", 10, above=0),
        total_seconds=_number(env, "TOTAL_SECONDS", 45, above=0),
        retries=_count(env, "RETRIES", 2, least=0),
        concurrency=_count(env, "CONCURRENCY", 4, least=1),
        queue_seconds=_number(env, "QUEUE_SECONDS", 3),
        breaker_failures=_count(env, "BREAKER_FAILURES", 5, least=1),
        breaker_seconds=_number(env, "BREAKER_SECONDS", 30),
        context=_count(env, "CONTEXT", 8192, least=512),
        threads=_count(env, "THREADS", 0, least=0),
        price_prompt=_number(env, "PRICE_PROMPT", 0),
        price_completion=_number(env, "PRICE_COMPLETION", 0),
    )


def _address(url: str) -> str:
    """Return the endpoint's address; one without a path gets the usual ``/v1``."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("CHIDAO_LLM_URL: must be an address such as http://127.0.0.1:11434/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise SettingsError("CHIDAO_LLM_URL: holds a user, a query or a fragment; put the key into CHIDAO_LLM_API_KEY")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/') or '/v1'}"


def _file(name: str) -> Path:
    path = Path(name).expanduser().absolute()
    if not path.is_file():
        raise SettingsError(f"CHIDAO_LLM_GGUF={name}: there is no such file; name a model file in the GGUF format")
    return path


def _json_mode(value: str) -> JsonMode:
    try:
        return JsonMode(value)
    except ValueError:
        raise SettingsError(f"CHIDAO_LLM_JSON={value}: must be one of {', '.join(JsonMode)}") from None


def _number(env: Mapping[str, str], name: str, default: float, *, above: float | None = None) -> float:
    value = _parsed(env, name, default)
    if value < 0 or (above is not None and value <= above):
        raise SettingsError(f"CHIDAO_LLM_{name}={value:g}: must be {'above 0' if above is not None else '0 or more'}")
    return value


def _count(env: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    value = _parsed(env, name, default)
    if value != int(value) or value < least:
        raise SettingsError(f"CHIDAO_LLM_{name}={value:g}: must be a whole number, {least} or more")
    return int(value)


def _parsed(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(f"CHIDAO_LLM_{name}") or ""
    try:
        value = float(text) if text else float(default)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise SettingsError(f"CHIDAO_LLM_{name}={text}: must be a number")
    return value
