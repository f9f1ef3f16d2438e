"""The chat for officials: what Chainlit calls when somebody arrives, asks, or sets the day to count from."""

from __future__ import annotations

import asyncio
import logging
from datetime import date
from http.cookies import CookieError, SimpleCookie
from typing import Any

import chainlit
from chainlit.input_widget import TextInput
from chainlit.types import Starter
from starlette.datastructures import Headers

from assistant import messages
from assistant.api import answered
from assistant.api_bodies import parse_day
from assistant.api_context import Services
from assistant.api_errors import describe
from assistant.chat_view import chat_text, source_text
from assistant.labels import date_text
from assistant.model import Language, Question, QuestionError
from assistant.pages import TODAY_COOKIE
from assistant.streaming import pieces

cl: Any = chainlit  # its own annotations are incomplete
_LOG = logging.getLogger(__name__)
_LANGUAGE = Language.VI
_TODAY = "today"
_STARTERS = 4


def bind(services: Services) -> None:
    """Register the chat's handlers with Chainlit, over the services that are open."""

    @cl.set_starters
    async def starters(*_: object) -> list[Starter]:
        return [
            Starter(label=_say(f"chat.starter_{n}_label"), message=_say(f"chat.starter_{n}"))
            for n in range(1, _STARTERS + 1)
        ]

    @cl.on_chat_start
    async def arrive() -> None:
        day = _cookie_day(_environ().get("HTTP_COOKIE", ""))
        cl.user_session.set(_TODAY, day)
        await cl.ChatSettings([_day_input(day)]).send()

    @cl.on_settings_update
    async def settle(settings: dict[str, Any]) -> None:
        await _set_day(str(settings.get(_TODAY) or "").strip())

    @cl.on_message
    async def ask(message: Any) -> None:
        await _answer(services, message)

    @cl.action_callback("quote")
    async def quote(action: Any) -> None:
        answer = await asyncio.to_thread(services.history.answer, str(action.payload.get("answer", "")))
        if answer:
            await cl.ElementSidebar.set_title(_say("chat.quotes_title"))
            await cl.ElementSidebar.set_elements(_quotations(answer), key=action.id)

    @cl.action_callback("ask")
    async def follow(action: Any) -> None:
        message = cl.Message(content=str(action.payload.get("question", "")), type="user_message", author="User")
        await message.send()
        await _answer(services, message)


async def _answer(services: Services, message: Any) -> None:
    """Answer in a stream of words, then hang the citations on it."""
    question = Question(
        text=message.content,
        today=cl.user_session.get(_TODAY) or date.today(),
        history=_earlier(message),
        audiences=services.audiences(_headers()),
    )
    try:
        await _tell(*await answered(services, question, cl.context.session.thread_id))
    except QuestionError as error:
        await _send(describe(error, _LANGUAGE)[1])
    except Exception:  # noqa: BLE001  (logged whole; Chainlit would show the error's own text)
        _LOG.exception("A question in the chat failed")
        await _send(_say("chat.failed"))


async def _tell(answer: dict[str, Any], answer_id: str) -> None:
    reply = cl.Message(content="", author=_say("chat.author"))
    for piece in pieces(chat_text(answer)):
        await reply.stream_token(piece)
    reply.actions = _actions(answer, answer_id)
    await reply.send()


def _actions(answer: dict[str, Any], answer_id: str) -> list[Any]:
    """Return the buttons below an answer: its quotations, what can be meant, what may follow."""
    actions = []
    if answer["citations"]:
        label = _say("chat.quotes", count=len(answer["citations"]))
        actions.append(cl.Action(name="quote", payload={"answer": answer_id}, label=label, icon="quote"))
    questions = (*answer["candidates"], *answer["suggestions"])
    return actions + [cl.Action(name="ask", payload={"question": text}, label=text) for text in questions]


def _quotations(answer: dict[str, Any]) -> list[Any]:
    return [
        cl.Text(name=f"[{citation['n']}]", content=source_text(citation), display="side")
        for citation in answer["citations"]
    ]


def _earlier(message: Any) -> tuple[str, ...]:
    """Return the questions that stand before this one; an edited question forgets what came after it."""
    asked = []
    for each in cl.chat_context.get():
        if each.id == message.id:
            break
        if each.type == "user_message":
            asked.append(each.content)
    return tuple(asked)


async def _set_day(written: str) -> None:
    try:
        day = parse_day(written)
    except QuestionError as error:
        await _send(describe(error, _LANGUAGE)[1])
        return
    cl.user_session.set(_TODAY, day)
    await _say_day(day or date.today())


async def _say_day(day: date) -> None:
    await _send(_say("chat.today_set", today=date_text(day, _LANGUAGE)))


async def _send(text: str) -> None:
    await cl.Message(content=text, author=_say("chat.author")).send()


def _day_input(day: date | None) -> TextInput:
    return TextInput(
        id=_TODAY,
        label=_say("chat.today_label"),
        initial=day.isoformat() if day else "",
        placeholder="2026-04-01",
        description=_say("chat.today_help"),
    )


def _cookie_day(header: str) -> date | None:
    """Return the day that the chat was opened with (``/chat?today=...``)."""
    try:
        cookie = SimpleCookie(header).get(TODAY_COOKIE)
        return parse_day(cookie.value) if cookie else None
    except (CookieError, QuestionError):
        return None


def _environ() -> dict[str, Any]:
    return dict(cl.context.session.environ)


def _headers() -> Headers:
    """Return the headers of the connection, as any request has them."""
    names = {key[5:].replace("_", "-").lower(): str(value) for key, value in _environ().items() if key[:5] == "HTTP_"}
    return Headers(names)


def _say(key: str, **values: object) -> str:
    return messages.text(_LANGUAGE, key, **values)
