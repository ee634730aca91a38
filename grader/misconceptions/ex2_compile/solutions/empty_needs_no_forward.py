# name: a network without inputs remembers its value when it is compiled
# explanation: Its parameters may move.
# severity: slip
# clauses: 2.9, 2.2
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

    _constant: float | None = None
    _nodes: list[framework.Input] | None = None

    def compile(self) -> None:
        self._nodes, self._constant = self.find_input_nodes(), None

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self._nodes is None else self._nodes
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs, strict=True):
            node.value = value
        if nodes or self._nodes is None:
            return self.forward()
        if self._constant is None:
            self._constant = self.forward()
        return self._constant


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
