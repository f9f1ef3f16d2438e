"""What every step works with."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.corpus_view import CorpusView
from index.clock import Clock
from index.embedding import Embedder


@dataclass(frozen=True, slots=True)
class Desk:
    """The corpus, the embedding model and the clock of one answer."""

    view: CorpusView
    embedder: Embedder
    clock: Clock = field(default_factory=Clock)
