"""The bundled model as an ONNX graph: a BERT encoder with mean pooling, whose matrices stay in four bits.

ONNX Runtime's operator ``MatMulNBits`` takes the file's Q4_0 blocks as they are, but for the order of the nibbles, so
the graph holds 13 MB where unpacked weights take 85. Activations stay float32 (docs/decisions/0004).
The only user of onnx. Operators of the domain ``com.microsoft``: ONNX Runtime, docs/ContribOperators.md.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from index.weights import BLOCK, WeightsFile

INPUT, OUTPUT = "embedded", "mean"
"""``embedded``: the sum of a text's word, position and type vectors, shape (1, tokens, hidden), float32.
``mean``: the mean of the last layer, shape (1, hidden), float32."""
_CONTRIB = "com.microsoft"
_FLOAT32_COMPUTATION = 1
"""The accuracy level of ``MatMulNBits`` that rounds no activation; 4 would round them to 8 bits."""
_OPSET, _CONTRIB_OPSET, _IR = 18, 1, 10


def model_graph(file: WeightsFile) -> ModelProto:
    """Return the graph from ``INPUT`` to ``OUTPUT``. Raises KeyError for a file that lacks a tensor."""
    return _Graph(file).model()


class _Graph:
    """Gathers nodes and their weights, each named by what it gives."""

    def __init__(self, file: WeightsFile) -> None:
        self._file, self._shape = file, file.shape
        self._nodes: list[NodeProto] = []
        self._weights: list[TensorProto] = []

    def model(self) -> ModelProto:
        shape = self._shape
        x = self._standard("LayerNormalization", [INPUT, *self._norm("emb.ln")], axis=-1, epsilon=shape.epsilon)
        for layer in range(shape.layers):
            x = self._layer(x, f"l{layer}.")
        tokens = self._constant("tokens_axis", np.array([1], np.int64))
        self._nodes.append(helper.make_node("ReduceMean", [x, tokens], [OUTPUT], keepdims=0))
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "tokens", shape.hidden])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, shape.hidden])],
            self._weights,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, _CONTRIB_OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR)

    def _layer(self, x: str, prefix: str) -> str:
        hidden = self._shape.hidden
        query, key, value = (self._linear(x, prefix + name, hidden) for name in "qkv")
        attended = self._contrib("MultiHeadAttention", [query, key, value], num_heads=self._shape.heads)
        x = self._added(x, self._linear(attended, prefix + "ao", hidden), prefix + "aln")
        inner = self._contrib("Gelu", [self._linear(x, prefix + "fi", hidden)])
        return self._added(x, self._linear(inner, prefix + "fo", self._shape.inner), prefix + "oln")

    def _linear(self, x: str, name: str, inputs: int) -> str:
        """Add a product with a matrix of the file, and its bias."""
        nibbles, scales = self._file.packed(f"{name}.w", inputs)
        rows = len(nibbles)
        packed = self._constant(f"{name}.nibbles", _in_pairs(nibbles))
        scale = self._constant(f"{name}.scales", scales)
        bias = self._vector(f"{name}.b")
        return self._contrib(
            "MatMulNBits",
            [x, packed, scale, "", "", bias],  # neither zero points (8 is the operator's own) nor an order of groups
            K=inputs,
            N=rows,
            bits=4,
            block_size=BLOCK,
            accuracy_level=_FLOAT32_COMPUTATION,
        )

    def _added(self, x: str, more: str, norm: str) -> str:
        return self._contrib("SkipLayerNormalization", [x, more, *self._norm(norm)], epsilon=self._shape.epsilon)

    def _norm(self, name: str) -> tuple[str, str]:
        """Add a normalisation's scale and shift."""
        return self._vector(f"{name}.w"), self._vector(f"{name}.b")

    def _vector(self, name: str) -> str:
        return self._constant(name, self._file.tensor(name, 1).ravel())

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _contrib(self, operator: str, inputs: list[str], **attributes: Any) -> str:
        return self._standard(operator, inputs, domain=_CONTRIB, **attributes)

    def _standard(self, operator: str, inputs: list[str], **attributes: Any) -> str:
        """Add a node; its output is named by its place."""
        output = f"{len(self._nodes)}.{operator}"
        self._nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output


def _in_pairs(nibbles: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the bytes that the operator reads: neighbouring weights share one, the first in the low half.

    From shape (rows, blocks, 32) to (rows, blocks, 16).
    """
    return nibbles[..., 0::2] | (nibbles[..., 1::2] << np.uint8(4))
