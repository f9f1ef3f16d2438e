"""Prompts: Vietnamese texts in ``prompts/*.vi.md``, with a version, named variables and the place of each.

A file begins with a header and holds one part for each speaker::

    ---
    version: 1
    variables: language
    data: question, clauses
    ---
    ## system
    ... {{language}} ...
    ## user
    ~~~~~~
    {{question}}
    ~~~~~~

What others wrote (``data``: questions, documents, answers made of them) may only stand inside a fence of tildes, and
cannot close it: runs of tildes and strange line breaks are taken out of it. The fence helps a well-meaning model; no
defence rests on it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.llm.model import Message, Speaker

FENCE = "~~~~~~"

_HEADER = re.compile(r"---\n(?P<fields>.*?)\n---\n(?P<body>.*)", re.DOTALL)
_PART = re.compile(r"^## (system|user)\n", re.MULTILINE)
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_TILDES = re.compile(r"~{3,}")
_LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class PromptError(ValueError):
    """A prompt file that says one thing and does another, or a prompt filled with the wrong variables."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as its file gives it."""

    name: str
    version: int
    variables: frozenset[str]
    """Values of our own: they may stand anywhere."""
    data: frozenset[str]
    """Values that others wrote: they stand inside a fence."""
    parts: tuple[Message, ...]
    """The messages, with ``{{name}}`` where values go."""

    def fill(self, **values: str) -> tuple[Message, ...]:
        """Return the messages with their values.

        Raises:
            PromptError: a value is missing, or none of the prompt's.
        """
        wanted = self.variables | self.data
        if wrong := wanted ^ values.keys():
            raise PromptError(f"{self.name}: missing {sorted(wrong & wanted)}, unknown {sorted(wrong - wanted)}")
        put = {name: fenced(value) if name in self.data else value for name, value in values.items()}
        # one pass: what a value holds is never read as a place
        return tuple(Message(m.speaker, _PLACE.sub(lambda place: put[place[1]], m.text)) for m in self.parts)


@lru_cache(maxsize=32)
def load(name: str) -> Prompt:
    """Return the prompt ``prompts/<name>.vi.md``.

    Raises:
        PromptError: its header, its variables or its fences do not agree with its text.
        FileNotFoundError: there is no such prompt.
    """
    return parse(name, files("prompts").joinpath(f"{name}.vi.md").read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Prompt:
    """Read a prompt's file; raises ``PromptError``."""
    header = _HEADER.fullmatch(text)
    if header is None:
        raise PromptError(f"{name}: no header between two lines of ---")
    fields = dict(_field(name, line) for line in header["fields"].splitlines())
    if not fields.get("version", "").isdecimal() or fields.keys() - {"version", "variables", "data"}:
        raise PromptError(f"{name}: the header gives version (a number), variables and data")
    parts = _parts(name, header["body"])
    prompt = Prompt(name, int(fields["version"]), _names(fields, "variables"), _names(fields, "data"), parts)
    _check(prompt)
    return prompt


def fenced(value: str) -> str:
    """Return a value that cannot end the fence around it, nor hide anything from whoever reads the prompt's log."""
    broken = _LINE_BREAKS.sub("\n", value)
    shown = "".join(c for c in broken if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return _TILDES.sub("~~", shown)  # last: what was taken out may have stood between tildes


def _field(name: str, line: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise PromptError(f"{name}: no field of a header: {line!r}")
    return key.strip(), value.strip()


def _names(fields: dict[str, str], key: str) -> frozenset[str]:
    return frozenset(each.strip() for each in fields.get(key, "").split(",") if each.strip())


def _parts(name: str, body: str) -> tuple[Message, ...]:
    before, *rest = _PART.split(body)
    if before.strip() or not rest:
        raise PromptError(f"{name}: the text begins with ## system or ## user")
    return tuple(
        Message(Speaker(who), words.strip()) for who, words in zip(rest[::2], rest[1::2], strict=True) if words.strip()
    )


def _check(prompt: Prompt) -> None:
    """Data stands inside fences, each fence is closed, and exactly the variables of the header occur."""
    placed: set[str] = set()
    for part in prompt.parts:
        inside = False
        for line in part.text.splitlines():
            names = set(_PLACE.findall(line))
            placed |= names
            if line.startswith(FENCE):
                if line.strip("~"):
                    raise PromptError(f"{prompt.name}: a fence stands alone on its line: {line!r}")
                inside = not inside
            elif not inside and (open_data := names & prompt.data):
                raise PromptError(f"{prompt.name}: outside a fence: {sorted(open_data)}")
        if inside:
            raise PromptError(f"{prompt.name}: a fence is left open")
    if wrong := placed ^ (prompt.variables | prompt.data):
        raise PromptError(f"{prompt.name}: the header and the text differ in {sorted(wrong)}")
