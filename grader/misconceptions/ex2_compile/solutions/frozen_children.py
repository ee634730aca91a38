# name: compile() keeps the children of every operation below, and forward() and backward() use those
# explanation: Only predict() may be late, and only that of the node and of those below it.
# severity: slip
# clauses: 2.1, 2.7
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""

    _kept: list[framework.NeuralNetNode] | None = None

    def forward(self) -> float:
        children = self.children if self._kept is None else self._kept
        return self.op([child.forward() for child in children])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    _nodes: list[framework.Input] | None = None

    def compile(self) -> None:
        self._nodes = self.find_input_nodes()
        self._keep()

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self._nodes is None else self._nodes
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs, strict=True):
            node.value = value
        return self.forward()

    def _keep(self) -> None:
        self._kept = list(self.children)
        for child in self._kept:
            if isinstance(child, Operation):
                child._keep()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
