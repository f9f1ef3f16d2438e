"""The store follows the directives, and says what it did."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from index_builders import EVERYONE, HashingEmbedder, directive
from index_engines import open_memory

from corpus.model import Audience, Directive
from index import catalog
from index.errors import StoreError
from index.filters import Filter, Match
from index.outcomes import Done, Outcome, failure
from index.register import TaskQuery, select_tasks
from index.store import Store
from index.sync import remove, repair, sync
from index.versions import GRACE, snapshot, sweep

ALL = TaskQuery(EVERYONE)
CHUNKS = Filter(must=(Match("kind", ("chunk",)),))
DOCUMENTS = Filter(must_not=(Match("kind", ("meta",)),))


def versions(store: Store, number: str) -> set[int]:
    return {r.payload["version"] for r in store.scroll(Filter(must=(Match("document", (number,)),)), ["version"])}


def test_created_then_unchanged_then_updated_then_deleted(store: Store):
    first, second = directive("1-TB/A"), directive("2-TB/A")
    embedder = HashingEmbedder()
    assert sync(store, [first, second], embedder).created == ("1-TB/A", "2-TB/A")
    seen = len(embedder.embedded)
    before = store.scroll(Filter())
    assert sync(store, [first, second], embedder).unchanged == ("1-TB/A", "2-TB/A")
    assert len(embedder.embedded) == seen
    assert store.scroll(Filter()) == before

    shorter = directive("1-TB/A", sections=("Bộ A làm việc khác.",))
    assert sync(store, [shorter], embedder).updated == ("1-TB/A",)
    assert [task.action for task in select_tasks(snapshot(store), replace(ALL, documents=("1-TB/A",)))] == [
        "Bộ A làm việc khác."
    ]
    assert catalog.directive(snapshot(store), "1-TB/A", EVERYONE) == shorter

    assert remove(store, "1-TB/A").done == (Done(Outcome.DELETED, "1-TB/A"),)
    assert [head.number for head in catalog.directives(snapshot(store), EVERYONE)] == ["2-TB/A"]
    assert remove(store, "1-TB/A").done == (failure("1-TB/A", "not in the store"),)


def test_another_audience_is_another_version(store: Store):
    sync(store, [directive()], HashingEmbedder())
    report = sync(store, [directive(audience=Audience.INTERNAL)], HashingEmbedder())
    assert report.updated == ("1-TB/ABC",)
    assert select_tasks(snapshot(store), TaskQuery({Audience.PUBLIC})) == []


def test_a_better_reading_of_the_same_file_updates(store: Store):
    sync(store, [directive()], HashingEmbedder())
    better = replace(directive(), issuer="Ban B", subject="đọc lại")
    assert sync(store, [better], HashingEmbedder()).updated == ("1-TB/ABC",)


WIDE = "1-TB/A@ban-b"


def test_a_number_taken_by_another_issuer_is_made_wider(store: Store):
    mine, theirs = directive("1-TB/A", issuer="Ban A"), directive("1-TB/A", issuer="Ban B", sections=("Khác.",))
    sync(store, [mine], HashingEmbedder())
    assert sync(store, [theirs, directive("2-TB/A")], HashingEmbedder()).created == (WIDE, "2-TB/A")
    assert sync(store, [theirs, mine], HashingEmbedder()).unchanged == (WIDE, "1-TB/A")
    reader = snapshot(store)
    assert catalog.directive(reader, "1-TB/A", EVERYONE) == mine
    found = catalog.directive(reader, "1-tb-a-ban-b", EVERYONE)
    assert found and (found.number, found.text) == (WIDE, theirs.text)
    assert [clause.id for clause in found.walk()] == [f"{WIDE}#preface", f"{WIDE}#sec_1"]
    assert [task.id for task in select_tasks(reader, replace(ALL, documents=(WIDE,)))] == [f"{WIDE}#sec_1"]
    remove(store, "1-TB/A")
    assert sync(store, [theirs], HashingEmbedder()).unchanged == (WIDE,)  # a number once given stays


def test_two_issuers_with_one_number_in_a_call(store: Store):
    mine, theirs = directive("1-TB/A", issuer="Ban A"), directive("1-TB/A", issuer="Ban B", sections=("Khác.",))
    assert sync(store, [mine, theirs], HashingEmbedder()).created == ("1-TB/A", WIDE)


def test_two_files_with_one_number_in_a_call(store: Store):
    one, other = directive("1-TB/A"), directive("1-TB/A", sections=("Khác.",))
    report = sync(store, [one, one, other], HashingEmbedder())
    assert [each.outcome for each in report.done] == [Outcome.CREATED, Outcome.SAME, Outcome.FAILED]
    assert {each.document for each in report.done} == {"1-TB/A"}
    assert catalog.directive(store, "1-TB/A", EVERYONE) == one


def renamed(found: Directive, name: str) -> Directive:
    """The same document read from another file."""
    return replace(found, source=replace(found.source, name=name, sha256=f"{len(name):064x}"))


def test_reading_a_folder_again_stores_nothing_anew(store: Store):
    word, scan = renamed(directive("1-TB/A"), "a.docx"), renamed(directive("1-TB/A"), "scan.pdf")
    draft = renamed(directive("1-TB/A", sections=("Khác.",)), "draft1.docx")
    first = sync(store, [word, scan, draft], HashingEmbedder())
    assert [each.outcome for each in first.done] == [Outcome.CREATED, Outcome.SAME, Outcome.FAILED]
    assert [(each.file, each.reason) for each in first.done[:2]] == [("a.docx", ""), ("scan.pdf", "a.docx")]
    again = sync(store, [word, scan, draft], HashingEmbedder())
    assert [each.outcome for each in again.done] == [Outcome.UNCHANGED, Outcome.SAME, Outcome.FAILED]
    assert catalog.directive(snapshot(store), "1-TB/A", EVERYONE) == word


def test_another_file_of_a_stored_document_is_kept_out_unless_it_says_more(store: Store):
    sync(store, [renamed(directive("1-TB/A"), "a.docx")], HashingEmbedder())
    scan = renamed(directive("1-TB/A"), "scan.pdf")
    assert [each.outcome for each in sync(store, [scan], HashingEmbedder()).done] == [Outcome.SAME]
    for_all = replace(scan, audience=Audience.INTERNAL)
    assert sync(store, [for_all], HashingEmbedder()).updated == ("1-TB/A",)
    due = replace(for_all, date=date(2027, 1, 1), source=replace(scan.source, sha256="f" * 64))
    assert sync(store, [due], HashingEmbedder()).updated == ("1-TB/A",)


def test_nothing_is_the_same_as_what_could_not_be_stored(store: Store):
    broken = directive("1-TB/A", sections=("hỏng",))
    report = sync(store, [broken, renamed(broken, "other.pdf")], HashingEmbedder(broken_on="hỏng"))
    assert [each.reason for each in report.failed] == ["the model gave up"] * 2


def test_a_model_that_fails_leaves_the_older_version_whole(store: Store):
    old = directive("1-TB/A")
    sync(store, [old], HashingEmbedder())
    before = snapshot(store).scroll(DOCUMENTS)
    changed = [directive("1-TB/A", sections=("hỏng",)), directive("2-TB/A")]
    report = sync(store, changed, HashingEmbedder(broken_on="hỏng"))
    assert report.created == ("2-TB/A",)
    assert [(each.document, each.reason) for each in report.failed] == [("1-TB/A", "the model gave up")]
    assert [r for r in snapshot(store).scroll(DOCUMENTS) if r.payload["document"] != "2-TB/A"] == before


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


def test_only_what_changed_is_embedded(store: Store):
    old = directive("1-TB/A", sections=("Bộ A làm việc một.", "Bộ B làm việc hai.", "Bộ C làm việc ba."))
    embedder = HashingEmbedder()
    sync(store, [old], embedder)
    before = {point.payload["text"]: point.vectors for point in store.points(CHUNKS)}
    embedder.embedded.clear()
    new = directive("1-TB/A", sections=("Bộ A làm việc một.", "Bộ B làm việc khác.", "Bộ C làm việc ba."))
    calls: list[tuple[int, int, str]] = []
    assert sync(store, [new], embedder, lambda *call: calls.append(call)).updated == ("1-TB/A",)
    assert [text.rpartition("\n")[2] for text in embedder.embedded] == ["2. Bộ B làm việc khác."]
    assert calls[-1] == (4, 4, "1-TB/A")
    after = {point.payload["text"]: point.vectors for point in snapshot(store).points(CHUNKS)}
    assert after.keys() - before.keys() == {"2. Bộ B làm việc khác."}
    for text in after.keys() & before.keys():
        assert after[text]["bm25"] == before[text]["bm25"]
        assert after[text]["dense"] == pytest.approx(before[text]["dense"], abs=1e-6)

    embedder.embedded.clear()
    sync(store, [replace(new, audience=Audience.INTERNAL)], embedder)
    assert embedder.embedded == []


def test_a_snapshot_keeps_what_it_saw(edge_store: Store):
    old, new = directive("1-TB/A"), directive("1-TB/A", sections=("Mới.",))
    sync(edge_store, [old], HashingEmbedder())
    begun = snapshot(edge_store)
    sync(edge_store, [new], HashingEmbedder())
    assert (begun.is_current(), snapshot(edge_store).is_current()) == (False, True)
    assert catalog.directive(begun, "1-TB/A", EVERYONE) == old
    assert tuple(select_tasks(begun, ALL)) == old.tasks
    assert catalog.directive(snapshot(edge_store), "1-TB/A", EVERYONE) == new
    sync(edge_store, [old], HashingEmbedder())  # back again: the older version is shown, not written anew beside itself
    assert tuple(select_tasks(snapshot(edge_store), ALL)) == old.tasks
    remove(edge_store, "1-TB/A")
    assert tuple(select_tasks(begun, ALL)) == old.tasks
    assert select_tasks(snapshot(edge_store), ALL) == []
    del begun
    assert sweep(edge_store) > 0
    assert versions(edge_store, "1-TB/A") == set()


def test_where_others_may_be_reading_the_older_version_stays_a_while():
    store = open_memory()
    sync(store, [directive("1-TB/A")], HashingEmbedder())
    sync(store, [directive("1-TB/A", sections=("Mới.",))], HashingEmbedder())
    assert len(versions(store, "1-TB/A")) == 2
    assert sweep(store) == 0
    assert sweep(store, time.time() + GRACE + 1) == 6
    assert len(versions(store, "1-TB/A")) == 1


def test_the_shipped_directives_come_back_as_they_went_in(edge_store: Store, shipped: list[Directive]):
    assert len(sync(edge_store, shipped, HashingEmbedder()).created) == len(shipped)
    for each in shipped:
        assert catalog.directive(edge_store, each.number, EVERYONE) == each
        assert tuple(select_tasks(edge_store, TaskQuery(EVERYONE, documents=(each.number,)))) == each.tasks
