"""The record: every answer given and what people said of it, in SQL.

Written and awaited before an answer leaves: what was answered can always be looked up.
"""

from __future__ import annotations

import asyncio
import json
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    String,
    Table,
    UniqueConstraint,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from assistant.database import METADATA, OutsideText
from corpus.text import fold, words

LONGEST_TITLE = 200

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", OutsideText(32), primary_key=True),
    Column("owner", String(200)),
    Column("session", OutsideText(100), nullable=False),
    Column("title", OutsideText(LONGEST_TITLE), nullable=False),
    Column("folded", OutsideText, nullable=False),
    Column("begun_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("owner", "session", name="uq_conversations_owner_session"),
)
"""Who asked what belongs together; a session's name is the client's word, so it only counts beside its owner."""

ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("session", OutsideText(100), nullable=False, index=True),
    Column("asked_at", DateTime(timezone=True), nullable=False, index=True),
    Column("question", OutsideText, nullable=False),
    Column("status", String(20), nullable=False),
    Column("language", String(5), nullable=False),
    Column("json", OutsideText, nullable=False),
    Column("conversation", OutsideText(32), index=True),
    Column("folded", OutsideText),
)
"""``folded``: question and answer as search compares them; only where there is a conversation to be found."""

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("answer", ForeignKey("answers.id"), nullable=False, index=True),
    Column("given_at", DateTime(timezone=True), nullable=False),
    Column("rating", String(10), nullable=False),
    Column("reason", OutsideText(50)),
    Column("comment", OutsideText),
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a question is asked: a session, and whose it is.

    What nobody owns (a stranger's or a portal reader's question) is on record, and in nobody's list.
    """

    session: str
    owner: str | None = None


WITHDRAWN = "none"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said of an answer; ``rating`` is "up" or "down", or "none" where it was taken back."""

    answer: str
    rating: str
    reason: str | None = None
    comment: str | None = None


class History:
    """The record in a database. Safe to call from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save_answer(self, sitting: Sitting, answer: dict[str, Any]) -> str:
        """Write an answer (in the interface's JSON) where it belongs, and return its id."""
        try:
            return self._save(sitting, answer)
        except IntegrityError:  # another answer began the same conversation in between
            return self._save(sitting, answer)

    def _save(self, sitting: Sitting, answer: dict[str, Any]) -> str:
        now = datetime.now(UTC)
        row = {
            "id": uuid.uuid4().hex,
            "session": sitting.session,
            "asked_at": now,
            "question": answer["question"],
            "status": answer["status"],
            "language": answer["language"],
            **_words(answer, found=sitting.owner is not None),
        }
        with self._engine.begin() as connection:
            row["conversation"] = _join(connection, sitting, answer["question"], now)
            connection.execute(insert(ANSWERS).values(row))
        return str(row["id"])

    def reword_answer(self, answer_id: str, answer: dict[str, Any]) -> None:
        """Put an answer's final text in the place of the computed one that is on record under the id."""
        with self._engine.begin() as connection:
            connection.execute(update(ANSWERS).where(ANSWERS.c.id == answer_id).values(_words(answer)))

    def save_feedback(self, feedback: Feedback) -> bool:
        """Write feedback; return False if there is no such answer."""
        with self._engine.begin() as connection:
            known = connection.execute(select(ANSWERS.c.id).where(ANSWERS.c.id == feedback.answer)).first()
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
            connection.execute(insert(FEEDBACK).values(row))
        return True

    def answer(self, answer_id: str) -> dict[str, Any] | None:
        """Return a recorded answer in the interface's JSON, or None."""
        with self._engine.connect() as connection:
            found = connection.execute(select(ANSWERS.c.json).where(ANSWERS.c.id == answer_id)).scalar()
        return None if found is None else json.loads(found)

    def questions(self, session: str) -> list[str]:
        """Return what was asked in a session, oldest first."""
        query = select(ANSWERS.c.question).where(ANSWERS.c.session == session).order_by(ANSWERS.c.asked_at)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def feedback(self, answer_id: str) -> list[Feedback]:
        """Return what was said of an answer, oldest first."""
        columns = (FEEDBACK.c.answer, FEEDBACK.c.rating, FEEDBACK.c.reason, FEEDBACK.c.comment)
        query = select(*columns).where(FEEDBACK.c.answer == answer_id).order_by(FEEDBACK.c.given_at)
        with self._engine.connect() as connection:
            return [Feedback(*row) for row in connection.execute(query)]

    def latest_feedback(self, owner: str, answers: Sequence[str]) -> dict[str, Feedback]:
        """Return what stands said of answers in a person's conversations, by the answer's id."""
        query = (
            select(FEEDBACK.c.answer, FEEDBACK.c.rating, FEEDBACK.c.reason, FEEDBACK.c.comment)
            .join(ANSWERS, FEEDBACK.c.answer == ANSWERS.c.id)
            .join(CONVERSATIONS, ANSWERS.c.conversation == CONVERSATIONS.c.id)
            .where(CONVERSATIONS.c.owner == owner, FEEDBACK.c.answer.in_(answers))
            .order_by(FEEDBACK.c.given_at)
        )
        with self._engine.connect() as connection:
            latest = {row.answer: Feedback(*row) for row in connection.execute(query)}
        return {answer: said for answer, said in latest.items() if said.rating != WITHDRAWN}

    def count(self) -> int:
        """Return how many answers are on record."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(ANSWERS)).scalar_one()


async def record_answer(history: History, sitting: Sitting, answer: dict[str, Any]) -> str:
    """Write an answer off the event loop; return its id when it is on record."""
    return await asyncio.to_thread(history.save_answer, sitting, answer)


def new_session() -> str:
    """Return the name of a session nobody named."""
    return uuid.uuid4().hex


def titled(text: str) -> dict[str, str]:
    """Return the columns of a conversation's title."""
    title = " ".join(text.split())[:LONGEST_TITLE]
    return {"title": title, "folded": searchable(title)}


def searchable(text: str) -> str:
    """Return a text as search compares it: words without case and diacritics, a space on each side of every one."""
    return f" {' '.join(word.text for word in words(fold(unicodedata.normalize('NFC', text))))} "


def _words(answer: dict[str, Any], *, found: bool = True) -> dict[str, str | None]:
    """Return the columns that hold what an answer says; ``found``: by search, in somebody's conversation."""
    said = f"{answer['question']}\n{answer.get('answer', '')}"
    return {"json": json.dumps(answer, ensure_ascii=False), "folded": searchable(said) if found else None}


def _join(connection: Connection, sitting: Sitting, question: str, now: datetime) -> str | None:
    """Return the id of the sitting's conversation, which begins with its first question.

    Writes first: the row stays locked until the answer is in, so that a conversation is deleted whole.
    """
    if sitting.owner is None:
        return None
    c = CONVERSATIONS.c
    ours = (c.owner == sitting.owner) & (c.session == sitting.session)
    if connection.execute(update(CONVERSATIONS).where(ours).values(used_at=now)).rowcount:
        return str(connection.execute(select(c.id).where(ours)).scalar_one())
    row = {"id": uuid.uuid4().hex, "owner": sitting.owner, "session": sitting.session, **titled(question)}
    connection.execute(insert(CONVERSATIONS).values(row | {"begun_at": now, "used_at": now}))
    return str(row["id"])
