"""``chidao-eval refusal``: how well the decision to answer or to refuse is made, and its coefficients.

A sample's passage is the one that the coefficients hold most probable, as in the product; what they state is the
probability that it answers. Fitted on the open questions (of a reading test: half of its articles), reported on the
others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from enum import Enum
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
GOLD_WEIGHT = 3.0
"""A gold question counts as so many others: they are few, and the product's own kind."""
ANSWERABLE = 0.75
"""The share of content questions that something answers, as officials ask them. Samples are half without an answer, so
those weigh less: a probability would else be that of questions of which half are vain."""
WRONG, WRONG_UNSURE, RIGHT_UNSURE, REFUSED = 3.0, 1.0, 0.5, 3.0
"""What it costs to quote as the answer what is none, to quote that as "not certain", to quote what answers as "not
certain", and to refuse what could be answered; to answer rightly and to refuse rightly cost nothing."""
MEANINGS = {
    "sentence": "share of the topic's syllables and pairs of syllables, rare ones weighing more, in its best sentence",
    "asked": "the same, of all the words searched for, in passage and headings",
    "cosine": "10 x (cosine of question and passage - 0.8)",
    "named": "share of the question's capitalised words and figures in the passage; 1 where it has none",
    "ahead": "how far its score in the search lies ahead of the fourth one's, at most 2",
    "stated": "1 where it states a figure of the kind asked for, or none is asked for; else 0",
    "elsewhen": "1 where it speaks of another year than the question; else 0",
}
ANSWERS_FROM = (WRONG - WRONG_UNSURE) / (WRONG - WRONG_UNSURE + RIGHT_UNSURE)
"""From this probability on, answering costs less than quoting as "not certain"."""
MAY_ANSWER_FROM = WRONG_UNSURE / (WRONG_UNSURE - RIGHT_UNSURE + REFUSED)
"""From this probability on, quoting as "not certain" costs less than refusing."""

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
    unsure: float | None
    """Of the answerable, how many were answered by a passage quoted as "not certain"."""
    missed: float | None
    """Of the not answerable, how many were answered without saying that it is not certain."""
    missed_unsure: float | None
    """Of the not answerable, how many were answered by a passage quoted as "not certain"."""
    wrong: float | None
    """Of the answerable, how many were answered by another passage without saying that it is not certain."""
    cost: float | None
    """What a question costs on average, by the costs above, where as many are answerable as are said to be."""
    marked: float | None
    """Of those answered by the right passage, in how many the marked sentence holds the answer's words."""
    brier: float | None
    error: float | None
    """Expected calibration error over ten bins of equal width, samples weighing as in the fit."""
    bins: tuple[Bin, ...]


def gather(reading: Path, law: Path | None, gold: Path, distractors: int = 0) -> list[Sample]:
    """Ask the questions of every source; embeddings are kept in the data folder. Raises EvalError.

    With ``distractors`` the gold's are asked a second time, beside so many generated directives.
    """
    try:
        embedder = embedder_of(load())
        asked = load_gold(gold)
        samples = [*gold_samples(asked, gold), *reading_samples(reading, embedder)]
        samples += gold_samples(asked, gold, distractors) if distractors else []
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
    found = Judgement(0.0, dict.fromkeys(FEATURES, 1.0), ANSWERS_FROM, MAY_ANSWER_FROM)
    weighed = [(sample, weight) for sample, weight in zip(samples, _weights(samples), strict=True) if sample.passages]
    weights = np.array([weight * (GOLD_WEIGHT if sample.source == "gold" else 1.0) for sample, weight in weighed])
    for _ in range(ROUNDS):
        chosen = [_best(sample, found) for sample, _ in weighed]
        table = np.array([astuple(passage.evidence) for passage in chosen], dtype=np.float64)
        found = _regression(table, np.array([passage.right for passage in chosen], dtype=np.float64), weights)
    return found


def _weights(samples: Sequence[Sample]) -> list[float]:
    """Return how much each sample counts: those that nothing answers as much as ``ANSWERABLE`` leaves to them."""
    yes, no = (sum(sample.answerable is answerable for sample in samples) for answerable in (True, False))
    vain = (1 - ANSWERABLE) / ANSWERABLE * yes / no if yes and no else 1.0
    return [1.0 if sample.answerable else vain for sample in samples]


def figures(name: str, samples: Sequence[Sample], by: Judgement) -> Figures:
    """Measure coefficients on samples."""
    outcomes = [_outcome(sample, weight, by) for sample, weight in zip(samples, _weights(samples), strict=True)]
    yes, no = [o for o in outcomes if o.answerable], [o for o in outcomes if not o.answerable]
    bins = _bins(outcomes)
    answered = [o for o in yes if o.said is not Said.REFUSED and o.right and o.marked is not None]
    return Figures(
        name=name,
        questions=len(outcomes),
        accuracy=_share(outcomes, _is_right),
        false_refusals=_share(yes, lambda o: o.said is Said.REFUSED),
        unsure=_share(yes, lambda o: o.said is Said.UNSURE),
        missed=_share(no, lambda o: o.said is Said.ANSWERED),
        missed_unsure=_share(no, lambda o: o.said is Said.UNSURE),
        wrong=_share(yes, lambda o: o.said is Said.ANSWERED and not o.right),
        cost=_mean(outcomes, _cost),
        marked=_share(answered, lambda o: bool(o.marked)),
        brier=_mean(outcomes, lambda o: (o.stated - o.right) ** 2),
        error=_calibration_error(outcomes),
        bins=bins,
    )


