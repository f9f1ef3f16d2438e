"""How well directives are read: the parser's output against golden files written by hand.

Clauses, tasks, footnotes and references are sets (precision, recall, F1); fields of the tasks that both sides
have, and metadata, are compared one by one (accuracy). Every difference is listed.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.export import directive_json
from corpus.model import Directive
from corpus.parse import parse_file
from corpus.readers import READERS
from corpus.sources import load_sources

Json = dict[str, Any]

CHECKOUT = Path(__file__).resolve().parents[1]
GOLDEN = CHECKOUT / "tests" / "golden"
DIRECTIVES = CHECKOUT / "corpus" / "directives"

PARTIES = {"leads": "lead", "coordinators": "coordinators", "directors": "directors"}
"""Field of a golden task -> field of the parser's JSON."""
DEADLINE_FIELDS = ("kind", "purpose", "from", "to", "scope", "period")


class EvalError(Exception):
    """Gold data that is missing or does not fit the corpus; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Score:
    """What was found right, out of what was found and what should have been."""

    name: str
    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Right out of found; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right out of expected; 1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall: 2 right out of found and expected."""
        both = self.found + self.expected
        return 2 * self.right / both if both else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.name, self.right + other.right, self.found + other.found, self.expected + other.expected)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference between golden file and parser."""

    document: str
    place: str
    field: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """The scores of one document, or of all together."""

    document: str
    scores: tuple[Score, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def worst(self) -> float:
        """The lowest F1."""
        return min((score.f1 for score in self.scores), default=1.0)


def evaluate(golden: Path = GOLDEN, corpus: Path = DIRECTIVES) -> list[DocumentScores]:
    """Compare every golden file of a folder with the parser's reading of the document it is about.

    Raises:
        EvalError: a folder is missing or empty, a golden file is malformed, or its document is not in the corpus.
    """
    gold = load_golden(golden)
    directives = {directive.number: directive for directive in _parse_all(corpus)}
    missing = [document["document"] for document in gold if document["document"] not in directives]
    if missing:
        raise EvalError(f"No directive in {corpus} has the number {', '.join(missing)} that {golden} asks for.")
    return [compare(document, directives[document["document"]]) for document in gold]


def load_golden(folder: Path) -> list[Json]:
    """Read the golden files of a folder, ordered by name; raises ``EvalError``."""
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise EvalError(
            f"No golden files (*.json) in {folder}. They are part of the source checkout (tests/golden), "
            "not of the installed package: run from a checkout or name the folder with --golden."
        )
    return [_read_golden(path) for path in paths]


def _read_golden(path: Path) -> Json:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EvalError(f"Cannot read {path}: {error}") from error
    keys = ("document", "metadata", "clauses", "footnotes", "references", "tasks")
    lacking = [key for key in keys if not isinstance(document, dict) or key not in document]
    if lacking:
        raise EvalError(f"{path} lacks {', '.join(lacking)}.")
    return dict(document)


def directive_files(folder: Path) -> list[Path]:
    """Return the directives of a folder: those its SOURCES.toml lists, or every file with a reader.

    Raises ``EvalError`` where there are none.
    """
    listed = load_sources(folder)
    files = folder.iterdir() if folder.is_dir() else ()
    paths = sorted(p for p in files if p.suffix.lower() in READERS and (not listed or p.name in listed))
    if not paths:
        raise EvalError(f"No directives in {folder}. Name their folder with --corpus.")
    return paths


def _parse_all(folder: Path) -> list[Directive]:
    return [parse_file(path) for path in directive_files(folder)]


def compare(golden: Json, directive: Directive) -> DocumentScores:
    """Score one document."""
    return _Comparison(golden, directive).result()


def overall(documents: Sequence[DocumentScores]) -> DocumentScores:
    """Add the scores of all documents up."""
    sums: dict[str, Score] = {}
    for score in (score for document in documents for score in document.scores):
        sums[score.name] = sums[score.name] + score if score.name in sums else score
    mismatches = tuple(m for document in documents for m in document.mismatches)
    return DocumentScores("all", tuple(sums.values()), mismatches)


class _Comparison:
    def __init__(self, golden: Json, directive: Directive) -> None:
        self.golden = golden
        self.found = directive_json(directive)
        self.clauses = [c.path for clause in directive.clauses for c in clause.walk()]
        self.mismatches: list[Mismatch] = []

    def result(self) -> DocumentScores:
        scores = (self._metadata(), *self._sets(), *self._task_fields())
        return DocumentScores(self.golden["document"], scores, tuple(self.mismatches))

    def _metadata(self) -> Score:
        expected, found = self.golden["metadata"], self.found["metadata"]
        right = [self._same("letterhead", name, value, found.get(name)) for name, value in expected.items()]
        return Score("metadata", sum(right), len(right), len(right))

    def _sets(self) -> Iterable[Score]:
        golden, found = self.golden, self.found
        yield self._set("clauses", golden["clauses"], self.clauses)
        yield self._set("tasks", [t["id"] for t in golden["tasks"]], [t["id"] for t in found["tasks"]])
        yield self._set("references", golden["references"], [r["document"] for r in found["references"]])
        notes = ([(n["marker"], n["text"]) for n in side["footnotes"]] for side in (golden, found))
        yield self._set("footnotes", *notes)

    def _set(self, name: str, expected: Iterable[Hashable], found: Iterable[Hashable]) -> Score:
        wanted, got = dict.fromkeys(expected), dict.fromkeys(found)
        for item in wanted:
            if item not in got:
                self._note(str(item), name, "present", "missing")
        for item in got:
            if item not in wanted:
                self._note(str(item), name, "absent", "found")
        return Score(name, len(wanted.keys() & got.keys()), len(got), len(wanted))

    def _task_fields(self) -> Iterable[Score]:
        """Compare the fields of the tasks that both sides have: lists as exact sets, deadlines also part by part."""
        found = {task["id"]: task for task in self.found["tasks"]}
        pairs = [(task, found[task["id"]]) for task in self.golden["tasks"] if task["id"] in found]
        for name, key in PARTIES.items():
            right = [self._same(g["id"], name, sorted(g[name]), sorted(f[key])) for g, f in pairs]
            yield Score(f"task {name}", sum(right), len(right), len(right))
        right = [self._same(g["id"], "deadlines", _deadlines(g), _deadlines(f)) for g, f in pairs]
        yield Score("task deadlines", sum(right), len(right), len(right))
        dated = [(g, f) for g, f in pairs if g["deadlines"] or f["deadlines"]]
        for part in DEADLINE_FIELDS:
            same = [_parts(g, part) == _parts(f, part) for g, f in dated]
            yield Score(f"deadline {part}", sum(same), len(same), len(same))

    def _same(self, place: str, field: str, expected: Any, found: Any) -> bool:
        if expected != found:
            self._note(place, field, _show(expected), _show(found))
        return bool(expected == found)

    def _note(self, place: str, field: str, expected: str, found: str) -> None:
        self.mismatches.append(Mismatch(self.golden["document"], place, field, expected, found))


def _deadlines(task: Json) -> list[list[str]]:
    """Return a task's deadlines as a set would be: in an order of their own."""
    return sorted([str(deadline[name]) for name in DEADLINE_FIELDS] for deadline in task["deadlines"])


def _parts(task: Json, name: str) -> list[str]:
    return sorted(str(deadline[name]) for deadline in task["deadlines"])


def _show(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
