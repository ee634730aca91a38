# name: after a second compile with fewer inputs the old ones are still there at the end
# explanation: A list that is overwritten from the front and never cut. The text says: "A network that was changed after
#   `compile()` may be compiled again, and the new inputs count from then on."
# severity: misunderstanding
# clauses: 2.7
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
        nodes = self.find_input_nodes()
        if self._inputs is None:
            self._inputs = []
        self._inputs[: len(nodes)] = nodes

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self._inputs is None else self._inputs
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
