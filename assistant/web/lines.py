"""Work in a thread that tells how far it is: each thing told goes out as a line of JSON."""

from __future__ import annotations

import asyncio
import json
import queue
from collections.abc import AsyncIterator, Callable
from typing import Any

from assistant.ingest import Progress

Tell = Callable[[dict[str, Any]], None]


async def json_lines(work: Callable[[Tell], None]) -> AsyncIterator[str]:
    """Run the work in a thread and yield what it tells; it goes on to its end though nobody reads."""
    told: queue.Queue[dict[str, Any] | None] = queue.Queue()

    def run() -> None:
        try:
            work(told.put)
        finally:
            told.put(None)

    running = asyncio.create_task(asyncio.to_thread(run))
    while (line := await asyncio.to_thread(told.get)) is not None:
        yield json.dumps(line, ensure_ascii=False) + "\n"
    await running


def progress_teller(tell: Tell) -> Progress:
    """Return what passes progress on as a line."""
    return lambda done, total, document: tell({"event": "progress", "done": done, "total": total, "document": document})
