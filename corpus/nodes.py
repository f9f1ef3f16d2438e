"""The nodes that a clause tree is built of, and how they become clauses with ids (DESIGN section 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.model import Clause

TERMINAL = re.compile(r"[.;:!?…,][\"”)]*$")
"""What ends running words and no heading."""
_ID_NAMES = {"sec_roman": "sec", "sec_named": "sec", "subindent": "indent"}


@dataclass(slots=True)
class Node:
    """A clause in the making; spans are half-open offsets into the text."""

    element: str
    number: str | None
    depth: float
    start: int
    end: int
    content_start: int
    line_end: int
    """Where its first line ends."""
    heading: tuple[int, int] | None = None
    titled: bool = False
    """True while further lines of a title may follow ("Chương I / QUY ĐỊNH CHUNG")."""
    paragraphs: int = 1
    children: list[Node] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)
    """Of each element among the children, the last number."""


class Ids:
    """Freezes nodes into clauses, giving each the id that its place in the structure dictates."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.seen: dict[str, int] = {}
        """How many clauses asked for each path."""
        self.warnings: list[str] = []

    def freeze(self, node: Node, parent: str, text: str) -> Clause:
        """Return the clause of a node and of all below it; ``parent`` is the path above."""
        self._settle_heading(node, text)
        path = self._unique("__".join(filter(None, (parent, _segment(node)))))
        children = tuple(self.freeze(child, path, text) for child in node.children)
        heading = text[slice(*node.heading)] if node.heading else None
        element = _ID_NAMES.get(node.element, node.element)
        return Clause(
            f"{self.number}#{path}", element, node.number, heading, node.start, node.end, node.content_start, children
        )

    @staticmethod
    def _settle_heading(node: Node, text: str) -> None:
        """A labelled line without final punctuation that only introduces labelled clauses is their heading."""
        if node.heading or not node.children or node.element == "p":
            return
        first = node.children[0]
        line_end = rstrip(text, node.content_start, min(first.start, max(node.line_end, node.content_start)))
        if first.element not in {"item", "p"} and not TERMINAL.search(text[node.content_start : line_end]):
            node.heading = (node.content_start, line_end)
            node.content_start = line_end

    def _unique(self, path: str) -> str:
        unique = path
        while unique in self.seen:
            self.seen[path] += 1
            unique = f"{path}-{self.seen[path]}"
        self.seen[unique] = 1
        if unique != path:
            self.warnings.append(f"duplicate:{path}")
        return unique


def _segment(node: Node) -> str:
    name = _ID_NAMES.get(node.element, node.element)
    return f"{name}_{node.number}" if node.number else name


def rstrip(text: str, start: int, end: int) -> int:
    """Return the end of a stretch without the white space it ends with."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
