"""A run's results: taken, as JSON values, and the failures for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from eval.answers import Check, Verdict, ask_all, judge
from eval.dataset import Gold
from eval.distractors import distractor_files
from eval.run import Client, corpus_files, served
from eval.scores import by_class, by_language, confusion, score, scores_json

Json = dict[str, Any]

UNTOLD = ("not refused", "refusal", "task recall", "task precision")
"""Checks that say what another one says already."""


@dataclass(frozen=True, slots=True)
class Results:
    """Every verdict of a run, and the files that could not be read."""

    verdicts: tuple[Verdict, ...]
    unread: tuple[str, ...] = ()


def take(gold: Gold, folder: Path, distractors: int = 0, progress: Callable[[], None] = lambda: None) -> Results:
    """Serve the directives of the gold folder (and distractors), ask every question, judge every answer."""
    real = corpus_files(folder)
    with served([*real, *distractor_files(gold, real, distractors)]) as client:
        return asked(client, gold, progress)


def asked(client: Client, gold: Gold, progress: Callable[[], None] = lambda: None) -> Results:
    """Ask a running server every question, and judge every answer."""
    replies = ask_all(client, gold.questions, progress)
    clauses = cache(client.clause)
    pairs = zip(gold.questions, replies, strict=True)
    verdicts = tuple(judge(question, reply, gold.registers, clauses) for question, reply in pairs)
    return Results(verdicts, client.unread)


def results_json(results: Results) -> Json:
    """Return scores and every question with what was expected and got."""
    verdicts = results.verdicts
    return {
        "overall": scores_json(score("all", verdicts)),
        "classes": [scores_json(each) for each in by_class(verdicts)],
        "languages": [scores_json(each) for each in by_language(verdicts)],
        "confusion": [{"expected": e, "got": g, "count": n} for (e, g), n in sorted(confusion(verdicts).items())],
        "unread": list(results.unread),
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
