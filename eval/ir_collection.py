"""A retrieval collection in BEIR's layout: corpus.jsonl, queries.jsonl and qrels/test.tsv."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from corpus.model import Audience, Directive, Source
from eval.extraction import EvalError
from index.chunking import split
from index.points import Chunk


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be found."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question; ``source`` is its metadata's, where it has one."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Collection:
    """The texts, the judged questions in their order, and by question the texts judged, with their grades."""

    texts: tuple[Text, ...]
    queries: tuple[Query, ...]
    judged: Mapping[str, Mapping[str, int]]


def load_collection(folder: Path) -> Collection:
    """Read a folder; questions that nobody judged are left out. Raises EvalError."""
    try:
        judged = _judgements(folder / "qrels" / "test.tsv")
        texts = tuple(Text(row["_id"], row.get("title", ""), row["text"]) for row in _rows(folder / "corpus.jsonl"))
        queries = tuple(
            Query(row["_id"], row["text"], (row.get("metadata") or {}).get("source", ""))
            for row in _rows(folder / "queries.jsonl")
            if row["_id"] in judged
        )
    except (OSError, ValueError, KeyError) as error:
        raise EvalError(
            f"{folder} is not a collection in BEIR's layout (corpus.jsonl, queries.jsonl, qrels/test.tsv): {error}"
        ) from error
    if not texts or not queries:
        raise EvalError(f"{folder} has no texts, or no question that anybody judged.")
    return Collection(texts, queries, judged)


def chunked(collection: Collection) -> Iterator[tuple[Text, Directive, tuple[Chunk, ...]]]:
    """Cut each text as the product cuts a directive: the title stands where the number does, at the head of each path.

    Titles that occur twice get the text's id, so that every one names one text.
    """
    titles = Counter(text.title for text in collection.texts)
    for text in collection.texts:
        name = text.title if text.title and titles[text.title] == 1 else f"{text.title} ({text.id})".strip()
        directive = _directive(name, text.text)
        yield text, directive, split(directive)


def without_diacritics(text: str) -> str:
    """Return the text as it is typed without diacritics; capitals stay."""
    letters = (char for char in normalize("NFD", text) if not combining(char))
    return "".join(letters).replace("đ", "d").replace("Đ", "D")


def _directive(name: str, text: str) -> Directive:
    """A document of one text and nothing else."""
    return Directive(
        number=name, slug="", type_code="", type_name="", issuer="", date=None, place=None, subject="", addressees=(),
        recipients=(), signer=None, audience=Audience.PUBLIC, text=text, preface=None, clauses=(), conclusions=None,
        tasks=(), references=(), footnotes=(), source=Source(name, "", ""), runs=(),
    )  # fmt: skip


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    """Read query, text and grade from each line below the header."""
    judged: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query, text, grade = line.split("\t")
        judged.setdefault(query, {})[text] = int(grade)
    return judged
