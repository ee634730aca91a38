# name: what has an attribute `value` is a leaf
# explanation: An operation of the course may keep its value as well, and has inputs below it.
# severity: slip
# clauses: 2.1, 2.5
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

    def _below(self):
        found = []
        for child in self.children:
            if hasattr(child, "value"):
                if isinstance(child, framework.Input):
                    found.append(child)
            elif isinstance(child, Operation):
                found += child._below()
        return found

    def compile(self) -> None:
        self.nodes = self._below()

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self.nodes is None else self.nodes
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
