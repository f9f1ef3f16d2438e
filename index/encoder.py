"""The bundled model, computed by ONNX Runtime. The only user of onnxruntime.

It takes half of the time of the wheel's own engine and imports no torch (measured: docs/decisions/0004).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from index.model_graph import INPUT, OUTPUT, model_graph
from index.tokens import Tokenizer
from index.weights import Floats, WeightsFile

MOST_THREADS = 8
"""More wait for each other in Python."""
_ERRORS_ONLY = 3
"""The severity of ONNX Runtime's log."""


class Encoder:
    """Unit vectors of texts, equal to those of the wheel's engine but for its rounding (cosine above 0.9999).

    The engine rounds activations to 8 bits, this does not. Longer texts than the model reads
    at once are averaged over windows, weighted by their tokens, as in the engine. A text's vector is the same to the
    last digit, alone or among others: texts are computed one by one.

    Raises ValueError for a file of another format, KeyError for one that lacks a tensor.
    """

    def __init__(self, path: Path):
        self._file = WeightsFile(path)
        self._shape = self._file.shape
        self._tokenizer = Tokenizer(self._file.vocabulary)
        positions = self._file.tensor("emb.pos", self._shape.hidden)
        self._positions = positions + self._file.tensor("emb.type", self._shape.hidden)[0]
        self._session = _session(self._file)

    def encode(self, texts: Iterable[str]) -> Iterator[Floats]:
        """Yield the vector of each text, shape (hidden,), in order; the texts bring their prefix.

        One text to a thread and one thread to a core: cutting words and mean vectors run in parallel too.
        """
        with ThreadPoolExecutor(min(_cores(), MOST_THREADS)) as pool:
            yield from pool.map(self.vector, texts)

    def vector(self, text: str) -> Floats:
        """Return the vector of one text, shape (hidden,); safe to call from any thread."""
        total = np.zeros(self._shape.hidden, np.float32)
        for ids in self._windows(text):
            total += self._mean(ids) * max(len(ids) - 2, 1)
        return total / np.linalg.norm(total)

    def _windows(self, text: str) -> Iterator[list[int]]:
        """The tokens of a text in stretches that the model can read, each with its first and last token."""
        words, room = self._file.vocabulary, self._shape.positions - 2
        ids = self._tokenizer.encode(text)
        for start in range(0, max(len(ids), 1), room):
            yield [words.begin, *ids[start : start + room], words.end]

    def _mean(self, ids: list[int]) -> Floats:
        """Return the mean of the last layer over the tokens, shape (hidden,)."""
        embedded = self._file.rows("emb.word", self._shape.hidden, np.array(ids))
        embedded += self._positions[: len(ids)]
        mean: Floats = self._session.run([OUTPUT], {INPUT: embedded[np.newaxis]})[0][0]
        return mean


def _session(file: WeightsFile) -> InferenceSession:
    """Return the model, ready to run, on the cores that this process may use.

    Raises ValueError where this ONNX Runtime lacks an operator, KeyError where the file lacks a tensor.
    """
    options = SessionOptions()
    options.intra_op_num_threads = _cores()
    options.log_severity_level = _ERRORS_ONLY
    # Threads that wait for work in a loop would take the cores from the rest of the service.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    graph = model_graph(file).SerializeToString()
    try:
        return InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors have no base of their own
        raise ValueError(f"ONNX Runtime cannot run the model: {error}") from error


def _cores() -> int:
    return len(os.sched_getaffinity(0))
