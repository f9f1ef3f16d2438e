"""Pages for readers: the list of documents, and each document with its clauses and tasks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import Annotated
from urllib.parse import quote as percent

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response

from assistant import messages
from assistant.corpus_view import CorpusView
from assistant.document_parts import number_text, parts_of
from assistant.labels import clause_label, clause_url
from assistant.model import Language
from assistant.pages.document_view import Block, Inline, Matter, NoteMark, Paragraph, Words, lay_out
from assistant.web.bodies import parse_day
from assistant.web.context import TODAY_COOKIE, services_of, visible
from assistant.web.rendering import STATIC, add_filters, due_text, render
from assistant.wire_documents import force_json
from corpus.model import Audience, Clause, Directive, Task
from corpus.repeats import leads_of
from index import catalog

router = APIRouter(include_in_schema=False)
_LANGUAGE = Language.VI
_say = partial(messages.text, _LANGUAGE)


@router.get("/")
def home() -> Response:
    """Lead to the chat."""
    return RedirectResponse("/chat", 307)


@router.get("/chat")
def chat(today: str | None = None, conversation: str | None = None) -> Response:
    """Lead to the chat; ``?today=2026-04-01`` sets the day that its conversations count from.

    ``?conversation=...`` opens it on an earlier conversation (``assistant.web.resuming``).
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
    view, audiences = services_of(request).assistant.view, visible(request)
    directive = catalog.directive(view.store, unicodedata.normalize("NFC", slug), audiences)
    if directive is None:
        raise HTTPException(404)
    quoted = (first, last) if first is not None and last is not None and first < last else None
    return render(
        request,
        "document.html",
        directive=directive,
        nodes=lay_out(directive, _label, quoted),
        quoted=quoted is not None,
        force=force_json(view, directive.number, audiences),
        parts=[
            head for head in parts_of(directive.number, view.context(audiences).heads) if head.slug != directive.slug
        ],
        links=_links(view, directive, audiences),
    )


def _links(view: CorpusView, directive: Directive, audiences: frozenset[Audience]) -> dict[str, list[tuple[str, str]]]:
    """Return, for tasks given before or again, what to say and the id of the other task."""
    found: dict[str, list[tuple[str, str]]] = {}
    for later, earlier in view.repeats(audiences, leads_of(directive.tasks)).items():
        found.setdefault(later, []).append(("page.given_before", earlier))
        found.setdefault(earlier, []).append(("page.given_again", later))
    return found


def _place(task_id: str) -> str:
    """Return where a task stands, in words: "Mục 3, điểm c, 693-CV/VPTW"."""
    clause = task_id.partition("~")[0]
    return f"{clause_label(clause, _LANGUAGE)}, {number_text(clause.partition('#')[0], _LANGUAGE)}"


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Give a file of the pages."""
    path = STATIC / name
    if path.parent != STATIC or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, headers={"Cache-Control": "public, max-age=3600"})


@router.get("/assets/{name:path}")
def chat_asset(name: str) -> Response:
    """Lead to a file that Chainlit's page asks for outside its mount."""
    return RedirectResponse(f"/chat/assets/{percent(name)}", 307)


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


add_filters(kind=_kind, cards=_cards, task_place=_place, task_url=lambda task_id: clause_url(task_id.partition("~")[0]))
add_filters(number=partial(number_text, language=_LANGUAGE))
