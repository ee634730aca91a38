# name: an uncompiled predict compiles for a moment, but a ValueError leaves it compiled
# explanation: The cleaning up is skipped by an exception. The text says: "Without `compile()` it works as well, by searching."
# severity: slip
# clauses: 2.4, 2.11
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
        if self._inputs is None:
            self.compile()
            value = self.predict(inputs)
            self._inputs = None
            return value
        nodes = self._inputs
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs):
            node.value = value
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
