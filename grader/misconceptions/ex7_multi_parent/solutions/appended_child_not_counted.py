# name: edges are counted when a parent is made; a child that is appended later is not counted
# explanation: Children is a list, and a list may grow. The text says: "a node may be the child of several parents, or several
#   times the child of one parent. Each time counts;"
# severity: misunderstanding
# clauses: 7.3
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    edges = {}

    def backward(self, derivative_from_parent: float) -> None:
        nodes = []
        try:
            self._prepare(nodes)
            self._waiting = 1
            self._hear(derivative_from_parent)
            sums = [node._sum for node in nodes]
        finally:
            for node in nodes:
                node.__dict__.pop("_waiting", None)
                node.__dict__.pop("_sum", None)
        for node, total in zip(nodes, sums):
            node.on_backward(total)

    def _prepare(self, nodes):
        self._waiting = 0
        self._sum = 0.0
        nodes.append(self)
        for child in self.children:
            if not hasattr(child, "_waiting"):
                child._prepare(nodes)
        for child, times in self.edges.items():
            child._waiting += times

    def _hear(self, part):
        """A parent speaks. When the last one has spoken, it is my turn."""
        self._sum += part
        self._waiting -= 1
        if self._waiting == 0:
            for child, entry in zip(self.children, self.grad(), strict=True):
                child._hear(self._sum * entry)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def __init__(self, children) -> None:
        super().__init__(children)
        self.edges = {child: self.children.count(child) for child in self.children}

    def find_input_nodes(self) -> list[framework.Input]:
        """The `Input` nodes below this node, each once, at its first visit: depth first, left to right."""
        visited = {}

        def visit(node):
            if node in visited:
                return
            visited[node] = isinstance(node, framework.Input)
            for child in node.children:
                visit(child)

        visit(self)
        return [node for node, is_input in visited.items() if is_input]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
