"""``chidao-eval``: measure the built product."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from assistant.model import Language
from assistant.search.judgement import judgement
from corpus.model import CorpusError
from eval import bench as benchmark
from eval import compare as compare_runs
from eval import dataset, report_results
from eval import extraction as extract
from eval import formats as formats_of
from eval import refusal as refuse
from eval import report as reports
from eval import retrieval as find
from eval.report_answers import answers_text
from eval.report_markdown import markdown as table_page
from eval.report_refusal import load_refusal
from eval.report_text import bench_text, extraction_text

FOLDER = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, dir_okay=False)


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
@click.option("--golden", type=FOLDER, default=dataset.GOLD / "extraction", help="Golden files written by hand.")
@click.option("--corpus", type=FOLDER, default=dataset.GOLD / "directives", help="The directives they are about.")
def formats(golden: Path, corpus: Path) -> None:
    """Render directives to every format with LibreOffice, and compare what is read with golden files."""
    with _reported():
        documents = list(formats_of.evaluate(golden, corpus))
    click.echo(extraction_text(documents, extract.overall(documents)))


@main.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--generated", type=click.IntRange(0), default=84, show_default=True, help="So many generated directives."
)
@click.option("--office/--no-office", default=True, help="With the formats that LibreOffice writes.")
@click.option("--real", type=click.Path(path_type=Path, exists=True), multiple=True, help="Ingest these files as well.")
def mixed(folder: Path, generated: int, office: bool, real: tuple[Path, ...]) -> None:
    """Make a folder of files of every kind, ingest it, and hold report and tasks against what is known of each."""
    from eval import mixed as maker
    from eval import mixed_run

    with _reported():
        if folder.exists() and any(folder.iterdir()):
            raise extract.EvalError(f"{folder} is not empty; name a folder to make.")
        found = mixed_run.run(maker.make(generated, office=office), folder.absolute(), real)
    click.echo(mixed_run.mixed_text(found))
    if found.faults:
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


@main.command()
@click.option("--gold", type=FOLDER, default=dataset.GOLD, help="Gold questions, and the directives they ask about.")
@click.option("--split", type=click.Choice(["train", "test", "all"]), default="all", show_default=True)
@click.option("--distractors", type=click.IntRange(0), default=0, help="So many generated directives beside.")
@click.option("--json", "file", type=FILE, help="Write every question, expected and got, to this file.")
@click.option("--failures", type=FILE, help="Write the questions with a fault to this file, as Markdown.")
@click.option("--check", type=FILE, help="Fail where a question that this baseline holds right is not.")
@click.option("--accept", type=FILE, help="Write this run as a baseline.")
@click.option(
    "--setting",
    "settings",
    multiple=True,
    metavar="CHIDAO_NAME=VALUE",
    help="Serve with this setting, such as a language model.",
)
def answers(
    gold: Path, split: str, distractors: int, file: Path | None, failures: Path | None, check: Path | None,
    accept: Path | None, settings: tuple[str, ...],
) -> None:  # fmt: skip
    """Ask the gold questions of a real server over the gold directives, and judge the answers."""
    with _reported():
        baseline = compare_runs.load_baseline(check) if check else {}
        questions = dataset.load_gold(gold, None if split == "all" else dataset.Split(split))
        results = report_results.take(questions, gold, distractors, settings=_settings(settings))
    values = report_results.results_json(results)
    click.echo(answers_text(results))
    _write(file, _dump(values))
    _write(failures, report_results.failures_markdown(results))
    _write(accept, _dump(compare_runs.baseline_json(values)))
    _fail_on(compare_runs.regressions(baseline, values), check)


@main.command()
@click.option("--gold", type=FOLDER, default=dataset.GOLD, help="Gold questions, and the directives they ask about.")
@click.option("--split", type=click.Choice(["train", "test", "all"]), default="train", show_default=True)
@click.option("--class", "kinds", multiple=True, help="Only questions of these classes.")
@click.option("--every", type=click.IntRange(1), default=1, show_default=True, help="Ask every so-manieth question.")
@click.option("--json", "file", type=FILE, help="Write what is read otherwise to this file.")
def variations(gold: Path, split: str, kinds: tuple[str, ...], every: int, file: Path | None) -> None:
    """Say the gold questions otherwise (without marks, politely, turned round, mistyped) and compare the readings."""
    from eval import variations as say
    from eval.run import corpus_files, opened

    with _reported():
        questions = dataset.load_gold(gold, None if split == "all" else dataset.Split(split)).questions
        asked = [each for each in questions if not kinds or each.kind in kinds][::every]
        with opened(corpus_files(gold)) as assistant:
            found = list(say.vary(assistant, asked))
    _write(file, _dump(say.variations_json(found)))
    click.echo(say.variations_text(found))


@main.command("with-model")
@click.option("--gold", type=FOLDER, default=dataset.GOLD, help="Gold questions, and the directives they ask about.")
@click.option("--split", type=click.Choice(["train", "test", "all"]), default="train", show_default=True)
@click.option("--every", type=click.IntRange(1), default=1, show_default=True, help="Ask every so-manieth question.")
@click.option("--json", "file", type=FILE, help="Write every question's figures to this file.")
def with_model(gold: Path, split: str, every: int, file: Path | None) -> None:
    """Ask the gold questions without and with the language model that CHIDAO_LLM_* names, side by side."""
    from eval import with_model as wording

    with _reported():
        questions = dataset.load_gold(gold, None if split == "all" else dataset.Split(split)).questions[::every]
        run = wording.compare_wording(questions, gold, lambda done, of: _told(f"{done} of {of}"))
    _write(file, _dump(wording.with_model_json(run)))
    click.echo(wording.with_model_text(run))


@main.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
def compare(before: Path, after: Path) -> None:
    """Compare two runs (results.json, or folders of reports), question by question; fail where one got worse."""
    with _reported():
        found = compare_runs.compare(compare_runs.load_results(before), compare_runs.load_results(after))
    click.echo(compare_runs.comparison_text(found))
    if found.worse:
        raise SystemExit(1)


@main.command()
@click.argument("folder", type=FOLDER)
@click.option("--leg", type=click.Choice([leg.value for leg in find.Leg]), default="ours", show_default=True)
@click.option("--strip-diacritics", "strip", is_flag=True, help="Ask the questions without diacritics.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def retrieval(folder: Path, leg: str, strip: bool, as_json: bool) -> None:
    """Measure how well texts are found, on a collection in BEIR's layout."""
    with _reported(), find.progress_bar() as progress:
        parts = find.evaluate_folder(folder, find.Leg(leg), strip=strip, progress=progress)
    click.echo(_dump([asdict(part) for part in parts]) if as_json else find.retrieval_text(parts))


