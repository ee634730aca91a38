# name: when the numbers do not match, the message is made with find_input_nodes()
# explanation: 'never' without the error case. The text says: "After that, `predict()` never searches."
# severity: slip
# clauses: 2.3
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
        if self._inputs is None or len(self._inputs) != len(inputs):
            return super().predict(inputs)  # searches, or raises the right error
        for node, value in zip(self._inputs, inputs):
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
