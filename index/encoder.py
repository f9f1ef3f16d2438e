"""The bundled model, computed with numpy: the forward pass of a BERT encoder with mean pooling.

It takes less processor time than the wheel's own engine, for a question as for a long text, and imports no torch
(measured: docs/decisions/0004).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from index.side_by_side import Both, SideBySide, in_turn
from index.tokens import Tokenizer
from index.weights import Floats, WeightsFile

MOST_THREADS = 8
"""More wait for each other in Python."""


@dataclass(frozen=True, slots=True)
class _Linear:
    weight: Floats
    """(out, in): BLAS multiplies a question's few columns by it in half the time of the other way round."""
    bias: Floats
    """(out, 1)"""

    def __call__(self, x: Floats) -> Floats:
        product: Floats = self.weight @ x
        product += self.bias
        return product


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: Floats
    bias: Floats
    epsilon: float

    def __call__(self, x: Floats) -> Floats:
        """Normalise each column in place: mean 0, variance 1, then scale and shift."""
        x -= x.mean(0)
        variance = np.einsum("ij,ij->j", x, x) / len(x)
        x *= (1 / np.sqrt(variance + self.epsilon)).astype(np.float32)
        x *= self.weight
        x += self.bias
        return x


@dataclass(frozen=True, slots=True)
class _Half:
    """Half of a layer's heads and half of its inner units, with what they add to the layer's output."""

    heads: int
    qkv: _Linear
    out: Floats
    up: _Linear
    down: Floats

    def attended(self, x: Floats) -> Floats:
        """Return what this half's attention adds, but for the bias; ``x`` has shape (hidden, tokens)."""
        product: Floats = self.out @ _attended(self.qkv(x), self.heads)
        return product

    def fed(self, x: Floats) -> Floats:
        """Return what this half's inner units add, but for the bias."""
        product: Floats = self.down @ _gelu(self.up(x))
        return product


@dataclass(frozen=True, slots=True)
class _Layer:
    halves: tuple[_Half, _Half]
    out_bias: Floats
    out_norm: _Norm
    down_bias: Floats
    down_norm: _Norm

    def __call__(self, x: Floats, both: Both) -> Floats:
        first, second = self.halves
        x += both(first.attended, second.attended, x)
        x += self.out_bias
        x = self.out_norm(x)
        x += both(first.fed, second.fed, x)
        x += self.down_bias
        return self.down_norm(x)


