# name: find_input_nodes() hands out the very list that the node keeps
# explanation: An internal list is handed out. The text says: "`compile()` remembers where the input nodes below this node
#   are."
# severity: slip
# clauses: 2.3, 2.11
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

    _found = None
    _compiled = False

    def compile(self) -> None:
        self.find_input_nodes()
        self._compiled = True

    def find_input_nodes(self):
        self._found = super().find_input_nodes()
        return self._found

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self._found if self._compiled else self.find_input_nodes()
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
