# name: zip(strict=True) raises the ValueError, its message names no numbers
# explanation: Any ValueError will do. The text says: "A wrong number of inputs is a `ValueError` whose message names both
#   numbers, compiled or not."
# severity: misunderstanding
# clauses: 2.6, 2.10
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
        for node, value in zip(nodes, inputs, strict=True):
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
