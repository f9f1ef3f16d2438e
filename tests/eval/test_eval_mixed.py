"""A folder of mixed files: every file has a true outcome, and its tasks are those that were written down."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ingest import gather, ingest
from corpus.model import Audience
from eval.mixed import Folder, make
from eval.mixed_run import report_faults, task_faults
from index import catalog
from index.outcomes import Done, Outcome
from index.schema import Fingerprint
from index.store import Store, open_store


class FlatEmbedder:
    """Equal vectors for all: nothing is searched here."""

    name, dimension = "flat", 4

    def embed_query(self, text: str) -> tuple[float, ...]:
        return (1.0, 0.0, 0.0, 0.0)

    def embed_documents(self, texts: Sequence[str], progress: object = None) -> list[tuple[float, ...]]:
        return [self.embed_query(text) for text in texts]


@pytest.fixture(scope="module")
def made() -> Folder:
    return make(0, spare=1, office=False)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A store in memory where there is one: syncing takes long."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        opened = open_store(Path(folder), fingerprint=Fingerprint(FlatEmbedder.name, FlatEmbedder.dimension))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def reports(made: Folder, store: Store, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Done, ...]]:
    """What is reported of the folder, twice."""
    folder = tmp_path_factory.mktemp("mixed")
    made.write(folder)
    files, failures = gather([folder], None)
    return [(*ingest(store, FlatEmbedder(), files).done, *failures) for _ in range(2)]


def test_every_file_has_the_outcome_that_its_maker_knows(made: Folder, reports: list[tuple[Done, ...]]) -> None:
    assert len(made.files) > 60 and {Path(name).suffix for name in made.files} > {".docx", ".rtf", ".xlsx", ".zip"}
    assert list(report_faults(made.samples, reports[0])) == []
    assert len(reports[0]) == len(made.samples)


def test_tasks_are_those_written_by_hand_in_every_format(
    made: Folder, store: Store, reports: list[tuple[Done, ...]]
) -> None:
    compared = [sample for sample in made.samples if sample.tasks is not None]
    found = (catalog.directive(store, sample.document, frozenset(Audience)) for sample in compared)
    stored = {directive.number: directive for directive in found if directive}
    assert list(task_faults(compared, stored)) == []
    lacking = [replace(sample, tasks=(*(sample.tasks or ()), ((), (), ()))) for sample in compared]
    assert len(list(task_faults(lacking, stored))) == len(compared)


def test_the_folder_read_again_changes_nothing(reports: list[tuple[Done, ...]]) -> None:
    first, again = (Counter(each.outcome for each in report) for report in reports)
    assert again == Counter(
        {
            Outcome.UNCHANGED: first[Outcome.CREATED],
            Outcome.SAME: first[Outcome.SAME],
            Outcome.SKIPPED: first[Outcome.SKIPPED],
            Outcome.FAILED: first[Outcome.FAILED],
        }
    )


def test_a_report_that_is_untrue_is_seen(made: Folder, reports: list[tuple[Done, ...]]) -> None:
    first = reports[0]
    assert list(report_faults(made.samples, first[1:])), "a file left out"
    assert list(report_faults(made.samples, (*first, first[0]))), "a file told twice"
    lying = [replace(each, outcome=Outcome.CREATED, reason="") for each in first]
    told = sum(each.outcome is not Outcome.CREATED for each in first)
    assert len(list(report_faults(made.samples, lying))) == told
