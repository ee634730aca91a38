# name: a counter on the class says that some list of children has been assigned, and then everybody searches again
# explanation: Another network is built, and this one searches.
# severity: slip
# clauses: 2.3, 2.8
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""

    changes = 0

    def __setattr__(self, name: str, value: object) -> None:
        if name == "children" and value:
            NeuralNetNode.changes += 1
        super().__setattr__(name, value)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    _at = -1
    _nodes: list[framework.Input] | None = None

    def compile(self) -> None:
        self._nodes = self.find_input_nodes()
        self._at = NeuralNetNode.changes

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self._nodes is None or self._at != NeuralNetNode.changes else self._nodes
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs, strict=True):
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
