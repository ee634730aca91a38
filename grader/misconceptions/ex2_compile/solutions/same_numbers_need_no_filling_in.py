# name: the same numbers as last time are not filled in again, though someone else may have changed the nodes
# explanation: Believes that nobody else assigns the inputs: an inner node's predict does, or the user. The text says: "What a
#   compiled network remembers is *where* its inputs are, not *what* they hold: the weights may move between two
#   calls, the numbers surely do, and the answer has to be right every time."
# severity: slip
# clauses: 2.9
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
    _last = None

    def compile(self) -> None:
        self._inputs = self.find_input_nodes()
        self._last = None

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self._inputs is None else self._inputs
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        if self._last != list(inputs):
            for node, value in zip(nodes, inputs):
                node.value = value
            self._last = list(inputs)
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
