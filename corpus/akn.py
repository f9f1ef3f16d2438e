"""A directive as Akoma Ntoso 3.0 (OASIS LegalDocML, akn-core v1.0), valid against its schema.

Guarantees: every word of the cleaned text is there once and in order; each clause is an
element whose ``eId`` is the path of its id; the register stands in ``proprietary``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from corpus.model import AgencyRef, Clause, Directive, Task

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
REGISTER = "urn:chidao:register"
"""Namespace of what Akoma Ntoso has no element for: tasks, their parties and deadlines."""

# Our elements are Akoma Ntoso's id prefixes (its naming convention, 5.3); those without an element are containers.
_ELEMENTS = {
    "part": "part", "chp": "chapter", "sec": "section", "subsec": "subsection", "art": "article",
    "para": "paragraph", "point": "point", "indent": "indent",
}  # fmt: skip
NO_DATE = "0001-01-01"
"""Stands for the day of what has none: the schema wants one."""
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2

ET.register_namespace("", AKN)
ET.register_namespace("chidao", REGISTER)


def directive_akn(directive: Directive) -> bytes:
    """Return the directive as an XML document in UTF-8."""
    root = Element(akn_name("akomaNtoso"))
    document = sub(root, "doc", name=directive.type_code.lower() or "doc")
    _meta(document, directive)
    writer = _Writer(directive)
    preface, conclusions = directive.preface, directive.conclusions
    if preface:
        writer.matter(sub(document, "preface", eId="preface"), preface)
    body, after = sub(document, "mainBody", eId="body"), None
    if conclusions:
        after = sub(document, "conclusions", eId="conclusions")
        writer.matter(after, conclusions)
    writer.body(body)
    ET.indent(root, level=0)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


class _Writer:
    """Writes clauses and stretches of one directive's text."""

    def __init__(self, directive: Directive) -> None:
        self._directive = directive
        self._notes = {note.anchor: note for note in directive.footnotes}

    def matter(self, parent: Element, clause: Clause) -> None:
        self._paragraphs(parent, clause.start, clause.end)

    def body(self, parent: Element) -> None:
        """Write the clauses, and what stands between them, in order; the letterhead and the closing are elsewhere."""
        matter = [each for each in (self._directive.preface, self._directive.conclusions) if each]
        ordered = sorted((*self._directive.clauses, *matter), key=lambda clause: clause.start)
        position = 0
        for clause in ordered:
            self._between(parent, position, clause.start)
            if clause not in matter:
                self._clause(parent, clause)
            position = clause.end
        self._between(parent, position, len(self._directive.text))
        if not len(parent):
            sub(parent, "p")

    def _clause(self, parent: Element, clause: Clause) -> None:
        name = _ELEMENTS.get(clause.element)
        attributes = {"eId": clause.path} if name else {"eId": clause.path, "name": clause.element}
        element = sub(parent, name or "hcontainer", **attributes)
        start = self._opening(element, clause)
        if not clause.children:
            self._paragraphs(sub(element, "content"), start, clause.end)
            return
        first, last = clause.children[0], clause.children[-1]
        if self._has_words(start, first.start):
            self._paragraphs(sub(element, "intro"), start, first.start)
        position = first.start
        for child in clause.children:
            self._between(element, position, child.start)
            self._clause(element, child)
            position = child.end
        if self._has_words(last.end, clause.end):
            self._paragraphs(sub(element, "wrapUp"), last.end, clause.end)

    def _opening(self, element: Element, clause: Clause) -> int:
        """Write label and heading; return where the rest begins."""
        text, start = self._directive.text, clause.start
        if clause.heading:
            at = text.index(clause.heading, start) if clause.heading in text[start : clause.end] else clause.start
            self._num(element, start, at)
            self._inline(sub(element, "heading"), at, at + len(clause.heading))
            return at + len(clause.heading)
        self._num(element, start, clause.content_start)
        return clause.content_start

    def _num(self, element: Element, start: int, end: int) -> None:
        if self._has_words(start, end):
            self._inline(sub(element, "num"), start, end)

    def _between(self, parent: Element, start: int, end: int) -> None:
        """Write what stands between two clauses and belongs to neither."""
        if self._has_words(start, end):
            self._paragraphs(sub(sub(parent, "hcontainer", name="text"), "content"), start, end)

    def _paragraphs(self, parent: Element, start: int, end: int) -> None:
        for line in self._lines(start, end):
            self._inline(sub(parent, "p"), *line)
        if not len(parent):
            sub(parent, "p")

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in re.finditer(r"[^\n]*\S[^\n]*", self._directive.text[start:end]):
            yield start + match.start(), start + match.end()

    def _has_words(self, start: int, end: int) -> bool:
        return bool(self._directive.text[start:end].strip())

    def _inline(self, element: Element, start: int, end: int) -> None:
        """Write a line with the footnotes that hang in it."""
        anchors = sorted(anchor for anchor in self._notes if start < anchor <= end)
        cuts = [start, *anchors, end]
        element.text = clean(self._directive.text[start : cuts[1]].strip() if not anchors else self._text(cuts, 0))
        for n, anchor in enumerate(anchors, 1):
            note = sub(element, "authorialNote", marker=self._notes[anchor].marker, placement="bottom")
            sub(note, "p").text = clean(self._notes[anchor].text)
            note.tail = clean(self._text(cuts, n))

    def _text(self, cuts: list[int], n: int) -> str:
        return self._directive.text[cuts[n] : cuts[n + 1]]


