"""Which parts of an HTML page are the document: not a portal's menus and link lists, nor Word's review comments.

A part is dropped only before the letterhead or behind the closing, and where nothing in it looks like an annex or work
that is given: a missing clause is worse than a line too many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from corpus.readers.content import is_letterhead, is_task_header

_DROPPED = {
    "script", "style", "noscript", "template", "nav", "form", "button", "select", "input", "iframe", "object", "embed",
    "svg", "head", "aside", "footer", "menu", "dialog", "audio", "video", "canvas", "del", "s", "strike",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
# Word's review comments: their list at the end, and their marks in the text
_COMMENT_STYLE = re.compile(r"mso-element\s*:\s*comment", re.IGNORECASE)
_COMMENT_CLASS = re.compile(r"(?:^|\s)(?:MsoCommentReference|msocom\w+)(?:\s|$)")
# Names that portals give to what surrounds a document
_REGION = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|breadcrumbs?|header|topbar|footer|sidebar|related|relate|others?|shar(?:e|ing)"
    r"|social|toolbar|banner|copyright|comments?|pagination|popup|modal|tags?|hotline|search)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_DOWNLOAD = re.compile(r"javascript:|[^?#]*\.(?:pdf|docx?|zip|rar|xlsx?)(?:$|[?#])", re.IGNORECASE)
_LINKED = {"div", "p", "ul", "ol", "li", "td", "table", "section", "span", "h3", "h4", "h5", "h6"}
"""Elements that may be a list of links and nothing else."""
_OF_TABLES = {"tr", "td", "th", "table", "body"}
_ARTICLE = re.compile(r"(?:^|\n)\s*(?:Điều \d|Nơi nhận|PHỤ LỤC|Kính gửi|Căn cứ)")
_WORK = re.compile(r"chủ trì|phối hợp|[Nn]hiệm vụ|trước ngày|hoàn thành", re.IGNORECASE)
_SHARE = 0.3
"""A part with more of the page's words is no menu."""
_LONG = 1_000
"""A cell of so many characters that holds a letterhead lays the page out."""
_LEAST = 30

# Footnotes as Word ("_ftn1", "ftn1") and LibreOffice ("sdfootnote1sym", "sdfootnote1") link them
_NOTE_BODY = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+")
_NOTE_LINK = re.compile(r"#_?(?P<id>(?:ftn|edn|sdfootnote|sdendnote)\d+)(?:sym)?")
_NOTE_BACK = re.compile(r"#_?(?:(?:ftn|edn)ref\d+|sd(?:foot|end)note\d+anc)")


def article(root: etree._Element) -> etree._Element:
    """Return the page's main part where it names exactly one, else its body."""
    for path in (".//main", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and len(words(found[0]).split()) > _LEAST:
            return found[0]
    body = root.find("body")
    return root if body is None else body


def without_surroundings(page: etree._Element) -> None:
    """Take out of a page, in place, what is no part of the document."""
    _drop(page, is_dropped)
    whole, elements = len(words(page)), list(page.iter("*"))
    official = [i for i, each in enumerate(elements) if any(map(is_letterhead, (each.text or "", each.tail or "")))]
    inside = set(elements[official[0] : official[-1] + 1]) if official else {page}
    for is_other in (_is_list_of_links, _is_region):  # what a region holds besides links tells what it is
        _drop(page, lambda each: each not in inside and is_other(each) and _is_around(each, whole))  # noqa: B023


def _drop(page: etree._Element, test: Callable[[etree._Element], bool]) -> None:
    for element in list(page.iter()):
        if element is not page and any(each is page for each in element.iterancestors()) and test(element):
            _remove(element)


def is_dropped(element: etree._Element) -> bool:
    """Tell whether a browser does not show an element, or it never holds a document's words."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return True
    style = element.get("style") or ""
    if _COMMENT_STYLE.search(style) or _COMMENT_CLASS.search(element.get("class") or ""):
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or element.get("role") == "navigation" or bool(_HIDDEN.search(style))


def _is_around(element: etree._Element, whole: int) -> bool:
    """Tell whether an element holds but a small part of the page's words, and none of a letterhead or an annex."""
    text = words(element)
    return len(text) <= _SHARE * whole and not is_letterhead(text) and not _ARTICLE.search(text)


def _is_region(element: etree._Element) -> bool:
    """Tell whether an element's class or id names it as a menu, a footer or the like, and it gives nobody work."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_REGION.search(named)) and element.tag not in _OF_TABLES and not _WORK.search(words(element))


def _is_list_of_links(element: etree._Element) -> bool:
    """Tell whether all words of an element lead elsewhere; a lone link is one of a document's words or a download."""
    if element.tag not in _LINKED:
        return False
    links = [each for each in element.iter("a") if (each.get("href") or "#")[:1] != "#"]
    if not links or (len(links) == 1 and not _DOWNLOAD.match(links[0].get("href") or "")):
        return False
    return sum(map(_letters, map(words, links))) >= _letters(words(element)) > 0


def lays_out(table: etree._Element) -> bool:
    """Tell a table that lays a page out from one of data: it holds other tables or a whole document, and no header."""
    rows = [[words(cell) for cell in cells(row)] for row in rows_of(table)]
    if any(map(is_task_header, rows[:3])):
        return False
    nested = any(cell.find(".//table") is not None for row in rows_of(table) for cell in cells(row))
    return nested or any(len(text) > _LONG and is_letterhead(text) for row in rows for text in row)


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, those of tables in it left out."""
    return (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)


def cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row."""
    return (cell for cell in row if cell.tag in {"td", "th"} and not is_dropped(cell))


def take_notes(page: etree._Element) -> dict[str, etree._Element]:
    """Take the bodies of footnotes out of a page, in place, and return them by id."""
    found = {}
    for element in list(page.iter("div")):
        if _NOTE_BODY.fullmatch(element.get("id") or ""):
            for link in list(element.iter("a")):
                if _NOTE_BACK.fullmatch(link.get("href") or ""):
                    _remove(link)
            found[element.get("id") or ""] = element
            _remove(element)
    return found


def note_of(element: etree._Element) -> str | None:
    """Return the id of the footnote that a link leads to, or None."""
    link = _NOTE_LINK.fullmatch(element.get("href") or "") if element.tag == "a" else None
    return link["id"] if link else None


def words(element: etree._Element) -> str:
    """Return all words of an element."""
    return "".join(element.itertext("*"))


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _remove(element: etree._Element) -> None:
    """Take an element out; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
