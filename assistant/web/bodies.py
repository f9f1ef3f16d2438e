"""What requests may say."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from assistant.curation import Change
from assistant.files.document_exports import Form
from assistant.model import Language, Question, QuestionError
from assistant.selection.filters import FilterWords
from corpus.model import Audience, Status

Many = Annotated[list[str], Query(max_length=50)]
_NONE: list[str] = []
_YEARS = range(2, 9999)
"""The years that can be counted from: the day before, or the week after, is still a day of the calendar."""


class AskBody(BaseModel):
    """A question, with all that its answer depends on besides the corpus."""

    question: str = Field(examples=["Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4?"])
    today: str | None = Field(None, description="The day to count from, as 2026-04-01; the real one by default.")
    history: list[str] = Field([], description="Earlier questions of the conversation, oldest first.", max_length=50)
    session: str | None = Field(None, description="A name for the conversation, in the record.", max_length=100)
    lang: Language | None = Field(None, description="The language to answer in; the question's own by default.")

    def as_question(self, audiences: frozenset[Audience]) -> Question:
        """Return the question asked; raises QuestionError where the day is no day."""
        return Question(
            text=self.question,
            today=parse_day(self.today) or date.today(),
            history=tuple(self.history),
            language=self.lang,
            audiences=audiences,
        )


Reason = Literal["incomplete", "wrong", "unclear", "outdated", "other"]
"""What can be wrong with an answer."""


class FeedbackBody(BaseModel):
    """What somebody says of an answer."""

    answer: str = Field(description="The answer's id, from the header X-Answer-Id.", pattern="^[0-9a-f]{32}$")
    rating: Literal["up", "down", "none"] = Field(description='"none" takes back what was said before.')
    reason: Reason | None = None
    comment: Annotated[str, Field(max_length=2_000)] | None = None


class IngestFile(BaseModel):
    """A file to read: its name, and its bytes in base64."""

    name: str = Field(min_length=1, max_length=255)
    content: str
    audience: Audience = Audience.INTERNAL
    named: bool = True


class IngestBody(BaseModel):
    """Files to read."""

    files: list[IngestFile] = Field(min_length=1)
    before: list[str] = Field(default=[], description="SHA-256 of the files that earlier requests brought.")


class DeclareBody(BaseModel):
    """What is declared of a document."""

    number: str = Field(min_length=1, max_length=200)
    audience: Audience | None = None
    status: Status | None = None
    by: str | None = Field(None, max_length=200)
    provision: str | None = Field(None, max_length=200)
    withdrawn: bool = False

    def as_change(self) -> Change:
        """Return what changes."""
        return Change(self.audience, self.status, self.by, self.provision, self.withdrawn)


class ExportBody(BaseModel):
    """A document to write as a file."""

    number: str = Field(min_length=1, max_length=200)
    form: Form


class RemoveBody(BaseModel):
    """A document to remove."""

    number: str = Field(min_length=1, max_length=200)


def filter_words(
    agency: Many = _NONE,
    role: Many = _NONE,
    document: Many = _NONE,
    first: Annotated[str | None, Query(alias="from")] = None,
    last: Annotated[str | None, Query(alias="to")] = None,
    status: str | None = None,
    text: Annotated[str, Query(max_length=500)] = "",
) -> FilterWords:
    """Return the filters of a request for tasks: the same parameters on pages and in the interface for programs."""
    return FilterWords(tuple(agency), tuple(role), tuple(document), first, last, status, text)


def parse_day(text: str | None) -> date | None:
    """Return the day written as 2026-04-01, or None for nothing.

    Raises:
        QuestionError: it is no day of the calendar, too near its ends to count from, or written otherwise.
    """
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS or day.isoformat() != text:
        raise QuestionError("error.bad_date", value=text[:40])
    return day
