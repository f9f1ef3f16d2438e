"""The register's pages agree with the interface: lists, counts, files and feeds hold the same tasks."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from starlette.testclient import TestClient

from assistant.pages.month_table import entries_of, month_table, read_month
from assistant.pages.register_view import link, read_register
from assistant.pages.timeline import Mark, draw
from assistant.selection.filters import FilterWords
from assistant.selection.select import TaskFilters, register_view
from assistant.selection.status import TaskStatus, standings, statuses_of
from assistant.web.context import Services
from corpus.agencies import registry
from corpus.model import Audience, Deadline, DeadlineKind, Purpose, Task

TODAY = "2026-04-01"
MOST = "bo-khoa-hoc-va-cong-nghe"
LISTS = [
    "",
    f"agency={MOST}",
    "agency=B%E1%BB%99+C%C3%B4ng+an&role=lead",
    f"agency={MOST}&role=group",
    "agency=bo-xay-dung",
    "agency=thanh-pho-ha-noi&agency=bo-y-te",
    "document=693-cv-vptw&status=overdue",
    "status=this_month&from=2026-04-01&to=2026-04-15",
    "status=overdue&from=2026-04-05",
    "from=2026-03-20&to=2026-05-31",
    "text=d%E1%BB%AF+li%E1%BB%87u&status=undated",
    *(f"status={status}" for status in TaskStatus),
]


def of_api(client: TestClient, query: str) -> list[str]:
    response = client.get(f"/api/v1/tasks?{query}&today={TODAY}")
    assert response.status_code == 200, response.text
    return sorted(task["id"] for task in response.json()["tasks"])


def rows(page: str) -> list[str]:
    return re.findall(r'<td class="no">(\d+)</td>', page)


@pytest.mark.parametrize("query", LISTS)
def test_every_facet_counts_the_list_it_leads_to(client: TestClient, query: str) -> None:
    page = client.get(f"/register?{query}&today={TODAY}").text
    assert f'<p class="lead">{len(of_api(client, query))} nhiệm vụ.' in page
    assert len(rows(page)) == len(of_api(client, query))
    facets = page[page.index("<aside") : page.index("</aside>")]
    choices = re.findall(r'<a href="([^"]+)"( aria-current="true")?>.*?<span class="count">(\d+)</span>', facets)
    assert len(choices) > 2
    for href, chosen, count in choices:
        address = urlsplit(unescape(href))
        assert address.path == "/register"
        names = {name for name, _ in parse_qsl(address.query)}
        assert names <= {"agency", "role", "document", "from", "to", "status", "text", "today"}
        if not chosen:  # what is chosen leads to the list without it
            listed = client.get(f"/api/v1/tasks?{address.query}").json()["total"]
            assert (listed, href) == (int(count), href)


@pytest.mark.parametrize("query", [LISTS[0], LISTS[1], LISTS[6]])
def test_files_hold_the_list(client: TestClient, query: str) -> None:
    wanted = of_api(client, query)
    address = f"/register/export?{query}&today={TODAY}&sort=-deadline&format="
    sheet = load_workbook(io.BytesIO(client.get(f"{address}xlsx").content)).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        str(n) for n in range(1, len(wanted) + 1)
    ]
    assert len(list(csv.reader(io.StringIO(client.get(f"{address}csv").content.decode("utf-8-sig"))))) - 1 == len(
        wanted
    )
    assert client.get(f"{address}docx").content[:2] == b"PK"
    events = Calendar.from_ical(client.get(f"{address}ics").content).walk("VEVENT")
    assert {str(event["uid"]).rpartition("/")[0] for event in events} <= set(wanted)
    assert client.get(f"{address}exe").status_code == 422


def test_a_page_links_to_its_own_files(client: TestClient) -> None:
    page = client.get(f"/register?agency={MOST}&status=later&today={TODAY}&view=calendar&month=2026-05").text
    links = [unescape(href) for href in re.findall(r'href="(/register/export[^"]+)"', page)]
    assert len(links) == 4
    for href in links:
        asked = dict(parse_qsl(urlsplit(href).query))
        assert asked.pop("format") in ("xlsx", "docx", "csv", "ics")
        assert asked == {"agency": MOST, "status": "later", "today": TODAY}


def test_a_feed_holds_what_the_interface_says(client: TestClient) -> None:
    response = client.get(f"/agencies/{MOST}.ics")
    assert response.headers["content-type"].startswith("text/calendar")
    assert response.content == client.get(f"/agencies/{MOST}.ics").content
    events = Calendar.from_ical(response.content).walk("VEVENT")
    tasks = client.get(f"/api/v1/tasks?agency={MOST}").json()["tasks"]
    dated = {task["document"]: None for task in tasks}
    for number in dated:
        heads = client.get("/api/v1/documents").json()["documents"]
        dated[number] = next(head["date"] for head in heads if head["number"] == number)
    due = {
        (f"{task['id']}/{n}@chidao", deadline["to"] or deadline["from"], dated[task["document"]])
        for task in tasks
        for n, deadline in enumerate(task["deadlines"])
        if deadline["kind"] != "recurring" and (deadline["to"] or deadline["from"])
    }
    found = {(str(e["uid"]), e["dtstart"].dt.isoformat(), e["dtstamp"].dt.date().isoformat()) for e in events}
    assert due and found == due
    assert all([str(a["action"]) for a in event.walk("VALARM")] == ["DISPLAY", "DISPLAY"] for event in events)
    assert all(event.walk("VALARM")[0]["trigger"].dt.total_seconds() == -(6 * 24 + 15) * 3600 for event in events)


def test_an_agency_page_says_what_its_lists_say(client: TestClient) -> None:
    page = client.get(f"/agencies/{MOST}?today={TODAY}").text
    figures = re.findall(r'<dt><a href="([^"]+)">.*?</a></dt><dd>(\d+)</dd>', page)
    assert len(figures) > 4
    for href, count in figures:
        assert len(rows(client.get(unescape(href)).text)) == int(count)
    assert f"/agencies/{MOST}.ics" in page
    assert client.get("/agencies/none").status_code == client.get("/agencies/none.ics").status_code == 404


def test_strangers_learn_nothing_of_internal_documents(internal_client: TestClient) -> None:
    addresses = [
        "/register", "/register?view=calendar&month=2026-05", "/register?view=timeline", "/register?status=later",
        "/agencies/bo-tai-chinh", "/agencies/bo-tai-chinh?month=2026-05", "/agencies/bo-y-te",
        "/agencies/bo-tai-chinh.ics", "/register/export?format=csv", "/register/export?format=ics",
    ]  # fmt: skip
    stranger = {"X-Forwarded-For": "203.0.113.9"}
    seen = 0
    for address in addresses:
        whole = internal_client.get(address).text + internal_client.get(address, headers={"Accept": "text/html"}).text
        seen += "77-KH" in whole.replace("\r\n ", "")
        for hidden in ("77-KH", "77-kh", "*kinh phí*"):
            assert hidden not in internal_client.get(address, headers=stranger).text.replace("\r\n ", ""), address
    assert seen >= 5  # there was something to hide
    asked = internal_client.get("/register?document=77-KH/VPTW", headers=stranger)
    assert (asked.status_code, asked.json()["error"]["code"]) == (422, "no_document")
    total = internal_client.get("/api/v1/tasks", headers=stranger).json()["total"]
    assert len(rows(internal_client.get("/register", headers=stranger).text)) == total
    assert "&lt;script&gt;alert(" in internal_client.get("/register").text
    assert "<script" not in internal_client.get("/register?text=%3Cscript%3E").text


@pytest.mark.parametrize("column", ["task", "lead", "deadline", "document"])
def test_sorting(client: TestClient, column: str) -> None:
    up = client.get(f"/register?today={TODAY}&sort={column}").text
    down = client.get(f"/register?today={TODAY}&sort=-{column}").text
    assert up.count('aria-sort="ascending"') == down.count('aria-sort="descending"') == 1
    assert sorted(rows(up)) == sorted(rows(down))
    assert up != down


@pytest.mark.parametrize("query", ["month=x", "month=2026-13", "month=9999-12", "month=0001-01", "month=2026-4"])
def test_odd_months_are_refused(client: TestClient, query: str) -> None:
    for path in ("/register", f"/agencies/{MOST}"):
        response = client.get(f"{path}?{query}")
        assert (response.status_code, response.json()["error"]["code"]) == (422, "bad_month")


@pytest.mark.parametrize(
    "query", ["page=99", "sort=none", "today=9998-12-31&status=overdue", "today=0002-01-01", "text="]
)
def test_odd_addresses_show_the_page(client: TestClient, query: str) -> None:
    assert client.get(f"/register?{query}").status_code == 200


def test_every_link_of_the_pages_holds(client: TestClient) -> None:
    for path in (f"/register?today={TODAY}&view=calendar", f"/agencies/{MOST}?today={TODAY}"):
        page = client.get(path).text
        for href in {unescape(href) for href in re.findall(r'href="([^"]+)"', page)}:
            assert href.startswith(("/", "#"))
            if href.startswith("/") and not href.startswith("/chat"):
                assert client.get(href).status_code == 200, href


def deadline(last: str | None, kind: DeadlineKind = DeadlineKind.BY, first: str | None = None) -> Deadline:
    day = {name: date.fromisoformat(text) if text else None for name, text in (("first", first), ("last", last))}
    return Deadline("", 0, 0, kind, Purpose.COMPLETION, day["first"], day["last"])


# 2026-04-01 is a Wednesday: the week ends on the 5th
STANDINGS = [
    (deadline("2026-03-31"), {"overdue"}),
    (deadline("2026-04-01"), {"this_week", "this_month"}),
    (deadline("2026-04-05"), {"this_week", "this_month"}),
    (deadline("2026-04-06"), {"this_month"}),
    (deadline("2026-04-30"), {"this_month"}),
    (deadline("2026-05-01"), {"later"}),
    (deadline(None, DeadlineKind.RECURRING), {"recurring"}),
    (deadline(None, DeadlineKind.START, "2026-05-01"), {"later"}),
    (deadline(None, DeadlineKind.START, "2026-03-01"), {"undated"}),  # it has begun, and nothing is due
    (deadline(None, DeadlineKind.CONDITIONAL), {"undated"}),
]


@pytest.mark.parametrize(("given", "expected"), STANDINGS)
def test_how_a_deadline_stands(given: Deadline, expected: set[str]) -> None:
    assert statuses_of(Task("a#b", "a#b", "", 0, 0, deadlines=(given,)), date(2026, 4, 1)) == expected


def test_a_week_may_end_in_the_next_month() -> None:
    assert standings(deadline("2026-05-02"), date(2026, 4, 29)) == (TaskStatus.THIS_WEEK,)


def test_the_month_and_the_timeline_hold_every_deadline(services: Services) -> None:
    found = register_view(services.reader, TaskFilters(), registry())
    entries = entries_of(found, date(2026, 4, 1))
    months = {entry.day.replace(day=1) for entry in entries}
    assert sum(month_table(entries, first).count for first in months) == len(entries) > 30
    drawn = draw([Mark(e.day, e.status, "<&>") for e in entries], date(2026, 4, 1), "t", "d", "h")
    assert drawn is not None and drawn.outside == 0
    assert sum(month.total for month in drawn.months) == len(entries)
    assert "<&>" not in drawn.svg
    far = draw([Mark(date(y, 1, 1), TaskStatus.LATER, "") for y in (2020, 2026, 2040)], date(2026, 4, 1), "t", "d", "h")
    assert far is not None and (len(far.months), far.outside) == (24, 2)


def test_a_month_has_whole_weeks() -> None:
    table = month_table([], read_month("2026-02", date(2026, 1, 1)))
    assert [len(week) for week in table.weeks] == [7] * 5
    assert (table.previous, table.following) == (date(2026, 1, 1), date(2026, 3, 1))


def test_links_carry_what_narrows_alone() -> None:
    assert link("/register", FilterWords()) == "/register"
    words = FilterWords(agencies=("a", "b"), last="2026-04-30", text="x y")
    assert link("/register", words) == "/register?agency=a&agency=b&to=2026-04-30&text=x+y"


def test_the_audience_decides(internal_services: Services) -> None:
    view = internal_services.assistant.view
    everything = read_register(view, FilterWords(), date(2026, 4, 1), frozenset(Audience))
    public = read_register(view, FilterWords(), date(2026, 4, 1), frozenset({Audience.PUBLIC}))
    assert len(everything.tasks) - len(public.tasks) == 2
    assert "77-KH/VPTW" not in {option.value for option in public.facets.documents}
