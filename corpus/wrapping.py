"""Lines that the page's width cut (a PDF): told from a word processor's paragraphs, and joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.lines import Line, join
from corpus.numbering import match_label

_LOWER_START = re.compile(r"[^\W\d_]")
_CLAUSE_END = re.compile(r"[.;:!?…][\"”)]*$")


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether lines are cut at the page's width (a PDF) rather than at paragraph ends (a word processor).

    Continuation lines begin in lower case; paragraphs of a directive hardly ever do.
    """
    lettered = [line for line in lines if line.table is None and _LOWER_START.match(line.text)]
    lower = sum(line.text[0].islower() and match_label(line.text) is None for line in lettered)
    return len(lettered) >= 8 and lower > 0.2 * len(lettered)


def join_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """Join the lines of each paragraph of a wrapped text.

    A line begins a paragraph when it carries a label; where first lines are indented, when it is indented; else when
    it begins with a capital and the line above ended before the column's edge: the next word would have fitted.
    """
    if not lines:
        return []
    widths = sorted(len(line.text) for line in lines if line.table is None) or [0]
    width = widths[int(0.9 * (len(widths) - 1))]
    edge = _indented_from(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for above, line in zip(lines, lines[1:], strict=False):
        if _begins_paragraph(above, line, width, edge):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [join(group) for group in groups]


def _indented_from(lines: Sequence[Line]) -> int | None:
    """Return from which column on a line counts as indented, where indents begin paragraphs."""
    plain = [line for line in lines if line.table is None]
    common = Counter(line.indent for line in plain).most_common(1)
    edge = common[0][0] + 2 if common else 0
    indented = [line for line in plain if line.indent >= edge]
    starts = sum(line.text[0].isupper() or match_label(line.text) is not None for line in indented)
    return edge if len(indented) > 2 and starts > 0.9 * len(indented) else None


def _begins_paragraph(above: Line, line: Line, width: int, edge: int | None) -> bool:
    if above.table is not None or line.table is not None:
        return True
    label = match_label(line.text)
    if label is not None:
        # "(1)" at the edge of a page usually runs on; structure finds the list inside the paragraph either way.
        return label.element != "item" and not _looks_continued(above, line.text[label.end :], label.element)
    if edge is not None:
        return line.indent >= edge
    if not line.text[0].isupper():
        return False
    room = 0.85 if _CLAUSE_END.search(above.text) else 0.75
    return len(above.text) < room * width


def _looks_continued(above: Line, rest: str, element: str) -> bool:
    """Tell whether a line that seems labelled is the middle of a sentence ("... Điểm d, Mục 7, / Phần II ...")."""
    if element == "indent" or _CLAUSE_END.search(above.text):
        return False
    return above.text.endswith(",") or rest[:1].islower()
