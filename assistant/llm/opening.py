"""Open the language model that the settings name. Nothing of it is imported where none is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from assistant.settings import ModelSettings, Settings, SettingsError

if TYPE_CHECKING:
    from prometheus_client.registry import Collector

    from assistant.llm.proposer import Proposer
    from assistant.llm.resilience import GuardedModel
    from assistant.llm.source import Patience, Source
    from assistant.wording.writer import Writer


@dataclass(frozen=True, slots=True)
class Parts:
    """A language model and what it serves for; empty where none is configured."""

    model: GuardedModel | None = None
    writer: Writer | None = None
    proposer: Proposer | None = None

    @property
    def collectors(self) -> tuple[Collector, ...]:
        """What to register with Prometheus."""
        if self.model is None or self.proposer is None:
            return ()
        return *self.model.account.collectors, *self.proposer.collectors

    def close(self) -> None:
        """End what runs."""
        if self.model:
            self.model.close()


def open_language_model(settings: Settings) -> GuardedModel | None:
    """Return the model, or None where none is configured; it is reached or loaded when first needed.

    Raises:
        SettingsError: a model file is named and the package that runs it is not installed.
    """
    chosen = settings.model
    if chosen is None:
        return None
    if chosen.gguf and find_spec("xllamacpp") is None:
        raise SettingsError("CHIDAO_LLM_GGUF needs the package xllamacpp: pip install 'chidao[llm]'")
    from assistant.llm.accounting import Account
    from assistant.llm.breaker import Breaker
    from assistant.llm.resilience import GuardedModel, Limits

    breaker = Breaker(chosen.breaker_failures, chosen.breaker_seconds)
    account = Account(chosen.name, chosen.price_prompt, chosen.price_completion, lambda: breaker.is_open)
    limits = Limits(chosen.retries, chosen.concurrency, chosen.queue_seconds, chosen.total_seconds)
    return GuardedModel(chosen.name, _source(chosen), limits, breaker, account)


def open_parts(settings: Settings) -> Parts:
    """Return the model and what it serves for; nothing of either where none is configured.

    Raises:
        SettingsError: as ``open_language_model``.
    """
    model, chosen = open_language_model(settings), settings.model
    if model is None or chosen is None:
        return Parts()
    from assistant.llm.proposer import Proposer
    from assistant.wording.writer import Limits, Writer

    writer = Writer(model, Limits(chosen.first_seconds, chosen.total_seconds))
    return Parts(model, writer, Proposer(model))


def _source(chosen: ModelSettings) -> Callable[[], Source]:
    return partial(_open_file if chosen.gguf else _open_endpoint, chosen)


def _open_endpoint(chosen: ModelSettings) -> Source:
    from assistant.llm.endpoint import EndpointSource

    return EndpointSource(chosen.url or "", chosen.name, chosen.api_key, _patience(chosen), chosen.json_mode)


def _open_file(chosen: ModelSettings) -> Source:
    from assistant.llm.local import LocalSource, Size

    if chosen.gguf is None:
        raise ValueError("no model file")
    size = Size(chosen.context, chosen.concurrency, chosen.threads)
    return LocalSource(chosen.gguf, chosen.name, size, _patience(chosen))


def _patience(chosen: ModelSettings) -> Patience:
    from assistant.llm.source import Patience

    return Patience(chosen.connect_seconds, chosen.first_seconds, chosen.total_seconds)
