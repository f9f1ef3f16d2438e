"""Speed, as a list of named measurements, each beside a baseline of the same run.

A machine's speed differs from day to day; the ratio to a baseline, measured in turn with it on the same input
(``eval/bench_timing.py``), does not. A new measurement is a function that returns a ``Measurement``, or yields some,
appended to ``MEASURES``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import count, tee
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.backend import open_settings_store
from assistant.corpus_view import CorpusView
from assistant.ingest import gather, ingest
from assistant.model import ALL_AUDIENCES, Question
from assistant.settings import load
from assistant.understand.dialogue import interpret
from corpus.agencies import registry
from corpus.model import Audience, Directive, Task
from corpus.parse import parse_source
from corpus.readers import SourceText, read, read_bytes
from eval.bench_questions import KINDS, LENGTH, content_questions, slow_questions
from eval.bench_timing import Measurement, in_turn, latency, rate
from eval.blocks import as_docx, as_html, as_rtf, blocks
from eval.extraction import DIRECTIVES, EvalError, directive_files
from eval.formats import render
from eval.run import Client, embedder_of, environment, evaluation_settings, fill, serving
from index.embedding import load_embedder
from index.filters import Filter, Match
from index.lexical import encode_query
from index.schema import BM25, Kind
from index.store import Store

PAGE = 2_500
"""Characters that count as a page."""
TODAY = "2026-04-01"
TASK_QUESTION = "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4?"
SEARCH_QUESTION = "Văn bản nói gì về Cổng Dịch vụ công quốc gia?"
ASKS = 100
"""Questions that a server has answered when its memory is taken."""
COLD_STARTS = 5
"""How often at most a cold command is repeated: each costs a second."""
READINGS = 5
"""How often at most the files of a format are read."""
INGESTS = 3
"""How often at most an ingest is repeated: each embeds everything."""


@dataclass(frozen=True)
class Bench:
    """What a measurement may use. What has to be ingested or served is, once, when it is first asked for."""

    corpus: Path
    """The directives to measure with."""
    data: Path
    """An empty folder that lasts as long as the run, for what has to be ingested."""
    repeat: int
    """How often to repeat what is measured."""
    stack: ExitStack = field(default_factory=ExitStack)
    """Closes what was opened."""

    @cached_property
    def ingested(self) -> Path:
        """A data folder that holds the corpus, and that no server holds."""
        files, failures = gather([self.corpus], Audience.PUBLIC)
        unread = fill(self.data / "ingested", files)
        if failures or unread or not files:
            raise EvalError(f"No directives in {self.corpus} that can be read. Name their folder with --corpus.")
        return self.data / "ingested"

    @cached_property
    def client(self) -> Client:
        """A server over a copy of it, with its model loaded."""
        served = Path(shutil.copytree(self.ingested, self.data / "served"))
        return self.stack.enter_context(serving(served))

    @cached_property
    def store(self) -> Store:
        """Another copy, opened in this process."""
        settings = evaluation_settings(Path(shutil.copytree(self.ingested, self.data / "opened")))
        store = open_settings_store(settings, embedder_of(settings))
        self.stack.callback(store.close)
        return store

    @cached_property
    def sources(self) -> list[SourceText]:
        """The text of each directive."""
        return _sources(self.corpus)


def run(corpus: Path = DIRECTIVES, repeat: int = 20) -> list[Measurement]:
    """Take every measurement, in order."""
    with _bench(corpus, repeat) as bench:
        return [each for measure in MEASURES for each in _all(measure(bench))]


def parse_speed(bench: Bench) -> Measurement:
    """Pages parsed a second; the baseline normalises the same text and splits it into words."""
    sources = bench.sources
    pages = sum(len(source.text) for source in sources) / PAGE
    parsing, baseline = in_turn(
        lambda: [parse_source(source) for source in sources],
        lambda: [_WORD.findall(unicodedata.normalize("NFC", source.text)) for source in sources],
        bench.repeat,
    )
    return rate("parse", "pages/s", pages, parsing, "NFC and words", baseline)


def reading_speed(bench: Bench) -> Iterator[Measurement]:
    """Pages read and parsed a second in each format, PDF where LibreOffice can write it; the baseline only parses."""
    pages = sum(len(source.text) for source in bench.sources) / PAGE
    for ending, contents in _rendered(bench):
        reading, parsing = in_turn(
            partial(_read_all, f"a.{ending}", contents),
            lambda: [parse_source(source) for source in bench.sources],
            min(bench.repeat, READINGS),
        )
        yield rate(f"read and parse .{ending}", "pages/s", pages, reading, "parsing alone", parsing)


def task_question(bench: Bench) -> Measurement:
    """A task question at the API, as a client sees it; the baseline scans every parsed task in Python."""
    tasks = [task for source in bench.sources for task in parse_source(source).tasks]
    body = {"question": TASK_QUESTION, "today": TODAY}
    asking, scanning = in_turn(lambda: bench.client.ask(body), lambda: _scan(tasks), bench.repeat)
    return latency("task question, API", asking, "scan of all tasks", scanning)


def cold_ask(bench: Bench) -> Measurement:
    """A task question from a cold command; the baseline starts Python and imports click."""
    command = [sys.executable, "-m", "assistant.cli", "ask", TASK_QUESTION, "--today", TODAY]
    around = environment(bench.ingested)
    asking, starting = in_turn(
        lambda: subprocess.run(command, env=around, check=True, capture_output=True),  # noqa: S603
        lambda: subprocess.run([sys.executable, "-c", "import click"], env=around, check=True),
        min(bench.repeat, COLD_STARTS),
    )
    return latency("task question, cold command", asking, "python, import click", starting, unit="s")


def search_question(bench: Bench) -> Measurement:
    """A search question at the API, warm; the baseline ranks by BM25 alone, in process."""
    chunks = Filter(must=(Match("kind", (Kind.CHUNK.value,)),))
    body = {"question": SEARCH_QUESTION, "today": TODAY}
    asking, ranking = in_turn(
        lambda: bench.client.ask(body),
        lambda: bench.store.nearest(BM25, encode_query(SEARCH_QUESTION), chunks, 10),
        bench.repeat,
    )
    return latency("search question, API", asking, "BM25 in process", ranking)


def content_question(bench: Bench) -> Measurement:
    """A question that a search answers, another one each time, at the API; the baseline embeds it in process."""
    actions = [task.action for source in bench.sources for task in parse_source(source).tasks]
    asked, embedded = tee(content_questions(actions))
    embedder = load_embedder(load().embedding_model)
    asking, embedding = in_turn(
        lambda: bench.client.ask({"question": next(asked), "today": TODAY}),
        lambda: embedder.embed_query(next(embedded)),
        bench.repeat,
    )
    return latency("content question, new each time, API", asking, "embedding it in process", embedding)


def question_kinds(bench: Bench) -> Iterator[Measurement]:
    """A question of each other kind at the API; the baseline is the same server's sign of life."""
    for kind, (*history, question) in KINDS.items():
        body = {"question": question, "history": history, "today": TODAY}
        asking, living = in_turn(
            partial(bench.client.ask, body), partial(bench.client.http.get, "/healthz"), bench.repeat
        )
        yield latency(f"{kind} question, API", asking, "GET /healthz", living)


