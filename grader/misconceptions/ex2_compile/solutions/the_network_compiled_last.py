# family: shared by all networks
# name: one global plan: predict uses it whoever is asked
# explanation: There is only one model in my script. The text says: "Two networks know nothing of each other."
# severity: does not work
# clauses: 2.8
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


_current = None


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    def compile(self) -> None:
        global _current
        _current = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if _current is None else _current
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
