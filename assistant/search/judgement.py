"""How probable it is that a passage answers: a logistic regression over a few numbers, its coefficients in a data file.

``data/answers.toml`` says what each number means; ``chidao-eval refusal --fit`` writes it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from math import exp

from assistant.search.evidence import Evidence

FEATURES = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Coefficients, and from which probability a passage is quoted."""

    intercept: float
    weights: Mapping[str, float]
    """By the name of the number in ``Evidence``."""
    answers_from: float
    may_answer_from: float
    """From which one as what may be meant."""

    def probability(self, evidence: Evidence) -> float:
        """Return how probable it is that the passage answers, 0 to 1."""
        score = sum(weight * getattr(evidence, name) for name, weight in self.weights.items())
        return logistic(self.intercept + score)


@cache
def judgement() -> Judgement:
    """Return the coefficients that the product decides by."""
    return read_judgement(files("assistant").joinpath("data/answers.toml").read_text(encoding="utf-8"))


def read_judgement(text: str) -> Judgement:
    """Read coefficients.

    Raises:
        ValueError: it is not TOML, or a number is missing, unknown or not a number.
    """
    table = tomllib.loads(text)
    weights = {name: float(weight) for name, weight in table.get("weights", {}).items()}
    if set(weights) != set(FEATURES):
        raise ValueError(f"weights: expected {', '.join(FEATURES)}; found {', '.join(weights)}")
    try:
        intercept, answers, may_answer = (float(table[key]) for key in ("intercept", "answers_from", "may_answer_from"))
    except (KeyError, TypeError) as error:
        raise ValueError(f"intercept, answers_from and may_answer_from have to be numbers: {error}") from error
    return Judgement(intercept, weights, answers, may_answer)


def logistic(score: float) -> float:
    """Return 1 / (1 + e^-score), without overflow."""
    return 1 / (1 + exp(-score)) if score >= 0 else 1 - 1 / (1 + exp(score))
