"""LlamaIndex as it comes: SentenceSplitter with its defaults, vectors in memory, the nearest k."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import TextNode
from pydantic import PrivateAttr

from corpus.model import Directive
from index.embedding import Embedder

CHUNK_TOKENS = 1_024
OVERLAP_TOKENS = 200


def llama_index_retriever(
    directives: Sequence[Directive], embedder: Embedder, limit: int
) -> Callable[[str], list[tuple[str, int, int]]]:
    """Index the directives' cleaned texts; return what gives the passages nearest to a question, best first."""
    documents = [_document(directive) for directive in directives]
    index = VectorStoreIndex.from_documents(
        documents,
        transformations=[SentenceSplitter(chunk_size=CHUNK_TOKENS, chunk_overlap=OVERLAP_TOKENS)],
        embed_model=_Embedding.of(embedder),
    )
    retriever = index.as_retriever(similarity_top_k=limit)

    def retrieve(question: str) -> list[tuple[str, int, int]]:
        nodes = [found.node for found in retriever.retrieve(question)]
        return [_span(node) for node in nodes if isinstance(node, TextNode)]

    return retrieve


class _Embedding(BaseEmbedding):
    """The product's embedding model behind LlamaIndex's interface."""

    _embedder: Embedder = PrivateAttr()

    @classmethod
    def of(cls, embedder: Embedder) -> _Embedding:
        """Wrap an embedder."""
        embedding = cls(model_name=embedder.name)
        embedding._embedder = embedder
        return embedding

    def _get_query_embedding(self, query: str) -> list[float]:
        return list(self._embedder.embed_query(query))

    def _get_text_embedding(self, text: str) -> list[float]:
        return list(self._embedder.embed_documents([text])[0])

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [list(vector) for vector in self._embedder.embed_documents(texts)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def _document(directive: Directive) -> Document:
    fields: dict[str, Any] = {"text": directive.text, "metadata": {"document": directive.number}}
    return Document(**fields)


def _span(node: TextNode) -> tuple[str, int, int]:
    return node.metadata["document"], node.start_char_idx or 0, node.end_char_idx or 0
