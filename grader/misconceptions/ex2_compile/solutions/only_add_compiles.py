# name: compile and predict are written into Add, the other kinds keep the old predict
# explanation: The root of the example is an Add. The text says: "give `Operation` the method `compile()`, and write a
#   `predict()` that makes use of it."
# severity: does not work
# clauses: 2.1, 2.3, 2.10
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

    pass


class Add(Operation, framework.Add):
    """As in the given framework."""

    _inputs: list[framework.Input] | None = None

    def compile(self) -> None:
        self._inputs = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self._inputs is None else self._inputs
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs):
            node.value = value
        return self.forward()


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
