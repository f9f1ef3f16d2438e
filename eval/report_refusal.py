"""The decision to answer or to refuse in a report: read from what ``chidao-eval refusal --json`` wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from eval.extraction import EvalError
from eval.report_plots import Dot


class RefusalBin(msgspec.Struct, frozen=True):
    """Questions whose stated probability lies in the same range."""

    questions: int
    stated: float
    true: float


class RefusalPart(msgspec.Struct, frozen=True):
    """Figures of the decision over some questions; None where there was nothing to share."""

    name: str
    questions: int
    accuracy: float | None
    false_refusals: float | None
    missed: float | None
    brier: float | None
    error: float | None
    bins: tuple[RefusalBin, ...]


COLUMNS = ("accuracy", "false_refusals", "missed", "brier", "error")


def load_refusal(path: Path | None) -> tuple[RefusalPart, ...]:
    """Read the parts, the one over all questions first; none without a file.

    Raises:
        EvalError: the file holds something else.
    """
    if path is None:
        return ()
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[RefusalPart, ...])
    except (OSError, msgspec.DecodeError) as error:
        raise EvalError(f"{path}: {error}. Write it with `chidao-eval refusal --json`.") from error


def refusal_rows(parts: Sequence[RefusalPart]) -> list[tuple[str, ...]]:
    """Return a row for each part: name, questions, shares in percent, Brier score and calibration error."""
    return [
        (
            part.name,
            str(part.questions),
            *(_percent(share) for share in (part.accuracy, part.false_refusals, part.missed)),
            *("-" if value is None else f"{value:.3f}" for value in (part.brier, part.error)),
        )
        for part in parts
    ]


def refusal_dots(part: RefusalPart) -> list[Dot]:
    """Return the points of a reliability plot."""
    return [Dot(each.stated, each.true, each.questions) for each in part.bins if each.questions]


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"
