"""Ingest a folder of mixed files with the real command, and hold its report and its store against what is known."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from assistant.backend import open_settings_store
from corpus.model import Audience, Directive
from eval.extraction import EvalError
from eval.mixed import Folder, Sample, fields
from eval.run import embedder_of, environment, evaluation_settings
from index import catalog
from index.outcomes import Done, Outcome

_SECONDS = 3 * 3_600
_SETTLED = (Outcome.UNCHANGED, Outcome.SAME, Outcome.SKIPPED, Outcome.FAILED)


@dataclass(frozen=True, slots=True)
class MixedRun:
    """What was found."""

    files: int
    seconds: float
    """Of the first ingest."""
    again: float
    """Of the second, over the same folder."""
    outcomes: Mapping[Outcome, int]
    right: int
    """Documents whose tasks are those that were written down, of ``compared``."""
    compared: int
    unforeseen: tuple[Done, ...]
    """Outcomes of files that nobody foretold."""
    faults: tuple[str, ...]


def run(made: Folder, folder: Path, real: Sequence[Path] = ()) -> MixedRun:
    """Write the folder, ingest it twice together with real files, and compare."""
    made.write(folder)
    with TemporaryDirectory(prefix="chidao-mixed-") as data:
        first, code, seconds = _ingest(Path(data), [folder, *real])
        second, _, again = _ingest(Path(data), [folder, *real])
        stored = _stored(Path(data), [each.document for each in made.samples])
    compared = [each for each in made.samples if each.tasks is not None]
    wrong = list(task_faults(compared, stored))
    faults = (*report_faults(made.samples, first), *_exit_faults(code, first), *_second_faults(second), *wrong)
    return MixedRun(
        files=len(made.files),
        seconds=seconds,
        again=again,
        outcomes=Counter(each.outcome for each in first),
        right=len(compared) - len(wrong),
        compared=len(compared),
        unforeseen=tuple(each for each in first if name_of(each) not in {sample.name for sample in made.samples}),
        faults=faults,
    )


def name_of(done: Done) -> str:
    """Return the name by which a sample is known: the file's, or archive and member."""
    path = Path(done.file)
    return path.name if path.is_absolute() else done.file


def report_faults(samples: Sequence[Sample], report: Sequence[Done]) -> Iterator[str]:
    """Yield in what the outcomes of the samples differ from what had to become of them."""
    told = Counter(map(name_of, report))
    found = {name_of(each): each for each in report}
    for sample in samples:
        done = found.get(sample.name)
        if done is None or told[sample.name] != 1:
            yield f"{sample.name}: {told[sample.name]} outcomes"
        elif done.outcome is not sample.outcome:
            yield f"{sample.name}: {done.outcome.value} ({done.reason}), not {sample.outcome.value}"
        elif sample.says not in done.reason:
            yield f"{sample.name}: “{done.reason}” does not say “{sample.says}”"
        elif sample.document and done.document != sample.document:
            yield f"{sample.name}: read as {done.document}, not {sample.document}"


def task_faults(samples: Sequence[Sample], stored: Mapping[str, Directive]) -> Iterator[str]:
    """Yield the samples whose stored tasks are not those that were written down."""
    for sample in samples:
        directive = stored.get(sample.document)
        found = fields(directive) if directive else None
        if found != sample.tasks:
            yield f"{sample.name}: tasks {_difference(sample, found)}"


def mixed_text(run: MixedRun) -> str:
    """Return what was found, for a terminal."""
    counts = ", ".join(f"{outcome.value} {run.outcomes.get(outcome, 0)}" for outcome in Outcome)
    lines = [
        f"{run.files} files; ingested in {run.seconds:.0f} s, again in {run.again:.0f} s",
        counts,
        f"tasks as written down in {run.right} of {run.compared} documents",
        *(f"unforeseen: {each.outcome.value} {each.document} {name_of(each)} {each.reason}" for each in run.unforeseen),
        *(f"FAULT {fault}" for fault in run.faults),
    ]
    return "\n".join(lines)


def _difference(sample: Sample, found: Sequence[object] | None) -> str:
    if found is None:
        return "not stored"
    pairs = [(want, got) for want, got in zip(sample.tasks or (), found, strict=False) if want != got]
    return f"{len(found)} of {len(sample.tasks or ())}; differing: {pairs[:2]}"


def _exit_faults(code: int, report: Sequence[Done]) -> Iterator[str]:
    expected = int(any(each.outcome is Outcome.FAILED for each in report))
    if code != expected:
        yield f"exit code {code}, not {expected}"


def _second_faults(report: Sequence[Done]) -> Iterator[str]:
    """Yield what the same folder changed when it was read again."""
    for each in report:
        if each.outcome not in _SETTLED:
            yield f"{name_of(each)}: {each.outcome.value} when read again"


def _ingest(data: Path, paths: Sequence[Path]) -> tuple[list[Done], int, float]:
    command = [sys.executable, "-m", "assistant.cli", "ingest", "--json", *map(str, paths)]
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        command, env=environment(data), capture_output=True, text=True, check=False, timeout=_SECONDS
    )
    seconds = time.perf_counter() - began
    try:
        return msgspec.json.decode(done.stdout, type=list[Done]), done.returncode, seconds
    except msgspec.DecodeError as error:
        raise EvalError(f"chidao ingest gave no report: {done.stderr[-2_000:]}") from error


def _stored(data: Path, numbers: Sequence[str]) -> dict[str, Directive]:
    settings = evaluation_settings(data)
    store = open_settings_store(settings, embedder_of(settings))
    try:
        found = (catalog.directive(store, number, frozenset(Audience)) for number in numbers if number)
        return {each.number: each for each in found if each}
    finally:
        store.close()
