"""Documents with a life, an embedder that costs nothing, and an ingest that may be killed at any moment."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from faces_kit import settings_of

from assistant.answer import Assistant
from assistant.corpus_view import CorpusView
from assistant.ingest import File
from assistant.service import open_services
from assistant.web.context import Services
from corpus.agencies import registry
from corpus.model import Audience, Directive
from corpus.parse import parse_source
from corpus.readers import read_bytes
from corpus.wide import renumbered
from index import catalog
from index.chunking import split
from index.edge import EdgeStore
from index.filters import Filter, Match
from index.points import Chunk
from index.register import TaskQuery, select_tasks
from index.schema import Fingerprint
from index.store import Reader, open_store
from index.sync import repair, sync
from index.versions import snapshot

FINGERPRINT = Fingerprint("flat", 4)
EVERYONE = frozenset(Audience)
NUMBERS = ("1/QĐ-BTP", "1/QĐ-BTP@phu-luc-ii", "3/QĐ-BTP")
"""Body and annex of one document, in files of their own, and another document."""
WRITES = ("upsert", "delete", "flush")


TEXT = (
    "BỘ TƯ PHÁP\nSố: 5/QĐ-BTP\nHà Nội, ngày 05 tháng 4 năm 2026\nQUYẾT ĐỊNH\nVề phân công nhiệm vụ\n"
    "1. Bộ Tài chính chủ trì, phối hợp với Bộ Y tế rà soát danh mục. Hoàn thành trước ngày 20/5.\n"
    "3. Bộ Phép thuật chủ trì lập <b>hồ sơ</b>. Hoàn thành trong tháng 6/2026.\n"
)
"""A decision with a jump in its numbering, a deadline without a year, an unknown agency and something like markup."""


@contextmanager
def flat_services(folder: Path) -> Iterator[Services]:
    """Services of the real application whose embedder costs nothing, over an empty store."""
    with open_services(settings_of(folder / "unused")) as opened:
        store = open_store(folder / "data", fingerprint=FINGERPRINT)
        assistant = Assistant(CorpusView(store, registry()), FlatEmbedder())
        settings = replace(opened.settings, data_dir=folder / "data")
        yield replace(opened, store=store, embedder=FlatEmbedder(), assistant=assistant, settings=settings)
        store.close()


class FlatEmbedder:
    """Equal vectors for all: what is tested is that nothing is lost, not what is near."""

    name, dimension = FINGERPRINT.model, FINGERPRINT.dimension

    def embed_query(self, text: str) -> tuple[float, ...]:
        return (1.0, 0.0, 0.0, 0.0)

    def embed_documents(self, texts: Any, progress: Callable[[int], None] | None = None) -> list[tuple[float, ...]]:
        return [self.embed_query(text) for text in texts]


def file(number: str, version: int) -> File:
    """A decision of several clauses, or its annex; versions differ in one clause and in how many there are."""
    tasks = "\n".join(
        f"{n}. Bộ Tài chính chủ trì rà soát danh mục số {n}{' bổ sung' if version and n == 2 else ''}. "
        f"Hoàn thành trong tháng {n}/2026."
        for n in range(1, 7 + version)
    )
    printed, _, annex = number.partition("@")
    head = f"BỘ TƯ PHÁP\nSố: {printed}\nHà Nội, ngày 05 tháng 4 năm 2026\nQUYẾT ĐỊNH\nVề phân công"
    if annex:
        head = f"PHỤ LỤC II\nVIỆC PHẢI LÀM\n(Kèm theo Quyết định số {printed} ngày 05/4/2026 của Bộ Tư pháp)"
        tasks = tasks.replace("danh mục", "hồ sơ")
    return File(f"{number.replace('/', '-')}.txt", f"{head}\n{tasks}\n".encode(), Audience.PUBLIC)


def parsed(number: str, version: int) -> Directive:
    each = file(number, version)
    return parse_source(read_bytes(each.name, each.content), each.audience)


def _key(chunk: Chunk) -> tuple[str, int, str]:
    return chunk.clause, chunk.start, chunk.text


READ = {number: (parsed(number, 0), parsed(number, 1)) for number in NUMBERS}
VERSIONS = {number: (renumbered(one, number), renumbered(two, number)) for number, (one, two) in READ.items()}
CHUNKS = {each.source.sha256: sorted(map(_key, split(each))) for both in VERSIONS.values() for each in both}
"""Made once, before processes are forked: what takes long is not what is tested."""


def problems(reader: Reader, number: str) -> list[str]:
    """Say in what the document, as a reader sees it, is neither wholly one of the versions nor wholly absent."""
    found = catalog.directive(reader, number, EVERYONE)
    tasks = tuple(select_tasks(reader, TaskQuery(EVERYONE, documents=(number,))))
    chunks = _chunks(reader, number)
    if found is None:
        return [f"{number}: parts without a document"] * bool(tasks or chunks)
    if found not in VERSIONS[number]:
        return [f"{number}: neither version"]
    wrong = []
    if tasks != found.tasks:
        wrong.append(f"{number}: {len(tasks)} tasks of {len(found.tasks)}")
    if chunks != CHUNKS[found.source.sha256]:
        wrong.append(f"{number}: {len(chunks)} chunks")
    return wrong


def stored(folder: Path, fingerprint: Fingerprint | None = None) -> list[int]:
    """Open as the next start does; return which version each document is found in, whole."""
    store = open_store(folder, fingerprint=fingerprint)
    repair(store)
    reader = snapshot(store)
    found = []
    for number in NUMBERS:
        assert problems(reader, number) == []
        parts = store.scroll(Filter(must=(Match("document", (number,)),)), ["version"])
        assert len({part.payload["version"] for part in parts}) == 1, "nothing is left of other versions"
        payload = store.scroll(Filter(must=(Match("kind", ("directive",)), Match("document", (number,)))))[0].payload
        found.append(int(payload["source"] == VERSIONS[number][1].source.sha256))
    store.close()
    return found


def _chunks(reader: Reader, number: str) -> list[tuple[str, int, str]]:
    where = Filter(must=(Match("kind", ("chunk",)), Match("document", (number,))))
    payloads = [point.payload for point in reader.points(where) if point.vectors]
    return sorted((p["clause"], p["start"], p["text"]) for p in payloads)


def run(folder: Path, version: int, told: Connection, die_at: int | None) -> None:
    """Store the documents in a version while two threads read; kill this process at a write, if one is given.

    They were understood beforehand: that writes nothing, so a kill meanwhile can break nothing.
    """
    faulthandler.enable()
    store = open_store(folder, fingerprint=FINGERPRINT)
    repair(store)
    if die_at is not None:
        _die_at(die_at)
    over = threading.Event()

    def read() -> None:
        while not over.wait(0.002):  # leave the ingest some of the processor
            taken = snapshot(store)
            for number in NUMBERS:
                for problem in problems(taken, number):
                    told.send(problem)

    readers = [threading.Thread(target=read, daemon=True) for _ in range(2)]
    for each in readers:
        each.start()
    told.send("begun")
    sync(store, [READ[number][version] for number in NUMBERS], FlatEmbedder())
    told.send("done")
    over.set()
    for each in readers:
        each.join()
    store.close()


def _die_at(place: int) -> None:
    """Have the process killed just before its n-th call that writes."""
    left = [place]

    def counted(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return method(*arguments)

        return call

    for name in WRITES:
        setattr(EdgeStore, name, counted(getattr(EdgeStore, name)))