@main.command()
@click.option("--out", type=FOLDER, default=Path("reports/latest"), show_default=True, help="Write into this folder.")
@click.option("--gold", type=FOLDER, default=dataset.GOLD, help="Gold questions, and the directives they ask about.")
@click.option("--distractors", type=click.IntRange(0), default=100, show_default=True, help="For the second run.")
@click.option(
    "--lang",
    type=click.Choice([each.value for each in Language]),
    default="vi",
    show_default=True,
    help="The page holds both languages, and opens with this one.",
)
@click.option(
    "--failures",
    "part",
    type=click.Choice(["all", "train"]),
    default="all",
    show_default=True,
    help="The failures to print in full. Those of the held-out questions are better left unread.",
)
@click.option("--refusal", "refusals", type=FILE, help="What `chidao-eval refusal --json` wrote, for the page.")
@click.option("--markdown", type=FILE, help="Write the latest table to this file as well.")
@click.option("--accept", type=FILE, help="Write this run as a baseline.")
def report(
    out: Path, gold: Path, distractors: int, lang: str, part: str, refusals: Path | None, markdown: Path | None,
    accept: Path | None,
) -> None:  # fmt: skip
    """Measure everything, beside plain retrieval and with distractors, and write a page for people."""
    with _reported():
        refusal_parts = load_refusal(refusals)
        made = reports.make(dataset.load_gold(gold), gold, distractors, _told)
    shown = frozenset(dataset.Split) if part == "all" else frozenset([dataset.Split(part)])
    reports.write(made, out, Language(lang), shown, refusal_parts)
    _write(markdown, table_page(made.alone, made.crowded, made.moved, made.config))
    _write(accept, _dump(compare_runs.baseline_json(report_results.results_json(made.alone))))
    click.echo(f"{answers_text(made.alone)}\n\n{out / 'report.html'}")


@main.command()
@click.option("--reading", type=FILE, required=True, help="Questions with their paragraphs, in SQuAD's layout.")
@click.option("--law", type=FOLDER, help="A collection in BEIR's layout, as well.")
@click.option("--gold", type=FOLDER, default=dataset.GOLD, help="Gold questions, and the directives they ask about.")
@click.option("--distractors", type=click.IntRange(0), default=0, help="Ask the gold beside so many others as well.")
@click.option("--fit", "fitting", is_flag=True, help="Fit the coefficients on the open questions and write them.")
@click.option("--plot", type=FILE, help="Write the reliability plot to this file, as SVG.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def refusal(
    reading: Path, law: Path | None, gold: Path, distractors: int, fitting: bool, plot: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Measure the decision to answer or to refuse, on questions that it was not fitted on."""
    with _reported():
        samples = refuse.gather(reading, law, gold, distractors)
    if fitting:
        training = [sample for sample in samples if sample.half is dataset.Split.TRAIN]
        refuse.write_judgement(refuse.fit(training), training)
    parts = refuse.measure([sample for sample in samples if sample.half is dataset.Split.TEST], judgement())
    _write(plot, refuse.reliability_svg(parts[0]))
    click.echo(_dump([asdict(part) for part in parts]) if as_json else refuse.refusal_text(parts, judgement()))


def _told(stage: str) -> None:
    click.echo(f"==> {stage}", err=True)


def _write(path: Path | None, content: str) -> None:
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.rstrip("\n") + "\n", encoding="utf-8")


def _settings(given: tuple[str, ...]) -> dict[str, str]:
    """Read NAME=VALUE; only the product's own variables may be set."""
    pairs = [each.partition("=") for each in given]
    for name, equals, _ in pairs:
        if not (equals and name.startswith("CHIDAO_")):
            raise click.BadParameter(f"{name} is not of the form CHIDAO_NAME=VALUE.", param_hint="--setting")
    return {name: value for name, _, value in pairs}


def _fail_on(regressed: list[str], baseline: Path | None) -> None:
    if regressed:
        click.echo(f"Right in {baseline} and not now: {', '.join(regressed)}", err=True)
        raise SystemExit(1)


@contextmanager
def _reported() -> Iterator[None]:
    """Turn every expected error into one line that says what to do."""
    try:
        yield
    except (extract.EvalError, CorpusError) as error:
        raise click.ClickException(str(error)) from error


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


if __name__ == "__main__":
    main()
