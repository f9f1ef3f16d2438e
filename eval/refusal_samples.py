"""Questions with and without an answer at hand, looked at by the product's own search: what refusal is fitted on.

Three sources. *reading*: a file in SQuAD's layout; its questions are asked of all its paragraphs, and again without
the paragraph that answers, or (every second one) without the whole article. *law*: a collection in BEIR's layout, asked
with and without the texts judged right. *gold*: the product's own questions, those that come to search,
asked of the directives, and again without the clauses that answer; both once more with generated directives beside
(*gold, beside others*), which should change nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.backend import open_settings_store
from assistant.corpus_view import CorpusView
from assistant.model import ALL_AUDIENCES, Question, Status
from assistant.search.evidence import Evidence
from assistant.search.find import FALLBACK_INTENTS
from assistant.search.weighing import scope_of, weigh
from assistant.understand import interpret
from corpus.agencies import registry
from eval.answers import ancestors
from eval.dataset import Gold, GoldQuestion, Split
from eval.distractors import distractor_files
from eval.extraction import EvalError
from eval.ir_collection import Collection, Text, chunked, load_collection
from eval.run import corpus_files, embedder_of, evaluation_settings, fill
from index.embedding import Embedder
from index.filters import Filter, Match, Vector
from index.lexical import encode_document
from index.points import chunk_point
from index.schema import BM25, DENSE, Fingerprint
from index.store import Store, open_store

BESIDE = "gold, beside others"
TODAY = date(2026, 4, 1)
"""Nothing in these questions depends on it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What the search brought: the evidence, whether it answers, and whether its marked sentence holds the answer."""

    evidence: Evidence
    right: bool
    marked: bool | None = None
    """None where the source does not say which words answer."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A question asked of texts that hold its answer, or don't."""

    source: str
    half: Split
    answerable: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of a collection: the texts that answer it, and those left out the second time."""

    text: str
    half: Split
    right: frozenset[str]
    left_out: frozenset[str]
    answers: tuple[str, ...] = ()


def reading_samples(path: Path, embedder: Embedder) -> list[Sample]:
    """Read a file in SQuAD's layout. Articles alternate between the halves. Raises EvalError."""
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        texts, asked = _reading(articles)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{path} is not a file in SQuAD's layout: {error}") from error
    return list(_ask_all("reading", texts, asked, embedder))


def law_samples(folder: Path, embedder: Embedder) -> list[Sample]:
    """Read a collection in BEIR's layout. Questions alternate between the halves. Raises EvalError."""
    collection = load_collection(folder)
    asked = []
    for number, query in enumerate(collection.queries):
        right = frozenset(text for text, grade in collection.judged[query.id].items() if grade)
        asked.append(_Asked(query.text, _half(number), right, right))
    return list(_ask_all("law", collection.texts, asked, embedder))


def gold_samples(gold: Gold, folder: Path, distractors: int = 0) -> list[Sample]:
    """Ask those gold questions that come to search, over the directives that they are about. Raises EvalError.

    Args:
        gold: the questions.
        folder: holds their directives.
        distractors: so many generated directives are stored beside.
    """
    with TemporaryDirectory(prefix="chidao-refusal-") as data:
        real = corpus_files(folder)
        fill(Path(data), [*real, *distractor_files(gold, real, distractors)])
        settings = evaluation_settings(Path(data))
        embedder = embedder_of(settings)
        store = open_settings_store(settings, embedder)
        try:
            view = CorpusView(store, registry())
            samples = (sample for each in gold.questions for sample in _gold_samples(view, embedder, each))
            return [replace(sample, source=BESIDE) for sample in samples] if distractors else list(samples)
        finally:
            store.close()


def _gold_samples(view: CorpusView, embedder: Embedder, gold: GoldQuestion) -> Iterator[Sample]:
    """Yield a question as it is asked of the directives, and, where they answer it, of what else they say."""
    question = Question(gold.question, gold.today, gold.history)
    meaning = interpret(question, view.context(ALL_AUDIENCES)).interpretation
    known = meaning.intent in FALLBACK_INTENTS and meaning.topic and not meaning.within
    if not known or meaning.unknown_documents or gold.expected.tasks is not None:
        return
    if gold.expected.status is Status.ANSWERED and not gold.expected.citations:  # a head's fact, which no clause states
        return
    required = {*gold.expected.citations, *gold.expected.allow}
    right = required | {above for clause in required for above in ancestors(clause)}
    scope = scope_of(view, replace(meaning, agencies=()))
    without = Match("clause", tuple(sorted(right | _below(view, right))))
    for where in (scope, replace(scope, must_not=(without,)))[: 2 if gold.expected.citations else 1]:
        weighed = weigh(view, embedder, meaning, question, where)
        passages = [Passage(each.evidence, each.found.clause in right) for each in weighed]
        yield Sample("gold", gold.split, bool(gold.expected.citations) and where == scope, tuple(passages))


