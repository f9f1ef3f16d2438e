"""An answer's text in blocks, for pages and files: what its markdown means, and nothing that acts.

Links, pictures and HTML stay the text they are; only markers ``[1]`` of the answer's own citations become references.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.text import slugify

_PARSER = (
    MarkdownIt("commonmark")
    .enable("table")
    .disable(["link", "image", "autolink", "html_inline", "html_block", "reference", "code", "fence", "hr"])
    .disable("text_join")  # keeps what was escaped apart: a document's own "[1]" is no marker
)
_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; ``citation`` is the number of the source they refer to."""

    text: str
    bold: bool = False
    italic: bool = False
    citation: int | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or the words of a document quoted."""

    words: Line
    quoted: bool = False
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Line, ...]
    ordered: bool = False
    kind: str = "items"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has as many cells as the head."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    kind: str = "grid"


Block = Paragraph | Items | Grid


def blocks(text: str, cited: Collection[int]) -> list[Block]:
    """Return the blocks of an answer's markdown; ``cited`` are the numbers that have a citation."""
    rest = iter(_PARSER.parse(text))
    return list(_blocks(rest, frozenset(cited)))


def document_html(text: str) -> str:
    """Return one of our own documents in HTML; its headings have their words as ids."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", slugify(words.content))
    return str(parser.renderer.render(tokens, parser.options, {}))


def answer_blocks(answer: dict[str, Any]) -> list[Block]:
    """Return the blocks of an answer's text (the answer in the interface's JSON)."""
    return blocks(answer["answer"], [citation["n"] for citation in answer["citations"]])


def line(text: str) -> Line:
    """Return the runs of a line of markdown, without references."""
    return _line(_PARSER.parseInline(text), frozenset())


def plain(words: Line) -> str:
    """Return the words of a line alone."""
    return "".join(run.text for run in words)


def _blocks(rest: Iterator[Token], cited: frozenset[int]) -> Iterator[Block]:
    quoted = 0
    for token in rest:
        if token.type in ("blockquote_open", "blockquote_close"):
            quoted += token.nesting
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield Items(tuple(_items(rest, cited)), token.type == "ordered_list_open")
        elif token.type == "table_open":
            yield _grid(rest, cited)
        elif token.type == "inline":
            yield Paragraph(_line([token], cited), bool(quoted))


def _items(rest: Iterator[Token], cited: frozenset[int]) -> Iterator[Line]:
    """Yield the items of a list; those of lists inside it follow theirs."""
    depth = 1
    for token in rest:
        if token.type in ("bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close"):
            depth += token.nesting
        elif token.type == "inline":
            yield _line([token], cited)
        if not depth:
            return


def _grid(rest: Iterator[Token], cited: frozenset[int]) -> Grid:
    rows: list[list[Line]] = []
    for token in rest:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_line([token], cited))
        elif token.type == "table_close":
            break
    head, *body = (tuple(row) for row in rows)
    return Grid(head, tuple(body))


def _line(tokens: Sequence[Token], cited: frozenset[int]) -> Line:
    runs: list[Run] = []
    bold = italic = 0
    for token in tokens[0].children or [] if tokens else []:
        if token.type.startswith("strong_"):
            bold += token.nesting
        elif token.type.startswith("em_"):
            italic += token.nesting
        elif token.type == "text":
            runs += _runs(token.content, bool(bold), bool(italic), cited)
        else:  # what was escaped, a line's end, words in backquotes
            runs.append(Run(token.content or "\n", bool(bold), bool(italic)))
    return _joined(runs)


def _runs(words: str, bold: bool, italic: bool, cited: frozenset[int]) -> Iterator[Run]:
    """Cut words at the markers of citations."""
    at = 0
    for marker in _MARKER.finditer(words):
        if int(marker[1]) in cited:
            yield Run(words[at : marker.start()], bold, italic)
            yield Run(marker[0], bold, italic, int(marker[1]))
            at = marker.end()
    yield Run(words[at:], bold, italic)


def _joined(runs: Sequence[Run]) -> Line:
    """Put neighbours of one style together."""
    styles = groupby((run for run in runs if run.text), key=lambda run: (run.bold, run.italic, run.citation))
    return tuple(Run("".join(run.text for run in same), *style) for style, same in styles)
