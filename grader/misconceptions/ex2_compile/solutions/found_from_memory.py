# name: find_input_nodes() of a compiled node gives a copy of what was remembered
# explanation: The tree may have changed since. predict() may then be late, but find_input_nodes() is that of the framework.
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

    _nodes: list[framework.Input] | None = None

    def compile(self) -> None:
        self._nodes = super().find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = super().find_input_nodes() if self._nodes is None else self._nodes
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs, strict=True):
            node.value = value
        return self.forward()

    def find_input_nodes(self) -> list[framework.Input]:
        return super().find_input_nodes() if self._nodes is None else list(self._nodes)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