class Encoder:
    """Unit vectors of texts, equal to the engine's but for its rounding (cosine above 0.9999).

    A text's tokens are columns throughout, so that every step works on contiguous memory.

    The engine rounds activations to 8 bits, this does not. Longer texts than the model reads
    at once are averaged over windows, weighted by their tokens, as in the engine.
    """

    def __init__(self, path: Path):
        # For good: the number of threads belongs to the process, and a text must not have other last digits
        # because another one was being computed beside it.
        threadpool_limits(1, "blas")
        self._file = WeightsFile(path)
        self._shape = self._file.shape
        self._tokenizer = Tokenizer(self._file.vocabulary)
        self._positions = self._file.tensor("emb.pos", self._shape.hidden)
        self._positions = self._positions + self._file.tensor("emb.type", self._shape.hidden)[0]
        self._norm = self._norm_of("emb.ln")
        self._layers = [self._layer(f"l{n}.") for n in range(self._shape.layers)]
        self._side_by_side = SideBySide(_cores())

    def encode(self, texts: Iterable[str]) -> Iterator[Floats]:
        """Yield the vector of each text, shape (hidden,), in order; the texts bring their prefix.

        One text to a thread and one thread to a core: the steps between the matrix products run in parallel too.
        """
        with self._side_by_side.at_work(), ThreadPoolExecutor(min(_cores(), MOST_THREADS)) as pool:
            yield from pool.map(lambda text: self._vector(text, in_turn), texts)

    def vector(self, text: str) -> Floats:
        """Return the vector of one text; while no other is computed, a second thread has its part in it."""
        with self._side_by_side.question() as both:
            return self._vector(text, both)

    def _vector(self, text: str, both: Both) -> Floats:
        total = np.zeros(self._shape.hidden, np.float32)
        for ids in self._windows(text):
            total += self._hidden(ids, both).mean(1) * max(len(ids) - 2, 1)
        return total / np.linalg.norm(total)

    def _windows(self, text: str) -> Iterator[list[int]]:
        """The tokens of a text in stretches that the model can read, each with its first and last token."""
        words, room = self._file.vocabulary, self._shape.positions - 2
        ids = self._tokenizer.encode(text)
        for start in range(0, max(len(ids), 1), room):
            yield [words.begin, *ids[start : start + room], words.end]

    def _hidden(self, ids: Sequence[int], both: Both) -> Floats:
        """Return the last layer, shape (hidden, len(ids))."""
        words = self._file.rows("emb.word", self._shape.hidden, np.array(ids))
        words += self._positions[: len(ids)]
        x = self._norm(np.ascontiguousarray(words.T))
        for layer in self._layers:
            x = layer(x, both)
        return x

    def _layer(self, prefix: str) -> _Layer:
        hidden, inner = self._shape.hidden, self._shape.inner
        qkv = [self._linear(prefix + name, hidden) for name in "qkv"]
        out, up, down = (
            self._linear(prefix + name, size) for name, size in (("ao", hidden), ("fi", hidden), ("fo", inner))
        )
        first, second = (
            _Half(
                heads=self._shape.heads // 2,
                qkv=_Linear(
                    np.vstack([_half(part.weight, n) for part in qkv]), np.vstack([_half(part.bias, n) for part in qkv])
                ),
                out=np.ascontiguousarray(_half(out.weight.T, n).T),
                up=_Linear(_half(up.weight, n), _half(up.bias, n)),
                down=np.ascontiguousarray(_half(down.weight.T, n).T),
            )
            for n in range(2)
        )
        return _Layer(
            (first, second), out.bias, self._norm_of(prefix + "aln"), down.bias, self._norm_of(prefix + "oln")
        )

    def _linear(self, name: str, inputs: int) -> _Linear:
        return _Linear(self._file.tensor(f"{name}.w", inputs), self._vector_of(f"{name}.b"))

    def _norm_of(self, name: str) -> _Norm:
        return _Norm(self._vector_of(f"{name}.w"), self._vector_of(f"{name}.b"), self._shape.epsilon)

    def _vector_of(self, name: str) -> Floats:
        """Return one number for each row, shape (rows, 1)."""
        return self._file.tensor(name, 1).copy()


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _half(rows: Floats, n: int) -> Floats:
    """Return the first half of the rows, or the second."""
    half = len(rows) // 2
    return rows[n * half : (n + 1) * half]


def _attended(qkv: Floats, heads: int) -> Floats:
    """Return softmax(q k / sqrt(d)) v of the heads one below the other; ``qkv`` has shape (3 * heads * d, tokens)."""
    length = qkv.shape[1]
    q, k, v = qkv.reshape(3, heads, -1, length)  # each (heads, d, tokens)
    scores: Floats = k.transpose(0, 2, 1) @ q  # of each key, for each token
    scores *= q.shape[1] ** -0.5
    scores -= scores.max(1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(1, keepdims=True)
    attended: Floats = v @ scores
    return attended.reshape(-1, length)


# Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: erfc(z) is this polynomial in t = 1 / (1 + p z)
# times exp(-z²), for z >= 0, within 1.5e-7, which is float32's own precision.
_P = 0.3275911
_COEFFICIENTS = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


def _gelu(x: Floats) -> Floats:
    """Return x Φ(x), with Φ the normal distribution: max(x, 0) - |x| erfc(|x| / √2) / 2."""
    size: Floats = np.abs(x)
    t = size * np.float32(_P / 2**0.5)
    t += 1
    np.reciprocal(t, out=t)
    tail = np.zeros_like(x)
    for coefficient in _COEFFICIENTS:
        tail += coefficient
        tail *= t
    np.square(x, out=t)
    t *= -0.5
    np.exp(t, out=t)
    tail *= t
    tail *= size
    tail *= -0.5
    tail += np.maximum(x, 0)
    return tail
