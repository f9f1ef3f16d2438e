"""What the store keeps, refuses and survives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from index_builders import FINGERPRINT
from index_engines import ROOT, open_edge, open_memory

from index import edge, schema
from index.errors import StoreError, StoreUnavailableError
from index.filters import Filter, Match, Point
from index.schema import FORMAT, Kind, point_id
from index.server import open_collection
from index.store import Store, open_store

TASKS = Filter(must=(Match("kind", ("task",)),))


def points(n: int) -> list[Point]:
    return [Point(point_id(Kind.TASK, str(i)), {}, {"kind": "task", "order": i, "data": "x"}) for i in range(n)]


def test_a_list_is_never_cut(store: Store):
    many = points(2 * edge.PAGE + 500)
    store.upsert(many)
    found = store.scroll(TASKS)
    assert [record.id for record in found] == sorted(point.id for point in many)
    assert store.count(TASKS) == len(many)


def test_only_the_fields_asked_for(store: Store):
    store.upsert(points(1))
    assert store.scroll(TASKS, ["order"])[0].payload == {"order": 0}


def test_nothing_matches_nothing(store: Store):
    store.upsert(points(3))
    assert store.scroll(Filter(must=(Match("kind", ()),))) == []
    store.upsert([])
    store.delete(Filter(must=(Match("kind", ("task",)),)))
    assert store.count(TASKS) == 0


def test_data_of_another_model_asks_to_be_read_again(tmp_path: Path):
    open_edge(tmp_path).close()
    with pytest.raises(StoreError, match=r"hashing.*settings name other.*--rebuild"):
        open_store(tmp_path, fingerprint=replace(FINGERPRINT, model="other"))
    open_edge(tmp_path).close()  # the refusal let go of the folder


def test_data_of_another_format_asks_to_be_read_again(tmp_path: Path):
    open_edge(tmp_path).close()
    with pytest.raises(StoreError, match=rf"format {FORMAT}, this version reads format {FORMAT + 1}.*--rebuild"):
        open_store(tmp_path, fingerprint=replace(FINGERPRINT, format=FORMAT + 1))


def test_rebuilding_starts_from_nothing_with_another_dimension(tmp_path: Path):
    store = open_edge(tmp_path)
    store.upsert(points(3))
    store.close()
    other = replace(FINGERPRINT, model="other", dimension=16)
    store = open_store(tmp_path, fingerprint=other, rebuild=True)
    assert (store.count(TASKS), store.fingerprint) == (0, other)
    store.close()


def test_the_server_checks_the_fingerprint_too():
    store = open_memory()
    client = store._client  # type: ignore[attr-defined]
    with pytest.raises(StoreError, match="--rebuild"):
        open_collection(client, replace(FINGERPRINT, model="other"), url="memory")
    store.upsert(points(3))
    assert open_collection(client, FINGERPRINT, url="memory").count(TASKS) == 3
    assert open_collection(client, FINGERPRINT, url="memory", rebuild=True).count(TASKS) == 0


def test_a_foreign_collection_is_refused():
    store = open_memory()
    store.delete(Filter(must=(Match("kind", ("meta",)),)))
    store.upsert(points(1))
    with pytest.raises(StoreError, match="not made by chidao"):
        open_collection(store._client, FINGERPRINT, url="memory")  # type: ignore[attr-defined]


def test_a_first_opening_that_died_half_way_is_begun_again(tmp_path: Path):
    (tmp_path / "store.new").mkdir()
    (tmp_path / "store.new" / "edge_config.json").write_text("{")
    open_edge(tmp_path).close()


def test_a_damaged_shard_is_an_error_of_ours(tmp_path: Path):
    open_edge(tmp_path).close()
    (tmp_path / "store" / "edge_config.json").write_text("{")
    with pytest.raises(StoreError, match="could not open"):
        open_edge(tmp_path)


def test_what_was_flushed_survives_a_kill(tmp_path: Path):
    code = """
import os, signal, sys
sys.path.insert(0, "tests/index")
from test_index_store import points
from index_engines import open_edge
store = open_edge(sys.argv[1])
store.upsert(points(500))
store.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, env={**os.environ, "PYTHONPATH": "."})
    assert done.returncode == -signal.SIGKILL
    store = open_edge(tmp_path)
    assert store.count(TASKS) == 500
    store.close()


def test_closing_twice_does_nothing(store: Store):
    store.close()
    store.close()


def test_a_closed_store_says_so(edge_store: Store):
    edge_store.close()
    with pytest.raises(StoreError, match="could not count"):
        edge_store.count(TASKS)


def test_a_vector_that_does_not_fit_is_refused(edge_store: Store):
    with pytest.raises(StoreError, match="could not write"):
        edge_store.upsert([Point(point_id(Kind.CHUNK, "x"), {schema.DENSE: (1.0, 0.0)}, {"kind": "chunk"})])


def test_a_server_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(StoreUnavailableError, match=r"http://127\.0\.0\.1:9.*CHIDAO_QDRANT_URL"):
        open_store(tmp_path, "http://127.0.0.1:9")


def test_an_address_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(StoreError):
        open_store(tmp_path, "not an address")
