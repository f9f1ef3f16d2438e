"""``chidao-eval refusal``: how well the decision to answer or to refuse is made, and its coefficients.

A sample's passage is the one that the coefficients hold most probable, as in the product; what they state is the
probability that it answers. Fitted on the open questions (of a reading test: half of its articles), reported on the
others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
import numpy.typing as npt

from assistant.search.judgement import FEATURES, Judgement, judgement
from assistant.settings import SettingsError, load
from eval.dataset import load_gold
from eval.extraction import CHECKOUT, EvalError
from eval.refusal_samples import Passage, Sample, gold_samples, law_samples, reading_samples
from eval.report_plots import Dot, reliability
from eval.report_text import table
from eval.run import embedder_of
from index.errors import EmbeddingError, StoreError

COEFFICIENTS = CHECKOUT / "assistant" / "data" / "answers.toml"
STYLE = "text{font:13px sans-serif}.soft{fill:#666}.track{fill:#f2f2f2}.axis{stroke:#999}.bar{fill:#2b6cb0}"
BINS = 10
ROUNDS = 8
"""Fitting changes which passage stands for a question, so it is repeated; 5 rounds were enough."""
RIDGE = 1.0
"""Weight of the squared coefficients (of standardised numbers): keeps them small where the data says little."""
GOLD_WEIGHT = 5.0
"""A gold question counts as so many others: they are few, and the product's own kind."""
MEANINGS = {
    "sentence": "share of the topic's syllables and pairs of syllables, rare ones weighing more, in its best sentence",
    "asked": "the same, of all the words searched for, in passage and headings",
    "cosine": "10 x (cosine of question and passage - 0.8)",
    "named": "share of the question's capitalised words and figures in the passage; 1 where it has none",
}
ANSWERS_FROM = 0.5
"""Of true probabilities, this threshold makes the fewest mistakes."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Of the questions whose stated probability lies in a tenth: how many, what was stated, what was true."""

    questions: int
    stated: float
    true: float


@dataclass(frozen=True, slots=True)
class Figures:
    """How the decision did on some samples; shares are None where there was nothing to share."""

    name: str
    questions: int
    accuracy: float | None
    """Answerable and answered by the right passage, or not answerable and refused."""
    false_refusals: float | None
    """Of the answerable, how many were refused."""
    missed: float | None
    """Of the not answerable, how many were answered."""
    wrong: float | None
    """Of the answerable, how many were answered by another passage."""
    marked: float | None
    """Of those answered by the right passage, in how many the marked sentence holds the answer's words."""
    brier: float | None
    error: float | None
    """Expected calibration error over ten bins of equal width."""
    bins: tuple[Bin, ...]


def gather(reading: Path, law: Path | None, gold: Path) -> list[Sample]:
    """Ask the questions of every source; embeddings are kept in the data folder. Raises EvalError."""
    try:
        embedder = embedder_of(load())
        samples = [*gold_samples(load_gold(gold).questions, gold), *reading_samples(reading, embedder)]
        return [*samples, *(law_samples(law, embedder) if law else ())]
    except (SettingsError, EmbeddingError, StoreError) as error:
        raise EvalError(str(error)) from error


def write_judgement(found: Judgement, samples: Sequence[Sample]) -> None:
    """Write the coefficients where the product reads them."""
    COEFFICIENTS.write_text(judgement_toml(found, samples), encoding="utf-8")
    judgement.cache_clear()


def reliability_svg(part: Figures) -> str:
    """Return a picture that stands alone."""
    dots = [Dot(each.stated, each.true, each.questions) for each in part.bins if each.questions]
    drawn = reliability("Refusal: stated and true probability that the passage answers", dots, "stated", "true")
    return drawn.replace("<title>", f"<style>{STYLE}</style><title>", 1)


def fit(samples: Sequence[Sample]) -> Judgement:
    """Fit the coefficients on samples: logistic regression by iteratively reweighted least squares."""
    found = Judgement(0.0, dict.fromkeys(FEATURES, 1.0), ANSWERS_FROM)
    weights = np.array([GOLD_WEIGHT if sample.source == "gold" else 1.0 for sample in samples if sample.passages])
    for _ in range(ROUNDS):
        chosen = [_best(sample, found) for sample in samples if sample.passages]
        table = np.array([astuple(passage.evidence) for passage in chosen], dtype=np.float64)
        found = _regression(table, np.array([passage.right for passage in chosen], dtype=np.float64), weights)
    return found


