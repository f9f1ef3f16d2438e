"""The same questions without and with the configured language model, side by side."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from assistant.answer import Assistant
from assistant.backend import open_settings_store
from assistant.compose import Draft
from assistant.corpus_view import CorpusView
from assistant.llm.model import Cancellation, Message
from assistant.llm.opening import open_parts
from assistant.model import Answer, Question, Status, WordedBy
from assistant.settings import load
from assistant.wire import answer_json
from assistant.wording.writer import Limits, Telling, Writer
from corpus.agencies import registry
from eval.dataset import GoldQuestion
from eval.extraction import EvalError
from eval.report_text import table
from eval.run import corpus_files, embedder_of, evaluation_settings, fill

Json = dict[str, Any]
Progress = Callable[[int, int], None]
_COMPUTED = ("status", "interpretation", "tasks", "total", "excluded", "citations")
_REFUSED = (Status.NO_MATCH, Status.OUT_OF_SCOPE)


@dataclass(frozen=True, slots=True)
class Pair:
    """One question, answered without and with the model; times in seconds."""

    gold: str
    plain_seconds: float
    model_seconds: float
    first_written: float | None
    """From the question to the first sentence that the model wrote, checked or not; None where it wrote none."""
    first_sentence: float | None
    """From the question to the first checked sentence; None where the model gave none."""
    asked: bool
    """Whether the model was asked to word the answer."""
    worded: bool
    """Whether its prose is the answer's."""
    kept: int
    dropped: dict[str, int]
    same: bool
    """Whether tasks, citations and quotations are those computed without the model."""
    proposed: bool
    """Whether a refused question was answered in a reading that the model proposed."""


@dataclass(frozen=True, slots=True)
class WithModel:
    """A run: its pairs, and what the model cost."""

    model: str
    pairs: tuple[Pair, ...]
    requests: int
    failed: int
    prompt_tokens: int
    completion_tokens: int
    cost: float


class _TimedWriter(Writer):
    """Notes when the first sentence and the first checked one come, and how many pass."""

    written: float | None = None
    first: float | None = None
    kept = 0

    def begin(self) -> None:
        """Forget the last question."""
        self.written, self.first, self.kept = None, None, 0

    def _written(self, messages: Sequence[Message], telling: Telling, cancellation: Cancellation) -> Iterator[str]:
        for sentence in super()._written(messages, telling, cancellation):
            self.written = self.written or perf_counter()
            yield sentence

    def sentences(self, draft: Draft, telling: Telling, cancellation: Cancellation) -> Iterator[str]:
        for sentence in super().sentences(draft, telling, cancellation):
            self.first = self.first or perf_counter()
            self.kept += 1
            yield sentence


def compare_wording(questions: Sequence[GoldQuestion], gold: Path, progress: Progress) -> WithModel:
    """Answer every question twice, over the gold directives, with the model that ``CHIDAO_LLM_*`` names.

    Raises:
        EvalError: no model is configured, or it cannot be reached.
    """
    user = load()
    parts = open_parts(user)
    if parts.model is None or user.model is None:
        raise EvalError("No language model is configured: set CHIDAO_LLM_URL and CHIDAO_LLM_MODEL, or CHIDAO_LLM_GGUF.")
    writer = _TimedWriter(parts.model, Limits(user.model.first_seconds, user.model.total_seconds))
    with TemporaryDirectory(prefix="chidao-eval-") as name:
        folder = Path(name) / "data"
        fill(folder, corpus_files(gold))
        settings = evaluation_settings(folder)
        embedder = embedder_of(settings)
        store = open_settings_store(settings, embedder)
        try:
            parts.model.warm()
            view = CorpusView(store, registry())
            plain = Assistant(view, embedder)
            worded = Assistant(view, embedder, writer, parts.proposer)
            pairs = []
            for done, each in enumerate(questions):
                pairs.append(_pair(each, plain, worded, writer))
                progress(done + 1, len(questions))
        finally:
            store.close()
            parts.close()
    totals = parts.model.account.totals
    return WithModel(
        parts.model.name, tuple(pairs), totals.requests, totals.failed, totals.prompt_tokens,
        totals.completion_tokens, totals.cost,
    )  # fmt: skip


