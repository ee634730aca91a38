# name: the search of compile() takes five calls for each level
# explanation: Networks may have 200 levels, and Python ends at 1000.
# severity: slip
# clauses: 2.3, 2.11
# family: many calls for each level
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class Search:
    """A visitor."""

    def __init__(self) -> None:
        self.found: list[framework.Input] = []

    def run(self, node: framework.NeuralNetNode) -> list[framework.Input]:
        self.visit(node)
        return self.found

    def visit(self, node: framework.NeuralNetNode) -> None:
        if isinstance(node, framework.Input):
            self.found.append(node)
        else:
            self.enter(node)

    def enter(self, node: framework.NeuralNetNode) -> None:
        if isinstance(node, framework.Operation):
            self.go_down(node)

    def go_down(self, node: framework.NeuralNetNode) -> None:
        self.all_of(list(node.children))

    def all_of(self, nodes: list[framework.NeuralNetNode]) -> None:
        for node in nodes:
            self.one(node)

    def one(self, node: framework.NeuralNetNode) -> None:
        self.visit(node)


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    _nodes: list[framework.Input] | None = None

    def compile(self) -> None:
        self._nodes = Search().run(self)

    def predict(self, inputs: Sequence[float]) -> float:
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
