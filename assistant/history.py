"""The record: every answer given and what people said of it, in SQL.

Written and awaited before an answer leaves: what was answered can always be looked up.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Engine, ForeignKey, String, Table, Text, func, insert, select, update

from assistant.database import METADATA

_ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("session", String(100), nullable=False, index=True),
    Column("asked_at", DateTime(timezone=True), nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("language", String(5), nullable=False),
    Column("json", Text, nullable=False),
)

_FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("answer", ForeignKey("answers.id"), nullable=False, index=True),
    Column("given_at", DateTime(timezone=True), nullable=False),
    Column("rating", String(10), nullable=False),
    Column("reason", String(50)),
    Column("comment", Text),
)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said of an answer; ``rating`` is "up" or "down"."""

    answer: str
    rating: str
    reason: str | None = None
    comment: str | None = None


class History:
    """The record in a database. Safe to call from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save_answer(self, session: str, answer: dict[str, Any]) -> str:
        """Write an answer (in the interface's JSON) and return its id."""
        answer_id = uuid.uuid4().hex
        row = {
            "id": answer_id,
            "session": session,
            "asked_at": datetime.now(UTC),
            "question": answer["question"],
            "status": answer["status"],
            "language": answer["language"],
            "json": json.dumps(answer, ensure_ascii=False),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(_ANSWERS).values(row))
        return answer_id

    def reword_answer(self, answer_id: str, answer: dict[str, Any]) -> None:
        """Put an answer's final text in the place of the computed one that is on record under the id."""
        words = json.dumps(answer, ensure_ascii=False)
        with self._engine.begin() as connection:
            connection.execute(update(_ANSWERS).where(_ANSWERS.c.id == answer_id).values(json=words))

    def save_feedback(self, feedback: Feedback) -> bool:
        """Write feedback; return False if there is no such answer."""
        with self._engine.begin() as connection:
            known = connection.execute(select(_ANSWERS.c.id).where(_ANSWERS.c.id == feedback.answer)).first()
            if known is None:
                return False
            row = {
                "id": uuid.uuid4().hex,
                "answer": feedback.answer,
                "given_at": datetime.now(UTC),
                "rating": feedback.rating,
                "reason": feedback.reason,
                "comment": feedback.comment,
            }
            connection.execute(insert(_FEEDBACK).values(row))
        return True

    def answer(self, answer_id: str) -> dict[str, Any] | None:
        """Return a recorded answer in the interface's JSON, or None."""
        with self._engine.connect() as connection:
            found = connection.execute(select(_ANSWERS.c.json).where(_ANSWERS.c.id == answer_id)).scalar()
        return None if found is None else json.loads(found)

    def questions(self, session: str) -> list[str]:
        """Return what was asked in a session, oldest first."""
        query = select(_ANSWERS.c.question).where(_ANSWERS.c.session == session).order_by(_ANSWERS.c.asked_at)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def feedback(self, answer_id: str) -> list[Feedback]:
        """Return what was said of an answer, oldest first."""
        columns = (_FEEDBACK.c.answer, _FEEDBACK.c.rating, _FEEDBACK.c.reason, _FEEDBACK.c.comment)
        query = select(*columns).where(_FEEDBACK.c.answer == answer_id).order_by(_FEEDBACK.c.given_at)
        with self._engine.connect() as connection:
            return [Feedback(*row) for row in connection.execute(query)]

    def count(self) -> int:
        """Return how many answers are on record."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(_ANSWERS)).scalar_one()


async def record_answer(history: History, session: str, answer: dict[str, Any]) -> str:
    """Write an answer off the event loop; return its id when it is on record."""
    return await asyncio.to_thread(history.save_answer, session, answer)


def new_session() -> str:
    """Return the name of a session nobody named."""
    return uuid.uuid4().hex