def _below(view: CorpusView, clauses: Iterable[str]) -> set[str]:
    """Return the clauses that lie below some."""
    found: set[str] = set()
    for clause in clauses:
        located = view.clause(clause, ALL_AUDIENCES)
        found |= {each.id for each in located[1].walk()} if located else set()
    return found


def _reading(articles: Iterable[Mapping[str, object]]) -> tuple[list[Text], list[_Asked]]:
    texts: list[Text] = []
    asked: list[_Asked] = []
    for number, article in enumerate(articles):
        paragraphs: list[Mapping[str, object]] = list(article["paragraphs"])  # type: ignore[call-overload]
        ids = [f"{number}.{place}" for place in range(len(paragraphs))]
        title = str(article.get("title", "")).replace("_", " ")
        for text_id, paragraph in zip(ids, paragraphs, strict=True):
            texts.append(Text(text_id, title, str(paragraph["context"])))
            for item in paragraph["qas"]:  # type: ignore[attr-defined]
                left_out = frozenset([text_id]) if len(asked) % 2 else frozenset(ids)
                answers = tuple(answer["text"] for answer in item["answers"])
                asked.append(_Asked(item["question"], _half(number), frozenset([text_id]), left_out, answers))
    return texts, asked


def _ask_all(
    source: str, texts: Sequence[Text], asked: Iterable[_Asked], embedder: Embedder
) -> Iterator[Sample]:  # fmt: skip
    """Yield each question twice: of all texts, and of those that do not answer it."""
    with _stored(texts, embedder) as (view, names):
        for each in asked:
            for left_out in (frozenset[str](), each.left_out):
                sample = _sample(source, view, embedder, names, each, left_out)
                if sample:
                    yield sample


def _sample(
    source: str, view: CorpusView, embedder: Embedder, names: Mapping[str, str], asked: _Asked, left_out: frozenset[str]
) -> Sample | None:
    question = Question(asked.text, TODAY)
    meaning = interpret(question, view.context(ALL_AUDIENCES)).interpretation
    if not meaning.topic:
        return None
    where = Filter(must_not=(Match("document", tuple(sorted(names[text] for text in left_out))),))
    right = {names[text] for text in asked.right}
    passages = []
    for each in weigh(view, embedder, meaning, question, where if left_out else Filter()):
        first, last = (place - each.found.start for place in each.sentence)
        words = each.found.text[first:last]
        marked = any(answer in words for answer in asked.answers) if asked.answers else None
        passages.append(Passage(each.evidence, each.found.document in right, marked))
    return Sample(source, asked.half, not left_out, tuple(passages))


@contextmanager
def _stored(texts: Sequence[Text], embedder: Embedder) -> Iterator[tuple[CorpusView, dict[str, str]]]:
    """Store the texts, cut as directives are; give the view, and the names of their documents by the texts' ids."""
    with TemporaryDirectory(prefix="chidao-refusal-") as folder:
        store = open_store(Path(folder), fingerprint=Fingerprint(embedder.name, embedder.dimension))
        try:
            yield CorpusView(store, registry()), _fill(store, texts, embedder)
        finally:
            store.close()


def _fill(store: Store, texts: Sequence[Text], embedder: Embedder) -> dict[str, str]:
    names = {}
    for text, directive, chunks in chunked(Collection(tuple(texts), (), {})):
        names[text.id] = directive.number
        vectors = embedder.embed_documents([chunk.embedded for chunk in chunks])
        both: list[dict[str, Vector]] = [
            {DENSE: d, BM25: encode_document(c.embedded)} for c, d in zip(chunks, vectors, strict=True)
        ]
        store.upsert([chunk_point(c, each, directive, version=0) for c, each in zip(chunks, both, strict=True)])
    return names


def _half(number: int) -> Split:
    return Split.TEST if number % 2 else Split.TRAIN
