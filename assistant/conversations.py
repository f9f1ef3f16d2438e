"""A person's conversations: listed, found, renamed, deleted. Every question here names whose they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Engine, and_, case, delete, func, or_, select, true, update

from assistant.history import ANSWERS, CONVERSATIONS, FEEDBACK, searchable, titled

_MOST_WORDS = 12
"""How many words of a search count."""
_C, _A = CONVERSATIONS.c, ANSWERS.c


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as lists show it."""

    id: str
    session: str
    title: str
    begun_at: datetime
    used_at: datetime
    questions: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation and its answer, in the interface's JSON."""

    answer_id: str
    asked_at: datetime
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A part of the conversations that meet a search, and how many do."""

    conversations: Sequence[Conversation]
    total: int


class Conversations:
    """The conversations in a database. Safe to call from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def search(self, owner: str, text: str = "", *, first: int = 0, limit: int = 50) -> Found:
        """Return a person's conversations, newest first.

        With a text those whose title, or one of whose answers with its question, holds every word of it, without regard
        to case and diacritics; those that hold the words as they stand there come first.
        """
        words = searchable(text).split()[:_MOST_WORDS]
        wanted = and_(_C.owner == owner, _holds(words))
        count = select(func.count()).where(_A.conversation == _C.id).scalar_subquery()
        query = select(_C.id, _C.session, _C.title, _C.begun_at, _C.used_at, count).where(wanted)
        as_they_stand = case((_holds([" ".join(words)]), 0), else_=1)
        newest = query.order_by(as_they_stand, _C.used_at.desc(), _C.id).offset(first).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(newest).all()
            total = connection.execute(select(func.count()).select_from(CONVERSATIONS).where(wanted)).scalar_one()
        return Found([_conversation(*row) for row in rows], total)

    def find(self, owner: str, conversation_id: str) -> Conversation | None:
        """Return a person's conversation; None where there is none of this id, or it is another's."""
        count = select(func.count()).where(_A.conversation == _C.id).scalar_subquery()
        query = select(_C.id, _C.session, _C.title, _C.begun_at, _C.used_at, count)
        with self._engine.connect() as connection:
            row = connection.execute(query.where(_theirs(owner, conversation_id))).first()
        return None if row is None else _conversation(*row)

    def turns(self, owner: str, conversation_id: str, first: int = 0, limit: int | None = None) -> list[Turn]:
        """Return what was asked and answered in a person's conversation, or a part of it, oldest first."""
        query = (
            select(_A.id, _A.asked_at, _A.json)
            .join(CONVERSATIONS, _A.conversation == _C.id)
            .where(_theirs(owner, conversation_id))
            .order_by(_A.asked_at, _A.id)
            .offset(first)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [Turn(row.id, _aware(row.asked_at), json.loads(row.json)) for row in rows]

    def holds(self, owner: str, conversation_id: str, answer_id: str) -> bool:
        """Tell whether an answer stands in a person's conversation."""
        query = select(_A.id).join(CONVERSATIONS, _A.conversation == _C.id)
        with self._engine.connect() as connection:
            return (
                connection.execute(query.where(_theirs(owner, conversation_id), _A.id == answer_id)).first() is not None
            )

    def rename(self, owner: str, conversation_id: str, title: str) -> bool:
        """Give a person's conversation a title; return False where there is no such one, or the title is empty."""
        values = titled(title)
        if not values["title"]:
            return False
        with self._engine.begin() as connection:
            renamed = connection.execute(
                update(CONVERSATIONS).where(_theirs(owner, conversation_id)).values(values)
            ).rowcount
        return bool(renamed)

    def delete(self, owner: str, conversation_id: str) -> bool:
        """Delete a person's conversation, its answers, and what was said of them; return False where there is none."""
        answers = select(_A.id).where(_A.conversation == conversation_id)
        with self._engine.begin() as connection:
            theirs = delete(CONVERSATIONS).where(_theirs(owner, conversation_id))
            if not connection.execute(theirs).rowcount:
                return False
            connection.execute(delete(FEEDBACK).where(FEEDBACK.c.answer.in_(answers)))
            connection.execute(delete(ANSWERS).where(_A.conversation == conversation_id))
        return True


def _theirs(owner: str, conversation_id: str) -> ColumnElement[bool]:
    return and_(_C.owner == owner, _C.id == conversation_id)


def _holds(words: Sequence[str]) -> ColumnElement[bool]:
    """Tell whether the title, or one answer with its question, holds all the words."""
    if not any(words):
        return true()
    said = select(_A.id).where(_A.conversation == _C.id, *_each(_A.folded, words))
    return or_(and_(*_each(_C.folded, words)), said.exists())


def _each(column: Column[Any], words: Sequence[str]) -> list[ColumnElement[bool]]:
    return [column.contains(f" {word} ", autoescape=True) for word in words]


def _conversation(
    conversation_id: str, session: str, title: str, begun: datetime, used: datetime, questions: int
) -> Conversation:
    return Conversation(conversation_id, session, title, _aware(begun), _aware(used), questions)


def _aware(moment: datetime) -> datetime:
    """SQLite forgets the zone, which is UTC here."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
