"""The register for readers: every task in a table, a calendar and a timeline; a page for each agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from assistant import messages
from assistant.document_parts import number_text
from assistant.labels import clause_label, clause_url, date_text
from assistant.model import Language, MatchedTask
from assistant.pages import timeline
from assistant.pages.month_table import Entry, entries_of, month_table, read_month
from assistant.pages.register_files import FileForm, download, known_agency, task_file
from assistant.pages.register_view import SORTS, Option, Register, link, pairs, read_register, sorted_tasks
from assistant.people.feeds import Feed
from assistant.selection.filters import FilterWords, read_filters
from assistant.selection.select import register_view
from assistant.selection.status import TaskStatus, statuses_of
from assistant.web.bodies import filter_words, parse_day
from assistant.web.context import services_of, visible
from assistant.web.rendering import due_text, render
from corpus.agencies import registry
from corpus.model import Task

router = APIRouter(include_in_schema=False)
_LANGUAGE = Language.VI
_say = partial(messages.text, _LANGUAGE)
PAGE = 200
"""How many rows a page of the table has."""
NEXT = 10
"""How many deadlines to come an agency's page names."""


class View(StrEnum):
    """How the register is looked at."""

    TABLE = "table"
    CALENDAR = "calendar"
    TIMELINE = "timeline"


Words = Annotated[FilterWords, Depends(filter_words)]


@dataclass(frozen=True, slots=True)
class Address:
    """The address of what is shown, from which the page's links are made."""

    words: FilterWords
    today: str | None
    sort: str
    view: View
    month: str | None = None

    def to(self, path: str = "/register", /, **changes: Any) -> str:
        """Return the address with filters, sort, view or month changed; other parameters are added."""
        own = {name: changes.pop(name) for name in ("today", "sort", "view", "month") if name in changes}
        fields = {name: changes.pop(name) for name in FilterWords.__slots__ if name in changes}
        there = replace(self, words=replace(self.words, **fields), **own)
        shown = {"sort": None if there.sort == "deadline" else there.sort, "month": there.month, **changes}
        view = [] if there.view == View.TABLE else [("view", str(there.view))]
        today = [("today", there.today)] if there.today else []
        return link(path, there.words, [*today, *view, *((name, str(v)) for name, v in shown.items() if v)])

    def of_agency(self, agency: str) -> str:
        """Return the address of an agency's page."""
        return link(f"/agencies/{quote(agency)}", FilterWords(), [("today", self.today)] if self.today else ())


