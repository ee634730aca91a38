# name: compile() puts a copy in the place of the list of children
# explanation: Who has the list may change it, in place too, and changes nothing then.
# severity: slip
# clauses: 2.2, 2.11
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
        self.nodes = self._gather()

    def _gather(self):
        found = []
        self.children = list(self.children)  # might be a tuple
        for child in self.children:
            if isinstance(child, framework.Input):
                found.append(child)
            elif isinstance(child, Operation):
                found += child._gather()
        return found

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self._gather() if self.nodes is None else self.nodes
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
