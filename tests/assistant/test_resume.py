"""The chat opened on an earlier conversation, over its real websocket: shown again, gone on with, its owner's alone."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable

import httpx
import pytest
from chat_socket import ChatSocket
from faces_kit import Server

from assistant.database import open_database
from assistant.people.accounts import Accounts, Rank

QUESTION = "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4/2026?"
OTHER = "Ai ký Công văn số 693-CV/VPTW?"
FOLLOW_UP = "Còn tháng 3?"
PASSWORD = "một mật khẩu đủ dài"


def begin(client: httpx.Client, *questions: str) -> str:
    session = uuid.uuid4().hex
    for question in questions:
        asked = {"question": question, "today": "2026-04-01", "session": session}
        assert client.post("/api/v1/ask", json=asked).status_code == 200
    return str(client.get("/api/v1/conversations").json()["conversations"][0]["id"])


def questions(said: list[tuple[str, str]]) -> list[str]:
    return [text for kind, text in said if kind == "user_message"]


def test_a_conversation_is_shown_again_and_gone_on_with(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        key = begin(client, QUESTION, "Ai ký Công văn số 693-CV/VPTW?")
        turns = client.get(f"/api/v1/conversations/{key}").json()["turns"]

        async def go_on() -> list[tuple[str, str]]:
            async with await ChatSocket(server.url).open(f"/chat/?conversation={key}") as chat:
                await chat.until(answers=2)
                await chat.ask("Thế Thông báo 20 thì ai ký?")
                return await chat.until(answers=3)

        said = asyncio.run(go_on())
        after = client.get(f"/api/v1/conversations/{key}").json()["turns"]
    answers = [text for kind, text in said if kind == "assistant_message"]
    assert questions(said)[:2] == [turn["question"] for turn in turns]
    for turn, answer in zip(turns, answers[:2], strict=True):
        assert "](/api/v1/restated?slot=document&" in answer  # and its conditions can be changed as before
        for source in turn["answer"]["citations"]:
            page, _, path = source["url"].partition("#")
            assert f"[\\[{source['n']}\\]]({page}?from={source['start']}&to={source['end']}#{path}" in answer
    assert len(after) == 3 and after[2]["answer"]["interpretation"]["documents"] == ["20-TB/CQTTBCĐ"]


def test_what_was_asked_before_is_understood(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        key = begin(client, QUESTION)

        async def go_on() -> None:
            async with await ChatSocket(server.url).open(f"/chat/?conversation={key}") as chat:
                await chat.until(answers=1)
                await chat.ask(FOLLOW_UP)
                await chat.until(answers=2)

        asyncio.run(go_on())
        last = client.get(f"/api/v1/conversations/{key}").json()["turns"][-1]["answer"]
    assert last["interpretation"]["agencies"] == ["Bộ Khoa học và Công nghệ"]
    assert last["interpretation"]["due"] == {"from": "2026-03-01", "to": "2026-03-31"}


def test_a_new_conversation_begins_empty_and_a_reload_does_not(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        key = begin(client, QUESTION)

        async def look() -> tuple[list[str], list[str]]:
            first = ChatSocket(server.url)
            async with await first.open(f"/chat/?conversation={key}"):
                await first.until(answers=1)
            renewed = ChatSocket(server.url, first._cookies)
            async with await renewed.connect():  # the button: no page is loaded
                await renewed.ask(OTHER)
                fresh = await renewed.until(answers=1)
            reloaded = ChatSocket(server.url, first._cookies)
            async with await reloaded.open(f"/chat/?conversation={key}"):
                again = await reloaded.until(answers=1)
            return questions(fresh), questions(again)

        assert asyncio.run(look()) == ([], [QUESTION])
        assert len(client.get(f"/api/v1/conversations/{key}").json()["turns"]) == 1


@pytest.fixture(scope="module")
def peopled(start_server: Callable[[], Server]) -> Server:
    """A server with two officials."""
    server = start_server()
    engine = open_database(f"sqlite:///{server.folder / 'chidao.db'}")
    for name in ("lan", "mai"):
        Accounts(engine).add(name, Rank.OFFICIAL, PASSWORD)
    engine.dispose()
    return server


def signed_in(server: Server, name: str) -> httpx.Client:
    form, own = {"name": name, "password": PASSWORD}, {"Origin": server.url}
    signing = httpx.post(f"{server.url}/sign-in", data=form, headers=own)
    return httpx.Client(base_url=server.url, timeout=60, cookies=signing.cookies)


def test_nobody_resumes_anothers_conversation(peopled: Server) -> None:
    with signed_in(peopled, "mai") as mai, signed_in(peopled, "lan") as lan:
        hers = begin(mai, QUESTION)
        for key in (hers, "0" * 32):

            async def intrude(key: str = key) -> list[tuple[str, str]]:
                async with await ChatSocket(peopled.url, dict(lan.cookies)).open(f"/chat/?conversation={key}") as chat:
                    return await chat.until(answers=1)

            ((_, refusal),) = asyncio.run(intrude())
            assert "Không có cuộc trò chuyện này" in refusal
        assert len(mai.get(f"/api/v1/conversations/{hers}").json()["turns"]) == 1
        stranger = httpx.get(f"{peopled.url}/chat/?conversation={hers}")
        assert stranger.status_code == 303 and "chidao_resume" not in stranger.headers.get("set-cookie", "")


def test_a_chat_whose_session_has_ended_says_so_and_answers_no_stranger(peopled: Server) -> None:
    with signed_in(peopled, "lan") as lan:
        begin(lan, QUESTION)

        async def ask_after_the_end() -> list[tuple[str, str]]:
            async with await ChatSocket(peopled.url, dict(lan.cookies)).open() as chat:
                assert lan.post("/sign-out", headers={"Origin": peopled.url}).status_code == 303
                await chat.ask(OTHER)
                return await chat.until(answers=1)

        said = asyncio.run(ask_after_the_end())
    assert "Phiên đăng nhập đã hết" in said[-1][1] and "/sign-in?next=" in said[-1][1]
    with signed_in(peopled, "lan") as lan:
        assert [each["title"] for each in lan.get("/api/v1/conversations").json()["conversations"]] == [QUESTION]