def search_command(bench: Bench) -> Measurement:
    """Passages by ``GET /api/v1/search``, warm; the baseline is the same server's sign of life."""
    finding, living = in_turn(
        lambda: bench.client.search(SEARCH_QUESTION), lambda: bench.client.http.get("/healthz"), bench.repeat
    )
    return latency("search, API", finding, "GET /healthz", living)


def ingest_speed(bench: Bench) -> Measurement:
    """Pages read, embedded and stored a second, into an empty folder each time; the baseline only parses them."""
    files, _ = gather([bench.corpus], Audience.PUBLIC)
    embedder = load_embedder(load().embedding_model)
    pages = sum(len(source.text) for source in bench.sources) / PAGE
    folders = (bench.data / f"ingest-{number}" for number in count())

    def ingesting() -> None:
        store = open_settings_store(evaluation_settings(next(folders)), embedder)
        try:
            ingest(store, embedder, files)
        finally:
            store.close()

    times, parsing = in_turn(
        ingesting, lambda: [parse_source(source) for source in bench.sources], min(bench.repeat, INGESTS)
    )
    return rate("ingest", "pages/s", pages, times, "parsing alone", parsing)


def understanding_worst(bench: Bench) -> Measurement:
    """The slowest of many shapes of 2,000 characters to understand; the baseline is an ordinary task question."""
    store = bench.store
    context = CorpusView(store, registry()).context(ALL_AUDIENCES)
    today = date.fromisoformat(TODAY)

    def understand(questions: Iterator[str]) -> object:
        return interpret(Question(next(questions), today), context)

    ordinary = (f"{TASK_QUESTION} {number}" for number in count())
    found = []
    for shape, questions in slow_questions():
        asking, plain = in_turn(partial(understand, questions), partial(understand, ordinary), bench.repeat)
        found.append(latency(f"understand {LENGTH} characters, worst: {shape}", asking, "a task question", plain))
    return max(found, key=lambda each: each.p50)


