"""The chat for officials: what Chainlit calls when somebody arrives, asks, or sets the day to count from."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from datetime import date
from http.cookies import CookieError, SimpleCookie
from typing import Any

import chainlit
from chainlit.input_widget import TextInput
from chainlit.types import Starter

from assistant import messages
from assistant.answer_view import chat_text, interpretation_line, linked
from assistant.api.ask import answered
from assistant.history import Sitting
from assistant.labels import date_text
from assistant.llm.model import Cancellation
from assistant.model import MAX_QUESTION_CHARS, Language, Question, QuestionError
from assistant.restate import Restated, restated
from assistant.telling import Telling
from assistant.understand.dialogue import MOST_TURNS
from assistant.web.bodies import parse_day
from assistant.web.context import TODAY_COOKIE, Services
from assistant.web.errors import describe
from assistant.web.recall import Part, Recalled, find_own, read_turns
from assistant.web.streaming import blocks
from assistant.wire import interpretation_json

cl: Any = chainlit  # its own annotations are incomplete
_LOG = logging.getLogger(__name__)
_TODAY = "today"
_WAITING = "waiting"
"""Where a session keeps what stops the language model when its reader leaves."""
_STARTERS = 4
_STOPPED = "Task manually stopped."
_SESSION = "session"
_MOST_RESUMED = 20
"""How many questions of an earlier conversation the chat shows again."""


def bind(services: Services) -> None:
    """Register the chat's handlers with Chainlit, over the services that are open."""

    async def arrive() -> None:
        await _arrive()
        await _resume(services)

    async def ask(message: Any) -> None:
        await _answer(services, message)

    async def follow(action: Any) -> None:
        await _ask_for_reader(services, str(action.payload.get("question", "")))

    async def correct(said: Any) -> None:
        """Ask what the page sends: a question whose conditions its reader changed."""
        if isinstance(said, dict) and said.get("chidao") == "ask":
            await _ask_for_reader(services, str(said.get("question", "")))

    cl.set_starters(_starters)
    cl.on_chat_start(arrive)
    cl.on_chat_end(_leave)
    cl.on_settings_update(_settle)
    cl.on_message(ask)
    cl.action_callback("ask")(follow)
    cl.on_window_message(correct)
    cl.on_stop(_stopped)


async def _starters(user: Any, language: Any) -> list[Starter]:
    spoken = _language_of(str(language))
    return [
        Starter(
            label=messages.text(spoken, f"chat.starter_{n}_label"), message=messages.text(spoken, f"chat.starter_{n}")
        )
        for n in range(1, _STARTERS + 1)
    ]


async def _arrive() -> None:
    day = _cookie_day(_environ().get("HTTP_COOKIE", ""))
    cl.user_session.set(_TODAY, day)
    await cl.ChatSettings([_day_input(day)]).send()


async def _leave() -> None:
    """Have the answer that is being worded end as computed: its reader closed the page, or lost the connection."""
    if waiting := cl.user_session.get(_WAITING):
        waiting.cancel()


async def _stopped() -> None:
    """Say in the reader's language what Chainlit says in English when its button to stop is pressed."""
    await _leave()
    for message in cl.chat_context.get()[-1:]:
        if message.content == _STOPPED:
            message.content = _say("chat.stopped")
            await message.update()


async def _resume(services: Services) -> None:
    """Show the conversation that the page was opened on, and go on with it: as the record has it, as seen today."""
    wanted = services.tickets.take(_environ().get("HTTP_COOKIE", ""))
    if wanted is None:
        return
    scope = _environ()["asgi.scope"]
    found = await asyncio.to_thread(find_own, services, scope, wanted)
    if found is None:
        await _send(_say("error.no_conversation"))
        return
    cl.user_session.set(_SESSION, found.session)
    shown = max(0, found.questions - _MOST_RESUMED)
    first = max(0, shown - MOST_TURNS)  # what the first ones shown may refer to
    turns = await asyncio.to_thread(read_turns, services, scope, found, Part(first))
    if shown:
        await _send(_say("chat.resumed_part", count=_MOST_RESUMED, url=f"/conversations/{found.id}"))
    for n, turn in enumerate(turns[shown - first :], shown - first):
        earlier = tuple(each.question for each in turns[:n])
        await _show_again(turn, await asyncio.to_thread(_restated_again, services, turn, earlier))


def _restated_again(services: Services, turn: Recalled, earlier: tuple[str, ...]) -> Restated | None:
    """Restate a recorded question, where it is read today as it was then."""
    if turn.answer is None:
        return None
    audiences = services.audiences(_environ()["asgi.scope"])
    day = date.fromisoformat(turn.answer["today"])
    again = _restated(services, Question(turn.question, day, earlier, audiences=audiences))
    return again if again and interpretation_json(again.meaning) == turn.answer["interpretation"] else None


