"""Chunks: nothing lost, nothing changed, nothing too long."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from index_builders import directive
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import MetadataMode, TextNode

from corpus.model import Clause, Directive, Footnote
from index.chunking import ClauseSplitter, DirectiveDocument, split
from index.pieces import LONG, pieces
from index.points import Chunk

WORD = "việc "


def uncovered(document: Directive) -> str:
    inside = bytearray(len(document.text))
    for piece in pieces(document):
        inside[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    return "".join(char for char, seen in zip(document.text, inside, strict=True) if not seen).strip()


@st.composite
def trees(draw: st.DrawFn) -> Directive:
    """Any text under any tree whose spans nest, with text outside all clauses too."""
    parts = st.sampled_from(["Bộ A chủ trì. ", "việc ", "\n", "“một. hai” ", "; ", "20-TB/A "])
    text = "".join(draw(st.lists(st.builds(str.__mul__, parts, st.integers(1, 120)), max_size=12)))

    def grow(start: int, end: int, path: str, depth: int) -> tuple[Clause, ...]:
        cuts = sorted(draw(st.lists(st.integers(start, end), max_size=6 if depth < 3 else 0)))
        spans = list(zip(cuts[::2], cuts[1::2], strict=False))
        element = draw(st.sampled_from(["sec", "point", "item"]))
        return tuple(
            Clause(
                f"{path}{element}_{n}", element, str(n), None, a, b, a, grow(a, b, f"{path}{element}_{n}__", depth + 1)
            )
            for n, (a, b) in enumerate(spans, 1)
        )

    return replace(directive(), text=text, preface=None, clauses=grow(0, len(text), "1-TB/ABC#", 0), tasks=())


@settings(max_examples=80, deadline=None)
@given(trees())
def test_every_character_is_in_a_piece_and_no_piece_is_too_long(document: Directive):
    assert uncovered(document) == ""
    spans = {clause.id: (clause.start, clause.end) for clause in document.walk()}
    for piece in pieces(document):
        words = document.text[piece.start : piece.end]
        assert words.strip() == words != ""
        assert len(words.split()) <= LONG
        start, end = spans.get(piece.clause, (0, len(document.text)))
        assert start <= piece.start < piece.end <= end


def test_the_shipped_directives(shipped: list[Directive]):
    for document in shipped:
        chunks = split(document)
        assert uncovered(document) == ""
        assert len({chunk.id for chunk in chunks}) == len(chunks)
        assert [chunk for chunk in chunks if chunk.element != "footnote" and not _verbatim(document, chunk)] == []
        assert split(document) == chunks


def _verbatim(document: Directive, chunk: Chunk) -> bool:
    return document.text[chunk.start : chunk.end] == chunk.text and chunk.embedded.endswith("\n" + chunk.text)


def test_a_dash_carries_the_headings_above_it(shipped: list[Directive]):
    chunks = {chunk.clause: chunk for document in shipped for chunk in split(document)}
    dash = chunks["20-TB/CQTTBCĐ#sec_3__point_c__indent_6"]
    assert dash.path == (
        "20-TB/CQTTBCĐ",
        "3. Một số nhiệm vụ thúc đẩy phát triển khoa học công nghệ, đổi mới sáng tạo và chuyển đổi số",
        "c) Bộ Khoa học và Công nghệ",
    )
    assert dash.embedded.startswith("20-TB/CQTTBCĐ > 3. Một số nhiệm vụ")
    assert chunks["20-TB/CQTTBCĐ#sec_3__point_c"].heading
    assert not dash.heading


def test_a_long_clause_is_split_at_sentence_ends():
    sentence = "Bộ A " + WORD * 60 + "xong."
    chunks = [c for c in split(directive(sections=(" ".join([sentence] * 9),))) if c.element == "sec"]
    assert len(chunks) == 3
    assert {chunk.clause for chunk in chunks} == {"1-TB/ABC#sec_1"}
    assert all(chunk.text.endswith("xong.") for chunk in chunks)


def test_a_quotation_is_not_split():
    quoted = "“" + "Bộ A làm việc này. " * 25 + "”"
    text = "Bộ B làm. " * 20 + quoted + " Bộ C làm." * 20
    chunks = split(directive(sections=(text,)))
    assert any(quoted in chunk.text for chunk in chunks)


def test_a_sentence_longer_than_a_chunk_is_cut_at_semicolons():
    text = "; ".join([(WORD * 50).strip()] * 6)
    chunks = [c for c in split(directive(sections=(text,))) if c.element == "sec"]
    assert len(chunks) > 1
    assert all(chunk.text.endswith(";") for chunk in chunks[:-1])


def test_footnotes_are_found_at_the_clause_of_their_marker():
    plain = directive()
    marker = plain.clauses[1].start + 5
    chunk = split(replace(plain, footnotes=(Footnote("1", "Chú thích.", marker),)))[-1]
    assert (chunk.element, chunk.text, chunk.clause) == ("footnote", "Chú thích.", plain.clauses[1].id)
    assert (chunk.start, chunk.end) == (marker, marker)


def test_the_transform_stands_in_a_llama_index_pipeline():
    nodes = IngestionPipeline(transformations=[ClauseSplitter()]).run(documents=[DirectiveDocument.of(directive())])
    assert [node.node_id for node in nodes] == [chunk.id for chunk in split(directive())]
    node = nodes[-1]
    assert isinstance(node, TextNode)
    assert node.metadata["clause"] == "1-TB/ABC#sec_2"
    for mode in (MetadataMode.EMBED, MetadataMode.LLM):
        assert node.get_content(mode) == "1-TB/ABC\n2. Bộ B làm việc hai."
