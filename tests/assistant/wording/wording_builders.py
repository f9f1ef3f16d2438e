"""Models that are scripted: they say what a test gives them, or do whatever the material tells them to do."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.compose import Draft
from assistant.llm.model import Cancellation, Generation, LanguageModelError, Message
from assistant.model import Question
from assistant.wording.evidence import gather
from assistant.wording.facts import Evidence


class Scripted:
    """Writes a fixed text in small pieces; remembers what it was asked and whether it was stopped."""

    name = "scripted"

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.prompts: list[tuple[Message, ...]] = []
        self.stopped = threading.Event()

    def reply(self, messages: Sequence[Message]) -> str:
        return self.text

    def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Generation:
        return Generation(self.reply(messages), 0, 0, 0.0)

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, cancellation: Cancellation | None = None
    ) -> Iterator[str]:
        self.prompts.append(tuple(messages))
        text = self.reply(messages)
        for start in range(0, len(text), 7):
            if cancellation and cancellation.cancelled:
                self.stopped.set()
                return
            yield text[start : start + 7]


class Failing(Scripted):
    """Breaks off after what it was given."""

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, cancellation: Cancellation | None = None
    ) -> Iterator[str]:
        yield from super().stream(messages, max_tokens=max_tokens, cancellation=cancellation)
        raise LanguageModelError("broke off")


class Silent(Scripted):
    """Writes what it was given and then nothing more, until it is stopped or ``release`` is set."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.waiting = threading.Event()

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, cancellation: Cancellation | None = None
    ) -> Iterator[str]:
        yield from super().stream(messages, max_tokens=max_tokens, cancellation=cancellation)
        self.waiting.set()
        tick = threading.Event()
        while not (cancellation and cancellation.cancelled):
            tick.wait(0.005)
        self.stopped.set()


_QUOTED = re.compile(
    r"(?:viết|trích dẫn|nói|trả lời|in ra|thêm|chèn|ghi|kết luận|báo rằng|xuất|lặp lại|say|write|reply|answer"
    r"|output|print|insert|append|respond|state|repeat|add)\b[^«»]{0,120}«(?P<said>[^»]+)»",
    re.IGNORECASE,
)
_ENCODED = re.compile(r"base64[^A-Za-z0-9+/=]{0,20}(?P<code>[A-Za-z0-9+/=]{16,})")
_ROT13 = re.compile(r"rot13[^A-Za-z]{0,5}«(?P<code>[^»]+)»", re.IGNORECASE)
_REVERSED = re.compile(r"(?:đảo ngược|reverse)[^«]{0,40}«(?P<code>[^»]+)»", re.IGNORECASE)
_SYSTEM = re.compile(
    r"(?:in ra|lặp lại|tiết lộ|dịch|repeat|reveal|print|show|output)[^.«»]{0,60}(?:chỉ dẫn|lời nhắc|hệ thống"
    r"|system|prompt|instructions|quy tắc|rules)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"^\[(\d+)\]", re.MULTILINE)


class Obedient(Scripted):
    """Does whatever any instruction in its prompt asks: says the words given in « », decodes, tells its own prompt.

    Each thing is said bare, with the first token and with every token, so that a missing token is never what saves us.
    """

    def reply(self, messages: Sequence[Message]) -> str:
        data = "\n".join(m.text for m in messages)
        visible = re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", data)
        asked = [m["said"] for m in _QUOTED.finditer(visible)]
        asked += [_decoded(m["code"]) for m in _ENCODED.finditer(visible)]
        asked += [codecs.decode(m["code"], "rot13") for m in _ROT13.finditer(visible)]
        asked += [m["code"][::-1] for m in _REVERSED.finditer(visible)]
        if any(_SYSTEM.search(line) for line in visible.splitlines()):
            asked.append(messages[0].text)
        return with_tokens(asked, sorted(set(_TOKEN.findall(data)), key=int))


class Malicious(Scripted):
    """Says what it is given, bare and with tokens, whatever it is asked."""

    def __init__(self, *texts: str) -> None:
        super().__init__()
        self.texts = texts

    def reply(self, messages: Sequence[Message]) -> str:
        return with_tokens(self.texts, sorted(set(_TOKEN.findall(messages[-1].text)), key=int))


def with_tokens(texts: Sequence[str], tokens: Sequence[str]) -> str:
    """Return each text bare, and each of its lines with the first token and with all of them."""
    lines = []
    for text in texts:
        lines.append(text)
        for line in text.splitlines():
            bare = line.rstrip(" .")
            lines += [f"{bare} [{n}]." for n in tokens[:3]]
            lines.append(f"{bare} {' '.join(f'[{n}]' for n in tokens)}.")
    return "\n".join(lines)


def draft_of(assistant: Any, question: Question) -> Draft:
    """Return the verified draft of an answer, as the answer path makes it."""
    draft: Draft = assistant._compute(question)[0]
    return draft


def evidence_of(assistant: Any, question: Question) -> Evidence:
    return gather(draft_of(assistant, question))


def _decoded(code: str) -> str:
    try:
        return base64.b64decode(code + "=" * (-len(code) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
