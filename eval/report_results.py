"""A run's results: taken, as JSON values, and the failures for people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from assistant.backend import open_settings_store
from assistant.ingest import File
from eval.answers import Check, Verdict, ask_all, judge
from eval.baselines import Comparison, compare_systems
from eval.dataset import Gold
from eval.distractors import distractor_files, parsed
from eval.run import Client, corpus_files, embedder_of, evaluation_settings, fill, serving
from eval.scores import by_class, by_language, confusion, score, scores_json

Json = dict[str, Any]

UNTOLD = ("not refused", "refusal", "task recall", "task precision")
"""Checks that say what another one says already."""


Tell = Callable[[str], None]
"""Is told what a run does next."""


@dataclass(frozen=True, slots=True)
class Results:
    """Every verdict of a run, and what it ran over."""

    verdicts: tuple[Verdict, ...]
    files: tuple[File, ...] = ()
    """The directives, without distractors."""
    distractors: int = 0
    unread: tuple[str, ...] = ()
    """Files that were not taken in, with the reason."""
    comparison: Comparison | None = None
    """The same questions put to plain retrieval, where that was asked for."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """How long each stage of the run took."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Questions that are answered otherwise once distractors stand beside."""

    tasks: tuple[str, ...]
    """Those that list other tasks, or the same ones with other matches."""
    verdicts: tuple[str, ...]
    """Those that were right and are wrong, or the other way round."""
    citations: tuple[str, ...]
    """Those that only rest on other clauses, as rightly or wrongly as before."""

    @property
    def answers(self) -> list[str]:
        """Every question whose answer changed in what is asked for."""
        return sorted({*self.tasks, *self.verdicts})


def take(
    gold: Gold, folder: Path, distractors: int = 0, *, baselines: bool = False,
    settings: Mapping[str, str] | None = None, tell: Tell = lambda stage: None,
) -> Results:  # fmt: skip
    """Serve the directives of the gold folder (and distractors), ask every question, judge every answer.

    Args:
        gold: the questions.
        folder: holds ``directives/``, served beside the shipped ones.
        distractors: how many generated directives to add.
        baselines: put the questions to plain retrieval over the same store as well.
        settings: ``CHIDAO_*`` variables that the served product gets beside those of every evaluation.
        tell: is called with the name of each stage as it begins.
    """
    stages = _Stages(tell)
    with stages("files"):
        real = corpus_files(folder)
        files = [*real, *distractor_files(gold, real, distractors)]
    with TemporaryDirectory(prefix="chidao-eval-") as name:
        data = Path(name) / "data"
        with stages("ingest"):
            unread = fill(data, files)
        with stages("answers"), serving(data, settings) as client:
            verdicts = asked(client, gold)
        comparison = None
        if baselines:
            with stages("baselines"):
                comparison = _compared(verdicts, data, files)
    return Results(tuple(verdicts), tuple(real), distractors, unread, comparison, stages.seconds)


class _Stages:
    """Tells of each stage of a run, and times it."""

    def __init__(self, tell: Tell) -> None:
        self.seconds: dict[str, float] = {}
        self._tell = tell

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self._tell(stage)
        began = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - began, 1)


def asked(client: Client, gold: Gold) -> list[Verdict]:
    """Ask a running server every question, and judge every answer."""
    replies = ask_all(client, gold.questions)
    clauses = cache(client.clause)
    pairs = zip(gold.questions, replies, strict=True)
    return [judge(question, reply, gold.registers, clauses) for question, reply in pairs]


def moved(alone: Results, crowded: Results) -> Moved:
    """Compare the answers to the same questions without and with distractors."""
    before = {verdict.gold.id: verdict for verdict in alone.verdicts}
    pairs = [(before[v.gold.id], v) for v in crowded.verdicts if v.gold.id in before]
    tasks = [now.gold.id for was, now in pairs if _tasks(was) != _tasks(now)]
    verdicts = [now.gold.id for was, now in pairs if was.passed != now.passed]
    cited = [now.gold.id for was, now in pairs if _cited(was) != _cited(now)]
    return Moved(tuple(tasks), tuple(verdicts), tuple(each for each in cited if each not in {*tasks, *verdicts}))


