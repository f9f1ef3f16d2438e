"""The interface of DESIGN section 7, for programs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from time import perf_counter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import JSONResponse, Response

from assistant.api.conversations import feedback_json
from assistant.history import Feedback, Sitting, new_session
from assistant.llm.model import Cancellation
from assistant.model import Language, Question, QuestionError
from assistant.telling import Telling
from assistant.web.bodies import AskBody, FeedbackBody
from assistant.web.context import Services, services_of, visible
from assistant.web.errors import ApiError, describe, error_json, language_of
from assistant.web.leaving import while_connected
from assistant.web.streaming import answer_events, closing_events, event, token_events
from assistant.wire import answer_json

_LOG = logging.getLogger(__name__)
router = APIRouter(prefix="/api/v1")


@router.post("/ask", summary="Ask a question")
async def ask(request: Request, body: AskBody) -> JSONResponse:
    """Answer a question. The answer is on record before it leaves; the header X-Answer-Id names it."""
    services = services_of(request)
    question = body.as_question(visible(request))
    async with while_connected(request) as cancellation:
        answer, answer_id = await answered(services, question, _sitting(request, body), cancellation)
    return JSONResponse(answer, headers={"X-Answer-Id": answer_id})


@router.post("/chat", summary="Ask a question, and read the answer as it comes", response_class=EventSourceResponse)
async def chat(request: Request, body: AskBody) -> EventSourceResponse:
    """Answer a question in server-sent events: interpretation, token, tasks, citations, done; or error.

    The texts of the tokens, joined, are the answer's text.
    """
    services = services_of(request)
    question = body.as_question(visible(request))
    sitting = _sitting(request, body)
    try:
        if services.assistant.writer:
            async with while_connected(request) as cancellation:
                telling = Telling(services, question, sitting, cancellation)
                headers = _headers(await telling.begin())
            return EventSourceResponse(_worded(telling, question.language or Language.VI), headers=headers)
        answer, answer_id = await answered(services, question, sitting)
    except QuestionError:
        raise  # a status code, as everywhere
    except Exception as error:  # noqa: BLE001  (logged whole; a reader of events is told in one)
        _LOG.exception("A streamed question failed")
        return EventSourceResponse(_told([failure_event(error, body.lang or language_of(request))]))
    return EventSourceResponse(_told(answer_events(answer, answer_id)), headers=_headers(answer_id))


@router.post("/feedback", summary="Say whether an answer helped", status_code=201)
async def feedback(request: Request, body: FeedbackBody) -> Response:
    """Record what somebody says of an answer."""
    said = Feedback(body.answer, body.rating, body.reason, body.comment)
    if not await asyncio.to_thread(services_of(request).history.save_feedback, said):
        raise ApiError(404, "error.no_answer")
    return JSONResponse({"recorded": True}, 201)


@router.get("/feedback", summary="What you said of answers")
def said(
    request: Request, answer: Annotated[list[str], Query(max_length=100, description="Ids of answers.")]
) -> dict[str, Any]:
    """Give what stands said of answers in your own conversations, by the answer's id."""
    services = services_of(request)
    owner = services.owner(request.scope)
    found = services.history.latest_feedback(owner, answer) if owner is not None else {}
    return {"feedback": {key: feedback_json(each) for key, each in found.items()}}


async def answered(
    services: Services, question: Question, sitting: Sitting, cancellation: Cancellation | None = None
) -> tuple[dict[str, Any], str]:
    """Answer and record; return the answer in the interface's JSON, and its id."""
    return await asyncio.to_thread(_answer_on_record, services, question, sitting, cancellation)


def _answer_on_record(
    services: Services, question: Question, sitting: Sitting, cancellation: Cancellation | None
) -> tuple[dict[str, Any], str]:
    """Do all of it in one thread: each change of threads waits for its turn on a busy machine."""
    started = perf_counter()
    answer = services.assistant.ask(question, cancellation)
    services.metrics.answer(answer.status.value, answer.interpretation.intent.value, perf_counter() - started)
    services.metrics.wording(answer.wording)
    said = answer_json(answer)
    return said, services.history.save_answer(sitting, said)


def _sitting(request: Request, body: AskBody) -> Sitting:
    """Return where a program asks: without a session's name a question stands alone, in no conversation."""
    if not body.session:
        return Sitting(new_session())
    return Sitting(body.session, services_of(request).owner(request.scope))


def failure_event(error: Exception, language: Language) -> ServerSentEvent:
    """Return the event that says that, and how, an answer failed."""
    return event("error", error_json(*describe(error, language))["error"])


async def _told(events: Iterable[ServerSentEvent]) -> AsyncIterator[ServerSentEvent]:
    for each in events:
        yield each


async def _worded(telling: Telling, language: Language) -> AsyncIterator[ServerSentEvent]:
    """Tell an answer as it is worded: each sentence when it has been checked."""
    yield event("interpretation", telling.answer["interpretation"])
    try:
        async with aclosing(telling.texts()) as texts:
            async for text in texts:
                for each in token_events(text):
                    yield each
    except Exception as error:  # noqa: BLE001  (logged whole; a reader of events is told in one)
        _LOG.exception("A streamed answer failed")
        yield failure_event(error, language)
        return
    for each in closing_events(telling.answer, telling.answer_id):
        yield each


def _headers(answer_id: str) -> dict[str, str]:
    return {"X-Answer-Id": answer_id, "X-Accel-Buffering": "no"}
