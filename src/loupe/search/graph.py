"""The weights of a BERT sentence encoder to a graph in eight bits that ONNX Runtime runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["GRAPH", "bert_graph"]

GRAPH = "bert-int8/1"
"""Changes whenever the same weights would give another graph."""

_LARGEST = 63
"""Weights get seven bits: with eight, processors without VNNI overflow when they add two products in 16 bits."""
_OPSET, _IR = 17, 8

Weights = Mapping[str, NDArray[np.float32]]


def bert_graph(weights: Weights, heads: int, *, epsilon: float = 1e-12) -> bytes:
    """A serialised ONNX model: input ``pieces`` (int64, shape (n,)), output ``mean`` (float32, shape (hidden,)).

    ``weights`` are those of a BERT encoder under their usual names (Devlin et al., NAACL 2019), ``heads`` its attention
    heads. ``mean`` is the mean of the last hidden states, marks of beginning and end included. A matrix is kept in
    whole numbers with one scale for each column; what is multiplied with it is rounded to eight bits with one scale for
    the text. One text is one run, so no other text can change what comes out. KeyError when a weight is missing.
    """
    graph = _Graph(weights)
    hidden = _embedded(graph, epsilon)
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weights:
        hidden = _layer(graph, f"encoder.layer.{layer}", hidden, heads, epsilon)
        layer += 1
    graph.node("ReduceMean", [hidden], "mean", axes=[0], keepdims=0)
    return graph.serialised()


class _Graph:
    """Nodes and constants as they are added."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._nodes: list[Any] = []
        self._constants: dict[str, NDArray[Any]] = {}

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self._constants[name] = np.ascontiguousarray(value)
        return name

    def node(self, kind: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        from onnx import helper

        self._nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def split(self, source: str, outputs: list[str]) -> None:
        from onnx import helper

        self._nodes.append(helper.make_node("Split", [source], outputs, name=outputs[0], axis=0))

    def linear(self, name: str, source: str, matrix: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """``source @ matrix + bias`` with a matrix of shape (in, out) in whole numbers."""
        scales = np.maximum(np.abs(matrix).max(axis=0), 1e-12) / _LARGEST
        whole = np.rint(matrix / scales).astype(np.int8)
        inputs = [
            source,
            self.constant(f"{name}/whole", whole),
            self.constant(f"{name}/scales", scales.astype(np.float32)),
            self.constant(f"{name}/zeros", np.zeros(len(scales), np.int8)),
            self.constant(f"{name}/bias", bias.astype(np.float32)),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, name, domain="com.microsoft")

    def normed(self, name: str, source: str, epsilon: float) -> str:
        inputs = [source, *(self.constant(f"{name}/{part}", self.weights[f"{name}.{part}"]) for part in _NORM)]
        return self.node("LayerNormalization", inputs, name, axis=-1, epsilon=epsilon)

    def serialised(self) -> bytes:
        from onnx import TensorProto, helper, numpy_helper

        size = len(self.weights["embeddings.LayerNorm.bias"])
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["n"])],
            [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [size])],
            [numpy_helper.from_array(value, name) for name, value in self._constants.items()],
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR, producer_name="loupe")
        return bytes(model.SerializeToString(deterministic=True))


_NORM = ("weight", "bias")


def _embedded(graph: _Graph, epsilon: float) -> str:
    weights = graph.weights
    words = weights["embeddings.word_embeddings.weight"]
    scales = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-12) / 127
    whole = graph.constant("words/whole", np.rint(words / scales).astype(np.int8))
    graph.node("Gather", [whole, "pieces"], "words/rows")
    graph.node("Cast", ["words/rows"], "words/float", to=1)
    graph.node("Gather", [graph.constant("words/scales", scales.astype(np.float32)), "pieces"], "words/scale")
    graph.node("Mul", ["words/float", "words/scale"], "words")
    # Every piece is of the first text of a pair, so its type is one more constant.
    places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    graph.node("Shape", ["pieces"], "length")
    inputs = [graph.constant("places", places), graph.constant("start", np.zeros(1, np.int64)), "length"]
    graph.node("Slice", inputs, "placed")
    graph.node("Add", ["words", "placed"], "embedded")
    return graph.normed("embeddings.LayerNorm", "embedded", epsilon)


def _layer(graph: _Graph, name: str, hidden: str, heads: int, epsilon: float) -> str:
    attended = _attention(graph, name, hidden, heads)
    attended = _dense(graph, f"{name}.attention.output.dense", attended)
    graph.node("Add", [attended, hidden], f"{name}/first")
    first = graph.normed(f"{name}.attention.output.LayerNorm", f"{name}/first", epsilon)
    wide = _dense(graph, f"{name}.intermediate.dense", first)
    graph.node("Gelu", [wide], f"{name}/gelu", domain="com.microsoft")
    narrow = _dense(graph, f"{name}.output.dense", f"{name}/gelu")
    graph.node("Add", [narrow, first], f"{name}/second")
    return graph.normed(f"{name}.output.LayerNorm", f"{name}/second", epsilon)


def _dense(graph: _Graph, name: str, source: str) -> str:
    return graph.linear(name, source, graph.weights[f"{name}.weight"].T, graph.weights[f"{name}.bias"])


def _attention(graph: _Graph, name: str, hidden: str, heads: int) -> str:
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    size = len(graph.weights[f"{parts[0]}.bias"])
    # The scale of the dot products goes into the questions; one product gives questions, keys and values.
    factors = (np.float32((size // heads) ** -0.5), np.float32(1), np.float32(1))
    matrix = np.hstack([graph.weights[f"{p}.weight"].T * f for p, f in zip(parts, factors, strict=True)])
    bias = np.hstack([graph.weights[f"{p}.bias"] * f for p, f in zip(parts, factors, strict=True)])
    mixed = graph.linear(f"{name}/mixed", hidden, matrix, bias)
    by_head = graph.constant("by head", np.array([-1, 3 * heads, size // heads], np.int64))
    graph.node("Reshape", [mixed, by_head], f"{name}/heads")
    graph.node("Transpose", [f"{name}/heads"], f"{name}/turned", perm=[1, 0, 2])
    graph.split(f"{name}/turned", [f"{name}/q", f"{name}/k", f"{name}/v"])
    graph.node("Transpose", [f"{name}/k"], f"{name}/kt", perm=[0, 2, 1])
    graph.node("MatMul", [f"{name}/q", f"{name}/kt"], f"{name}/products")
    graph.node("Softmax", [f"{name}/products"], f"{name}/shares", axis=-1)
    graph.node("MatMul", [f"{name}/shares", f"{name}/v"], f"{name}/by head")
    graph.node("Transpose", [f"{name}/by head"], f"{name}/by piece", perm=[1, 0, 2])
    flat = graph.constant("flat", np.array([-1, size], np.int64))
    return graph.node("Reshape", [f"{name}/by piece", flat], f"{name}/attended")