def _meta(document: Element, directive: Directive) -> None:
    meta = sub(document, "meta")
    identification = sub(meta, "identification", source="#chidao")
    day = directive.date.isoformat() if directive.date else NO_DATE
    work = f"/akn/vn/doc/{directive.type_code.lower()}/{day if directive.date else 'unknown'}/{directive.slug}"
    frbr(identification, "FRBRWork", work, day, "issuer")
    last = identification[-1]
    sub(last, "FRBRcountry", value="vn")
    sub(last, "FRBRnumber", value=directive.number)
    sub(last, "FRBRname", value=clean(f"{directive.type_name} {directive.number}"))
    frbr(identification, "FRBRExpression", f"{work}/vie@{day}", day, "issuer")
    sub(identification[-1], "FRBRlanguage", language="vie")
    frbr(identification, "FRBRManifestation", f"{work}/vie@{day}.xml", day, "chidao")
    references = sub(meta, "references", source="#chidao")
    organization(references, "issuer", directive.issuer or "?")
    organization(references, "chidao", "chidao")
    proprietary = sub(meta, "proprietary", source="#chidao")
    subject = SubElement(proprietary, f"{{{REGISTER}}}subject")
    subject.text = clean(directive.subject)
    register = SubElement(proprietary, f"{{{REGISTER}}}register")
    for task in directive.tasks:
        _task(register, task)


def organization(references: Element, name: str, shown: str) -> None:
    """Add an organisation that others refer to by ``#name``."""
    sub(references, "TLCOrganization", eId=name, href=f"/ontology/organization/vn/{name}", showAs=clean(shown))


def frbr(parent: Element, name: str, uri: str, day: str, author: str) -> None:
    """Add a level of identification."""
    element = sub(parent, name)
    sub(element, "FRBRthis", value=uri)
    sub(element, "FRBRuri", value=uri)
    sub(element, "FRBRdate", date=day, name="issued" if day != NO_DATE else "unknown")
    sub(element, "FRBRauthor", href=f"#{author}")


def _task(register: Element, task: Task) -> None:
    element = SubElement(register, f"{{{REGISTER}}}task", id=task.id, href=f"#{task.clause.partition('#')[2]}")
    own(element, "action", task.action)
    for role, parties in (("lead", task.leads), ("coordinator", task.coordinators), ("director", task.directors)):
        for party in parties:
            _party(element, role, party)
    for deadline in task.deadlines:
        attributes = {"kind": deadline.kind.value, "purpose": deadline.purpose.value, "scope": deadline.scope.value}
        days = {"from": deadline.first, "to": deadline.last}
        attributes |= {name: day.isoformat() for name, day in days.items() if day}
        own(element, "deadline", deadline.text, **attributes)


def _party(element: Element, role: str, party: AgencyRef) -> None:
    own(element, role, party.name, key=party.key)


def own(parent: Element, element: str, text: str, /, **attributes: str) -> None:
    """Add an element of our own namespace."""
    SubElement(parent, f"{{{REGISTER}}}{element}", {k: clean(v) for k, v in attributes.items()}).text = clean(text)


def sub(parent: Element, element: str, /, **attributes: str) -> Element:
    """Add an element of Akoma Ntoso."""
    return SubElement(parent, akn_name(element), attributes)


def akn_name(name: str) -> str:
    """Return an element's qualified name."""
    return f"{{{AKN}}}{name}"


def clean(text: str) -> str:
    """Return a text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)
