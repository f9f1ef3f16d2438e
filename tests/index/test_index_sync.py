"""The store follows the directives, and says what it did."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from index_builders import EVERYONE, HashingEmbedder, directive
from index_engines import ROOT, open_edge

from corpus.model import Audience, Directive
from index import catalog
from index.errors import StoreError
from index.filters import Filter, Match
from index.register import TaskQuery, select_tasks
from index.store import Store
from index.sync import Failure, SyncReport, remove, repair, sync

ALL = TaskQuery(EVERYONE)


def digests(store: Store, number: str) -> set[str]:
    return {r.payload["digest"] for r in store.scroll(Filter(must=(Match("document", (number,)),)), ["digest"])}


def test_created_then_unchanged_then_updated_then_deleted(store: Store):
    first, second = directive("1-TB/A"), directive("2-TB/A")
    embedder = HashingEmbedder()
    assert sync(store, [first, second], embedder) == SyncReport(created=("1-TB/A", "2-TB/A"))
    seen = len(embedder.embedded)
    before = store.scroll(Filter())
    assert sync(store, [first, second], embedder) == SyncReport(unchanged=("1-TB/A", "2-TB/A"))
    assert len(embedder.embedded) == seen
    assert store.scroll(Filter()) == before

    shorter = directive("1-TB/A", sections=("Bộ A làm việc khác.",))
    assert sync(store, [shorter], embedder) == SyncReport(updated=("1-TB/A",))
    assert [task.action for task in select_tasks(store, replace(ALL, documents=("1-TB/A",)))] == ["Bộ A làm việc khác."]
    assert len(digests(store, "1-TB/A")) == 1
    assert catalog.directive(store, "1-TB/A", EVERYONE) == shorter

    assert remove(store, "1-TB/A") == SyncReport(deleted=("1-TB/A",))
    assert [head.number for head in catalog.directives(store, EVERYONE)] == ["2-TB/A"]
    assert remove(store, "1-TB/A") == SyncReport(failed=(Failure("1-TB/A", "not in the store"),))


def test_another_audience_is_another_version(store: Store):
    sync(store, [directive()], HashingEmbedder())
    report = sync(store, [directive(audience=Audience.INTERNAL)], HashingEmbedder())
    assert report.updated == ("1-TB/ABC",)
    assert select_tasks(store, TaskQuery({Audience.PUBLIC})) == []


def test_a_better_reading_of_the_same_file_updates(store: Store):
    sync(store, [directive()], HashingEmbedder())
    better = replace(directive(), issuer="Ban B", subject="đọc lại")
    assert sync(store, [better], HashingEmbedder()).updated == ("1-TB/ABC",)


def test_a_number_taken_by_another_issuer_is_refused(store: Store):
    mine, theirs = directive("1-TB/A", issuer="Ban A"), directive("1-TB/A", issuer="Ban B", sections=("Khác.",))
    sync(store, [mine], HashingEmbedder())
    report = sync(store, [theirs, directive("2-TB/A")], HashingEmbedder())
    assert report.created == ("2-TB/A",)
    assert [(failure.document, "Ban A" in failure.reason, "Ban B" in failure.reason) for failure in report.failed] == [
        ("1-TB/A", True, True)
    ]
    assert catalog.directive(store, "1-TB/A", EVERYONE) == mine


def test_two_files_with_one_number_in_a_call(store: Store):
    one, other = directive("1-TB/A"), directive("1-TB/A", sections=("Khác.",))
    report = sync(store, [one, one, other], HashingEmbedder())
    assert report.created == ("1-TB/A",)
    assert [failure.document for failure in report.failed] == ["1-TB/A"]
    assert catalog.directive(store, "1-TB/A", EVERYONE) == one


def test_a_model_that_fails_leaves_the_older_version_whole(store: Store):
    old = directive("1-TB/A")
    sync(store, [old], HashingEmbedder())
    before = store.scroll(Filter())
    changed = [directive("1-TB/A", sections=("hỏng",)), directive("2-TB/A")]
    report = sync(store, changed, HashingEmbedder(broken_on="hỏng"))
    assert report == SyncReport(created=("2-TB/A",), failed=(Failure("1-TB/A", "the model gave up"),))
    assert [r for r in store.scroll(Filter()) if r.payload.get("document") != "2-TB/A"] == before


def test_progress_counts_every_chunk_once(store: Store):
    calls: list[tuple[int, int, str]] = []
    sync(store, [directive("1-TB/A"), directive("2-TB/A")], HashingEmbedder(), lambda *call: calls.append(call))
    assert [call[2] for call in calls] == ["1-TB/A", "2-TB/A"]
    assert calls[-1][0] == calls[-1][1] == 6


def test_an_embedder_of_another_model_is_refused(store: Store):
    other = HashingEmbedder()
    other.name = "other"
    with pytest.raises(StoreError, match=r"hashing, not other"):
        sync(store, [directive()], other)


def test_nothing_to_repair(store: Store):
    sync(store, [directive()], HashingEmbedder())
    assert repair(store) == 0


KILLED = """
import os, signal, sys
sys.path.insert(0, "tests/index")
from index_engines import open_edge
from index_builders import HashingEmbedder, directive
from index.edge import EdgeStore
from index.sync import sync

store = open_edge(sys.argv[1])
sync(store, [directive("1-TB/A"), directive("2-TB/A")], HashingEmbedder())
EdgeStore.delete = lambda self, where: os.kill(os.getpid(), signal.SIGKILL)
sync(store, [directive("1-TB/A", sections=("Mới.",))], HashingEmbedder())
"""


def test_a_kill_between_the_two_writes_is_repaired(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, env={**os.environ, "PYTHONPATH": "."}
    )
    assert done.returncode == -signal.SIGKILL
    store = open_edge(tmp_path)
    assert len(digests(store, "1-TB/A")) == 2  # both versions lie there
    assert repair(store) == 2  # task and chunk of the section that is no more
    assert len(digests(store, "1-TB/A")) == 1
    assert [task.action for task in select_tasks(store, ALL)] == [
        "Mới.",
        "Bộ A làm việc một.",
        "Bộ B làm việc hai.",
    ]
    assert repair(store) == 0
    store.close()


def test_the_shipped_directives_come_back_as_they_went_in(edge_store: Store, shipped: list[Directive]):
    assert len(sync(edge_store, shipped, HashingEmbedder()).created) == len(shipped)
    for each in shipped:
        assert catalog.directive(edge_store, each.number, EVERYONE) == each
        assert tuple(select_tasks(edge_store, TaskQuery(EVERYONE, documents=(each.number,)))) == each.tasks
