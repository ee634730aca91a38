# name: the recursion takes five calls for each level, so it ends with a RecursionError at 200 levels
# explanation: The given framework goes twice as deep. How many calls of yours are waiting while you are at the bottom?
# severity: slip
# clauses: 7.6
# hidden_only: yes
from __future__ import annotations

from backprop import framework


class Walk:
    """Children before parents, with a method for each thought."""

    def __init__(self) -> None:
        self.seen = set()
        self.order = []

    def visit(self, node):
        self.children_of(node)
        self.order.append(node)

    def children_of(self, node):
        for child in node.children:
            self.maybe(child)

    def maybe(self, node):
        if node not in self.seen:
            self.first_time(node)

    def first_time(self, node):
        self.seen.add(node)
        self.really(node)

    def really(self, node):
        self.visit(node)


def walk(root):
    """List all nodes at and below the root."""
    one = Walk()
    one.first_time(root)
    return one.order


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        order = walk(self)[::-1]
        totals = dict.fromkeys(order, 0.0)
        totals[self] = derivative_from_parent
        for node in order:
            for child, slope in zip(node.children, node.grad(), strict=True):
                totals[child] += totals[node] * slope
        for node in order:
            node.on_backward(totals[node])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        return [node for node in walk(self) if isinstance(node, framework.Input)]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
