"""A reader who closes the connection while an answer is being made: what is made for them alone stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request

from assistant.llm.model import Cancellation


@asynccontextmanager
async def while_connected(request: Request) -> AsyncIterator[Cancellation]:
    """Give a cancellation that is set as soon as the reader is gone.

    For a request whose body has been read, and before its response begins: a streamed response watches by itself.
    """
    cancellation = Cancellation()
    watching = asyncio.create_task(_watch(request, cancellation))
    try:
        yield cancellation
    except asyncio.CancelledError:
        cancellation.cancel()  # a thread that waits for a model isn't told otherwise
        raise
    finally:
        watching.cancel()


async def _watch(request: Request, cancellation: Cancellation) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    cancellation.cancel()
