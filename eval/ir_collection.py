"""A retrieval collection in BEIR's layout: corpus.jsonl, queries.jsonl and qrels/test.tsv."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from corpus.model import Audience, Directive, Source
from eval.extraction import EvalError
from index.chunking import split
from index.points import Chunk

FILES = ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv")

Json = dict[str, Any]


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
    """Read a folder; questions that nobody judged are left out.

    Only ``qrels/test.tsv`` is read of the judgements, with or without a header; titles and metadata may be missing.

    Raises:
        EvalError: a file is missing or malformed; the message names file and line.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise EvalError(f"{folder} is not a collection in BEIR's layout: there is no {', no '.join(missing)}.")
    judged = _judgements(folder / "qrels" / "test.tsv")
    texts = tuple(_text(where, row) for where, row in _rows(folder / "corpus.jsonl"))
    queries = tuple(
        query for where, row in _rows(folder / "queries.jsonl") if (query := _query(where, row)).id in judged
    )
    if not texts:
        raise EvalError(f"{folder / 'corpus.jsonl'} holds no texts.")
    if not queries:
        raise EvalError(f"No question of {folder / 'queries.jsonl'} is judged in {folder / 'qrels' / 'test.tsv'}.")
    _check_ids(folder, texts, queries, judged)
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


def _text(where: str, row: Json) -> Text:
    return Text(_id(where, row), str(row.get("title") or ""), _string(where, row, "text"))


def _query(where: str, row: Json) -> Query:
    metadata = row.get("metadata")
    source = metadata.get("source") if isinstance(metadata, dict) else None
    return Query(_id(where, row), _string(where, row, "text"), str(source or ""))


def _id(where: str, row: Json) -> str:
    """Return the id as judgements write it, where it is a number too."""
    found = row.get("_id")
    if isinstance(found, bool) or not isinstance(found, str | int) or found == "":
        raise EvalError(f'{where}: "_id" is missing, or is neither a string nor a number.')
    return str(found)


def _string(where: str, row: Json, name: str) -> str:
    found = row.get(name)
    if not isinstance(found, str):
        raise EvalError(f'{where}: "{name}" is missing, or is no string.')
    return found


def _rows(path: Path) -> Iterator[tuple[str, Json]]:
    """Yield file and line, and the object in it."""
    for number, line in _lines(path):
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise EvalError(f"{where} is no JSON: {error}") from error
        if not isinstance(row, dict):
            raise EvalError(f"{where} is no JSON object.")
        yield where, row


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"Cannot read {path}: {error}") from error
    # Only line feeds end a line of JSON: str.splitlines also splits at U+2028, which a text may hold.
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    """Read query, text and grade from each line; the first may be a header."""
    judged: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3:
            raise EvalError(
                f"{path}:{number}: expected question, text and grade between tabs, found {len(fields)} fields."
            )
        query, text, grade = fields
        if not re.fullmatch(r"-?\d+(\.0+)?", grade):
            if number == 1:
                continue
            raise EvalError(f"{path}:{number}: the grade {grade!r} is no whole number.")
        judged.setdefault(query, {})[text] = int(float(grade))
    return judged


def _check_ids(
    folder: Path, texts: Sequence[Text], queries: Sequence[Query], judged: Mapping[str, Mapping[str, int]]
) -> None:
    """Refuse ids that occur twice, and judgements of which not one is about a text there is."""
    for name, ids in (("corpus.jsonl", [t.id for t in texts]), ("queries.jsonl", [q.id for q in queries])):
        twice = [each for each, times in Counter(ids).items() if times > 1]
        if twice:
            raise EvalError(f"{folder / name}: the id {twice[0]!r} occurs more than once.")
    known = {text.id for text in texts}
    if not any(text in known for query in queries for text in judged[query.id]):
        raise EvalError(f"No text that {folder / 'qrels' / 'test.tsv'} names is in {folder / 'corpus.jsonl'}.")