def _is_right(outcome: _Outcome) -> bool:
    """Tell whether something that answers was quoted, certain or not, or nothing was where nothing answers."""
    refused = outcome.said is Said.REFUSED
    return outcome.right and not refused if outcome.answerable else refused


def _cost(outcome: _Outcome) -> float:
    match outcome.said:
        case Said.ANSWERED:
            return 0.0 if outcome.right else WRONG
        case Said.UNSURE:
            return RIGHT_UNSURE if outcome.right else WRONG_UNSURE
        case Said.REFUSED:
            return REFUSED if outcome.answerable else 0.0


def judgement_toml(found: Judgement, samples: Sequence[Sample]) -> str:
    """Return the data file that the product reads."""
    counts = {source: sum(s.source == source for s in samples) for source in dict.fromkeys(s.source for s in samples)}
    told = ", ".join(f"{count} {source}" for source, count in counts.items())
    lines = [
        "# How probable it is that a passage answers: 1 / (1 + e^-s), s = intercept + the sum of weight x number.",
        f"# Written by `chidao-eval refusal --fit` from {told} samples (the open ones). Not edited by hand.",
        "",
        f"intercept = {found.intercept:.3f}",
        "# From this probability a passage is quoted as the answer,",
        f"answers_from = {found.answers_from:.3f}",
        "# from this one as what may be meant; where none reaches it, the question is refused. Both follow from what",
        f"# mistakes cost: a wrong answer {WRONG}, one said to be uncertain {WRONG_UNSURE}, a right one said to be",
        f"# uncertain {RIGHT_UNSURE}, a refusal of what could be answered {REFUSED} (docs/decisions/0006).",
        f"may_answer_from = {found.may_answer_from:.3f}",
        "",
        "[weights]",
    ]
    for name in FEATURES:
        lines += [f"# {MEANINGS[name]}", f"{name} = {found.weights[name]:.3f}"]
    return "\n".join(lines) + "\n"


def refusal_text(parts: Sequence[Figures], by: Judgement) -> str:
    """Return a table, and below it what was stated against what was true."""
    header = (
        "", "questions", "accuracy", "false refusals", "not certain", "missed", "not certain", "wrong passage",
        "cost", "sentence", "Brier", "ECE",
    )  # fmt: skip
    rows = [
        (part.name, str(part.questions), *map(_figure, (
            part.accuracy, part.false_refusals, part.unsure, part.missed, part.missed_unsure, part.wrong,
            part.cost, part.marked, part.brier, part.error,
        )))
        for part in parts
    ]  # fmt: skip
    stated = [(f"{b.stated:.2f}", f"{b.true:.2f}", str(b.questions)) for b in parts[0].bins if b.questions]
    return "\n\n".join(
        [
            table(header, rows),
            f"{parts[0].name}: answered from {by.answers_from:.2f}, not certain from {by.may_answer_from:.2f}",
            table(("stated", "true", "questions"), stated),
        ]
    )


def measure(samples: Sequence[Sample], by: Judgement) -> list[Figures]:
    """Measure coefficients on all samples, then on each source's."""
    sources = list(dict.fromkeys(sample.source for sample in samples))
    parts = [figures(source, [s for s in samples if s.source == source], by) for source in sources]
    return [figures("all", samples, by), *parts]


class Said(Enum):
    """What is made of a question."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class _Outcome:
    answerable: bool
    weight: float
    said: Said
    stated: float
    right: bool
    marked: bool | None


def _outcome(sample: Sample, weight: float, by: Judgement) -> _Outcome:
    if not sample.passages:
        return _Outcome(sample.answerable, weight, Said.REFUSED, 0.0, False, None)
    best = _best(sample, by)
    stated = by.probability(best.evidence)
    unsure = Said.UNSURE if stated >= by.may_answer_from else Said.REFUSED
    said = Said.ANSWERED if stated >= by.answers_from else unsure
    return _Outcome(sample.answerable, weight, said, stated, best.right, best.marked)


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
        float(beta[0] - own @ mean),
        {n: float(w) for n, w in zip(FEATURES, own, strict=True)},
        ANSWERS_FROM,
        MAY_ANSWER_FROM,
    )


def _bins(outcomes: Sequence[_Outcome]) -> tuple[Bin, ...]:
    groups: list[list[_Outcome]] = [[] for _ in range(BINS)]
    for outcome in outcomes:
        groups[min(int(outcome.stated * BINS), BINS - 1)].append(outcome)
    return tuple(
        Bin(len(group), _mean(group, lambda o: o.stated) or 0.0, _mean(group, lambda o: float(o.right)) or 0.0)
        for group in groups
    )


def _calibration_error(outcomes: Sequence[_Outcome]) -> float | None:
    groups: dict[int, list[_Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(min(int(outcome.stated * BINS), BINS - 1), []).append(outcome)
    total = sum(outcome.weight for outcome in outcomes)
    off = (abs(sum(o.weight * (o.stated - o.right) for o in group)) for group in groups.values())
    return sum(off) / total if total else None


def _mean(outcomes: Sequence[_Outcome], value: Callable[[_Outcome], float]) -> float | None:
    """Return the mean of a value, outcomes counting by their weight."""
    total = sum(outcome.weight for outcome in outcomes)
    return sum(outcome.weight * value(outcome) for outcome in outcomes) / total if total else None


def _share(outcomes: Iterable[_Outcome], holds: Callable[[_Outcome], bool]) -> float | None:
    each = [holds(outcome) for outcome in outcomes]
    return fmean(each) if each else None


def _figure(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
