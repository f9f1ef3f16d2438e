"""A directive as points of the store, and back.

One directive becomes one ``directive`` point (the whole document), a ``task`` point
for each task and a ``chunk`` point for each chunk. All carry the number of the version
that they belong to, in the payload and in their ids: versions stand side by side
(``index.versions``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from threading import Lock
from typing import Any

import msgspec

from corpus.model import AgencyRef, Deadline, DeadlineKind, Directive, Task
from index.filters import Payload, Point, Vector
from index.schema import Fingerprint, Kind, day_number, point_id

_MAKING = Lock()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a directive as it is searched: ``text == directive.text[start:end]``.

    A footnote is the exception: its words stand outside the text, so ``start`` and
    ``end`` are both the place of its marker.
    """

    id: str
    document: str
    clause: str
    """The id of the deepest clause that holds the whole chunk; the document's number for text outside all clauses."""
    element: str
    """The clause's element; ``preface``, ``conclusions``, ``footnote`` and ``doc`` are not body text."""
    heading: bool
    """Only a heading, whose clauses are chunks of their own: kept so that nothing is lost, not searched."""
    path: tuple[str, ...]
    """The document's number and the headings above the chunk."""
    start: int
    end: int
    text: str
    embedded: str
    """What the models read: the path, then the text."""


def digest_of(directive: Directive, fingerprint: Fingerprint) -> str:
    """Return what identifies this version of the directive in this store.

    It covers the source file's sha256, the audience and all that was understood, so a
    better parser updates what an unchanged file left behind.
    """
    made_with = f"{fingerprint.format}\0{fingerprint.model}\0{fingerprint.dimension}\0"
    return hashlib.sha256(made_with.encode() + msgspec.json.encode(directive)).hexdigest()


def directive_point(directive: Directive, digest: str, version: int) -> Point:
    """Return the point that holds the whole directive."""
    payload = _common(Kind.DIRECTIVE, directive, version) | {
        "digest": digest,
        "slug": directive.slug,
        "mentions": list(directive.mentions),
        "type_code": directive.type_code,
        "type_name": directive.type_name,
        "issuer": directive.issuer,
        "subject": directive.subject,
        "source": directive.source.sha256,
        "acts": [
            [r.relation.value, r.document, r.provision or ""] for r in directive.references if r.relation and r.document
        ],
        "declared_parts": [[part.clause, part.status.value, part.by] for part in directive.declared_parts],
        "declared": [directive.declared.status.value, directive.declared.by] if directive.declared else [],
        "data": msgspec.json.encode(directive).decode(),
    }
    return Point(_stored_id(Kind.DIRECTIVE, directive.number, version), {}, payload)


def task_points(directive: Directive, version: int) -> list[Point]:
    """Return a point for each task; ``order`` is its place in the register."""
    return [
        Point(
            _stored_id(Kind.TASK, task.id, version),
            {},
            _common(Kind.TASK, directive, version) | _task_fields(task) | {"order": i},
        )
        for i, task in enumerate(directive.tasks)
    ]


def chunk_point(chunk: Chunk, vectors: Mapping[str, Vector], directive: Directive, version: int) -> Point:
    """Return the point of a chunk, with both its vectors."""
    tasks = [task for task in directive.tasks if chunk.start <= task.start < chunk.end]
    refs = [ref for task in tasks for ref in _refs(task)]
    days = [day for task in tasks for deadline in task.deadlines for day in (deadline.first, deadline.last) if day]
    payload = _common(Kind.CHUNK, directive, version) | {
        "clause": chunk.clause,
        "element": chunk.element,
        "heading": int(chunk.heading),
        "path": list(chunk.path),
        "start": chunk.start,
        "end": chunk.end,
        "text": chunk.text,
        "content": content_of(chunk),
        "agencies": _unique(ref.key for ref in refs),
        "agency_groups": _unique(chain.from_iterable(ref.members for ref in refs)),
    }
    if days:
        payload |= {"from": day_number(min(days)), "to": day_number(max(days))}
    return Point(_stored_id(Kind.CHUNK, chunk.id, version), vectors, payload)


def content_of(chunk: Chunk) -> str:
    """Return the digest of what the models read of a chunk: the same content has the same vectors."""
    return hashlib.sha256(chunk.embedded.encode()).hexdigest()


def read_directive(payload: Payload) -> Directive:
    """Return the directive that a ``directive`` point holds."""
    return _decoder_of()[0].decode(payload["data"])


def read_task(payload: Payload) -> Task:
    """Return the task that a ``task`` point holds."""
    return _decoder_of()[1].decode(payload["data"])


@cache
def _decoders() -> tuple[msgspec.json.Decoder[Directive], msgspec.json.Decoder[Task]]:
    return msgspec.json.Decoder(Directive), msgspec.json.Decoder(Task)


def _decoder_of() -> tuple[msgspec.json.Decoder[Directive], msgspec.json.Decoder[Task]]:
    """Return the decoders; msgspec 0.22 crashes where two threads make decoders of the same classes at once."""
    with _MAKING:
        return _decoders()


def make_decoders() -> None:
    """Make the decoders while one thread runs; isolated reading decodes the same classes beside the readers."""
    _decoder_of()


def _stored_id(kind: Kind, key: str, version: int) -> str:
    """Each version of a directive has points of its own, so that one can be built beside the other."""
    return point_id(kind, f"{key}\0{version}")


def _common(kind: Kind, directive: Directive, version: int) -> dict[str, Any]:
    return {
        "kind": kind.value,
        "document": directive.number,
        "audience": directive.audience.value,
        "date": day_number(directive.date) if directive.date else 0,
        "version": version,
    }


def _task_fields(task: Task) -> dict[str, Any]:
    return {
        "clause": task.clause,
        "lead": _keys(task.leads),
        "coordinator": _keys(task.coordinators),
        "director": _keys(task.directors),
        "lead_groups": _kinds(task.leads),
        "coordinator_groups": _kinds(task.coordinators),
        "director_groups": _kinds(task.directors),
        "dated": int(any(deadline.first or deadline.last for deadline in task.deadlines)),
        "recurring": int(any(deadline.kind is DeadlineKind.RECURRING for deadline in task.deadlines)),
        "deadlines": [_deadline_fields(deadline) for deadline in task.deadlines],
        "data": msgspec.json.encode(task).decode(),
    }


def _deadline_fields(deadline: Deadline) -> dict[str, Any]:
    fields: dict[str, Any] = {"kind": deadline.kind.value, "purpose": deadline.purpose.value}
    if deadline.first:
        fields["from"] = day_number(deadline.first)
    if deadline.last:
        fields["to"] = day_number(deadline.last)
    if deadline.period:
        fields["period"] = deadline.period.value
    return fields


def _refs(task: Task) -> tuple[AgencyRef, ...]:
    return task.leads + task.coordinators + task.directors


def _keys(refs: Sequence[AgencyRef]) -> list[str]:
    return _unique(ref.key for ref in refs)


def _kinds(refs: Sequence[AgencyRef]) -> list[str]:
    return _unique(chain.from_iterable(ref.members for ref in refs))


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
