"""The store on a Qdrant server by URL: real requests over HTTP, through qdrant-client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from index_builders import EVERYONE, FINGERPRINT, PUBLIC, HashingEmbedder, agency, directive, task
from qdrant_http import KEY, qdrant_server

from corpus.model import Audience, Role
from index import catalog
from index.errors import StoreError, StoreUnavailableError
from index.filters import Filter, Match
from index.register import TaskQuery, select_tasks
from index.search import search
from index.store import Store, open_store
from index.sync import sync

pytestmark = pytest.mark.filterwarnings("ignore:Api key is used with an insecure connection")


@pytest.fixture
def url() -> Iterator[str]:
    with qdrant_server() as address:
        yield address


def opened(url: str, **more: object) -> Store:
    return open_store("unused", url, KEY, **{"fingerprint": FINGERPRINT, **more})  # type: ignore[arg-type]


def test_a_corpus_is_read_into_a_server_and_asked(url: str) -> None:
    store, embedder = opened(url), HashingEmbedder()
    directives = [
        directive("1-TB/ABC", tasks=(task("1-TB/ABC", 1, leads=(agency("a"),)),)),
        directive("2-TB/ABC", sections=("Truy xuất nguồn gốc.",), audience=Audience.INTERNAL),
    ]
    report = sync(store, directives, embedder)
    assert set(report.created) == {"1-TB/ABC", "2-TB/ABC"}
    assert [head.number for head in catalog.directives(store, PUBLIC)] == ["1-TB/ABC"]
    assert catalog.directive(store, "2-tb-abc", EVERYONE) == directives[1]
    found = search(store, embedder, "truy xuất nguồn gốc", EVERYONE)
    assert {each.clause for each in found.kept if each.lexical} == {"2-TB/ABC#sec_1"}
    assert not any(each.document == "2-TB/ABC" for each in search(store, embedder, "truy xuất", PUBLIC).kept)
    assert [
        each.clause for each in select_tasks(store, TaskQuery(EVERYONE, agencies=("a",), roles=frozenset([Role.LEAD])))
    ] == ["1-TB/ABC#sec_1"]
    assert sync(store, directives, embedder).unchanged == ("1-TB/ABC", "2-TB/ABC")
    store.close()


def test_two_processes_share_a_server_and_its_data_stays(url: str) -> None:
    first, second = opened(url), opened(url)
    sync(first, [directive()], HashingEmbedder())
    assert len(catalog.directives(second, EVERYONE)) == 1
    first.close()
    second.close()
    again = opened(url)
    assert len(catalog.directives(again, EVERYONE)) == 1
    again.close()


def test_data_of_another_format_asks_to_be_read_again(url: str) -> None:
    opened(url).close()
    newer = replace(FINGERPRINT, format=FINGERPRINT.format + 1)
    with pytest.raises(StoreError, match=r"this version reads format .*--rebuild"):
        opened(url, fingerprint=newer)
    rebuilt = opened(url, fingerprint=newer, rebuild=True)
    assert rebuilt.count(Filter(must=(Match("kind", ("directive",)),))) == 0
    rebuilt.close()


def test_a_wrong_key_is_told_from_a_server_that_is_not_there(url: str) -> None:
    with pytest.raises(StoreError, match="refused") as refused:
        open_store("unused", url, "another key", fingerprint=FINGERPRINT)
    assert not isinstance(refused.value, StoreUnavailableError)
