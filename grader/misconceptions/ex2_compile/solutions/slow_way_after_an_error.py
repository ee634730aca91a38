# name: if anything raises an exception, the tree is searched and all is computed again
# explanation: An op that fails once is answered as if nothing had happened, and one that always fails is searched for.
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

    nodes = None

    def compile(self) -> None:
        self.nodes = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        if self.nodes is None:
            return super().predict(inputs)
        if len(inputs) != len(self.nodes):
            raise ValueError(f"this network has {len(self.nodes)} input nodes, but predict() got {len(inputs)} numbers")
        try:
            for node, value in zip(self.nodes, inputs):
                node.value = value
            return self.forward()
        except Exception:  # what is remembered may be out of date: do it the slow way
            return super().predict(inputs)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
