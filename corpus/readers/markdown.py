"""Markdown (CommonMark with pipe tables): emphasis is stripped, labels of list items stay as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.readers import plain
from corpus.readers.content import Content, ContentBuilder

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_BREAKS = {"softbreak", "hardbreak"}


def read(data: bytes) -> Content:
    """Read the bytes of a Markdown file.

    Raises:
        CorpusError: the bytes are not Unicode text.
    """
    # An indented line is no code in a directive: word processors indent first lines.
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    walker = _Walker()
    walker.walk(parser.parse(plain.read(data).text))
    return walker.builder.build()


class _Walker:
    def __init__(self) -> None:
        self.builder = ContentBuilder()
        self._labels: list[str] = []
        """The labels of list items whose words are still to come."""
        self._bullets = 0
        """How many bullet lists are open."""

    def walk(self, tokens: Sequence[Token]) -> None:
        """Add the blocks in order."""
        rest = iter(tokens)
        for token in rest:
            if token.type == "table_open":
                self.builder.table(_table(rest))
            elif token.type == "list_item_open":
                self._labels.append(self._label(token))
            elif token.type == "list_item_close":
                self._labels.clear()
            elif token.type in {"bullet_list_open", "bullet_list_close"}:
                self._bullets += token.nesting
            elif token.type == "inline":
                self._line(_words(token.children or []))
            elif token.type in {"fence", "code_block"}:
                self._line(token.content)
            elif token.type == "html_block":
                self._line(_TAG.sub("", _BREAK.sub("\n", token.content)))
            elif token.type in {"paragraph_close", "heading_close", "hr"}:
                self.builder.line()

    def _label(self, token: Token) -> str:
        """Return a list item's label as directives print it: "1.", "-" and, one level deeper, "+"."""
        if token.info:
            return f"{token.info}{token.markup} "
        return "+ " if self._bullets > 1 or token.markup == "+" else "- "

    def _line(self, words: str) -> None:
        self.builder.line("".join(self._labels) + words.strip("\n"))
        self._labels.clear()


def _words(tokens: Sequence[Token]) -> str:
    """Return the words of inline tokens; marks of emphasis and links have none."""
    parts = []
    for token in tokens:
        if token.type in _BREAKS or (token.type == "html_inline" and _BREAK.fullmatch(token.content)):
            parts.append("\n")
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)


def _table(tokens: Iterator[Token]) -> list[list[str]]:
    """Read the rows of a table up to its end."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_words(token.children or []))
    return rows
