# family: predictions_by_inputs
# name: predict remembers the answer for the numbers: the weights move, the answer does not
# explanation: A network is not a function of its inputs alone. The text says: "What a compiled network remembers is *where*
#   its inputs are, not *what* they hold: the weights may move between two calls, the numbers surely do, and the
#   answer has to be right every time."
# severity: misunderstanding
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
    _answers = None

    def compile(self) -> None:
        self._inputs = self.find_input_nodes()
        self._answers = {}

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self._inputs
        if nodes is None:
            return super().predict(inputs)
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        key = tuple(inputs)
        if key not in self._answers:
            for node, value in zip(nodes, inputs):
                node.value = value
            self._answers[key] = self.forward()
        return self._answers[key]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
