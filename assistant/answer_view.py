"""What the chat shows around an answer: how the question was read, and the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from assistant import messages
from assistant.labels import date_text, official_name
from assistant.model import Language
from assistant.restate import Restated, Slot

CORRECTIONS = "/api/v1/restated"
_MARKER = re.compile(r"\[(\d+)\]")


def chat_text(answer: dict[str, Any], restated: Restated | None = None) -> str:
    """Return an answer as the chat shows it: how it was understood above it, each marker a way to its clause."""
    parts = (interpretation_line(answer, restated), linked(answer["answer"], answer), wording_line(answer))
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


def interpretation_line(answer: dict[str, Any], restated: Restated | None = None) -> str:
    """Return the line above an answer: how its question was understood; empty where it was not.

    ``restated`` is the question in words that stand on their own: with it, conditions can be changed. Such a
    condition is a link, of which the page makes a button (``page/slots.js``).
    """
    language = Language(answer["language"])
    meaning = answer["interpretation"]
    if answer["status"] not in ("answered", "no_match") and not any(_conditions(meaning, language).values()):
        return ""
    today = date_text(date.fromisoformat(answer["today"]), language)
    parts = [
        messages.text(language, f"interpretation.{meaning['intent']}"),
        *(_changeable(answer, restated, language) if restated else _conditions(meaning, language).values()),
        *_narrowings(meaning, language),
        messages.text(language, "chat.counted_from", today=today),
    ]
    line = messages.text(language, "interpretation.line", parts=" · ".join(part for part in parts if part))
    return f"*{line}*"


def _conditions(meaning: dict[str, Any], language: Language) -> dict[Slot, str]:
    """Return the conditions that can be changed, in words; empty where there is none."""
    return {
        Slot.AGENCY: " · ".join(_names(meaning["agencies"], language)),
        Slot.ROLE: " · ".join(messages.text(language, f"role.{role}") for role in meaning["roles"]),
        Slot.DUE: _due(meaning["due"], language) if meaning["due"] else "",
        Slot.DOCUMENT: " · ".join(escape(name) for name in meaning["documents"]),
    }


def _names(names: Iterable[str], language: Language) -> list[str]:
    return [escape(official_name(name, language)) for name in names]


def _values(meaning: dict[str, Any]) -> dict[Slot, str]:
    """Return what the conditions are now, as a correction would give them."""
    due = meaning["due"]
    return {
        Slot.AGENCY: ", ".join(meaning["agencies"]),
        Slot.ROLE: meaning["roles"][0] if len(meaning["roles"]) == 1 else "any",
        Slot.DUE: f"{due['from'] or ''}..{due['to'] or ''}" if due else "",
        Slot.DOCUMENT: ", ".join(meaning["documents"]),
    }


def _changeable(answer: dict[str, Any], restated: Restated, language: Language) -> Iterator[str]:
    """Yield each condition as a link that names the question and the condition; one that is not set can be set.

    A condition that cannot be changed is words.
    """
    meaning = answer["interpretation"]
    values = _values(meaning)
    shared = {"lang": language, "today": answer["today"], "question": restated.question}
    for slot, words in _conditions(meaning, language).items():
        if slot not in restated.slots:
            yield words
            continue
        query = urlencode({"slot": slot, "value": values[slot], **shared})
        title = messages.text(language, f"slot.{slot}_change")
        yield f'[{words or messages.text(language, f"slot.{slot}_any")}]({CORRECTIONS}?{query} "{title}")'


def _narrowings(meaning: dict[str, Any], language: Language) -> Iterator[str]:
    """Yield what else narrows the answer: kinds of tasks, what is left out, the topic."""
    yield from (messages.text(language, f"kind.{kind}") for kind in meaning.get("kinds", ()))
    left_out = [messages.text(language, f"kind.{kind}") for kind in meaning.get("without_kinds", ())]
    if left_out := [*_names(meaning.get("without", ()), language), *left_out]:
        words = ", ".join(left_out)
        yield messages.text(language, "list.without", what=words).strip()
    if meaning.get("topic"):
        yield messages.text(language, "interpretation.topic", topic=escape(meaning["topic"]))


def quoted_url(citation: dict[str, Any]) -> str:
    """Return the address of a citation's clause with the quotation marked in it."""
    page, _, path = citation["url"].partition("#")
    return f"{page}?from={citation['start']}&to={citation['end']}#{path}"


def _title(citation: dict[str, Any]) -> str:
    return '"' + escape(f"{citation['label']}, {citation['document']}").replace('"', '\\"') + '"'


def escape(text: str) -> str:
    """Keep a document's words from being read as markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~!" else c for c in text)


def _due(due: dict[str, Any], language: Language) -> str:
    if due.get("parts"):
        return "; ".join(_due(part, language) for part in due["parts"])
    first, last = (date.fromisoformat(day) if day else None for day in (due["from"], due["to"]))
    ends = {"first": date_text(first, language), "last": date_text(last, language)}
    return messages.text(language, "interpretation.due", **ends)