def _pair(gold: GoldQuestion, plain: Assistant, worded: Assistant, writer: _TimedWriter) -> Pair:
    question = Question(gold.question, gold.today, tuple(gold.history))
    writer.begin()
    began = perf_counter()
    computed = plain.ask(question)
    middle = perf_counter()
    told = worded.ask(question)
    wording = told.wording
    return Pair(
        gold=gold.id,
        plain_seconds=middle - began,
        model_seconds=perf_counter() - middle,
        first_written=writer.written - middle if writer.written else None,
        first_sentence=writer.first - middle if writer.first else None,
        asked=wording is not None,
        worded=wording is not None and wording.by is WordedBy.MODEL,
        kept=writer.kept,
        dropped=dict(wording.dropped) if wording else {},
        same=_facts(computed) == _facts(told),
        proposed=computed.status in _REFUSED and told.status is Status.ANSWERED,
    )


def _facts(answer: Answer) -> Json:
    said = answer_json(answer)
    return {key: said[key] for key in _COMPUTED}


def with_model_json(run: WithModel) -> Json:
    """Return a run as a JSON value."""
    return asdict(run)


def with_model_text(run: WithModel) -> str:
    """Return the run as a table: a line for each measure, without and with the model."""
    pairs = run.pairs
    asked = [pair for pair in pairs if pair.asked]
    kept = sum(pair.kept for pair in asked)
    dropped: Counter[str] = Counter()
    for pair in asked:
        dropped.update(pair.dropped)
    written = kept + dropped.total()
    begun = [pair.first_written for pair in pairs if pair.first_written is not None]
    firsts = [pair.first_sentence for pair in pairs if pair.first_sentence is not None]
    rows = [
        ("questions", str(len(pairs)), str(len(pairs))),
        ("tasks, citations, quotations as computed", "-", _share(sum(p.same for p in pairs), len(pairs))),
        ("answered in a reading that the model proposed", "-", str(sum(pair.proposed for pair in pairs))),
        ("put to the model to word", "-", str(len(asked))),
        ("worded by the model", "-", _share(sum(pair.worded for pair in asked), len(asked))),
        ("sentences written", "-", str(written)),
        ("sentences that passed the check", "-", _share(kept, written)),
        ("sentences dropped", "-", _share(dropped.total(), written)),
        ("first sentence written, p50 (s)", "-", _quantile(begun, 50)),
        ("first checked sentence, p50 (s)", "-", _quantile(firsts, 50)),
        ("first checked sentence, p95 (s)", "-", _quantile(firsts, 95)),
        ("whole answer, p50 (s)", *_both(pairs, 50)),
        ("whole answer, p95 (s)", *_both(pairs, 95)),
        ("requests to the model (failed)", "-", f"{run.requests} ({run.failed})"),
        ("tokens read", "-", str(run.prompt_tokens)),
        ("tokens generated", "-", str(run.completion_tokens)),
        ("cost", "-", f"{run.cost:.4f}"),
    ]
    reasons = [(f"dropped: {reason}", "-", str(count)) for reason, count in dropped.most_common()]
    return table((run.model, "without", "with"), [*rows, *reasons])


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f" ({100 * part / whole:.1f}%)" if whole else "")


def _both(pairs: Sequence[Pair], percent: int) -> tuple[str, str]:
    plain, model = [p.plain_seconds for p in pairs], [p.model_seconds for p in pairs]
    return _quantile(plain, percent), _quantile(model, percent)


def _quantile(values: Sequence[float], percent: int) -> str:
    if not values:
        return "-"
    if len(values) == 1:
        return f"{values[0]:.3f}"
    return f"{statistics.quantiles(values, n=100, method='inclusive')[percent - 1]:.3f}"
