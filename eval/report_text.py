"""Results as aligned tables of plain text."""

from __future__ import annotations

from collections.abc import Sequence

from eval.bench_timing import Measurement
from eval.extraction import DocumentScores, Mismatch, Score


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns as wide as their widest cell; the first column stands left, the others right."""
    lines = [list(header), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def extraction_text(documents: Sequence[DocumentScores], total: DocumentScores) -> str:
    """Return a table for each document and one for all, then every mismatch."""
    tables = [f"{document.document}\n{_scores(document)}" for document in (*documents, total)]
    count = len(total.mismatches)
    closing = [f"{count} mismatches" + (":" if count else ""), *map(_mismatch, total.mismatches)]
    return "\n\n".join([*tables, "\n".join(closing)])


def bench_text(measurements: Sequence[Measurement]) -> str:
    """Return a line for each measurement."""
    header = ("measurement", "p50", "p95", "unit", "baseline p50", "ratio", "of")
    return table(header, [_measurement(m) for m in measurements])


def _scores(document: DocumentScores) -> str:
    rows = [
        (
            s.name,
            *(_share(s, part) for part in (s.precision, s.recall, s.f1)),
            str(s.right),
            str(s.found),
            str(s.expected),
        )
        for s in document.scores
    ]
    return table(("", "precision", "recall", "F1", "right", "found", "expected"), rows)


def _share(score: Score, value: float) -> str:
    return f"{value:.3f}" if score.found or score.expected else "-"


def _mismatch(mismatch: Mismatch) -> str:
    place = mismatch.place if mismatch.place.startswith(mismatch.document) else f"{mismatch.document} {mismatch.place}"
    return f"- {place} {mismatch.field}: expected {mismatch.expected}, found {mismatch.found}"


def _measurement(m: Measurement) -> tuple[str, ...]:
    if m.baseline is None or m.ratio is None:
        return (m.name, _figure(m.p50), _figure(m.p95), m.unit, "", "", "")
    return (m.name, _figure(m.p50), _figure(m.p95), m.unit, _figure(m.baseline), f"{m.ratio:.2f}", m.baseline_name)


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
