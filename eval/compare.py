"""Two runs, question by question: what got better, what got worse."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.extraction import EvalError

Json = dict[str, Any]

BASELINE = Path(__file__).with_name("baseline.json")
"""The committed one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A question that both runs asked and did not answer alike."""

    id: str
    question: str
    before: tuple[str, ...]
    """What was wrong with it before, one line a check; nothing where it was right."""
    after: tuple[str, ...]

    @property
    def better(self) -> bool:
        """Whether it is right now, or fewer things are wrong with it."""
        return len(self.after) < len(self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one run to another."""

    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    other: tuple[Change, ...]
    """As many things wrong as before, but not the same ones."""
    unchanged: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    passed: tuple[int, int]
    """Questions without a fault among those asked in both, before and after."""


def load_results(path: Path) -> Json:
    """Read the results of a run: a JSON file, or a report's folder.

    Raises:
        EvalError: there are none.
    """
    file = path / "results.json" if path.is_dir() else path
    try:
        results = json.loads(file.read_text(encoding="utf-8"))
        questions = {each["id"]: each for each in results["questions"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(
            f"{file} holds no results: {error}. "
            "Write them with `chidao-eval answers --json FILE` or `chidao-eval report`."
        ) from error
    return {**results, "questions": questions}


def compare(before: Json, after: Json) -> Comparison:
    """Compare two runs as ``load_results`` gives them, over the questions that both asked."""
    old, new = before["questions"], after["questions"]
    both = [each for each in new if each in old]
    changes = [_change(old[each], new[each]) for each in both]
    moved = [change for change in changes if change.before != change.after]
    worse = [change for change in moved if len(change.after) > len(change.before)]
    better = [change for change in moved if change.better]
    return Comparison(
        better=tuple(better),
        worse=tuple(worse),
        other=tuple(change for change in moved if len(change.after) == len(change.before)),
        unchanged=len(changes) - len(moved),
        added=tuple(each for each in new if each not in old),
        removed=tuple(each for each in old if each not in new),
        passed=(sum(not change.before for change in changes), sum(not change.after for change in changes)),
    )


def comparison_text(found: Comparison) -> str:
    """Return the comparison for people, worst news first."""
    before, after = found.passed
    lines = [
        f"Right: {before} before, {after} after. "
        f"Worse {len(found.worse)}, better {len(found.better)}, otherwise wrong {len(found.other)}, "
        f"unchanged {found.unchanged}."
    ]
    for title, changes in (("Worse", found.worse), ("Better", found.better), ("Otherwise", found.other)):
        lines += [line for change in changes for line in _change_lines(title, change)]
    lines += [f"Added: {', '.join(found.added)}"] if found.added else []
    lines += [f"Removed: {', '.join(found.removed)}"] if found.removed else []
    return "\n".join(lines)


def baseline_json(results: Json) -> Json:
    """Return what is kept of a run to hold later ones against: the shares, and each question right or not."""
    shares = {name: share["share"] for name, share in results["overall"]["shares"].items()}
    return {"shares": shares, "questions": {each["id"]: each["passed"] for each in results["questions"]}}


def load_baseline(path: Path) -> Mapping[str, bool]:
    """Return which questions a baseline holds to be right; raises ``EvalError``."""
    try:
        questions: dict[str, bool] = json.loads(path.read_text(encoding="utf-8"))["questions"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(
            f"{path} is no baseline: {error}. Write one with `chidao-eval answers --accept {path}`."
        ) from error
    return questions


def regressions(baseline: Mapping[str, bool], results: Json) -> list[str]:
    """Name the questions that were right in the baseline and are not now."""
    return [each["id"] for each in results["questions"] if baseline.get(each["id"]) and not each["passed"]]


def _change(old: Json, new: Json) -> Change:
    return Change(new["id"], new["question"], _wrong(old), _wrong(new))


def _wrong(question: Json) -> tuple[str, ...]:
    return tuple(f"{each['check']}: {each['note']}" for each in question["broken"])


def _change_lines(title: str, change: Change) -> list[str]:
    gone = [f"    - {line}" for line in change.before if line not in change.after]
    new = [f"    + {line}" for line in change.after if line not in change.before]
    return [f"{title}: {change.id} {change.question}", *gone, *new]