async def _show_again(turn: Recalled, again: Restated | None) -> None:
    """Show a turn as it was told, with the conditions that can be changed."""
    await cl.Message(content=turn.question, type="user_message", author="User").send()
    if turn.answer is None:
        await _send(_say("conversation.withheld"))
        return
    reply = _reply(turn.turn.answer_id)
    reply.content, reply.actions = chat_text(turn.answer, again), _actions(turn.answer)
    await reply.send()


async def _settle(settings: dict[str, Any]) -> None:
    """Take the day to count from out of the settings panel; empty is the real day."""
    try:
        day = parse_day(str(settings.get(_TODAY) or "").strip())
    except QuestionError as error:
        await _send(describe(error, _language())[1])
        return
    cl.user_session.set(_TODAY, day)
    await _send(_say("chat.today_set", today=date_text(day or date.today(), _language())))


async def _ask_for_reader(services: Services, text: str) -> None:
    """Ask a question that its reader chose instead of typing it: it stands in the conversation like any other."""
    cl.context.session.current_task = asyncio.current_task()  # what the button to stop stops
    await cl.context.emitter.task_start()
    try:
        message = cl.Message(content=text, type="user_message", author="User")
        await message.send()
        await _answer(services, message)
    finally:
        await cl.context.emitter.task_end()


async def _answer(services: Services, message: Any) -> None:
    """Answer in a stream of words, then hang the citations on it."""
    scope = _environ()["asgi.scope"]
    if services.people.configured and await asyncio.to_thread(services.person, scope) is None:
        await _send(_say("chat.lapsed"))
        return
    question = Question(
        text=message.content,
        today=cl.user_session.get(_TODAY) or date.today(),
        history=_earlier(message),
        audiences=services.audiences(scope),
    )
    sitting = Sitting(_session(), services.owner(scope))
    try:
        again = await asyncio.to_thread(_restated, services, question)
        if services.assistant.writer:
            cancellation = Cancellation()
            cl.user_session.set(_WAITING, cancellation)
            await _tell_worded(Telling(services, question, sitting, cancellation), again)
        else:
            await _tell(*await answered(services, question, sitting), again)
    except QuestionError as error:
        await _send(describe(error, _language())[1])
    except Exception:  # noqa: BLE001  (logged whole; Chainlit would show the error's own text)
        _LOG.exception("A question in the chat failed")
        await _send(_say("chat.failed"))


def _restated(services: Services, question: Question) -> Restated | None:
    if not question.text.strip() or len(question.text) > MAX_QUESTION_CHARS:
        return None  # the answer says so
    return restated(question, services.assistant.view.context(question.audiences))


async def _tell(answer: dict[str, Any], answer_id: str, again: Restated | None) -> None:
    reply = _reply(answer_id)
    for piece in blocks(chat_text(answer, again)):
        await reply.stream_token(piece)
    reply.actions = _actions(answer)
    await reply.send()


async def _tell_worded(telling: Telling, again: Restated | None) -> None:
    """Show an answer as it is worded, sentence by checked sentence; the whole, with its links, at the end."""
    await telling.begin()
    reply = _reply(telling.answer_id)
    line = interpretation_line(telling.answer, again)
    await reply.stream_token(f"{line}\n\n" if line else "")
    async with aclosing(telling.texts()) as texts:
        async for text in texts:
            for piece in blocks(linked(text, telling.answer)):
                await reply.stream_token(piece)
    reply.content = chat_text(telling.answer, again)
    reply.actions = _actions(telling.answer)
    await reply.send()


def _reply(answer_id: str) -> Any:
    """Return an empty answer; the page knows it by its id in the record (``page/answers.js``)."""
    return cl.Message(content="", author=_say("chat.author"), id=f"answer-{answer_id}")


def _actions(answer: dict[str, Any]) -> list[Any]:
    """Return the buttons below an answer: what can be meant, what may follow."""
    questions = (*answer["candidates"], *answer["suggestions"])
    return [cl.Action(name="ask", payload={"question": text}, label=text) for text in questions]


def _session() -> str:
    """Return the name under which the record keeps this conversation: its own, where it was resumed."""
    return str(cl.user_session.get(_SESSION) or cl.context.session.thread_id)


def _earlier(message: Any) -> tuple[str, ...]:
    """Return the questions that stand before this one; an edited question forgets what came after it."""
    asked = []
    for each in cl.chat_context.get():
        if each.id == message.id:
            break
        if each.type == "user_message":
            asked.append(each.content)
    return tuple(asked)


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


def _say(key: str, **values: object) -> str:
    return messages.text(_language(), key, **values)


def _language() -> Language:
    """Return the language of the reader's page."""
    return _language_of(cl.context.session.language)


def _language_of(tag: str) -> Language:
    """Return the language of a page, as Chainlit chooses it: Vietnamese for who reads it, English for all others."""
    return Language.VI if tag.lower().startswith("vi") else Language.EN
