"""Task lists: whole, by filters, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from index_builders import EVERYONE, MINISTRIES, PUBLIC, HashingEmbedder, agency, deadline, directive, task
from index_engines import open_edge

from corpus.model import Audience, Deadline, DeadlineKind, Directive, Role, Task
from index import versions
from index.points import directive_point, task_points
from index.register import TaskQuery, count_undated, select_tasks
from index.store import Store
from index.sync import sync

A = "8-TB/X"
BY = DeadlineKind.BY
APRIL = (date(2026, 4, 1), date(2026, 4, 30))
MOST, MOF = agency("bo-khcn"), agency("bo-tai-chinh")

TASKS = (
    task(A, 1, leads=(MOST,), coordinators=(MOF,), deadlines=(deadline(BY, *APRIL),)),
    task(A, 2, leads=(MOF,), directors=(MOST,), deadlines=(deadline(BY, date(2026, 4, 1), date(2026, 6, 30)),)),
    task(A, 3, leads=(MINISTRIES,), deadlines=(deadline(DeadlineKind.BEFORE, last=date(2026, 3, 9)),)),
    task(A, 4, leads=(MOST,), deadlines=(deadline(DeadlineKind.RECURRING),)),
    task(A, 5, leads=(MOF,), coordinators=(MINISTRIES,)),
    task(A, 6, leads=(MOST,), deadlines=(deadline(DeadlineKind.START, first=date(2026, 5, 1)),)),
    task(A, 7, leads=(MOF,), deadlines=(deadline(DeadlineKind.CONDITIONAL),)),
)
EARLIER = directive("9-TB/X", day=date(2026, 1, 5), audience=Audience.INTERNAL)


@pytest.fixture(scope="module")
def filled(shared_store: Store) -> Store:
    sync(shared_store, [directive(A, tasks=TASKS), EARLIER], HashingEmbedder())
    return shared_store


MOST_KEY, MINISTRY = ("bo-khcn",), ("ministry",)
LEAD, COORDINATOR, DIRECTOR, GROUP = Role


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # every task of the documents open to the public
        (TaskQuery(PUBLIC), [1, 2, 3, 4, 5, 6, 7]),
        # an agency in any role, by name only
        (TaskQuery(PUBLIC, MOST_KEY), [1, 2, 4, 6]),
        # and through groups
        (TaskQuery(PUBLIC, MOST_KEY, MINISTRY), [1, 2, 3, 4, 5, 6]),
        # one role; groups in that role only
        (TaskQuery(PUBLIC, MOST_KEY, roles=frozenset({LEAD})), [1, 4, 6]),
        (TaskQuery(PUBLIC, MOST_KEY, MINISTRY, frozenset({LEAD})), [1, 3, 4, 6]),
        (TaskQuery(PUBLIC, MOST_KEY, MINISTRY, frozenset({COORDINATOR})), [5]),
        (TaskQuery(PUBLIC, MOST_KEY, MINISTRY, frozenset({DIRECTOR})), [2]),
        # through groups alone
        (TaskQuery(PUBLIC, MOST_KEY, MINISTRY, frozenset({GROUP})), [3, 5]),
        (TaskQuery(PUBLIC, MOST_KEY, MINISTRY, frozenset({LEAD, GROUP})), [1, 3, 4, 6]),
        # the key of a group is a key like any other
        (TaskQuery(PUBLIC, ("group:cac bo",)), [3, 5]),
        # two agencies: either
        (TaskQuery(PUBLIC, ("bo-khcn", "bo-tai-chinh"), roles=frozenset({LEAD})), [1, 2, 4, 5, 6, 7]),
        (TaskQuery(PUBLIC, ("bo-y-te",)), []),
        # due in April: task 1; spanning it: 2; recurring: 4; starting later and done before: no
        (TaskQuery(PUBLIC, due=APRIL), [1, 2, 4]),
        (TaskQuery(PUBLIC, due=(date(2026, 5, 1), date(2026, 5, 31))), [2, 4, 6]),
        (TaskQuery(PUBLIC, due=(date(2026, 3, 9), date(2026, 3, 9))), [3, 4]),
        (TaskQuery(PUBLIC, MOST_KEY, due=APRIL), [1, 2, 4]),
        # documents
        (TaskQuery(PUBLIC, documents=(A,)), [1, 2, 3, 4, 5, 6, 7]),
        (TaskQuery(PUBLIC, documents=("9-TB/X",)), []),
        # nobody
        (TaskQuery(()), []),
    ],
)
def test_filters(filled: Store, query: TaskQuery, expected: list[int]):
    assert [TASKS.index(each) + 1 for each in select_tasks(filled, query)] == expected


def test_the_order_is_that_of_the_documents_dates_then_of_reading(filled: Store):
    found = [each.id for each in select_tasks(filled, TaskQuery(EVERYONE))]
    assert found == [*[each.id for each in EARLIER.tasks], *[each.id for each in TASKS]]


def test_undated_tasks_are_counted(filled: Store):
    assert count_undated(filled, TaskQuery(PUBLIC, due=APRIL)) == 2
    assert count_undated(filled, TaskQuery(PUBLIC, MOST_KEY, due=APRIL)) == 0
    assert count_undated(filled, TaskQuery(PUBLIC, MOST_KEY, MINISTRY)) == 1


@pytest.mark.parametrize("kept", [0, 3, 100])
def test_what_a_snapshot_keeps_changes_no_list(filled: Store, monkeypatch: pytest.MonkeyPatch, kept: int):
    monkeypatch.setattr(versions, "MADE_KEPT", kept)
    monkeypatch.setattr(versions, "_LISTS_KEPT", 2)
    monkeypatch.setattr(versions, "_READ_AT_ONCE", 2)
    reader = versions.snapshot(filled)
    queries = [TaskQuery(EVERYONE), TaskQuery(PUBLIC), TaskQuery(PUBLIC, MOST_KEY), TaskQuery(PUBLIC, due=APRIL)]
    for query in (*queries, *queries):
        assert select_tasks(reader, query) == select_tasks(filled, query) != []


def test_a_list_that_is_changed_changes_no_later_one(filled: Store):
    reader = versions.snapshot(filled)
    first = select_tasks(reader, TaskQuery(PUBLIC))
    first.clear()
    assert len(select_tasks(reader, TaskQuery(PUBLIC))) == 7


DAY = date(2026, 1, 1)
days = st.none() | st.integers(0, 20).map(lambda n: DAY + timedelta(n))
# The days of a deadline that has two are in order.
windows = st.tuples(days, days).filter(lambda window: None in window or window[0] <= window[1])
deadlines = st.builds(lambda kind, window: deadline(kind, *window), st.sampled_from(DeadlineKind), windows)
registers = st.lists(st.lists(deadlines, max_size=3).map(tuple), max_size=6)


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory):
    opened = open_edge(tmp_path_factory.mktemp("register"))
    yield opened
    opened.close()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(register=registers, first=st.integers(0, 20), length=st.integers(0, 10))
def test_no_task_that_could_meet_the_range_is_missing(
    one_store: Store, register: list[tuple[Deadline, ...]], first: int, length: int
):
    tasks = tuple(task("1-TB/H", n, deadlines=each) for n, each in enumerate(register))
    _store_alone(one_store, directive("1-TB/H", tasks=tasks))
    begin, end = DAY + timedelta(first), DAY + timedelta(first + length)
    query = TaskQuery(EVERYONE, due=(begin, end))
    expected = [each for each in tasks if any(_could_meet(d, begin, end) for d in each.deadlines)]
    assert select_tasks(one_store, query) == expected
    assert count_undated(one_store, query) == sum(not any(_is_dated(d) for d in each.deadlines) for each in tasks)


def _store_alone(store: Store, one: Directive) -> None:
    from index.filters import Filter, Match

    store.delete(Filter(must=(Match("document", (one.number,)),)))
    store.upsert([directive_point(one, "d", 1), *task_points(one, 1)])


def _is_dated(each: Deadline) -> bool:
    return bool(each.first or each.last) or each.kind is DeadlineKind.RECURRING


def _could_meet(each: Deadline, begin: date, end: date) -> bool:
    if each.kind is DeadlineKind.RECURRING:
        return not (each.first and each.first > end) and not (each.last and each.last < begin)
    if each.last and begin <= each.last <= end:
        return True
    return each.first is not None and each.first <= end and (each.last is None or each.last >= begin)


def test_every_task_of_the_shipped_directives_is_found_by_each_of_its_agencies(
    edge_store: Store, shipped: list[Directive]
):
    sync(edge_store, shipped, HashingEmbedder())
    for each in (one for document in shipped for one in document.tasks):
        for role, refs in ((LEAD, each.leads), (COORDINATOR, each.coordinators), (DIRECTOR, each.directors)):
            for ref in refs:
                assert each in _found(edge_store, ref.key, role)


def _found(store: Store, key: str, role: Role) -> list[Task]:
    return select_tasks(store, replace(TaskQuery(PUBLIC, (key,)), roles=frozenset({role})))
