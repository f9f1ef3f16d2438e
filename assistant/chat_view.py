"""What the chat shows around an answer: how the question was read, and the sources."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assistant import messages
from assistant.labels import date_text
from assistant.model import Language

_MARKER = re.compile(r"\[(\d+)\]")


def chat_text(answer: dict[str, Any]) -> str:
    """Return an answer as the chat shows it: how it was understood above it, each marker a way to its clause."""
    parts = (interpretation_line(answer), linked(answer["answer"], answer), wording_line(answer))
    return "\n\n".join(part for part in parts if part)


def linked(text: str, answer: dict[str, Any]) -> str:
    """Return a part of an answer's text with each marker a way to its clause, titled with the clause's place."""
    targets = {str(citation["n"]): f"{quoted_url(citation)} {_title(citation)}" for citation in answer["citations"]}

    def link(marker: re.Match[str]) -> str:
        target = targets.get(marker[1])
        return f"[\\[{marker[1]}\\]]({target})" if target else marker[0]

    return _MARKER.sub(link, text)


def wording_line(answer: dict[str, Any]) -> str:
    """Return the line below an answer whose prose a language model worded; empty where none did."""
    wording = answer.get("wording")
    if not wording or wording["by"] != "model":
        return ""
    return f"*{messages.text(Language(answer['language']), 'wording.model')}*"


def interpretation_line(answer: dict[str, Any]) -> str:
    """Return the line above an answer: how its question was understood; empty where it was not."""
    if answer["status"] not in ("answered", "no_match"):
        return ""
    language = Language(answer["language"])
    meaning = answer["interpretation"]
    parts = [messages.text(language, f"interpretation.{meaning['intent']}")]
    parts += [escape(name) for name in (*meaning["agencies"], *meaning["documents"])]
    parts += [messages.text(language, f"role.{role}") for role in meaning["roles"]]
    parts += [messages.text(language, f"kind.{kind}") for kind in meaning.get("kinds", ())]
    if left_out := meaning.get("without_kinds"):
        words = ", ".join(messages.text(language, f"kind.{kind}") for kind in left_out)
        parts.append(messages.text(language, "list.without", what=words).strip())
    if meaning.get("topic"):
        parts.append(messages.text(language, "interpretation.topic", topic=escape(meaning["topic"])))
    if meaning["due"]:
        parts.append(_due(meaning["due"], language))
    today = date_text(date.fromisoformat(answer["today"]), language)
    parts.append(messages.text(language, "chat.counted_from", today=today))
    return f"*{messages.text(language, 'interpretation.line', parts=' · '.join(parts))}*"


def quoted_url(citation: dict[str, Any]) -> str:
    """Return the address of a citation's clause with the quotation marked in it."""
    page, _, path = citation["url"].partition("#")
    return f"{page}?from={citation['start']}&to={citation['end']}#{path}"


def _title(citation: dict[str, Any]) -> str:
    return '"' + escape(f"{citation['label']}, {citation['document']}").replace('"', '\\"') + '"'


def escape(text: str) -> str:
    """Keep a document's words from being read as markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~!" else c for c in text)


def _due(due: dict[str, str | None], language: Language) -> str:
    first, last = (date.fromisoformat(day) if day else None for day in (due["from"], due["to"]))
    ends = {"first": date_text(first, language), "last": date_text(last, language)}
    return messages.text(language, "interpretation.due", **ends)
