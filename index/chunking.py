"""A directive to chunks, through LlamaIndex. Its only user here: importing it takes seconds.

``ClauseSplitter`` is a LlamaIndex transform and may stand in any of its pipelines; the
rest of the index calls ``split`` and sees ``Chunk`` only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from llama_index.core.schema import (
    BaseNode,
    Document,
    MetadataMode,
    NodeRelationship,
    RelatedNodeInfo,
    TextNode,
    TransformComponent,
)
from pydantic import PrivateAttr

from corpus.model import Clause, Directive, Footnote
from index.pieces import Piece, pieces
from index.points import Chunk
from index.schema import Kind, point_id

PATH_SEPARATOR = " > "
_UNREAD = ["document", "clause", "element", "heading"]
"""Metadata for code only: models read the heading path and the words."""


class DirectiveDocument(Document):
    """A LlamaIndex document that brings its clause tree along."""

    _directive: Directive = PrivateAttr()

    @classmethod
    def of(cls, directive: Directive) -> DirectiveDocument:
        """Wrap a directive; its id follows from its number."""
        fields: dict[str, Any] = {  # "text" is taken by Document.__init__ and unknown to its type
            "id_": point_id(Kind.DIRECTIVE, directive.number),
            "text": directive.text,
            "metadata": {"document": directive.number},
        }
        document = cls(**fields)
        document._directive = directive
        return document

    @property
    def directive(self) -> Directive:
        """The directive itself; never serialised with the document."""
        return self._directive


class ClauseSplitter(TransformComponent):
    """Turns each DirectiveDocument into a TextNode per clause; other nodes pass through.

    Each node's text is the directive's text between its offsets, unchanged. Ids follow
    from the clause, so the same directive gives the same nodes.
    """

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """Return the nodes in reading order."""
        split_up: list[BaseNode] = []
        for node in nodes:
            split_up.extend(_nodes(node) if isinstance(node, DirectiveDocument) else [node])
        return split_up


def split(directive: Directive) -> tuple[Chunk, ...]:
    """Return the chunks of a directive in reading order, footnotes last."""
    nodes = ClauseSplitter()([DirectiveDocument.of(directive)])
    return tuple(_chunk(node) for node in nodes if isinstance(node, TextNode))


def _nodes(document: DirectiveDocument) -> list[TextNode]:
    directive = document.directive
    source = document.as_related_node_info()
    seen: Counter[str] = Counter()
    found = [
        _node(piece, directive.text[piece.start : piece.end], source, _next(seen, piece.clause))
        for piece in pieces(directive)
    ]
    for footnote in directive.footnotes:
        piece = _footnote_piece(directive, footnote)
        found.append(_node(piece, footnote.text, source, f"fn_{footnote.marker}_{_next(seen, 'footnote')}"))
    return found


def _node(piece: Piece, text: str, source: RelatedNodeInfo, part: str) -> TextNode:
    return TextNode(
        id_=point_id(Kind.CHUNK, f"{source.node_id}:{piece.clause}:{part}"),
        text=text,
        start_char_idx=piece.start,
        end_char_idx=piece.end,
        metadata={
            "document": piece.path[0],
            "clause": piece.clause,
            "element": piece.element,
            "heading": piece.heading,
            "path": PATH_SEPARATOR.join(piece.path),
        },
        excluded_embed_metadata_keys=_UNREAD,
        excluded_llm_metadata_keys=_UNREAD,
        metadata_template="{value}",
        text_template="{metadata_str}\n{content}",
        relationships={NodeRelationship.SOURCE: source},
    )


def _chunk(node: TextNode) -> Chunk:
    metadata = node.metadata
    return Chunk(
        id=node.node_id,
        document=metadata["document"],
        clause=metadata["clause"],
        element=metadata["element"],
        heading=metadata["heading"],
        path=tuple(metadata["path"].split(PATH_SEPARATOR)),
        start=node.start_char_idx or 0,
        end=node.end_char_idx or 0,
        text=node.text,
        embedded=node.get_content(MetadataMode.EMBED),
    )


def _footnote_piece(directive: Directive, footnote: Footnote) -> Piece:
    """A footnote belongs to the deepest clause that its marker stands in."""
    holding = [each for each in directive.walk() if each.start <= footnote.anchor <= each.end]
    clause = min(holding, key=_length).id if holding else directive.number
    return Piece(clause, "footnote", False, (directive.number,), footnote.anchor, footnote.anchor)


def _length(clause: Clause) -> int:
    return clause.end - clause.start


def _next(seen: Counter[str], key: str) -> str:
    """The ordinal of a piece among those of its clause."""
    seen[key] += 1
    return str(seen[key])