def _compared(verdicts: Sequence[Verdict], data: Path, files: Sequence[File]) -> Comparison:
    settings = evaluation_settings(data)
    embedder = embedder_of(settings)
    directives = [directive for file in files if (directive := parsed(file))]
    store = open_settings_store(settings, embedder)
    try:
        return compare_systems(verdicts, store, embedder, directives)
    finally:
        store.close()


def _tasks(verdict: Verdict) -> list[tuple[str, str | None]]:
    """Return what is listed where tasks are asked for; other answers may rest on another passage."""
    listed = verdict.reply.answer["tasks"] if verdict.gold.expected.tasks is not None else []
    return sorted((task["id"], str(task["match"])) for task in listed)


def _cited(verdict: Verdict) -> list[str]:
    return [citation["clause"] for citation in verdict.reply.answer["citations"]]


def results_json(results: Results) -> Json:
    """Return scores and every question with what was expected and got."""
    verdicts = results.verdicts
    return {
        "overall": scores_json(score("all", verdicts)),
        "classes": [scores_json(each) for each in by_class(verdicts)],
        "languages": [scores_json(each) for each in by_language(verdicts)],
        "confusion": [{"expected": e, "got": g, "count": n} for (e, g), n in sorted(confusion(verdicts).items())],
        "unread": list(results.unread),
        "distractors": results.distractors,
        "seconds": dict(results.seconds),
        "comparison": asdict(results.comparison) if results.comparison else None,
        "questions": [verdict_json(verdict) for verdict in verdicts],
    }


def verdict_json(verdict: Verdict) -> Json:
    """Return one question, what was expected, what was got, and what was wrong with it."""
    gold, answer = verdict.gold, verdict.reply.answer
    return {
        "id": gold.id,
        "class": gold.kind,
        "split": gold.split.value,
        "language": gold.language.value,
        **gold.body,
        "passed": verdict.passed,
        "broken": [{"check": check.name, "note": check.note} for check in told(verdict)],
        "expected": msgspec.to_builtins(gold.expected, order="sorted"),
        "got": {
            "status": answer["status"],
            "intent": answer["interpretation"]["intent"],
            "tasks": {task["id"]: task["match"] for task in answer["tasks"]},
            "group": [task["id"] for task in answer["tasks"] if task["role"] == "group"],
            "citations": list(dict.fromkeys(citation["clause"] for citation in answer["citations"])),
            "candidates": answer["candidates"],
            "answer": answer["answer"],
        },
        "seconds": round(verdict.reply.seconds, 4),
    }


def told(verdict: Verdict) -> list[Check]:
    """Return the broken checks, without those that follow from another."""
    return [check for check in verdict.broken if check.name not in UNTOLD]


def failures_markdown(results: Results) -> str:
    """Return the questions with a fault, by class: what was asked, expected and got."""
    failed = [verdict for verdict in results.verdicts if not verdict.passed]
    lines = [f"# Failures: {len(failed)} of {len(results.verdicts)} questions", ""]
    lines += [f"- not read: {each}" for each in results.unread]
    for kind, members in groupby(failed, lambda verdict: verdict.gold.kind):
        group = list(members)
        total = sum(verdict.gold.kind == kind for verdict in results.verdicts)
        lines += ["", f"## {kind}: {len(group)} of {total}", "", *(line for each in group for line in _failure(each))]
    return "\n".join(lines) + "\n"


def _failure(verdict: Verdict) -> list[str]:
    gold, answer = verdict.gold, verdict.reply.answer
    asked_before = [f"  - after: {earlier}" for earlier in gold.history]
    meaning = answer["interpretation"]
    return [
        f"- **{gold.id}** ({gold.today.isoformat()}) {gold.question}",
        *asked_before,
        *(f"  - {check.name}: {check.note}" for check in told(verdict)),
        f"  - read as {meaning['intent']}, agencies {meaning['agencies']}, roles {meaning['roles']}, "
        f"due {meaning['due']}, documents {meaning['documents']}",
        f"  - got {answer['status']}: {' / '.join(answer['answer'].split(chr(10)))[:400]}",
    ]
