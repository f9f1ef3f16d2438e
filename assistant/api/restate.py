"""Correct how a question was understood: one condition changed gives another question, to be asked like any other."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from assistant.model import MAX_QUESTION_CHARS, Language, Question
from assistant.restate import Slot, corrected
from assistant.web.bodies import parse_day
from assistant.web.context import services_of, visible
from corpus.agencies import registry

router = APIRouter(prefix="/api/v1")


@router.get("/restated", summary="Change one condition of a question")
def restated(
    request: Request,
    question: Annotated[str, Query(max_length=MAX_QUESTION_CHARS)],
    slot: Slot,
    value: Annotated[str, Query(max_length=300)] = "",
    today: str | None = None,
    lang: Language = Language.VI,
) -> dict[str, str]:
    """Return a question for tasks with one condition changed; without a value the condition is taken off.

    Values: an agency's name; lead, coordinator, director or any; 2026-04-01..2026-04-30 (either may be missing) or
    overdue; a document's number.
    """
    audiences = visible(request)
    asked = Question(question, parse_day(today) or date.today(), audiences=audiences)
    context = services_of(request).assistant.view.context(audiences)
    return {"question": corrected(asked, lang, slot, value, context)}


@router.get("/agencies", summary="Who has tasks")
def agencies(request: Request) -> dict[str, Any]:
    """Return the names of all who lead, co-ordinate or direct a task, in the order of the alphabet."""
    found = services_of(request).assistant.view.context(visible(request)).find_parties()
    known = registry().by_id
    english = {key: known[key].en for key in found if key in known}
    names = [{"name": name, "en": english.get(key) or None} for key, name in found.items()]
    return {"agencies": sorted(names, key=lambda each: str(each["name"]))}
