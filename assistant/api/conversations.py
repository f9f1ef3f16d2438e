"""A person's conversations, for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from assistant.conversations import Conversation
from assistant.history import LONGEST_TITLE, Feedback
from assistant.people.accounts import Rank
from assistant.web.context import Services, require, services_of
from assistant.web.errors import ApiError
from assistant.web.recall import Part, find_asked, read_asked

router = APIRouter(prefix="/api/v1/conversations")
Json = dict[str, Any]


class TitleBody(BaseModel):
    """A conversation's new title."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE, pattern=r"\S")


@router.get("", summary="Your conversations")
def conversations(
    request: Request,
    text: Annotated[str, Query(max_length=500)] = "",
    first: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Json:
    """List your conversations, newest first; with ``text`` those whose title, questions or answers hold its words."""
    services, owner = _mine(request)
    found = services.conversations.search(owner, text, first=first, limit=limit)
    return {"conversations": [_json(each) for each in found.conversations], "total": found.total}


@router.get("/{conversation_id}", summary="A conversation with its answers")
def conversation(
    request: Request,
    conversation_id: str,
    first: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Json:
    """Give a conversation, or a part of it; an answer that you may no longer see is null.

    ``questions`` says how many turns there are; the next part begins at ``first`` plus the number of turns given.
    """
    found = find_asked(request, conversation_id)
    turns = read_asked(request, found, Part(first, limit))
    told = [
        {
            "id": each.turn.answer_id,
            "asked_at": each.turn.asked_at.isoformat(),
            "question": each.question,
            "answer": each.answer,
            "changed": sorted(each.changed),
            "feedback": feedback_json(each.said),
        }
        for each in turns
    ]
    return {**_json(found), "first": first, "turns": told}


@router.patch("/{conversation_id}", summary="Rename a conversation")
def rename(request: Request, conversation_id: str, body: TitleBody) -> Json:
    """Give a conversation another title."""
    services, owner = _mine(request)
    renamed = services.conversations.rename(owner, conversation_id, body.title)
    found = services.conversations.find(owner, conversation_id) if renamed else None
    if found is None:
        raise ApiError(404, "error.no_conversation")
    return _json(found)


@router.delete("/{conversation_id}", summary="Delete a conversation", status_code=204)
def delete(request: Request, conversation_id: str) -> Response:
    """Delete a conversation with its answers and what was said of them."""
    services, owner = _mine(request)
    if not services.conversations.delete(owner, conversation_id):
        raise ApiError(404, "error.no_conversation")
    return Response(status_code=204)


def feedback_json(said: Feedback | None) -> Json | None:
    """Return what was said of an answer."""
    return {"rating": said.rating, "reason": said.reason, "comment": said.comment} if said else None


def _mine(request: Request) -> tuple[Services, str]:
    return services_of(request), require(request, Rank.OFFICIAL).name


def _json(each: Conversation) -> Json:
    return {
        "id": each.id,
        "title": each.title,
        "begun_at": each.begun_at.isoformat(),
        "used_at": each.used_at.isoformat(),
        "questions": each.questions,
        "session": each.session,
        "url": f"/conversations/{each.id}",
    }
