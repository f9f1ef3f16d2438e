"""What a report's figures say, in a few sentences: the summary at its head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eval.baselines import OURS
from eval.report_results import Moved, Results
from eval.scores import Scores, Share, by_class, score

Words = Mapping[str, Any]

WEAKEST = 3
"""Classes named as the weakest ones."""


def findings(alone: Results, crowded: Results | None, moved: Moved | None, words: Words) -> list[str]:
    """Return the sentences, in the page's language."""
    total = score("all", alone.verdicts)
    return [
        *_classes(by_class(alone.verdicts), words),
        *_evidence(total, words),
        *_refusals(total, words),
        *_against_search(alone, words),
        *_crowd(crowded, moved, words),
    ]


def _classes(classes: list[Scores], words: Words) -> Iterator[str]:
    flawless = [each for each in classes if each.shares["passed"].value == 1]
    ranked = sorted(classes, key=lambda each: each.shares["passed"].value or 0.0)
    weakest = [each for each in ranked if each not in flawless][:WEAKEST]
    if flawless:
        yield words["finding_flawless"].format(classes=_names(flawless, words))
    if weakest:
        told = "; ".join(f"{_name(each, words)} {_of(each.shares['passed'])}" for each in weakest)
        yield words["finding_weakest"].format(classes=told)


def _evidence(total: Scores, words: Words) -> Iterator[str]:
    quotes, cited = total.shares["quotes"], total.shares["citation recall"]
    if quotes.total:
        yield words["finding_quotes"].format(quotes=_of(quotes), cited=_of(cited))


def _refusals(total: Scores, words: Words) -> Iterator[str]:
    refusal, false = total.shares["refusal"], total.shares["false refusals"]
    if refusal.total and false.total:
        yield words["finding_refusals"].format(refused=_of(refusal), false=_of(false))


def _against_search(alone: Results, words: Words) -> Iterator[str]:
    if not alone.comparison:
        return
    ours = next(each for each in alone.comparison.systems if each.name == OURS)
    others = [each for each in alone.comparison.systems if each.name != OURS]
    best = max(others, key=lambda each: each.lists.f1)
    yield words["finding_search"].format(
        ours=_figure(ours.lists.f1, words),
        best=words["system_names"].get(best.name, best.name),
        theirs=_figure(best.lists.f1, words),
    )


def _crowd(crowded: Results | None, moved: Moved | None, words: Words) -> Iterator[str]:
    if crowded and moved:
        key = "finding_moved" if moved.answers else "finding_unmoved"
        yield words[key].format(count=crowded.distractors, moved=len(moved.answers))


def _names(classes: list[Scores], words: Words) -> str:
    return ", ".join(_name(each, words) for each in classes)


def _name(scores: Scores, words: Words) -> str:
    name = str(words["class_names"].get(scores.name, scores.name))
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _figure(value: float, words: Words) -> str:
    return f"{value:.2f}".replace(".", words["decimal"])


def _of(share: Share) -> str:
    return f"{share.right}/{share.total}"
