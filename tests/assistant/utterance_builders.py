"""The table of utterances: what people type, and what has to be understood of it.

A file of ``utterances/`` is a subject; a row of it is a question and the parts of its understanding that it is about:

    q        the question
    today    2026-04-01 where left out
    after    earlier questions of the conversation, oldest first

and at least one expected part. A part left out is not looked at.

    agencies, partners, givers   registry ids, in order
    bodies               kinds of agencies, where none is named
    works                [[one piece of work, another], ...]
    roles, kinds, periods, intent, language, fact, topic, document_type, ordinal, overdue, by_deadline
    due, against         [first, last], "" is open; [] is no range
    due_parts            [[first, last], ...]: the stretches that are meant, where days between them are not
    without, without_kinds, without_documents, without_overdue, absent, by_name, recipients
    limit, latest, ranked, least, idle   of a ranking or a next deadline
    upcoming, paired     of a comparison; mentioned: what is looked for in documents
    documents, unknown_documents
    provision            [[element, number], ...]
    clarify              [ambiguous words, some of the candidates...]; [] is nothing to ask back
    impossible_date      whether an impossible date is named; or the date's words
    notes                "code" or "code=value", each of them there; [] is none
    within               a table of such parts of the earlier question; false is none
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistant.model import DateRange, Interpretation, Question
from assistant.understand import CorpusContext, Understanding, interpret
from corpus.agencies import registry
from corpus.parse import parse_file
from index.catalog import DirectiveHead

FOLDER = Path(__file__).parent / "utterances"
DIRECTIVES = Path(__file__).resolve().parents[2] / "corpus" / "directives"
TODAY = date(2026, 4, 1)
ASKED = frozenset({"q", "today", "after"})


@dataclass(frozen=True)
class Utterance:
    """A row of the table."""

    file: str
    question: str
    today: date
    after: tuple[str, ...]
    expected: Mapping[str, Any]


def utterances() -> list[Utterance]:
    """Read the whole table; a row that checks nothing, or that holds an unknown key, is an error."""
    return [_utterance(path.stem, row) for path in sorted(FOLDER.glob("*.toml")) for row in _rows(path)]


@cache
def shipped_context() -> CorpusContext:
    """What understanding knows beside the two shipped directives."""
    return context_of(sorted(DIRECTIVES.glob("*.txt")))


def context_of(paths: Iterable[Path]) -> CorpusContext:
    """What understanding knows beside some directives, parsed but not stored."""
    directives = [parse_file(path) for path in paths]
    heads = tuple(
        DirectiveHead(d.number, d.slug, d.type_code, d.type_name, d.issuer, d.date, d.subject, d.audience)
        for d in directives
    )
    tasks = [task for d in directives for task in d.tasks]
    parties = {p.key: p.name for task in tasks for p in (*task.leads, *task.coordinators, *task.directors)}
    mentioned = frozenset(agency for d in directives for agency in d.mentions)
    return CorpusContext(registry(), heads, lambda: parties, lambda: mentioned)


def understand(utterance: Utterance) -> Understanding:
    """Understand a row's question after those before it, over the shipped directives."""
    return interpret(Question(utterance.question, utterance.today, utterance.after), shipped_context())


def understood(understanding: Understanding, expected: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was understood in the parts that ``expected`` names, written as in the table."""
    aside = {
        "language": lambda wanted: understanding.language.value,
        "impossible_date": lambda wanted: _named(understanding.impossible_date, wanted),
        "clarify": lambda wanted: _clarify(understanding.clarify, wanted),
    }
    parts = {key: value for key, value in expected.items() if key not in aside}
    found = _parts(understanding.interpretation, parts)
    return {key: aside[key](value) if key in aside else found[key] for key, value in expected.items()}


def _rows(path: Path) -> list[dict[str, Any]]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(table) != {"rows"}:
        raise ValueError(f"{path.name} must hold rows and nothing else")
    rows: list[dict[str, Any]] = table["rows"]
    return rows


def _utterance(file: str, row: dict[str, Any]) -> Utterance:
    expected = {key: value for key, value in row.items() if key not in ASKED}
    if not expected:
        raise ValueError(f"{file}.toml: {row['q']!r} checks nothing")
    _refuse_unknown(f"{file}.toml: {row['q']!r}", expected, _PARTS | _ASIDE)
    return Utterance(file, row["q"], _day(row.get("today")) or TODAY, tuple(row.get("after", ())), expected)


def _refuse_unknown(where: str, expected: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = set(expected) - known
    if unknown:
        raise ValueError(f"{where} has unknown keys {sorted(unknown)}")
    if expected.get("within"):
        _refuse_unknown(f"{where}, within,", expected["within"], _PARTS)


_PARTS = frozenset(
    "intent agencies roles due due_parts against overdue documents "
    "unknown_documents fact topic kinds periods partners givers "
    "bodies works document_type without without_kinds without_documents provision by_deadline ordinal notes "
    "recipients absent without_overdue by_name limit latest upcoming paired mentioned ranked least idle within".split()
)
_ASIDE = frozenset({"language", "impossible_date", "clarify"})


def _parts(interpretation: Interpretation, expected: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _part(key, _slot(interpretation, key), wanted) for key, wanted in expected.items()}


def _slot(interpretation: Interpretation, key: str) -> Any:
    if key == "due_parts":
        return [_range(part) for part in (interpretation.due.parts if interpretation.due else ())]
    return getattr(interpretation, key)


def _part(key: str, value: Any, wanted: Any) -> Any:
    """Write one part of an interpretation as the table writes it."""
    if key in {"due", "against"}:
        return _range(value)
    if key == "within":
        return _parts(value, wanted or {}) if value else False
    if key == "notes":
        return _notes(value, wanted)
    if isinstance(value, tuple):
        return [list(each) if isinstance(each, tuple) else each for each in value]
    return "" if value is None and isinstance(wanted, str) else value


def _range(due: DateRange | None) -> list[str]:
    return [day.isoformat() if day else "" for day in (due.first, due.last)] if due else []


def _notes(notes: tuple[tuple[str, str], ...], wanted: list[str]) -> list[str]:
    """Return the notes that are wanted and there; all of them where none is wanted."""
    said = [code for code, _ in notes] + [f"{code}={value}" for code, value in notes]
    return [each for each in wanted if each in said] if wanted else said


def _named(words: str | None, wanted: str | bool) -> str | bool:
    return bool(words) if isinstance(wanted, bool) else words or ""


def _clarify(clarify: tuple[str, tuple[str, ...]] | None, wanted: list[str]) -> list[str]:
    """Return the words asked about and those of the wanted candidates that are offered."""
    if clarify is None:
        return []
    words, candidates = clarify
    return [words, *(each for each in wanted[1:] if each in candidates)] if wanted else [words, *candidates]


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
