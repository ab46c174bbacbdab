"""The first layers of the model as a graph that onnxruntime carries out with whole numbers: a fifth of the time fractions take.

Each row of what goes into a table of weights becomes bytes by a factor of its own, so that a text means the same whatever is read
beside it. Weights take seven bits: with eight, processors without instructions for it would cut off sums, and err.
"""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from amends.language.meaning.model_file import ModelFile

LAYERS = 6  # of twelve; further ones hardly told faults apart better
STEPS = 63  # either side of nought, of seven bits
BYTE_STEPS, MIDDLE = 127, 128
LEAST = 1e-9  # in place of the factor of a row of noughts
OPERATORS, FORMAT = 22, 10  # versions of what the graph is written in
READ, SAID = "read", "said"  # names of what goes in and comes out


def write(model: ModelFile, path: Path) -> None:
    """In: a row for each piece of one text. Out: the middle of the rows after the last layer, of length one."""
    onnx.save(Graph(model).whole(), str(path))


class Graph:
    def __init__(self, model: ModelFile) -> None:
        self.model = model
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def whole(self) -> onnx.ModelProto:
        rows = self.normalized(READ, "emb.ln")
        for number in range(LAYERS):
            rows = self.layer(rows, f"l{number}.")
        middle = self.node("ReduceMean", rows, self.constant("rows", np.array([0], np.int64)), keepdims=0)
        self.nodes.append(helper.make_node("LpNormalization", [middle], [SAID], axis=0, p=2))
        width = self.model.width
        graph = helper.make_graph(
            self.nodes,
            "meaning",
            [helper.make_tensor_value_info(READ, TensorProto.FLOAT, ["pieces", width])],
            [helper.make_tensor_value_info(SAID, TensorProto.FLOAT, [width])],
            list(self.constants.values()),
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPERATORS)], ir_version=FORMAT)

    def layer(self, rows: str, name: str) -> str:
        """Attention to the other pieces, then the two tables each piece goes through by itself."""
        model = self.model
        width, inner = model.width, model.inner
        three = np.concatenate([model.matrix(f"{name}{one}.w", width) for one in "qkv"])
        beside = np.concatenate([model.numbers(f"{name}{one}.b") for one in "qkv"])
        seen = self.attention(self.linear(rows, f"{name}qkv", three, beside))
        seen = self.linear(
            seen, f"{name}ao", model.matrix(f"{name}ao.w", width), model.numbers(f"{name}ao.b")
        )
        rows = self.normalized(self.node("Add", rows, seen), f"{name}aln")
        made = self.linear(
            rows, f"{name}fi", model.matrix(f"{name}fi.w", inner), model.numbers(f"{name}fi.b")
        )
        made = self.node("Gelu", made)
        made = self.linear(
            made, f"{name}fo", model.matrix(f"{name}fo.w", width), model.numbers(f"{name}fo.b")
        )
        return self.normalized(self.node("Add", rows, made), f"{name}oln")

    def attention(self, rows: str) -> str:
        """Each head weighs the rows of all pieces by how well what they offer answers what a piece asks."""
        width, heads = self.model.width, self.model.heads
        split = [f"{rows} {one}" for one in ("asked", "offered", "given")]
        self.nodes.append(helper.make_node("Split", [rows], split, axis=1, num_outputs=3))
        shape = self.constant("a head", np.array([0, heads, width // heads], np.int64))
        asked, offered, given = (
            self.node("Transpose", self.node("Reshape", one, shape), perm=order)
            for one, order in zip(split, ([1, 0, 2], [1, 2, 0], [1, 0, 2]), strict=True)
        )
        fits = self.node(
            "Mul", self.node("MatMul", asked, offered), self.number("size", (width // heads) ** -0.5)
        )
        seen = self.node("MatMul", self.node("Softmax", fits, axis=-1), given)
        together = self.constant("all heads", np.array([0, width], np.int64))
        return self.node("Reshape", self.node("Transpose", seen, perm=[1, 0, 2]), together)

    def linear(self, rows: str, name: str, weights: Any, offsets: Any) -> str:
        """Rows times weights, quantized to whole numbers, and offsets added."""
        factors = np.abs(weights).max(axis=1) / STEPS
        whole = np.rint(weights / factors[:, None]).astype(np.int8).T
        middle = self.constant("middle", np.array(MIDDLE, np.uint8))
        row_scales = self.row_scales(rows)
        one = self.number("one", 1.0)
        in_bytes = self.node("QuantizeLinear", self.node("Div", rows, row_scales), one, middle)
        sums = self.node("MatMulInteger", in_bytes, self.constant(f"{name} weights", whole), middle)
        sums = self.node("Mul", self.node("Cast", sums, to=TensorProto.FLOAT), row_scales)
        sums = self.node("Mul", sums, self.constant(f"{name} factors", factors.astype(np.float32)))
        return self.node("Add", sums, self.constant(f"{name} offsets", offsets))

    def row_scales(self, rows: str) -> str:
        largest = self.node(
            "ReduceMax", self.node("Abs", rows), self.constant("columns", np.array([1], np.int64))
        )
        steps = self.node("Mul", largest, self.number("a step", 1 / BYTE_STEPS))
        return self.node("Add", steps, self.number("least", LEAST))

    def normalized(self, rows: str, name: str) -> str:
        """Every row with one mean and one spread, then stretched as learnt."""
        of = [self.constant(f"{name}.{one}", self.model.numbers(f"{name}.{one}")) for one in "wb"]
        return self.node("LayerNormalization", rows, *of, axis=-1, epsilon=float(self.model.epsilon))

    def node(self, operator: str, *read: str, **how: Any) -> str:
        name = f"{operator} {len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(read), [name], **how))
        return name

    def number(self, name: str, value: float) -> str:
        return self.constant(name, np.array(value, np.float32))

    def constant(self, name: str, value: Any) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name
