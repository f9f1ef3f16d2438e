"""``chidao-eval``: measure the built product."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from corpus.model import CorpusError
from eval import bench as benchmark
from eval import extraction as extract
from eval.report_text import bench_text, extraction_text

FOLDER = click.Path(path_type=Path)


@click.group()
def main() -> None:
    """Measure the built product against gold data and the clock."""


@main.command()
@click.option("--golden", type=FOLDER, default=extract.GOLDEN, help="Golden files written by hand.")
@click.option("--corpus", type=FOLDER, default=extract.DIRECTIVES, help="The directives they are about.")
@click.option(
    "--min", "least", type=click.FloatRange(0, 1), default=0.97, show_default=True, help="Fail below this F1."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def extraction(golden: Path, corpus: Path, least: float, as_json: bool) -> None:
    """Compare what is read out of directives with golden files, field by field."""
    try:
        documents = extract.evaluate(golden, corpus)
    except (extract.EvalError, CorpusError) as error:
        raise click.ClickException(str(error)) from error
    total = extract.overall(documents)
    click.echo(_extraction_json(documents, total) if as_json else extraction_text(documents, total))
    low = [f"{d.document} {s.name} {s.f1:.3f}" for d in (*documents, total) for s in d.scores if s.f1 < least]
    if low:
        click.echo(f"Below {least}: {'; '.join(low)}", err=True)
        raise SystemExit(1)


@main.command()
@click.option("--corpus", type=FOLDER, default=extract.DIRECTIVES, help="The directives to measure with.")
@click.option("--repeat", type=click.IntRange(1), default=20, show_default=True, help="Repetitions.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def bench(corpus: Path, repeat: int, as_json: bool) -> None:
    """Print speed, each figure beside a baseline of the same run."""
    try:
        measurements = benchmark.run(corpus, repeat)
    except (extract.EvalError, CorpusError) as error:
        raise click.ClickException(str(error)) from error
    rows = [{**asdict(m), "ratio": m.ratio} for m in measurements]
    click.echo(_dump(rows) if as_json else bench_text(measurements))


def _extraction_json(documents: list[extract.DocumentScores], total: extract.DocumentScores) -> str:
    return _dump({"documents": [_scores(d) for d in documents], "all": _scores(total)})


def _scores(document: extract.DocumentScores) -> dict[str, Any]:
    return {
        "document": document.document,
        "scores": {
            s.name: {**asdict(s), "precision": s.precision, "recall": s.recall, "f1": s.f1} for s in document.scores
        },
        "mismatches": [asdict(m) for m in document.mismatches],
    }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