@router.get("/register")
def register(
    request: Request,
    words: Words,
    today: str | None = None,
    sort: str = "deadline",
    view: View = View.TABLE,
    month: str | None = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show the tasks that meet the filters, those of ``GET /api/v1/tasks``."""
    day = parse_day(today) or date.today()
    sort = sort if sort.removeprefix("-") in SORTS else "deadline"
    shown = read_register(services_of(request).assistant.view, words, day, visible(request), sort)
    pages = max(-(-len(shown.tasks) // PAGE), 1)
    page = min(page, pages)
    return render(
        request,
        "register.html",
        register=shown,
        rows=shown.tasks[(page - 1) * PAGE : page * PAGE],
        first_row=(page - 1) * PAGE + 1,
        page=page,
        pages=pages,
        at=Address(words, today, sort, view, month),
        facets=_facets(shown, Address(words, today, sort, view, month)),
        form=FileForm,
        hidden=_hidden(words, sort, view),
        **_pictures(shown.tasks, day, month),
        **_shared(day),
    )


@router.get("/register/export")
def export(
    request: Request,
    words: Words,
    form: Annotated[FileForm, Query(alias="format")],
    today: str | None = None,
    sort: str = "deadline",
) -> Response:
    """Give the tasks that meet the filters as a file."""
    day = parse_day(today) or date.today()
    view, audiences = services_of(request).assistant.view, visible(request)
    filters = read_filters(words, day, view, audiences)
    found = sorted_tasks(register_view(view.store, filters, view.registry), sort)
    content = task_file(request, found, form, view, audiences)
    return download(content, form, f"nhiem-vu-{day.isoformat()}")


@router.get("/agencies/{agency}")
def agency(request: Request, agency: str, today: str | None = None, month: str | None = None) -> Response:
    """Show an agency's tasks by role and status, its next deadlines, and how to subscribe to them."""
    known = known_agency(agency)
    day = parse_day(today) or date.today()
    words = FilterWords(agencies=(agency,))
    shown = read_register(services_of(request).assistant.view, words, day, visible(request))
    at = Address(words, today, "deadline", View.TABLE, month)
    return render(
        request,
        "agency.html",
        agency=known,
        register=shown,
        facets={facet.name: facet for facet in _facets(shown, at)},
        coming=[entry for entry in entries_of(shown.tasks, day) if entry.day >= day][:NEXT],
        at=at,
        feed=f"{str(request.base_url).rstrip('/')}/agencies/{quote(agency)}.ics",
        has_own_feed=_has_own_feed(request, agency),
        **_pictures(shown.tasks, day, month),
        **_shared(day),
    )


def _has_own_feed(request: Request, agency: str) -> bool:
    services = services_of(request)
    owner = services.owner(request.scope)
    return bool(owner) and services.feeds.exists(Feed(owner or "", agency))


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a facet as a link; that of a chosen one takes it back."""

    label: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its name in the catalogue, and its choices."""

    name: str
    choices: tuple[Choice, ...]


def _facets(shown: Register, at: Address) -> list[Facet]:
    names = registry().by_id

    def facet(name: str, field: str, options: Sequence[Option], label: Any) -> Facet:
        empty: object = None if field == "status" else ()

        def href(value: str) -> str:
            return at.to(**{field: value if field == "status" else (value,)})

        return Facet(
            name,
            tuple(
                Choice(label(o.value), o.count, o.chosen, at.to(**{field: empty}) if o.chosen else href(o.value))
                for o in options
            ),
        )

    found = shown.facets
    return [
        facet("status", "status", found.statuses, lambda value: _say(f"register.status_{value}")),
        facet("role", "roles", found.roles, lambda value: _say(f"register.role_{value}")),
        facet("agency", "agencies", found.agencies, lambda value: names[value].name),
        facet("document", "documents", found.documents, lambda value: _document_words(value, found.wholes)),
    ]


def _document_words(number: str, of_several: frozenset[str]) -> str:
    words = number_text(number, _LANGUAGE)
    return _say("part.whole", number=words) if number in of_several else words


def _hidden(words: FilterWords, sort: str, view: View) -> list[tuple[str, str]]:
    """Return what the form keeps of the address besides its own fields."""
    kept = pairs(replace(words, first=None, last=None, text=""))
    return [*kept, ("sort", sort), ("view", view.value)]


def _pictures(tasks: Sequence[MatchedTask], today: date, month: str | None) -> dict[str, Any]:
    entries = entries_of(tasks, today)
    marks = [timeline.Mark(entry.day, entry.status, _words(entry)) for entry in entries]
    described = _say("register.timeline_desc", count=len(marks), today=date_text(today, _LANGUAGE))
    drawn = timeline.draw(marks, today, _say("register.timeline_title"), described, _say("register.today"))
    return {"timeline": drawn, "calendar": month_table(entries, read_month(month, today))}


def _words(entry: Entry) -> str:
    """Return what a mark of the timeline says."""
    leads = "; ".join(party.name for party in entry.matched.task.leads)
    status = _say(f"register.status_{entry.status.value}")
    return f"{date_text(entry.day, _LANGUAGE)} · {status}\n{leads}: {entry.matched.task.action[:160]}"


def _shared(today: date) -> dict[str, Any]:
    return {
        "today": today,
        "say_due": due_text,
        "statuses": lambda task: sorted_statuses(task, today),
        "source": _source,
        "place": lambda task: clause_label(task.clause, _LANGUAGE),
        "symbol": lambda status: timeline.symbol(status, 7, 7),
        "marks": [TaskStatus.OVERDUE, TaskStatus.THIS_WEEK, TaskStatus.THIS_MONTH, TaskStatus.LATER],
        "is_known": lambda key: key in registry().by_id,
        "weekdays": [(_say(f"register.weekday_{n}"), _say(f"register.weekday_short_{n}")) for n in range(7)],
    }


def sorted_statuses(task: Task, today: date) -> list[TaskStatus]:
    """Return how a task stands, to show: what is due this week is not also said to be due this month."""
    found = statuses_of(task, today)
    if TaskStatus.THIS_WEEK in found:
        found -= {TaskStatus.THIS_MONTH}
    return [status for status in TaskStatus if status in found]


def _source(task: Task) -> str:
    """Return the address of a task's clause with the task's words marked."""
    page, _, path = clause_url(task.clause).partition("#")
    return f"{page}?from={task.start}&to={task.end}#{path}"
