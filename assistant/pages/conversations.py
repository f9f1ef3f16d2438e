"""A person's conversations as pages: listed and searched, read again, renamed, saved, deleted."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from assistant.answer_view import interpretation_line, quoted_url, wording_line
from assistant.files.prose import answer_blocks, line
from assistant.files.word_files import DOCX, conversation_docx
from assistant.history import Feedback
from assistant.web.bodies import Reason
from assistant.web.context import official, services_of
from assistant.web.errors import ApiError
from assistant.web.recall import Part, find_asked, read_asked
from assistant.web.rendering import render
from corpus.text import slugify

router = APIRouter(prefix="/conversations", include_in_schema=False)
PAGE = 50
"""How many conversations a page of the list has."""
TURNS = 20
"""How many questions a page of a conversation has."""
Title = Annotated[str, Form(max_length=1_000)]


@router.get("")
def conversations(
    request: Request,
    text: Annotated[str, Query(max_length=500)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """List the reader's conversations, newest first; with ``text`` those that hold its words."""
    owner = official(request).name
    search = partial(services_of(request).conversations.search, owner, text, limit=PAGE)
    found = search(first=(page - 1) * PAGE)
    pages = max(-(-found.total // PAGE), 1)
    if page > pages:
        page, found = pages, search(first=(pages - 1) * PAGE)
    return _page(request, "conversations.html", found=found, text=text, page=page, pages=pages, at=partial(_at, text))


@router.get("/{conversation_id}")
def conversation(
    request: Request, conversation_id: str, page: Annotated[int | None, Query(ge=1, le=100_000)] = None
) -> Response:
    """Show a page of a conversation: each question, how it was read, its answer and the sources; the last one first."""
    found = find_asked(request, conversation_id)
    pages = max(-(-found.questions // TURNS), 1)
    page = min(page or pages, pages)
    return _page(
        request,
        "conversation.html",
        conversation=found,
        turns=read_asked(request, found, Part((page - 1) * TURNS, TURNS)),
        before=(page - 1) * TURNS,
        page=page,
        pages=pages,
        at=partial(_turns_at, conversation_id),
        reasons=get_args(Reason),
        prose=answer_blocks,
        line=line,
        interpretation_line=interpretation_line,
        wording_line=wording_line,
        url=quoted_url,
    )


@router.get("/{conversation_id}/export")
def export(request: Request, conversation_id: str) -> Response:
    """Give a conversation as a Word file: questions, how they were read, answers, tables and quotations."""
    found = find_asked(request, conversation_id)
    named = {"Content-Disposition": f'attachment; filename="{slugify(found.title)[:80] or "chidao"}.docx"'}
    turns = read_asked(request, found)
    return Response(conversation_docx(found, turns), media_type=DOCX, headers={**named, "Cache-Control": "no-store"})


@router.post("/{conversation_id}/title")
def rename(request: Request, conversation_id: str, title: Title = "") -> Response:
    """Give a conversation another title; an empty one changes nothing."""
    owner, kept = official(request).name, services_of(request).conversations
    if kept.find(owner, conversation_id) is None:
        raise ApiError(404, "error.no_conversation")
    kept.rename(owner, conversation_id, title)
    return RedirectResponse(f"/conversations/{conversation_id}", 303)


@router.post("/{conversation_id}/answers/{answer_id}/feedback")
def feedback(
    request: Request,
    conversation_id: str,
    answer_id: str,
    rating: Annotated[Literal["up", "down", "none"], Form()],
    reason: Annotated[Reason | Literal[""], Form()] = "",
    comment: Annotated[str, Form(max_length=2_000)] = "",
    page: Annotated[int, Form(ge=1, le=100_000)] = 1,
) -> Response:
    """Say whether an answer helped, say it otherwise, or take it back."""
    services, owner = services_of(request), official(request).name
    if not services.conversations.holds(owner, conversation_id, answer_id):
        raise ApiError(404, "error.no_answer")
    told = (reason or None, comment.strip() or None) if rating == "down" else (None, None)
    services.history.save_feedback(Feedback(answer_id, rating, *told))
    return RedirectResponse(f"{_turns_at(conversation_id, page)}#answer-{answer_id}", 303)


@router.post("/{conversation_id}/delete")
def delete(request: Request, conversation_id: str) -> Response:
    """Delete a conversation; the page asks first."""
    if not services_of(request).conversations.delete(official(request).name, conversation_id):
        raise ApiError(404, "error.no_conversation")
    return RedirectResponse("/conversations", 303)


def _at(text: str, page: int) -> str:
    """Return the address of a page of the list."""
    return f"/conversations?{urlencode({'text': text, 'page': page})}"


def _turns_at(conversation_id: str, page: int) -> str:
    """Return the address of a page of a conversation."""
    return f"/conversations/{conversation_id}?page={page}"


def _page(request: Request, template: str, **values: Any) -> Response:
    page = render(request, template, **values)
    page.headers["Cache-Control"] = "no-store"
    return page
