# name: an AttributeError means that nobody has called compile()
# explanation: An op below may raise one as well: the `try` is around too much.
# severity: slip
# clauses: 2.1, 2.3
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

    def compile(self) -> None:
        self.remembered = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        try:
            nodes = self.remembered
            if len(inputs) != len(nodes):
                raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
            for node, value in zip(nodes, inputs):
                node.value = value
            return self.forward()
        except AttributeError:  # never compiled
            return super().predict(inputs)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
