"""A question in its asker's own words, but for the agency or the document that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model import Question
from assistant.understand.context import CorpusContext
from assistant.understand.reading import read_question

# "theo Công văn 693", "của Bộ Công an", ", trong Thông báo 20,": what goes with a name that is taken out
_BEFORE = re.compile(r"(?:[\s,]|\b(?:theo|trong|tại|ở|của|cho|in|under|of|by|for|the))+\Z", re.IGNORECASE)
_AFTER = re.compile(r"\A\s*[,:]")
_END = re.compile(r"[\s?.!]*\Z")


def with_agency(question: Question, name: str, context: CorpusContext) -> Iterator[str]:
    """Yield the question with another agency in the place of the one that it names; without it, if there is no name."""
    reading = read_question(question, context)
    if len(reading.agencies.agencies) == 1:
        yield from _replaced(reading.text, reading.agencies.spans, name)


def with_document(question: Question, name: str, within: str, context: CorpusContext) -> Iterator[str]:
    """Yield the question with another document in the place of the one that it names, or with one where it names none.

    ``within`` is what is said at its end to ask of that document (" trong Công văn 693-CV/VPTW").
    """
    reading = read_question(question, context)
    named = reading.documents
    if len(named.known) + len(named.unknown) == 1:
        yield from _replaced(reading.text, named.spans, name)
    elif not named.spans and name:
        yield f"{_END.sub('', reading.text)}{within}?"


def _replaced(text: str, spans: tuple[tuple[int, int], ...], name: str) -> Iterator[str]:
    """Yield a text with a name in the place of the only one that stands in it."""
    if len(spans) != 1:
        return
    [(start, end)] = spans
    if name:
        yield text[:start] + name + text[end:]
        return
    before, after = _BEFORE.sub(" ", text[:start]).strip(), _AFTER.sub("", text[end:]).strip()
    joined = before + after if after[:1] in ("?", ".", "!") else f"{before} {after}".strip()
    yield joined[:1].upper() + joined[1:]
