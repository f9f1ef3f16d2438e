"""Lines to clause tree, with the ids of DESIGN section 4.

Guarantees, whatever the lines are: no exception; ids are unique and depend only on structure; a child's
span lies inside its parent's and after its elder sibling's; every character of the body that is not white
space belongs to some clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.doctypes import TITLES
from corpus.model import Clause
from corpus.nodes import TERMINAL, Ids, Node, rstrip
from corpus.numbering import DEPTH, Label, follows, inline_items, match_label
from corpus.parties import parse_parties
from corpus.quotations import OPENING_QUOTES, quoted_amendments
from corpus.tables import RowKind, RowReading, TableReader, row_number
from corpus.text import fold

# "... trân trọng thông báo để các cơ quan, địa phương biết, thực hiện."
_CLOSING = re.compile(
    r"(?:^|(?<=[.!?…]\s))(?P<closing>[^.!?…]*\b(?:trân trọng (?:thông báo|đề nghị|báo cáo|cảm ơn)|"
    r"(?:thông báo|báo cáo) (?:để|đến|tới) [^.]{0,120}\bbiết|kính trình\b[^.]{0,150}\bxem xét)\b[^.!?…]*[.!?…/]*)\s*$",
    re.IGNORECASE,
)
_THIS = (
    r"(?:Chỉ thị|Nghị quyết|Quyết định|Kế hoạch|Thông báo|Kết luận|Quy định|Quy chế|Công văn|Công điện|Chương trình)"
    r"\s+này"
)
# The last paragraph of all, where it has no number of its own: "Trong quá trình thực hiện, nếu có vướng mắc, ...",
# "Nghị quyết này đã được ... thông qua ngày ..."
_LAST_WORDS = re.compile(
    r"Trong quá trình (?:triển khai |tổ chức )?(?:triển khai|thực hiện)\b[^.;]*?\s(?:nếu|có)\s|Trên đây là\s"
    rf"|{_THIS}\s+(?:đã\s+)?được\s[^.;]*\bthông qua\b",
    re.IGNORECASE,
)
# "Các Bộ trưởng, ... chịu trách nhiệm thi hành Chỉ thị này": of articles and parts, the last one's own
_WHO_CARRIES_OUT = re.compile(
    rf"[^.;]{{0,300}}\b(?:thực hiện|thi hành)\s+(?:nghiêm(?:\s+túc)?\s+)?{_THIS}[./\s]*$", re.IGNORECASE
)
# "QUYẾT ĐỊNH:" between the recitals and the articles: it belongs to the recital above
_ENACTS = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN)\s*:$")
_PARAGRAPH_DEPTH = 9.5  # an unnumbered paragraph may hold items, nothing else
_HOLDER_DEPTH = 7.5  # but one that only names agencies ("Bộ Y tế:") holds the dashes below it
_TITLED = {"annex", "part", "chp", "sec_named", "sec", "art"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a row of a table, as half-open spans of the text."""

    start: int
    end: int
    table: int | None = None
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRow:
    """What the clause of a table row was read from."""

    reading: RowReading
    table_start: int
    """Where its table begins in its clause, headers included."""


@dataclass(frozen=True, slots=True)
class Body:
    """A clause tree and what was odd about its numbering and its tables."""

    clauses: tuple[Clause, ...]
    warnings: tuple[str, ...]
    rows: dict[int, TaskRow]
    """The rows among the clauses, by where they start."""


def split_closing(text: str) -> int | None:
    """Return where a closing formula begins in the last paragraph of a body, or None."""
    match = _CLOSING.search(text)
    return match.start("closing") if match else None


