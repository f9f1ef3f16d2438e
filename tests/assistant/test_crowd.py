"""Two hundred people ask at the same moment and leave as soon as their answer begins: all of it is on record."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from chat_socket import ChatSocket
from faces_kit import Server

from assistant.database import open_database
from assistant.history import Feedback, History

IN_CHAT, IN_STREAMS = 100, 100
QUESTION = "Việc nào đến hạn trong quý II/2026?"
PATIENCE = 240
"""Seconds that a slow and busy machine is given for all of them."""


async def in_chat(url: str, together: asyncio.Barrier) -> str:
    """Ask in the chat, and drop the connection when the answer begins; return the answer's id."""
    chat = await ChatSocket(url).connect()
    await together.wait()
    await chat.ask(QUESTION)
    await chat.until(answers=1, seconds=PATIENCE)
    await chat.leave()
    return next(key for key in chat.said if key.startswith("answer-")).removeprefix("answer-")


async def in_stream(url: str, together: asyncio.Barrier, n: int) -> str:
    """Ask for a stream of events, and drop the connection after its first bytes; return the answer's id.

    Every other one says what it thinks of the answer.
    """
    body = {"question": QUESTION, "session": f"crowd {n}"}
    await together.wait()
    reader, writer, head = await post(url, "/api/v1/chat", body)
    answer_id = head.lower().partition("x-answer-id: ")[2][:32]
    await reader.read(200)
    writer.transport.abort()
    if n % 2 == 0:
        said = {"answer": answer_id, "rating": "up"}
        _, writer, head = await post(url, "/api/v1/feedback", said)
        assert " 201 " in head.splitlines()[0]
        writer.transport.abort()
    return answer_id


async def post(url: str, path: str, body: object) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, str]:
    """Send a request; return the connection and the head of the response."""
    place, content = urlsplit(url), json.dumps(body).encode()
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    head = f"POST {path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
    return reader, writer, (await reader.readuntil(b"\r\n\r\n")).decode()


async def crowd(url: str) -> tuple[list[str], list[str], float]:
    together = asyncio.Barrier(IN_CHAT + IN_STREAMS + 1)
    chats = [asyncio.create_task(in_chat(url, together)) for _ in range(IN_CHAT)]
    streams = [asyncio.create_task(in_stream(url, together, n)) for n in range(IN_STREAMS)]
    async with asyncio.timeout(PATIENCE):
        await together.wait()
        begun = time.perf_counter()
        told = await asyncio.gather(*chats), await asyncio.gather(*streams)
        return *told, time.perf_counter() - begun


def test_nothing_acknowledged_is_lost(start_server: Callable[[], Server]) -> None:
    server = start_server()
    in_chats, in_streams, seconds = asyncio.run(crowd(server.url))
    server.process.kill()  # nothing is left to be written later
    print(f"{len(in_chats)} in the chat and {len(in_streams)} streams answered in {seconds:.1f} s")
    engine = open_database(f"sqlite:///{server.folder / 'chidao.db'}")
    history = History(engine)
    ids = {*in_chats, *in_streams}
    assert len(ids) == history.count() == IN_CHAT + IN_STREAMS
    for answer_id in ids:
        answer = history.answer(answer_id)
        assert answer is not None and answer["question"] == QUESTION
        assert answer["citations"] and answer["tasks"] and answer["interpretation"]["due"]["to"] == "2026-06-30"
    judged = [each for answer_id in in_streams for each in history.feedback(answer_id)]
    assert judged == [Feedback(answer_id, "up") for answer_id in in_streams[::2]]
    engine.dispose()
