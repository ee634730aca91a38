# name: predict puts the old numbers back when it is done: backward() then computes with those
# explanation: Backward needs the inputs of the last prediction. The text says: "so an `Add` of this module is a
#   `framework.Add` with your two methods on top."
# severity: misunderstanding
# clauses: 2.1
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    _inputs: list[framework.Input] | None = None

    def compile(self) -> None:
        self._inputs = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self._inputs is None else self._inputs
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        before = [node.value for node in nodes]
        try:
            for node, value in zip(nodes, inputs):
                node.value = value
            return self.forward()
        finally:
            for node, value in zip(nodes, before):
                node.value = value


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
