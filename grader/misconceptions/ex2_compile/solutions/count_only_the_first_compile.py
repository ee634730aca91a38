# name: the number of inputs is noted when it is None, the nodes are noted each time
# explanation: One of two attributes is not brought up to date. The text says: "A network that was changed after `compile()`
#   may be compiled again, and the new inputs count from then on."
# severity: misunderstanding
# clauses: 2.7, 2.10
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

    _inputs = None
    _number = None

    def compile(self) -> None:
        self._inputs = self.find_input_nodes()
        if self._number is None:
            self._number = len(self._inputs)

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self._inputs is None else self._inputs
        number = len(nodes) if self._number is None else self._number
        if len(inputs) != number:
            raise ValueError(f"this network has {number} input nodes, but predict() got {len(inputs)} numbers")
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
