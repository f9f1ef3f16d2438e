"""An answer as a stream: pieces of text, server-sent events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sse_starlette import ServerSentEvent

_PIECE = re.compile(r"\s*\S+|\s+")
_BLOCK = re.compile(r"(?:.+?(?:\n{2,}|\Z))", re.DOTALL)
_REST = ("question", "language", "today", "status", "candidates", "suggestions", "timings_ms", "wording")


def pieces(text: str) -> Iterator[str]:
    """Cut a text into words with the space before them; joined they are the text again."""
    return (match.group() for match in _PIECE.finditer(text))


def blocks(text: str) -> Iterator[str]:
    """Cut a text into paragraphs and whole tables; joined they are the text again.

    For the chat, whose page lays out all of a message again with every piece: word by word, a list of fifteen tasks
    keeps a browser busy for more than a minute.
    """
    return (match.group() for match in _BLOCK.finditer(text))


def event(name: str, data: dict[str, Any]) -> ServerSentEvent:
    """Return a server-sent event that carries JSON."""
    return ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name)


def answer_events(answer: dict[str, Any], answer_id: str) -> Iterator[ServerSentEvent]:
    """Tell an answer (in the interface's JSON) as events, in the order in which a reader wants it."""
    yield event("interpretation", answer["interpretation"])
    yield from token_events(answer["answer"])
    yield from closing_events(answer, answer_id)


def token_events(text: str) -> Iterator[ServerSentEvent]:
    """Tell a part of an answer's text, word by word."""
    for piece in pieces(text):
        yield event("token", {"text": piece})


def closing_events(answer: dict[str, Any], answer_id: str) -> Iterator[ServerSentEvent]:
    """Tell what follows an answer's text."""
    yield event("tasks", {key: answer[key] for key in ("tasks", "total", "excluded")})
    yield event("citations", {"citations": answer["citations"]})
    yield event("done", {"id": answer_id, **{key: answer[key] for key in _REST if key in answer}})