def figures(name: str, samples: Sequence[Sample], by: Judgement) -> Figures:
    """Measure coefficients on samples."""
    outcomes = [_outcome(sample, by) for sample in samples]
    yes, no = [o for o in outcomes if o.answerable], [o for o in outcomes if not o.answerable]
    bins = _bins(outcomes)
    answered = [o for o in yes if o.answered and o.right and o.marked is not None]
    return Figures(
        name=name,
        questions=len(outcomes),
        accuracy=_share(outcomes, lambda o: o.answered and o.right if o.answerable else not o.answered),
        false_refusals=_share(yes, lambda o: not o.answered),
        missed=_share(no, lambda o: o.answered),
        wrong=_share(yes, lambda o: o.answered and not o.right),
        marked=_share(answered, lambda o: bool(o.marked)),
        brier=fmean((o.stated - o.right) ** 2 for o in outcomes) if outcomes else None,
        error=sum(b.questions * abs(b.stated - b.true) for b in bins) / len(outcomes) if outcomes else None,
        bins=bins,
    )


def judgement_toml(found: Judgement, samples: Sequence[Sample]) -> str:
    """Return the data file that the product reads."""
    counts = {source: sum(s.source == source for s in samples) for source in dict.fromkeys(s.source for s in samples)}
    told = ", ".join(f"{count} {source}" for source, count in counts.items())
    lines = [
        "# How probable it is that a passage answers: 1 / (1 + e^-s), s = intercept + the sum of weight x number.",
        f"# Written by `chidao-eval refusal --fit` from {told} samples (the open ones). Not edited by hand.",
        "",
        f"intercept = {found.intercept:.3f}",
        "# From this probability a passage is quoted; where none reaches it, the question is refused.",
        f"answers_from = {found.answers_from:.2f}",
        "",
        "[weights]",
    ]
    for name in FEATURES:
        lines += [f"# {MEANINGS[name]}", f"{name} = {found.weights[name]:.3f}"]
    return "\n".join(lines) + "\n"


def refusal_text(parts: Sequence[Figures], by: Judgement) -> str:
    """Return a table, and below it what was stated against what was true."""
    header = ("", "questions", "accuracy", "false refusals", "missed", "wrong passage", "sentence", "Brier", "ECE")
    rows = [
        (part.name, str(part.questions), *map(_figure, (
            part.accuracy, part.false_refusals, part.missed, part.wrong, part.marked, part.brier, part.error,
        )))
        for part in parts
    ]  # fmt: skip
    stated = [(f"{b.stated:.2f}", f"{b.true:.2f}", str(b.questions)) for b in parts[0].bins if b.questions]
    return "\n\n".join(
        [
            table(header, rows),
            f"{parts[0].name}: answered from {by.answers_from:.2f}",
            table(("stated", "true", "questions"), stated),
        ]
    )


def measure(samples: Sequence[Sample], by: Judgement) -> list[Figures]:
    """Measure coefficients on all samples, then on each source's."""
    sources = list(dict.fromkeys(sample.source for sample in samples))
    parts = [figures(source, [s for s in samples if s.source == source], by) for source in sources]
    return [figures("all", samples, by), *parts]


@dataclass(frozen=True, slots=True)
class _Outcome:
    answerable: bool
    answered: bool
    stated: float
    right: bool
    marked: bool | None


def _outcome(sample: Sample, by: Judgement) -> _Outcome:
    if not sample.passages:
        return _Outcome(sample.answerable, False, 0.0, False, None)
    best = _best(sample, by)
    stated = by.probability(best.evidence)
    return _Outcome(sample.answerable, stated >= by.answers_from, stated, best.right, best.marked)


def _best(sample: Sample, by: Judgement) -> Passage:
    """Return the passage held most probable; the search's first of equals."""
    return max(sample.passages, key=lambda passage: by.probability(passage.evidence))


def _regression(table: Floats, right: Floats, weights: Floats) -> Judgement:
    """Fit by Newton's method on standardised columns, with a ridge; return coefficients of the numbers themselves."""
    mean, spread = table.mean(0), table.std(0) + 1e-9
    columns = np.hstack([np.ones((len(table), 1)), (table - mean) / spread])
    ridge = RIDGE * np.diag([0.0, *[1.0] * table.shape[1]])
    beta = np.zeros(columns.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(columns @ beta, -30, 30)))
        slope = columns.T @ (weights * (right - p)) - ridge @ beta
        step = np.linalg.solve(columns.T @ (columns * (weights * p * (1 - p))[:, None]) + ridge, slope)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    own = beta[1:] / spread
    return Judgement(
        float(beta[0] - own @ mean), {n: float(w) for n, w in zip(FEATURES, own, strict=True)}, ANSWERS_FROM
    )


def _bins(outcomes: Sequence[_Outcome]) -> tuple[Bin, ...]:
    groups: list[list[_Outcome]] = [[] for _ in range(BINS)]
    for outcome in outcomes:
        groups[min(int(outcome.stated * BINS), BINS - 1)].append(outcome)
    return tuple(
        Bin(len(group), fmean(o.stated for o in group), fmean(o.right for o in group)) if group else Bin(0, 0.0, 0.0)
        for group in groups
    )


def _share(outcomes: Iterable[_Outcome], holds: Callable[[_Outcome], bool]) -> float | None:
    each = [holds(outcome) for outcome in outcomes]
    return fmean(each) if each else None


def _figure(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
