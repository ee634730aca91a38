# name: every hundredth predict() searches, because somebody may have changed the tree
# explanation: The text says: "After that, `predict()` never searches".
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

    nodes = None
    calls = 0

    def compile(self) -> None:
        self.nodes = self.find_input_nodes()
        self.calls = 0

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.nodes
        if nodes is None:
            nodes = self.find_input_nodes()
        elif len(nodes) == len(inputs):
            self.calls += 1
            if self.calls % 100 == 0:  # somebody may have changed the tree: look again from time to time
                self.nodes = nodes = self.find_input_nodes()
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
