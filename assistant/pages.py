"""Pages for readers: the list of documents, and each document with its clauses and tasks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote as percent

from fastapi import APIRouter, Query, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from assistant import messages
from assistant.api_bodies import parse_day
from assistant.api_context import services_of, visible
from assistant.labels import clause_label, date_text, iso_day_text, moment_text
from assistant.model import Language
from assistant.pages_view import Block, Inline, Matter, NoteMark, Paragraph, Words, lay_out
from corpus.model import Clause, Deadline, DeadlineKind, Purpose, Scope, Task
from corpus.text import slugify
from index import catalog

router = APIRouter(include_in_schema=False)
HERE = Path(__file__).parent
TODAY_COOKIE = "chidao_today"
_LANGUAGE = Language.VI
_say = partial(messages.text, _LANGUAGE)
_DAY = partial(date_text, language=_LANGUAGE)
_ISO_DAY = partial(iso_day_text, language=_LANGUAGE)


@router.get("/")
def home() -> Response:
    """Lead to the chat."""
    return RedirectResponse("/chat", 307)


@router.get("/chat")
def chat(today: str | None = None, conversation: str | None = None) -> Response:
    """Lead to the chat; ``?today=2026-04-01`` sets the day that its conversations count from.

    ``?conversation=...`` opens it on an earlier conversation (``assistant.resuming``).
    """
    day = parse_day(today)
    response = RedirectResponse(f"/chat/?conversation={percent(conversation, '')}" if conversation else "/chat/", 307)
    if day:
        response.set_cookie(TODAY_COOKIE, day.isoformat(), path="/chat", httponly=True, samesite="lax")
    else:
        response.delete_cookie(TODAY_COOKIE, path="/chat", httponly=True, samesite="lax")
    return response


@router.get("/documents")
def documents(request: Request) -> Response:
    """Show the list of documents, newest first."""
    heads = catalog.directives(services_of(request).reader, visible(request))
    return render(request, "documents.html", heads=heads[::-1])


@router.get("/documents/{slug}")
def document(
    request: Request,
    slug: str,
    first: Annotated[int | None, Query(alias="from", ge=0)] = None,
    last: Annotated[int | None, Query(alias="to", ge=0)] = None,
) -> Response:
    """Show a document; ``from`` and ``to`` (offsets in its text) mark a quotation."""
    wanted = unicodedata.normalize("NFC", slug)
    directive = catalog.directive(services_of(request).reader, wanted, visible(request))
    if directive is None:
        raise HTTPException(404)
    quoted = (first, last) if first is not None and last is not None and first < last else None
    return render(
        request,
        "document.html",
        directive=directive,
        nodes=lay_out(directive, _label, quoted),
        quoted=quoted is not None,
    )


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Give a file of the pages."""
    path = HERE / "static" / name
    if path.parent != HERE / "static" or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, headers={"Cache-Control": "public, max-age=3600"})


@router.get("/assets/{name:path}")
def chat_asset(name: str) -> Response:
    """Lead to a file that Chainlit's page asks for outside its mount."""
    return RedirectResponse(f"/chat/assets/{percent(name)}", 307)


def render(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Return a page."""
    services = services_of(request)
    person, sign_in = services.person(request.scope), services.people.configured
    page = _environment().get_template(template).render(path=request.url.path, person=person, sign_in=sign_in, **values)
    return HTMLResponse(page, status)


def error_page(request: Request, status: int, message: str) -> Response:
    """Return an error as a page."""
    return render(request, "error.html", status, message=message)


def wants_page(request: Request) -> bool:
    """Whether an error should be a page: a browser asks for something that is no programming interface."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def due_text(deadline: Deadline) -> str:
    """Return a deadline in words: "chậm nhất 30/4/2026", "báo cáo hằng tháng"."""
    when = _when(deadline)
    if deadline.purpose in (Purpose.REPORT, Purpose.EFFECT) and when != deadline.text:
        when = _say(f"when_due.{deadline.purpose.value}", when=when)
    return _say("when_due.shared", when=when) if deadline.scope is Scope.SHARED else when


def _when(deadline: Deadline) -> str:
    first, last = deadline.first, deadline.last
    if deadline.kind is DeadlineKind.RECURRING:
        return _say(f"when_due.{deadline.period.value if deadline.period else 'recurring'}")
    if deadline.kind is DeadlineKind.ONGOING:
        return _say("when_due.ongoing")
    if last:
        return _say("when_due.by", last=_DAY(last))
    return _say("when_due.start", first=_DAY(first)) if first else deadline.text


def _label(clause: Clause) -> str:
    return clause_label(clause.id, _LANGUAGE)


def _cards(tasks: Sequence[Task], path: str) -> list[tuple[str, Task]]:
    """Return a clause's tasks to show, each with what tells it apart; tasks alike in all that is shown share one."""
    alike: dict[tuple[object, ...], list[Task]] = {}
    for task in tasks:
        alike.setdefault(_shown(task), []).append(task)
    if len(tasks) == 1:
        return [("", tasks[0])]
    return [(", ".join(_which(task, path) for task in group), group[0]) for group in alike.values()]


def _shown(task: Task) -> tuple[object, ...]:
    parties = [tuple(party.name for party in parties) for parties in (task.leads, task.directors, task.coordinators)]
    return (*parties, tuple(due_text(deadline) for deadline in task.deadlines))


def _which(task: Task, path: str) -> str:
    """Name a task among those of a clause: "Nhiệm vụ 2", or the place within the clause, "Ý (2)"."""
    _, tilde, ordinal = task.id.partition("~")
    if tilde:
        return _say("page.task_ordinal", n=ordinal)
    within = task.clause.partition("#")[2].removeprefix(path).removeprefix("__")
    return clause_label(f"#{within}", _LANGUAGE) if within else _say("page.task_ordinal", n=1)


def _kind(node: object) -> str:
    names = {
        Block: "block",
        Inline: "inline",
        Matter: "matter",
        NoteMark: "note",
        Paragraph: "paragraph",
        Words: "words",
    }
    return names[type(node)]


def _json_type(schema: dict[str, Any]) -> str:
    """Return a JSON schema's type in a word or two."""
    if "anyOf" in schema:
        return " | ".join(_json_type(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"[{_json_type(schema['items'])}]"
    return str(schema.get("type") or schema.get("$ref", "").rpartition("/")[2])


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=_say)
    environment.filters.update(kind=_kind, day=_DAY, iso_day=_ISO_DAY, time=moment_text, due=due_text, anchor=slugify)
    environment.filters.update(json_type=_json_type, cards=_cards)
    return environment