def serving_memory(bench: Bench) -> Measurement:
    """Resident memory of a server that has answered both kinds; the baseline only imports the framework."""
    for number in range(ASKS):
        bench.client.ask({"question": (TASK_QUESTION, SEARCH_QUESTION)[number % 2], "today": TODAY})
    show = "import fastapi, uvicorn, pathlib; print(pathlib.Path('/proc/self/status').read_text())"
    bare = subprocess.run([sys.executable, "-c", show], check=True, capture_output=True, text=True)  # noqa: S603
    resident = _resident(Path(f"/proc/{bench.client.pid}/status").read_text(encoding="utf-8"))
    return Measurement("serving memory", "MB", resident, resident, "fastapi and uvicorn", _resident(bare.stdout))


MEASURES: list[Callable[[Bench], Measurement | Iterator[Measurement]]] = [
    parse_speed,
    reading_speed,
    ingest_speed,
    cold_ask,
    task_question,
    search_question,
    content_question,
    question_kinds,
    search_command,
    understanding_worst,
    serving_memory,
]

_RESIDENT = re.compile(r"^VmRSS:\s*(\d+) kB", re.M)
_WORD = re.compile(r"\w+")


def _all(found: Measurement | Iterator[Measurement]) -> Iterable[Measurement]:
    return [found] if isinstance(found, Measurement) else found


@contextmanager
def _bench(corpus: Path, repeat: int) -> Iterator[Bench]:
    with TemporaryDirectory(prefix="chidao-bench-") as folder, ExitStack() as stack:
        yield Bench(corpus, Path(folder), repeat, stack)


def _rendered(bench: Bench) -> Iterator[tuple[str, list[bytes]]]:
    content = [blocks(source) for source in bench.sources]
    for ending, write in (("docx", as_docx), ("rtf", as_rtf), ("html", as_html)):
        yield ending, [write(each) for each in content]
    if shutil.which("soffice"):
        pages = [bench.data / f"page-{number}.html" for number in range(len(content))]
        for page, each in zip(pages, content, strict=True):
            page.write_bytes(as_html(each))
        yield "pdf", [path.read_bytes() for path in render(pages, "pdf", bench.data)]


def _read_all(name: str, contents: Sequence[bytes]) -> list[Directive]:
    return [parse_source(read_bytes(name, each)) for each in contents]


def _scan(tasks: Sequence[Task]) -> list[Task]:
    """Return what the task question asks for, the plainest way there is."""
    first, last = date(2026, 4, 1), date(2026, 4, 30)
    return [
        task
        for task in tasks
        if any(party.name == "Bộ Khoa học và Công nghệ" for party in task.leads)
        and any(deadline.last and first <= deadline.last <= last for deadline in task.deadlines)
    ]


def _resident(status: str) -> float:
    """Return the resident memory that a process's status names, in MB."""
    found = _RESIDENT.search(status)
    if not found:
        raise EvalError("Resident memory is read from /proc, which this system does not have.")
    return int(found[1]) / 1_024


def _sources(folder: Path) -> list[SourceText]:
    return [read(path) for path in directive_files(folder)]