def build_tree(number: str, text: str, paragraphs: Sequence[Paragraph], attachments: Sequence[Paragraph] = ()) -> Body:
    """Build the clause tree of a body.

    Args:
        number: the document's number, the first part of every id.
        text: the cleaned text of the whole document.
        paragraphs: the body's paragraphs, in order.
        attachments: the paragraphs of what follows the signature; the first opens an annex.
    """
    builder = _Builder(text)
    builder.extend(paragraphs, body=True)
    builder.attach(attachments)
    ids = Ids(number)
    clauses = tuple(ids.freeze(node, "", text) for node in builder.root.children)
    return Body(clauses, tuple(builder.warnings + ids.warnings + builder.tables.warnings), builder.rows)


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Node("body", None, -1, 0, 0, 0, 0, paragraphs=0)
        self.stack = [self.root]
        self.warnings: list[str] = []
        self.tables = TableReader(text)
        self.rows: dict[int, TaskRow] = {}
        self._table_start: int | None = None
        self._article: str | None = None
        """The last article: articles count on through chapters."""

    def attach(self, paragraphs: Sequence[Paragraph]) -> None:
        """Add what follows the signature; where no "PHỤ LỤC" opens it, its first line is the annex's title."""
        if paragraphs and not match_label(self.text[paragraphs[0].start : paragraphs[0].end]):
            start = paragraphs[0].start
            del self.stack[1:]
            annex = Node("annex", None, DEPTH["annex"], start, start, start, start)
            self._article = None
            self.root.children.append(annex)
            self.stack.append(annex)
        self.extend(paragraphs)

    def extend(self, paragraphs: Sequence[Paragraph], body: bool = False) -> None:
        """Add paragraphs in order; of a quoted amendment, only the first is a clause and takes the others in.

        The last of a ``body`` may say of the whole document how it is carried out: it belongs to no section.
        """
        quoted = quoted_amendments([self.text[p.start : p.end] if p.table is None else "" for p in paragraphs])
        for i, paragraph in enumerate(paragraphs):
            if body and i == len(paragraphs) - 1 and i not in quoted and self._ends_body(paragraph):
                del self.stack[1:]
            if i not in quoted:
                self.add(paragraph)
            elif quoted[i] == i and self._opens_with_quote(paragraph):
                self._table_start = None
                self._add_paragraph(paragraph.start, paragraph.end)
            elif quoted[i] == i:
                self.add(paragraph)
            else:
                self._extend(paragraph.end)

    def _ends_body(self, paragraph: Paragraph) -> bool:
        line = self.text[paragraph.start : paragraph.end]
        if paragraph.table is not None or match_label(line):
            return False
        numbered_only = not {"art", "part"} & {node.element for node in self.stack}
        return bool(_LAST_WORDS.match(line) or (numbered_only and _WHO_CARRIES_OUT.match(line)))

    def _opens_with_quote(self, paragraph: Paragraph) -> bool:
        return self.text[paragraph.start] in OPENING_QUOTES

    def add(self, paragraph: Paragraph) -> None:
        start, end = paragraph.start, paragraph.end
        if paragraph.table is not None:
            self._add_row(paragraph.table, paragraph)
            return
        self._table_start = None
        line = self.text[start:end]
        label = match_label(line)
        if label and label.element == "item" and inline_items(line):
            self._add_items(start, end)
        elif label:
            self._add_labelled(label, start, end)
        elif _ENACTS.match(line) and len(self.stack) > 1:
            self._extend(end)
        else:
            if split_closing(line) == 0:  # a closing formula belongs to the document
                del self.stack[1:]
            self._add_paragraph(start, end)

    def _add_labelled(self, label: Label, start: int, end: int) -> None:
        element = self._element(label)
        if element == "sec" and any(node.element == "art" for node in self.stack):
            element = "para"
        depth = DEPTH[element] + 0.1 * (label.number or "").count(".")
        while self.stack[-1].depth >= depth:
            self.stack.pop()
        parent = self.stack[-1]
        number = self._number(element, label.number, parent)
        node = Node(element, number, depth, start, end, start + label.end, end)
        parent.children.append(node)
        self._extend(end)
        self.stack.append(node)
        node.children.extend(self._items(start + label.end, end))

    def _element(self, label: Label) -> str:
        """Tell a Roman item ("i)", "v)") from a lettered point: a letter that does not go on its list is none."""
        if label.element == "point" and label.number in {"i", "v", "x"}:
            last = [node.last for node in reversed(self.stack)]
            points = next((each["point"] for each in last if "point" in each), None)
            items = next((each["item"] for each in last if "item" in each), None)
            if not follows("point", label.number, points) and (label.number == "i" or items in {"iv", "ix"}):
                return "item"
        return label.element

    def _number(self, element: str, written: str | None, parent: Node) -> str | None:
        """Count dashes; take other numbers as written, an annex may have none; warn where the order is broken."""
        previous = parent.last.get(element)
        if element == "annex":
            self._article = None
        if element == "art" and written:
            previous, self._article = self._article if previous is None else previous, written
        if element in {"indent", "subindent"}:
            parent.last[element] = str(1 + int(previous or 0))
            return parent.last[element]
        if written:
            if not follows(element, written, previous):
                self.warnings.append(f"numbering:{element}:{previous or '-'}:{written}")
            parent.last[element] = written
        return written

    def _add_paragraph(self, start: int, end: int) -> None:
        holds = self._names_holders(start, end)
        while self.stack[-1].element == "p" or (holds and self.stack[-1].depth >= _HOLDER_DEPTH):
            self.stack.pop()  # a paragraph holds no paragraphs
        top = self.stack[-1]
        if self._is_title(top, start, end):
            top.heading = (top.heading[0] if top.heading else start, end)
            top.content_start, top.titled = end, True
            self._extend(end)
            return
        if self._is_heading(top) or top.titled:
            top.heading = top.heading or (top.content_start, top.line_end)
            top.content_start, top.titled = start, False
            self._extend(end)
            top.children.extend(self._items(start, end))
            return
        top.paragraphs += 1
        depth = _HOLDER_DEPTH if holds else _PARAGRAPH_DEPTH
        node = Node("p", str(top.paragraphs), depth, start, end, start, end)
        node.children.extend(self._items(start, end))
        top.children.append(node)
        self._extend(end)
        self.stack.append(node)

    def _names_holders(self, start: int, end: int) -> bool:
        """Tell whether a line names who does what the dashes below it say, and nothing else ("Bộ Y tế, Bộ Nội vụ:")."""
        if not self.text[start:end].endswith(":"):
            return False
        parties = parse_parties(self.text, start, end - 1)
        return bool(parties.parties) and parties.end == end - 1

    def _add_items(self, start: int, end: int) -> None:
        """Add a list that begins a line but belongs to the paragraph above ("... phát huy vai trò:")."""
        if self.stack[-1] is self.root:
            self._add_paragraph(start, end)
            return
        self._extend(end)
        self.stack[-1].children.extend(self._items(start, end))

    def _add_row(self, table: int, row: Paragraph) -> None:
        """Add a row; headers and group rows ("I | Hạ tầng số") stay words of the clause that holds the table."""
        while self.stack[-1].element in {"p", "row"}:
            self.stack.pop()
        top = self.stack[-1]
        self._table_start = row.start if self._table_start is None else self._table_start
        reading = self.tables.read(table, row.cells)
        if reading.kind is RowKind.BODY or top is self.root:
            self.rows[row.start] = TaskRow(reading, self._table_start)
        if reading.kind is RowKind.BODY:
            number = row_number(reading.number, top.last.get("row"))
            if number[0].isdecimal():
                top.last["row"] = number
            words = max(row.start, reading.words)
            top.children.append(Node("row", number, DEPTH["row"], row.start, row.end, words, row.end))
        elif top is self.root:  # no clause holds the table
            self._add_paragraph(row.start, row.end)
        self._extend(row.end)

    def _items(self, start: int, end: int) -> list[Node]:
        found = inline_items(self.text[start:end])
        stops = [start + label for _, label, _ in found][1:] + [end] * bool(found)
        return [
            Node("item", n, DEPTH["item"], start + label, last, start + words, last)
            for (n, label, words), stop in zip(found, stops, strict=True)
            for last in [rstrip(self.text, start + label, stop)]
        ]

    def _is_title(self, node: Node, start: int, end: int) -> bool:
        """A line that follows a bare label titles it ("Phần I / QUAN ĐIỂM"); in capitals, so may the lines after it."""
        if node.element not in _TITLED or node.children or start < node.content_start:
            return False
        line = self.text[start:end]
        if node.heading is None:
            bare = not self.text[node.content_start : node.end].strip()
            return bare and not (TERMINAL.search(line) or line.startswith("("))
        kind = fold(self.text[slice(*node.heading)]) in TITLES  # "KẾ HOẠCH" alone is no title yet
        return node.titled and (line.isupper() or (kind and not line.startswith("(")))

    def _is_heading(self, node: Node) -> bool:
        """A labelled line without final punctuation, before its first paragraph, titles its clause."""
        return (
            node.element not in {"body", "p", "item", "indent", "subindent"}
            and node.heading is None
            and not node.children
            and node.content_start < node.line_end
            and not TERMINAL.search(self.text[node.content_start : node.line_end])
        )

    def _extend(self, end: int) -> None:
        for node in self.stack:
            node.end = max(node.end, end)
