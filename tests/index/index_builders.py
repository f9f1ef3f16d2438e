"""Small directives built by hand, and an embedder that needs no model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date

from corpus.model import (
    AgencyRef,
    Audience,
    Clause,
    Deadline,
    DeadlineKind,
    Directive,
    Footnote,
    Period,
    Purpose,
    Source,
    Task,
)
from corpus.text import slugify
from index.errors import EmbeddingError
from index.schema import Fingerprint

DIMENSION = 8
FINGERPRINT = Fingerprint(model="hashing", dimension=DIMENSION)
PUBLIC = frozenset({Audience.PUBLIC})
EVERYONE = frozenset(Audience)


class HashingEmbedder:
    """A unit vector from the text's digest: the same text, the same vector; no meaning."""

    name = FINGERPRINT.model
    dimension = DIMENSION

    def __init__(self, broken_on: str | None = None):
        self.broken_on = broken_on
        self.embedded: list[str] = []

    def embed_query(self, text: str) -> tuple[float, ...]:
        digest = hashlib.sha256(text.encode()).digest()[:DIMENSION]
        norm = sum(byte * byte for byte in digest) ** 0.5
        return tuple(byte / norm for byte in digest)

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> list[tuple[float, ...]]:
        if self.broken_on and any(self.broken_on in text for text in texts):
            raise EmbeddingError("the model gave up")
        self.embedded.extend(texts)
        if progress:
            progress(len(texts))
        return [self.embed_query(text) for text in texts]


def agency(key: str, members: tuple[str, ...] = ()) -> AgencyRef:
    return AgencyRef(key=key, name=key, text=key, start=0, end=0, members=members)


MINISTRIES = agency("group:cac bo", members=("ministry",))


def deadline(
    kind: DeadlineKind = DeadlineKind.BY,
    first: date | None = None,
    last: date | None = None,
    period: Period | None = None,
) -> Deadline:
    return Deadline("", 0, 0, kind, Purpose.COMPLETION, first=first, last=last, period=period)


def task(
    number: str,
    n: int,
    *,
    leads: tuple[AgencyRef, ...] = (),
    coordinators: tuple[AgencyRef, ...] = (),
    directors: tuple[AgencyRef, ...] = (),
    deadlines: tuple[Deadline, ...] = (),
) -> Task:
    clause = f"{number}#sec_{n}"
    return Task(clause, clause, f"việc {n}", 0, 1, leads, coordinators, directors, deadlines)


def directive(
    number: str = "1-TB/ABC",
    *,
    sections: Sequence[str] = ("Bộ A làm việc một.", "Bộ B làm việc hai."),
    tasks: tuple[Task, ...] | None = None,
    issuer: str = "Ban A",
    day: date | None = date(2026, 3, 16),
    audience: Audience = Audience.PUBLIC,
    footnotes: tuple[Footnote, ...] = (),
) -> Directive:
    """A directive of numbered sections, a task for each unless given."""
    preface = f"Số {number}\n{issuer}"
    text, clauses = preface, list[Clause]()
    for n, words in enumerate(sections, 1):
        start = len(text) + 1
        text += f"\n{n}. {words}"
        clauses.append(Clause(f"{number}#sec_{n}", "sec", str(n), None, start, len(text), start + len(f"{n}. ")))
    if tasks is None:
        tasks = tuple(
            Task(f"{number}#sec_{n}", f"{number}#sec_{n}", words, clauses[n - 1].content_start, clauses[n - 1].end)
            for n, words in enumerate(sections, 1)
        )
    return Directive(
        number=number,
        slug=slugify(number),
        type_code="TB",
        type_name="Thông báo",
        issuer=issuer,
        date=day,
        place="Hà Nội",
        subject="việc thử",
        addressees=(),
        recipients=(),
        signer=None,
        audience=audience,
        text=text,
        preface=Clause(f"{number}#preface", "preface", None, None, 0, len(preface), 0),
        clauses=tuple(clauses),
        conclusions=None,
        tasks=tasks,
        references=(),
        footnotes=footnotes,
        source=Source(f"{number}.txt", hashlib.sha256(text.encode()).hexdigest(), "text"),
        runs=(),
    )
