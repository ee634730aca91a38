# name: compile() makes one list, in which each operation below has its slice; who compiles next replaces the list in place
# explanation: A part that is in the tree no more keeps its slice of a list that is another by now.
# severity: slip
# clauses: 2.7, 2.8
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

    _all: list[framework.Input] | None = None
    _slice = slice(0, 0)

    def compile(self) -> None:
        if self._all is None or self._slice.start or len(self._all) != self._slice.stop:
            self._all = []
        self._all[:] = []
        self._note(self._all)

    def _note(self, nodes: list[framework.Input]) -> None:
        self._all = nodes
        start = len(nodes)
        for child in self.children:
            if isinstance(child, Operation):
                child._note(nodes)
            elif isinstance(child, framework.Input):
                nodes.append(child)
        self._slice = slice(start, len(nodes))

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self._all is None else self._all[self._slice]
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
