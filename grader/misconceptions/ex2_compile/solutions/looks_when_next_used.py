# name: compile() makes a note, and the next forward() or predict() looks for the inputs
# explanation: compile() is there so that predict() need not search. The first one after it does.
# severity: misunderstanding
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
    """An inner node that looks for its input nodes when it is next used."""

    _nodes: list[framework.Input] | None = None
    _due = False

    def compile(self) -> None:
        self._due = True

    def _look(self) -> None:
        if self._due:
            self._nodes, self._due = self.find_input_nodes(), False

    def forward(self) -> float:
        self._look()
        return super().forward()

    def predict(self, inputs: Sequence[float]) -> float:
        self._look()
        nodes = self.find_input_nodes() if self._nodes is None else self._nodes
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
